"""In which language the commands speak, and what they say in it.

Sentences stand in the code in Vietnamese and are marked by ``say``, ``said`` or ``marked``; their English is in
``messages/en.po``, as gettext has it, under the Vietnamese sentence. It is read when English is first asked for,
without a compiled copy beside it: one file to mend. What the datasets hold is no message and stays Vietnamese.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from schemas.codes import ERRORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.errors import CchcError

Code = Literal["vi", "en"]
LANGUAGES: Final[tuple[Code, ...]] = ("vi", "en")
_chosen: ContextVar[Code] = ContextVar("language", default="vi")

# msgid "Không mở được {path}." / msgstr "Cannot open {path}."; a sentence may go on over lines of its own in quotes.
_ENTRY: Final = re.compile(r'^msgid ((?:"[^\n]*"\n)+)msgstr ((?:"[^\n]*"(?:\n|\Z))+)', re.MULTILINE)
_PIECE: Final = re.compile(r'"(.*)"')
_ESCAPED: Final = re.compile(r"\\(.)")


def chosen() -> Code:
    """The language that is spoken now."""
    return _chosen.get()


def choose(language: Code) -> None:
    """Speak this language from now on."""
    _chosen.set(language)


@cache
def catalogue() -> dict[str, str]:
    """Every English sentence by its Vietnamese one."""
    from importlib.resources import files  # not needed for Vietnamese

    text = files("pipeline.messages").joinpath("en.po").read_text(encoding="utf-8")
    return {_joined(entry[1]): _joined(entry[2]) for entry in _ENTRY.finditer(text) if _joined(entry[1])}


def _joined(quoted: str) -> str:
    text = "".join(_PIECE.findall(quoted))
    return _ESCAPED.sub(lambda found: {"n": "\n"}.get(found[1], found[1]), text)


def say(sentence: str, /, **values: object) -> str:
    """A Vietnamese sentence in the chosen language, with its placeholders filled."""
    told = sentence if chosen() == "vi" else catalogue().get(sentence, sentence)
    return told.format(**values) if values else told


def said(*sentences: str) -> tuple[str, ...]:
    """Several words or sentences without placeholders, such as the heads of a table."""
    return tuple(say(sentence) for sentence in sentences)


def marked(sentence: str) -> str:
    """A Vietnamese sentence of the catalogue that is said later."""
    return sentence


def one_of(pair: Sequence[str]) -> str:
    """Of a label in Vietnamese and English, the one of the chosen language."""
    return pair[LANGUAGES.index(chosen())]


def why_unread(code: str | None, stored: str | None) -> str | None:
    """Why a file was not read: as stored, which is Vietnamese, or the English sentence of its code."""
    return stored if chosen() == "vi" or code is None else ERRORS.get(code, ERRORS["internal"])


def sentence_of(error: CchcError) -> str:
    """What an error says, in the chosen language."""
    return str(why_unread(getattr(error, "code", None), str(error)))
