"""The grammar of number and symbol: "85/QĐ-UBND", "107/2020/NĐ-CP", "05-NQ/TU", blanks, slips (domain section 1.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese import instruments
from schemas.quick import quick

if TYPE_CHECKING:
    from extractors.vietnamese.text import Folded


@quick
@dataclass(frozen=True, slots=True)
class Core:
    """Number and symbol at ``start`` to ``end`` of the folded text, before the words around them are read.

    ``number`` and ``citation`` are None where the number is still blank; ``start`` is then that of "số". ``rule`` names
    a slip: ``separator_lost``, ``thousands`` ("3.981" is 3981), ``number_blank``.
    """

    start: int
    end: int
    number: str | None
    year: int | None
    symbol: str
    citation: str | None
    rule: str | None = None


# A group of a symbol: "QĐ", "UBND", "CCHC&PC", "QH15"; a toned letter makes it a word of the sentence.
# Not possessive ("++"), though nothing shorter will do: before Python 3.11.5 such a group corrupts the spans around it.
_GROUP = r"(?=[a-zđư])(?:[a-zđưăâêôơ0-9&]|(?<=&amp);)+(?![^\W_&]|(?<=&amp);)"
_SYMBOL = rf"{_GROUP}(?:(?:[ ]?[-/][ ]?|[._]){_GROUP})*"
_PARTY = rf"[a-zđ]{{1,6}}[ ]?/[ ]?{_GROUP}(?:-{_GROUP})*"
# "Số: /KH-UBND", "Thông tư số……/2025/TT-BKHCN", "Số: -KH/TU": the number is still blank.
_BLANK = re.compile(
    rf"số(?<!\wsố)[ ]?:?[ .…_]*"
    rf"(?:/[ ]?(?:(?P<year>(?:19|20)\d\d)[ ]?/[ ]?)?(?P<state>{_SYMBOL})|-[ ]?(?P<party>{_PARTY}))"
)
_PIECE = re.compile(r"[^-/._ ]+|[-/._ ]+")
_SEPARATOR = re.compile(r"[ ]*([-/._])[ ]*")
# A group as it is written: capitals ("UBND", "QH15", "CCHC&PC"), or with a small letter or two ("TTr", "SNgV").
_WRITTEN = re.compile(r"[A-ZĐƯĂÂÊÔƠ][A-ZĐƯĂÂÊÔƠ0-9&]*(?:&amp;[A-ZĐ0-9]*)?$|[A-ZĐ]{1,5}[a-z]{1,2}[A-ZĐ0-9]*$")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_JOINT = frozenset(("TTLT", "NQLT", "TTLB", "CTPH", "KHPH", "QCPH"))
_THOUSANDS = re.compile(r"\d{1,2}\.\d{3}$")
_SERIES = re.compile(r"66\.\d+$")  # Government resolutions on cutting procedures: 66.1, 66.2 … of 2025-2026


@cache
def _core() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<number>[0-9](?:(?<![\w/.,&-]\d)|(?<=số\d))\d{{0,4}}(?:\.\d{{1,3}})?[a-zđ]?)
        (?: [ ]?/[ ]? (?: (?P<year>(?:19|20)\d\d) [ ]?/[ ]? )? (?P<state>{_SYMBOL})
          | [ ]?-[ ]? (?P<party>{_PARTY})
          | [ ] (?P<lost>(?:{instruments.code_pattern()})[ ]?[-/][ ]?{_GROUP}(?:-{_GROUP})*)
        )
        """,
        re.VERBOSE,
    )


def find(folded: Folded) -> list[Core]:
    """Every number with a symbol, and every blank before a symbol, in reading order."""
    text = folded.text
    if "/" not in text and text.find("-", 1) < 0:  # a dash that a line begins with joins nothing
        return []
    found = [core for match in _core().finditer(text) if (core := _read(folded, match))]
    if "số" in text:
        blanks = [core for match in _BLANK.finditer(text) if (core := _read(folded, match))]
        if blanks:
            found = sorted((*found, *blanks), key=lambda core: core.start)
    return found


def _read(folded: Folded, match: re.Match[str]) -> Core | None:
    kind = match.lastgroup
    assert kind is not None
    start = match.start(kind)
    length, symbol = _trim(folded.words(*match.span(kind)))
    if not length:
        return None
    end = start + length
    if kind == "party" and ("/" not in symbol or instruments.by_code(symbol.split("/")[0]) is None):
        return None
    year = int(match["year"]) if match["year"] else None
    if match.re is _BLANK:
        return Core(match.start(), end, None, year, symbol, None, "number_blank")
    rule = None
    if kind == "lost" or instruments.read_symbol(symbol).repaired:
        rule = "separator_lost"
    number = folded.words(*match.span("number"))
    if _THOUSANDS.match(number) and not (_SERIES.match(number) and symbol.upper().startswith("NQ")):
        number, rule = number.replace(".", ""), rule or "thousands"
    joint = {"state": "/", "party": "-", "lost": " "}[kind]
    citation = f"{number}/{year}/{symbol}" if year else f"{number}{joint}{symbol}"
    return Core(match.start("number"), end, number, year, symbol, citation, rule)


@lru_cache(maxsize=4096)
def _trim(words: str) -> tuple[int, str]:
    """How long the symbol really is, and itself without blanks: words of the sentence that ran into it are left off;
    0 if it is none.

    A blank beside a hyphen is a slip only behind the type code ("TTr- SKHCN") and in joint instruments
    ("NQLT - UBTVQH15 - CP"); elsewhere the hyphen is a dash of the sentence.
    """
    words = words.translate(_DASHES)
    small = words == words.lower()
    first, count, good = "", 0, 0
    for piece in _PIECE.finditer(words):
        group = piece[0]
        if not group[0].isalnum():
            if " " in group and count > 1 and first.upper() not in _JOINT:
                break
            continue
        coded = small and (count > 0 or instruments.by_code(group) is not None)  # "85/qđ-ubnd": by its type code alone
        if not coded and (small or not _WRITTEN.match(group)):
            break
        first, count, good = first or group, count + 1, piece.end()
    if count <= small:
        return 0, ""
    return good, _SEPARATOR.sub(r"\1", words[:good]).replace("&amp;", "&")


def trimmed(text: str, end: int, marks: str) -> int:
    """``end``, moved before the ``marks`` that stand right before it."""
    while end > 0 and text[end - 1] in marks:
        end -= 1
    return end
