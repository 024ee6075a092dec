"""Tables of two kinds at once: results on the left, what is to be done about them on the right.

"Tiêu chí | Điểm tối đa | Điểm đạt | Điểm mất | Nguyên nhân | Giải pháp khắc phục | Đơn vị chủ trì | Thời hạn" holds a
result and a task in each row: the reading that :mod:`extractors.tables` made is of the kind that the heads speak for
most, and here is the same table as the other kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.structure import RowRole, TableKind
from extractors.tables import heads as table_heads
from extractors.vietnamese import areas

if TYPE_CHECKING:
    from extractors.structure import Column, TableReading, TableRow
    from extractors.tables.heads import Meaning

_NARROWEST = 5
"""Columns that such a table has at least: a label, a maximum, a result, a task and a unit."""
_RESULTS = {"score", "self", "appraised"}
_DOERS = {"lead", "deadline", "coordinating"}
_REMEDIES = ("giải pháp", "khắc phục", "nhiệm vụ", "kiến nghị")
"""Words of a head whose cells are tasks, whatever else the table is about."""


def as_kind(reading: TableReading, kind: TableKind) -> TableReading | None:
    """The reading if it is of this kind, its rows as of this kind where heads of both stand side by side, or None."""
    if len(reading.columns) < _NARROWEST or reading.kind not in (TableKind.SCORES, TableKind.TASKS):
        return reading if reading.kind is kind else None
    if reading.kind is kind is TableKind.SCORES:
        return reading
    results, tasks = _roles(reading, TableKind.SCORES), _roles(reading, TableKind.TASKS)
    if not _is_pair(set(results.values()), set(tasks.values())):
        return reading if reading.kind is kind else None
    roles = results if kind is TableKind.SCORES else tasks
    columns = tuple(replace(column, role=roles.get(column.index)) for column in reading.columns)
    rows = reading.rows
    if kind is TableKind.TASKS:
        label = next((index for index, role in results.items() if role == "criterion"), None)
        rows = tuple(_titled(row, columns, label) for row in rows)
    return replace(reading, kind=kind, columns=columns, rows=rows, confidence=min(reading.confidence, 0.8))


def _is_pair(results: set[str], tasks: set[str]) -> bool:
    return {"max", "criterion"} <= results and bool(results & _RESULTS) and "task" in tasks and bool(tasks & _DOERS)


def _roles(reading: TableReading, kind: TableKind) -> dict[int, str]:
    """The roles of columns in a kind, by index: of heads that are of that kind alone, and the shared ones."""
    roles: dict[int, str] = {}
    for column in reading.columns:
        meaning = _meaning(column, kind)
        if column.role in ("number", "note"):
            roles[column.index] = column.role
        elif kind is TableKind.TASKS and _is_remedy(column, meaning):
            roles[column.index] = "task"
        elif meaning is None or meaning.role == "task":
            continue
        elif meaning.strong or (meaning.role == "criterion" and not _is_remedy(column, meaning)):
            roles[column.index] = meaning.role
    return roles


def _is_remedy(column: Column, meaning: Meaning | None) -> bool:
    """Whether a column holds what is to be done: "Giải pháp khắc phục", "Nhiệm vụ"; never "Lĩnh vực/Nhiệm vụ"."""
    head = table_heads.head_key(column.headers[-1]) if column.headers else ""
    return head.startswith(_REMEDIES) and (meaning is None or meaning.role in ("task", "criterion"))


def _meaning(column: Column, kind: TableKind) -> Meaning | None:
    for head in reversed(column.headers):
        found = table_heads.meanings(head).get(kind)
        if found is not None:
            return found
    return None


def _titled(row: TableRow, columns: tuple[Column, ...], label: int | None) -> TableRow:
    """A row that is the result of an area and sets no task, as the title of the tasks below it."""
    cell = row.cells[label] if label is not None else None
    if row.role is not RowRole.DATA or cell is None or cell.row != row.index:
        return row
    tasks = (row.cells[column.index] for column in columns if column.role == "task")
    if any(task is not None and task.text for task in tasks) or areas.of_heading(cell.text, scored=True) is None:
        return row
    kept = {column.index for column in columns if column.role == "number"} | {label}
    return replace(row, role=RowRole.SECTION, cells=tuple(c if at in kept else None for at, c in enumerate(row.cells)))
