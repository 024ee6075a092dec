"""What a chart is for its reader: a drawing, the same figures as a table, and a sentence about them."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.labels import Language

if TYPE_CHECKING:
    from pipeline.language import Code

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    ``id`` is its name ("areas", "ranks" …); ``svg`` the drawing as an element to stand in a page, None where there is
    nothing to draw: then ``note`` says why. ``columns`` and ``rows`` are the same figures as a table; texts are as they
    are shown, numbers are numbers (:func:`told` writes them). Text in ``svg`` is escaped, that in the others is not.
    """

    id: str
    title: str
    svg: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str


def told(value: Cell, language: Code) -> str:
    """A cell as a reader of the language writes it: "79,48" and "1.234" in Vietnamese."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if abs(value) >= 1e15:  # no figure of a document; as short as it can be
        text = f"{value:g}"
        return text.replace(".", ",") if language == "vi" else text
    return Language(language).number(value, 2)


def plain(text: str) -> str:
    """Text without control and direction characters, which SVG does not allow or which would reorder what is around."""
    kept = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    return " ".join(filter(None, kept.split(" ")))  # a blank that does not break stays


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    """A label in so many lines of so many characters at most, of about one length; what does not fit ends with "…"."""
    shown = plain(text)
    if not shown.strip():  # blanks that do not break are no label either
        return ("",)
    made = _lines(shown, width, lines)
    while width > 8 and len(closer := _lines(shown, width - 1, lines)) == len(made) and closer[-1][-1:] != "…":
        made, width = closer, width - 1
    return tuple(made)


def _lines(text: str, width: int, lines: int) -> list[str]:
    return textwrap.wrap(text, width, max_lines=lines, placeholder=" …", break_on_hyphens=False)


@cache
def _words() -> dict[str, dict[str, str]]:
    import tomllib

    words: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return words


def say(name: str, language: Code, **values: object) -> str:
    """A sentence or heading of ``words.toml`` with its blanks filled in."""
    shown = {key: told(value, language) if isinstance(value, (int, float)) else value for key, value in values.items()}
    return _words()[name][language].format(**shown)


def year(value: int) -> str:
    """A year as a text, so that it has no thousands sign."""
    return str(value)
