"""The columns of a task table: which holds the tasks, who does them and when, and which are a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.structure import RowRole, TableKind
from extractors.tables import columns as table_columns
from extractors.tables import heads as table_heads
from extractors.tasks.rows import names_limit
from extractors.vietnamese import areas
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.structure import Column, TableReading

_KEPT = (
    "task",
    "lead",
    "coordinating",
    "monitoring",
    "lead_and_coordinating",
    "outputs",
    "deadline",
    "leader",
    "status",
    "funding",
    "note",
)
_END = re.compile(r"kết thúc|(?<!dự kiến )hoàn thành|^đến")
_LONGEST_AREA = 60
"""Characters of the name of an area in a cell of its own."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each role, and those whose cells are kept under their heads."""

    by_role: dict[str, int]
    others: tuple[tuple[int, str], ...]
    number: int | None
    area: int | None
    width: int
    limits: bool
    """Whether the column of time says by when, not when."""
    periods: tuple[tuple[int, str], ...] = ()
    """Columns of quarters or months, in which a mark says when: "Quý I | Quý II | Quý III | Quý IV"."""

    @property
    def named(self) -> bool:
        """Whether a column says who does the tasks."""
        return any(role in self.by_role for role in ("lead", "coordinating", "lead_and_coordinating", "monitoring"))

    @classmethod
    def of(cls, reading: TableReading) -> Columns:
        """The columns of a table by the roles of their heads."""
        by_role: dict[str, int] = {}
        others: list[tuple[int, str]] = []
        names: dict[str, int] = {}
        number = area = None
        task = _task_column(reading)
        periods = _period_columns(reading)
        for column in reading.columns:
            if any(column.index == index for index, _ in periods):
                continue
            if column.role == "number":
                number = column.index if number is None else number
            elif (
                column.role in _KEPT and column.role not in by_role and (column.role != "task" or column.index == task)
            ):
                by_role[column.role] = column.index
            elif column.role == "deadline" and "deadline_end" not in by_role and _ends(column):
                by_role["deadline_end"] = column.index
            elif column.headers:
                names[column.header] = names.get(column.header, 0) + 1
                others.append(
                    (
                        column.index,
                        column.header if names[column.header] == 1 else f"{column.header} ({names[column.header]})",
                    )
                )
                if "lĩnh vực" in column.header.lower() or (
                    column.role == "task" and _names_areas(reading, column.index)
                ):
                    area = column.index
        due = by_role.get("deadline")
        limits = due is not None and names_limit(fold(reading.columns[due].header).text)
        return cls(by_role, tuple(others), number, area, len(reading.columns), limits, periods)


MARK = re.compile(r"[xXvV✓✔√+*●•]+")


def _period_columns(reading: TableReading) -> tuple[tuple[int, str], ...]:
    """The columns of a calendar, two at least and with nothing but marks, with their heads."""
    found = tuple(
        (column.index, name) for column in reading.columns if (name := table_columns.period(column.headers)) is not None
    )
    marked = (
        cell.text
        for index, _ in found
        for row in reading.rows
        if row.role is RowRole.DATA and (cell := row.cells[index]) is not None and cell.text
    )
    return found if len(found) > 1 and all(map(MARK.fullmatch, marked)) else ()


def _task_column(reading: TableReading) -> int | None:
    """The column of the tasks: the one that is called so, before those that may also hold them.

    Of "Mục tiêu/Nhiệm vụ | Hoạt động" it is the finer one, where each row of the first spans several of the second.
    """
    named = [column for column in reading.columns if column.role == "task"]
    strong = [column for column in named if _is_strong(column)]
    plain = [column for column in named if "lĩnh vực" not in column.header.lower()]
    if len(plain) > 1:
        plain = [column for column in plain if not _names_areas(reading, column.index)] or plain
        strong = [column for column in strong if column in plain]
        filled = {column.index: _filled(reading, column.index) for column in plain}
        first = (strong or plain)[0]
        finer = next((column for column in plain if filled[column.index] > filled[first.index]), None)
        if finer is not None:
            return finer.index
    return next((column.index for column in strong or plain or named), None)


def _names_areas(reading: TableReading, column: int) -> bool:
    """Whether a column only says to which areas the rows belong: "Nội dung | Công việc cụ thể"."""
    cells = [cell for row in reading.rows if row.role is RowRole.DATA and (cell := row.cells[column]) and cell.text]
    own = [cell.text for cell in cells if len(cell.text) < _LONGEST_AREA]
    named = sum(1 for text in own if areas.of_heading(text) is not None)
    return named * 2 > len(cells)


def _filled(reading: TableReading, column: int) -> int:
    """How many rows have words of their own in a column."""
    return sum(
        1
        for row in reading.rows
        if row.role is RowRole.DATA and (cell := row.cells[column]) is not None and cell.text and cell.row == row.index
    )


def _ends(column: Column) -> bool:
    """Whether a second column of time says when the work ends: "Thời gian thực hiện / Bắt đầu | Kết thúc"."""
    return _END.search(fold(column.headers[-1]).text) is not None if column.headers else False


def _is_strong(column: Column) -> bool:
    meaning = table_heads.meanings(column.headers[-1]).get(TableKind.TASKS) if column.headers else None
    return meaning is not None and meaning.strong
