"""Words and numbers that are wider than their cell: what the next line goes on with, and what stands by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.pdf.cuts import is_cut
from pipeline.readers.pdf.geometry import Line
from schemas.vocabulary import load
from tests.pdf_builder import PdfPage
from tests.pdf_reading import LOREM, grid, read, tables

ABBREVIATIONS: list[str] = load("abbreviations")["abbreviations"]
BEGIN_WITH_VOWEL: list[str] = load("abbreviations")["begin_with_vowel"]


def line(text: str) -> Line:
    return Line(text, 0, 0, 6.0 * len(text), 12, starts=[0], xs=[0.0])


def told(left: str, right: str, spare: float = 2.0) -> bool:
    """Whether ``right`` goes on with ``left`` in a cell that has ``spare`` points more than the first line takes."""
    return is_cut(line(left), line(right), 6.0 * len(left) + spare)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("6.000.0", "00"), ("20.000.", "000"), ("97,37", "%"), ("+1,2", "5"), ("8,5/1", "0"), ("1.842/1.90", "1")],
        *[("30/10/2", "022"), ("05/12/20", "21)"), ("II/202", "5;"), ("12/202", "5"), ("202", "6")],
        *[("85/2024/N", "Đ-CP"), ("(1204/QĐ-UB", "ND);"), ("17-NQ/T", "U.")],
        *[("CHU", "NG"), ("hàn", "h"), ("Điể", "m số"), ("chuy", "ên môn"), ("nghi", "ệp"), ("ngà", "y")],
        *[("vực/tiê", "u chí"), ("CBC", "C"), ("UBN", "D tỉnh"), ("VBQ", "PPL"), ("HĐND&UBN", "D"), ("(ĐTX", "HH)")],
        *[("S", "TT"), ("TTPVHC", "C;")],
    ],
)  # fmt: skip
def test_what_is_wider_than_its_cell_goes_on_in_the_next_line(left: str, right: str) -> None:
    assert told(left, right)
    assert not told(left, right, 20)  # more of it would have had place


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("12", "13"), ("02/2022", "03/2022"), ("1.200.000", "1.500.000"), ("1.", "2."), ("3.", "4.")],
        *[("85/2024/NĐ-CP", "của"), ("85/2024/NĐ-CP", "UBND"), ("1204/QĐ-UBND", "Báo")],
        *[("Tin", "bài"), ("cán", "bộ"), ("người", "ở"), ("cơ", "ông"), ("SỐ", "TTTT")],
        *[("UBND", "TP"), ("TTHC", "CBCC"), ("CCHC", "của"), ("TỔNG", "ĐIỂM"), ("Sở", "TN&MT"), ("-", "Sở")],
    ],
)  # fmt: skip
def test_what_may_stand_by_itself_does(left: str, right: str) -> None:
    assert not told(left, right)


@pytest.mark.parametrize("name", ABBREVIATIONS)
def test_an_abbreviation_is_made_whole_wherever_it_was_cut(name: str) -> None:
    for at in range(1, len(name)):
        if name[at - 1].isalpha() and name[at].isalpha():
            assert told(name[:at], name[at:]), (name[:at], name[at:])


@pytest.mark.parametrize("word", BEGIN_WITH_VOWEL)
def test_a_word_that_begins_with_a_vowel_begins_a_line(word: str) -> None:
    assert not told("th", word)
    assert not told("người", word)


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12), st.floats(0, 30))
def test_any_two_lines_are_asked(left: str, right: str, spare: float) -> None:
    left, right = "".join(left.split()), right.strip()
    if left and right:
        assert told(left, right, spare) in (True, False)


def test_the_head_of_a_ranking_is_made_whole() -> None:
    page = PdfPage()
    top = page.paragraph(60, LOREM)
    page.table([72, 200, 226, 252, 278], top + 20, [
        ["Đơn vị", "Điể\nm\ntự\nchấ\nm", "CCH\nC", "Xếp\nhạn\ng"],
        ["Văn phòng UBND", "92,\n18", "8,5/\n10", "2"],
    ])  # fmt: skip
    (table,) = tables(read(page))
    assert grid(table) == [["Đơn vị", "Điểm tự chấm", "CCHC", "Xếp hạng"], ["Văn phòng UBND", "92,18", "8,5/10", "2"]]


@pytest.mark.parametrize("off", [0.0, 9.0], ids=["at the left", "centred"])
def test_a_figure_below_a_date_is_no_word_of_its_line(off: float) -> None:
    page = PdfPage()
    top = page.paragraph(60, LOREM) + 20
    page.table([72, 300, 350], top, [["Rà soát văn bản", ""], ["Báo cáo", "Quý I"]], height=40)
    page.text(305, top + 3, "28/02/20", 10).text(305 + off, top + 14, "26", 10)
    (table,) = tables(read(page))
    assert grid(table)[0] == ["Rà soát văn bản", "28/02/2026"]
