"""Outline: numbers and titles on lines of their own, letters below roman numbers, annexes without "Phụ lục"."""

from __future__ import annotations

import pytest

from extractors.outline import labels
from extractors.structure import Theme, Zone
from extractors.vietnamese.text import fold
from tests.shapes import view

REPORT = """BÁO CÁO

{first}

KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2024

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH

1. Huyện đã mở 03 lớp tập huấn cho công chức.

{second}

Phương hướng, nhiệm vụ năm 2025

I. MỤC TIÊU

- Hồ sơ đúng hạn đạt 98% trở lên.
"""


@pytest.mark.parametrize(
    ("first", "second"), [("Phần I", "Phần II"), ("PHẦN THỨ NHẤT", "PHẦN THỨ HAI"), ("Chương I", "Chương II")]
)
def test_a_title_on_the_line_below_its_number_is_that_parts(first: str, second: str) -> None:
    """What stands in the part of results is told by its title, though the roman numbers in it have none of theirs."""
    made = view(REPORT.format(first=first, second=second))
    assert [(part.level, part.title) for part in made.outline.sections] == [
        (1, "KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2024"),
        (2, "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
        (1, "Phương hướng, nhiệm vụ năm 2025"),
        (2, "MỤC TIÊU"),
    ]
    told = next(block.index for block in made.blocks if block.text.startswith("1. Huyện"))
    assert made.outline.theme(told) is Theme.RESULTS


@pytest.mark.parametrize("text", ["Phần I của Đề án nêu rõ thực trạng", "Chương ii được sửa như sau", "Phần lớn hồ sơ"])
def test_a_sentence_that_speaks_of_a_part_is_no_number(text: str) -> None:
    assert labels.label(fold(text).text, text) is None


@pytest.mark.parametrize("words", ["100% phường niêm yết đủ thủ tục.", "05 lớp tập huấn cho công chức."])
def test_a_decimal_number_may_stand_before_figures(words: str) -> None:
    """So the line above it, which has no mark of its own, is seen to head it."""
    found = labels.label(fold(f"2.1. {words}").text, f"2.1. {words}")
    assert found is not None
    assert (found.scheme, found.number, found.end) == (labels.Scheme.DECIMAL, "2.1", 5)
    made = view(f"I. MỤC TIÊU\n\n1. Năm 2024\n\n1.1. {words}\n\n2. Năm 2025\n\n2.1. {words}\n")
    assert [part.title for part in made.outline.sections] == ["MỤC TIÊU", "Năm 2024", "Năm 2025"]


def test_letters_below_a_roman_number_are_its_parts() -> None:
    """The area of "B." does not reach "III-", which goes on with the roman numbers."""
    made = view(
        "I- MỤC TIÊU:\n\n- Phục vụ tốt hơn.\n\nII- NỘI DUNG:\n\nA. Cải cách thể chế:\n\n1. Rà soát văn bản.\n\n"
        "B. Cải cách tài chính công:\n\n1. Khoán chi.\n\nIII- TỔ CHỨC THỰC HIỆN:\n\n1- Sở Nội vụ theo dõi.\n"
    )
    assert [(part.level, part.number, part.area) for part in made.outline.sections] == [
        (1, "I", None),
        (1, "II", None),
        (2, "A", "institutions"),
        (2, "B", "public_finance"),
        (1, "III", None),
    ]


SIGNED = "I. NỘI DUNG\n\n- Một việc./.\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n"
TABLE = "STT\tNhiệm vụ\tThời gian\n1\tRà soát\tQuý I\n"
# A list after the signature that no "Phụ lục" heads, its label and its title.
LISTS = [
    ("BIỂU CHI TIẾT\n\nNHIỆM VỤ NĂM 2014\n\n(Ban hành kèm theo Kế hoạch số 8)", "BIỂU CHI TIẾT", "NHIỆM VỤ NĂM 2014"),
    ("NHIỆM VỤ TRỌNG TÂM\nNĂM 2026\n(Kèm theo Kế hoạch số 9/KH-SYT)", "NHIỆM VỤ TRỌNG TÂM", "NĂM 2026"),
    ("PHÂN CÔNG NHIỆM VỤ\n\n(Kèm theo Kế hoạch số 9/KH-SYT)", "PHÂN CÔNG NHIỆM VỤ", None),
    ("BẢNG CHỈ TIÊU\n\n(Kèm theo Kế hoạch số 9/KH-SYT)", "BẢNG CHỈ TIÊU", None),
]


@pytest.mark.parametrize(("lines", "label", "title"), LISTS, ids=[label for _, label, _ in LISTS])
def test_a_list_that_says_what_it_comes_with_is_an_annex(lines: str, label: str, title: str | None) -> None:
    made = view(
        f"I. NỘI DUNG\n\n- Một việc./.\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Thị Hoa\n\n{lines}\n\n{TABLE}"
    )
    assert [(annex.label, annex.title) for annex in made.outline.annexes] == [(label, title)]
    assert made.outline.zones[-1] is Zone.ANNEX


def test_a_signers_name_in_capitals_is_no_annex() -> None:
    made = view(
        "I. NỘI DUNG\n\n- Một việc./.\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNGUYỄN VĂN HẢI\n\n(Kèm theo đĩa)\n"
    )
    assert made.outline.annexes == ()


def test_a_short_sentence_above_the_recipients_is_the_body() -> None:
    """Its length alone does not tell it from a line of the title; the signature below it does."""
    made = view(
        "PHÒNG HÀNH CHÍNH\n\nTỜ TRÌNH\n\nVề kinh phí năm 2023\n\nKính gửi: Lãnh đạo Văn phòng.\n\n"
        "Phòng Hành chính kính trình lãnh đạo xem xét.\n\nNơi nhận:\n- Lưu: VT.\n\nTRƯỞNG PHÒNG\n\nVũ Quốc Nghị\n"
    )
    assert [zone.value for zone in made.outline.zones] == [*["header"] * 4, "body", *["signature"] * 4]
