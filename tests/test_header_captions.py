"""Texts as law portals show them: captions above the letterhead, marks and names cut over lines, no type line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.heads import BODY, holds, read

CAPTIONS = [
    ("Số hiệu", "257/KH-UBND"),
    ("Ngày ban hành", "22/12/2025"),
    ("Loại văn bản", "Kế hoạch"),
    ("Cơ quan ban hành", "Tỉnh Thanh Hóa"),
    ("Người ký", "Nguyễn Văn Ninh"),
    ("Lĩnh vực", "Bộ máy hành chính"),
]
EXPECTED = {
    "doc_type": "plan", "number": "257", "symbol": "KH-UBND", "issued_on": date(2025, 12, 22), "place": "Thanh Hóa",
    "agency": "Ủy ban nhân dân tỉnh Thanh Hóa", "agency_level": "province", "province": "Thanh Hóa",
    "title": "CẢI CÁCH HÀNH CHÍNH TRÊN ĐỊA BÀN TỈNH THANH HÓA NĂM 2026", "plan_year": 2026,
}  # fmt: skip


@pytest.mark.parametrize("in_table", [True, False])
def test_captions_of_a_portal_are_no_title(in_table: bool) -> None:
    """The title stands below number and day; what the portal says of the text is neither title nor issuer."""
    caption = [[list(pair) for pair in CAPTIONS]] if in_table else [words for pair in CAPTIONS for words in pair]
    record = read(
        "Kế hoạch 257/KH-UBND năm 2025 cải cách hành chính trên địa bàn tỉnh Thanh Hóa năm 2026",
        *caption,
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI",
        "CHỦ NGHĨA VIỆT NAM",
        "Số: 257/KH-UBND",
        "Thanh Hóa, ngày 22 tháng 12 năm 2025",
        "CẢI CÁCH HÀNH CHÍNH TRÊN ĐỊA BÀN TỈNH THANH HÓA NĂM 2026",
        *BODY,
    )
    holds(record, EXPECTED)


def test_a_committee_whose_first_syllable_stands_alone() -> None:
    record = read(
        "ỦY", "BAN NHÂN DÂN", "CỘNG", "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 214/KH-UBND",
        "Hà Giang, ngày 23 tháng 7 năm 2021", "NÂNG CAO CHỈ SỐ CẢI CÁCH HÀNH CHÍNH TỈNH HÀ GIANG NĂM 2021", *BODY,
    )  # fmt: skip
    holds(record, {"agency": "Ủy ban nhân dân tỉnh Hà Giang", "agency_level": "province", "plan_year": 2021})


def test_a_decision_without_type_line_and_title() -> None:
    """ "QUYẾT ĐỊNH:" above the articles tells the type, the first article the year of what it promulgates."""
    record = read(
        "UỶ BAN NHÂN DÂN TỈNH QUẢNG NAM",
        "Căn cứ Quyết định số 225/QĐ-TTg ngày 04 tháng 02 năm 2016 của Thủ tướng Chính phủ ban hành Kế hoạch cải cách"
        " hành chính nhà nước giai đoạn 2016 - 2020;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2020 của tỉnh Quảng Nam.",
    )
    holds(record, {"doc_type": "decision", "plan_year": 2020, "plan_year_to": None, "province": "Quảng Nam"})


def test_a_number_on_the_line_below_its_word() -> None:
    record = read(
        [["ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG\nSố:\n11/2001/QĐ-UB", "Đà Nẵng, ngày 05 tháng 03 năm 2001"]], *BODY
    )
    holds(record, {"number": "11", "number_year": 2001, "symbol": "QĐ-UB", "issued_on": date(2001, 3, 5)})
