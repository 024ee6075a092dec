"""A clause of a PDF page is marked by its own words: parts of lines, whole lines together, never beyond its block."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.lines import PageLine, boxes, page_lines
from tests.conftest import ROOT

BOX = (80.0, 100.0, 280.0, 160.0)
WORDS = ["Nâng", "cao", "Chỉ", "số", "PAPI", "tăng", "02", "bậc", "so", "với", "năm", "2021"]
TEXT = " ".join(WORDS)


def line(words: list[str], top: float, left: float = 80.0) -> PageLine:
    """A line of words whose letters are 5 points wide, 5 points between them."""
    firsts, lefts, letters, at = [], [], 0, left
    for word in words:
        firsts.append(letters)
        lefts.append(at)
        letters += len(word)
        at += 5 * len(word) + 5
    return PageLine("".join(words), (left, top, at - 5, top + 14), tuple(firsts), tuple(lefts))


LINES = [line(WORDS[:4], 100), line(WORDS[4:8], 120), line(WORDS[8:], 140), line(["Khác"], 300)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("PAPI", [(80, 120, 102.2, 134)]),  # the first word of a line ends where the blank behind it begins
        ("02 bậc", [(130, 120, 160, 134)]),  # the last words of a line
        ("số PAPI", [(145, 100, 155, 114), (80, 120, 102.2, 134)]),  # over a line's end
        ("PAPI tăng 02 bậc so với năm 2021", [(80, 120, 160, 154)]),  # whole lines are one box
        (TEXT, [(80, 100, 160, 154)]),
    ],
)
def test_words_have_their_own_boxes(words: str, expected: list[tuple[float, ...]]) -> None:
    start = TEXT.index(words)
    found = boxes(LINES, TEXT, BOX, start, start + len(words))
    assert [tuple(round(edge, 1) for edge in box) for box in found] == expected


def test_a_block_that_goes_on_over_the_page_is_marked_as_far_as_this_page_goes() -> None:
    assert boxes(LINES[:2], TEXT, BOX, 0, len(TEXT)) == [(80, 100, 160, 134)]
    assert boxes(LINES[:2], TEXT, BOX, TEXT.index("năm"), len(TEXT)) == []


@pytest.mark.parametrize(
    "text", [TEXT.replace("PAPI", "PCI"), TEXT[5:], "", "x"], ids=["another word", "cut", "empty", "nothing alike"]
)
def test_where_the_letters_differ_the_block_keeps_its_box(text: str) -> None:
    assert boxes(LINES, text, BOX, 0, 3) == []


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_boxes_lie_within_the_lines_and_do_not_overlap(one: int, other: int) -> None:
    start, end = sorted((one, other))
    found = boxes(LINES, TEXT, BOX, start, end)
    assert bool(found) == bool(TEXT[start:end].strip())
    for left, top, right, bottom in found:
        assert 80 <= left < right <= 160
        assert 100 <= top < bottom <= 154
    for (_, _, _, bottom), (_, top, _, _) in pairwise(found):
        assert bottom <= top


def test_a_real_page_gives_lines_with_the_letters_of_its_text() -> None:
    from pipeline.readers.pdf import pdfium
    from pipeline.readers.pdf.chars import Reader, text_of

    data = (ROOT / "tests" / "formats" / "ke-hoach-cchc-phu-luc.pdf").read_bytes()
    with pdfium.opened(data) as file, pdfium.page(file, 0) as page:
        assert page is not None
        text = text_of(page)
        lines = page_lines(Reader(page, text))
    assert lines
    for told in lines:
        assert told.letters in "".join(text.split())
        assert len(told.firsts) == len(told.lefts)
        assert list(told.firsts) == sorted(set(told.firsts))
        assert told.firsts[0] == 0
