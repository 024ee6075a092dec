"""Tables of PDF files that have no rulings: told by a line of known column words, never made of prose."""

from __future__ import annotations

import pytest

from tests.pdf_builder import PdfPage
from tests.pdf_reading import LOREM, grid, paragraphs, read, tables, texts

XS = (72.0, 120.0, 320.0, 450.0)
HEAD = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian")
ROWS = [
    ("1", "Rà soát quy chế", "Văn phòng Sở", "Quý I"),
    ("2", "Kiểm tra hồ sơ", "Thanh tra Sở", "Quý II"),
    ("3", "Tập huấn nghiệp vụ", "Văn phòng Sở", "Quý III"),
]


def drawn(page: PdfPage, top: float, rows: list[tuple[str, ...]], pitch: float = 20.0) -> float:
    for row in rows:
        for x, text in zip(XS, row, strict=True):
            if text:
                page.text(x, top, text)
        top += pitch
    return top


def test_a_table_without_lines() -> None:
    page = PdfPage()
    end = drawn(page, page.paragraph(60, LOREM) + 16, [HEAD, *ROWS])
    page.paragraph(end + 30, LOREM)
    document = read(page)
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert grid(tables(document)[0]) == [list(HEAD), *map(list, ROWS)]
    assert [block.text for block in paragraphs(document)] == [LOREM, LOREM]


def test_a_cell_of_two_lines() -> None:
    page = PdfPage()
    top = drawn(page, page.paragraph(60, LOREM) + 16, [HEAD, ROWS[0]], 24)
    top = drawn(
        page, top, [("2", "Xây dựng và ban hành kế hoạch", "Thanh tra Sở", "Quý II"), ("", "cải cách", "", "")], 14
    )
    drawn(page, top + 10, [ROWS[2]])
    found = grid(tables(read(page))[0])
    assert len(found) == 4
    assert found[2][1].split() == ["Xây", "dựng", "và", "ban", "hành", "kế", "hoạch", "cải", "cách"]
    assert found[3] == list(ROWS[2])


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD],  # a head alone
        [HEAD, ROWS[0]],  # one row is no table
        [("Mục", "Tên gọi", "Một", "Hai"), *ROWS],  # a head that names no column
    ],
)
def test_what_is_no_table(rows: list[tuple[str, ...]]) -> None:
    page = PdfPage()
    drawn(page, page.paragraph(60, LOREM) + 16, rows)
    assert [table for table in tables(read(page)) if table.columns > 2] == []


def test_prose_that_speaks_of_columns_stays_prose() -> None:
    page = PdfPage()
    said = "STT, nội dung, đơn vị chủ trì và thời gian được ghi tại phụ lục kèm theo kế hoạch này của Sở."
    top = page.paragraph(60, LOREM)
    page.paragraph(top, said)
    document = read(page)
    assert tables(document) == []
    assert texts(document) == [LOREM, said]


def test_a_head_of_two_levels_is_not_understood_and_makes_no_wrong_cells() -> None:
    page = PdfPage()
    top = page.paragraph(60, LOREM) + 16
    for x, text in ((72, "Tiêu chí"), (250, "Năm 2022"), (420, "Năm 2023")):
        page.text(x, top, text)
    for row in range(1, 5):
        for x, text in zip((72, 225, 300, 395, 470), ("Thể chế", "8,5", "12", "9,25", "7"), strict=True):
            page.text(x, top + 20 * row, text)
    assert all(cell.text != "8,5 12" for table in tables(read(page)) for cell in table.cells)


def test_figures_that_stand_close_are_cut_at_their_columns() -> None:
    """ "15.000.000 30.000.000" is one line of the file where both cells are full."""
    page = PdfPage()
    top = page.paragraph(60, LOREM) + 16
    rows = (
        ("STT", "Nội dung chi", "Đơn giá", "Thành tiền"),
        ("1", "Hội trường", "15.000.000", "30.000.000"),
        ("2", "Tài liệu", "12.000", "12.000.000"),
        ("3", "Bồi dưỡng", "9.000", "18.000.000"),
    )
    for at, row in enumerate(rows):
        for x, text in zip((72, 120, 395, 468), row, strict=True):
            page.text(x, top + 20 * at, text)
    assert grid(tables(read(page))[0]) == [list(row) for row in rows]


def test_a_head_at_the_foot_of_a_page_goes_with_the_rows_overleaf() -> None:
    first, second = PdfPage(), PdfPage()
    top = first.paragraph(60, LOREM)
    drawn(first, 760, [HEAD])
    end = drawn(second, 60, ROWS)
    second.paragraph(end + 40, LOREM)
    assert top < 700
    [table] = tables(read(first, second))
    assert grid(table) == [list(HEAD), *map(list, ROWS)]


def test_a_head_at_the_foot_of_a_page_without_rows_overleaf_is_no_table() -> None:
    first, second = PdfPage(), PdfPage()
    first.paragraph(60, LOREM)
    drawn(first, 760, [HEAD])
    second.paragraph(60, LOREM)
    assert [table for table in tables(read(first, second)) if table.columns > 2] == []
