"""Targets by their part, their clause and their words: what is measured, for which index, by when."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import targets
from extractors.targets import dues as target_dues
from extractors.vietnamese.text import fold
from schemas.records import DocumentRecord
from tests.test_targets import (
    ALL,
    columns,
    in_part,
    promised,
    row,
    told,
    view_of,
)


def test_parts_of_results_and_legal_bases_promise_nothing() -> None:
    text = "- 100% hồ sơ được giải quyết đúng hạn."
    assert in_part("II. KẾT QUẢ THỰC HIỆN", text) == []
    assert in_part("II. CĂN CỨ PHÁP LÝ", text) == []


def test_laws_promise_nothing_outside_parts_of_targets() -> None:
    view = view_of("Điều 5. Hồ sơ", "- Tối thiểu 30% hồ sơ được kiểm tra.")
    assert len(targets.extract(view)) == 1
    view.header = DocumentRecord(doc_type="decree")
    assert targets.extract(view) == []


def test_numbers_of_cited_instruments_are_no_targets() -> None:
    assert told("Phấn đấu thực hiện Quyết định số 85/QĐ-UBND ngày 20/01/2023 của Ủy ban nhân dân tỉnh.") == []


def test_a_part_of_targets_gives_a_row_to_each_paragraph_without_a_number() -> None:
    rows = in_part(
        "II. CHỈ TIÊU",
        "- Thủ trưởng đơn vị trực tiếp chỉ đạo công tác cải cách hành chính;",
        "- 100% văn bản được ký số. Thực hiện nghiêm văn hóa công sở.",
        "- Các chỉ tiêu chủ yếu như sau:",
        "(Có Phụ lục kèm theo)",
    )
    assert [(each.text, each.quantified) for each in rows] == [
        ("Thủ trưởng đơn vị trực tiếp chỉ đạo công tác cải cách hành chính", False),
        ("100% văn bản được ký số", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the clause from its subject to its end, without connectors and without its source in brackets
        (
            "Tăng cường tiếp nhận hồ sơ, phấn đấu 80% hồ sơ nộp trực tuyến; trong đó, tỷ lệ toàn trình đạt 30%.",
            ["phấn đấu 80% hồ sơ nộp trực tuyến", "tỷ lệ toàn trình đạt 30%"],
        ),
        (
            "Chỉ số PCI tăng 02 bậc (theo Nghị quyết số 05-NQ/TU ngày 28/9/2021 của Tỉnh ủy), đến năm 2025 nằm trong "
            "TOP 15.",
            ["Chỉ số PCI tăng 02 bậc", "đến năm 2025 nằm trong TOP 15"],
        ),
        ("Thực hiện tiết kiệm (100% đơn vị có tiết kiệm), tự chủ tài chính.", ["100% đơn vị có tiết kiệm"]),
        ("Trả kết quả qua bưu chính (đạt 20% trở lên)", ["Trả kết quả qua bưu chính (đạt 20% trở lên)"]),
        # a part that only says where is not understood alone
        (
            "60% hồ sơ công việc tại cấp xã, 90% tại cấp tỉnh được xử lý trên mạng",
            ["60% hồ sơ công việc tại cấp xã, 90% tại cấp tỉnh được xử lý trên mạng"] * 2,
        ),
        # a full stop parts targets, a decimal comma and an abbreviation do not
        (
            "Tối thiểu 98,5% hồ sơ đúng hạn. 100% hồ sơ được số hóa.",
            ["Tối thiểu 98,5% hồ sơ đúng hạn", "100% hồ sơ được số hóa"],
        ),
        ("100% công chức của TP. Hòa Bình được tập huấn.", ["100% công chức của TP. Hòa Bình được tập huấn"]),
    ],
)
def test_the_text_is_the_clause(text: str, expected: list[str]) -> None:
    assert [each.text for each in promised(text)] == expected


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Mức độ hài lòng của người dân đạt tối thiểu 85%", "Mức độ hài lòng của người dân"),
        ("Phấn đấu đến hết năm 2022, 80% hồ sơ được số hóa", "hồ sơ được số hóa"),
        ("Chỉ số PCI tăng 02 bậc so với năm 2021", "Chỉ số PCI"),
        ("Mỗi phòng có từ 03 sáng kiến trở lên được công nhận", "Mỗi phòng có sáng kiến được công nhận"),
    ],
)
def test_the_indicator_is_what_is_measured(text: str, indicator: str) -> None:
    assert promised(text)[0].indicator == indicator


def test_scopes_are_told_apart_and_names_of_indices_have_none() -> None:
    rows = promised("90% hồ sơ tại cấp tỉnh, 60% hồ sơ tại cấp xã được xử lý trên mạng")
    assert [each.scope for each in rows] == ["cấp tỉnh", "cấp xã"]
    assert promised("Chỉ số năng lực cạnh tranh cấp tỉnh tăng 02 bậc")[0].scope is None


def test_an_index_that_is_only_the_purpose_is_not_measured() -> None:
    assert promised("Nhằm nâng cao Chỉ số CCHC, 100% hồ sơ được giải quyết đúng hạn")[0].index_code is None


def test_an_index_with_words_of_its_own_leaves_the_number_to_the_next_one() -> None:
    rows = promised("Chỉ số SIPAS thuộc nhóm khá, DTI tăng từ 2 đến 4 bậc mỗi năm")
    assert [(each.index_code, each.value, each.value_max) for each in rows] == [("DTI", 2, 4)]


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("Không để quá 1% hồ sơ trễ hạn do lỗi chủ quan", "le", 1),
        ("Không để tỷ lệ hồ sơ trễ hạn vượt 2%", "le", 2),
        ("Không để mức độ hài lòng của người dân dưới 90%", "ge", 90),
        ("Chỉ số PAPI không thấp hơn hạng 15", "top", 15),
        ("Xếp hạng Chỉ số CCHC của Sở từ thứ 8 trở lên trong khối", "top", 8),
        ("Tỷ lệ số hóa đạt tối thiểu lần lượt 80%", "ge", 80),
    ],
)
def test_what_is_not_let_happen_turns_the_comparison(text: str, comparator: str, value: float) -> None:
    (target,) = promised(text)
    assert (target.comparator, target.value) == (comparator, value)
    assert [row.value for row in promised("Không có hồ sơ trễ hạn quá 05 ngày") if row.quantified] == []


def test_so_many_from_each() -> None:
    (target,) = told("Phát động phong trào thanh niên, mỗi phường thành lập 01 đội tình nguyện")
    assert (target.comparator, target.value) == ("eq", 1)


def test_a_change_beside_a_level_has_a_comparator_of_its_own() -> None:
    level, change = promised("Tỷ lệ hồ sơ trực tuyến đạt trên 85%, tăng 15% so với tháng 8/2025")
    assert (level.comparator, level.value) == ("gt", 85)
    assert (change.comparator, change.value, change.change, change.baseline_year) == ("eq", 15, "increase", 2025)


def test_what_a_check_found_is_no_target() -> None:
    assert told("Qua kiểm tra tại 08 xã, còn 03/08 xã chưa niêm yết đầy đủ thủ tục") == []


def test_the_month_to_be_finished_in_is_a_due_year() -> None:
    (target,) = told("Niêm yết đúng quy định 100% thủ tục hành chính, hoàn thành trong tháng 5/2024")
    assert (target.due_year, target.due_on) == (2024, None)


def test_how_little_is_to_be_explained_is_no_target() -> None:
    assert told("Sở Y tế giải trình tỷ lệ hồ sơ trực tuyến dưới 30%") == []
    assert told("Làm việc với các xã có tỷ lệ thanh toán trực tuyến dưới 40%") == []


def test_a_day_that_the_work_is_to_be_finished_by_is_that_of_its_number() -> None:
    (target,) = told("Xử lý dứt điểm 100% hồ sơ quá hạn, hoàn thành trước ngày 31/8/2024")
    assert (target.value, target.due_on) == (100, date(2024, 8, 31))


def test_the_date_that_opens_a_clause_is_of_its_text() -> None:
    (target,) = promised("Đến năm 2028, hoàn thành việc hợp nhất 100% văn bản của hai tỉnh")
    assert target.text.startswith("Đến năm 2028, hoàn thành")


def test_a_day_of_what_follows_is_not_that_of_the_number() -> None:
    rows = told("Thí điểm tại tối thiểu 20% trường, tiến tới áp dụng cho tất cả các trường vào năm 2027.")
    assert [(each.value, each.due_year) for each in rows] == [(20, None)]


def test_a_rank_to_keep_is_of_the_index_before_it() -> None:
    rows = promised("Chỉ số CCHC đạt 90 điểm trở lên, giữ vững thứ hạng trong tốp 7")
    assert [(each.index_code, each.comparator, each.value) for each in rows] == [
        ("PAR_INDEX", "ge", 90), ("PAR_INDEX", "top", 7),
    ]  # fmt: skip


def test_a_rank_may_stand_before_the_number_of_the_ranked() -> None:
    (row,) = promised("Chỉ số PAPI xếp hạng từ 25 trở lên trong 63 tỉnh, thành phố.")
    assert (row.comparator, row.value, row.rank_of) == ("top", 25, 63)
    (row,) = promised("Chỉ số PAPI thuộc nhóm khá; vị trí xếp hạng trong khoảng 15 - 20/63.")
    assert (row.value, row.rank_of, row.index_code) == (20, 63, "PAPI")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số hóa tối thiểu 5.000 hồ sơ lưu trữ.", ("ge", 5000, "hồ sơ")),
        ("Cử 15 công chức tham gia bồi dưỡng.", ("eq", 15, "công chức")),
        ("Kiểm tra công vụ tại 12 đơn vị.", ("eq", 12, "đơn vị")),
        ("Khảo sát mức độ hài lòng đối với 300 lượt khách giao dịch.", ("eq", 300, "lượt khách")),
    ],
)
def test_work_measured_by_a_count(text: str, expected: tuple[str, float, str]) -> None:
    assert [(row.comparator, row.value, row.unit) for row in told(text)] == [expected]


def test_counts_that_only_tell_of_what_are_none() -> None:
    for text in ("Kiểm tra tại 12 đơn vị sau:", "Thực hiện 27 nhiệm vụ.", "Bố trí 02 máy tính tại Bộ phận một cửa."):
        assert told(text) == []


def test_small_numbers_in_words() -> None:
    rows = promised("Mỗi công chức tham gia tối thiểu một lớp tập huấn; kiểm tra ít nhất hai lần.")
    assert [(row.comparator, row.value, row.unit) for row in rows] == [("ge", 1, "lớp"), ("ge", 2, "time")]


def test_a_day_in_words_binds() -> None:
    (row,) = promised("100% xã có trang thông tin điện tử trước ngày 31 tháng 12 năm 2023.")
    assert (row.due_year, row.due_on) == (2023, date(2023, 12, 31))


def test_what_a_unit_gave_itself_is_no_target() -> None:
    rows = promised("Chỉ số CCHC đạt từ 90 điểm trở lên (năm 2025 tự chấm 77,25 điểm).")
    assert [(row.comparator, row.value) for row in rows] == [("ge", 90.0)]


def test_indices_in_turn() -> None:
    rows = promised("PAR INDEX và SIPAS lần lượt đạt 90% và 88%")
    assert [(each.index_code, each.value) for each in rows] == [("PAR_INDEX", 90), ("SIPAS", 88)]


def test_the_heading_and_the_line_above_a_list_give_the_due_date() -> None:
    rows = in_part("II. MỤC TIÊU ĐẾN NĂM 2030", "- 100% hồ sơ được số hóa.", "- Đến năm 2025, 80% xã có mạng.")
    assert [(each.due_year, each.due_on) for each in rows] == [(2030, None), (2025, None)]
    assert any(source.field == "due_year" and source.place and source.place.block == 2 for source in rows[0].sources)
    rows = in_part("II. MỤC TIÊU", "Phấn đấu đến hết năm 2024 đạt các chỉ tiêu sau:", "- 100% hồ sơ được số hóa.")
    assert [(each.due_year, each.due_on) for each in rows] == [(2024, date(2024, 12, 31))]


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("đến hết năm 2022", 2022, date(2022, 12, 31)),
        ("đến cuối năm 2025", 2025, date(2025, 12, 31)),
        ("trước ngày 30/6/2025", 2025, date(2025, 6, 30)),
        ("đến hết tháng 2/2024", 2024, date(2024, 2, 29)),
        ("đến hết quý II/2025", 2025, date(2025, 6, 30)),
        ("đến năm 2025", 2025, None),
        ("vào năm 2020", 2020, None),
        ("trong giai đoạn 2026-2030", 2030, None),
        ("năm 2026", None, None),
        ("Quyết định giai đoạn 2021-2025", None, None),
        ("trước ngày 31/02/2025", None, None),
    ],
)
def test_due_dates(text: str, year: int | None, day: date | None) -> None:
    found = target_dues.find(fold("x" + " " + text).text)
    assert (found[0].year if found else None, found[0].on if found else None) == (year, day)


def test_lines_numbered_with_a_dash_are_no_ranges() -> None:
    rows = in_part("II- CHỈ TIÊU", "1- 100% thủ tục được niêm yết;", "2- Giảm ít nhất 1/4 số hồ sơ phải bổ sung;")
    assert columns(rows) == [ALL, row("ge", 25, "percent", change="decrease")]


def test_a_grade_behind_a_colon_is_a_target_with_its_words() -> None:
    (found,) = in_part("II. CHỈ TIÊU", "3. Xếp loại công tác dân vận năm 2024: Khá.")
    assert (found.text, found.quantified) == ("Xếp loại công tác dân vận năm 2024: Khá", False)


def test_an_area_comes_from_the_heading_or_the_label() -> None:
    rows = in_part(
        "II. CHỈ TIÊU, NHIỆM VỤ",
        "1. Cải cách thủ tục hành chính",
        "a) Chỉ tiêu: 100% hồ sơ được giải quyết đúng hạn.",
    )
    assert [(each.area, each.section, each.text) for each in rows] == [
        ("procedures", "Chỉ tiêu", "100% hồ sơ được giải quyết đúng hạn")
    ]
