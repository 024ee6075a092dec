"""Task tables: each row with its group, its units and its deadline; merged and cut rows put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import regex

from extractors.outline import labels
from extractors.structure import RowRole, TableKind
from extractors.tables import pairs as table_pairs
from extractors.tasks import doers
from extractors.tasks.columns import MARK, Columns
from extractors.tasks.rows import Draft, finish
from extractors.vietnamese import areas, duties
from extractors.vietnamese.text import fold
from schemas.records import Source

if TYPE_CHECKING:
    from extractors.outline.labels import Scheme
    from extractors.structure import Section, TableReading, TableRow, View
    from schemas.document import Cell, Place
    from schemas.records import Task

_UNITS = ("lead", "coordinating", "lead_and_coordinating")
_SURE = 0.9
"""Confidence from which a group's title names its own area, and no work of the area above it."""
_NUMBERED = (labels.Scheme.ARABIC, labels.Scheme.DECIMAL, labels.Scheme.DECIMAL_3)


@dataclass(frozen=True, slots=True)
class Group:
    """What the rows below a section row or a heading have in common."""

    number: str | None = None
    title: str | None = None
    area: str | None = None
    place: Place | None = None
    area_place: Place | None = None
    scheme: Scheme | None = None


@dataclass(slots=True)
class _Walk:
    view: View
    drafts: list[Draft] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    section: int | None = None
    columns: Columns | None = None
    merged: int = 0
    """How many merged tasks were met so far."""


def extract(view: View) -> list[Task]:
    """The rows of every task table, in reading order."""
    walk = _Walk(view)
    for table in view.tables:
        reading = table_pairs.as_kind(table, TableKind.TASKS)
        if reading is not None:
            _read_table(walk, reading)
    return finish(view, walk.drafts)


def _read_table(walk: _Walk, reading: TableReading) -> None:
    section = walk.view.outline.section(reading.block)
    if reading.continues is None or (section is not None and section.index != walk.section):
        walk.groups = [_of_heading(walk.view, section)] if section is not None else []
    walk.section = section.index if section is not None else None
    if walk.columns is None or reading.continues is None or walk.columns.width != len(reading.columns):
        walk.columns = Columns.of(reading)
    columns = walk.columns
    first = len(walk.drafts) if reading.continues is None else 0
    for row in reading.rows:
        if row.role is RowRole.SECTION:
            _open_group(walk, reading.block, row)
        elif row.role is RowRole.DATA:
            _read_row(walk, reading, columns, row, first)


def _of_heading(view: View, section: Section) -> Group:
    """The group that a heading above the table makes; a heading that only names the theme of its part makes none."""
    place = view.place(section.block, section.start, section.end)
    if section.theme is not None and (section.area_place is None or section.area_place.block != section.block):
        return Group(area=section.area, area_place=section.area_place)
    return Group(section.number, section.title or None, section.area, place, section.area_place)


def _open_group(walk: _Walk, block: int, row: TableRow) -> None:
    cells = [cell for cell in dict.fromkeys(row.cells) if cell is not None and cell.text and cell.row == row.index]
    if not cells:
        return
    title_cell = cells[-1]
    number = cells[0].text.strip(" .):") if len(cells) > 1 else None
    folded = fold(title_cell.text)
    found = labels.label(folded.text, title_cell.text)
    title = title_cell.text
    scheme = found.scheme if found else None
    if found is not None and found.scheme < labels.Scheme.BULLET:
        number, title = found.number if number is None else number, title_cell.text[found.end :]
    if number is not None and found is None:
        scheme = _scheme(number)
    while walk.groups and walk.groups[-1].scheme is not None and (scheme is None or walk.groups[-1].scheme >= scheme):
        walk.groups.pop()
    place = walk.view.cell_place(block, title_cell)
    named = areas.of_heading(folded)
    above = _inherited(walk.groups)
    unsure = named is not None and named.confidence < _SURE and above[0] is not None
    if unsure and duties.begins_with_act(folded.text, found.end if found else 0):
        named = None  # "1. Hoàn thiện thể chế về tổ chức bộ máy" below "I. CẢI CÁCH THỂ CHẾ" is work of that area
    if named is not None:
        area: str | None = named.code
        area_place: Place | None = replace(place, start=place.start + named.start, end=place.start + named.end)
    else:
        area, area_place = above
    walk.groups.append(
        Group(number, title.strip(" .:") or None, area, place, area_place, scheme or labels.Scheme.CAPITALS)
    )


def _scheme(number: str) -> Scheme:
    found = labels.label(f"{number.lower()}. x", f"{number}. x")
    return found.scheme if found is not None else labels.Scheme.CAPITALS


def _inherited(groups: list[Group]) -> tuple[str | None, Place | None]:
    return next(((group.area, group.area_place) for group in reversed(groups) if group.area), (None, None))


def _read_row(walk: _Walk, reading: TableReading, columns: Columns, row: TableRow, first: int) -> None:
    cells = {role: cell for role, index in columns.by_role.items() if (cell := row.cells[index]) is not None}
    number = None if columns.number is None else row.cells[columns.number]
    task = cells.get("task")
    last = walk.drafts[-1] if len(walk.drafts) > first else None
    own_number = number.text if number is not None and number.row == row.index else ""
    if last is not None and columns.number is not None and not own_number:
        if _goes_on(walk, reading, row, cells, last):
            return
        if task is None or not task.text or task.row < row.index:
            _further_output(walk, reading, columns, row, cells, last)
            return
    if task is None or not task.text:
        return
    draft = _draft(walk, reading, columns, row, cells)
    if number is not None and number.text:
        draft.number = number.text
    elif columns.number is None:
        _own_number(draft, task)
    if last is not None and task.row < row.index and last.task_cell is task:
        _merge(walk, last, draft)
    walk.drafts.append(draft)


def _draft(walk: _Walk, reading: TableReading, columns: Columns, row: TableRow, cells: dict[str, Cell]) -> Draft:
    view = walk.view
    draft = Draft(
        place=_row_place(view, reading, row), confidence=reading.confidence, origin="table", block=reading.block
    )
    annex = view.outline.annex(reading.block)
    draft.appendix = annex.label if annex is not None and annex.label else None
    draft.task_cell, draft.limits = cells.get("task"), columns.limits
    _grouped(walk, draft)
    for role, cell in cells.items():
        if cell.text:
            draft.cells[role] = (cell.text, cell.breaks)
            if cell.row < row.index:
                draft.cite(role, view.cell_place(reading.block, cell), "merged_cell")
    end = draft.cells.pop("deadline_end", None)
    if end is not None:
        begin = draft.cells.get("deadline")
        draft.cells["deadline"] = (f"{begin[0]} - {end[0]}", ()) if begin and begin[0] != end[0] else end
    if "deadline" not in draft.cells and columns.periods:
        marked = [name for index, name in columns.periods if (mark := row.cells[index]) and MARK.fullmatch(mark.text)]
        if marked:
            draft.cells["deadline"] = (", ".join(marked), ())
            draft.cite("deadline", draft.place, "marked_columns")
    if not columns.named and (words := draft.cells.get("task")) is not None:
        doers.take(draft, words[0], fold(words[0]).text, 0)  # "Ban hành Kế hoạch (Văn phòng chủ trì)"
    if "lead" in cells and "coordinating" in cells and cells["lead"] is cells["coordinating"]:
        draft.spanned = True
    for index, name in columns.others:
        other = row.cells[index]
        if other is not None and other.text:
            draft.other[name] = other.text
    if columns.area is not None:
        _in_area(walk, reading, draft, row.cells[columns.area])
    view.used_rows.add((reading.block, row.index))
    return draft


def _own_number(draft: Draft, task: Cell) -> None:
    """In a table without a column of numbers, the number that the task's cell begins with; none of a list in it."""
    found = labels.label(fold(task.text).text, task.text)
    if found is None or found.scheme not in _NUMBERED or found.end >= len(task.text):
        return
    lines = (task.text[at + 1 :] for at in task.breaks)
    if any(labels.label(fold(line).text, line) for line in lines):
        return
    draft.number = found.number
    draft.cells["task"] = (task.text[found.end :], tuple(at - found.end for at in task.breaks if at > found.end))


def _in_area(walk: _Walk, reading: TableReading, draft: Draft, subject: Cell | None) -> None:
    """The area that the row's own column names; where a dump leaves it blank, that of the row above."""
    if subject is not None and subject.text:
        named = areas.of_heading(subject.text)
        if named is not None:
            draft.area = named.code
            draft.sources.append(Source("area", walk.view.cell_place(reading.block, subject)))
        return
    above = walk.drafts[-1] if walk.drafts else None
    if above is not None and above.block == draft.block and above.section_title == draft.section_title:
        draft.area = above.area
        if above.area:
            draft.cite("area", above.place, "row_above")


def _grouped(walk: _Walk, draft: Draft) -> None:
    group = walk.groups[-1] if walk.groups else None
    if group is None:
        return
    draft.section_no, draft.section_title, draft.area = group.number, group.title, group.area
    if group.place is not None and group.title:
        draft.sources.append(Source("section_title", group.place))
    if group.area and group.area_place is not None:
        draft.sources.append(Source("area", group.area_place))


def _row_place(view: View, reading: TableReading, row: TableRow) -> Place:
    place = view.place(reading.block, row.start, row.end, row.index)
    page = next((cell.page for cell in row.cells if cell is not None and cell.row == row.index and cell.page), None)
    return replace(place, page=page) if page else place


# A cell that goes on with the one above: it begins with a small letter or a mark, never with a bullet.
_LOWER = regex.compile(r"[\p{Ll}(,;.)\d]")


def _goes_on(walk: _Walk, reading: TableReading, row: TableRow, cells: dict[str, Cell], last: Draft) -> bool:
    """A row that a page cut in two: no number, and every cell goes on with the sentence above it."""
    own = {role: cell for role, cell in cells.items() if cell.text and cell.row == row.index}
    task = own.get("task")
    if not own or (task is None and not all(role in last.cells for role in own)):
        return False
    if not all(cell.text[0].islower() or cell.text[0] in ",;)" for cell in own.values()):
        return False
    if any(role in last.cells and last.cells[role][0].endswith((".", ";")) for role in own):
        return False
    for role, cell in own.items():
        before, breaks = last.cells.get(role, ("", ()))
        joined = f"{before} {cell.text}".strip()
        last.cells[role] = (joined, breaks)
        last.cite(role, walk.view.cell_place(reading.block, cell), "row_cut_by_page")
    last.confidence = min(last.confidence, 0.85)
    walk.view.used_rows.add((reading.block, row.index))
    return True


def _further_output(
    walk: _Walk, reading: TableReading, columns: Columns, row: TableRow, cells: dict[str, Cell], last: Draft
) -> None:
    """A row without number and task of its own: another output of the task above."""
    own = {role: cell for role, cell in cells.items() if cell.text and cell.row == row.index and role != "task"}
    if not own:
        return
    draft = _draft(walk, reading, columns, row, cells)
    draft.number = last.number
    for role in ("task", *_UNITS):
        if role not in draft.cells and role in last.cells:
            draft.cells[role] = last.cells[role]
            draft.cite(role, last.place, "row_above")
    if not any(cells.get(role) is not None and cells[role].row < row.index for role in ("task",)):
        draft.confidence = min(draft.confidence, 0.8)
    draft.spanned = last.spanned and "lead" not in own
    draft.task_cell = last.task_cell
    _merge(walk, last, draft)
    walk.drafts.append(draft)


def _merge(walk: _Walk, last: Draft, draft: Draft) -> None:
    if last.group is None:
        walk.merged += 1
        last.group = walk.merged
    draft.group = last.group
    draft.number = last.number
