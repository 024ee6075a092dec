"""Numbers in Vietnamese documents: "12.446/17.5 điểm", "79,48/97,5", "6.000.000", "8.555,86", "81,52%".

The norm is a decimal comma and dots between thousands, but documents mix both inside one table; so every token is
decided for itself, by rules in a fixed order, and each number says which rule decided it. Where a lone separator stands
before three digits ("12.446"), what is known around it decides: the maximum, the unit, its neighbours, the document's
habit. Such a number keeps the other reading, so that an arithmetic check may overturn it (:func:`settle`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from extractors.vietnamese.number_rules import TOKEN, TOKEN_FORM, Context, Reading, decide, units, vote
from extractors.vietnamese.number_words import UnknownNumberWord, parse
from extractors.vietnamese.text import Folded, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# A cell that is one number: sign, number, what it counts, a remark in brackets: "-1,41", "12 tháng", "02 (hai)".
_CELL = re.compile(
    rf"""(?P<open>\()? (?P<sign>[-+]\s?)? (?P<token>{TOKEN_FORM}) (?(open)\))
        (?P<unit>\s?[^\d\s(;,/:\-][^\d(]*?)? (?:\s?\((?P<remark>[^()]*)\))? [\s.;]*""",
    re.VERBOSE,
)
# Letters that a typist or a scanner put for digits, between digits: "2O22", "1l5".
_LETTER_DIGIT = re.compile(r"(?<=\d)[oli](?=[\d.,]*\d)")
_PLACEHOLDERS = {"", "-", "--", "---", ".", "..", "...", "…", "x", "/", "_", "(-)", "(x)"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: ``words`` as written, standing at ``start`` to ``end``; ``rule`` decided its value.

    ``alternative`` is the other reading where the separator could be either. ``unit`` is what follows the number in
    its cell, or, in running text, the unit that was known (folded).
    """

    value: float
    words: str
    start: int
    end: int
    rule: str
    confidence: float
    alternative: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """``numerator`` of ``denominator``: "12.446/17.5", "16/20"."""

    numerator: Number
    denominator: Number
    start: int
    end: int


__all__ = ["Context", "Fraction", "Number", "find", "fraction", "in_words", "read", "settle", "vote"]

_NOTHING = Context()


def read(token: str, context: Context = _NOTHING) -> Number | None:
    """The number that a token or a whole cell is; None for a placeholder ("-", "…", "x") and for anything else."""
    folded = fold(token.strip(" *_\n\t")) if not token.isdigit() else Folded(token, token)
    text = folded.text
    if text in _PLACEHOLDERS:
        return None
    if not text.isascii() or not text.isdigit():
        text = _LETTER_DIGIT.sub(lambda match: "0" if match[0] == "o" else "1", text)
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    unit = (match["unit"] or "").strip() or None
    reading = decide(match["token"], context, unit or context.unit)
    if reading is None:
        return None
    offset = token.find(folded.original)
    start, end = folded.span(match.start("sign") if match["sign"] else match.start("token"), match.end("token"))
    number = _number(reading, token, (offset + start, offset + end), unit)
    if (match["sign"] or "").startswith("-"):
        number = _negative(number)
    if match["open"]:  # "(5)": a column's number as often as a loss
        number = replace(number, rule="bracketed", confidence=0.7)
    return _checked(number, match["remark"])


def _number(reading: Reading, words: str, span: tuple[int, int], unit: str | None) -> Number:
    other = None if reading.alternative is None else float(reading.alternative)
    start, end = span
    return Number(float(reading.value), words[start:end], start, end, reading.rule, reading.confidence, other, unit)


def _negative(number: Number) -> Number:
    other = None if number.alternative is None else -number.alternative
    return replace(number, value=-number.value, alternative=other)


def _checked(number: Number, remark: str | None) -> Number:
    """The number held against the same in words beside it: "02 (hai)", "20.000.000 đồng (Hai mươi triệu đồng)"."""
    said = in_words(remark) if remark else None
    if said is None:
        return number
    if said == number.value:
        return replace(number, rule="words", confidence=0.99, alternative=None)
    if said == number.alternative:
        return replace(number, value=said, rule="words", confidence=0.97, alternative=number.value)
    return replace(number, confidence=0.4, alternative=said)


def in_words(text: str) -> float | None:
    """The number that ``text`` says in words, or None where it says none."""
    try:
        return float(parse(text))
    except UnknownNumberWord:
        return None


# --- running text -------------------------------------------------------------------------------------------------

# What begins with a digit and is no number, or no number of its own.
_COMPOUND = re.compile(
    r"""# instruments: "85/qđ-ubnd", "66.25/2026/nq-cp", "3981/qđ", "05-nq/tu"
        \d[\d.]*[a-zđ]?(?:\s?/\s?\d{4})?\s?/\s?(?:[a-zđ&]+\d*[-_](?=[a-zđ&])|(?:qđ|nq|ct|kh|cv|tb|bc|nđ|tt|ttr|qh\d*|hd|kl|ubnd)\b)
      | \d+[a-zđ]?\s?-\s?(?:nq|kl|ct|qđ|kh|hd|tb|bc|cv|ctr|qc|tt)/[a-zđ]
      # codes of procedures: "2.000815.000.00.00.h55"
      | \d\.\d{6}(?!\d)(?:\.\d{2,3})*(?:\.h\d+)?
      # days, months, spans of years, times: "20/01/2023", "26/09/12", "12/2021", "5 tháng 3 năm 2022", "2021 - 2025"
      | \d{1,2}\s?/\s?\d{1,2}(?:\s?-\s?\d{1,2}\s?/\s?\d{1,2})?\s?/\s?\d{4}
      | \d{1,2}(?P<dot>[/.-])\d{1,2}(?P=dot)(?:\d{4}|\d{2})(?![\d.,])
      | (?:0?[1-9]|1[0-2])\s?/\s?(?:19|20)\d\d(?!\d) | \d{1,2}\s?tháng\s?\d{1,2}\s?(?:năm|/)\s?\d{4}
      | (?:19|20)\d\d\s?-\s?(?:19|20)\d\d(?!\d) | \d{1,2}[:h]\d{2}(?!\d)
      # fixed phrases, telephone numbers
      | 24/(?:7|24)(?!\d) | \d\s(?:tại\ chỗ|không\b|tự\b) | 0\d{8,10}(?!\d) | 0\d{2,3}[ .]\d{3}[ .]\d{3,4}(?!\d)""",
    re.VERBOSE,
)
# What may follow a number that stands alone; and, after a blank, what may still join it to more ("2021 - 2025",
# "5 tháng 3 năm 2022", "4 tại chỗ").
_PLAIN = frozenset(["", " ", "%", ",", ";", ")"])
_JOINING = frozenset("/-tk")
# The last words before a number that make it a name: "số 85", "điều 5", "quý 1", "iso 9001:2015", "công nghiệp 4.0".
_NAMING = frozenset((
    "số", "số:", "điều", "khoản", "mục", "lục", "biểu", "mẫu", "bảng", "chương", "hình", "trang", "khóa", "thứ", "kỳ",
    "đoạn", "đợt", "quý", "kỷ", "ngày", "tháng", "dung", "vực", "nghiệp", "cmcn", "bản", "version", "thoại", "thoại:",
    "đt", "đt:", "tel", "tel:", "fax", "fax:", "hotline", "hotline:", "iso", "tcvn", "qcvn", "iec", "iso/iec",
))  # fmt: skip
# The same words with those before them that matter: "tổng số 20", "mỗi ngày 02", "6 tháng 1 lần" name nothing.
_NAMED = re.compile(
    r"""(?: (?<!tổng\ )(?<!trong\ )(?<!con\ )(?<!một\ )số:? | (?<!mỗi\ )(?<!\d\ )ngày | (?<!\d\ )tháng
      | ngày\ \d{1,2}\ tháng | điều|khoản|mục|phụ\ lục|biểu|mẫu|bảng|chương|hình|trang|khóa
      | (?:kỳ\ họp|kỳ|lần)\ thứ|nhiệm\ kỳ|giai\ đoạn
      | đợt|quý|thế\ kỷ|nội\ dung|lĩnh\ vực|công\ nghiệp|cmcn|phiên\ bản|version|(?:điện\ thoại|đt|tel|fax|hotline):?
      | iso|tcvn|qcvn|iec )\s?$""",
    re.VERBOSE,
)
_NAME = re.compile(r"\d[\d:.,/-]*(?<=\d)")
# "năm 2022", "(2021)", "quý i/2022", "chỉ số 2022 của sở": a year by a word of time before or by what follows.
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,/]\d|\d)(?P<ends>(?=\s?(?:$|[,.;:)]|của|so\ với|là|tại)))?", re.VERBOSE)
_YEAR_WORD = re.compile(r"(?:năm|niên\ độ|cuối|đầu|hết|và|,|-|\(|quý\s[iv]+\s?/)\s?\(?$", re.VERBOSE)
# Levels of a service: "mức độ 3, 4", "mức độ 3 và mức độ 4", "mức 3/4".
_LEVELS = re.compile(
    r"[1-5](?:\s?(?:,|và|hoặc|/|-)\s?(?:mức\s(?:độ\s)?)?[1-5])*(?![\d%]|[.,]\d|\s?(?:%|điểm|triệu|tỷ))"
)
# The number of a part or item at the start of a paragraph: "1. ", "2.1. ", "3) ", "2.1 công tác"; "1.5 điểm" is none.
_LABEL = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,2})*[.)](?=\s|$)|\d{1,2}(?:\.\d{1,2})+(?=\s+(?!điểm)[^\W\d_]))")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\S+\.(?:vn|com|org|net)\b\S*")
_GLUED_UNIT = re.compile(r"(?:đồng|đ|vnđ|km|m|ha|kg|tr|gb|mb|mw)(?![^\W\d_])")
_RANGE_TAIL = re.compile(rf"\s?(?:-|đến|tới|đến\ dưới)\s?(?:{TOKEN_FORM})", re.VERBOSE)


def find(text: Folded | str, masks: Sequence[tuple[int, int]] = (), context: Context = _NOTHING) -> list[Number]:
    """The numbers of running text, in reading order.

    Numbers of instruments, codes, dates, years, parts, versions, levels ("mức độ 3, 4"), addresses and telephones are
    none. ``masks`` are spans of the original text in which nothing is read (citations). In "a/b" b caps a.
    """
    folded = fold(text) if isinstance(text, str) else text
    words, at = folded.text, 0
    spans = sorted(masks)
    if "." in words and ("www" in words or "@" in words or "://" in words or ".vn" in words or ".com" in words):
        spans = sorted([*spans, *(folded.span(*match.span()) for match in _ADDRESS.finditer(words))])
    numbers: list[Number] = []
    label = _LABEL.match(words)
    if label:
        at = label.end()
    while (match := TOKEN.search(words, at)) is not None:
        start, at = match.span()
        past = _masked(folded, start, at, spans)
        if past is not None:
            at = max(at, past)
            continue
        over = fraction(folded, context, start) if "/" in words[at : at + 8] else None
        if over is not None and over.numerator.start == folded.span(start, at)[0]:
            numbers += [over.numerator, over.denominator]
            at = max(at, _unfold(folded, over.end))
            continue
        number = _at(folded, match, context)
        if number is not None:
            numbers.append(number)
    return numbers


def _unfold(folded: Folded, offset: int) -> int:
    """The offset in the folded text of an offset in the original."""
    return offset if folded.offsets is None else bisect_left(folded.offsets, offset)


def _masked(folded: Folded, start: int, end: int, spans: Sequence[tuple[int, int]]) -> int | None:
    """Past what the token belongs to, where that is no number; else None."""
    words = folded.text
    here = folded.span(start, start)[0]
    for first, last in spans:
        if first <= here < last:
            return _unfold(folded, last)
    token, following = words[start:end], words[end : end + 2]
    if (
        following[:1] not in _PLAIN
        or following[1:] in _JOINING
        or "." in token
        or token.startswith("0")
        or len(token) > 7
    ):
        compound = _COMPOUND.match(words, start)
        if compound is not None:
            return compound.end()
    return _named(words, start, end)


def _named(words: str, start: int, end: int) -> int | None:
    """Past the name, year or levels that the token is part of by the word before it; else None."""
    before = words[start - 1] if start else " "
    if before.isalpha() or (before in "-_" and start > 1 and words[start - 2].isalpha()):  # "h55", "covid-19"
        return _past_name(words, start)
    window = max(0, start - 24)
    last = words[window:start].rstrip(" (").rpartition(" ")[2]
    if last in _NAMING and _NAMED.search(words, window, start):
        return _past_name(words, start)
    if last == "mức" or (last == "độ" and words[window:start].rstrip().endswith("mức độ")):
        levels = _LEVELS.match(words, start)
        return levels.end() if levels else None
    if end - start == 4:
        year = _YEAR.match(words, start)
        if year is not None and (year["ends"] is not None or _YEAR_WORD.search(words, window, start)):
            return year.end()
    return None


def _past_name(words: str, start: int) -> int:
    match = _NAME.match(words, start)
    return match.end() if match else start + 1


def _at(folded: Folded, match: re.Match[str], context: Context) -> Number | None:
    """The number that the token is, with the sign and the unit that stand at it."""
    words, (start, end) = folded.text, match.span()
    if end < len(words) and words[end].isalpha() and not _GLUED_UNIT.match(words, end):
        return None
    unit = units().match(words, end)
    if unit is None:
        tail = _RANGE_TAIL.match(words, end)
        unit = units().match(words, tail.end()) if tail else None
    found = unit[0].strip() if unit else None
    reading = decide(match[0], context, found or context.unit)
    if reading is None:
        return None
    signed = start > 1 and words[start - 1] in "+-" and words[start - 2] in " ("
    span = folded.span(start - signed, end)
    number = _number(reading, folded.original, span, found)
    return _negative(number) if signed and words[start - 1] == "-" else number


# --- score forms, ranges, checks ----------------------------------------------------------------------------------

# "12.446/17.5", "11,5/ 13,5", "81,4/ 100"; no date ("15/3/2022"), no instrument ("107/2020/NĐ-CP").
_FRACTION = re.compile(
    r"(?<![\w/.,-])(?P<a>\d++(?:[.,]\d++)*+)\s?(?:điểm\s?)?/\s?(?P<b>\d++(?:[.,]\d++)*+)(?!\s?/|\s?-\s?[^\W\d_]|[^\W\d_])"
)
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d\d")


def fraction(text: Folded | str, context: Context = _NOTHING, start: int = 0) -> Fraction | None:
    """The first "a/b" in the text from ``start`` on, each token decided for itself, b a cap for a.

    Months ("12/2021"), dates and numbers of instruments are none. Whether it is a score, a rank or a share is for the
    caller to say, by the words around it.
    """
    folded = fold(text) if isinstance(text, str) else text
    if "/" not in folded.text:
        return None
    for match in _FRACTION.finditer(folded.text, start):
        if _MONTH.fullmatch(match[0]):
            continue
        unit = units().match(folded.text, match.end())
        found = unit[0].strip() if unit else None
        below = decide(match["b"], context, found or context.unit)
        if below is None:
            continue
        over = decide(match["a"], replace(context, maximum=float(below.value)), found or context.unit)
        if over is None:
            continue
        original = folded.original
        return Fraction(
            _number(over, original, folded.span(*match.span("a")), found),
            _number(below, original, folded.span(*match.span("b")), found),
            *folded.span(*match.span()),
        )
    return None


def settle(numbers: Sequence[Number], holds: Callable[[Sequence[float]], bool]) -> tuple[Number, ...]:
    """The numbers, with doubtful ones turned to their other reading where only so an arithmetic check holds.

    ``holds`` is asked with the values ("does the sum equal the total?"). The fewest turns win; where two choices of the
    same size hold, or none does, nothing is turned.
    """
    values = [number.value for number in numbers]
    if holds(values):
        return tuple(numbers)
    doubtful = [at for at, number in enumerate(numbers) if number.alternative is not None][:8]
    for size in range(1, len(doubtful) + 1):
        found = [turned for turned in combinations(doubtful, size) if holds(_turn(numbers, turned))]
        if len(found) == 1:
            return tuple(_overturned(number) if at in found[0] else number for at, number in enumerate(numbers))
        if found:
            break
    return tuple(numbers)


def _turn(numbers: Sequence[Number], turned: Sequence[int]) -> list[float]:
    return [
        number.alternative if at in turned and number.alternative is not None else number.value
        for at, number in enumerate(numbers)
    ]


def _overturned(number: Number) -> Number:
    assert number.alternative is not None
    return replace(number, value=number.alternative, alternative=number.value, rule="arithmetic", confidence=0.9)
