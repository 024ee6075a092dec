"""Numbers and symbols, places and days, stamps and digital signatures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.heads import BODY, MOTTO, holds, read


def test_day_cut_by_a_wrap() -> None:
    record = read("UBND TỈNH GIA LAI", "Số: 9/QĐ-UBND", "Gia Lai, ngày 03\ntháng 02 năm 2013", "QUYẾT ĐỊNH", *BODY)
    holds(record, {"issued_on": date(2013, 2, 3), "place": "Gia Lai"})


def test_stamps() -> None:
    """Stamps of secrecy and urgency, wherever they stand in the head."""
    record = read(
        [
            [
                "UBND TỈNH LÀO CAI\nSỞ NỘI VỤ\nSố: 9/SNV-VP\nMẬT\nV/v bảo vệ bí mật nhà nước",
                f"{MOTTO}\nLào Cai, ngày 5/3/2024",
            ]
        ],
        "HỎA TỐC",
        "Kính gửi: Các phòng.",
        *BODY,
    )
    holds(record, {"secrecy": "MẬT", "urgency": "HỎA TỐC", "issued_on": date(2024, 3, 5), "doc_type": "dispatch"})


def test_digital_signature_dates_a_blank_day() -> None:
    record = read(
        [["UBND TỈNH LÀO CAI\nSỞ NỘI VỤ\nSố: 9/KH-SNV", f"{MOTTO}\nLào Cai, ngày tháng năm 2023"]],
        "KẾ HOẠCH",
        "Tập huấn",
        *BODY,
        [
            [
                "Nơi nhận:\n- Lưu: VT.",
                "GIÁM ĐỐC\nNgười ký: Sở Nội vụ\nThời gian ký: 20.01.2023 10:25:01 +07:00\nLê Thị Bích",
            ]
        ],
    )
    holds(record, {"issued_on": date(2023, 1, 20), "signer": "Lê Thị Bích", "is_draft": False})


def test_digital_signature_in_the_head() -> None:
    """Its text stands among the lines of the letterhead and is none of the name."""
    record = read(
        "UBND TỈNH LÀO CAI", "SỞ NỘI VỤ", "Ký bởi: Sở Nội vụ", "Thời gian ký: 20/01/2023 10:25:01", "Số: 9/KH-SNV",
        "Lào Cai, ngày tháng 01 năm 2023", "KẾ HOẠCH", "Tập huấn", *BODY,
    )  # fmt: skip
    holds(record, {"agency": "Sở Nội vụ", "issued_on": date(2023, 1, 20), "number": "9"})


@pytest.mark.parametrize(
    ("line", "number", "year", "symbol"),
    [
        ("Số: 85/KH-SNV", "85", None, "KH-SNV"),
        ("Số: /KH-SNV", None, None, "KH-SNV"),
        ("Số: …../KH-SNV", None, None, "KH-SNV"),
        ("Số:05/KH-SNV", "05", None, "KH-SNV"),
        ("Số 44 /2005/QĐ-UBND", "44", 2005, "QĐ-UBND"),
        ("Số: 24/2026//NQ-CP", "24", 2026, "NQ-CP"),
        ("Số: 66.19/2026/NQ-CP", "66.19", 2026, "NQ-CP"),
        ("Số: 30c/NQ-CP", "30c", None, "NQ-CP"),
        ("Số: 2231/SNV-CCHC&PC", "2231", None, "SNV-CCHC&PC"),
        ("Số: 164/TTr- SKHCN", "164", None, "TTr-SKHCN"),
        ("Số: 05-NQ/TU", "05", None, "NQ/TU"),
        ("Số:    -KH/TU", None, None, "KH/TU"),
        ("Số: 1961/QĐUBND", "1961", None, "QĐUBND"),
        ("Số: 1492 KH-UBND", "1492", None, "KH-UBND"),
        ("Số: 140/KH-BCĐTKNQ18", "140", None, "KH-BCĐTKNQ18"),
        ("Số: 76/2015/QH13", "76", 2015, "QH13"),
        ("/KH-SNV", None, None, "KH-SNV"),
    ],
)
def test_numbers(line: str, number: str | None, year: int | None, symbol: str) -> None:
    """Number and symbol, with the blanks and slips of real heads."""
    record = read([[f"UBND TỈNH SƠN LA\nSỞ NỘI VỤ\n{line}", MOTTO]], "KẾ HOẠCH", "Công tác tháng", *BODY)
    holds(record, {"number": number, "number_year": year, "symbol": symbol})


@pytest.mark.parametrize("line", ["Sốz?€/'/KH-SNV", "Số: AS4/KH-SNV", "Số:.4Š /KH-SNV", "Số: 20 4b/KH-SNV"])
def test_number_written_by_hand_is_not_guessed(line: str) -> None:
    """What a recognition made of handwriting is no number; but the document has one, and its symbol."""
    record = read([[f"UBND TỈNH SƠN LA\nSỞ NỘI VỤ\n{line}", f"{MOTTO}\nSơn La, ngày 6 tháng 3 năm 2023"]], "KẾ HOẠCH",
                  "Công tác tháng", *BODY)  # fmt: skip
    holds(record, {"number": None, "symbol": "KH-SNV", "is_draft": False})
    assert [source.rule for source in record.sources if source.field == "number"] == ["number_unread"]


@pytest.mark.parametrize(
    ("line", "place", "on", "year", "month"),
    [
        ("Lạng Sơn, ngày 20 tháng 01 năm 2023", "Lạng Sơn", date(2023, 1, 20), 2023, 1),
        ("Lạng Sơn, ngày tháng 3 năm 2023", "Lạng Sơn", None, 2023, 3),
        ("Lạng Sơn, ngày … tháng … năm 2023", "Lạng Sơn", None, 2023, None),
        ("Lạng Sơn, ngày ..../..../2022", "Lạng Sơn", None, 2022, None),
        ("Phan Thiết, ngày 06 / 7 /2005", "Phan Thiết", date(2005, 7, 6), 2005, 7),
        ("TP. Hồ Chí Minh, ngày 5 tháng 4 năm 2022", "Hồ Chí Minh", date(2022, 4, 5), 2022, 4),
        ("Đăk Nông, ngày 5 tháng 4 năm 2022", "Đắk Nông", date(2022, 4, 5), 2022, 4),
        ("Hà nội , ngày 5 tháng 4 năm 2022", "Hà Nội", date(2022, 4, 5), 2022, 4),
        (", ngày 5 tháng 4 năm 2022", None, date(2022, 4, 5), 2022, 4),
        ("Thị xã Tân An, ngày 27 tháng 8 năm 2008", "Thị xã Tân An", date(2008, 8, 27), 2008, 8),
        ("Sơn La, ngày 03 tháng bốn năm 2018", "Sơn La", date(2018, 4, 3), 2018, 4),
        ("Sơn La, ngày 22 tháng 4 2015", "Sơn La", date(2015, 4, 22), 2015, 4),
        ("Sơn La, ngày tháng năm", "Sơn La", None, None, None),
        ("Sơn La, ngày … tháng … năm 20…", "Sơn La", None, None, None),
    ],
)
def test_place_lines(line: str, place: str | None, on: date | None, year: int | None, month: int | None) -> None:
    """Place and day, whole, part-blank, in words, with slips."""
    record = read([["SỞ NỘI VỤ\nSố: 5/KH-SNV", f"{MOTTO}\n{line}"]], "KẾ HOẠCH", "Công tác tháng", *BODY)
    holds(record, {"place": place, "issued_on": on, "issued_year": year, "issued_month": month, "is_draft": on is None})


@pytest.mark.parametrize(
    ("left", "number", "symbol"),
    [
        ("TỈNH ỦY HÒA BÌNH * Số 36-KH/TU", "36", "KH/TU"),
        ("HUYỆN ỦY BA TRI * Số 118-CTr/HU", "118", "CTr/HU"),
        ("TỈNH ỦY HÒA BÌNH\n* Số 37-KH/TU", "37", "KH/TU"),
        ("UBND TỈNH BẾN TRE Số 19/2023/QĐ-UBND", "19", "QĐ-UBND"),
    ],
)
def test_a_number_without_a_colon_behind_the_body_on_one_line(left: str, number: str, symbol: str) -> None:
    record = read([[left, "ĐẢNG CỘNG SẢN VIỆT NAM\nHòa Bình, ngày 04 tháng 10 năm 2021"]], *BODY)
    assert (record.number, record.symbol) == (number, symbol)


@pytest.mark.parametrize("place", ["Quận 5", "Phường 10"])
def test_a_place_whose_name_is_a_number(place: str) -> None:
    record = read([["ỦY BAN NHÂN DÂN\nQUẬN 5\nSố: 12/KH-UBND", f"{MOTTO}\n{place}, ngày 05 tháng 4 năm 2022"]], *BODY)
    assert (record.place, record.issued_on) == (place, date(2022, 4, 5))
