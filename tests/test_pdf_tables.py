"""Tables of PDF files: cells, tables that go on over pages, rows that a page cuts, merged cells."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_builder import PdfPage, build
from tests.pdf_reading import LOREM, grid, paragraphs, read, tables, texts

XS = [60.0, 100.0, 280.0, 400.0, 520.0]
HEAD = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"]


def row(
    number: int, task: str = "Rà soát quy chế", unit: str = "Văn phòng Sở", time: str = "Quý I"
) -> list[str | None]:
    return [str(number), task, unit, time]


@pytest.mark.parametrize("boxes", [False, True], ids=["lines", "four rectangles a cell"])
@pytest.mark.parametrize(
    ("rotate", "turned"), [(0, False), (90, True), (0, True), (90, False), (270, False)],
    ids=["upright", "landscape by rotation", "turned text", "sideways", "upside"],
)  # fmt: skip
def test_a_table_on_a_page_that_is_turned(boxes: bool, rotate: int, turned: bool) -> None:
    if boxes and turned:
        boxes = False
    page = PdfPage(rotate=rotate, turned=turned)
    rows = [
        HEAD,
        row(1, "Xây dựng báo cáo kết quả cải cách hành chính hằng quý của Sở"),
        ["2", "Hai cột", None, "Quý II"],
    ]
    page.table(XS, page.paragraph(60, LOREM) + 10, rows, boxes=boxes)
    document = read(page)
    assert [block.kind for block in document.blocks] == ["paragraph", "table"]
    assert document.blocks[0].text == LOREM
    assert grid(tables(document)[0]) == [
        HEAD,
        row(1, "Xây dựng báo cáo kết quả cải cách hành chính hằng quý của Sở"),
        ["2", "Hai cột", "Hai cột", "Quý II"],
    ]


def test_lines_of_a_cell_that_its_width_cut_are_joined_others_are_kept() -> None:
    page = PdfPage()
    page.table(XS, 60, [HEAD, row(1, "Xây dựng báo cáo kết quả cải cách hành chính", "Văn phòng Sở\nPhòng Nội vụ")])
    cell = tables(read(page))[0].grid()[1]
    assert cell[1] is not None
    assert cell[2] is not None
    assert (cell[1].text, cell[1].breaks) == ("Xây dựng báo cáo kết quả cải cách hành chính", ())
    assert [line for _, line in cell[2].lines()] == ["Văn phòng Sở", "Phòng Nội vụ"]
    assert cell[1].page == 1
    assert cell[1].box is not None
    assert cell[1].box == pytest.approx((100, 79, 280, 111), abs=1)


@pytest.mark.parametrize("end", ["\u00ad", "-"])
def test_a_hyphen_at_a_line_end(end: str) -> None:
    page = PdfPage()
    page.table(XS, 60, [HEAD, row(1, "a", f"Phòng Kế hoạch{end}\nTài chính")])
    page.paragraph(200, LOREM)
    page.text(72, 300, f"Căn cứ {LOREM[:60]} Quyết định số 4521/QĐ{end}", 12).text(72, 316, "UBND của tỉnh.", 12)
    document = read(page)
    assert "Quyết định số 4521/QĐ-UBND của tỉnh." in document.blocks[-1].text


def _pages(*parts: list[list[str | None]], text: bool = False) -> list[PdfPage]:
    """A page for each part of a table; text only above the first one."""
    pages = []
    for at, part in enumerate(parts):
        page = PdfPage()
        page.centred(30, str(at + 1), 11)
        top = page.paragraph(60, LOREM) + 10 if not at else 60
        page.table(XS, top, part)
        pages.append(page)
    if text:
        pages[-1].paragraph(400, "Sở Nội vụ báo cáo kết quả.")
    return pages


def test_a_table_over_pages_is_one_and_its_head_stands_once() -> None:
    document = read(*_pages([HEAD, row(1), row(2)], [HEAD, row(3)], [HEAD, row(4)], text=True))
    (table,) = tables(document)
    assert grid(table) == [HEAD, row(1), row(2), row(3), row(4)]
    assert [cell.page for cell in table.cells if cell.column == 0] == [1, 1, 1, 2, 3]
    assert texts(document)[-1] == "Sở Nội vụ báo cáo kết quả."
    assert document.pages == 3


def test_a_head_of_two_rows_is_repeated_whole() -> None:
    first: list[list[str | None]] = [["STT", "Nhiệm vụ", "Trách nhiệm", None], ["", "", "Chủ trì", "Phối hợp"]]
    document = read(*_pages([*first, row(1)], [*first, row(2)]))
    assert grid(tables(document)[0])[2:] == [row(1), row(2)]


def test_a_head_that_is_not_repeated() -> None:
    assert grid(tables(read(*_pages([HEAD, row(1)], [row(2)])))[0]) == [HEAD, row(1), row(2)]


def test_a_row_that_the_page_cuts_is_joined() -> None:
    long = "Xây dựng báo cáo kết quả công tác cải cách"
    document = read(*_pages([HEAD, row(1, long)], [HEAD, ["", "hành chính hằng quý", "", ""], row(2)]))
    (table,) = tables(document)
    assert grid(table) == [HEAD, row(1, f"{long} hành chính hằng quý"), row(2)]


def test_a_list_that_the_page_cuts_is_joined() -> None:
    document = read(*_pages([HEAD, row(1, unit="- Sở Nội vụ;\n- Sở Tài chính;")], [["", "", "- Sở Y tế", ""], row(2)]))
    cell = tables(document)[0].grid()[1][2]
    assert cell is not None
    assert [line for _, line in cell.lines()] == ["- Sở Nội vụ;", "- Sở Tài chính;", "- Sở Y tế"]


def test_a_new_row_of_a_merged_task_is_not_joined() -> None:
    """A task with two outputs: the second row has no number, but it is a row."""
    document = read(*_pages([HEAD, row(1)], [["", "", "Phòng Nội vụ", "Quý II"], row(2)]))
    assert grid(tables(document)[0]) == [HEAD, row(1), ["", "", "Phòng Nội vụ", "Quý II"], row(2)]


def test_a_total_at_the_top_of_a_page_is_a_row() -> None:
    """It has no number, and its sum fits into no line behind the one above; a sum stands whole all the same."""
    cost = row(1, "Hội nghị khách hàng dùng dịch vụ", "01 cuộc", "Số tiền một lần 15.500.000")
    total: list[str | None] = ["", "Tổng cộng kinh phí", "", "253.400.000"]
    assert grid(tables(read(*_pages([HEAD, cost], [total])))[0]) == [HEAD, cost, total]


def _merged(page: PdfPage, top: float, rows: int, label: str, first: int) -> None:
    """Rows under one cell at the left that has no lines inside."""
    bottom = top + 20 * rows
    page.line(XS[0], top, XS[0], bottom).line(XS[1], top, XS[1], bottom)
    page.line(XS[0], top, XS[1], top).line(XS[0], bottom, XS[1], bottom)
    if label:
        page.text(XS[0] + 5, top + 4, label, 10)
    for at in range(rows):
        page.table(XS[1:], top + 20 * at, [[f"Việc {first + at}", "Văn phòng Sở", "Quý I"]], height=20)


def test_a_cell_merged_over_pages_does_not_shift_columns() -> None:
    pages = _pages([HEAD])
    _merged(pages[0], 153, 2, "Thể chế", 1)
    pages.append(PdfPage())
    _merged(pages[1], 60, 2, "", 3)
    pages.append(PdfPage())
    _merged(pages[2], 60, 1, "", 5)
    (table,) = tables(read(*pages))
    assert table.columns == 4
    assert [line[1] for line in grid(table)] == ["Nhiệm vụ", *(f"Việc {at}" for at in range(1, 6))]
    assert [line[0] for line in grid(table)][1:5] == ["Thể chế"] * 4


def test_tables_with_other_columns_or_text_between_are_two() -> None:
    other = PdfPage()
    other.table([60, 200, 520], 60, [["Chỉ tiêu", "Kết quả"], ["Hồ sơ", "100%"]])
    assert len(tables(read(*_pages([HEAD, row(1)]), other))) == 2
    pages = _pages([HEAD, row(1)], [HEAD, row(2)])
    pages[0].paragraph(500, "Phụ lục 2. Danh mục các nhiệm vụ của năm sau.")
    assert len(tables(read(*pages))) == 2


def test_two_tables_on_a_page() -> None:
    page = PdfPage()
    end = page.table(XS, 60, [HEAD, row(1)])
    end = page.paragraph(end + 20, LOREM)
    page.table([60, 300, 520], end + 20, [["Chỉ tiêu", "Kết quả"], ["Hồ sơ", "100%"]])
    document = read(page)
    assert [block.kind for block in document.blocks] == ["table", "paragraph", "table"]


@given(
    st.lists(
        st.tuples(*[st.sampled_from(["", "Quý I", "Văn phòng Sở", "Xây dựng báo cáo kết quả"])] * 4),
        min_size=2,
        max_size=8,
    )
)
@settings(max_examples=8)
def test_cells_are_those_of_pdfplumber(rows: list[tuple[str, ...]]) -> None:
    page = PdfPage()
    page.table(XS, page.paragraph(60, LOREM) + 10, [HEAD, *map(list, rows)])
    data = build(page)
    with pdfplumber.open(io.BytesIO(data)) as file:
        expected = [[(text or "").replace("\n", " ") for text in line] for line in file.pages[0].extract_tables()[0]]
    assert grid(tables(read(page))[0]) == expected
    assert [block.text for block in paragraphs(read(page))] == [LOREM]
