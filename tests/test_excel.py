"""Workbooks are read as a person sees them: values in their format, tables by their lines, letterhead and titles."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.readers.excel import files as excel_files
from pipeline.readers.excel.numbers import is_date, show
from tests.conftest import REFERENCE, SAMPLES

if TYPE_CHECKING:
    from schemas.document import Document

MOMENT = datetime(2025, 3, 1, 14, 5)  # noqa: DTZ001  Excel's times have no zone
THIN = Side(style="thin")
LINES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        # whole numbers are stored as fractions
        (6001.0, "General", "6001"), (0.5, "General", "0,5"), (33.74668725, "General", "33,74668725"),
        (0.1 + 0.2, "General", "0,3"), (-7, "General", "-7"), (7, "@", "7"),
        # percents, with the rounding that is seen
        (0.8152, "0.00%", "81,52%"), (0.815, "0%", "82%"), (1, "0%", "100%"),
        # decimals, filled and optional
        (8, "0.00", "8,00"), (79.48, "0.##", "79,48"), (79.5, "0.##", "79,5"), (79, "0.0#", "79,0"),
        (2.675, "0.00", "2,68"),
        # thousands
        (15237170, "#,##0", "15.237.170"), (1234567.891, '#,##0.00" đồng"', "1.234.567,89 đồng"),
        (1500000, "#,##0,", "1.500"),
        # accountants' formats: blanks, fills, brackets for negative numbers, a dash for none
        (15237170, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "15.237.170"),
        (-5, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "(5)"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        (1, "00", "01"), (-5.5, "0.0", "-5,5"), (3, "[Red]0", "3"), (True, "General", "ĐÚNG"),
        # days and times; the short date of the system is stored in the American order
        (MOMENT, "mm-dd-yy", "01/03/2025"), (MOMENT, "m/d/yy", "01/03/2025"), (MOMENT, "dd/mm/yyyy", "01/03/2025"),
        (MOMENT, "d/m/yyyy", "01/03/2025"), (MOMENT, "mm/yyyy", "03/2025"), (MOMENT, "hh:mm", "14:05"),
        (MOMENT, '"ngày" dd "tháng" mm', "ngày 01 tháng 03"), (date(2025, 3, 1), "General", "01/03/2025"),
        (time(7, 30), "h:mm", "07:30"), (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)  # fmt: skip
def test_values_as_shown(value: Any, form: str, shown: str) -> None:
    assert show(value, form) == shown


@pytest.mark.parametrize(
    ("form", "told"),
    [("dd/mm/yyyy", True), ("[$-42A]d mmmm yyyy", True), ("h:mm", True), ("0.00", False), ("General", False),
     ('#,##0" đồng"', False), ("@", False), ("[Red]0", False)],
)  # fmt: skip
def test_formats_of_days_are_told_from_those_of_numbers(form: str, told: bool) -> None:
    assert is_date(form) is told


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14),
    st.text('0#,.?%;_-()"\\ @E+dmyh[]', max_size=12),
)
def test_any_format_shows_something_or_nothing(value: float, form: str) -> None:
    assert isinstance(show(value, form), str)


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_come_back_from_their_groups(number: int) -> None:
    assert int(show(number, "#,##0").replace(".", "")) == number
    assert show(float(number), "General") == str(number)


# Sheets


def workbook(*rows: list[Any], lines: bool = True, **more: list[list[Any]]) -> Workbook:
    """A workbook of a sheet of these rows and of further sheets by name; with lines where a row has several cells."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, content in {"Bảng điểm": list(rows), **more}.items():
        sheet = book.create_sheet(title)
        for at, row in enumerate(content, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column, value)
                if lines and len(row) > 2:
                    cell.border = LINES
    return book


def saved(book: Workbook) -> Document:
    buffer = io.BytesIO()
    book.save(buffer)
    return read("x.xlsx", buffer.getvalue())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


TABLE = [["TT", "Lĩnh vực", "Điểm"], [1, "Thể chế", 9.5], [2, "Tài chính công", 12]]


def test_titles_table_and_notes_of_a_sheet() -> None:
    found = saved(workbook(["PHỤ LỤC"], ["Điểm năm 2022"], *TABLE, ["Ghi chú: điểm tự chấm"]))
    assert texts(found) == [
        "PHỤ LỤC", "Điểm năm 2022", "TT | Lĩnh vực | Điểm\n1 | Thể chế | 9,5\n2 | Tài chính công | 12",
        "Ghi chú: điểm tự chấm",
    ]  # fmt: skip
    assert found.format == "xlsx"
    table = found.blocks[2].table
    assert table is not None
    assert table.ruled


def test_a_sheet_without_lines_is_a_table_from_its_first_row_of_three_cells_on() -> None:
    found = saved(workbook(["PHỤ LỤC"], *TABLE, lines=False))
    assert [block.kind for block in found.blocks] == ["paragraph", "table"]


def test_a_letterhead_is_two_columns_of_lines() -> None:
    rows = [["UBND TỈNH", None, None, "CỘNG HÒA"], ["SỞ NỘI VỤ", None, None, "Độc lập"], ["Số: 5/BC-SNV"]]
    first = saved(workbook(*rows, ["BÁO CÁO"], *TABLE, lines=False)).blocks[0]
    assert first.table is not None
    assert not first.table.ruled
    assert [cell.text for cell in first.table.cells] == ["UBND TỈNH SỞ NỘI VỤ Số: 5/BC-SNV BÁO CÁO", "CỘNG HÒA Độc lập"]


def test_merged_cells_keep_their_spans() -> None:
    book = workbook(["TT", "Điểm", None], [None, "Tự chấm", "Thẩm định"], [1, 9, 8.5])
    sheet = book["Bảng điểm"]
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    table = saved(book).blocks[0].table
    assert table is not None
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["TT"] == (2, 1)
    assert spans["Điểm"] == (1, 2)
    assert (table.rows, table.columns) == (3, 3)


def test_sheets_have_headings_and_hidden_ones_are_noted() -> None:
    book = workbook(*TABLE, **{"Sở Tư pháp": TABLE, "Nháp": [["a", "b", "c"]]})
    book["Nháp"].sheet_state = "hidden"
    found = saved(book)
    headings = [(block.text, block.level) for block in found.blocks if block.kind == "heading"]
    assert headings == [("Bảng điểm", 1), ("Sở Tư pháp", 1)]
    assert {note.code: note.count for note in found.notes} == {"hidden_sheet": 1}


def test_hidden_rows_are_read_and_noted() -> None:
    book = workbook(*TABLE)
    book["Bảng điểm"].row_dimensions[2].hidden = True
    found = saved(book)
    assert "Thể chế" in found.blocks[-1].text
    assert {note.code: note.count for note in found.notes} == {"hidden_row": 3}


def test_legacy_fonts_in_cells() -> None:
    book = workbook(["TT", "LÜnh vùc", "®iÓm"], [1, "ThÓ chÕ", 9.5])
    for row in book["Bảng điểm"].iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTimeH" if cell.row == 1 else ".VnTime")
    found = saved(book)
    assert found.blocks[-1].text == "TT | LĨNH VỰC | ĐIỂM\n1 | Thể chế | 9,5"
    assert [note.code for note in found.notes] == ["legacy_encoding"]


def test_cells_of_several_lines_keep_their_line_ends() -> None:
    table = saved(workbook(["TT", "Đơn vị\nchủ trì", "x"], [1, "Sở Nội vụ", 2])).blocks[-1].table
    assert table is not None
    assert (table.cells[1].text, table.cells[1].breaks) == ("Đơn vị chủ trì", (6,))


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(ReadError) as caught:
        saved(workbook([None]))
    assert caught.value.code == "empty"


@pytest.mark.parametrize("suffix", [".xls", ".xlsx"])
def test_a_cut_workbook_is_an_error_or_says_that_it_lacks_something(suffix: str) -> None:
    data = (SAMPLES / f"quyet-dinh-xep-hang{suffix}").read_bytes()
    whole = texts(read(f"x{suffix}", data))
    for part in range(1, 20):
        try:
            found = read(f"x{suffix}", data[: len(data) * part // 20])
        except ReadError:
            continue
        assert texts(found) == whole or "lost" in {note.code for note in found.notes}


def test_zeros_in_an_old_workbook_are_noticed() -> None:
    data = bytearray((SAMPLES / "quyet-dinh-xep-hang.xls").read_bytes())
    assert not excel_files.has_holes(bytes(data))
    at = data.index(b"\x09\x08\x10\x00", data.index(b"\x09\x08\x10\x00") + 4)  # where the sheet begins
    data[at + 400 : at + 900] = bytes(500)
    try:
        assert "lost" in {note.code for note in read("x.xls", bytes(data)).notes}
    except ReadError as error:
        assert error.code in ("corrupt", "empty")


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("corpus/*/*.xls")), ids=lambda path: path.name)
def test_real_workbooks_lose_no_cell(path: Any) -> None:
    sheets = [sheet for sheet in excel_files.xls(path.read_bytes()) if not sheet.hidden]
    covered = {
        (at, row, column)
        for at, sheet in enumerate(sheets)
        for top, bottom, left, right in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    cells = sum(
        any(text.strip() for text, _ in shown.parts)
        for at, sheet in enumerate(sheets)
        for place, shown in sheet.cells.items()
        if (at, *place) not in covered
    )
    found = read(path)
    told = 0
    for block in found.blocks:
        if block.table is None:
            told += block.kind != "heading"
        elif block.table.ruled or block.table.columns != 2:
            told += sum(bool(cell.text) for cell in block.table.cells)
        else:
            told += sum(len(list(cell.lines())) for cell in block.table.cells if cell.text)
    assert told >= cells * 0.98
