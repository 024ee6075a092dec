"""A task on its way: the words that were found for it, and the record that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.vietnamese import deadline_prose, deadlines, unit_lists, unit_roles
from schemas.quick import quick
from schemas.records import Source, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.structure import View
    from schemas.document import Cell, Place

Words = tuple[str, tuple[int, ...]]
"""Text and the offsets of its line ends."""


# The column of ``tasks`` that a role of a table's head, or of a label in the text, fills.
_COLUMN = {
    "number": "task_no",
    "lead": "lead_units",
    "coordinating": "coordinating_units",
    "monitoring": "monitoring_units",
    "lead_and_coordinating": "lead_units",
    "deadline": "deadline_text",
}


@dataclass(slots=True)
class Draft:
    """What was found of a task; ``cells`` has the words by role (``task``, ``lead``, ``deadline`` …)."""

    place: Place
    confidence: float
    origin: str
    block: int
    cells: dict[str, Words] = field(default_factory=dict)
    number: str | None = None
    appendix: str | None = None
    section_no: str | None = None
    section_title: str | None = None
    area: str | None = None
    group: int | None = None
    spanned: bool = False
    """One cell stands for lead and coordinating units."""
    limits: bool = False
    """What the deadline stands under or behind says that it is the last day: "Thời hạn hoàn thành"."""
    task_cell: Cell | None = None
    other: dict[str, str] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def cite(self, role: str, place: Place, rule: str | None = None) -> None:
        """Say where the words of a role were read, where that is not the row itself."""
        self.sources.append(Source(_COLUMN.get(role, role), place, rule))


@quick
@dataclass(frozen=True, slots=True)
class _Units:
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()


def finish(view: View, drafts: list[Draft]) -> list[Task]:
    """The records; "như trên" takes what the row above has."""
    tasks: list[Task] = []
    for draft in drafts:
        tasks.append(_task(view, draft, tasks[-1] if tasks and tasks[-1].place.block == draft.block else None))
    return tasks


_LIMITS = re.compile(r"(?<![^\W\d_])(?:hoàn thành|hạn|kết thúc)(?![^\W\d_])")


def names_limit(folded: str) -> bool:
    """Whether a head or a label asks by when, not when: "Thời gian hoàn thành", not "Thời gian thực hiện"."""
    return _LIMITS.search(folded) is not None


# What every deadline in a sentence has; asked before the grammar, which costs more.
_TIMES = (
    "trước", "tháng", "quý", "định kỳ", "chậm nhất", "hoàn thành", "hằng", "hàng", "ngày", "thường xuyên", "lần",
    "tuần", "yêu cầu", "mỗi", "ngay ", "trong năm",
)  # fmt: skip


def stated_deadlines(view: View, block: int, start: int) -> list[deadlines.Mention]:
    """The deadlines that the words of a block from ``start`` on state."""
    folded = view.folded[block]
    if not deadline_prose.may_stand_in(folded.text):
        return []
    for time in _TIMES:  # a loop of its own is twice as fast as any()
        if time in folded.text:
            break
    else:
        return []
    masks = [(citation.start, citation.end) for citation in view.citations(block)]
    return [found for found in deadlines.find(folded, view.header.plan_year, masks) if found.start >= start]


def take_deadline(view: View, draft: Draft, mention: deadlines.Mention) -> None:
    """Give the draft a deadline that its own sentence states."""
    words = view.folded[draft.block].words(mention.start, mention.end)
    draft.cells["deadline"] = (words, ())
    draft.confidence = min(draft.confidence, mention.deadline.confidence)
    draft.sources.append(Source("deadline_text", view.place(draft.block, mention.start, mention.end)))


def _task(view: View, draft: Draft, above: Task | None) -> Task:
    units = _units(draft, above)
    deadline = _deadline(view, draft, above)
    sources = list(draft.sources)
    confidence = draft.confidence
    if deadline is not None:
        confidence = min(confidence, deadline.confidence)
        if deadline.rule:
            sources.append(Source("deadline_kind", None, deadline.rule))
    words = {role: told[0].strip() or None for role, told in draft.cells.items()}
    return Task(
        place=draft.place,
        confidence=round(confidence, 4),
        sources=tuple(sources),
        origin=draft.origin,
        task=words.get("task") or "",
        appendix=draft.appendix,
        section_no=draft.section_no,
        section_title=draft.section_title,
        area=draft.area,
        task_no=draft.number,
        task_group=draft.group,
        lead_units=units.lead,
        coordinating_units=units.coordinating,
        monitoring_units=units.monitoring,
        outputs=words.get("outputs"),
        deadline_text=words.get("deadline") if deadline is not None else None,
        deadline_kind=deadline.kind if deadline else None,
        due_from=deadline.due_from if deadline else None,
        due_to=deadline.due_to if deadline else None,
        due_exclusive=deadline.due_exclusive if deadline else None,
        recurrence=deadline.recurrence if deadline else None,
        leader=words.get("leader"),
        status=words.get("status"),
        funding=words.get("funding"),
        note=words.get("note"),
        other=draft.other,
    )


def _deadline(view: View, draft: Draft, above: Task | None) -> deadlines.Deadline | None:
    words = draft.cells.get("deadline")
    if words is None:
        return None
    header = view.header
    found = deadlines.read(words[0], header.plan_year, plan_year_to=header.plan_year_to, issued=header.issued_on)
    if found is not None and found.kind is None:
        if above is None or above.deadline_kind is None:
            return None
        return deadlines.Deadline(
            words[0],
            above.deadline_kind,
            above.due_from,
            above.due_to,
            above.due_exclusive,
            above.recurrence,
            "ditto",
            0.9,
        )
    if draft.limits and found is not None and found.kind == "date" and found.due_from is not None:
        return replace(found, due_from=None, due_exclusive=False, confidence=min(found.confidence, 0.9))
    return found


_NOBODY = _Units()
_UNIT_ROLES = frozenset({"lead", "lead_and_coordinating", "coordinating", "monitoring"})


def _units(draft: Draft, above: Task | None) -> _Units:
    """The units of each role; labels inside one cell ("Chủ trì: … Phối hợp: …") tell them apart."""
    if _UNIT_ROLES.isdisjoint(draft.cells):
        return _NOBODY
    words = draft.cells.get("lead") or draft.cells.get("lead_and_coordinating")
    lead: tuple[str, ...] = ()
    coordinating = _names(draft.cells.get("coordinating"))
    monitoring = _names(draft.cells.get("monitoring"))
    if words is not None:
        told = unit_roles.roles(*words)
        if told is not None:
            lead = _unique(told.lead)
            coordinating = coordinating or _unique(told.coordinating)
            monitoring = monitoring or _unique(told.monitoring)
            if told.deadline is not None and "deadline" not in draft.cells:
                draft.cells["deadline"] = (told.deadline.name, ())
        else:
            lead = _names(words)
            if draft.spanned or "lead" not in draft.cells:
                lead, coordinating = _both(words, lead, spanned=draft.spanned)
    if above is not None:
        lead = above.lead_units if _ditto(words) else lead
        coordinating = above.coordinating_units if _ditto(draft.cells.get("coordinating")) else coordinating
        monitoring = above.monitoring_units if _ditto(draft.cells.get("monitoring")) else monitoring
    return _Units(lead, coordinating, monitoring)


def _both(words: Words, units: tuple[str, ...], *, spanned: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a cell under "Chủ trì, phối hợp" that tells no roles: one unit leads alone, "A/ B" are one of each role.

    A cell that spans the columns of both counts for both, and so does a longer list.
    """
    if not spanned and len(units) == 1:
        return units, ()
    if not spanned and len(units) == 2 and ("/" in words[0] or "\n" in words[0]):
        return units[:1], units[1:]
    return units, units


def _names(words: Words | None) -> tuple[str, ...]:
    return () if words is None else _unique(unit_lists.split(*words))


def _unique(units: Iterable[unit_lists.UnitName]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.name for unit in units))


def _ditto(words: Words | None) -> bool:
    return words is not None and len(words[0]) <= 20 and deadlines.is_ditto(words[0])
