"""A task on its way: the words that were found for it, and the record that they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.vietnamese import deadlines
from schemas.records import Source, Task

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.document import Cell, Place

Words = tuple[str, tuple[int, ...]]
"""Text and the offsets of its line ends."""


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
    task_cell: Cell | None = None
    other: dict[str, str] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Units:
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    confidence: float = 1.0


def finish(view: View, drafts: list[Draft]) -> list[Task]:
    """The records; "như trên" takes what the row above has."""
    tasks: list[Task] = []
    for draft in drafts:
        tasks.append(_task(view, draft, tasks[-1] if tasks and tasks[-1].place.block == draft.block else None))
    return tasks


def _task(view: View, draft: Draft, above: Task | None) -> Task:
    units = _units(draft, above)
    deadline = _deadline(view, draft, above)
    sources = list(draft.sources)
    confidence = draft.confidence
    if deadline is not None:
        confidence = min(confidence, deadline.confidence)
        if deadline.rule:
            sources.append(Source("deadline", None, deadline.rule))
    text = _text(draft, "deadline")
    return Task(
        place=draft.place,
        confidence=round(min(confidence, units.confidence), 4),
        sources=tuple(sources),
        origin=draft.origin,
        task=_text(draft, "task") or "",
        appendix=draft.appendix,
        section_no=draft.section_no,
        section_title=draft.section_title,
        area=draft.area,
        task_no=draft.number,
        task_group=draft.group,
        lead_units=units.lead,
        coordinating_units=units.coordinating,
        monitoring_units=units.monitoring,
        outputs=_text(draft, "outputs"),
        deadline_text=text if deadline is not None else None,
        deadline_kind=deadline.kind if deadline else None,
        due_from=deadline.due_from if deadline else None,
        due_to=deadline.due_to if deadline else None,
        due_exclusive=deadline.due_exclusive if deadline else None,
        recurrence=deadline.recurrence if deadline else None,
        leader=_text(draft, "leader"),
        status=_text(draft, "status"),
        funding=_text(draft, "funding"),
        note=_text(draft, "note"),
        other=draft.other,
    )


def _text(draft: Draft, role: str) -> str | None:
    words = draft.cells.get(role)
    return words[0].strip() or None if words is not None else None


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
    return found


def _units(draft: Draft, above: Task | None) -> _Units:
    import re

    def split(words):
        return tuple(w.strip(" .;") for w in re.split(r";|\n", words[0]) if w.strip(" .;")) if words else ()

    lead = split(draft.cells.get("lead"))
    coordinating = lead if draft.spanned else split(draft.cells.get("coordinating"))
    return _Units(lead, coordinating, split(draft.cells.get("monitoring")))
