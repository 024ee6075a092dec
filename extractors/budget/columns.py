"""The columns of a table of costs: which holds the whole amount, and what it counts in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.structure import RowRole
from extractors.vietnamese import money, numbers
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.structure import Column, TableReading, TableRow, View
    from schemas.document import Cell, Place

PLACEHOLDERS = frozenset(["", "-", "–", "—", "--", "…", "...", "x", "X", "/", "."])
# Columns that give a part of an amount: by year, quarter or source.
_PARTIAL = re.compile(
    r"năm\s*(?:19|20)\d\d|quý|đợt|giai đoạn|nsnn|nstw|nsđp|ngân sách|nguồn|xã hội hóa|hợp pháp|khác|vốn"
)
# Heads of the one column that counts where several are of money: "Thành tiền", "Tổng số".
_WHOLE = re.compile(r"thành tiền|tổng|số tiền|cộng")
_ABOVE = 3
"""How many blocks above a table its unit line may stand."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what; ``amount`` is the one of the whole amount, ``rest`` go to ``other``."""

    number: Column | None
    item: Column | None
    unit: Column | None
    quantities: tuple[Column, ...]
    unit_price: Column | None
    amount: Column | None
    funding_source: Column | None
    note: Column | None
    rest: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """đồng to one unit of a column of money, and the words that said so."""

    worth: int
    source: Place | None = None


def read_columns(reading: TableReading) -> Columns:
    """Which column is what, by the roles of their heads and, of those of money, by what they hold."""
    of_role: dict[str | None, list[Column]] = {}
    for column in reading.columns:
        of_role.setdefault(column.role, []).append(column)

    def first(role: str) -> Column | None:
        return next(iter(of_role.get(role, ())), None)

    amount = _amount_column(reading, of_role)
    quantities = tuple(of_role.get("quantity", ()))
    each = first("unit_price")
    if each is None and quantities and amount is not None and _is_product(amount):  # "Số lượng | Số tiền | Thành tiền"
        each = next((column for column in of_role.get("amount", ()) if column.index == amount.index - 1), None)
    source = first("funding_source")
    if source is amount or (source is not None and _figures(reading, source)):  # "NSNN | Nguồn khác" with figures
        source = None
    used = [
        first("number"),
        first("item"),
        first("unit"),
        *quantities,
        each,
        amount,
        source,
        first("note"),
    ]
    taken = {column.index for column in used if column is not None}
    rest = tuple(column for column in reading.columns if column.index not in taken)
    number, item, unit, note = map(first, ("number", "item", "unit", "note"))
    return Columns(number, item, unit, quantities, each, amount, source, note, rest)


def _amount_column(reading: TableReading, of_role: dict[str | None, list[Column]]) -> Column | None:
    """The column of the whole amount: parts by year or source stand for it only where one of them is alone."""
    candidates = list(of_role.get("amount", ()))
    whole = [column for column in candidates if not _partial(column)]
    if whole:
        named = [column for column in whole if _WHOLE.search(fold(column.headers[-1]).text)] if len(whole) > 1 else []
        return next(filter(_is_product, named), None) or (named or whole)[0]
    if not candidates:
        candidates = [
            column
            for column in reading.columns
            if column.role in (None, "funding_source") and _partial(column) and _figures(reading, column)
        ]
    return candidates[0] if len(candidates) == 1 else None


def _is_product(column: Column) -> bool:
    """Whether a head is "Thành tiền", which beside "Số tiền" holds the amount: what the other gives is for one."""
    return bool(column.headers) and fold(column.headers[-1]).text.startswith("thành tiền")


def _partial(column: Column) -> bool:
    words = fold(column.headers[-1] if column.headers else "").text
    # "Dự toán năm 2022" is the whole of the plan's year, "Năm 2026" beside "Năm 2027" is a part
    return _PARTIAL.search(words) is not None and not _WHOLE.search(words)


def _figures(reading: TableReading, column: Column) -> bool:
    """Whether a column holds numbers: most of its cells that say anything do."""
    cells = texts(reading, column)
    return bool(cells) and sum(numbers.read(text) is not None for text in cells) * 2 > len(cells)


def texts(reading: TableReading, column: Column) -> tuple[str, ...]:
    """What the cells of a column say, from the top down, without placeholders."""
    return tuple(
        cell.text
        for row in reading.rows
        if row.role in (RowRole.DATA, RowRole.TOTAL, RowRole.SECTION)
        and (cell := row.cells[column.index] if column.index < len(row.cells) else None) is not None
        and cell.row == row.index
        and cell.column == column.index
        and cell.text not in PLACEHOLDERS
    )


def scale(view: View, reading: TableReading, column: Column) -> Scale | None:
    """What a column counts in: by its head, else by the line above the table, else None."""
    for cell in reversed(column.cells):
        found = money.scale_of_head(cell.text)
        if found is not None:
            return Scale(found.worth, None if reading.inherited_head else view.cell_place(reading.block, cell))
    for row in reading.rows:
        if row.role is RowRole.HEADER:
            break
        for cell in own(row):
            found = money.scale_of_line(fold(cell.text))
            if found is not None:
                return Scale(found.worth, view.cell_place(reading.block, cell))
    for block in range(reading.block - 1, max(-1, reading.block - 1 - _ABOVE), -1):
        if view.blocks[block].table is None and len(view.blocks[block].text) <= 300:
            found = money.scale_of_line(view.folded[block])
            if found is not None:
                return Scale(found.worth, view.place(block, found.start, found.end))
    return None


def own(row: TableRow) -> list[Cell]:
    """The distinct cells that begin in this row and hold words."""
    cells: list[Cell] = []
    for cell in row.cells:
        if cell is not None and cell.row == row.index and cell.text and cell not in cells[-1:]:
            cells.append(cell)
    return cells


def cell_of(row: TableRow, column: Column | None) -> Cell | None:
    """The cell that stands in a row's column or covers it."""
    return row.cells[column.index] if column is not None and column.index < len(row.cells) else None
