"""Criteria in lists below an area, parts told before their sum, and heads of three rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.scores import heads as score_heads
from extractors.structure import Column
from extractors.tables import columns as table_columns
from tests.scoring import extract, grid, told

INDEX = {"title": "Nâng cao Chỉ số cải cách hành chính năm 2022"}
POINTS = ("score", "max_score", "self_score", "appraised_score")


@pytest.mark.parametrize(
    ("line", "level", "criterion", "points"),
    [
        ("- Tiêu chí 1.2 - Chế độ báo cáo (tối đa 1,5 điểm, đạt 1,0 điểm): nộp chậm.", "criterion", "Chế độ báo cáo",
         (1.0, 1.5, None, None)),
        ("- TCTP 3.4.1 - Hồ sơ đúng hạn (tối đa 2,0 điểm; đạt 1 điểm)", "sub_criterion", "Hồ sơ đúng hạn",
         (1.0, 2.0, None, None)),
        ("- Sáng kiến CCHC (điểm tối đa 2,0; điểm đạt 1,0)", "criterion", "Sáng kiến CCHC", (1.0, 2.0, None, None)),
        ("a) Thực hiện kế hoạch: Sở tự chấm 2 điểm, thẩm định 1,5 điểm (trừ 0,5 điểm do chậm)", "criterion",
         "Thực hiện kế hoạch", (None, None, 2.0, 1.5)),
        ("+ Công tác kiểm tra: đơn vị tự chấm 2/2 điểm, Hội đồng thẩm định 1/2 điểm", "criterion",
         "Công tác kiểm tra", (None, 2.0, 2.0, 1.0)),
        ("1. Cải cách tài chính công: Sở tự chấm 7/8 điểm, thẩm định 6,5/8 điểm", "area",
         "Cải cách tài chính công", (None, 8.0, 7.0, 6.5)),
        # fractions without a unit, without a verb
        ("Các lĩnh vực còn lại gồm: chỉ đạo điều hành 12,5/14; cải cách chế độ công vụ 13/15.", "area",
         "chỉ đạo điều hành", (12.5, 14.0, None, None)),
    ],
)  # fmt: skip
def test_criteria_and_areas_in_lists(line: str, level: str, criterion: str, points: tuple[Any, ...]) -> None:
    row = extract(line, **INDEX)[0]
    assert told(row, "level", "criterion") == (level, criterion)
    assert told(row, *POINTS) == points


def test_items_named_like_the_area_above_them_are_its_criteria() -> None:
    rows = extract(
        "1. Chỉ đạo, điều hành CCHC (11/13 điểm)",
        "a) Kiểm tra CCHC: đạt 1/1,5 điểm.",
        "2. Cải cách TTHC (14,25/16 điểm)",
        "a) Công khai TTHC: đạt 0,75/1 điểm.",
        **INDEX,
    )
    assert [told(row, "level", "area", "score") for row in rows] == [
        ("area", "steering", 11.0),
        ("criterion", "steering", 1.0),
        ("area", "procedures", 14.25),
        ("criterion", "procedures", 0.75),
    ]


@pytest.mark.parametrize("sum_", ["Tổng điểm: 87,15/100 điểm", "Tổng cộng Sở đạt 87,15/100 điểm"])
def test_what_was_given_is_one_total_with_its_sum(sum_: str) -> None:
    rows = extract(
        "Sở tự chấm đạt 66,75/70 điểm; kết quả thẩm định của Sở Nội vụ 61,25/70 điểm; điểm khảo sát 25,9/30 điểm."
        f" {sum_}, xếp hạng 11/20 (năm 2021 xếp hạng 9/20, giảm 2 bậc).",
        **INDEX,
    )
    first = told(rows[0], *POINTS, "survey_score", "rank", "rank_change")
    assert first == (87.15, 100.0, 66.75, 61.25, 25.9, 11, -2)
    assert [told(row, "level", "rank", "scored_year", "rank_change") for row in rows[1:]] == [("total", 9, 2021, None)]


def test_a_head_of_three_rows_whose_lowest_tells_the_maxima() -> None:
    rows = extract(
        "Kết quả Chỉ số CCHC năm 2022",
        grid(
            ["STT", "Đơn vị", "Điểm đạt được theo từng lĩnh vực", "<", "Tổng điểm", "Xếp loại"],
            ["^", "^", "Chỉ đạo, điều hành", "Thể chế", "^", "^"],
            ["^", "^", "Tối đa 15 điểm", "Tối đa 10 điểm", "80 điểm", "^"],
            ["1", "Thị trấn Vôi", "14,5", "9", "75,25", "Tốt"],
            ["2", "Xã Tân Hưng", "13", "8,5", "69", "Khá"],
        ),
    )
    assert [told(row, "unit", "level", "area", "score", "max_score", "grade") for row in rows] == [
        ("Thị trấn Vôi", "area", "steering", 14.5, 15.0, None),
        ("Thị trấn Vôi", "area", "institutions", 9.0, 10.0, None),
        ("Thị trấn Vôi", "total", None, 75.25, 80.0, "Tốt"),
        ("Xã Tân Hưng", "area", "steering", 13.0, 15.0, None),
        ("Xã Tân Hưng", "area", "institutions", 8.5, 10.0, None),
        ("Xã Tân Hưng", "total", None, 69.0, 80.0, "Khá"),
    ]


@pytest.mark.parametrize(
    ("head", "alone"),
    [("Tối đa 15 điểm", True), ("(80 điểm)", True), ("15", True), ("Điểm chuẩn: 7,5", True), ("Điểm chuẩn", False),
     ("Năm 2021", False), ("Thể chế (10 điểm)", False)],
)  # fmt: skip
def test_heads_that_only_give_a_maximum(head: str, alone: bool) -> None:
    assert table_columns.is_maximum(head) is alone
    assert score_heads.naming(Column(0, "score", ("Thể chế", head))) == ("Thể chế" if alone else head)


def test_numbers_below_a_head_of_another_name() -> None:
    rows = extract(
        "Kết quả tự chấm điểm Chỉ số CCHC năm 2023",
        grid(
            ["Mục", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm"],
            ["I", "CHỈ ĐẠO, ĐIỀU HÀNH CCHC", "12", "11,5"],
            ["1", "Kế hoạch CCHC năm", "3", "3"],
            ["a", "Ban hành kịp thời", "1", "1"],
            ["II", "CẢI CÁCH THỂ CHẾ", "8", "7"],
        ),
    )
    assert [told(row, "level", "criterion_no", "self_score") for row in rows] == [
        ("area", "I", 11.5),
        ("criterion", "1", 3.0),
        ("sub_criterion", "a", 1.0),
        ("area", "II", 7.0),
    ]


@given(st.text("abcđ .:;,()/-0123456789điểm tốiđahạng", max_size=80))
def test_no_item_breaks_the_reading(words: str) -> None:
    for line in (f"- {words}", f"Tiêu chí 1.2 - {words} (tối đa 2 điểm, đạt 1 điểm)", f"Chỉ số CCHC {words}"):
        for row in extract(line, **INDEX):
            assert 0 <= row.place.start <= row.place.end <= len(line)
