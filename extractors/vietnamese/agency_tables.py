"""The vocabulary of issuing bodies as tables: names, initials, codes, and patterns for names that no entry has."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from extractors.vietnamese.text import fold, key
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.vietnamese.provinces import Province

VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: its name in full, its code (None where the vocabulary has none), its level (None where the name alone
    does not tell it) and the province that the name names.
    """

    name: str
    code: str | None
    level: str | None
    province: Province | None = None


@dataclass(frozen=True, slots=True)
class Opener:
    """First words of a body's name: ``display`` in their proper case, and whether the next word has a capital."""

    words: str
    display: str
    capital_after: bool
    level: str | None


@dataclass(frozen=True, slots=True)
class Tables:
    """``names``, ``plain`` (without diacritics), ``initials`` and ``codes`` lead to bodies; ``councils`` are those that
    every unit has, by their folded name; ``opening`` matches where a body's name begins.
    """

    names: dict[str, Agency]
    plain: dict[str, Agency]
    initials: dict[str, Agency]
    codes: dict[str, Agency]
    councils: dict[str, Agency]
    types: frozenset[str]
    openers: tuple[Opener, ...]
    unit_levels: dict[str, str]
    unit_words: dict[str, str]
    bodies: re.Pattern[str]
    committees: re.Pattern[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=4096)
def code_key(text: str) -> str:
    """Without diacritics, lower case, letters and digits alone: the key of a code ("SLĐ-TB&XH" -> "sldtbxh")."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def name_key(text: str) -> str:
    """The key of a name, without "và": "Sở Kế hoạch & Đầu tư" -> "sở kế hoạch đầu tư"."""
    return " ".join(word for word in key(text).split() if word != "và")


def initials_of(name: str) -> tuple[str, bool]:
    """The initials of a name, whole abbreviations taken as they are, and whether there are any: "Sở LĐ-TB&XH"."""
    letters: list[str] = []
    abbreviated = False
    for word in name_key(name).split():
        plain = code_key(word)
        if len(plain) > 1 and not VOWELS.intersection(plain):
            letters.append(plain)
            abbreviated = True
        else:
            letters.append(plain[:1])
    return "".join(letters), abbreviated


@cache
def tables() -> Tables:
    """The tables, made once."""
    vocabulary = load("agencies")
    named = [(Agency(entry["name"], entry["code"], entry["level"]), entry) for entry in vocabulary["agency"]]
    councils = [
        (Agency(entry["name"], entry["code"], entry.get("level")), entry)
        for entry in (*vocabulary["body"], *vocabulary["committee"])
    ]
    names: dict[str, Agency] = {}
    codes: dict[str, Agency] = {}
    for agency, entry in (*named, *councils):
        for code in (entry["code"], *entry.get("codes", ())):
            codes.setdefault(code_key(code), agency)
    for agency, entry in named:
        for name in _names(entry):
            names.setdefault(name_key(name), agency)
    units = {word: entry for entry in vocabulary["unit"] for word in (entry["word"], *entry.get("spellings", ()))}
    openers = sorted((_opener(entry) for entry in vocabulary["opener"]), key=lambda opener: -len(opener.words))
    bodies = [fold(name).text for entry in vocabulary["body"] for name in _names(entry)]
    committees = [fold(name).text for entry in vocabulary["committee"] for name in _names(entry)]
    whole = [fold(agency.name).text for agency, _ in named]  # "chính phủ", "quốc hội" are beginnings themselves
    unit = rf"(?:(?:các )?(?P<unit>{_either(units)})(?!\w)\.? *)?(?P<name>.*)"
    return Tables(
        names=names,
        plain={code_key(name): agency for name, agency in reversed(names.items())},
        initials=_by_initials(named),
        codes=codes,
        councils={fold(name).text: agency for agency, entry in councils for name in _names(entry)},
        types=frozenset(code_key(code) for entry in load("document_types")["type"] for code in entry["symbols"]),
        openers=tuple(openers),
        unit_levels={word: entry["level"] for word, entry in units.items()},
        unit_words={word: entry["word"] for word, entry in units.items()},
        bodies=re.compile(rf"(?P<body>{_either(bodies)})(?!\w)[ ,]*{unit}"),
        committees=re.compile(rf"(?P<body>{_either(committees)})(?!\w)[ ,]*{unit}"),
        opening=re.compile(rf"(?:{_either([*(o.words for o in openers), *bodies, *committees, *whole])})(?!\w)"),
    )


def _by_initials(named: list[tuple[Agency, dict[str, Any]]]) -> dict[str, Agency]:
    """Of two bodies with the same initials ("Sở Ngoại vụ", "Sở Nội vụ") the one whose code they are, else neither."""
    initials: dict[str, Agency | None] = {}
    for agency, entry in named:
        for name in _names(entry):
            letters = initials_of(name)[0]
            known = initials.setdefault(letters, agency)
            if known != agency and (known is None or code_key(known.code or "") != letters):
                initials[letters] = agency if code_key(entry["code"]) == letters else None
    return {letters: agency for letters, agency in initials.items() if agency is not None}


def _names(entry: dict[str, Any]) -> tuple[str, ...]:
    return (entry["name"], *entry.get("names", ()))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _opener(entry: dict[str, Any]) -> Opener:
    example, length = entry["examples"][0], len(entry["words"])
    return Opener(entry["words"], example[:length], example[length + 1].isupper(), entry.get("level"))
