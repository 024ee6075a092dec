"""Type, title and the years that a document plans for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.header import title
from schemas.vocabulary import load
from tests.heads import BODY, MOTTO, P, holds, read


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


def test_type_line_wrapped() -> None:
    record = read("Số: 5/QĐ-STP", "QUYẾT", "ĐỊNH", "Ban hành Quy chế văn thư", "GIÁM ĐỐC SỞ TƯ PHÁP", *BODY)
    holds(record, {"doc_type": "decision", "title": "Ban hành Quy chế văn thư", "agency": "Sở Tư pháp"})


def test_a_decision_does_not_plan_what_it_rests_on() -> None:
    record = read(
        "UBND TỈNH GIA LAI", "Số: 9/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy chế họp",
        "Căn cứ Quyết định số 5/QĐ-UBND về việc ban hành Kế hoạch cải cách hành chính giai đoạn 2011 - 2015;", *BODY,
    )  # fmt: skip
    holds(record, {"plan_year": None, "plan_year_to": None})


def test_who_decides_is_not_of_a_title_that_ends_with_a_level() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN", "QUẬN TÂN BÌNH", "Số: 7/QĐ-UBND", "QUYẾT ĐỊNH",
        "Về việc công nhận kết quả đối với các phường", "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN TÂN BÌNH", *BODY,
    )  # fmt: skip
    holds(record, {"title": "công nhận kết quả đối với các phường", "agency": "Ủy ban nhân dân quận Tân Bình"})


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


def test_a_title_that_begins_like_a_sentence_of_the_body() -> None:
    """The bold lines below the type are the title, though the first is long and begins with "Thực hiện"."""
    record = read(
        P("KẾ HOẠCH", centred=True, bold=True),
        P(
            "Thực hiện Nghị quyết số 06-NQ/TU ngày 30/3/2022 của Ban Thường vụ Tỉnh ủy về chuyển đổi số ngành Y tế"
            " giai đoạn 2022 - 2025,",
            centred=True,
            bold=True,
        ),
        P("định hướng đến năm 2030", centred=True, bold=True),
        *BODY,
    )
    assert record.title is not None
    assert record.title.endswith("giai đoạn 2022 - 2025, định hướng đến năm 2030")
    assert (record.plan_year, record.plan_year_to) == (2022, 2025)
