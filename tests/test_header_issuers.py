"""Who issued a document: the Party, ministries, councils, districts and communes; provinces and eras."""

from __future__ import annotations

from datetime import date

import pytest

from tests.heads import BODY, MOTTO, P, holds, read


def test_party() -> None:
    """A committee of the Party: number first, a star under the name, slashes in the signature."""
    record = read(
        [["TỈNH ỦY NINH THUẬN\n*\nSố 92-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM\n———\nNinh Thuận, ngày 17 tháng 5 năm 2021"]],
        P("KẾ HOẠCH", centred=True),
        P("thực hiện Kết luận của Bộ Chính trị về công tác cán bộ", centred=True),
        "-----",
        *BODY,
        [
            [
                "Nơi nhận:\n- Các huyện ủy, thành ủy,\n- Lưu Văn phòng Tỉnh ủy.",
                "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nPhạm Văn Hậu",
            ]
        ],
    )
    holds(record, {
        "doc_type": "plan", "number": "92", "symbol": "KH/TU", "agency": "Tỉnh ủy Ninh Thuận", "agency_code": "TU",
        "agency_level": "province", "province": "Ninh Thuận", "issued_on": date(2021, 5, 17), "plan_year": None,
        "title": "thực hiện Kết luận của Bộ Chính trị về công tác cán bộ", "signer": "Phạm Văn Hậu",
        "signer_title": "PHÓ BÍ THƯ", "signing_mode": "TM",
        "recipients": ("Các huyện ủy, thành ủy", "Lưu Văn phòng Tỉnh ủy"),
    })  # fmt: skip


def test_commune() -> None:
    """A commune of 2026: the place is its own, the province is that of the text."""
    record = read(
        [["ỦY BAN NHÂN DÂN\nXÃ BẮC HÀ\nSố: 31  /BC-UBND", f"{MOTTO}\nBắc Hà, ngày 8 tháng 01 năm 2026"]],
        P("KẾ HOẠCH", centred=True),
        P("Cải cách hành chính năm 2026 của Ủy ban nhân dân xã Bắc Hà", centred=True),
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân tỉnh Lào Cai, Ủy ban nhân dân xã đề ra:",
        *BODY[1:],
        [["Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nVàng A Lềnh"]],
    )
    holds(record, {
        "agency": "Ủy ban nhân dân xã Bắc Hà", "agency_level": "commune", "agency_code": "UBND", "place": "Bắc Hà",
        "province": "Lào Cai", "province_code": "15", "number": "31", "plan_year": 2026,
        "signer": "Vàng A Lềnh", "signer_title": "CHỦ TỊCH", "signing_mode": "TM",
    })  # fmt: skip


def test_commune_without_its_name_in_the_head() -> None:
    record = read(
        "Số: 11/KH-UBND", "Đưng K’Nớ, ngày 21 tháng 01 năm 2025", "KẾ HOẠCH", "Cải cách hành chính năm 2025",
        "Thực hiện Kế hoạch của UBND tỉnh Lâm Đồng, Ủy ban nhân dân xã Đưng K’Nớ xây dựng kế hoạch thực hiện như sau:",
        *BODY[1:],
    )  # fmt: skip
    holds(record, {
        "agency": "Ủy ban nhân dân xã Đưng K’Nớ", "agency_level": "commune", "place": "Đưng K’Nớ",
        "province": "Lâm Đồng", "province_code": "68", "era": "p63",
    })  # fmt: skip


def test_office_of_a_district() -> None:
    record = read(
        [["UBND HUYỆN BẢO THẮNG\nPHÒNG NỘI VỤ\nSố: 45/BC-PNV", f"{MOTTO}\nBảo Thắng, ngày 2 tháng 12 năm 2022"]],
        "BÁO CÁO",
        "Kết quả công tác cải cách hành chính năm 2022 và nhiệm vụ năm 2023",
        "Thực hiện Công văn của Sở Nội vụ tỉnh Lào Cai về việc báo cáo định kỳ, Phòng Nội vụ báo cáo như sau:",
        *BODY[1:],
    )
    holds(record, {
        "doc_type": "report", "agency": "Phòng Nội vụ", "agency_code": "PNV", "agency_level": "unit",
        "province": "Lào Cai", "province_code": "10", "era": "p63", "plan_year": 2023,
    })  # fmt: skip


def test_ministry() -> None:
    """A central body sits in Hà Nội and has no province."""
    record = read(
        [["BỘ TÀI CHÍNH\nSố: 61/2018/TT-BTC", f"{MOTTO}\nHà Nội, ngày 2 tháng 7 năm 2018"]],
        P("THÔNG TƯ", centred=True),
        P("HƯỚNG DẪN QUẢN LÝ KINH PHÍ CẢI CÁCH HÀNH CHÍNH", centred=True),
        "Căn cứ Nghị định số 87/2017/NĐ-CP ngày 26 tháng 7 năm 2017 của Chính phủ quy định chức năng, nhiệm vụ;",
        *BODY[1:],
        [["Nơi nhận:\n- Công báo;\n- Lưu: VT.", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\n\nHuỳnh Thị Mai"]],
    )
    holds(record, {
        "doc_type": "circular", "number": "61", "number_year": 2018, "symbol": "TT-BTC", "agency": "Bộ Tài chính",
        "agency_level": "central", "place": "Hà Nội", "province": None, "province_2025": None, "era": None,
        "title": "HƯỚNG DẪN QUẢN LÝ KINH PHÍ CẢI CÁCH HÀNH CHÍNH", "signer": "Huỳnh Thị Mai",
        "signer_title": "THỨ TRƯỞNG", "signing_mode": "KT",
    })  # fmt: skip


def test_capitals_lost_by_an_old_font() -> None:
    """Fonts in capitals store small letters: nothing may hang on capitals. Recipients and signer on the same lines."""
    record = read(
        "bộ tài chính cộng hoà xã hội chủ nghĩa Việt nam",
        "-0- Độc lập-Tự do-Hạnh phúc",
        "Số: 144 /2002/QĐ/BTC --------------------",
        "Hà nội, ngày 22 tháng 11 năm 2002",
        "quyết định của bộ trưởng bộ tài chính",
        "về việc điều chỉnh mức thu phí của một số mặt hàng trong\nBiểu phí hiện hành",
        "bộ trưởng bộ tài chính",
        "Căn cứ Nghị định số 86/2002/NĐ-CP ngày 05/11/2002 của Chính phủ quy định chức năng, nhiệm vụ của Bộ;",
        "quyết định:",
        "Điều 1: Điều chỉnh mức thu phí của các mặt hàng quy định tại Biểu phí hiện hành theo phụ lục kèm theo.",
        "Các quy định trước đây trái với quy định này đều bãi bỏ./.",
        "Nơi nhận: KT/ bộ trưởng bộ tài chính",
        "- Văn phòng TW Đảng Thứ trưởng",
        "- VP Quốc hội",
        "- Các Bộ, cơ quan ngang Bộ (Đã ký)",
        "- UBND, Sở Tài chính các tỉnh Trương Văn Hải",
        "- Lưu VP",
    )
    holds(record, {
        "doc_type": "decision", "number": "144", "number_year": 2002, "symbol": "QĐ/BTC",
        "issued_on": date(2002, 11, 22), "place": "Hà Nội", "agency": "Bộ Tài chính", "agency_level": "central",
        "province": None, "title": "điều chỉnh mức thu phí của một số mặt hàng trong Biểu phí hiện hành",
        "plan_year": None, "signer": "Trương Văn Hải", "signer_title": "Thứ trưởng", "signing_mode": "KT",
        "recipients": ("Văn phòng TW Đảng", "VP Quốc hội", "Các Bộ, cơ quan ngang Bộ", "UBND, Sở Tài chính các tỉnh",
                       "Lưu VP"),
    })  # fmt: skip


def test_commune_that_bears_the_name_of_another_province() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN", "XÃ BÌNH DƯƠNG", "Số: 8/KH-UBND", "Bình Dương, ngày 6 tháng 11 năm 2023", "KẾ HOẠCH",
        "Chuyển đổi số năm 2024",
        "Thực hiện Kế hoạch của UBND tỉnh Quảng Ngãi về chuyển đổi số, Ủy ban nhân dân xã đề ra nội dung như sau:",
        *BODY[1:],
    )  # fmt: skip
    holds(record, {"agency": "Ủy ban nhân dân xã Bình Dương", "province": "Quảng Ngãi", "place": "Bình Dương"})


def test_council_under_a_province() -> None:
    record = read(
        "TỈNH BẮC KẠN", "HỘI ĐỒNG THẨM ĐỊNH CHỈ SỐ CCHC", "Số: 5/BC-HĐTĐ", "Bắc Kạn, ngày 20 tháng 12 năm 2023",
        "BÁO CÁO", "Kết quả thẩm định", *BODY,
    )  # fmt: skip
    holds(record, {"agency": "Hội đồng thẩm định chỉ số CCHC", "agency_level": "province", "province": "Bắc Kạn"})


def test_issuer_below_the_only_body_of_the_head() -> None:
    """The head kept the body above alone; the symbol tells the issuer."""
    record = read(
        "UBND TỈNH LÀO CAI", "Số: 9/KH-SYT", "Lào Cai, ngày 5 tháng 3 năm 2024", "KẾ HOẠCH", "Trực tết", *BODY
    )
    holds(record, {"agency": "Sở Y tế", "province": "Lào Cai"})


@pytest.mark.parametrize(
    ("head", "agency", "level"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh", "department"),
        ("UBND TỈNH LÀO CAI\nTHANH TRA", "Thanh tra tỉnh", "department"),
        ("UBND TỈNH LÀO CAI\nBAN CHỈ ĐẠO\nPHÒNG, CHỐNG MA TÚY", "Ban Chỉ đạo phòng, chống ma túy", "province"),
        ("UBND TỈNH LÀO CAI\nSỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch", "department"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nCHI CỤC KIỂM LÂM", "Chi cục Kiểm lâm", "unit"),
        ("UBND HUYỆN BÁT XÁT\nUBND XÃ BẢN QUA", "Ủy ban nhân dân xã Bản Qua", "commune"),
        ("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "Cục Quản lý dược", "unit"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LÀO CAI", "Hội đồng nhân dân tỉnh Lào Cai", "province"),
        ("UBND THÀNH PHỐ CẦN THƠ\nSỞ GD&ĐT", "Sở Giáo dục và Đào tạo", "department"),
        ("UBND TỈNH SƠN LA\nBAN DÂN TỘC", "Ban Dân tộc", "department"),
        ("ĐẢNG BỘ TỈNH LÀO CAI\nĐẢNG ỦY SỞ NỘI VỤ", "Đảng ủy Sở Nội vụ", "province"),
    ],
)
def test_bodies_of_the_letterhead(head: str, agency: str, level: str) -> None:
    """Which of the lines are the issuer's, and its name in its proper case."""
    record = read([[f"{head}\nSố: /KH", MOTTO]], "KẾ HOẠCH", "Công tác tháng", *BODY)
    holds(record, {"agency": agency, "agency_level": level})


@pytest.mark.parametrize(
    ("head", "day", "text", "code", "era"),
    [
        ("UBND TỈNH LÂM ĐỒNG", "ngày 30 tháng 6 năm 2025", "", "68", "p63"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày 30 tháng 6 năm 2025", "", "45", "p63"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày 01 tháng 7 năm 2025", "", "44", "p34"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày tháng năm 2025", "UBND các huyện, thị xã; cấp huyện", "45", "p63"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày tháng năm 2025", "đặc khu Cồn Cỏ; chính quyền địa phương 02 cấp", "44", "p34"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày tháng năm 2025", "", None, None),
        ("UBND TỈNH BÌNH ĐỊNH", "ngày tháng năm 2025", "", "52", "p63"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày tháng 9 năm 2025", "", "44", "p34"),
        ("UBND TỈNH QUẢNG TRỊ", "ngày tháng 4 năm 2025", "", "45", "p63"),
    ],
)
def test_eras(head: str, day: str, text: str, code: str | None, era: str | None) -> None:
    """A code hangs on the day of issue; a blank one of 2025 takes its era from the names in the text, or has none."""
    record = read(
        [[f"{head}\nSỞ NỘI VỤ", f"{MOTTO}\n{head[10:].title()}, {day}"]], "KẾ HOẠCH", "Học tập", *BODY, text or "x"
    )
    holds(record, {"province_code": code, "era": era})
    assert record.province_2025_code is not None


@pytest.mark.parametrize(
    "lines",
    [
        ("ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "HUYỆN ĐỨC LINH"),
        ("UBND XÃ TÂN LẬP - HUYỆN ĐỨC LINH",),
        ("UBND XÃ TÂN LẬP, TỈNH GIA LAI",),
    ],
)
def test_the_units_above_a_council_are_no_part_of_its_name(lines: tuple[str, ...]) -> None:
    record = read(
        *lines,
        "Số: 12/KH-UBND",
        "Tân Lập, ngày 05 tháng 12 năm 2022",
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2023",
        *BODY,
    )
    assert (record.agency, record.agency_level) == ("Ủy ban nhân dân xã Tân Lập", "commune")
