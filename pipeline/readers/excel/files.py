"""The two kinds of Excel files as sheets of shown cells: .xls by xlrd, .xlsx by openpyxl.

Both were chosen over faster readers because they keep what the others drop: number formats (what a person sees), fonts
(what a legacy text says), borders (where a table is).
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.errors import ReadError
from pipeline.readers.docx.package import MAX_ENTRIES, MAX_PART, MAX_RATIO, RATIO_FROM
from pipeline.readers.excel.numbers import is_date, show
from pipeline.readers.zip_parts import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CELLS = 2_000_000
_BEGIN, _END = 0x0809, 0x000A  # records of .xls
_TEXT, _NUMBER, _DATE, _BOOLEAN = 1, 2, 3, 4  # kinds of cells as xlrd numbers them


@dataclass(slots=True)
class Shown:
    """A cell as shown: its text by stretches of one font."""

    parts: list[tuple[str, str]]
    bold: bool = False
    bordered: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet: its cells by row and column, and its merged areas (first row, last row, first column, last column)."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], Shown] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_cells: int = 0
    """Cells with text in rows or columns that are hidden, as a filter leaves them: they are read like the others."""


def xls(data: bytes) -> list[Sheet]:
    """The sheets of a workbook of Excel 97 to 2003, or older."""
    import xlrd

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        return [_xls_sheet(book, sheet) for sheet in book.sheets()]
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise _encrypted() from error
        raise _corrupt() from error
    except Exception as error:  # a damaged file raises whatever the first wrong number leads to
        raise _corrupt() from error


def has_holes(data: bytes) -> bool:
    """Whether records of an .xls were overwritten by zeros: rows of a sheet are gone, and nothing else tells."""
    import olefile

    if not olefile.isOleFile(data):
        return False
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
        if name is None:
            return False
        stream = ole.openstream(name).read()
    at, inside = 0, False
    while at + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, at)
        if record == _BEGIN:
            inside = True
        elif record == _END:
            inside = False
        elif record == 0 and size == 0 and inside:
            return True
        at += 4 + size
    return inside


def _xls_sheet(book: Any, sheet: Any) -> Sheet:
    found = Sheet(sheet.name, sheet.visibility != 0)
    found.merged = [(top, bottom - 1, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            look = book.xf_list[cell.xf_index]
            border = look.border
            bordered = (
                border.left_line_style,
                border.right_line_style,
                border.top_line_style,
                border.bottom_line_style,
            )
            shown = Shown(
                _xls_parts(book, sheet, row, column, cell, look),
                bool(book.font_list[look.font_index].bold),
                any(bordered),
            )
            _put(found, row, column, shown, row in rows or column in columns)
    return found


def _xls_parts(book: Any, sheet: Any, row: int, column: int, cell: Any, look: Any) -> list[tuple[str, str]]:
    import xlrd

    font = book.font_list[look.font_index].name
    form = book.format_map[look.format_key].format_str if look.format_key in book.format_map else "General"
    if cell.ctype == _TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column)) or []
        edges = [(0, look.font_index), *runs, (len(cell.value), 0)]
        return [
            (cell.value[start:end], book.font_list[index].name)
            for (start, index), (end, _) in pairwise(edges)
            if end > start and index < len(book.font_list)
        ]
    if cell.ctype == _DATE or (cell.ctype == _NUMBER and is_date(form)):
        try:
            return [(show(xlrd.xldate_as_datetime(cell.value, book.datemode), form), font)]
        except (ValueError, OverflowError):
            return [(show(cell.value, "General"), font)]
    if cell.ctype in (_NUMBER, _BOOLEAN):
        return [(show(bool(cell.value) if cell.ctype == _BOOLEAN else cell.value, form), font)]
    return []


def xlsx(data: bytes) -> list[Sheet]:
    """The sheets of a workbook of Excel 2007 and later."""
    import openpyxl

    _check_package(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that say nothing about a cell's text
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        return [_xlsx_sheet(sheet) for sheet in book.worksheets]
    except Exception as error:  # a damaged file raises whatever the first wrong number leads to
        raise _corrupt() from error


def _xlsx_sheet(sheet: Any) -> Sheet:
    found = Sheet(sheet.title, sheet.sheet_state != "visible")
    found.merged = [(area.min_row, area.max_row, area.min_col, area.max_col) for area in sheet.merged_cells.ranges]
    rows = {row for row, info in sheet.row_dimensions.items() if info.hidden}
    columns: set[int] = set()
    for info in sheet.column_dimensions.values():
        if info.hidden and info.min:
            columns.update(range(info.min, info.max + 1))
    for (row, column), cell in sorted(sheet._cells.items()):  # the cells that the file has; iter_rows makes all others
        value, font, border = cell.value, cell.font, cell.border
        edges = (border.left, border.right, border.top, border.bottom)
        text = "" if value is None else value if isinstance(value, str) else _xlsx_text(value, cell.number_format)
        shown = Shown(
            [(text, font.name or "")] if text else [],
            bool(font.b),
            any(edge is not None and edge.style for edge in edges),
        )
        _put(found, row, column, shown, row in rows or column in columns)
    return found


def _xlsx_text(value: Any, form: str) -> str:
    try:
        return show(value, form)
    except (TypeError, ValueError, ArithmeticError):
        return str(value)


def _put(sheet: Sheet, row: int, column: int, shown: Shown, hidden: bool) -> None:
    if shown.parts or shown.bordered:
        sheet.hidden_cells += hidden and any(text.strip() for text, _ in shown.parts)
        if len(sheet.cells) >= MAX_CELLS:
            raise ReadError("too_large", "Bảng tính có quá nhiều ô; hãy tách nhỏ rồi chạy lại.")
        sheet.cells[row, column] = shown


def _check_package(data: bytes) -> None:
    """Refuse what unpacks to more than any workbook has, before another library unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except DAMAGED as error:
        raise _corrupt() from error
    large = len(infos) > MAX_ENTRIES or any(_is_large(info) for info in infos)
    if large or sum(info.file_size for info in infos) > 4 * MAX_PART:
        raise ReadError("too_large", "Tệp giải nén ra quá lớn so với một bảng tính; hãy kiểm tra nguồn tệp.")
    if any(info.flag_bits & 1 for info in infos):
        raise _encrypted()


def _is_large(info: zipfile.ZipInfo) -> bool:
    dense = info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    return info.file_size > MAX_PART or dense


def texts(sheets: list[Sheet]) -> Iterator[tuple[str, str]]:
    """All stretches of text with their fonts."""
    for sheet in sheets:
        for shown in sheet.cells.values():
            yield from shown.parts


def _corrupt() -> ReadError:
    return ReadError("corrupt", "Bảng tính bị hỏng, không mở được; mở lại bằng Excel rồi lưu thành tệp mới.")


def _encrypted() -> ReadError:
    return ReadError("encrypted", "Bảng tính được đặt mật khẩu; bỏ mật khẩu trong Excel, lưu lại rồi chạy lại.")
