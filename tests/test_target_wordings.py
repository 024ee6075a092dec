"""Wordings of targets that plans use beside the usual ones: groups, past values in brackets, rates, joined cuts."""

from __future__ import annotations

import pytest

from tests.test_targets import in_part, promised, told


def values(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(row.comparator or "", row.value, row.unit) for row in promised(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Chỉ số PCI nằm trong nhóm 25 tỉnh có chất lượng điều hành tốt", 25),
        ("PGI thuộc nhóm 12 địa phương có môi trường kinh doanh tốt", 12),
        ("DDCI vào nhóm 06 sở có năng lực điều hành tốt nhất", 6),
    ],
)
def test_a_group_of_the_good_is_a_rank(text: str, value: int) -> None:
    (row,) = promised(text)
    assert (row.comparator, row.value, row.unit) == ("top", value, "rank")


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ số hóa đạt 88% (năm 2023: 71,4%)",
        "Tỷ lệ hồ sơ số hóa đạt 88% (năm 2023 71,4%)",
        "Tỷ lệ hồ sơ số hóa đạt 88% (thực hiện năm 2023: 71,4%)",
        "Tỷ lệ hồ sơ số hóa đạt 88% (kết quả năm 2023: đạt 71,4%)",
        "Phấn đấu 88% hồ sơ được số hóa (cùng kỳ năm 2023 đạt 71,4%)",
        "Phấn đấu tỷ lệ hồ sơ số hóa đạt 88% (năm 2023: 71,4%)",
    ],
)
def test_the_value_of_a_year_gone_by_is_no_target(text: str) -> None:
    assert [row.value for row in in_part("II. CHỈ TIÊU", "- " + text, plan_year=2024)] == [88]


def test_the_value_of_the_plan_year_is_one() -> None:
    assert [row.value for row in in_part("II. CHỈ TIÊU", "- Hồ sơ trực tuyến năm 2024: 75%", plan_year=2024)] == [75]


@pytest.mark.parametrize("name", ["Tổng đài 1055", "đường dây nóng 1055", "đầu số 1055", "điện thoại 1055"])
def test_the_number_of_a_telephone_counts_nothing(name: str) -> None:
    assert values(f"Thời gian trả lời kiến nghị gửi qua {name} tối đa 36 giờ") == [("le", 36, "hour")]


@pytest.mark.parametrize(
    ("since", "year"),
    [
        ("so với thời điểm ngày 01/7/2025", 2025),
        ("so với thời điểm 30/4/2024", 2024),
        ("so với ngày 31/12/2023", 2023),
        ("so với thời điểm tháng 6/2024", 2024),
    ],
)
def test_a_day_is_a_baseline_by_its_year(since: str, year: int) -> None:
    (row,) = promised(f"Giảm tối thiểu 12% số đơn vị sự nghiệp công lập {since}")
    assert (row.change, row.baseline_year) == ("decrease", year)


def test_what_is_abolished_is_a_decrease_like_what_is_cut() -> None:
    rows = promised("Cắt giảm ít nhất 25% thời gian, 25% chi phí và bãi bỏ ít nhất 20% điều kiện so với năm 2023")
    assert [(row.value, row.change, row.baseline_year) for row in rows] == [
        (25, "decrease", 2023), (25, "decrease", 2023), (20, "decrease", 2023),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mở chuyên mục hỏi đáp, phát sóng tối thiểu 03 số/tháng.", 3),
        ("Cập nhật cơ sở dữ liệu, ít nhất 02 bản ghi/tuần.", 2),
        ("Đăng ít nhất 04 tin, bài/quý trên Trang thông tin.", 4),
    ],
)
def test_so_many_each_time_is_a_target_outside_parts_of_targets_too(text: str, value: int) -> None:
    assert [(row.comparator, row.value) for row in told(text)] == [("ge", value)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hai phần ba số thôn có tổ công nghệ số", [("eq", 66.67, "percent")]),
        ("Ít nhất ba phần tư số trường học dùng học bạ số", [("ge", 75.0, "percent")]),
        ("Thời gian cấp phép giảm một phần ba", [("eq", 33.33, "percent")]),
        ("Rút ngắn 1/4 thời gian giải quyết", [("eq", 25.0, "percent")]),
        ("Triển khai một phần năm 2025, phần còn lại năm 2026", []),
    ],
)
def test_a_fraction_in_words_is_a_share(text: str, found: list[object]) -> None:
    assert [each for each in values(text) if each[1] is not None] == found


@pytest.mark.parametrize(
    "text",
    ["PAPI trong nhóm 18 cả nước", "PCI thuộc nhóm 18 tỉnh, thành phố", "DTI vào nhóm 18 địa phương của cả nước"],
)
def test_a_group_of_so_many_is_a_rank(text: str) -> None:
    assert values(text) == [("top", 18, "rank")]


def test_a_group_that_is_helped_is_none() -> None:
    assert values("Hỗ trợ thiết bị trong nhóm 20 xã khó khăn") != [("top", 20, "rank")]


def test_the_points_of_the_reform_are_those_of_its_index() -> None:
    (row,) = promised("Điểm CCHC của đặc khu đạt từ 84 điểm trở lên")
    assert (row.index_code, row.comparator, row.value) == ("PAR_INDEX", "ge", 84)


def test_the_highest_score_is_no_bound() -> None:
    assert values("Điểm tự chấm về thể chế đạt tối đa 12/12 điểm") == [("eq", 12, "point")]


def test_a_bound_holds_for_what_a_plan_holds_besides() -> None:
    assert values("Tổ chức tối thiểu 03 đợt kiểm tra, 01 hội nghị sơ kết") == [("ge", 3, "đợt"), ("ge", 1, "hội nghị")]


def test_for_how_many_a_class_is_held() -> None:
    """Domain section 4, example 46, outside a part of targets too."""
    rows = told("Tổ chức 02 lớp tập huấn cho 180 công chức và báo cáo kết quả")
    assert [(row.value, row.unit) for row in rows] == [(2, "lớp"), (180, "công chức")]


@pytest.mark.parametrize(
    ("text", "count"), [("Trường hợp trễ hẹn phải xin lỗi 100%", 1), ("Trường hợp trễ hẹn 100%", 0)]
)
def test_a_case_that_must_be_met_is_promised(text: str, count: int) -> None:
    assert len(told(text)) == count


@pytest.mark.parametrize("grade", ["xếp loại Tốt", "xếp loại Khá trở lên", "đạt loại xuất sắc"])
def test_a_grade_between_two_numbers_of_an_index_measures_nothing_else(grade: str) -> None:
    rows = promised(f"Chỉ số CCHC của Sở năm 2026 đạt từ 91 điểm trở lên, {grade}, nằm trong TOP 6 sở, ban, ngành")
    assert [(row.index_code, row.comparator, row.value) for row in rows] == [
        ("PAR_INDEX", "ge", 91),
        ("PAR_INDEX", "top", 6),
    ]


def test_a_heading_that_names_an_index_says_what_is_reached() -> None:
    """Not a part of results: it stands below the heading of the targets, with its numbers behind the colon."""
    rows = in_part("II. MỤC TIÊU", "a) Tỷ lệ số hóa đạt 80%.", "b) Chỉ số CCHC của Sở: xếp thứ 05/15 sở, tăng 02 bậc.")
    assert [(row.index_code, row.comparator, row.value) for row in rows] == [
        (None, "eq", 80),
        ("PAR_INDEX", "top", 5),
        ("PAR_INDEX", "eq", 2),
    ]


@pytest.mark.parametrize("opening", ["Chỉ số", "Các chỉ số"])
def test_indices_behind_their_common_name(opening: str) -> None:
    rows = promised(f"{opening}: CCHC đạt 93 điểm; SIPAS đạt 88%")
    assert [(row.index_code, row.value) for row in rows] == [("PAR_INDEX", 93), ("SIPAS", 88)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Công khai danh sách đơn vị có tỷ lệ trễ hạn trên 2%", 0),
        ("Phê bình các xã để tỷ lệ hồ sơ quá hạn trên 5%", 0),
        ("Duy trì hệ thống ISO; mở rộng áp dụng tại 03 xã", 1),
        ("Kiểm tra đột xuất ít nhất 05 xã", 1),
    ],
)
def test_who_is_named_for_a_rate_and_where_work_is_done(text: str, count: int) -> None:
    assert len(told(text)) == count


def test_a_bound_for_several_levels_in_turn() -> None:
    rows = promised("Tỷ lệ số hóa kết quả đạt tối thiểu tương ứng 100%, 90%, 85% đối với cấp tỉnh, cấp huyện, cấp xã")
    assert [(row.comparator, row.value) for row in rows] == [("ge", 100), ("ge", 90), ("ge", 85)]
    assert {row.text[:14] for row in rows} == {"Tỷ lệ số hóa k"}


def test_a_change_of_its_own_has_no_bound_of_the_one_before() -> None:
    rows = promised("Giảm tối thiểu 10% số đầu mối và giảm 5% biên chế so với năm 2021")
    assert [(row.comparator, row.value, row.change) for row in rows] == [("ge", 10, "decrease"), ("eq", 5, "decrease")]


def test_thousands_and_millions_of_what_is_counted_are_its_unit() -> None:
    assert values("Phấn đấu số hóa 1,2 triệu trang tài liệu lưu trữ") == [("eq", 1.2, "triệu trang")]


def test_round_the_clock_is_no_share() -> None:
    assert [row.value for row in promised("Bảo đảm 24/24 giờ hệ thống hoạt động; tỷ lệ số hóa đạt 90%")] == [90]


def test_the_value_behind_the_year_it_is_compared_with_is_no_target() -> None:
    rows = in_part("II. MỤC TIÊU", "- SIPAS tăng ít nhất 2% so với năm 2023 (82,5%).", plan_year=2024)
    assert [(row.value, row.baseline_year) for row in rows] == [(2, 2023)]


@pytest.mark.parametrize(
    ("text", "index"), [("thứ hạng CCHC tăng 3 - 5 bậc", "PAR_INDEX"), ("Kiểm tra CCHC tại 5 sở", None)]
)
def test_a_rank_names_the_index_by_its_subject(text: str, index: str | None) -> None:
    (row,) = promised(text)
    assert row.index_code == index


def test_hours_of_training_in_a_year() -> None:
    assert [(row.comparator, row.value, row.unit) for row in told("Bồi dưỡng tối thiểu 40 giờ/năm")] == [
        ("ge", 40, "hour")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chuyển 01 đơn vị sự nghiệp sang tự chủ nhóm 2", ("eq", 1, None)),
        ("Sáp nhập 03 trung tâm trực thuộc", ("eq", 3, None)),
        ("Giảm 02 phòng chuyên môn", ("eq", 2, "decrease")),
        ("Rút ngắn thời gian giải quyết của ít nhất 10 TTHC", ("ge", 10, None)),
    ],
)
def test_work_on_so_many_is_promised_without_a_word_for_it(text: str, expected: tuple[str, float, str | None]) -> None:
    (row,) = in_part("III. NHIỆM VỤ\n\n1. Cải cách tổ chức bộ máy", f"- {text} theo quy định.", plan_year=2024)
    assert (row.comparator, row.value, row.change) == expected


@pytest.mark.parametrize("text", ["Kết quả giám sát tại 02 phòng chuyên môn", "Chuyển hồ sơ của 03 đơn vị về Sở"])
def test_a_count_that_nothing_is_done_to_is_no_target(text: str) -> None:
    assert in_part("III. NHIỆM VỤ\n\n1. Cải cách tổ chức bộ máy", f"- {text} theo quy định.", plan_year=2024) == []


def test_what_a_machine_can_do_is_a_condition() -> None:
    assert told("Có máy chủ đáp ứng năng lực xử lý tối thiểu 10 triệu giao dịch thanh toán mỗi ngày") == []
