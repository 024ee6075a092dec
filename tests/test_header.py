"""What documents say of themselves, in the shapes in which heads are met."""

from __future__ import annotations

from datetime import date

from tests.heads import BODY, FOOT, MOTTO, P, holds, read


def test_hai_phong_is_one_name_and_no_room_of_an_office() -> None:
    record = read(
        [["UBND THÀNH PHỐ HẢI PHÒNG\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]],
        P("KẾ HOẠCH", centred=True), P("Cải cách hành chính năm 2024", centred=True),
        "Căn cứ Kế hoạch số 1/KH-UBND ngày 02/01/2024 của UBND thành phố, Sở xây dựng kế hoạch như sau:",
    )  # fmt: skip
    assert (record.agency, record.agency_level, record.province) == ("Sở Nội vụ", "department", "Hải Phòng")


def test_letterhead_in_two_columns() -> None:
    """The usual Word file: a table without lines, names wrapped over lines of the cell."""
    record = read(
        [["UBND TỈNH BÌNH ĐỊNH\nSỞ LAO ĐỘNG -\nTHƯƠNG BINH VÀ XÃ HỘI\n————\nSố: /KH-SLĐTBXH",
          f"{MOTTO}\nBình Định, ngày tháng năm 2021"]],
        P("KẾ HOẠCH", centred=True),
        P("Rà soát thủ tục hành chính năm 2022", centred=True),
        *BODY,
        FOOT,
    )  # fmt: skip
    holds(record, {
        "doc_type": "plan", "number": None, "symbol": "KH-SLĐTBXH", "issued_on": None, "issued_year": 2021,
        "issued_month": None, "place": "Bình Định", "agency": "Sở Lao động - Thương binh và Xã hội",
        "agency_code": "SLĐTBXH", "agency_level": "department", "province": "Bình Định", "province_code": "52",
        "era": "p63", "province_2025": "Gia Lai", "province_2025_code": "52",
        "title": "Rà soát thủ tục hành chính năm 2022", "plan_year": 2022, "plan_year_to": None,
        "signer": "Trần Văn Thịnh", "signer_title": "GIÁM ĐỐC", "signing_mode": None,
        "recipients": ("UBND tỉnh (b/c)", "Lưu: VT, VP"), "is_draft": True,
    })  # fmt: skip


def test_letterhead_in_three_columns_and_two_rows() -> None:
    """An empty middle column; number and day in a row of their own; a name run together on one line of the cell."""
    record = read(
        [
            ["ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "", MOTTO],
            ["Số:      85 /KH-UBND", "", "Lào Cai, ngày 05 tháng 3 năm 2026"],
        ],
        P("KẾ HOẠCH", centred=True),
        P("Triển khai thi hành Nghị quyết số 12-NQ/TU ngày 04/01/2026", centred=True),
        P("của Ban Thường vụ Tỉnh ủy về bảo vệ rừng", centred=True),
        *BODY,
        [["Nơi nhận:\n- Bộ Nội vụ;\n- Lưu: VT, NC.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nLý A Sính"]],
    )
    holds(record, {
        "number": "85", "symbol": "KH-UBND", "issued_on": date(2026, 3, 5), "issued_year": 2026, "issued_month": 3,
        "agency": "Ủy ban nhân dân tỉnh Lào Cai", "agency_level": "province", "province": "Lào Cai",
        "province_code": "15", "era": "p34", "plan_year": None, "is_draft": False,
        "title": "Triển khai thi hành Nghị quyết số 12-NQ/TU ngày 04/01/2026 của Ban Thường vụ Tỉnh ủy về bảo vệ rừng",
        "signer": "Lý A Sính", "signer_title": "PHÓ CHỦ TỊCH", "signing_mode": "KT",
        "recipients": ("Bộ Nội vụ", "Lưu: VT, NC"),
    })  # fmt: skip


def test_columns_run_together() -> None:
    """Both columns on one line each, as text tools give them: the mottos are taken out first."""
    record = read(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH QUẢNG NGÃI Độc lập - Tự do - Hạnh phúc",
        "Số: 85/QĐ-UBND Quảng Ngãi, ngày 20 tháng 01 năm 2023",
        "QUYẾT ĐỊNH",
        "Về việc ban hành Kế hoạch cải cách hành chính năm 2023",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2023.",
    )
    holds(record, {
        "doc_type": "decision", "number": "85", "symbol": "QĐ-UBND", "issued_on": date(2023, 1, 20),
        "place": "Quảng Ngãi", "agency": "Ủy ban nhân dân tỉnh Quảng Ngãi", "agency_level": "province",
        "province": "Quảng Ngãi", "title": "ban hành Kế hoạch cải cách hành chính năm 2023", "plan_year": 2023,
    })  # fmt: skip


def test_everything_on_one_line() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH QUẢNG NGÃI Độc lập Tự do Hạnh phúc "
        "Số: 85/KH-UBND Quảng Ngãi, ngày 20 tháng 01 năm 2023",
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2023",
        *BODY,
    )
    holds(record, {
        "number": "85", "symbol": "KH-UBND", "issued_on": date(2023, 1, 20), "place": "Quảng Ngãi",
        "agency": "Ủy ban nhân dân tỉnh Quảng Ngãi", "title": "Chuyển đổi số năm 2023",
    })  # fmt: skip


def test_two_bodies_on_one_line() -> None:
    record = read(
        "UBND TỈNH LÀO CAI SỞ CÔNG THƯƠNG Số: 12/KH-SCT", "Lào Cai, ngày 3 tháng 02 năm 2024", "KẾ HOẠCH", "Học tập",
        *BODY,
    )  # fmt: skip
    holds(record, {"agency": "Sở Công Thương", "province": "Lào Cai", "number": "12", "symbol": "KH-SCT"})


def test_dispatch() -> None:
    """No type line: "V/v" in the number's cell, wrapped, and "Kính gửi"."""
    record = read(
        [["UBND TỈNH ĐẮK NÔNG\nSỞ NỘI VỤ\n———\nSố: 215/SNV-CCHC&VTLT\n"
          "V/v rà soát, khắc phục các\ntiêu chí mất điểm năm 2021",
          f"{MOTTO}\nĐắk Nông, ngày 9 tháng 3 năm 2022"]],
        "Kính gửi: Các sở, ban, ngành.",
        *BODY,
        FOOT,
    )  # fmt: skip
    holds(record, {
        "doc_type": "dispatch", "number": "215", "symbol": "SNV-CCHC&VTLT", "issued_on": date(2022, 3, 9),
        "agency": "Sở Nội vụ", "agency_code": "SNV", "province_2025": "Lâm Đồng",
        "title": "rà soát, khắc phục các tiêu chí mất điểm năm 2021", "is_draft": False,
    })  # fmt: skip


def test_dispatch_as_lines() -> None:
    """A text dump of a dispatch, its head in lines one below the other."""
    record = read(
        "UBND TỈNH ĐẮK NÔNG", "SỞ LAO ĐỘNG", "THƯƠNG BINH VÀ XÃ HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Đắk Nông, ngày tháng năm 2021", "Số: /SLĐTBXH-VP",
        "V/v chấn chỉnh việc trả kết quả năm 2021", "Kính gửi: Các phòng, đơn vị trực thuộc Sở.", *BODY,
        "Nơi nhận:", "- Như trên;", "- Ban Giám đốc Sở;", "- Lưu: VT, VP.", "GIÁM ĐỐC", "Ngô Thị Thanh Hà",
    )  # fmt: skip
    holds(record, {
        "doc_type": "dispatch", "number": None, "symbol": "SLĐTBXH-VP", "place": "Đắk Nông",
        "agency": "Sở Lao động - Thương binh và Xã hội", "title": "chấn chỉnh việc trả kết quả năm 2021",
        "plan_year": 2021, "signer": "Ngô Thị Thanh Hà", "signer_title": "GIÁM ĐỐC", "is_draft": True,
        "recipients": ("Như trên", "Ban Giám đốc Sở", "Lưu: VT, VP"),
    })  # fmt: skip


def test_head_without_issuer() -> None:
    """The issuing body is dropped: it is worked out from the symbol; type and title in one paragraph."""
    record = read(
        "Số: /KH-STNMT",
        "Bình Định, ngày tháng 12 năm 2021",
        P("KẾ HOẠCH Tuyên truyền pháp luật năm 2022", bold=True),
        *BODY,
    )
    holds(record, {
        "doc_type": "plan", "symbol": "KH-STNMT", "agency": "Sở Tài nguyên và Môi trường", "agency_code": "STNMT",
        "province": "Bình Định", "issued_year": 2021, "issued_month": 12,
        "title": "Tuyên truyền pháp luật năm 2022", "plan_year": 2022,
    })  # fmt: skip
    assert [source.rule for source in record.sources if source.field == "agency"] == ["symbol"]


def test_no_head_at_all() -> None:
    """Only type and title: issuer and province from the first sentence, the era from the province's name."""
    record = read(
        "KẾ HOẠCH",
        "Nâng cao chất lượng phục vụ người dân năm 2022\ncủa Sở Lao động – Thương binh và Xã hội",
        "Căn cứ Kế hoạch số 30/KH-UBND ngày 27/7/2022 của UBND tỉnh Đăk Nông; Căn cứ tình hình thực tế, "
        "Sở Lao động – TB&XH lập kế hoạch gồm các nội dung sau:",
        *BODY[1:],
        "- Sở Nội vụ (theo dõi);",
        "- Lãnh đạo Sở;",
        "- Lưu: VT, VP.",
    )
    holds(record, {
        "doc_type": "plan", "number": None, "symbol": None, "issued_year": None, "place": None,
        "agency": "Sở Lao động - Thương binh và Xã hội", "province": "Đắk Nông", "province_code": "67", "era": "p63",
        "province_2025": "Lâm Đồng", "plan_year": 2022, "signer": None, "signer_title": None, "is_draft": True,
        "title": "Nâng cao chất lượng phục vụ người dân năm 2022 của Sở Lao động – Thương binh và Xã hội",
        "recipients": ("Sở Nội vụ (theo dõi)", "Lãnh đạo Sở", "Lưu: VT, VP"),
    })  # fmt: skip


def test_misread_marks() -> None:
    """OCR spoils diacritics of the head."""
    record = read(
        "UBND TÎNH KIÊN GIANG", "SỞ Y TÊ", "Số: 84/KH-SYT", "Kiên Giang, ngày 6 tháng 11 năm 2017", "KÉ HOẠCH",
        "Kiểm tra vệ sinh năm 2017", *BODY,
    )  # fmt: skip
    holds(record, {"doc_type": "plan", "agency": "Sở Y tế", "province": "Kiên Giang", "province_2025": "An Giang"})


def test_caption_of_a_page_above_the_letterhead() -> None:
    """A portal sets the type and the time of reading over the document."""
    record = read(
        "Thông báo", "12.04.2024 08:15", "ỦY BAN NHÂN DÂN", "XÃ CƯ M'LAN", "Số: 7/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cư M'Lan, ngày 04 tháng 4 năm 2024",
        "BÁO CÁO", "Kết quả cải cách hành chính quý I", *BODY,
    )  # fmt: skip
    holds(
        record,
        {"doc_type": "report", "title": "Kết quả cải cách hành chính quý I", "agency": "Ủy ban nhân dân xã Cư M'Lan"},
    )


def test_annex_alone() -> None:
    """An annex in a file of its own: number, day and issuer from the line that says what it belongs to."""
    record = read(
        "PHỤ LỤC",
        "DỰ TOÁN KINH PHÍ NĂM 2024",
        "(Kèm theo Kế hoạch số 15/KH-UBND ngày 22/01/2024 của UBND huyện Bảo Thắng)",
        [["STT", "Nội dung", "Số tiền"], ["1", "Tập huấn", "5.000.000"], ["2", "In ấn", "1.000.000"]],
    )
    holds(record, {
        "doc_type": "annex", "number": "15", "symbol": "KH-UBND", "issued_on": date(2024, 1, 22),
        "agency": "Ủy ban nhân dân huyện Bảo Thắng", "agency_level": "district", "title": "DỰ TOÁN KINH PHÍ NĂM 2024",
    })  # fmt: skip
