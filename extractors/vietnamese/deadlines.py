"""Deadlines (thời gian hoàn thành): what a cell or a sentence says about when a task is due (domain section 5).

A cell is read in three steps: what names instruments is masked; the calendar terms with the words that bound them, the
recurrences, and the kinds that are told by a phrase become :class:`_Sense`; the first sense in the order of the contract
is the cell's kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese import dates
from extractors.vietnamese.periods import Group, group_at
from extractors.vietnamese.text import clean, fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

PRECEDENCE = (
    "date", "month", "quarter", "half_year", "year", "period", "recurring", "relative", "on_request", "continuous",
    "by_regulation", "other",
)  # fmt: skip
"""A cell that says several things has the first of these ("Thường xuyên, báo cáo trước 15/12" is a date)."""

_RECURRENCES = ("daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, in the columns of the ``tasks`` dataset.

    ``kind`` is None for "như trên" alone (``rule`` ``ditto``): the row above holds. ``rule`` names what decided a value
    that the words leave open: ``plan_year``, ``issue_year``, ``past_deadline``, ``vague``, ``ditto``, ``several`` …
    """

    text: str
    kind: str | None
    due_from: date | None = None
    due_to: date | None = None
    due_exclusive: bool | None = None
    recurrence: str | None = None
    rule: str | None = None
    confidence: float = 0.97


@dataclass(frozen=True, slots=True)
class _Context:
    plan_year: int | None
    plan_year_to: int | None
    issued: date | None

    @property
    def year(self) -> int | None:
        return self.plan_year if self.plan_year is not None else self.issued.year if self.issued else None


@dataclass(frozen=True, slots=True)
class _Sense:
    """One thing that a cell says; ``group`` where it is one of the calendar, ``bound`` how that bounds the work."""

    kind: str
    start: int
    end: int
    group: Group | None = None
    bound: str | None = None
    recurrences: tuple[str, ...] = ()


def read(
    text: str,
    plan_year: int | None,
    *,
    plan_year_to: int | None = None,
    issued: date | None = None,
    masks: Iterable[tuple[int, int]] = (),
) -> Deadline | None:
    """The deadline that a whole cell states; None for an empty cell or a dash.

    A year that is not stated is the plan year, else the year of issue; without either, months and quarters have their
    kind and no dates. ``masks`` are spans that name other things (cited instruments); numbered instruments in the cell
    are recognised besides.
    """
    return _read(text, tuple(masks), _Context(plan_year, plan_year_to, issued))


def is_ditto(text: str) -> bool:
    """Whether a cell says that the row above holds: "nt", "Như trên", a ditto mark."""
    if len(text) > 20:
        return False
    bare = fold(text).text.strip(" .-/()")
    return bool(_words("ditto").fullmatch(bare.strip("\"'")) or (bare and not bare.strip("\"'")))


@lru_cache(maxsize=8192)
def _read(text: str, masks: tuple[tuple[int, int], ...], context: _Context) -> Deadline | None:
    written = text if masks else clean(text)
    folded = fold(written).text
    if not re.search(r"\w", folded):
        return Deadline(written.strip(), None, rule="ditto") if re.fullmatch(r'\W*["\']\W*', folded) else None
    if _words("ditto").fullmatch(folded.strip(" .-\"'/()")):
        return Deadline(written, None, rule="ditto")
    masked = _masked(written, folded, masks)
    senses = _senses(masked)
    if not senses:
        return Deadline(written, "other", confidence=0.5)
    return _decide(written, senses, context)


# ---- Masks ----


# A numbered instrument, upper case as written: "số 2816/PA-UBND", "Quyết định 525/QĐ-UBND", "số 11-CT/TU".
_INSTRUMENT = re.compile(
    r"(?:[Ss]ố\s*:?\s*)?(?<![\d/])\d+[a-zđ]?\s*(?:/\s*(?:19|20)\d\d\s*)?[/-](?!T\d|Q[\dIV]|[IV]+\b)[A-ZĐ][A-Za-zĐđ&]*[\w&/.-]*"
)
# What "theo" rests on, to the end of its clause: "Theo Kế hoạch năm 2022 của Sở"; other words of time end it.
_BY_CLAUSE = re.compile(
    r"\b(?:theo|tại)\s+(?!tháng|quý|năm\s*$|tuần|ngày)"
    r"(?:(?![,;.:()\n]|\b(?:trước|chậm nhất|muộn nhất|khi|hoặc|xong|hoàn thành|định kỳ|h[ằà]ng|mỗi|đến hết|từ nay)\b"
    r"|\btrong\s+(?:năm|quý|tháng|giai đoạn)\b).)*"
)
# Numbers that count other things: "20 giờ 15", "đợt 1", "Điều 108", "kỳ họp thứ 5".
_OTHER_NUMBERS = re.compile(
    r"\b\d{1,2}\s*(?:giờ|h(?![\w]))\s*(?:\d{1,2})?(?:\s*phút)?"
    r"|\b(?:điều|khoản|điểm|mục|đợt|lần|khóa|phụ lục|thứ|phiên)\s+(?:thứ\s+)?(?:\d+|[ivx]+)\b"
)


def _masked(written: str, folded: str, masks: Iterable[tuple[int, int]]) -> str:
    """The folded cell with what names other things blotted out, letter for letter."""
    spans = list(masks)
    if len(written) == len(folded) and any(mark in written for mark in "/-"):
        for match in _INSTRUMENT.finditer(written):
            mention = dates.at(folded, match.end())
            spans.append((match.start(), mention.end if mention else match.end()))
    spans.extend(match.span() for match in _OTHER_NUMBERS.finditer(folded))
    for start, end in spans:
        folded = folded[:start] + "\0" * (end - start) + folded[end:]
    for match in _BY_CLAUSE.finditer(folded):  # figures after "theo" name a plan, a registration
        folded = folded[: match.start()] + re.sub(r"\d|\bquý\s+[iv]+\b|năm\b", _blot, match[0]) + folded[match.end() :]
    return folded


def _blot(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


# ---- Senses ----


@cache
def _words(*path: str) -> re.Pattern[str]:
    """The words of a vocabulary entry (table and, of several entries, its code), as one pattern of whole words."""
    table = load("deadlines")[path[0]]
    words = table["words"] if len(path) == 1 else next(entry["words"] for entry in table if entry["code"] == path[1])
    return _alternation(words)


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b")


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    """The units of recurrence: a pattern, and the code of each word."""
    codes = {word: entry["code"] for entry in load("deadlines")["recurrence"] for word in entry["words"]}
    return _alternation(codes), codes


_UNIT = r"(?:(?:0?[369]|ba|sáu|chín|nửa)\s+)?(?:ngày|tuần|tháng|quý|năm)"
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn)"
# A recurrence: "Hằng quý, 6 tháng, năm", "02 lần/năm", "6 tháng/lần", "mỗi năm 2 lần", "ngày 10 tháng cuối quý",
# "ngày 05 của tháng liền kề", "Tháng, quý, năm", "báo cáo quý", "định kỳ".
_RECURRENCE = re.compile(
    rf"""(?P<times>{_COUNT})\s*lần\s*(?:/|trong|mỗi|trên|một|\s)+\s*(?:01\s+|một\s+|1\s+)?(?P<per>{_UNIT})\b
    | (?:mỗi\s+)?(?:0?1\s+|một\s+)?(?P<each>{_UNIT})\s*(?:/|\s)\s*(?P<count>{_COUNT}|)\s*lần\b
    | (?:ngày\s*\d{{1,2}}\s*(?:của\s+)?)?(?:tháng|tuần)\s+(?:cuối|đầu)(?:\s+cùng)?\s+(?:của\s+)?(?:mỗi\s+|h[ằà]ng\s+|các\s+)?(?P<last_of>quý|kỳ)(?!\s*[iv\d])(?:\s+(?:báo\s+cáo|sau|tiếp\s+theo))?
    | ngày\s*(?:\d{{1,2}}|cuối(?:\s+cùng)?|làm\s+việc\s+cuối\s+cùng)\s*(?:của\s+)?(?:các\s+)?(?P<day_of>tháng|quý)(?!\s*(?:[iv\d]|cuối|đầu|một\b|hai\b|ba\b|tư\b))(?:\s+(?:liền\s+kề|tiếp\s+theo|sau|kế\s+tiếp|báo\s+cáo))*
    | (?:định\s+kỳ\s+)?(?:h[ằà]ng|mỗi|từng|theo|định\s+kỳ|báo\s+cáo(?:\s+định\s+kỳ)?)\s*(?::\s*)?(?P<units>(?:{_UNIT})(?!\s*(?:\d|i\b|ii|iv|học|trước|nay))(?:\s*(?:,\s*và|[,/;&-]|và|hoặc)\s*(?:cả\s+|h[ằà]ng\s+|mỗi\s+|0?1\s+|một\s+)?{_UNIT}\b(?!\s*(?:\d|i\b|ii|iv|đầu|cuối)))*)
    | (?<!\w)(?P<list>(?:0?[369]\s+tháng|tháng|quý|tuần)(?:\s*(?:,\s*và|[,/;&-]|và)\s*(?:cả\s+|0?1\s+|một\s+)?{_UNIT}\b(?!\s*(?:\d|i\b|ii|iv|đầu|cuối)))+)
    | (?P<periodic>định\s+kỳ)\b""",
    re.VERBOSE,
)
# A stretch counted from an event: "Sau 05 ngày làm việc kể từ ngày ban hành", "Chậm nhất 03 ngày sau khi nhận hồ sơ".
_RELATIVE = re.compile(
    rf"""(?: (?:trong|sau|chậm\s+nhất|muộn\s+nhất|không\s+quá|tối\s+đa|trước)\s+(?:là\s+|sau\s+|khoảng\s+)?(?:(?:vòng|thời\s+hạn|thời\s+gian|khoảng)\s+)?
          (?:\d{{1,3}}|{_COUNT})\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tuần|tháng)\b(?!\s*(?:đầu|cuối|hằng|hàng|/|\d))
        | \b\d{{1,3}}\s*(?:ngày|giờ|tuần|tháng)\s+(?:làm\s+việc\s*)?(?:kể\s+từ|sau|trước\s+khi|tính\s+từ|từ\s+(?:ngày|khi))
      ) [^;]*""",
    re.VERBOSE,
)
# What may stand between a bound and its term: "chậm nhất là trong tháng", "xong trước ngày".
_BOUND_TAIL = r"(?:\s+(?:là|vào|cuối|đầu|giữa|ngày|thời điểm|trung tuần|thượng tuần|hạ tuần|tuần \w+))*\s*:?\s*$"
# What may stand between a recurrence or "thường xuyên" and the stretch in which it holds: "hằng quý đến 2030".
_GLUE = re.compile(r"\s*\(?\s*(?:trong|của|suốt|trong suốt|cả|cho|đến|cho đến|đến hết|tới|từ|vào|hết|giai đoạn|\s)*\s*")


def _senses(text: str) -> list[_Sense]:
    """All that a masked cell says, in reading order."""
    senses: list[_Sense] = []
    for match in _RELATIVE.finditer(text):
        senses.append(_Sense("relative", match.start(), match.end()))
        text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    for match in _RECURRENCE.finditer(text):
        senses.append(_Sense("recurring", match.start(), match.end(), recurrences=_frequencies(match)))
        text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    senses.extend(_calendar(text))
    for code in ("on_request", "continuous", "by_regulation"):
        if (match := _words("kind", code).search(text)) and not _part_of_bound(text, match):
            senses.append(_Sense(code, match.start(), match.end()))
    return sorted(senses, key=lambda sense: sense.start)


def _part_of_bound(text: str, match: re.Match[str]) -> bool:
    """ "trước khi" asks for nothing and promises no event."""
    return match[0] == "khi" and text[: match.start()].endswith("trước ")


def _frequencies(match: re.Match[str]) -> tuple[str, ...]:
    """The codes of the units that a recurrence names, in its order."""
    pattern, codes = _units()
    named = (
        match["units"] or match["list"] or match["per"] or match["each"] or match["last_of"] or match["day_of"] or ""
    )
    found = [codes[re.sub(r"\s+", " ", word)] for word in pattern.findall(named)]
    times = match["times"] or match["count"]
    if found and times and (count := {"một": 1, "hai": 2, "ba": 3, "bốn": 4}.get(times) or int(times)) > 1:
        finer = {("yearly", 2): "half_yearly", ("yearly", 4): "quarterly", ("yearly", 12): "monthly", ("half_yearly", 2): "quarterly",
                 ("quarterly", 3): "monthly", ("monthly", 4): "weekly"}  # fmt: skip
        found[0] = finer.get((found[0], count), found[0])
    return tuple(found)


_TERM_START = re.compile(
    r"(?<![\w/])(?=\d|ngày|tháng|quý|q\.?\s*[iv\d]|t\.?\d|năm|nửa|giai|đầu|giữa|cuối|sáu|ba|chín|thời|nhiệm)"
)


def _calendar(text: str) -> list[_Sense]:
    """The days, months, quarters … of a masked cell, each group with the word that bounds it."""
    senses: list[_Sense] = []
    named: list[_Sense] = []
    pos = clause = 0
    while match := _TERM_START.search(text, pos):
        group = group_at(text, match.start())
        if group is None:
            pos = match.start() + 1
            continue
        bound = _bound(text[clause : group.start])
        sense = _Sense(group.kind, group.start, group.end, group, bound)
        names = group.terms[0].kind in {"year", "period"} and bound is None and _names(text[clause : group.start])
        (named if names else senses).append(sense)
        pos = clause = max(group.end, match.start() + 1)
    return senses or ([] if _words("kind", "by_regulation").search(text) or "khi " in text else named)


def _bound(before: str) -> str | None:
    """How the words before a term bound it: the last bounding word right before it."""
    for code in ("before", "until", "by", "from"):
        if re.search(_words("bound", code).pattern + _BOUND_TAIL, before):
            return code
    return None


def _names(before: str) -> bool:
    """Whether the words before a year make it the name of something ("Kế hoạch CCHC năm 2022")."""
    clause = re.split(r"[,;.:()]", before)[-1]
    return bool(_words("naming").search(clause)) and not re.search(r"\b(?:trong|cả|suốt)\s*$", clause)


# ---- The decision ----


def _decide(text: str, senses: Sequence[_Sense], context: _Context) -> Deadline:
    """The deadline of the first kind in the order of precedence, after what belongs to a recurrence is taken up."""
    senses = _absorbed(text, senses)
    kinds = [_kind(sense) for sense in senses]
    kind = min(kinds, key=PRECEDENCE.index)
    recurrence = next((codes[0] for sense in senses if (codes := sense.recurrences)), None)
    chosen = [sense for sense, its in zip(senses, kinds, strict=True) if its == kind]
    groups = [sense for sense in chosen if sense.group is not None]
    confidence = 0.97 if len(set(kinds)) == 1 else 0.9
    if kind not in PRECEDENCE[:6] or not groups:
        rule = "several" if len(set(kinds)) > 1 else None
        return Deadline(text, kind, None, None, None, recurrence, rule, confidence)
    return _dated(Deadline(text, kind, recurrence=recurrence, confidence=confidence), groups, context)


def _kind(sense: _Sense) -> str:
    """The code of a sense: what is bounded by a day is a date, and so is "đến hết năm 2025"."""
    if sense.group is None:
        return sense.kind
    if sense.kind == "day":
        return "period" if sense.bound == "from" else "date"
    if sense.bound in {"before", "until"} and not sense.group.ranged:
        return "date"
    return "period" if sense.bound == "from" and sense.kind == "year" else sense.kind


def _absorbed(text: str, senses: Sequence[_Sense]) -> list[_Sense]:
    """The senses without those that only qualify another: the day of a recurrence, the stretch of "thường xuyên"."""
    frequencies = {code for sense in senses for code in sense.recurrences}
    yearly = bool(frequencies & {"yearly", "half_yearly"})
    recurring = any(sense.kind == "recurring" for sense in senses)
    kept: list[_Sense] = []
    for index, sense in enumerate(senses):
        if sense.group is not None:
            last = sense.group.terms[-1]
            if recurring and sense.kind == "day" and last.month is None:
                continue  # "trước ngày 25 hằng tháng"
            if yearly and not any(term.dated for term in sense.group.terms) and sense.kind != "year":
                continue  # "trước ngày 15 tháng 11 hằng năm", "Hằng năm (trước 10/12)"
            previous = senses[index - 1] if index else None
            wide = sense.bound == "until" or sense.kind in {"year", "period"}
            if previous and wide and previous.kind in {"recurring", "continuous"} and _glued(text, previous, sense):
                continue  # "cập nhật hằng quý đến 2030", "Thường xuyên trong năm"
        kept.append(sense)
    return kept or list(senses)


def _glued(text: str, previous: _Sense, sense: _Sense) -> bool:
    return bool(_GLUE.fullmatch(fold(text).text[previous.end : sense.start]))


def _dated(deadline: Deadline, senses: Sequence[_Sense], context: _Context) -> Deadline:
    """The deadline with the days of its senses, first to last."""
    froms: list[date | None] = []
    tos: list[date | None] = []
    exclusive = False
    for sense in senses:
        first, last, exclusive = _bounds(sense, context)
        froms.append(first)
        tos.append(last)
    known = [day for day in tos if day]
    due_to = max(known) if len(known) == len(tos) else None
    starts = [day for day in froms if day]
    due_from = min(starts) if len(starts) == len(froms) else None
    is_limit = deadline.kind == "date" and due_to is not None and due_from is None
    rule, confidence = _doubt(deadline.confidence, senses, context, due_to)
    return replace(
        deadline,
        due_from=due_from,
        due_to=due_to,
        due_exclusive=exclusive if is_limit else None,
        rule=rule,
        confidence=confidence,
    )


def _bounds(sense: _Sense, context: _Context) -> tuple[date | None, date | None, bool]:
    """First and last day of one sense, and whether the last day is itself too late."""
    assert sense.group is not None
    group, last_term = sense.group, sense.group.terms[-1]
    if last_term.kind == "period" and last_term.first == 0:
        whole = _plan_period(context) if last_term.last == 0 else None
        return (None, whole[1], False) if whole and sense.bound == "until" else (*(whole or (None, None)), False)
    bounds = group.bounds(context.year)
    if bounds is None:
        return None, None, False
    if sense.bound == "before" and not (sense.kind != "day" and group.ranged):
        return (None, bounds[1], True) if sense.kind == "day" else (None, group.before(context.year), False)
    if (sense.bound == "until" and not group.ranged) or (sense.bound == "by" and sense.kind == "day"):
        return None, bounds[1], False
    if sense.bound == "from" and not group.ranged:
        return bounds[0], None, False
    return *bounds, False


def _plan_period(context: _Context) -> tuple[date, date] | None:
    if context.plan_year is None or context.plan_year_to is None:
        return None
    return Group.years(context.plan_year, context.plan_year_to)


def _doubt(
    confidence: float, senses: Sequence[_Sense], context: _Context, due_to: date | None
) -> tuple[str | None, float]:
    """What decided a value that the words leave open, and how far to trust it."""
    terms = [term for sense in senses if sense.group for term in sense.group.terms]
    if any(term.vague for term in terms):
        return "vague", min(confidence, 0.7)
    if any(sense.bound == "before" and sense.kind != "day" for sense in senses):
        return "before_period", min(confidence, 0.7)
    if all(term.dated for term in terms):
        return (None, confidence) if all(term.shift == 0 for term in terms) else ("named_year", min(confidence, 0.85))
    if context.plan_year is None:
        return ("issue_year", min(confidence, 0.75)) if context.issued else ("no_year", min(confidence, 0.6))
    if context.issued and due_to and context.issued.year == context.plan_year and due_to < context.issued:
        return "past_deadline", min(confidence, 0.7)
    return "plan_year", min(confidence, 0.8 if context.plan_year_to else 0.93)
