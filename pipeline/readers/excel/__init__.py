"""Excel files (.xls, .xlsx): the sheets that are shown, each with its letterhead and titles, tables and notes.

Rows whose cells have borders are tables; a sheet without borders is one table from its first row of three cells or
more on. What stands around them is text: a line a row, two columns of lines where a letterhead or signatures stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from extractors.vietnamese.legacy_encodings import Decoder
from pipeline.errors import ReadError
from pipeline.readers import assemble, legacy
from pipeline.readers.assemble import Piece, lines
from pipeline.readers.excel import files as excel_files
from pipeline.readers.sniff import sniff
from schemas.document import Cell, Document, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.excel.files import Sheet

# Names that a program gave: "Sheet1", "Trang tính 2".
_NO_NAME = re.compile(r"(?:sheet|trang[ _]?tính|feuil|foglio)\s*\d*(?: \(\d+\))?$", re.IGNORECASE)
TABLE_CELLS = 3
"""Cells in a row that make it a table's, where no borders are drawn."""

_Area = tuple[int, int, int, int]
"""First and last row, first and last column."""
_Row = dict[int, "_Placed"]


class _Placed:
    """A cell with the area that it covers."""

    __slots__ = ("area", "bold", "bordered", "text")

    def __init__(self, text: str, area: _Area, bold: bool, bordered: bool) -> None:
        self.text, self.area, self.bold, self.bordered = text, area, bold, bordered


def read(data: bytes, name: str = "") -> Document:
    """Read a workbook; raises ReadError where it is damaged, locked, too large or empty."""
    kind = sniff(data)
    sheets = excel_files.xlsx(data) if kind == "xlsx" else excel_files.xls(data)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for text, font in excel_files.texts(sheets):
        texts[font].append(text)
    decoder = Decoder({font: "\n".join(parts) for font, parts in texts.items()})
    shown = [sheet for sheet in sheets if not sheet.hidden and excel_files.texts([sheet])]
    blocks = assemble.blocks(_pieces(shown, decoder))
    if not blocks:
        raise ReadError("empty", "Bảng tính không có ô nào có chữ; hãy kiểm tra lại tệp gốc.")
    notes = [*legacy.notes([decoder]), *_notes(sheets)]
    if any("\x00" in text for parts in texts.values() for text in parts) or (
        kind == "xls" and excel_files.has_holes(data)
    ):
        notes.append(
            Note("lost", "Bảng tính có chỗ bị ghi đè hoặc bị cắt; có thể thiếu hàng, cần đối chiếu với bản gốc.")
        )
    return Document(kind, blocks, notes=tuple(notes))


def _notes(sheets: list[Sheet]) -> Iterator[Note]:
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    if hidden:
        names = ", ".join(f"“{name}”" for name in hidden[:20])
        yield Note("hidden_sheet", f"Có trang tính ẩn không được đọc: {names}.", count=len(hidden))
    cells = sum(sheet.hidden_cells for sheet in sheets if not sheet.hidden)
    if cells:
        yield Note("hidden_row", "Có hàng hoặc cột bị ẩn (như khi lọc); chữ ở đó vẫn được đọc.", count=cells)


def _pieces(sheets: list[Sheet], decoder: Decoder) -> Iterator[Piece]:
    filled = [(sheet, rows) for sheet in sheets if (rows := _rows(sheet, decoder))]
    for sheet, rows in filled:
        if not _NO_NAME.match(sheet.name.strip()) and (len(filled) > 1 or not _begins(rows, sheet.name)):
            yield Piece(sheet.name, "heading", 1)
        yield from _sheet(rows)


def _begins(rows: list[_Row], name: str) -> bool:
    """Whether the sheet itself begins with its name, or has a title: then its name says nothing more."""
    return len(rows[0]) < TABLE_CELLS


def _rows(sheet: Sheet, decoder: Decoder) -> list[_Row]:
    """The rows that have text: their cells by first column. A cell of a merged area covers it."""
    areas = {(area[0], area[2]): area for area in sheet.merged}
    covered = {
        (row, column)
        for top, bottom, left, right in sheet.merged
        for row in range(top, min(bottom, top + 5_000) + 1)
        for column in range(left, min(right, left + 500) + 1)
        if (row, column) != (top, left)
    }
    by_row: defaultdict[int, _Row] = defaultdict(dict)
    for (row, column), shown in sheet.cells.items():
        if (row, column) in covered:
            continue
        text = "".join([decoder(text, font) for text, font in shown.parts])
        area = areas.get((row, column), (row, row, column, column))
        by_row[row][column] = _Placed(text if text.strip() else "", area, shown.bold, shown.bordered)
    return [cells for _, cells in sorted(by_row.items()) if any(cell.text for cell in cells.values())]


def _sheet(rows: list[_Row]) -> Iterator[Piece]:
    in_table = _table_rows(rows)
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and in_table[end] == in_table[at]:
            end += 1
        if in_table[at]:
            yield _table(rows[at:end])
        else:
            yield from _text(rows[at:end])
        at = end


def _table_rows(rows: list[_Row]) -> list[bool]:
    """Which rows are a table's."""
    bordered = [sum(cell.bordered for cell in row.values()) > 1 for row in rows]
    wide = [sum(bool(cell.text) for cell in row.values()) >= TABLE_CELLS for row in rows]
    if sum(bordered) > 1:
        for at in range(1, len(rows)):  # a body below a head that alone has borders
            if wide[at] and bordered[at - 1] and _number(rows[at]) == _number(rows[at - 1]) + 1:
                bordered[at] = True
        return bordered
    if not any(wide):
        return wide
    first, last = wide.index(True), len(wide) - wide[::-1].index(True)
    return [first <= at < last for at in range(len(rows))]


def _number(row: _Row) -> int:
    return next(iter(row.values())).area[0]


def _table(rows: list[_Row]) -> Piece:
    """A table of the columns and rows in which a cell with text begins or an area ends."""
    row_numbers = [_number(row) for row in rows]
    cells = [cell for row in rows for cell in row.values()]
    filled = [cell for cell in cells if cell.text]
    # An empty column is kept where it has borders: its cells are there to be filled.
    starts = sorted({cell.area[2] for cell in cells if cell.text or cell.bordered})
    left, right = min(cell.area[2] for cell in filled), max(cell.area[3] for cell in filled)
    starts = [column for column in starts if left <= column <= right]
    column_of = {column: at for at, column in enumerate(starts)}
    made = [
        _cell(cell, _count(row_numbers, cell.area[0]), cell.area[1], row_numbers, column_of[cell.area[2]], starts)
        for cell in cells
        if cell.area[2] in column_of
    ]
    table = Table(tuple(made), len(rows), len(starts), any(cell.bordered for cell in cells))
    return Piece("", "table", table=table)


def _cell(placed: _Placed, row: int, bottom: int, rows: list[int], column: int, columns: list[int]) -> Cell:
    text, breaks = lines(placed.text)
    row_span = max(_count(rows, bottom + 1) - row, 1)
    column_span = max(_count(columns, placed.area[3] + 1) - column, 1)
    return Cell(row, column, text, row_span, column_span, breaks, placed.bold and bool(text))


def _count(numbers: list[int], limit: int) -> int:
    """How many of the ascending numbers are below a limit."""
    return sum(number < limit for number in numbers)


def _text(rows: list[_Row]) -> Iterator[Piece]:
    """Rows outside of tables: two columns of lines while rows have two cells, else a line a row."""
    open_rows: list[_Row] = []
    for row in rows:
        filled = {column: cell for column, cell in sorted(row.items()) if cell.text}
        if len(filled) > 1 or (open_rows and _is_beside(filled, open_rows)):
            open_rows.append(filled)
        else:
            yield from _beside(open_rows)
            open_rows = []
            yield from _beside([filled])
    yield from _beside(open_rows)


def _beside(rows: list[_Row]) -> Iterator[Piece]:
    """Two columns where several rows have two cells; else each cell for itself ("(Kèm theo …)", "ĐVT: đồng")."""
    if sum(len(row) > 1 for row in rows) > 1:
        yield _columns(rows)
    else:
        for row in rows:
            for cell in row.values():
                yield Piece(cell.text, bold=cell.bold)


def _is_beside(row: _Row, above: list[_Row]) -> bool:
    """Whether a single cell goes on with a column of the rows above, and does not run over both."""
    cell = next(iter(row.values()))
    split = max(above[0])
    return cell.area[3] < split or cell.area[2] >= split


def _columns(rows: list[_Row]) -> Piece:
    """Rows of a letterhead or of signatures as a table of one row without lines, a cell a column."""
    split = max(rows[0])
    sides: list[list[str]] = [[], []]
    for row in rows:
        for column, cell in sorted(row.items()):
            sides[column >= split].append(cell.text)
    made = []
    for column, texts in enumerate(sides):
        text, breaks = lines("\n".join(texts))
        made.append(Cell(0, column, text, breaks=breaks))
    return Piece("", "table", table=Table(tuple(made), 1, 2, False))
