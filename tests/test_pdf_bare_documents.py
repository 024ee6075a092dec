"""Tables without rulings as word processors print them: Word files of ours, printed by LibreOffice, cell by cell."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from pipeline.readers import read
from pipeline.tools import libreoffice
from tests.pdf_reading import LOREM

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable

Row = tuple[str, ...]
ALL = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class Made:
    """A table to be printed: widths in cm, columns whose text is centred, the lines that are drawn."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    centred: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    bold_head: bool = True
    size: int = 13
    justified: bool = False


SCORES = (
    ("Lĩnh vực", "Điểm tối đa", "Điểm đạt được", "Tỷ lệ"),
    ("Chỉ đạo điều hành và tuyên truyền", "9,5", "8,25", "86,84%"),
    ("Cải cách thể chế", "10", "9,75", "97,5%"),
    ("Cải cách thủ tục hành chính và cơ chế một cửa liên thông", "13", "12,5", "96,15%"),
    ("Tài chính công", "12", "10,11", "84,25%"),
    ("Tổng cộng", "44,5", "40,61", "91,26%"),
)
NUMBERED = (
    ("STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Ghi chú"),
    ("1", "Kế hoạch và báo cáo", "3", "2,5", ""),
    ("2", "Kiểm tra công tác cải cách tại các đơn vị trực thuộc", "2,5", "2,5", "Chậm hai báo cáo"),
    ("3", "Sáng kiến", "2", "0", ""),
)
TASKS = (
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
    ("1", "Sửa đổi quy chế làm việc của Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh", "Các sở, ban, ngành", "Quý I"),
    ("2", "Tập huấn", "Sở Nội vụ", "Trường Chính trị tỉnh; Sở Tài chính", "Trước ngày 30/6"),
    ("3", "Nâng cấp phần mềm một cửa điện tử của tỉnh", "Sở Khoa học và Công nghệ", "Bưu điện tỉnh", "Quý IV"),
)
YEARS = (
    ("Chỉ số", "Năm 2020", "Năm 2021", "Năm 2022", "Tăng/giảm"),
    ("Cải cách hành chính", "84,35", "86,12", "87,40", "+1,28"),
    ("Hài lòng của người dân và tổ chức", "85,12", "86,70", "84,90", "-1,80"),
    ("Xếp hạng toàn quốc", "24", "19", "15", "+4"),
)
BUDGET = (
    ("STT", "Nội dung chi", "Số lượng", "Đơn giá", "Thành tiền"),
    ("1", "Thuê hội trường", "02", "15.000.000", "30.000.000"),
    ("2", "In tài liệu tuyên truyền", "1.000", "12.000", "12.000.000"),
    ("", "Tổng cộng", "", "", "42.000.000"),
)
TARGETS = (
    ("Chỉ tiêu", "Đơn vị tính", "Năm 2022", "Kế hoạch năm 2023"),
    ("Hồ sơ giải quyết đúng hạn", "%", "96,5", "98"),
    ("Hồ sơ thanh toán trực tuyến phí, lệ phí trên tổng số hồ sơ phát sinh", "%", "30", "50"),
    ("Dịch vụ công trực tuyến", "Dịch vụ", "812", "900"),
)
ITEMS = (
    ("Mục tiêu", "Chỉ tiêu", "Đơn vị chịu trách nhiệm"),
    ("Thủ tục hành chính", "- 100% hồ sơ đúng hạn\n- 60% hồ sơ trực tuyến", "Văn phòng UBND tỉnh"),
    ("Chính quyền số", "- 80% văn bản ký số\n- 100% xã có đường truyền", "Sở Khoa học và Công nghệ"),
    ("Tài chính công", "100% đơn vị tự chủ", "Sở Tài chính"),
)
RANKS = (
    ("STT", "Đơn vị", "Điểm đạt", "Xếp hạng"),
    *((str(at), f"Sở thứ {at}", f"{95 - at},25", str(at)) for at in range(1, 41)),
)
FIVE, FOUR = (1.4, 5.2, 3, 3.4, 3), (6.2, 3.2, 3.4, 3.2)
NO_NUMBER = tuple(row[1:] for row in TASKS)

TABLES: dict[str, tuple[Made, ...]] = {
    "scores without numbers": (Made(SCORES, FOUR, (1, 2, 3)),),
    "scores with numbers": (Made(NUMBERED, FIVE, (0, 2, 3)),),
    "tasks, cells of several lines": (Made(TASKS, FIVE, (0,)),),
    "tasks without numbers": (Made(NO_NUMBER, FOUR),),
    "tasks, justified": (Made(NO_NUMBER, FOUR, justified=True),),
    "a head that is not bold": (Made(TASKS, FIVE, (0,), bold_head=False),),
    "targets": (Made(TARGETS, FOUR, (1, 2, 3)),),
    "budget": (Made(BUDGET, (1.4, 5, 2.6, 3.2, 3.8), (0, 2, 3, 4)),),
    "years": (Made(YEARS, (5, 2.6, 2.6, 2.6, 3), (1, 2, 3, 4)),),
    "items in cells": (Made(ITEMS, (4, 7, 5)),),
    "lines between rows alone": (Made(SCORES, FOUR, (1, 2, 3), ("top", "bottom", "insideH")),),
    "lines between rows of several lines": (Made(NO_NUMBER, FOUR, (), ("top", "bottom", "insideH")),),
    "lines above and below alone": (Made(TARGETS, FOUR, (1, 2, 3), ("top", "bottom")),),
    "a frame alone": (Made(TASKS, FIVE, (0,), ("top", "bottom", "left", "right")),),
    "beside a ruled table": (Made(TARGETS, FOUR, (1, 2, 3), ALL), Made(SCORES, FOUR, (1, 2, 3))),
    "small letters": (Made(TASKS, FIVE, (0,), size=10),),
    "a group of rows": (Made((TASKS[0], ("I", "Thể chế", "", "", ""), *TASKS[1:]), FIVE, (0,)),),
    "over two pages": (Made(RANKS, (1.5, 7, 3.5, 3.5), (0, 2, 3)),),
}
NONE = {
    "items in two columns": (
        "Thành phần gồm:\n- Lãnh đạo các sở;\n- Lãnh đạo các huyện;\n- Văn phòng tỉnh ủy.",
        "Đại diện:\n- Bưu điện tỉnh;\n- Báo của tỉnh;\n- Các doanh nghiệp.",
    ),
    "three signatures": (
        "NGƯỜI LẬP\n(Ký, ghi họ tên)\n\n\nNguyễn Văn An",
        "KẾ TOÁN\n(Ký, ghi họ tên)\n\n\nTrần Thị Bình",
        "GIÁM ĐỐC\n(Ký, đóng dấu)\n\n\nLê Văn Cường",
    ),
}
"""What stands side by side and is no table of data."""


def printed() -> dict[str, bytes]:
    """All of these as PDF files, by one run of LibreOffice."""
    names = [*TABLES, *NONE]
    files = [_document(TABLES.get(name, ()), NONE.get(name, ())) for name in names]
    made = libreoffice.convert([("docx", data) for data in files], "pdf")
    assert all(made)
    return {name: data for name, data in zip(names, made, strict=True) if data}


def _document(tables: tuple[Made, ...], beside: tuple[str, ...]) -> bytes:
    document = WordDocument()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Cm(21), Cm(29.7), Cm(3), Cm(2)
    _print(
        document, Made((("SỞ NỘI VỤ\nSố: 15/KH-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"),), (6, 10))
    )
    document.add_paragraph(LOREM)
    for table in tables:
        document.add_paragraph("Cụ thể như sau:")
        _print(document, table)
        document.add_paragraph(LOREM)
    if beside:
        _print(document, Made((beside,), (16 / len(beside),) * len(beside), bold_head=False))
    document.add_paragraph(LOREM)
    _print(document, Made((("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "GIÁM ĐỐC\n\n\nDương Văn Bình"),), (8, 8)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _print(document: Word, made: Made) -> None:
    table = document.add_table(rows=len(made.rows), cols=len(made.widths))
    table.autofit = False
    _draw(table, made.lines)
    columns = table._tbl.tblGrid.findall(qn("w:gridCol"))
    for column, width in zip(columns, made.widths, strict=True):
        column.set(qn("w:w"), str(round(width * 567)))
    for at, row in enumerate(made.rows):
        for column, text in enumerate(row):
            cell = table.cell(at, column)
            cell.width = Cm(made.widths[column])
            for number, line in enumerate(text.split("\n")):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                run = paragraph.add_run(line)
                run.bold, run.font.size = made.bold_head and at == 0, Pt(made.size)
                paragraph.paragraph_format.space_after = Pt(0)
                if column in made.centred or at == 0:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                elif made.justified:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.add_paragraph()


def _draw(table: WordTable, lines: tuple[str, ...]) -> None:
    borders = OxmlElement("w:tblBorders")
    for name in lines:
        line = OxmlElement(f"w:{name}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        borders.append(line)
    table._tbl.tblPr.append(borders)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return printed()


def _plain(row: tuple[str, ...] | list[str | None]) -> tuple[str, ...]:
    return tuple("".join((cell or "").split()) for cell in row)


def found(data: bytes) -> list[list[tuple[str, ...]]]:
    """The rows of each table of three columns and more; a letterhead and signatures have two."""
    tables = [
        block.table for block in read("x.pdf", data).blocks if block.table is not None and block.table.columns > 2
    ]
    return [[_plain([cell and cell.text for cell in line]) for line in table.grid()] for table in tables]


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_those_of_the_word_file(files: dict[str, bytes], name: str) -> None:
    assert found(files[name]) == [[_plain(row) for row in made.rows] for made in TABLES[name]]


@pytest.mark.parametrize("name", NONE)
def test_what_stands_side_by_side_is_no_table_of_data(files: dict[str, bytes], name: str) -> None:
    assert [len(table) for table in found(files[name]) if len(table) > 1] == []


def test_we_find_more_than_pdfplumber_by_its_text_strategy(files: dict[str, bytes]) -> None:
    """Which takes the whole page for a table: this is why our own reading is used here, and not the reference's."""
    theirs = 0
    for name, tables in TABLES.items():
        with pdfplumber.open(io.BytesIO(files[name])) as file:
            rows = {
                _plain(row)
                for page in file.pages[:1]
                for table in page.extract_tables({"vertical_strategy": "text", "horizontal_strategy": "text"})
                for row in table
            }
        theirs += sum(_plain(row) in rows for made in tables for row in made.rows)
    assert theirs < 0.1 * sum(len(made.rows) for tables in TABLES.values() for made in tables)
