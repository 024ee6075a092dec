"""What lines below a total say more of it, totals told in pieces, moves with their years, cells with two figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring import extract, grid, told

INDEX = {"title": "Nâng cao Chỉ số cải cách hành chính năm 2022"}


def test_lines_below_a_total_say_more_of_it() -> None:
    rows = extract(
        "- Tổng điểm Chỉ số CCHC năm 2021: 84,56/100 điểm.",
        "- Xếp hạng: 13/19.",
        "- Xếp loại: Khá.",
        "- So với năm 2020: tăng 3,21 điểm, tăng 02 bậc.",
        "- Cải cách tài chính công: đạt 8/8 điểm.",
        **INDEX,
    )
    assert [told(row, "level", "score", "rank", "rank_of", "grade", "score_change", "rank_change") for row in rows] == [
        ("total", 84.56, 13, 19, "Khá", 3.21, 2),
        ("area", 8.0, None, None, None, None, None),
    ]
    assert {source.field for source in rows[0].sources} >= {"rank", "rank_of", "grade", "score_change"}


@pytest.mark.parametrize(
    "lines",
    [
        ("Sở Y tế: 84,5 điểm.", "Văn bản hướng dẫn của cấp trên.", "Phân công thực hiện.", "- Xếp hạng: 13/19."),
        ("- Cải cách TTHC: 8/9 điểm", "- Xếp hạng: 13/19."),
    ],
)
def test_lines_that_say_nothing_of_a_total_before(lines: tuple[str, ...]) -> None:
    assert all(row.rank is None for row in extract(*lines, **INDEX))


def test_a_rank_told_twice_stays_the_first() -> None:
    rows = extract("Chỉ số CCHC năm 2021 của Sở đạt 84 điểm, hạng 3/9.", "- Xếp hạng: 4/9", **INDEX)
    assert rows[0].rank == 3


def test_years_as_labels_of_totals() -> None:
    rows = extract(
        "Kết quả Chỉ số CCHC qua các năm:",
        "- Năm 2021: 80,15 điểm; hạng 15/20; xếp loại Khá.",
        "- Năm 2022: 84,02 điểm; hạng 11/20; xếp loại Khá.",
        title="Kết quả nâng cao Chỉ số cải cách hành chính",
    )
    assert [told(row, "level", "scored_year", "score", "rank", "grade") for row in rows] == [
        ("total", 2021, 80.15, 15, "Khá"),
        ("total", 2022, 84.02, 11, "Khá"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Chỉ số CCHC năm 2021 của Sở xếp hạng 6 trong 20 sở (năm 2020 xếp hạng 11), từ 82,5 điểm (năm 2020) tăng"
            " lên 88,15 điểm (năm 2021).",
            [(2021, 88.15, 6), (2020, 82.5, 11)],
        ),
        (
            "Chỉ số CCHC của tỉnh giảm từ vị trí thứ 15 năm 2012 xuống vị trí thứ 24 năm 2013 với tổng điểm 78,14 điểm",
            [(2013, 78.14, 24)],
        ),
    ],
)
def test_totals_told_in_pieces_are_one_a_year(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(told(row, "scored_year", "score", "rank") for row in extract(sentence)) == sorted(expected)


def test_a_place_again_in_brackets_tells_of_how_many() -> None:
    (row,) = extract(
        "Năm 2020, Chỉ số CCHC của huyện Ea Súp đạt 78,6/100 điểm, xếp thứ 4 khối huyện, thị xã (4/15 đơn vị), tăng 3"
        " bậc so với năm 2019."
    )
    assert told(row, "rank", "rank_of", "rank_change", "compared_to_year") == (4, 15, 3, 2019)


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("điểm đánh giá kết quả thực hiện CCHC", None),
        ("điểm tự đánh giá được thẩm định là", None),
        ("điểm đánh giá tác động của CCHC qua điều tra xã hội học", "survey"),
    ],
)
def test_parts_of_a_total(words: str, area: str | None) -> None:
    rows = extract(f"Chỉ số CCHC của Sở năm 2022 đạt 83,9 điểm (trong đó: {words} 57,5/65 điểm), xếp thứ 16/19 sở.")
    assert [told(row, "level", "area", "score", "rank") for row in rows] == [
        ("total", None, 83.9, 16),
        ("part", area, 57.5, None),
    ]


def test_cells_with_points_and_their_share() -> None:
    rows = extract(
        "Kết quả hai năm",
        grid(
            ["STT", "Lĩnh vực", "Kết quả năm 2020", "Kết quả năm 2021"],
            ["1", "Thể chế", "7,5/8 (93,75%)", "8/8 (100%)"],
            ["2", "Thủ tục hành chính", "14/18 (77,78%)", "15,5/18 (86,11%)"],
            ["3", "Tài chính công", "8/10 (80%)", "9/10 (90%)"],
        ),
    )
    assert [told(row, "scored_year", "score", "max_score", "percent") for row in rows[:4]] == [
        (2020, 7.5, 8.0, 93.75),
        (2021, 8.0, 8.0, 100.0),
        (2020, 14.0, 18.0, 77.78),
        (2021, 15.5, 18.0, 86.11),
    ]


@pytest.mark.parametrize("mean", ["Điểm trung bình khối sở", "Điểm bình quân các huyện", "Điểm cao nhất toàn tỉnh"])
def test_a_column_of_means_is_no_result(mean: str) -> None:
    rows = extract(
        "Kết quả Chỉ số CCHC năm 2023",
        grid(
            ["TT", "Lĩnh vực", "Điểm tối đa", "Điểm của Sở", mean, "Thứ hạng"],
            ["1", "Chỉ đạo, điều hành", "10", "8,75", "9,02", "14"],
            ["2", "Thể chế", "8", "8", "7,4", "1"],
        ),
    )
    assert [told(row, "score", "max_score", "rank") for row in rows] == [(8.75, 10.0, 14), (8.0, 8.0, 1)]
    assert rows[0].other == {mean: "9,02"}


def test_a_sum_below_a_head_of_results() -> None:
    rows = extract(
        "Kết quả Chỉ số CCHC năm 2023",
        grid(
            ["TT", "Lĩnh vực", "Điểm chuẩn", "Kết quả đánh giá", "<", "<", "<"],
            ["^", "^", "^", "Tự đánh giá", "Thẩm định", "ĐTXHH", "Tổng cộng"],
            ["I", "Chỉ đạo, điều hành CCHC", "13", "12", "11", "1,5", "12,5"],
            ["II", "Tác động của CCHC", "10", "-", "-", "8,22", "8,22"],
        ),
    )
    assert [told(row, "self_score", "appraised_score", "survey_score", "score") for row in rows] == [
        (12.0, 11.0, 1.5, 12.5),
        (None, None, 8.22, 8.22),
    ]


# -- below headings, and places before their units -----------------------------------------------------------------


def test_sentences_below_the_heading_of_an_area_tell_its_result() -> None:
    rows = extract(
        "1. Công tác chỉ đạo, điều hành",
        "Lĩnh vực này Sở đạt 14,25/15 điểm, trừ 0,75 điểm do xử lý chậm.",
        "2. Cải cách thể chế",
        "Sở đạt 7/7 điểm (100%), xếp thứ 1/17.",
        "3. Cải cách chế độ công vụ",
        "Đạt 12,82/14 điểm.",
        "4. Cải cách tài chính công (7/8 điểm)",
        "Chi cục Thuế đạt 5/8 điểm.",
        **INDEX,
    )
    assert [told(row, "level", "area", "criterion_no", "score", "max_score", "rank") for row in rows[:4]] == [
        ("area", "steering", "1", 14.25, 15.0, None),
        ("area", "institutions", "2", 7.0, 7.0, 1),
        ("area", "civil_service", "3", 12.82, 14.0, None),
        ("area", "public_finance", "4", 7.0, 8.0, None),
    ]
    assert rows[0].criterion == "Công tác chỉ đạo, điều hành"
    assert {source.field for source in rows[0].sources} >= {"area", "criterion"}
    assert all(row.level == "total" for row in rows[4:])


def test_the_work_that_an_index_measures_is_a_total() -> None:
    (row,) = extract(
        "Năm 2022, công tác CCHC của Sở được UBND tỉnh đánh giá, xếp loại Khá với 79,85/100 điểm, xếp thứ 15/19 sở"
        " (giảm 5 bậc so với năm 2021).",
        **INDEX,
    )
    expected = ("total", 79.85, 100.0, 15, "Khá", -5)
    assert told(row, "level", "score", "max_score", "rank", "grade", "rank_change") == expected


def test_several_numbered_criteria_behind_their_area() -> None:
    rows = extract(
        "+ Lĩnh vực 1 - Chỉ đạo, điều hành: 12/15 điểm, trong đó: tiêu chí 1.3 đạt 1/2 điểm, tiêu chí 1.6 đạt 0/2 điểm"
        " và tiêu chí 1.7 đạt 0,5/1 điểm.",
        **INDEX,
    )
    assert [told(row, "level", "criterion_no", "area", "score", "max_score") for row in rows] == [
        ("area", "1", "steering", 12.0, 15.0),
        ("criterion", "1.3", "steering", 1.0, 2.0),
        ("criterion", "1.6", "steering", 0.0, 2.0),
        ("criterion", "1.7", "steering", 0.5, 1.0),
    ]


def test_the_own_body_in_familiar_words() -> None:
    (row,) = extract("Sở ta đạt 93,27/100 điểm, xếp thứ 5/21.", **INDEX)
    assert told(row, "level", "score", "rank") == ("total", 93.27, 5)


def test_areas_in_a_list_that_is_introduced_as_results() -> None:
    rows = extract("4. Các lĩnh vực giữ nguyên điểm số: thể chế (8,5 điểm), tổ chức bộ máy (9 điểm).", **INDEX)
    assert [told(row, "area", "score") for row in rows] == [("institutions", 8.5), ("organization", 9.0)]
    assert extract("4. Các lĩnh vực đánh giá: thể chế (8,5 điểm), tổ chức bộ máy (9 điểm).", **INDEX) == []


def test_a_quoted_criterion_with_its_year_in_brackets() -> None:
    (row,) = extract('1. Tiêu chí 1.3 "Kiểm tra CCHC" (năm 2021 đạt 0,5/1,5 điểm): kiểm tra 40% đơn vị.', **INDEX)
    expected = ("criterion", "1.3", "Kiểm tra CCHC", 0.5, 1.5, 2021)
    assert told(row, "level", "criterion_no", "criterion", "score", "max_score", "scored_year") == expected


def test_places_before_the_units_that_have_them() -> None:
    rows = extract(
        "Xếp hạng Nhất là Sở Tài chính với 96,35 điểm; xếp hạng Nhì là Sở Nội vụ với 95,8 điểm; đứng thứ 3 là Văn phòng"
        " UBND tỉnh với 95,12 điểm.",
        **INDEX,
    )
    assert [told(row, "unit", "rank", "score") for row in rows] == [
        ("Sở Tài chính", 1, 96.35),
        ("Sở Nội vụ", 2, 95.8),
        ("Văn phòng UBND tỉnh", 3, 95.12),
    ]


@pytest.mark.parametrize("scale", ["trên thang điểm 100", "/100 điểm", "trên tổng số 100 điểm"])
def test_a_scale_promises_nothing(scale: str) -> None:
    (row,) = extract(f"Chỉ số CCHC năm 2020 của Sở đạt 81,36 điểm {scale}, đứng vị thứ 14/21 cơ quan, xếp loại Khá.")
    assert told(row, "score", "max_score", "rank", "grade") == (81.36, 100.0, 14, "Khá")


def test_what_the_unit_gave_itself_in_brackets() -> None:
    (row,) = extract("Theo đó, Sở được 54,5/60 điểm (điểm tự chấm là 58 điểm), tự xếp loại Tốt.", **INDEX)
    assert told(row, "score", "max_score", "self_score", "grade") == (54.5, 60.0, 58.0, "Tốt")
