"""Where paragraphs begin: by the room between lines, headings that fill their line, figures that are no numbers."""

from __future__ import annotations

import pytest

from tests.pdf_builder import PdfPage
from tests.pdf_reading import LOREM, read, texts

FULL = 75
"""Letters of a line that fills the column of a paragraph (450 points) so that no further word has room."""


def filled(text: str) -> str:
    """A text of one line as long as the column, which ends as it did."""
    words = ["các", "đơn", "vị", "trong", "huyện"]
    at = 0
    while len(text) < FULL - 2:
        head, _, last = text.rpartition(" ")
        text = f"{head} {words[at % len(words)]} {last}"
        at += 1
    return text[: FULL + 3]


def drawn(*parts: tuple[str, float, str]) -> list[str]:
    """The texts of a page on which each of these stands so far below a paragraph or the one before."""
    page = PdfPage()
    top = page.paragraph(60, LOREM, indent=0)
    top = page.paragraph(top + 12, LOREM, indent=0) - 16
    for text, step, font in parts:
        top += step
        page.text(72, top, text, font=font)
    return texts(read(page))[2:]


@pytest.mark.parametrize("step", [24.0, 28.0])
def test_what_stands_further_below_a_line_that_ends_is_another_paragraph(step: float) -> None:
    first, second = filled("Căn cứ Nghị quyết số 12 của Hội đồng nhân dân huyện;"), "Xét đề nghị của Phòng Nội vụ,"
    assert drawn((first, 28, "plain"), (second, step, "plain")) == [first, second]


def test_a_sentence_goes_on_even_so() -> None:
    first, second = filled("Căn cứ Nghị quyết số 12 của Hội đồng nhân dân"), "huyện Mường La về biên chế."
    assert drawn((first, 28, "plain"), (second, 24, "plain")) == [f"{first} {second}"]


def test_a_heading_in_capitals_that_fills_its_line_ends_there() -> None:
    heading = filled("I. KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021").upper()
    text = "Năm 2021, huyện xếp thứ 3."
    assert drawn((heading, 28, "bold"), (text, 16, "plain")) == [heading, text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Năm 2021, chỉ số của huyện đạt 85.44 trên 100 điểm và giảm", "1.41 điểm, giảm 01 bậc."),
        ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương Đảng (khóa", "XII) về sắp xếp bộ máy."),
    ],
)
def test_a_figure_within_a_sentence_is_no_number_of_an_item(first: str, second: str) -> None:
    first = filled(first)
    assert drawn((first, 28, "plain"), (second, 16, "plain")) == [f"{first} {second}"]


@pytest.mark.parametrize("second", ["1.2. Rà soát văn bản", "2) Rà soát văn bản", "1.2 Rà soát văn bản"])
def test_the_number_of_an_item_begins_a_paragraph(second: str) -> None:
    first = filled("1.1. Phòng Nội vụ chủ trì, phối hợp với các đơn vị (cả cấp xã) rà soát quy chế")
    assert drawn((first, 28, "plain"), (second, 16, "plain")) == [first, second]
