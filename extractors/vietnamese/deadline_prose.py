"""Where running prose states a deadline: the spans that :func:`.deadlines.find` then reads.

A deadline in prose opens with a word that bounds work ("trước", "chậm nhất", "xong", "trong") or one of recurrence
("định kỳ"); what follows must be a day, month or quarter, and the clause must not report what was done.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese.deadline_senses import RECURRENCE, alternation
from extractors.vietnamese.periods import Group, group_at
from extractors.vietnamese.text import has_digit
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]

# Words between a bound and what it bounds: "chậm nhất là vào ngày 15/11", "xong trước ngày"; "ngày" may open the term.
_FILLER = re.compile(r"\s*(?:là|vào|trong|trước|đến|hết|chậm nhất|thời điểm|thời gian|cuối|đầu|khoảng|:)(?!\w)")
_SPACE = re.compile(r"\s*(?:ngày\s+(?=\d{1,2}\s?/))?")
# Another bound of the same kind: "trước ngày 20 tháng 6 và trước ngày 20 tháng 12 hằng năm".
_ANOTHER = re.compile(r"\s*(?:,|và)\s*(?:trước|chậm nhất)\s+")
# "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản"
_COUNTED = re.compile(
    r"(?:trong|sau|chậm nhất|muộn nhất)\s+(?:là\s+|sau\s+)?(?:(?:vòng|thời hạn|thời gian)\s+)?"
    r"\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tháng)(?:\s+làm việc)?,?\s*"
    r"(?:kể từ|sau khi|từ ngày|từ khi|tính từ)[^,;.:()]*"
)
# Where a sentence begins, after its bullet or number.
_SENTENCE_START = re.compile(r"(?:^|[.;:])[\s\-+•*]*(?:\(?[\da-zđ]{1,2}[.)]\s*)?$")
# The day of a recurrence behind it: "(trước ngày 10/12)", ", chậm nhất ngày 25".
_DAY_BEHIND = re.compile(r"\s*(?P<bracket>\()?\s*(?:trước|chậm nhất|muộn nhất|vào)(?!\w)")
# "trong quý I/2022" bounds work where the clause ends with it.
_CLAUSE_END = re.compile(r"\s*(?:$|[.;,)]|để\b|và\b|theo\b|nhằm\b)")


# "Kiểm tra công vụ … trong quý III, quý IV năm 2024.": what ends a sentence bounds it.
_SENTENCE_END = re.compile(r"\s*(?:$|\.\s|[./;]+$)")
# "… báo cáo Giám đốc Sở hằng tháng.", "Khảo sát hằng quý bằng phiếu"; in "kế hoạch kiểm tra hằng năm" it names a plan.
_AFTER_RECURRENCE = re.compile(r"\s*(?:$|\.\s|[./;]+$|;|(?:bằng|qua|về|gửi|trên|tại|theo kết quả)(?!\w))")
_NAMED_BY_YEAR = re.compile(
    r"(?:kế hoạch|chương trình|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ|kinh phí|chỉ số|kết quả|được|theo|của|trong)"
    r"(?:\s\w+){0,4}\s*$"
)
# "Ngày 16/11/2017: Họp đoàn", "Từ ngày 20/11 đến ngày 15/12/2017: Kiểm tra", "Trong quý II năm 2024: Rà soát …".
_OPENING = re.compile(
    r"[\s\-+•*]*(?:\(?[\da-zđ]{1,2}[.)]\s*)?(?=(?:từ|trong|ngày|tháng|quý)\s)(?P<term>)(?:(?:trong|từ)\s+)?"
)


@cache
def _pattern(name: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(alternation(load("deadlines")["prose"][name]).pattern + tail)


def may_stand_in(folded: str) -> bool:
    """A cheap test: a deadline has a figure, or recurs."""
    return "định kỳ" in folded or "hằng " in folded or "hàng " in folded or has_digit(folded)


def extents(folded: str, plan_year: int | None, masks: Iterable[Span] = ()) -> list[Span]:
    """The spans of a folded text that state a deadline, in reading order, outside of ``masks``."""
    taken = list(masks)
    found: list[Span] = []
    if (opening := _opened(folded)) is not None and not _inside(*opening, taken):
        taken.append(opening)
        found.append(opening)
    for start, cue in _cues(folded):
        end = None if _inside(start, start + 1, taken) else _end(folded, start, cue, plan_year)
        if end is not None and not _inside(start, end, taken):
            taken.append((start, end))
            found.append((start, end))
    return found


def _opened(folded: str) -> Span | None:
    """The days, months or quarters that an item begins with, before a colon."""
    colon = folded.find(":", 0, 90)
    if colon < 0 or not has_digit(folded[:colon]):
        return None
    match = _OPENING.match(folded)
    if match is None:
        return None
    group = group_at(folded, match.end())
    if group is None or folded[group.end : colon].strip() or group.kind == "year":
        return None
    return None if group.kind == "period" and not group.ranged else (match.start("term"), group.end)


def _inside(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _cues(folded: str) -> list[tuple[int, str]]:
    """Where a word stands that may open a deadline. Each is searched for alone: faster than one pattern of all."""
    found: list[tuple[int, str]] = []
    if not may_stand_in(folded):
        return found
    for cue in load("deadlines")["prose"]["cues"]:
        at = folded.find(cue)
        while at >= 0:
            end = at + len(cue)
            if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
                found.append((at, cue))
            at = folded.find(cue, end)
    return sorted(found)


def _end(folded: str, start: int, cue: str, plan_year: int | None) -> int | None:
    """Where the deadline ends that begins with ``cue``, None where there is none."""
    if cue in {"định kỳ", "hằng", "hàng"}:
        return _recurring(folded, start, cue)
    if counted := _COUNTED.match(folded, start):
        return counted.end()
    at = start + len(cue)
    while True:
        at = _SPACE.match(folded, at).end()  # type: ignore[union-attr]
        periodic = RECURRENCE.match(folded, at)
        if periodic and (periodic["last_of"] or periodic["day_of"]):
            return periodic.end()
        if group := group_at(folded, at):
            break
        filler = _FILLER.match(folded, at)
        if filler is None or (cue == "trước" and filler[0].endswith("đến")):
            return None  # "từ tháng 10 năm trước đến ngày 30 tháng 9"
        at = filler.end()
    while (more := _ANOTHER.match(folded, group.end)) and (another := group_at(folded, more.end())):
        if another.kind != group.kind:
            break
        group = Group((*group.terms, *another.terms))
    between = folded[start + len(cue) : group.start]
    clause = folded[max(folded.rfind(". ", 0, start), folded.rfind(";", 0, start)) + 1 : start]
    yearly = RECURRENCE.match(folded, group.end + folded.startswith(" ", group.end))
    if yearly and yearly["units"]:
        return yearly.end() if group.kind in ("day", "month", "quarter") else None
    return group.end if _bounds_work(folded, cue, between, clause, group, plan_year) else None


def _bounds_work(folded: str, cue: str, between: str, clause: str, group: Group, plan_year: int | None) -> bool:
    """Whether a cue and the term behind it say when work is due, and not when something was."""
    last = group.terms[-1]
    if group.kind == "period" and not group.ranged:
        return False
    if group.kind == "day" and last.month is None:
        return False
    if last.year is not None and plan_year is not None and last.year < plan_year - 1:
        return False
    if _pattern("past", r"\s*$").search(clause):
        return False
    if cue in {"trong", "vào", "đến hết"} and _pattern("told").search(clause[clause.rfind(",") + 1 :]):
        return False
    done = bool(_pattern("done").search(clause)) or cue in {"xong", "hoàn thành", "hoàn tất"}
    if group.kind == "year":
        if cue == "trong" and done and folded[group.end : group.end + 1] in {".", ";"}:
            return bool(_SENTENCE_END.match(folded, group.end))
        return cue == "đến hết" or (done and cue in {"xong", "hoàn thành", "hoàn tất"} and bool(between.strip()))
    if cue in {"trong", "vào"}:
        if group.kind in ("month", "quarter", "half_year") and _SENTENCE_END.match(folded, group.end):
            return True
        return done and group.kind != "day" and bool(_CLAUSE_END.match(folded, group.end))
    if cue == "sau":
        return False
    return cue != "đến hết" or not re.search(r"\btừ\b[^,;]{0,40}$", clause)


def _recurring(folded: str, start: int, cue: str) -> int | None:
    """The end of "định kỳ hằng quý", "Hằng năm, …", with the day behind it in brackets."""
    match = RECURRENCE.match(folded, start)
    if match is None or not (match["units"] or match["times"] or match["each"]):
        return None
    if cue != "định kỳ" and not _SENTENCE_START.search(folded, max(0, start - 12), start):
        ends = _AFTER_RECURRENCE.match(folded, match.end())
        if not ends or not match["units"] or _NAMED_BY_YEAR.search(folded, max(0, start - 60), start):
            return None
    behind = _DAY_BEHIND.match(folded, match.end())
    if behind is None:
        return match.end()
    group = group_at(folded, _SPACE.match(folded, behind.end()).end())  # type: ignore[union-attr]
    if group is None:
        return match.end()
    return group.end + (behind["bracket"] is not None and folded[group.end : group.end + 1] == ")")
