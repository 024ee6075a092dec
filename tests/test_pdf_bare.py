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
