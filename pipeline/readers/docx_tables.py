"""Tables of Word files: rows of cells with spans become a grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.readers.assemble import lines
from schemas.document import Cell, Table

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.readers.assemble import Piece

MAX_COLUMNS = 1_000
"""Word allows 63; a span that says more is damaged."""
SLIVER = 113
"""Twentieths of a point, 2 mm: columns narrower than this are edges that were drawn side by side, not columns."""


@dataclass(slots=True, eq=False)
class RawCell:
    """A ``w:tc`` as met. ``merge`` is "restart" or "continue" where it is part of a vertical merge."""

    element: etree._Element
    span: int = 1
    merge: str | None = None
    merged_left: bool = False
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RawRow:
    """A ``w:tr`` as met; ``before`` counts the columns that it leaves out at its start."""

    element: etree._Element
    cells: list[RawCell] = field(default_factory=list)
    before: int = 0


@dataclass(slots=True, eq=False)
class RawTable:
    """A ``w:tbl`` as met, with the tables that stand in its cells."""

    element: etree._Element
    rows: list[RawRow] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    ruled: bool | None = None
    ruled_cells: int = 0
    nested: list[RawTable] = field(default_factory=list)
    gap: int = 0
    footnotes: list[Piece] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Placed:
    """A cell on the grid of the file; ``last`` is its last row."""

    row: int
    column: int
    end: int
    last: int
    raw: RawCell


def build(raw: RawTable) -> tuple[Table | None, int]:
    """The table, or None where it has no cells; and how many cells with text a merge hides."""
    placed, hidden = _place(raw)
    if not placed:
        return None, hidden
    columns = _columns(placed, raw.widths)
    cells = [_cell(one, columns) for one in placed]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    count = sum(len(row.cells) for row in raw.rows)
    ruled = bool(raw.ruled) or raw.ruled_cells * 2 >= count
    return Table(tuple(cells), len(raw.rows), max(columns.values()), ruled), hidden


def _place(raw: RawTable) -> tuple[list[_Placed], int]:
    """Put the cells on the grid; a cell that goes on with one above only makes that one taller."""
    placed: list[_Placed] = []
    above: dict[int, _Placed] = {}  # by first column: the merge that is open there
    hidden = 0
    for index, row in enumerate(raw.rows):
        column = row.before
        open_merges: dict[int, _Placed] = {}
        left: _Placed | None = None
        for cell in row.cells:
            end = column + cell.span
            if cell.merged_left and left is not None and left.row == index:
                left.end = end
                hidden += _has_text(cell)
            elif cell.merge == "continue" and column in above and above[column].end == end:
                left = above[column]
                left.last = index
                open_merges[column] = left
                hidden += _has_text(cell)
            else:
                left = _Placed(index, column, end, index, cell)
                placed.append(left)
                if cell.merge:  # a merge that goes on with nothing begins here
                    open_merges[column] = left
            column = end
        above = open_merges
    return placed, hidden


def _columns(placed: list[_Placed], widths: list[int]) -> dict[int, int]:
    """Each edge of the file's grid where a cell begins or ends -> the column that begins there.

    Columns in which no cell begins are none (the file's grid is as fine as its most crooked row), nor are slivers.
    """
    edges = sorted({one.column for one in placed} | {one.end for one in placed})
    columns: dict[int, int] = {}
    alone = {(one.column, one.end) for one in placed}
    column = 0
    for at, edge in enumerate(edges):
        if at and not _is_sliver(edges[at - 1], edge, widths, alone):
            column += 1
        columns[edge] = column
    return columns


def _is_sliver(start: int, end: int, widths: list[int], alone: set[tuple[int, int]]) -> bool:
    if end > len(widths) or (start, end) in alone:
        return False
    width = sum(widths[start:end])
    return 0 < width < SLIVER


def _cell(one: _Placed, columns: dict[int, int]) -> Cell:
    text, breaks, bold = _content(one.raw)
    column = columns[one.column]
    return Cell(one.row, column, text, one.last - one.row + 1, columns[one.end] - column, breaks, bold)


def _content(raw: RawCell) -> tuple[str, tuple[int, ...], bool]:
    pieces = raw.pieces
    if not pieces:
        return "", (), False
    if len(pieces) == 1:
        text, breaks = lines(pieces[0].text)
    else:
        text, breaks = lines("\n".join([piece.text for piece in pieces]))
    return text, breaks, bool(text) and all(piece.bold for piece in pieces)


def _has_text(cell: RawCell) -> bool:
    return any(piece.text.strip() for piece in cell.pieces)
