"""Workbooks that LibreOffice reads for us (.ods, .xlsb): as the same workbook in .xlsx, and told by their bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from pipeline.errors import ReadError
from pipeline.readers import office, read
from pipeline.readers.sniff import sniff
from pipeline.tools import libreoffice
from samples.binary_book import binary_book
from samples.formats import FORMATS

ODS, XLSB = FORMATS / "bao-cao-tu-cham-diem.ods", FORMATS / "bao-cao-tu-cham-diem.xlsb"
THIN = Side(style="thin")
# A value, its number format, and what a person sees.
VALUES = [
    (0.8152, "0.00%", "81,52%"),
    (15237170, "#,##0", "15.237.170"),
    (79.5, "0.00", "79,50"),
    (date(2025, 3, 1), "dd/mm/yyyy", "01/03/2025"),
    (datetime(2025, 12, 31), "mm/yyyy", "12/2025"),  # noqa: DTZ001
    (1, "00", "01"),
    (-1.41, "0.00", "-1,41"),
    (6001, "General", "6001"),
]


def book() -> Workbook:
    """A table with values of all kinds, a head over two columns, and a group down two rows."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (
        ("Nhóm", "Chỉ tiêu", None),
        (None, "Tên", "Giá trị"),
        *[("A", f"Chỉ tiêu {at}", None) for at in range(8)],
    ):
        sheet.append(row)
    for at, (value, form, _) in enumerate(VALUES, 3):
        sheet.cell(at, 3).value, sheet.cell(at, 3).number_format = _number(value), form
    for row_of_cells in sheet.iter_rows():
        for cell in row_of_cells:
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    sheet.cell(1, 1).font = Font(bold=True)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    return made


def _number(value: object) -> object:
    """A day as Excel stores it."""
    if isinstance(value, datetime):
        value = value.date()
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


def saved(made: Workbook) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["ods", "xlsb"])
def test_values_merges_and_days_are_those_of_the_workbook(kind: str) -> None:
    made = book()
    data = binary_book(made) if kind == "xlsb" else libreoffice.convert([("xlsx", saved(made))], "ods")[0]
    assert data is not None
    assert sniff(data) == kind
    found = read("ten-sai.doc", data)
    assert found.format == {"ods": "other", "xlsb": "xlsx"}[kind]
    [table] = [block.table for block in found.blocks if block.table is not None]
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    assert [cells[at, 2].text for at in range(2, 10)] == [shown for _, _, shown in VALUES]
    assert (cells[0, 1].column_span, cells[0, 0].row_span, table.ruled) == (2, 2, True)
    assert found.blocks == read("x.xlsx", saved(made)).blocks


def _changed(data: bytes, part: str, change: bytes | None) -> bytes:
    """A package with a part that says something else, or with a byte of its packed content overwritten."""
    if change is None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            at = file.getinfo(part).header_offset + 30 + len(part) + 60
        return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change if name == part else old.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        # LibreOffice would read what it can of these and say nothing
        (_changed(ODS.read_bytes(), "content.xml", None), "corrupt"),
        (_changed(ODS.read_bytes(), "styles.xml", None), "corrupt"),
        (_changed(XLSB.read_bytes(), "xl/worksheets/sheet1.bin", None), "corrupt"),
        (_changed(XLSB.read_bytes(), "xl/styles.bin", None), "corrupt"),
        # a password, and a bomb
        (_changed(ODS.read_bytes(), "META-INF/manifest.xml", b"<manifest:encryption-data/>"), "encrypted"),
        (_changed(ODS.read_bytes(), "content.xml", b"<a>" + b" " * (10 << 20)), "too_large"),
        (_changed(XLSB.read_bytes(), "xl/worksheets/sheet1.bin", bytes(10 << 20)), "too_large"),
    ],
)
def test_what_is_wrong_is_told_before_libreoffice_is_asked(
    data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("LibreOffice was asked")

    monkeypatch.setattr(libreoffice, "convert", asked)
    with pytest.raises(ReadError) as caught:
        read("x", data)
    assert caught.value.code == code


def test_macros_of_a_binary_workbook_are_named() -> None:
    buffer = io.BytesIO(XLSB.read_bytes())
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr("xl/vbaProject.bin", b"Attribute VB_Name = AutoOpen")
    assert [note.code for note in read("x.xlsb", buffer.getvalue()).notes] == ["macros"]


def test_a_missing_program_names_the_package_for_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(ReadError) as caught:
        office.read(ODS.read_bytes())
    assert caught.value.code == "tool_missing"
    assert "libreoffice-calc-nogui" in caught.value.message
