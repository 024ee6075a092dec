"""Amounts of money: what a table counts in ("Đơn vị tính: triệu đồng"), cells in đồng, amounts repeated in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.vietnamese.number_words import UnknownNumberWord, parse
from extractors.vietnamese.numbers import Context, Number, find, read
from extractors.vietnamese.text import Folded, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# What one unit of a column is worth: "triệu đồng", "tr.đ", "1.000đ", "nghìn đồng", "đồng".
_SCALE = r"""(?: (?P<billion>tỷ(?:\ đồng)?)
    | (?P<million>1[.,]?000[.,]?000\ ?(?:đồng|đ|vnđ) | triệu(?:\ đồng)? | tr\.?\ ?(?:đồng|đ) | trđ)
    | (?P<thousand>1[.,\ ]?000\ ?(?:đồng|đ|vnđ) | (?:nghìn|ngàn)(?:\ đồng)? | ng\.?\ ?(?:đồng|đ) | k)
    | (?P<one>đồng|vnđ|vnd|đ) )(?![^\W\d_])"""
# "Đơn vị tính: triệu đồng", "(ĐVT: 1.000đ)", "Đơn vị: Đồng".
_UNIT_LINE = re.compile(
    rf"(?:đơn\ vị(?:\ tính)?|đvt|đ\.v\.t|đv\ tính|đơn\ vị\ tiền)\s*[:\-]?\s*\(?\s*{_SCALE}", re.VERBOSE
)
# "Thành tiền (triệu đồng)", "Kinh phí - 1.000đ", "Số tiền, đồng".
_UNIT_OF_HEAD = re.compile(rf"(?:[(,/\-:]\s*|\btính\ bằng\ |\ ){_SCALE}\s*\)?\s*$", re.VERBOSE)
_WORTH = {"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
# What a cell itself counts in: "20 triệu đồng", "1,5 tỷ", "500 nghìn đồng/lớp".
_OWN_SCALE = re.compile(r"\s?(?:(?P<thousand>nghìn|ngàn)|(?P<million>triệu|tr\b)|(?P<billion>tỷ))")
# "(Bằng chữ: Hai mươi triệu đồng)", "Số tiền viết bằng chữ: …", with the slip "Bảng chữ".
_IN_WORDS = re.compile(r"b[ằảàă]ng\s+chữ\s*\)?\s*[:;\-]?\s*(?P<words>[^()\d]+?)\s*(?:[()]|[.;]\s*$|\./\.|\*|$)")
# An amount in words alone, in brackets: "(Hai mươi triệu đồng chẵn)".
_BRACKETED = re.compile(r"\(\s*(?P<words>[^()\d:]{8,150}?đồng[^()\d:]{0,20})\s*\)")


@dataclass(frozen=True, slots=True)
class Scale:
    """đồng to one unit of a column, and where that was said."""

    worth: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AmountInWords:
    """An amount in words at ``start`` to ``end`` of the text; ``value`` in đồng, None where it is unreadable."""

    words: str
    start: int
    end: int
    value: int | None


def scale_of_line(text: Folded) -> Scale | None:
    """What a line above a table says that it counts in."""
    match = _UNIT_LINE.search(text.text)
    return _scale(match, text) if match else None


def scale_of_head(head: str) -> Scale | None:
    """What a column's head says that it counts in."""
    folded = fold(head)
    match = _UNIT_LINE.search(folded.text) or _UNIT_OF_HEAD.search(folded.text)
    return _scale(match, folded) if match else None


def _scale(match: re.Match[str], folded: Folded) -> Scale:
    worth = next(worth for name, worth in _WORTH.items() if match[name])
    return Scale(worth, *folded.span(*match.span()))


def number_of(text: str, scale: int, siblings: Sequence[str], vote: str | None) -> Number | None:
    """The one number of a cell of money: "500.000", "5.000.000đ/lớp", "20 triệu đồng"; None of none or several.

    In a column that counts đồng or thousands of them a lone separator groups; in one of millions the neighbours tell.
    """
    context = Context(unit="đồng" if scale <= 10**3 else None, siblings=tuple(siblings), vote=vote)
    number = read(text, context)
    if number is None and any(char.isdigit() for char in text):
        found = find(text, context=context)
        number = found[0] if len(found) == 1 else None
    return number


def dong(number: Number, worth: int) -> int:
    """A number in đồng, one unit of it being ``worth``."""
    return round(Decimal(repr(number.value)) * worth)


def own_scale(text: str, number: Number, scale: int) -> int:
    """đồng to one unit of the number: by the words after it ("20 triệu đồng"), else by its column."""
    after = fold(text[number.end :]).text.lstrip("* ")
    own = _OWN_SCALE.match(after)
    if own is not None and own.lastgroup:
        return _WORTH[own.lastgroup]
    return 1 if re.match(r"(?:đồng|đ|vnđ)(?![^\W\d_])", after) else scale


def in_words(text: Folded) -> AmountInWords | None:
    """The amount that a line repeats in words: "(Bằng chữ: Hai mươi triệu đồng)"."""
    match = _IN_WORDS.search(text.text)
    said = None if match is None else _parsed(match["words"])
    if match is None:
        match = _BRACKETED.search(text.text)
        said = None if match is None else _parsed(match["words"])
        if match is None or said is None:
            return None
    start, end = text.span(*match.span("words"))
    return AmountInWords(text.original[start:end], start, end, said)


def _parsed(words: str) -> int | None:
    try:
        return int(parse(words))
    except UnknownNumberWord:
        return None
