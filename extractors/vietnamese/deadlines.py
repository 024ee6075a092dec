"""Deadlines (thời gian hoàn thành): what a cell or a sentence says about when a task is due (domain section 5).

A cell is read in three steps: what names instruments is masked; the calendar terms with the words that bound them, the
recurrences, and the kinds that are told by a phrase become :class:`Sense`; the first sense in the order of the contract
is the cell's kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese import deadline_prose
from extractors.vietnamese.deadline_senses import GLUE, Sense, masked, senses, words
from extractors.vietnamese.periods import Group
from extractors.vietnamese.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.vietnamese.text import Folded

PRECEDENCE = (
    "date", "month", "quarter", "half_year", "year", "period", "recurring", "relative", "on_request", "continuous",
    "by_regulation", "other",
)  # fmt: skip
"""A cell that says several things has the first of these ("Thường xuyên, báo cáo trước 15/12" is a date)."""


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
    return bool(words("ditto").fullmatch(bare.strip("\"'")) or (bare and not bare.strip("\"'")))


@lru_cache(maxsize=8192)
def _read(text: str, masks: tuple[tuple[int, int], ...], context: _Context) -> Deadline | None:
    written = text if masks else clean(text)
    folded = fold(written).text
    if not re.search(r"\w", folded):
        return Deadline(written.strip(), None, rule="ditto") if re.fullmatch(r'\W*["\']\W*', folded) else None
    if words("ditto").fullmatch(folded.strip(" .-\"'/()")):
        return Deadline(written, None, rule="ditto")
    blotted = masked(written, folded, masks)
    found = senses(blotted)
    if not found:
        return Deadline(written, "other", confidence=0.5)
    return _decide(written, found, context)


# ---- The decision ----


def _decide(text: str, found: Sequence[Sense], context: _Context) -> Deadline:
    """The deadline of the first kind in the order of precedence, after what belongs to a recurrence is taken up."""
    found = _absorbed(text, found)
    kinds = [_kind(sense) for sense in found]
    kind = min(kinds, key=PRECEDENCE.index)
    recurrence = next((codes[0] for sense in found if (codes := sense.recurrences)), None)
    chosen = [sense for sense, its in zip(found, kinds, strict=True) if its == kind]
    groups = [sense for sense in chosen if sense.group is not None]
    confidence = 0.97 if len(set(kinds)) == 1 else 0.9
    if kind not in PRECEDENCE[:6] or not groups:
        rule = "several" if len(set(kinds)) > 1 else None
        return Deadline(text, kind, None, None, None, recurrence, rule, confidence)
    return _dated(Deadline(text, kind, recurrence=recurrence, confidence=confidence), groups, context)


def _kind(sense: Sense) -> str:
    """The code of a sense: what is bounded by a day is a date, and so is "đến hết năm 2025"."""
    if sense.group is None:
        return sense.kind
    if sense.kind == "day":
        return "period" if sense.bound == "from" else "date"
    if sense.bound in {"before", "until"} and not sense.group.ranged:
        return "date"
    return "period" if sense.bound == "from" and sense.kind == "year" else sense.kind


def _absorbed(text: str, found: Sequence[Sense]) -> list[Sense]:
    """The senses without those that only qualify another: the day of a recurrence, the stretch of "thường xuyên"."""
    frequencies = {code for sense in found for code in sense.recurrences if not sense.named}
    yearly = bool(frequencies & {"yearly", "half_yearly"})
    recurring = any(sense.kind == "recurring" for sense in found)
    kept: list[Sense] = []
    for index, sense in enumerate(found):
        if sense.group is not None:
            last = sense.group.terms[-1]
            if recurring and sense.kind == "day" and last.month is None:
                continue  # "trước ngày 25 hằng tháng"
            if yearly and sense.kind not in {"year", "period"} and not any(term.year for term in sense.group.terms):
                continue  # "trước ngày 15 tháng 11 hằng năm", "Hằng năm (trước 10/12)"
            previous = found[index - 1] if index else None
            wide = sense.bound == "until" or sense.kind in {"year", "period"}
            if previous and wide and previous.kind in {"recurring", "continuous"} and _glued(text, previous, sense):
                continue  # "cập nhật hằng quý đến 2030", "Thường xuyên trong năm"
        kept.append(sense)
    return kept or list(found)


def _glued(text: str, previous: Sense, sense: Sense) -> bool:
    return bool(GLUE.fullmatch(fold(text).text[previous.end : sense.start]))


def _dated(deadline: Deadline, senses: Sequence[Sense], context: _Context) -> Deadline:
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


def _bounds(sense: Sense, context: _Context) -> tuple[date | None, date | None, bool]:
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
    if sense.bound == "from" and not (group.ranged or last_term.kind == "period"):
        return bounds[0], None, False
    return *bounds, False


def _plan_period(context: _Context) -> tuple[date, date] | None:
    if context.plan_year is None or context.plan_year_to is None:
        return None
    return Group.years(context.plan_year, context.plan_year_to)


def _doubt(
    confidence: float, senses: Sequence[Sense], context: _Context, due_to: date | None
) -> tuple[str | None, float]:
    """What decided a value that the words leave open, and how far to trust it."""
    terms = [term for sense in senses if sense.group for term in sense.group.terms]
    year = context.year
    if any(term.kind == "day" and term.month and not term.bounds(term.year or year or 2024) for term in terms):
        return "date_impossible", 0.3
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


# ---- Running prose ----


_PROSE_KINDS = frozenset(PRECEDENCE[: PRECEDENCE.index("continuous") + 1])


@dataclass(frozen=True, slots=True)
class Mention:
    """A deadline stated inside prose, at ``text[start:end]`` of the folded text."""

    start: int
    end: int
    deadline: Deadline


def find(text: Folded, plan_year: int | None, masks: Iterable[tuple[int, int]] = ()) -> list[Mention]:
    """The deadlines that a sentence or paragraph states, in reading order: "… trước 27/02/2022 để tổng hợp".

    Strict: a day, month or quarter counts behind words that bound work, a recurrence behind "định kỳ" or where a
    sentence begins with it. Years that name plans or indices, dates of instruments (give them as ``masks``), reports of
    what was done, and "thường xuyên rà soát" are none; "thường xuyên" and "khi có yêu cầu" count at the
    sentence's end alone.
    """
    mentions: list[Mention] = []
    for start, end in deadline_prose.extents(text.text, plan_year, masks):
        deadline = read(text.words(start, end), plan_year)
        if deadline is not None and deadline.kind in _PROSE_KINDS:
            mentions.append(Mention(start, end, replace(deadline, confidence=deadline.confidence * 0.9)))
    return mentions


def first(mentions: Sequence[Mention]) -> Mention:
    """Of the deadlines of one item the one that counts: its kind stands first in the order, and of days the last."""
    ranks = [PRECEDENCE.index(mention.deadline.kind or "other") for mention in mentions]
    alike = [mention for mention, rank in zip(mentions, ranks, strict=True) if rank == min(ranks)]
    return max(alike, key=lambda mention: mention.deadline.due_to or date.min) if min(ranks) == 0 else alike[0]
