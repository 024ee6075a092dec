"""Dates as Vietnamese offices write them: in figures or words, part-blank in drafts, with the slips met in real files.

Day, month, year always stand in that order. All offsets are those of the folded text, which for cleaned text are those
of the text as written (domain section 1.5, varieties section 6).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from extractors.vietnamese.text import Folded, clean, fold
from schemas.quick import quick

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are slips or null dates ("1/1/0001", "19/8/19999")."""

MONTH_WORDS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip

# What stands for a part that is left blank: "ngày … tháng …", "ngày ..../..../2022", a stamp's remains ("ngày #&").
_BLANK = r"[\s.…_/#&*(),-]{0,80}?"
# Months in words: "tháng bốn"; "tháng năm" is May only where "năm" and the year follow ("tháng năm năm 2018").
_MONTH_WORD = r"mười\ một|mười\ hai|mười|một|giêng|hai|ba|tư|bốn|năm(?=\s+năm\s*\d)|sáu|bảy|bẩy|tám|chín|chạp"

# "ngày 14 tháng 5 năm 2021", "ngày tháng 3 năm 2023", "ngày 22 tháng 4 2015", "08 tháng 11 năm 2011", "tháng 7/2025".
_IN_WORDS = re.compile(
    rf"""(?P<label>ngày(?![^\W\d]))? (?:\s*(?:mồng|mùng)\b)?
    (?: (?(label){_BLANK}|) (?P<day>\d{{1,2}})(?!\d) )? (?(label){_BLANK}|\s*)
    tháng (?: {_BLANK} (?P<month>\d{{1,2}}(?!\d)|(?:{_MONTH_WORD})\b) )?
    (?: {_BLANK} năm (?: {_BLANK} (?P<year>\d{{4,6}}) (?!\d) | (?P<no_year>{_BLANK}) (?= $ | [;,:)] | của | tại ) )
      | \s*/{{1,2}}\s* (?P<slashed>\d{{4,6}}) (?!\d)
      | \s+ (?P<bare>(?:19|20)\d\d) (?![\d./-]|\s*(?:%|hồ|người|đồng|triệu))
    )?""",
    re.VERBOSE,
)
# "27/12/2018", "06 / 7 /2005", "10/11//2025", "17-9-2001", "28.9.2021", "19/8/19999", "26/09/12"; the mark between the
# parts is the same twice, so that a range ("20-21/11/2017") is no date.
_IN_FIGURES = re.compile(
    r"""(?:ngày\s*)? (?<![\d/]) (?<!\d[.,])
    (?P<day>\d{1,2}) \s?
    (?: /{1,2} \s? (?P<month>\d{1,2}) \s? /{1,2} \s? (?P<year>\d{4,6}|\d\d(?![.,]\d|\s*%))
      | - \s? (?P<month_dash>\d{1,2}) \s? - \s? (?P<year_dash>\d{4})
      | \. \s? (?P<month_dot>\d{1,2}) \. \s? (?P<year_dot>\d{4}) )
    (?![\d/]|-\d)""",
    re.VERBOSE,
)
# A day left blank before figures: "ngày /12/2021", "ngày ..../..../2022", "ngày …/…/…".
_BLANK_FIGURES = re.compile(
    r"""ngày\b [\s.…_]{0,60} (?:(?P<day>\d{1,2}) [\s.…_]{0,20})?
    / [\s.…_]{0,60} (?:(?P<month>\d{1,2})(?!\d))? [\s.…_]{0,20} / [\s.…_]{0,20} (?P<year>\d{4,6})? (?![\d/])""",
    re.VERBOSE,
)
# A day of a year that is understood: "ngày 16/6", "ngày 2-2".
_LABELLED_DAY = re.compile(r"ngày\s*(?P<day>\d{1,2})\s?(?:/|-|\.)\s?(?P<month>\d{1,2})(?![\d/]|[.-]\d)")
_YEAR_ALONE = re.compile(r"năm\s*(?P<year>\d{4})(?!\d|\s*-\s*\d)")
_BARE_DAY = re.compile(r"(?P<day>\d{1,2})\s?(?:/|-|\.)\s?(?P<month>\d{1,2})$")

# Where a date may begin.
_START = re.compile(r"\d{1,2} ?(?:[/.-]|tháng)|ngày|tháng")
# What stands between a number and its date: ", ngày 20/01/2023", "(ngày …", "ký ngày …".
_BEFORE = re.compile(r"[\s,;(]*(?:(?:đã\ )?(?:ký|ban\ hành|đề|ra)\s+)?", re.VERBOSE)


@quick
@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text, ``text[start:end]``; parts that are blank or not stated are None.

    ``rule`` is ``date``, ``part_blank``, ``month_year``, ``day_month``, ``year``, ``short_year`` (a year of two
    figures) or ``date_impossible`` (no such day or year: the parts are as written, :attr:`date` is None).
    """

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None
    rule: str
    confidence: float

    @property
    def date(self) -> date | None:
        """The day, where day, month and year are all there and there is such a day."""
        if self.rule == "date_impossible" or self.day is None or self.month is None or self.year is None:
            return None
        return date(self.year, self.month, self.day)


def find(text: Folded | str) -> list[DateMention]:
    """Every date in a text, in reading order: whole or part-blank, and a month with its year.

    A year alone, a month without year, and a day and month without "ngày" ("12/5") are no mentions.
    """
    return list(_find(text.text if isinstance(text, Folded) else fold(text).text))


def _find(text: str) -> Iterator[DateMention]:
    if "tháng" not in text and "/" not in text and "ngày" not in text and "-" not in text and "." not in text:
        return
    at = 0
    while match := _START.search(text, at):
        mention = _match(text, match.start())
        if mention is None:
            at = match.start() + (len(match[0]) if match[0][0] in "nt" else 1)
            continue
        yield mention
        at = mention.end


def at(text: Folded | str, pos: int) -> DateMention | None:
    """The date that follows ``pos`` in a folded text, over a comma, a bracket, "ký" or "ban hành".

    Takes ", ngày 20/01/2023", " ngày 14 tháng 5 năm 2021", " tháng 5/2021" and, a year only, " năm 2020".
    """
    folded = text.text if isinstance(text, Folded) else text
    before = _BEFORE.match(folded, pos)
    start = before.end() if before else pos
    mention = _match(folded, start)
    if mention is None and (year := _YEAR_ALONE.match(folded, start)):
        mention = replace(_mention(year.span(), None, None, year["year"]), rule="year")
    return mention


def parse(text: str) -> DateMention | None:
    """The date that a text is, whole or part-blank ("14/5/2021", "ngày … tháng 3 năm 2023", "20/6"), else None."""
    folded = fold(clean(text)).text.strip(" .;,()")
    mention = at(folded, 0)
    if mention is not None and mention.end >= len(folded):
        return mention
    if bare := _BARE_DAY.match(folded):
        return _mention(bare.span(), bare["day"], bare["month"], None)
    return None


def _match(text: str, start: int) -> DateMention | None:
    """The date that begins right at ``start``."""
    if match := _IN_FIGURES.match(text, start):
        month = match["month"] or match["month_dash"] or match["month_dot"]
        return _mention(match.span(), match["day"], month, match["year"] or match["year_dash"] or match["year_dot"])
    if match := _IN_WORDS.match(text, start):
        return _of_words(match)
    if text.startswith("ngày", start):
        if match := _BLANK_FIGURES.match(text, start):
            return _mention(match.span(), match["day"], match["month"], match["year"])
        if match := _LABELLED_DAY.match(text, start):
            return _mention(match.span(), match["day"], match["month"], None)
    return None


def _of_words(match: re.Match[str]) -> DateMention | None:
    day, month, label = match["day"], match["month"], match["label"]
    year = match["year"] or match["slashed"] or match["bare"]
    if not label and not (month and year):
        return None  # "6 tháng đầu năm", "hằng tháng", "trong tháng 5"
    drafted = match["no_year"] is not None  # "ngày … tháng … năm …"
    if label and not (month or year or drafted):
        return None  # "những ngày tháng"
    if month and not (day or year or drafted):
        return None
    number = str(MONTH_WORDS[month]) if month in MONTH_WORDS else month
    return _mention(match.span(), day, number, year)


def _mention(span: tuple[int, int], day: str | None, month: str | None, year: str | None) -> DateMention:
    """The mention of these parts, with the rule that says what is missing or wrong."""
    rule, confidence = "date", 0.98
    if year is not None and len(year) == 2:
        year, rule, confidence = f"20{year}", "short_year", 0.6
    number_day, number_month = int(day) if day else None, int(month) if month else None
    number_year = int(year) if year and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR else None
    if (year and number_year is None) or not possible(number_day, number_month, number_year):
        rule, confidence = "date_impossible", 0.3
    elif number_month is None and number_day is None and number_year is not None:
        rule, confidence = "part_blank", 0.9
    elif None in (number_day, number_month, number_year):
        rule = "part_blank"
        if number_year is None and number_day is not None:
            rule = "day_month"
        elif number_day is None:
            rule = "month_year"
        confidence = 0.9
    return DateMention(span[0], span[1], number_day, number_month, number_year, rule, confidence)


def possible(day: int | None, month: int | None, year: int | None) -> bool:
    """Whether there can be such a day; what is None is taken at its best."""
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    longest = 31 if month is None else calendar.monthrange(2024 if year is None else year, month)[1]
    return 1 <= day <= longest
