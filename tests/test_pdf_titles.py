"""Titles of pages that have hardly any other text: they stand in the middle, whatever a table beside them takes."""

from __future__ import annotations

import pytest

from tests.pdf_builder import PdfPage
from tests.pdf_reading import paragraphs, read

TITLE = "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2024"
ANNEXED = ("(Kèm theo Kế hoạch số 27/KH-UBND ngày 15 tháng 01 năm 2024 của Ủy ban", "nhân dân huyện Mường La)")
ROWS: list[list[str | None]] = [
    ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian"],
    ["1", "Ban hành kế hoạch kiểm tra", "Phòng Nội vụ", "Quý I"],
    ["2", "Rà soát thủ tục hành chính", "Văn phòng", "Quý II"],
]


@pytest.mark.parametrize("right", [420.0, 470.0, 523.0], ids=["narrow", "a little narrower", "as wide as the text"])
def test_titles_above_a_table_that_does_not_fill_the_column(right: float) -> None:
    page = PdfPage()
    page.centred(72, "Phụ lục", font="bold").centred(100, TITLE, font="bold")
    page.centred(128, ANNEXED[0]).centred(146, ANNEXED[1])
    page.text(72, 180, "Đơn vị tính: triệu đồng")
    page.table([66, 100, 280, 370, right], 210, ROWS)
    told = paragraphs(read(page))
    assert [block.text for block in told] == ["Phụ lục", TITLE, " ".join(ANNEXED), "Đơn vị tính: triệu đồng"]
    assert [block.align for block in told] == ["center", "center", "center", "left"]
