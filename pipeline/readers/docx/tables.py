"""Tables of Word files: rows of cells with spans become a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.assemble import lines
from schemas.document import Cell, Table

if TYPE_CHECKING:
    from lxml import etree

MAX_COLUMNS = 1_000
"""Word allows 63; a span that says more is damaged."""
SLIVER = 113
"""Twentieths of a point, 2 mm: columns narrower than this are edges that were drawn side by side, not columns."""


class RawCell:
    """A ``w:tc`` as met, and where it stands on the file's grid: ``end`` is the column after it, ``last`` the last row.

    ``merge`` is "restart" or "continue" where it is part of a vertical merge; ``plain``: some words are not bold.
    """

    # Thousands are made for a large table: defaults stand on the class, which is faster than to set them.
    merge: str | None = None
    merged_left = False
    span = 1
    plain = False
    row = column = end = last = 0

    def __init__(self, element: etree._Element | None) -> None:
        self.element = element
        self.texts: list[str] = []


class RawRow:
    """A ``w:tr`` as met; ``before`` counts the columns that it leaves out at its start."""

    before = 0

    def __init__(self, element: etree._Element | None) -> None:
        self.element = element
        self.cells: list[RawCell] = []


class RawTable:
    """A ``w:tbl`` as met, with the tables that stand in its cells; ``ruled`` is what its own borders or style say."""

    ruled: bool | None = None
    ruled_cells = 0

    def __init__(self, element: etree._Element | None) -> None:
        self.element = element
        self.rows: list[RawRow] = []
        self.widths: list[int] = []
        self.nested: list[RawTable] = []
        self.notes: list[str] = []


def build(raw: RawTable) -> tuple[Table | None, int]:
    """The table, or None where it has no text; and how many cells with text a merge hides."""
    placed, hidden = _place(raw)
    if not any(cell.texts for cell in placed):
        return None, hidden
    columns = _columns(placed, raw.widths)
    cells = [_cell(cell, columns) for cell in placed]
    ruled = bool(raw.ruled) or (raw.ruled_cells > 1 and raw.ruled_cells * 2 >= sum(len(row.cells) for row in raw.rows))
    return Table(tuple(cells), len(raw.rows), max(columns.values()), ruled), hidden


def _place(raw: RawTable) -> tuple[list[RawCell], int]:
    """Put the cells on the grid; a cell that goes on with one above or at its left only makes that one larger."""
    placed: list[RawCell] = []
    above: dict[int, RawCell] = {}  # by first column: the merge that is open there
    hidden = 0
    for index, row in enumerate(raw.rows):
        column = row.before
        merges: dict[int, RawCell] = {}
        left: RawCell | None = None
        for cell in row.cells:
            end = column + cell.span
            if cell.merge == "continue" and column in above and above[column].end == end:
                left = above[column]
                left.last = index
                merges[column] = left
                hidden += bool(cell.texts)
            elif cell.merged_left and left is not None and left.row == index:
                left.end = end
                hidden += bool(cell.texts)
            else:
                cell.row, cell.last, cell.column, cell.end = index, index, column, end
                left = cell
                placed.append(cell)
                if cell.merge:  # a merge that goes on with nothing begins here
                    merges[column] = cell
            column = end
        above = merges
    return placed, hidden


def _columns(placed: list[RawCell], widths: list[int]) -> dict[int, int]:
    """Each edge of the file's grid where a cell begins or ends -> the column of the table that begins there.

    Columns in which no cell begins or ends are none (a file's grid may be finer than its cells), nor are slivers.
    """
    edges = sorted({cell.column for cell in placed} | {cell.end for cell in placed})
    alone = {(cell.column, cell.end) for cell in placed}
    columns: dict[int, int] = {}
    column = 0
    for start, end in zip([0, *edges], edges, strict=False):
        if end > start and not _is_sliver(start, end, widths, alone):
            column += 1
        columns[end] = column
    return columns


def _is_sliver(start: int, end: int, widths: list[int], alone: set[tuple[int, int]]) -> bool:
    if end > len(widths) or (start, end) in alone:
        return False
    return 0 < sum(widths[start:end]) < SLIVER


def _cell(raw: RawCell, columns: dict[int, int]) -> Cell:
    column = columns[raw.column]
    texts = raw.texts
    text, breaks = ("", ()) if not texts else lines(texts[0] if len(texts) == 1 else "\n".join(texts))
    span = columns[raw.end] - column
    return Cell(raw.row, column, text, raw.last - raw.row + 1, span, breaks, bool(texts) and not raw.plain)
