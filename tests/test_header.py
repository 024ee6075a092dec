"""What documents say of themselves, in the shapes in which heads and feet are met."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import header, outline
from extractors.header import title
from extractors.structure import View
from extractors.vietnamese.text import clean
from pipeline import readers
from schemas.document import Block, Cell, Document, Table
from schemas.vocabulary import load

if TYPE_CHECKING:
    from schemas.records import DocumentRecord

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n———————"


@dataclass(frozen=True)
class P:
    """A paragraph with its style; line ends are soft breaks."""

    text: str
    centred: bool = False
    bold: bool = False


def lines(text: str) -> tuple[str, tuple[int, ...]]:
    """A text in one line, and the offsets of its line ends."""
    parts = [part for part in map(clean, text.split("\n")) if part]
    breaks, at = [], -1
    for part in parts[:-1]:
        at += len(part) + 1
        breaks.append(at)
    return " ".join(parts), tuple(breaks)


def table(index: int, rows: list[list[str]]) -> Block:
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            words, breaks = lines(text)
            cells.append(Cell(row, column, words, breaks=breaks))
    made = Table(tuple(cells), len(rows), max(map(len, rows)), ruled=False)
    return Block(index, "table", made.layout()[0], table=made)


def document(*parts: str | P | list[list[str]]) -> Document:
    """A document of paragraphs and tables; "- " at the start of a text makes a list item."""
    blocks = []
    for index, part in enumerate(parts):
        if isinstance(part, list):
            blocks.append(table(index, part))
            continue
        part = P(part) if isinstance(part, str) else part
        text, breaks = lines(part.text)
        kind = "list_item" if text.startswith("- ") else "paragraph"
        align = "center" if part.centred else None
        blocks.append(Block(index, kind, text, bold=part.bold, align=align, breaks=breaks))  # type: ignore[arg-type]
    return Document("docx", tuple(blocks))


def read(*parts: str | P | list[list[str]]) -> DocumentRecord:
    view = View.of(document(*parts))
    view.outline = outline.read(view)
    record = header.extract(view)
    for source in record.sources:
        if source.place is not None:
            assert 0 <= source.place.start < source.place.end <= len(view.blocks[source.place.block].text)
    return record


def holds(record: DocumentRecord, expected: dict[str, Any]) -> None:
    assert {name: getattr(record, name) for name in expected} == expected


BODY = (
    "Căn cứ chương trình công tác của năm và tình hình thực tế của đơn vị, Sở đề ra các nội dung cụ thể như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "- Nâng cao trách nhiệm của người đứng đầu trong việc thực hiện các nhiệm vụ được giao.",
    "Trên đây là nội dung của văn bản, yêu cầu các phòng, đơn vị tổ chức thực hiện nghiêm túc./.",
)
FOOT = [["Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT, VP.", "GIÁM ĐỐC\n\n\n\nTrần Văn Thịnh"]]


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


def test_bracket_below_the_title() -> None:
    """What it was issued with stands in brackets below the title and is no part of it."""
    record = read(
        [["UBND TỈNH LÀO CAI\nSỞ CÔNG THƯƠNG\n\nSố: /KH-SCT", f"{MOTTO}\nLào Cai, ngày tháng 4 năm 2026"]],
        P("KẾ HOẠCH", centred=True),
        P("Thực hiện Đề án số 05 về phát triển cụm công nghiệp", centred=True),
        P("theo hướng xanh giai đoạn 2026-2030", centred=True),
        P("(Ban hành kèm theo Nghị quyết số 35-NQ/TU ngày 29/12/2025 của Tỉnh ủy Lào Cai)", centred=True),
        *BODY,
    )
    holds(record, {
        "title": "Thực hiện Đề án số 05 về phát triển cụm công nghiệp theo hướng xanh giai đoạn 2026-2030",
        "plan_year": 2026, "plan_year_to": 2030, "symbol": "KH-SCT", "issued_month": 4, "province_code": "15",
    })  # fmt: skip


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


def test_decision_that_promulgates_a_programme() -> None:
    """The issuer on the type line too; the attached programme has a head of its own, which does not count."""
    record = read(
        "ủy Ban Nhân Dân Cộng hòa xã hội chủ nghĩa việt nam",
        "thành phố cần thơ Độc lập - Tự do - Hạnh phúc",
        "XV80",
        "Số: 256 /2004/QĐ-UB TP.Cần Thơ, ngày 01 tháng 7 năm 2004",
        "QUYẾT ĐỊNH của ỦY BAN NHÂN DÂN THàNH PHố cần thơ",
        "V/v ban hành Chương trình cải tiến lề lối làm việc giai đoạn 2004 - 2010",
        "ỦY BAN NHÂN DÂN THàNH PHố cần Thơ",
        "Căn cứ Luật Tổ chức Hội đồng nhân dân và ủy ban nhân dân ngày 26/11/2003;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Nay ban hành kèm theo Quyết định này Chương trình cải tiến lề lối làm việc.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
        "tm . ubnd thành phố Cần Thơ",
        "Nơi nhận: chủ tịch",
        "- Bộ Nội vụ",
        "- BTV Thành ủy (Đã ký)",
        "- Sở, Ban ngành TP Võ Thanh Hải",
        "- Lưu TTLT",
    )
    holds(record, {
        "doc_type": "decision", "number": "256", "number_year": 2004, "symbol": "QĐ-UB",
        "issued_on": date(2004, 7, 1), "place": "Cần Thơ", "agency": "Ủy ban nhân dân thành phố Cần Thơ",
        "agency_level": "province", "province": "Cần Thơ", "province_code": "92", "signing_mode": "TM",
        "title": "ban hành Chương trình cải tiến lề lối làm việc giai đoạn 2004 - 2010", "plan_year": 2004,
        "plan_year_to": 2010, "signer": "Võ Thanh Hải",
    })  # fmt: skip
    assert record.signer_title is not None
    assert record.signer_title.lower() == "chủ tịch"


def test_name_and_last_recipient_that_were_read_as_one_line() -> None:
    record = read("KẾ HOẠCH", "Công tác tháng", *BODY, [["Nơi nhận:\n- Sở Nội vụ;", "GIÁM ĐỐC"]], "- Lãnh đạo Sở;",
                  "Lê Văn Bình - Lưu: VT, VP.")  # fmt: skip
    holds(record, {"signer": "Lê Văn Bình", "signer_title": "GIÁM ĐỐC"})
    assert record.recipients == ("Sở Nội vụ", "Lãnh đạo Sở", "Lưu: VT, VP")


def test_offices_behind_recipients() -> None:
    """The lines of both columns side by side, as text tools give them."""
    record = read(
        "KẾ HOẠCH", "Công tác tháng", *BODY, "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- Bộ Nội vụ; KT. CHỦ TỊCH",
        "- Chủ tịch, các Phó Chủ tịch; PHÓ CHỦ TỊCH", "- Các sở, ban, ngành;", "- Lưu: VT, NC. Lý Văn Hải",
    )  # fmt: skip
    holds(record, {
        "signing_mode": "KT", "signer_title": "PHÓ CHỦ TỊCH", "signer": "Lý Văn Hải",
        "recipients": ("Bộ Nội vụ", "Chủ tịch, các Phó Chủ tịch", "Các sở, ban, ngành", "Lưu: VT, NC"),
    })  # fmt: skip


def test_old_type_line() -> None:
    """Number, day and subject behind the issuer, no letterhead."""
    record = read(
        "Nghị định\ncủa Chính phủ số 94 /1998/NĐ-CP ngày 17 tháng 11 năm 1998\n"
        "Quy định chi tiết thi hành Luật Thuế nhập khẩu",
        "Chính phủ",
        "Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;",
        *BODY[1:],
    )
    holds(record, {
        "doc_type": "decree", "number": "94", "number_year": 1998, "symbol": "NĐ-CP", "issued_on": date(1998, 11, 17),
        "agency": "Chính phủ", "title": "Quy định chi tiết thi hành Luật Thuế nhập khẩu",
    })  # fmt: skip


def test_misread_marks() -> None:
    """OCR spoils diacritics of the head."""
    record = read(
        "UBND TÎNH KIÊN GIANG", "SỞ Y TÊ", "Số: 84/KH-SYT", "Kiên Giang, ngày 6 tháng 11 năm 2017", "KÉ HOẠCH",
        "Kiểm tra vệ sinh năm 2017", *BODY,
    )  # fmt: skip
    holds(record, {"doc_type": "plan", "agency": "Sở Y tế", "province": "Kiên Giang", "province_2025": "An Giang"})


def test_commune_that_bears_the_name_of_another_province() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN", "XÃ BÌNH DƯƠNG", "Số: 8/KH-UBND", "Bình Dương, ngày 6 tháng 11 năm 2023", "KẾ HOẠCH",
        "Chuyển đổi số năm 2024",
        "Thực hiện Kế hoạch của UBND tỉnh Quảng Ngãi về chuyển đổi số, Ủy ban nhân dân xã đề ra nội dung như sau:",
        *BODY[1:],
    )  # fmt: skip
    holds(record, {"agency": "Ủy ban nhân dân xã Bình Dương", "province": "Quảng Ngãi", "place": "Bình Dương"})


def test_type_line_wrapped() -> None:
    record = read("Số: 5/QĐ-STP", "QUYẾT", "ĐỊNH", "Ban hành Quy chế văn thư", "GIÁM ĐỐC SỞ TƯ PHÁP", *BODY)
    holds(record, {"doc_type": "decision", "title": "Ban hành Quy chế văn thư", "agency": "Sở Tư pháp"})


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


def test_day_cut_by_a_wrap() -> None:
    record = read("UBND TỈNH GIA LAI", "Số: 9/QĐ-UBND", "Gia Lai, ngày 03\ntháng 02 năm 2013", "QUYẾT ĐỊNH", *BODY)
    holds(record, {"issued_on": date(2013, 2, 3), "place": "Gia Lai"})


def test_a_decision_does_not_plan_what_it_rests_on() -> None:
    record = read(
        "UBND TỈNH GIA LAI", "Số: 9/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy chế họp",
        "Căn cứ Quyết định số 5/QĐ-UBND về việc ban hành Kế hoạch cải cách hành chính giai đoạn 2011 - 2015;", *BODY,
    )  # fmt: skip
    holds(record, {"plan_year": None, "plan_year_to": None})


def test_council_under_a_province() -> None:
    record = read(
        "TỈNH BẮC KẠN", "HỘI ĐỒNG THẨM ĐỊNH CHỈ SỐ CCHC", "Số: 5/BC-HĐTĐ", "Bắc Kạn, ngày 20 tháng 12 năm 2023",
        "BÁO CÁO", "Kết quả thẩm định", *BODY,
    )  # fmt: skip
    holds(record, {"agency": "Hội đồng thẩm định chỉ số CCHC", "agency_level": "province", "province": "Bắc Kạn"})


def test_who_decides_is_not_of_a_title_that_ends_with_a_level() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN", "QUẬN TÂN BÌNH", "Số: 7/QĐ-UBND", "QUYẾT ĐỊNH",
        "Về việc công nhận kết quả đối với các phường", "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN TÂN BÌNH", *BODY,
    )  # fmt: skip
    holds(record, {"title": "công nhận kết quả đối với các phường", "agency": "Ủy ban nhân dân quận Tân Bình"})


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
    ("right", "signer", "signer_title", "mode"),
    [
        ("GIÁM ĐỐC\n\nNguyễn Văn An", "Nguyễn Văn An", "GIÁM ĐỐC", None),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký)\nHà Thị Nga", "Hà Thị Nga", "PHÓ GIÁM ĐỐC", "KT"),
        ("KT.GIÁM ĐỐC PHÓ GIÁM ĐỐC Hà Thị Nga", "Hà Thị Nga", "PHÓ GIÁM ĐỐC", "KT"),
        ("TL. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\n\nLò Văn Pánh", "Lò Văn Pánh", "GIÁM ĐỐC SỞ NỘI VỤ", "TL"),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nThS. Mai Lan Anh", "Mai Lan Anh", "CHÁNH VĂN PHÒNG", "TL"),
        ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\n\nY Bhen Niê", "Y Bhen Niê", "TRƯỞNG PHÒNG", "TUQ"),
        ("Q. GIÁM ĐỐC\n\nLê Hoàng", "Lê Hoàng", "GIÁM ĐỐC", "Q"),
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn An", "Nguyễn Văn An", "PHÓ CHỦ TỊCH", "KT"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTHƯỜNG TRỰC\n\nNguyễn An", "Nguyễn An",
         "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "KT"),
        ("K/T BÍ THƯ\nPHÓ BÍ THƯ\n\nK’Brai Hùng", "K’Brai Hùng", "PHÓ BÍ THƯ", "KT"),
        ("GIÁM ĐỐC\n\n\n", None, "GIÁM ĐỐC", None),
        ("GIÁM ĐỐC\n\nNGUYỄN VĂN AN", "Nguyễn Văn An", "GIÁM ĐỐC", None),
        ("GIÁM ĐỐC\nKý bởi: Sở Nội vụ\nNgày ký: 20/01/2023\nBSCKII. Trần Bình", "Trần Bình", "GIÁM ĐỐC", None),
        ("P. TRƯỞNG BAN\n\nNguyễn An", "Nguyễn An", "P. TRƯỞNG BAN", None),
        ("GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHà Thị Nga", "Hà Thị Nga", "PHÓ GIÁM ĐỐC", "KT"),
    ],
)  # fmt: skip
def test_signatures(right: str, signer: str | None, signer_title: str | None, mode: str | None) -> None:
    """Who signed, in which office, and for whom; of two nested modes the inner one."""
    record = read("KẾ HOẠCH", "Công tác tháng", *BODY, [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", right]])
    holds(record, {
        "signer": signer, "signer_title": signer_title, "signing_mode": mode, "recipients": ("Như trên", "Lưu: VT"),
    })  # fmt: skip


@pytest.mark.parametrize("entry", load("signatures")["mode"], ids=lambda entry: entry["code"])
def test_modes(entry: dict[str, Any]) -> None:
    """Every example of a way of signing."""
    for example in entry["examples"]:
        record = read(
            "KẾ HOẠCH", "Công tác tháng", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"{example}\nPHÓ GIÁM ĐỐC\nHà Nga"]]
        )
        assert record.signing_mode == entry["code"], example
        assert record.signer == "Hà Nga"


def test_offices_noise_degrees_and_names() -> None:
    """Every example of the signature vocabulary."""
    vocabulary = load("signatures")
    for office in vocabulary["offices"]["examples"]:
        assert read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"{office}\nHà Nga"]]).signer_title == office
    for noise in vocabulary["noise"]["examples"]:
        assert (
            read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"GIÁM ĐỐC\n{noise}\nHà Nga"]]).signer
            == "Hà Nga"
        )
    for name in vocabulary["degrees"]["examples"]:
        record = read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"GIÁM ĐỐC\n{name}"]])
        assert record.signer == name.split(". ")[-1]
    for name in vocabulary["family_names"]["examples"]:
        assert read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"GIÁM ĐỐC\n{name}"]]).signer == name.title()


def test_recipients() -> None:
    """Wrapped lines are joined, remarks after a semicolon stay, dashes and closing marks go."""
    record = read(
        "KẾ HOẠCH", "Công tác tháng", *BODY,
        [["Nơi nhận:\n- UBND tỉnh; B/c\n- Các phòng, ban,\nđơn vị thuộc Sở;\n"
          "+ Phòng LĐ huyện, TP; biết\n- Lưu: VT-VP. J20b",
          "GIÁM ĐỐC"]],
    )  # fmt: skip
    assert record.recipients == (
        "UBND tỉnh; B/c", "Các phòng, ban, đơn vị thuộc Sở", "Phòng LĐ huyện, TP; biết", "Lưu: VT-VP. J20b",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "doc_type", "years"),
    [
        ("Cải cách hành chính năm 2022", "plan", (2022, None)),
        ("Khắc phục các tiêu chí tại kết quả Chỉ số năm 2022 của Sở Nội vụ trong năm 2023", "plan", (2023, None)),
        ("Khắc phục các tiêu chí mất điểm của Chỉ số năm 2022", "plan", (None, None)),
        ("Cải thiện, nâng cao kết quả Chỉ số cải cách hành chính năm 2022", "plan", (2022, None)),
        ("phát triển công nghiệp giai đoạn 2026 - 2030", "plan", (2026, 2030)),
        ("Chuyển đổi số 5 năm 2021-2025", "plan", (2021, 2025)),
        ("thực hiện Chương trình tổng thể giai đoạn 2021 - 2030 trong năm 2024", "plan", (2024, None)),
        ("Cải cách hành chính giai đoạn 20112020", "plan", (2011, 2020)),
        ("Chuyển đổi số đến năm 2025, định hướng đến năm 2030", "plan", (None, None)),
        ("Triển khai Chỉ thị số 11-CT/TU ngày 04/01/2026 của Ban Thường vụ Tỉnh ủy", "plan", (None, None)),
        ("Thực hiện Nghị quyết ngày 5 tháng 6 năm 2021 của Tỉnh ủy", "plan", (None, None)),
        ("Thi hành Luật Đất đai năm 2024", "plan", (None, None)),
        ("Kiểm tra cải cách hành chính quý I/2024", "plan", (2024, None)),
        ("Công tác tháng 3 năm 2024", "plan", (2024, None)),
        ("Công bố Chỉ số cải cách hành chính năm 2021 của các sở", "decision", (None, None)),
        ("Kết quả công tác năm 2023", "report", (None, None)),
        ("Công tác cải cách hành chính năm 2023", "report", (None, None)),
        ("Kết quả công tác năm 2023 và phương hướng, nhiệm vụ năm 2024", "report", (2024, None)),
        ("cải thiện Chỉ số cải cách hành chính năm 2021", "dispatch", (2021, None)),
        ("Khắc phục tồn tại, nâng cao thứ hạng Chỉ số hài lòng năm 2024", "plan", (2024, None)),
        ("giải trình điểm thẩm định Chỉ số cải cách hành chính năm 2022", "dispatch", (None, None)),
        ("", "plan", (None, None)),
    ],
)
def test_plan_years(text: str, doc_type: str, years: tuple[int | None, int | None]) -> None:
    """The year planned for, never that of results or of an instrument."""
    assert title.plan_years(text, doc_type) == years


@pytest.mark.parametrize(
    ("text", "issued", "year"),
    [
        ("Khắc phục tồn tại, hạn chế trong thực hiện Chỉ số CCHC của quận năm 2021", 2021, 2021),
        ("Khắc phục tồn tại, hạn chế của Chỉ số CCHC năm 2020", 2021, None),
        ("Khắc phục tồn tại, hạn chế của Chỉ số CCHC năm 2020", None, None),
    ],
)
def test_a_plan_is_for_the_year_in_which_it_was_issued(text: str, issued: int | None, year: int | None) -> None:
    assert title.plan_years(text, "plan", issued)[0] == year


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


def test_plan_year_of_the_first_sentence() -> None:
    """Where the title has no year, the sentence that introduces the plan may."""
    record = read(
        "KẾ HOẠCH", "Cải cách hành chính",
        "Thực hiện chỉ đạo của UBND tỉnh, Sở Nội vụ xây dựng Kế hoạch cải cách hành chính năm 2022, cụ thể như sau:",
        *BODY[1:],
    )  # fmt: skip
    assert record.plan_year == 2022


@pytest.mark.parametrize("entry", load("document_types")["type"], ids=lambda entry: entry["code"])
def test_type_lines(entry: dict[str, Any]) -> None:
    """Every type line of the vocabulary, alone and before a title; every code of a symbol."""
    for words in [*entry["examples"], *map(str.upper, entry["words"])]:
        assert read(words, "Học tập ngoại ngữ", *BODY).doc_type == entry["code"], words
    for symbol in entry["symbols"]:
        found = title.type_of_symbol(f"{symbol}-SNV")
        assert found == entry["code"] or entry["code"] == "dispatch", symbol


@pytest.mark.parametrize(
    ("symbol", "code"),
    [("KH-UBND", "plan"), ("QĐUBND", "decision"), ("NQ/TU", "resolution"), ("SNV-CCHC", "dispatch"),
     ("SNV", "dispatch"),     ("QH13", "law"), ("TTr-STP", "proposal"), ("", None), ("X", None)],
)  # fmt: skip
def test_types_of_symbols(symbol: str, code: str | None) -> None:
    assert title.type_of_symbol(symbol) == code


PARTS = st.sampled_from(
    [
        "UBND TỈNH LÀO CAI",
        "SỞ NỘI VỤ",
        "Số: 5/KH-SNV",
        "Số:",
        "Số: /",
        "Lào Cai, ngày tháng năm 2025",
        "ngày",
        ", ngày 3",
        "KẾ HOẠCH",
        "QUYẾT",
        "ĐỊNH",
        "V/v",
        "V/v rà soát",
        "Kính gửi:",
        "của Chính phủ số",
        "(",
        "----",
        "*",
        "năm 2022",
        "Nơi nhận:",
        "- Lưu: VT.",
        "-",
        "GIÁM ĐỐC",
        "TM.",
        "KT. CHỦ TỊCH",
        "Nguyễn Văn An",
        "(Đã ký)",
        "Phụ lục 1",
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số /KH-SNV ngày /12/2021 của Sở)",
        "Căn cứ Luật;",
        "I. MỤC ĐÍCH",
        "x./.",
        "CỘNG HÒA XÃ HỘI",
        "MẬT",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            PARTS, st.text(max_size=30), st.lists(st.lists(PARTS, min_size=2, max_size=2), min_size=1, max_size=3)
        ),
        max_size=14,
    )
)
def test_any_document(parts: list[Any]) -> None:
    """Whatever stands in a document, there is a record, and every place lies in its block."""
    record = read(*parts)
    assert record.issued_on is None or record.issued_on.year == record.issued_year
    unread = any(source.rule == "number_unread" for source in record.sources)
    assert record.is_draft is ((record.number is None and not unread) or record.issued_on is None)
    assert (record.province is None) == (record.province_2025 is None)


def test_gold() -> None:
    """The annotated documents at hand, field by field; none where the folder is absent."""
    seeds = Path(__file__).parent.parent.parent / "shared/gold/seeds"
    wrong = []
    for path in sorted(seeds.glob("*.json")):
        for suffix in (".txt", ".docx"):
            source = path.with_suffix(suffix)
            if not source.exists():
                continue
            view = View.of(readers.read(source))
            view.outline = outline.read(view)
            record = header.extract(view)
            for name, gold in json.loads(path.read_text(encoding="utf-8"))["documents"][0].items():
                got = getattr(record, name)
                if name not in ("title", "agency") and gold != (got.isoformat() if isinstance(got, date) else got):
                    wrong.append((source.name, name, gold, got))
    assert wrong == []
