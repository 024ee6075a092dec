"""Tables of a Word 97 file: each row says where its cells begin and end, in twentieths of a point."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.readers.doc.properties import operations
from pipeline.readers.docx.tables import MAX_COLUMNS, RawCell, RawRow, RawTable

_DEFINE, _MERGE, _MERGE_DOWN = 0xD608, 0x5624, 0xD62B
_BORDERS = {0xD605: 4, 0xD613: 8}  # bytes of an edge
_CELL = 20
_BESIDE = 2  # columns of a letterhead, of signatures
_SAME_EDGE = 60
"""Twentieths of a point, 1 mm: edges of different rows that are nearer than this are one."""


@dataclass(slots=True)
class _Row:
    """A row's definition: the edges of its cells, for each cell how it is merged, and what lines it draws."""

    edges: list[int] = field(default_factory=list)
    merges: list[int] = field(default_factory=list)
    ruled_cells: int = 0
    ruled: bool | None = None


class Rows:
    """The rows of one table while it is read."""

    def __init__(self) -> None:
        self.nested: list[RawTable] = []
        self.notes: list[str] = []
        self._rows: list[tuple[RawRow, _Row]] = []
        self.cells: list[RawCell] = []
        self.texts: list[str] = []
        self._plain = False
        self.damaged = 0
        """Rows whose definition is lost or is not of as many cells."""

    def add(self, text: str, bold: bool) -> None:
        """A paragraph of the open cell."""
        self.texts.append(text)
        self._plain |= not bold

    def end_cell(self) -> None:
        """The end of a cell."""
        cell = RawCell(None)
        cell.texts = self.texts
        cell.plain = self._plain
        self.cells.append(cell)
        self.texts, self._plain = [], False

    def end_row(self, definition: bytes) -> None:
        """The end of a row, which defines it."""
        if self.texts:
            self.end_cell()
        if not self.cells:
            return
        row = _definition(definition)
        count = len(self.cells)
        if len(row.merges) != count:
            self.damaged += 1
            row = self._completed(row, count)
        raw = RawRow(None)
        raw.cells, self.cells = self.cells, []
        self._rows.append((raw, row))

    def _completed(self, row: _Row, count: int) -> _Row:
        """A damaged definition, made as long as the row: like the row above, then by its last width."""
        edges = list(row.edges) if len(row.edges) > 1 or not self._rows else list(self._rows[-1][1].edges)
        edges = edges or [0]
        width = edges[-1] - edges[-2] if len(edges) > 1 else 1_000
        while len(edges) <= count:
            edges.append(edges[-1] + width)
        return _Row(edges, [*row.merges, *[0] * (count - len(row.merges))], row.ruled_cells, row.ruled)

    def close(self) -> list[RawTable]:
        """The table, once its last row was met; tables that touch each other are stored as one, and told apart."""
        self.end_row(b"")
        tables: list[RawTable] = []
        first = 0
        for at in range(1, len(self._rows) + 1):
            if at == len(self._rows) or _begins_table(self._rows[at - 1][1], self._rows[at][1]):
                tables.append(_table(self._rows[first:at]))
                first = at
        if tables:
            tables[-1].nested, tables[-1].notes = self.nested, self.notes
        return tables


def _begins_table(above: _Row, row: _Row) -> bool:
    """Whether two columns without lines follow on more columns with lines, as signatures do on a table; or precede."""
    ruled, bare = (above, row) if above.ruled_cells else (row, above)
    wide = ruled.ruled_cells > _BESIDE and ruled.ruled_cells == len(ruled.merges)
    return wide and not bare.ruled_cells and not bare.ruled and len(bare.merges) <= _BESIDE


def _table(rows: list[tuple[RawRow, _Row]]) -> RawTable:
    table = RawTable(None)
    columns, table.widths = _columns(sorted({edge for _, row in rows for edge in row.edges}))
    for raw, row in rows:
        table.rows.append(raw)
        raw.before = left = columns[row.edges[0]]
        for cell, edge, merge in zip(raw.cells, row.edges[1:], row.merges, strict=False):
            right = columns[edge]
            cell.span = min(max(right - left, 1), MAX_COLUMNS)
            left = right
            if merge & 2:
                cell.merged_left = True
            if merge & 0x60:
                cell.merge = "restart" if merge & 0x40 else "continue"
        table.ruled_cells += row.ruled_cells
        if row.ruled is not None:
            table.ruled = bool(table.ruled) or row.ruled
    return table


def _columns(edges: list[int]) -> tuple[dict[int, int], list[int]]:
    """Each edge -> the column that begins there, and the widths of the columns; edges that all but meet are one."""
    columns: dict[int, int] = {}
    starts: list[int] = []
    for edge in edges:
        if not starts or edge - starts[-1] >= _SAME_EDGE:
            starts.append(edge)
        columns[edge] = len(starts) - 1
    return columns, [right - left for left, right in pairwise(starts)]


@lru_cache(maxsize=1024)
def _definition(data: bytes) -> _Row:
    """What a row's operations say; rows of one table say the same, so it is not to be changed."""
    row = _Row()
    for code, at, end in operations(data):
        if code == _DEFINE:
            _define(data[at + 2 : end], row)
        elif code in _BORDERS:
            row.ruled = _drawn(data[at + 1 : end], _BORDERS[code]) >= 2
        elif code == _MERGE and end - at == 2:
            for cell in range(data[at] + 1, min(data[at + 1], len(row.merges))):
                row.merges[cell] |= 2
        elif code == _MERGE_DOWN and end - at >= 3 and data[at + 1] < len(row.merges):
            row.merges[data[at + 1]] |= (0, 0x20, 0, 0x60)[data[at + 2] & 3]
    return row


def _define(data: bytes, row: _Row) -> None:
    if not data:
        return
    count = data[0]
    size = 1 + 2 * (count + 1)
    if len(data) < size:
        return
    row.edges = list(struct.unpack_from(f"<{count + 1}h", data, 1))
    for at in range(1, len(row.edges)):  # a damaged row may go back
        row.edges[at] = max(row.edges[at], row.edges[at - 1])
    for cell in range(count):
        entry = data[size + _CELL * cell : size + _CELL * (cell + 1)]
        row.merges.append(entry[0] if entry else 0)
        row.ruled_cells += len(entry) == _CELL and _drawn(entry[4:], 4) > 0


def _drawn(edges: bytes, size: int) -> int:
    """How many edges are drawn: their kind of line is not 0 and they are not left to the table (all bits set)."""
    kind = 1 if size == 4 else 5
    return sum(edges[at + kind] not in (0, 255) for at in range(0, len(edges) - size + 1, size))
