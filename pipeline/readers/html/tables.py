"""Tables of web pages: cells with spans on a grid, and whether a table holds data or only lays out a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.readers.assemble import lines
from schemas.document import Cell, Table

if TYPE_CHECKING:
    from lxml import etree

MAX_SPAN = 1_000
LAYOUT_ROWS, LAYOUT_COLUMNS = 3, 2
"""A table without lines of this size is a letterhead or a signature block."""
# "border:solid windowtext 1.0pt", "border-bottom: 1px solid"; not "border:none", "border-collapse:collapse".
_LINES = re.compile(
    r"border(?:-(?:top|left|right|bottom))?(?:-style|-width)?\s*:(?!\s*(?:none|0(?:px|pt|in)?\s*(?:;|$)|medium none))",
    re.IGNORECASE,
)


class OpenCell:
    """A cell while it is read."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.texts: list[str] = []
        self.plain = False


class OpenTable:
    """A table while it is read: its rows of cells, and the tables that stand in them."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.rows: list[list[OpenCell]] = []
        self.nested: list[OpenTable] = []
        self.notes: list[str] = []

    @property
    def cell(self) -> OpenCell | None:
        """The open cell."""
        return self.rows[-1][-1] if self.rows and self.rows[-1] else None


def is_layout(table: etree._Element) -> bool:
    """Whether a table only holds other blocks: no row of it has two cells with something in them."""
    for row in table.iter("tr"):
        if _owner(row) is not table:
            continue
        if sum(bool(_text(cell)) for cell in row.iterchildren("td", "th")) > 1:
            return _holds_page(table)
    return next(table.iterdescendants("table", "p", "div"), None) is not None


def _holds_page(table: etree._Element) -> bool:
    """Whether tables inside hold most of the table's text: it only divides a page."""
    inner = sum(len(_text(one)) for one in table.iterdescendants("table") if _owner(one) is table)
    return inner > 0.5 * len(_text(table))


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _owner(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def build(raw: OpenTable) -> Table | None:
    """The table, None where it has no text."""
    taken: dict[tuple[int, int], bool] = {}
    cells: list[Cell] = []
    columns = 0
    rows = [row for row in raw.rows if row]
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (index, column) in taken:
                column += 1
            width, height = _span(cell.element, "colspan"), _span(cell.element, "rowspan")
            height = min(height, len(rows) - index)
            while width > 1 and any((index, column + at) in taken for at in range(width)):
                width -= 1
            for down in range(height):
                for right in range(width):
                    taken[index + down, column + right] = True
            text, breaks = lines("\n".join(cell.texts)) if cell.texts else ("", ())
            cells.append(Cell(index, column, text, height, width, breaks, bool(text) and not cell.plain))
            column += width
            columns = max(columns, column)
    if not any(cell.text for cell in cells):
        return None
    table = _without_slack(cells, len(rows), columns)
    ruled = _is_ruled(raw.element) or not (table.rows <= LAYOUT_ROWS and table.columns <= LAYOUT_COLUMNS)
    return Table(table.cells, table.rows, table.columns, ruled)


def _without_slack(cells: list[Cell], rows: int, columns: int) -> Table:
    """The table without columns in which no cell begins: spans are often larger than needed."""
    starts = sorted({cell.column for cell in cells})
    if len(starts) == columns:
        return Table(tuple(cells), rows, columns)
    place = {column: at for at, column in enumerate(starts)}
    moved = []
    for cell in cells:
        width = sum(cell.column <= start < cell.column + cell.column_span for start in starts)
        moved.append(Cell(cell.row, place[cell.column], cell.text, cell.row_span, width, cell.breaks, cell.bold))
    return Table(tuple(moved), rows, len(starts))


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() else 1


def _is_ruled(table: etree._Element) -> bool:
    """Whether lines are drawn: the table or two of its cells say so."""
    border = table.get("border", "").strip().removesuffix("px")
    if (border.isdecimal() and int(border) > 0) or _LINES.search(table.get("style", "")):
        return True
    return sum(bool(_LINES.search(cell.get("style", ""))) for cell in table.iter("td", "th")) > 1
