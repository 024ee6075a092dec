"""Where running prose states a deadline: the spans that :func:`.deadlines.find` then reads.

A deadline in prose opens with a word that bounds work ("trước", "chậm nhất", "xong", "trong") or one of recurrence
("định kỳ"); what follows must be a day, month or quarter, and the clause must not report what was done.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese import duties
from extractors.vietnamese.deadline_senses import RECURRENCE, alternation
from extractors.vietnamese.periods import Group, group_at
from extractors.vietnamese.text import has_digit
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_BY = ("theo tuần", "theo tháng", "theo quý")
_WITHOUT_FIGURES = (
    "các ngày", "mỗi ", "định kỳ", "hằng ", "hàng ", "thường xuyên", "yêu cầu", "quý i", "quý v", "ngay ", *_BY,
)  # fmt: skip
_EACH = ("mỗi ngày", "mỗi tuần", "mỗi tháng", "mỗi quý", "các ngày")
_PERIODIC = frozenset({"định kỳ", "hằng", "hàng", *_BY})

# Words between a bound and what it bounds: "chậm nhất là vào ngày 15/11", "xong trước ngày"; "ngày" may open the term.
_FILLER = re.compile(
    r"\s*(?:là|vào|trong|trước|đến|hết|chậm nhất|thời điểm|thời gian|cuối|đầu|khoảng|:"
    r"|\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}(?:\s*phút)?,?)(?!\w)"
)
_SPACE = re.compile(r"\s*(?:ngày\s+(?=\d{1,2}\s?/))?")
# Another bound of the same kind: "trước ngày 20 tháng 6 và trước ngày 20 tháng 12 hằng năm".
_ANOTHER = re.compile(r"\s*(?:,|và)\s*(?:trước|chậm nhất)\s+")
# "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản"
_COUNTED = re.compile(
    r"(?:trong|sau|chậm nhất|muộn nhất)\s+(?:là\s+|sau\s+)?(?:(?:vòng|thời hạn|thời gian)\s+)?"
    r"\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tháng)(?:\s+làm việc)?,?\s*"
    r"(?:kể từ|sau khi|từ ngày|từ khi|tính từ)[^,;.:()]*"
)
# The same without the event, behind a verb that sends or ends: "gửi Đoàn kiểm tra trước ít nhất 05 ngày làm việc".
_WITHIN = re.compile(
    r"(?:trước(?:\s+(?:ít nhất|tối thiểu)|(?=\s+\d{1,3}\s+ngày\s+làm việc))"
    r"|(?:trong|sau|chậm nhất|muộn nhất)(?:\s+(?:vòng|thời hạn|sau|là))?)\s+"
    r"\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngày|giờ)(?:\s+làm việc)?(?=\s*(?:$|[.,;)]))"
)
# "thời gian từ ngày 01/11 đến ngày 15/11/2024", "tổ chức từ tháng 4 đến hết tháng 10"; no stretch of figures reported.
_STRETCH = re.compile(
    r"(?:thời (?:gian|hạn)|thực hiện|tổ chức|triển khai|tiến hành|diễn ra|khảo sát|kiểm tra|chấm điểm|đánh giá|xong"
    r"|hoàn thành|đợt \d)(?:\s\w+){0,3}[,:(]?\s*$"
)
_FIGURES = re.compile(r"(?:số liệu|kỳ báo cáo|thời kỳ|giai đoạn|kết quả)[^;.]*$")
# Where a sentence begins, after its bullet or number.
# "Trong quý I/2025, Sở đã giải quyết 815 hồ sơ" tells; "Trong quý III/2025, Thanh tra Sở kiểm tra công vụ" orders.
_TELLS = re.compile(r"\b(?:đã|đạt|tiếp nhận|phát sinh|ghi nhận|giảm|tăng|toàn (?:tỉnh|xã|ngành)|có)\b")
_SENTENCE_START = re.compile(r"(?:^|[.;:])[\s\-+•*]*(?:\(?[\da-zđ]{1,2}[.)]\s*)?$")
# "mỗi tháng 01 lần", "02 tuần/lần", "01 lần/quý"
_TIMES = re.compile(r"lần\s*/|/\s*lần|\d\s+lần|một lần")
# Words at the end that only tell that the work goes on, or waits to be called for: "…; thực hiện thường xuyên."
_GOES_ON = re.compile(
    r"(?:(?:[;,.(]|\([^()]*?)\s*(?:(?:được\s+)?(?:thực hiện|triển khai|tiến hành|thời gian)\s*:?\s*)?"
    r"|(?<=[^\W\d_])\s(?:thực hiện|triển khai)\s)"
    r"(?P<when>thường xuyên(?:,?\s*(?:liên tục|trong năm))*)\s*\)?[.;]?$"
    r"|(?P<call>(?:đột xuất\s+)?khi (?:có|được) yêu cầu"
    r"|ngay (?:sau )?khi (?:có|được|phát sinh|nhận)[^.;()]{0,60})\s*\)?[.;]?$"
)
# "mỗi xã ít nhất 02 lần/năm" is a target.
_EACH_UNIT = re.compile(r"mỗi (?!ngày|tuần|tháng|quý|năm)[^;.]*$")
# "mỗi tháng 02 số", "mỗi quý ít nhất 01 lần", "các ngày làm việc trong tuần"
_EACH_OF = re.compile(
    r"mỗi (?:ngày|tuần|tháng|quý)(?=\s+(?:có\s+)?(?:(?:ít nhất|tối thiểu|từ)\s+)?(?:\d|một\s)|\s+trên\s|[.;]?$)"
    r"|các ngày(?: làm việc)? trong (?:tuần|tháng|năm)"
)
# Another period of the same reports with its own day: "… 6 tháng (trước 10/6) và năm (trước 25/11)".
_NEXT_PERIOD = re.compile(
    r"\s*(?:,|;|và)\s*(?:báo cáo\s+)?(?:quý|6 tháng|06 tháng|9 tháng|năm|cả năm)(?=\s*\(?\s*(?:trước|chậm))"
)
# The day of a recurrence behind it: "(trước ngày 10/12)", ", chậm nhất ngày 25".
_DAY_BEHIND = re.compile(r"\s*(?P<bracket>\()?\s*(?:trước|chậm nhất|muộn nhất|vào)(?!\w)")
# "trong quý I/2022" bounds work where the clause ends with it.
_CLAUSE_END = re.compile(r"\s*(?:$|[.;,)]|để\b|và\b|theo\b|nhằm\b)")


# "báo cáo Giám đốc Sở kết quả thực hiện | hằng tháng."
_SENT = re.compile(r"(?:báo cáo|tổng hợp|gửi)[^,;.]{0,60}?\skết quả(?:\s\w+){0,4}\s*$")
# Results that are sent, not told: "báo cáo kết quả trong quý IV/2024".
_SENDS = re.compile(r"(?:báo cáo|gửi|trình|công bố|thông báo|nộp|tổng hợp)(?:\s\w+){0,5}?\skết quả")
# "Kiểm tra công vụ … trong quý III, quý IV năm 2024.": what ends a sentence bounds it.
# The same within brackets: "… (Sở Nội vụ chủ trì; thực hiện trong năm 2008)."
_SENTENCE_END = re.compile(r"\s*\)?(?:$|\.\s|[./;]+$)")
# "… báo cáo Giám đốc Sở hằng tháng.", "Khảo sát hằng quý bằng phiếu"; in "kế hoạch kiểm tra hằng năm" it names a plan.
_AFTER_RECURRENCE = re.compile(r"\s*(?:$|\(|\.\s|[./;]+$|;|(?:bằng|qua|về|gửi|trên|tại|theo kết quả)(?!\w))")
_NAMED_BY_YEAR = re.compile(
    r"(?:kế hoạch|chương trình|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ|kinh phí|chỉ số|kết quả|được|theo|của|trong)"
    r"(?:\s\w+){0,4}\s*$"
)
# "Ngày 16/11/2017: Họp đoàn", "Từ ngày 20/11 đến ngày 15/12/2017: Kiểm tra", "Trong quý II năm 2024: Rà soát …".
_OPENING = re.compile(
    r"[\s\-+•*]*(?:\(?[\da-zđ]{1,2}[.)]\s*)?(?=(?:từ|trong|ngày|tháng|quý)\s)(?P<term>)(?:(?:trong|từ)\s+)?"
)


# Reports of several periods come again: "Báo cáo quý, 6 tháng, năm về Sở Nội vụ"; "báo cáo năm 2025" is one.
_REPORTS = re.compile(
    r"báo cáo(?: định kỳ)?:? (?:(?:hằng|hàng) )?(?:tháng|quý|0?6 tháng)"
    r"(?:(?:,| và|, và) (?:hằng |hàng )?(?:quý|0?6 tháng|năm))+"
    r"(?= (?:về|gửi|cho|theo|với|đầy đủ|đúng|kịp thời|và)(?!\w)|\s*(?:[.,;(]|$))"
)


@cache
def _pattern(name: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(alternation(load("deadlines")["prose"][name]).pattern + tail)


def may_stand_in(folded: str) -> bool:
    """A cheap test: a deadline has a figure, or recurs, or waits to be called for."""
    for word in _WITHOUT_FIGURES:  # a loop of its own is twice as fast as any()
        if word in folded:
            return True
    return has_digit(folded)


def extents(folded: str, plan_year: int | None, masks: Iterable[Span] = ()) -> list[Span]:
    """The spans of a folded text that state a deadline, in reading order, outside of ``masks``."""
    taken = list(masks)
    found: list[Span] = []
    if (opening := _opened(folded)) is not None and not _inside(*opening, taken):
        taken.append(opening)
        found.append(opening)
    cues = _cues(folded)
    if "lần" in folded and _TIMES.search(folded):
        cues = sorted([*cues, *((match.start(), "lần") for match in _counted_times(folded))])
    for start, cue in cues:
        end = None if _inside(start, start + 1, taken) else _end(folded, start, cue, plan_year)
        if end is not None and not _inside(start, end, taken):
            taken.append((start, end))
            found.append((start, end))
    open_end = not found and ("thường xuyên" in folded or "khi " in folded)
    if open_end and (on := _GOES_ON.search(folded, max(0, len(folded) - 90))):
        found.append(on.span("when" if on["when"] else "call"))
    return sorted(found)


def _counted_times(folded: str) -> Iterator[re.Match[str]]:
    """The recurrences that count: "02 tuần/lần", "01 lần/quý"."""
    for match in RECURRENCE.finditer(folded):
        several = _EACH_UNIT.search(folded, max(0, match.start() - 40), match.start())
        if (match["times"] or match["each"]) and not several and _AFTER_RECURRENCE.match(folded, match.end()):
            yield match


def _opened(folded: str) -> Span | None:
    """The days, months or quarters that an item begins with, before a colon."""
    colon = folded.find(":", 0, 90)
    if colon < 0 or not (has_digit(folded[:colon]) or "quý " in folded[:colon]):
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
    if cue in _EACH:
        each = _EACH_OF.match(folded, start)
        return each.end() if each else None
    if cue == "lần":
        match = RECURRENCE.match(folded, start)
        return match.end() if match else None
    if cue == "báo cáo":
        match = _REPORTS.match(folded, start)
        return match.end() if match else None
    if cue in _PERIODIC:
        return _recurring(folded, start, cue)
    if counted := _COUNTED.match(folded, start):
        return counted.end()
    if cue in {"trước", "trong", "sau", "chậm nhất", "muộn nhất"} and (within := _WITHIN.match(folded, start)):
        clause = folded[max(folded.rfind(". ", 0, start), folded.rfind(";", 0, start)) + 1 : start]
        return within.end() if _pattern("done").search(clause) else None
    if cue == "từ":
        return _stretch(folded, start, plan_year)
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


def _stretch(folded: str, start: int, plan_year: int | None) -> int | None:
    """The end of "từ ngày 01/11 đến ngày 15/11" where it says when something is done."""
    group = group_at(folded, _SPACE.match(folded, start + len("từ")).end())  # type: ignore[union-attr]
    if group is None or not _CLAUSE_END.match(folded, group.end):
        return None
    last = group.terms[-1]
    if not group.ranged:  # "tiếp nhận hồ sơ phi địa giới từ ngày 01/3/2025."
        dated = group.kind in ("day", "month", "quarter") and last.year is not None and last.year >= (plan_year or 9999)
        clause = folded[max(folded.rfind(". ", 0, start), folded.rfind(";", 0, start)) + 1 : start]
        begins = dated and _SENTENCE_END.match(folded, group.end) and _pattern("done").search(clause)
        return group.end if begins and not _pattern("past", r"\s*$").search(clause) else None
    if last.year is not None and plan_year is not None and last.year < plan_year:
        return None
    before = folded[max(0, start - 60) : start]
    return group.end if _STRETCH.search(before) and not _FIGURES.search(before) else None


def _bounds_work(folded: str, cue: str, between: str, clause: str, group: Group, plan_year: int | None) -> bool:
    """Whether a cue and the term behind it say when work is due, and not when something was."""
    last = group.terms[-1]
    if group.kind == "period" and not group.ranged:  # "hoàn thành trong giai đoạn 2026 - 2027."
        return cue in {"xong", "hoàn thành", "hoàn tất"} and bool(_SENTENCE_END.match(folded, group.end))
    if group.kind == "day" and last.month is None:
        return False
    if last.year is not None and plan_year is not None and last.year < plan_year - 1:
        return False
    if _pattern("past", r"\s*$").search(clause):
        return False
    if cue in {"trong", "vào", "đến hết"} and _pattern("told").search(_SENDS.sub("", clause[clause.rfind(",") + 1 :])):
        return False
    done = bool(_pattern("done").search(clause)) or cue in {"xong", "hoàn thành", "hoàn tất"}
    if group.kind == "year":
        if cue == "trong" and done and folded[group.end : group.end + 1] in {".", ";", ")"}:
            return bool(_SENTENCE_END.match(folded, group.end))
        return cue == "đến hết" or (done and cue in {"xong", "hoàn thành", "hoàn tất"} and bool(between.strip()))
    if cue in {"trong", "vào"}:
        if group.kind in ("month", "quarter", "half_year"):
            opens = folded.startswith(", ", group.end) and not clause.strip(" -+•*\t")
            if _SENTENCE_END.match(folded, group.end) or (opens and not _TELLS.search(folded, group.end)):
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
        ends = _AFTER_RECURRENCE.match(folded, match.end()) or (
            cue not in _BY and duties.begins_with_act(folded, match.end() + folded.startswith(" ", match.end()))
        )
        often = match["units"] in ("ngày", "tuần")  # a plan or a result is named by months and years
        named = not often and cue not in _BY and _NAMED_BY_YEAR.search(folded, max(0, start - 60), start)
        told = folded.endswith((", thực hiện ", "; thực hiện ", ", triển khai "), 0, start)
        sent = named and _SENT.search(folded, max(0, start - 90), start) and _SENTENCE_END.match(folded, match.end())
        if not ends or not match["units"] or (named and not told and not sent):
            return None
    end = _with_day(folded, match.end())
    while more := _NEXT_PERIOD.match(folded, end):
        end = _with_day(folded, more.end())
    return end


def _with_day(folded: str, end: int) -> int:
    """The end of a recurrence with its day: "(trước ngày 10/12)", "(trước ngày 12 tháng cuối quý)"."""
    behind = _DAY_BEHIND.match(folded, end)
    if behind is None:
        return end
    at = _SPACE.match(folded, behind.end()).end()  # type: ignore[union-attr]
    day = RECURRENCE.match(folded, at) or group_at(folded, at)
    if day is None:
        return end
    last = day.end if isinstance(day, Group) else day.end()
    return last + (behind["bracket"] is not None and folded[last : last + 1] == ")")
