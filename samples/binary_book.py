"""A workbook as an .xlsb file, which neither LibreOffice nor openpyxl writes: cells, number formats, borders, merges.

Records of [MS-XLSB]: a number and a size, each of seven bits a byte, then the fields in little-endian order.
"""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, Final

from samples import build

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_CELL_BLANK, _CELL_REAL, _CELL_TEXT, _ROW = 1, 5, 6, 0
_BEGIN_SHEET, _SIZE, _BEGIN_DATA, _END_DATA, _END_SHEET = 129, 148, 145, 146, 130
_BEGIN_MERGES, _MERGE, _END_MERGES = 177, 176, 178
_BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _SHEET, _END_SHEETS = 131, 132, 143, 156, 144
_BEGIN_STYLES, _END_STYLES = 278, 279
_FORMATS, _FONTS, _FILLS, _BORDERS, _STYLE_LOOKS, _LOOKS = (
    (615, 44, 616), (611, 43, 612), (603, 45, 604), (613, 46, 614), (626, 47, 627), (617, 47, 618),
)  # fmt: skip
"""Collections of a workbook's styles: the records that begin one, hold one of its things, and end it."""
_FIRST_FORMAT: Final = 164
"""Numbers below are those of formats that every Excel knows."""

_SPACE = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_SPACE}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>'
    '<Override PartName="/xl/styles.bin" ContentType="application/vnd.ms-excel.styles"/></Types>'
)


def binary_book(book: Workbook) -> bytes:
    """The first sheet of a workbook as an .xlsb file."""
    sheet = book.active
    assert sheet is not None
    looks = sorted({_look(cell) for row in sheet.iter_rows() for cell in row})
    forms = sorted({form for form, _, _ in looks} - {"General"})
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": _workbook(sheet.title),
        "xl/_rels/workbook.bin.rels": _relations(("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")),
        "xl/styles.bin": _styles(looks, forms),
        "xl/worksheets/sheet1.bin": _sheet(sheet, looks),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return build.steady(buffer.getvalue())


def _look(cell: Cell) -> tuple[str, bool, bool]:
    return cell.number_format, bool(cell.font.b), cell.border.left is not None and bool(cell.border.left.style)


def _relations(*targets: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{_SPACE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_SPACE}/package/2006/relationships">{told}</Relationships>'


def _record(number: int, data: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size, length = len(data), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _workbook(title: str) -> bytes:
    sheet = struct.pack("<II", 0, 1) + _text("rId1") + _text(title)
    return b"".join(
        [_record(_BEGIN_BOOK), _record(_BEGIN_SHEETS), _record(_SHEET, sheet), _record(_END_SHEETS), _record(_END_BOOK)]
    )


def _collection(kind: tuple[int, int, int], items: list[bytes]) -> bytes:
    begin, item, end = kind
    return b"".join(
        [_record(begin, struct.pack("<I", len(items))), *(_record(item, one) for one in items), _record(end)]
    )


def _styles(looks: list[tuple[str, bool, bool]], forms: list[str]) -> bytes:
    black = bytes([1, 0, 0, 0, 0, 0, 0, 255])
    fonts = [
        struct.pack("<HHHHBBBB", 240, 0, 700 if bold else 400, 0, 0, 0, 0, 0) + black + b"\0" + _text("Times New Roman")
        for bold in (False, True)
    ]
    fill = struct.pack("<I", 0) + black + black + bytes(4 + 40 + 4)
    borders = [bytes([0]) + b"".join(bytes([style, 0]) + black for style in (edge,) * 4 + (0,)) for edge in (0, 1)]
    plain = struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0)
    made = [
        struct.pack(
            "<HHHHHBBHH", 0, forms.index(form) + _FIRST_FORMAT if form in forms else 0, bold, 0, lines, 0, 0, 0, 0x3F
        )
        for form, bold, lines in looks
    ]
    named = [struct.pack("<H", at) + _text(form) for at, form in enumerate(forms, _FIRST_FORMAT)]
    return b"".join([
        _record(_BEGIN_STYLES), _collection(_FORMATS, named), _collection(_FONTS, fonts), _collection(_FILLS, [fill]),
        _collection(_BORDERS, borders), _collection(_STYLE_LOOKS, [plain]), _collection(_LOOKS, made),
        _record(_END_STYLES),
    ])  # fmt: skip


def _sheet(sheet: Worksheet, looks: list[tuple[str, bool, bool]]) -> bytes:
    size = struct.pack("<IIII", 0, sheet.max_row - 1, 0, sheet.max_column - 1)
    made = [_record(_BEGIN_SHEET), _record(_SIZE, size), _record(_BEGIN_DATA)]
    for row in sheet.iter_rows():
        made.append(_record(_ROW, struct.pack("<IIH", row[0].row - 1, 0, 300) + bytes(3) + struct.pack("<I", 0)))
        for cell in row:
            head = struct.pack("<II", cell.column - 1, looks.index(_look(cell)))
            if isinstance(cell.value, (int, float)):
                made.append(_record(_CELL_REAL, head + struct.pack("<d", cell.value)))
            elif cell.value is not None:
                made.append(_record(_CELL_TEXT, head + _text(str(cell.value))))
            elif _look(cell) != ("General", False, False):
                made.append(_record(_CELL_BLANK, head))
    made.append(_record(_END_DATA))
    areas = sorted((area.min_row, area.max_row, area.min_col, area.max_col) for area in sheet.merged_cells.ranges)
    made.append(_record(_BEGIN_MERGES, struct.pack("<I", len(areas))))
    made += [_record(_MERGE, struct.pack("<IIII", *(edge - 1 for edge in area))) for area in areas]
    made += [_record(_END_MERGES), _record(_END_SHEET)]
    return b"".join(made)
