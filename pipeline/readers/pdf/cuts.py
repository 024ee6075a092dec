"""Words that are wider than their cell: they are cut where the cell ends, and go on in the next line of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from extractors.vietnamese.syllables import is_syllable
from pipeline.readers.pdf.blanks import width_of
from pipeline.readers.pdf.wraps import ROUNDING
from schemas.vocabulary import load

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line

LONGEST_REST: Final = 2
"""Letters of an abbreviation that go on in the next line, where the whole of it is not known."""
# "6.000.0" | "00", "97,37" | "%", "1.2" | "5", "8,5/9," | "5", "30/10/2" | "022", "II/202" | "5", "202" | "2".
_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+-]?\d+[.,]\d+%?|\d+%|\d+(?:[.,]\d+)*/\d+(?:[.,]\d+)*|(?:\d{1,2}/){1,2}\d{4}"
    r"|[IVX]{1,4}/20\d\d|20\d\d"
)
# The same of a symbol: "78/2025/N" | "Đ-CP", "1204/QĐ-UB" | "ND", "05-NQ/T" | "U".
_SYMBOL = re.compile(
    r"(?P<left>\(?\d{1,5}[a-zđ]?[/-](?:(?:19|20)\d\d/)?[A-ZĐ][A-ZĐa-z&/-]*(?<!-CP)(?<!TTg)(?<!ND)(?<!-TW)(?<!/TU))\n"
    r"(?P<right>[A-ZĐ][A-ZĐa-z]{0,9}(?:[-/&][A-ZĐ][A-ZĐa-z]{0,9}){0,3})[.,;)]*"
)
# The letters that a word ends with, behind a stroke or bracket in it, and begins with: "vực/tiê", "(HĐND&UBN", "KT-X".
_TAIL = re.compile(r"[^\W\d_]+(?:[&-][^\W\d_]+)*$")
_REST = re.compile(r"[^\W\d_]+(?:[&-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_OUTSIDE = "();.,:"
_CONSONANTS: Final = frozenset("bcdđghklmnpqrstvx")


def is_cut(left: Line, right: Line, room: float) -> bool:
    """Whether a number or word that is wider than its cell was cut within: it stands alone on a line that it fills."""
    if len(left.xs) != 1:
        return False
    rest = right.text.split(" ", 1)[0]
    if room - (left.x1 - left.x0) > width_of(rest[0]) * right.height + ROUNDING:  # a height is 1.12 of a size
        return False
    if left.text[-1].isdigit() or rest[0].isdigit() or rest[0] == "%":
        if rest[-1] == ".":  # numbers of a list, a line each
            return False
        return _NUMBER.fullmatch((left.text + rest).strip(_OUTSIDE)) is not None
    if "-" in left.text + rest and _SYMBOL.fullmatch(f"{left.text}\n{rest}") is not None:
        return True
    tail, begun = _TAIL.search(left.text), _REST.match(rest)
    if tail is None or begun is None:
        return False
    if _is_syllable_cut(_LETTERS.findall(tail[0])[-1].lower(), _LETTERS.findall(begun[0])[0].lower()):
        return True
    return tail[0].isupper() and begun[0].isupper() and _is_abbreviation(tail[0], begun[0])


def _is_syllable_cut(left: str, right: str) -> bool:
    """Whether two pieces make one syllable and the second is no word: "hàn" | "h", "CHU" | "NG", "chuy" | "ên"."""
    if not is_syllable(left + right):
        return False
    return not is_syllable(right) or (right[0] not in _CONSONANTS and right not in _words()[1])


def _is_abbreviation(left: str, right: str) -> bool:
    """Whether two pieces make one abbreviation: "CBC" | "C", "VBQ" | "PPL"."""
    known = _words()[0]
    if left + right in known:
        return True
    if is_syllable(right.lower()):
        return False
    return len(left) > 1 and left not in known and not is_syllable(left.lower()) and len(right) <= LONGEST_REST


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    told = load("abbreviations")
    return frozenset(told["abbreviations"]), frozenset(told["begin_with_vowel"])
