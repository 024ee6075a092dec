"""Days, months, quarters, halves and years as a deadline names them ("Quý II, III/2022", "20-21/11/2017", "T11/2022").

A :class:`Term` is one of them, a :class:`Group` several that belong together, with what the one says for the other
filled in: the year of "Tháng 6 và tháng 12/2022", the month of "từ ngày 01 đến ngày 15 tháng 3". Offsets are those of
the folded text.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from extractors.vietnamese.dates import MONTH_WORDS, possible
from schemas.quick import quick

if TYPE_CHECKING:
    from collections.abc import Callable

Bounds = tuple[date, date]

_Y = r"(?:19|20)\d\d"
# The year after a day, month or quarter: "/2022", " năm 2022", ", 2022", "/22", " năm trước liền kề".
_YEAR = rf"""(?:
      \s*(?:[,./-]|(?P<open>\())?\s*(?:của\s+)?(?:năm\s*)?(?P<year>{_Y})(?!\d|\s*-\s*{_Y})(?(open)\)?)
    | /(?P<short>\d\d)(?![\d/])
    | \s*,?\s*(?:của\s+)?năm\s+
      (?P<named>trước(?:\s+liền\s+kề)?|liền\s+(?:kề\s+)?trước|liền\s+kề|sau|tới|tiếp\s+theo|kế\s+tiếp)
    )?"""
_WORDS = "mười một|mười hai|mười|một|hai|ba|tư|bốn|năm(?= năm)|sáu|bảy|bẩy|tám|chín"
# Roman or Arabic, and "l" that recognition makes of "I".
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4}
_QUARTER = r"(?P<quarter>iv|i{1,3}|[1-4]|lv|l{1,3}|một|hai|ba|tư)(?![\w])"
_ENDS = r"(?=\s*(?:$|[-,;:.()&+/]|và\b|đến\b|tới\b|hoặc\b|năm\b|h[ằà]ng\b|mỗi\b))"


@quick
@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of the calendar as named: ``first`` to ``last`` are days, months, quarters or years by ``kind``.

    ``kind`` is ``day``, ``month``, ``quarter``, ``half_year``, ``year`` or ``period`` (of months or years); ``month``
    that of a day; ``year`` the year stated; ``shift`` the years between the plan year and the one meant ("năm trước":
    -1); ``vague`` where the words leave the stretch open ("đầu năm").
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    month: int | None = None
    year: int | None = None
    shift: int = 0
    vague: bool = False

    @property
    def dated(self) -> bool:
        """Whether the year is said, in figures or as "năm trước"."""
        return self.year is not None or self.shift != 0 or self.first > 1000

    def bounds(self, plan_year: int | None) -> Bounds | None:
        """First and last day, None where the year is unknown or there is no such day."""
        if self.kind in {"year", "period"} and self.first > 1000:
            return date(self.first, 1, 1), date(self.last, 12, 31)
        year = self.year if self.year is not None else None if plan_year is None else plan_year + self.shift
        if year is None or not 1900 <= year <= 2200:
            return None
        if self.kind == "day":
            if self.month is None or not possible(self.first, self.month, year):
                return None
            day = date(year, self.month, self.first)
            return day, day
        scale = {"month": 1, "period": 1, "quarter": 3, "half_year": 6, "year": 12}[self.kind]
        first, last = (self.first - 1) * scale + 1, self.last * scale
        if not 1 <= first <= last <= 12:
            return None
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@quick
@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together; ``ranged`` where they are the ends of a stretch ("từ … đến …") and no list."""

    terms: tuple[Term, ...]
    ranged: bool = False

    @property
    def start(self) -> int:
        """Where the first term begins."""
        return self.terms[0].start

    @property
    def end(self) -> int:
        """Where the last term ends."""
        return self.terms[-1].end

    @property
    def kind(self) -> str:
        """The kind that its terms share, else ``period``; so are days from one to another, and several years."""
        kinds = {term.kind for term in self.terms}
        kind = kinds.pop() if len(kinds) == 1 else "period"
        if len(self.terms) > 1 and (kind == "year" or (kind == "day" and self.ranged)):
            return "period"
        return kind

    def bounds(self, plan_year: int | None) -> Bounds | None:
        """From the first day of the first to the last day of the last term."""
        bounds = [bound for term in self.terms if (bound := term.bounds(plan_year))]
        if len(bounds) != len(self.terms):
            return None
        return min(first for first, _ in bounds), max(last for _, last in bounds)

    @staticmethod
    def years(first: int, last: int) -> Bounds:
        """From the first day of one year to the last of another."""
        return date(first, 1, 1), date(last, 12, 31)

    def before(self, plan_year: int | None) -> date | None:
        """The last day before the (last) term begins."""
        bounds = self.terms[-1].bounds(plan_year)
        return bounds and bounds[0] - timedelta(days=1)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


def _term(
    kind: str, match: re.Match[str], first: int, last: int, month: int | None = None, vague: bool = False
) -> Term:
    groups = match.groupdict()
    year, short, named = groups.get("year"), groups.get("short"), groups.get("named")
    stated = int(year) if year else 2000 + int(short) if short else None
    shift = 0 if not named else -1 if "trước" in named else 1
    return Term(kind, match.start(), match.end(), first, last, month, stated, shift, vague)


def _day(match: re.Match[str]) -> Term | None:
    day, month = int(match["day"]), match.groupdict().get("month")
    number = None if month is None else MONTH_WORDS[month] if month in MONTH_WORDS else int(month)
    if not 1 <= day <= 31 or (number is not None and not 1 <= number <= 12):
        return None
    return _term("day", match, day, day, number)


def _month(match: re.Match[str]) -> Term | None:
    month = MONTH_WORDS[match["month"]] if match["month"] in MONTH_WORDS else int(match["month"])
    return _term("month", match, month, month) if 1 <= month <= 12 else None


def _quarter(match: re.Match[str]) -> Term | None:
    quarter = _ROMAN.get(match["quarter"]) or int(match["quarter"])
    return _term("quarter", match, quarter, quarter, vague=match["quarter"].startswith("l"))


def _half(match: re.Match[str]) -> Term | None:
    half = 1 if match["part"] == "đầu" else 2
    return _term("half_year", match, half, half)


def _months(match: re.Match[str]) -> Term | None:
    count = {"ba": 3, "chín": 9}.get(match["count"]) or int(match["count"])
    return _term("period", match, 13 - count, 12) if match["part"] == "cuối" else _term("period", match, 1, count)


def _vague(match: re.Match[str]) -> Term | None:
    first, last = {"đầu": (1, 1), "giữa": (2, 3), "cuối": (4, 4)}[match["part"]]
    return _term("quarter", match, first, last, vague=True)


def _years(match: re.Match[str]) -> Term | None:
    first, last = int(match["from"]), int(match["to"])
    if last < 100:
        last += first // 100 * 100
    if "học" in match[0]:  # a school year begins and ends within its years
        first, last = 0, -1
    return _term("period", match, first, last) if first <= last or not first else None


def _one_year(match: re.Match[str]) -> Term | None:
    year = int(match["stated"])
    return Term("year", match.start(), match.end(), year, year, year=year)


def _plan_year(match: re.Match[str]) -> Term | None:
    return Term("year", match.start(), match.end(), 1, 1)


def _plan_period(match: re.Match[str]) -> Term | None:
    return Term("period", match.start(), match.end(), 0, 0)


_LABEL = r"(?:ngày\s*)?(?P<day>\d{1,2})"
_SPAN_NAME = r"(?:giai\s+đoạn\s*|thời\s+kỳ\s*|nhiệm\s+kỳ\s*|năm(?:\s+học)?\s*)?(?:từ\s+)?(?:năm\s*)?"
_WHOLE = r"(?:(?<=cả\ )|(?<=trong\ )|(?<=suốt\ )|(?<=hết\ )|(?<=trọn\ )|(?<=toàn\ ))"
# How each term begins, with what reads it; the first that fits is taken.
_TERMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Term | None]], ...] = tuple(
    (_compile(pattern), reader)
    for reader, pattern in (
        # "ngày 25/12/2022", "06 / 7 /2005", "10/11//2025"
        (_day, rf"{_LABEL}\s?/{{1,2}}\s?(?P<month>\d{{1,2}})\s?/{{1,2}}\s?(?P<year>{_Y})(?!\d)"),
        # "20/6", "31/12 năm trước liền kề", "Ngày 20/6 năm 2022"
        (_day, rf"{_LABEL}\s?/\s?(?P<month>\d{{1,2}})(?!\d){_YEAR}"),
        # "17-9-2001", "ngày 28.9.2021"
        (_day, rf"{_LABEL}(?P<mark>[.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>{_Y})(?!\d)"),
        # "ngày 2-2", "trước 31.12": only where the words before say that it is a day
        (_day, r"(?:ngày\s*|(?<=trước\ ))(?P<day>\d{1,2})[.-](?P<month>\d{1,2})(?![\d.-]|\s*(?:/|tháng|%))"),
        # "ngày 15 tháng 11 năm 2022", "01 tháng 12"
        (_day, rf"{_LABEL}\s*tháng\s*(?P<month>\d{{1,2}}(?!\d)|(?:{_WORDS})\b){_YEAR}"),
        # "20" of "20-21/11/2017", "ngày 20, 21/11"
        (_day, rf"{_LABEL}(?=\s*(?:[-,&]|và|đến)\s*(?:ngày\s*)?\d{{1,2}}\s*/\s*\d{{1,2}}(?!\d))"),
        # "ngày 25"
        (_day, r"ngày\s*(?P<day>\d{1,2})(?!\d)"),
        # "6 tháng đầu năm 2023", "nửa cuối năm"
        (
            _half,
            rf"(?:0?6\s*tháng|sáu\s*tháng|nửa)\s*(?P<part>đầu|cuối)"
            rf"(?:\s*(?:của\s+)?năm\b(?!\s+(?:trước|sau)))?{_YEAR}",
        ),
        # "9 tháng đầu năm", "9 tháng năm 2026"
        (_months, rf"(?P<count>0?[39]|ba|chín)\s*tháng\s*(?P<part>đầu|cuối)?(?:\s*(?:của\s+)?năm\b)?{_YEAR}"),
        # "Tháng 3/2023", "T11/2022", "tháng mười hai"
        (
            _month,
            rf"(?:tháng\s*|\bt\.?\s*(?=\d))(?P<month>\d{{1,2}}(?!\d)|(?:{_WORDS})\b)(?!\s*/\s*\d\d?(?!\d)){_YEAR}",
        ),
        # "3/2023", "12-2026"
        (_month, rf"(?P<month>\d{{1,2}})\s*[/-]\s*(?P<year>{_Y})(?!\d)"),
        # "03" of "03-04/2026"
        (_month, rf"(?P<month>\d{{1,2}})(?=\s*(?:[-,]|và)\s*\d{{1,2}}\s*/\s*{_Y}(?!\d))"),
        # "Quý I/2022", "Q.I", "quý 4 năm 2026"
        (_quarter, rf"(?:quý|\bq)\s*\.?\s*{_QUARTER}{_YEAR}"),
        # "Đầu năm 2023", "cuối năm"
        (_vague, rf"(?P<part>đầu|giữa|cuối)\s+năm\b(?!\s+(?:trước|sau|tới|liền)){_YEAR}"),
        # "Giai đoạn 2021-2025", "năm 2022 - 2023", "2026 đến 2030", "năm học 2025-2026"
        (
            _years,
            rf"{_SPAN_NAME}(?P<from>{_Y})\s*(?:-|đến|,|và)\s*(?:năm\s*)?(?P<to>{_Y}|\d\d(?=\s*$))(?!\d)",
        ),
        # "Năm 2022", "2022"
        (_one_year, rf"(?:năm\s*)?(?<![\d/])(?P<stated>{_Y})(?![\d/])"),
        # "Cả năm", "Trong năm": the word "năm" alone
        (_plan_year, rf"{_WHOLE}năm\b(?:\s+kế\s+hoạch)?(?!\s*(?:\d|trước|sau))"),
        # "Cả giai đoạn", "Trong giai đoạn"
        (_plan_period, rf"{_WHOLE}giai\s+đoạn\b"),
    )
)

# What may stand bare after a term of the same kind and a connector: "Quý II, III/2022", "Tháng 3, 6, 9", "ngày 20, 25".
_BARE: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str]], Term | None]]] = {
    "quarter": (_compile(rf"{_QUARTER}{_YEAR}"), _quarter),
    "month": (_compile(rf"(?P<month>\d{{1,2}})(?![\d]){_YEAR}{_ENDS}"), _month),
    "day": (_compile(rf"(?P<day>\d{{1,2}})(?!\d){_ENDS}"), _day),
}
# What joins terms: a stretch ("-", "đến hết") or a list (",", "và").
_RANGE = re.compile(r"\s*(?:-|(?:cho\s+)?đến|tới)\s*(?:hết\s+|cuối\s+(?=quý|tháng))?")
_LIST = re.compile(r"\s*(?:,\s*và\b|[,;&+/]|và\b|hoặc\b)\s*")
_DIGIT_OR_WORD = re.compile(r"\d|ngày|tháng|quý|q|t\.?\s*\d|năm|nửa|giai|đầu|giữa|cuối|sáu|ba\b|chín|thời|nhiệm")


def term_at(text: str, pos: int) -> Term | None:
    """The term that begins right at ``pos``."""
    if not _DIGIT_OR_WORD.match(text, pos) or (text[pos].isdigit() and pos and (text[pos - 1].isdigit())):
        return None
    for pattern, reader in _TERMS:
        if (match := pattern.match(text, pos)) and (term := reader(match)):
            return term
    return None


def group_at(text: str, pos: int) -> Group | None:
    """The terms that begin right at ``pos`` and belong together, with years and months filled in from each other."""
    first = term_at(text, pos)
    if first is None:
        return None
    terms, ranged = [first], False
    while True:
        last = terms[-1]
        if joint := _RANGE.match(text, last.end):
            following = _following(text, joint.end(), last)
            ranged = ranged or following is not None
        elif joint := _LIST.match(text, last.end):
            following = _following(text, joint.end(), last)
            if following is not None and following.kind != last.kind:
                following = None
        else:
            break
        if following is None:
            break
        terms.append(following)
    return Group(_filled(terms, ranged), ranged)


def _following(text: str, pos: int, last: Term) -> Term | None:
    if last.kind == "quarter" and not last.dated and text[last.end - 1].isdigit():
        pattern, reader = _BARE["quarter"]  # "Quý 2, 3, 4/2023": quarters to the end, not "4/2023"
        if match := pattern.match(text, pos):
            return reader(match)
    if term := term_at(text, pos):
        return term
    if last.kind in _BARE:
        pattern, reader = _BARE[last.kind]
        if match := pattern.match(text, pos):
            return reader(match)
    return None


def _filled(terms: list[Term], ranged: bool) -> tuple[Term, ...]:
    """What one term says holds for its neighbours: first the one after, then the one before."""
    filled = terms[:]
    for index in (*range(len(filled) - 2, -1, -1), *range(1, len(filled))):
        term = filled[index]
        forward = index + 1 < len(filled) and (filled[index + 1].dated or not term.dated)
        other = filled[index + 1] if forward else filled[index - 1]
        if not term.dated and other.dated:
            term = replace(term, year=other.year, shift=other.shift)
        if term.kind == "day" and term.month is None and other.month is not None:
            term = replace(term, month=other.month)
        filled[index] = term
    if ranged and not terms[0].dated and filled[0].year is not None:
        first, last = filled[0].bounds(None), filled[-1].bounds(None)
        if first and last and first[0] > last[0]:  # "Tháng 10 - tháng 3/2026" begins the year before
            filled[0] = replace(filled[0], year=filled[0].year - 1)
    return tuple(filled)
