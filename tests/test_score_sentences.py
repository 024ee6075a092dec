"""Sentences about results in the wordings of plans, reports and notices: families of forms, each in several words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring import extract, told

PCI = {
    "title": "Cải thiện Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)",
    "province": "Bến Tre",
    "agency": "UBND tỉnh Bến Tre",
}


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        # what the year compared to had stands in brackets; what follows is again of the year told
        (
            "Chỉ số CCHC năm 2019 của tỉnh đạt 84,26%, tăng 7,45% so với năm 2018 (76,81%), đứng thứ 27/63.",
            [(2019, 84.26, 27), (2018, 76.81, None)],
        ),
        (
            "Chỉ số CCHC năm 2020 của quận đạt 83,47%, xếp hạng 4 trên 9 quận (năm 2019 xếp hạng 2), xếp loại Khá.",
            [(2020, 83.47, 4), (2019, None, 2)],
        ),
        # from what to what, each with its year
        (
            "Chỉ số CCHC tăng từ 77,20% (2016) lên 84,55% (năm 2020), thứ hạng từ vị trí 27/63 lên vị trí 18/63.",
            [(2016, 77.2, None), (2020, 84.55, 18)],
        ),
    ],
)
def test_years_beside_the_year_told(sentence: str, rows: list[tuple[Any, ...]]) -> None:
    found = extract(sentence)
    assert sorted(told(row, "scored_year", "percent", "rank") for row in found) == sorted(rows, key=lambda row: row[0])


def test_a_class_behind_the_bracket_is_of_the_year_told() -> None:
    row = next(
        row
        for row in extract("Chỉ số CCHC năm 2020 của quận đạt 83 điểm (năm 2019: hạng 2), xếp loại Khá.")
        if row.score
    )
    assert told(row, "score", "grade", "scored_year") == (83.0, "Khá", 2020)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chỉ số DTI năm 2022 của tỉnh là 0,5107, đứng hạng 22/63 tỉnh, thành phố.", (0.5107, 22, 63)),
        ("PCI năm 2022 đạt 65,45, xếp thứ 8/63.", (65.45, 8, 63)),
        ("Kết quả: tổng điểm CCHC của phường là 91,05; xếp thứ 12 trong 114 xã, phường.", (91.05, 12, 114)),
        ("Theo kết quả công bố, tổng điểm Chỉ số CCHC đạt 88,5 và đứng thứ 3/10.", (88.5, 3, 10)),
    ],
)
def test_values_without_a_unit(sentence: str, expected: tuple[Any, ...]) -> None:
    (row,) = extract(sentence, title="Kết quả Chỉ số CCHC", agency="Ủy ban nhân dân phường Hồng Bàng")
    assert told(row, "score", "rank", "rank_of") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Hệ số lương bình quân là 2,34, tăng so với năm trước, theo Chỉ số CCHC.",
        "Kết quả xếp hạng 11 huyện, thị xã, thành phố về Chỉ số CCHC như sau:",
        "Đề nghị Tổ thẩm định Chỉ số CCHC không đánh giá tiêu chí 2.3 (1,5 điểm).",
        "Chỉ số CCHC: nằm trong nhóm 5 đơn vị dẫn đầu.",
    ],
)
def test_figures_that_are_nobodys_result(sentence: str) -> None:
    assert extract(sentence) == []


@pytest.mark.parametrize(
    "line",
    [
        "(3) Cải cách thủ tục hành chính: được 22,25 trên tổng số 24 điểm, đạt tỷ lệ 92,71%;",
        "3. Cải cách thủ tục hành chính: đạt 22,25 trên thang điểm 24 điểm (92,71%)",
        'Chỉ số thành phần "Cải cách thủ tục hành chính": 22,25/24 điểm (đạt 92,71%)',
        '- Lĩnh vực "Cải cách thủ tục hành chính" (22,25/24 điểm), tương ứng 92,71%',
        "+ Cải cách thủ tục hành chính: Đạt 22,25 điểm/24 điểm, tương ứng 92,71%.",
    ],
)
def test_points_of_an_area_and_the_name_alone(line: str) -> None:
    (row,) = extract("I. KẾT QUẢ CHỈ SỐ CCHC NĂM 2025", line)
    assert told(row, "area", "criterion", "score", "max_score", "percent", "level") == (
        "procedures", "Cải cách thủ tục hành chính", 22.25, 24.0, 92.71, "area",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("thuộc nhóm Khá", "Khá"),
        ("thuộc nhóm các tỉnh có chất lượng điều hành Tốt", "Tốt"),
        ("nằm trong nhóm trung bình cao", "trung bình cao"),
        ("xếp ở nhóm B", "B"),
        ("nằm trong nhóm 16 tỉnh dẫn đầu", None),
        ("thuộc nhóm 5 địa phương dẫn đầu", None),
    ],
)
def test_groups_by_name(words: str, group: str | None) -> None:
    (row,) = extract(f"PCI năm 2021 của tỉnh đạt 66,24 điểm, {words}, tăng 0,52 điểm nhưng giảm 6 bậc.", **PCI)
    assert row.rank_group == group
    if group is not None:
        assert told(row, "score_change", "rank_change") == (0.52, -6)


def test_a_group_in_a_sentence_of_its_own() -> None:
    (row,) = extract("Chỉ số CCHC năm 2019 của tỉnh đạt 84,26%. Tỉnh nằm trong nhóm B (từ 80% đến dưới 90%).")
    assert told(row, "percent", "rank_group") == (84.26, "B")


def test_the_rank_among_all_is_the_rows_own_and_that_of_the_region_a_row_beside() -> None:
    found = extract(
        "Tỉnh Bến Tre đạt 65,45 điểm, đứng thứ 4/13 tỉnh vùng Đồng bằng sông Cửu Long và thứ 20/63 cả nước.", **PCI
    )
    assert {told(row, "score", "rank", "rank_of", "rank_scope") for row in found} == {
        (65.45, 20, 63, None), (None, 4, 13, "tỉnh vùng Đồng bằng sông Cửu Long"),
    }  # fmt: skip


def test_what_is_said_behind_the_parts_is_of_the_total() -> None:
    total, appraised, survey = extract(
        "Chỉ số CCHC năm 2022: Thanh tra tỉnh đạt tổng 85,91 điểm/100 điểm; trong đó điểm thẩm định đạt 60,75/65 điểm, "
        "điểm khảo sát đạt 25,16/35 điểm; xếp vị trí thứ 14/19 cơ quan, giảm 02 bậc so với năm 2021.",
        agency="Thanh tra tỉnh",
    )
    assert told(total, "score", "max_score", "rank", "rank_change") == (85.91, 100.0, 14, -2)
    assert [told(row, "level", "score", "rank") for row in (appraised, survey)] == [
        ("part", 60.75, None), ("part", 25.16, None),
    ]  # fmt: skip


def test_what_a_bracket_leaves_out_is_passed_over() -> None:
    (row,) = extract(
        "Tổng số điểm tự chấm Chỉ số CCHC: 70/80 điểm (chưa bao gồm 20 điểm điều tra xã hội học), đạt tỷ lệ 87,5%. "
        "Tổ giúp việc phúc tra: 66,5 điểm."
    )
    assert told(row, "self_score", "max_score", "percent", "appraised_score") == (70.0, 80.0, 87.5, 66.5)


def test_a_province_by_its_name_alone() -> None:
    found = extract(
        "PAPI năm 2021: Quảng Nam đạt tổng điểm 42,07/80 điểm; Đà Nẵng đạt 46,19 điểm.",
        province="Quảng Nam",
        agency="UBND tỉnh",
    )
    assert [told(row, "unit", "score") for row in found] == [("UBND tỉnh", 42.07), ("Đà Nẵng", 46.19)]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Chỉ số CCHC của các xã: dẫn đầu là xã An Bình (92 điểm).", "xã An Bình"),
        ("Chỉ số CCHC của các xã: xã An Bình xếp cuối với 92 điểm.", "xã An Bình"),
        ("Chỉ số CCHC của các xã cao nhất là xã An Bình (92 điểm).", "xã An Bình"),
        ("Xã An Bình có Chỉ số CCHC cao nhất với 92 điểm.", "Xã An Bình"),
    ],
)
def test_the_first_and_the_last_are_units(sentence: str, unit: str) -> None:
    (row,) = extract(sentence)
    assert told(row, "unit", "score") == (unit, 92.0)


def test_parts_of_another_index_in_a_list() -> None:
    rows = extract(
        "Kết quả Chỉ số PAPI năm 2021 của tỉnh",
        "- Tham gia của người dân ở cấp cơ sở: 4,62 điểm, giảm 0,21 điểm;",
        '2. Chỉ số nội dung "Quản trị điện tử" đạt 2,9/10 điểm, xếp hạng 31/63.',
        title="Cải thiện Chỉ số PAPI",
        plan_year=2022,
    )
    assert [
        told(row, "index_code", "level", "criterion", "score", "max_score", "rank", "score_change") for row in rows
    ] == [
        ("PAPI", "criterion", "Tham gia của người dân ở cấp cơ sở", 4.62, None, None, -0.21),
        ("PAPI", "criterion", "Quản trị điện tử", 2.9, 10.0, 31, None),
    ]


def test_progress_of_what_shares_a_name_with_a_part_is_no_result() -> None:
    assert extract("- Kinh tế số đạt 12% GRDP của tỉnh.", title="Cải thiện Chỉ số chuyển đổi số (DTI)") == []


def test_units_in_a_numbered_list_with_the_rank_of_the_year_before() -> None:
    rows = extract(
        "Ngày 10/02/2023, UBND tỉnh công bố Chỉ số CCHC năm 2022 của các huyện, cụ thể như sau:",
        "1. Huyện Đức Linh: 91,24 điểm, hạng 1/10 (năm 2021 hạng 3);",
        "2. Huyện đảo Phú Quý: 79,35 điểm, hạng 10/10, giảm 02 hạng so với năm 2021;",
        "3. Công an tỉnh: 88,1 điểm.",
        title="Khắc phục hạn chế, nâng cao Chỉ số CCHC năm 2023",
        doc_type="dispatch",
    )
    assert [told(row, "unit", "scored_year", "score", "rank", "rank_change") for row in rows] == [
        ("Huyện Đức Linh", 2022, 91.24, 1, None),
        ("Huyện Đức Linh", 2021, None, 3, None),
        ("Huyện đảo Phú Quý", 2022, 79.35, 10, -2),
        ("Công an tỉnh", 2022, 88.1, None, None),
    ]


def test_the_own_agency_in_a_numbered_item() -> None:
    first, before = extract(
        "I. KẾT QUẢ CHỈ SỐ CCHC",
        "1. Năm 2024, Sở được chấm 89,95 điểm, xếp hạng thứ 9/19 cơ quan; so với năm 2023 tăng 3,17 điểm và tăng 04 bậc"
        " (năm 2023: 86,78 điểm, hạng 13/19).",
    )
    assert told(first, "scored_year", "score", "rank", "score_change", "rank_change") == (2024, 89.95, 9, 3.17, 4)
    assert told(before, "scored_year", "score", "rank", "rank_of") == (2023, 86.78, 13, 19)


@pytest.mark.parametrize(
    "line",
    [
        "a) Lĩnh vực Chỉ đạo, điều hành: tự chấm 13,5/14 điểm, thẩm định 12/14 điểm.",
        "- Chỉ đạo, điều hành: tự chấm 13,5/14 điểm; điểm thẩm định 12/14 điểm",
        "1. Chỉ đạo, điều hành: Tự đánh giá 13,5/14 điểm và được Hội đồng chấm 12/14 điểm",
    ],
)
def test_what_the_unit_and_the_council_gave_an_area(line: str) -> None:
    (row,) = extract("Kết quả thẩm định Chỉ số CCHC năm 2022", line)
    assert told(row, "level", "area", "self_score", "appraised_score", "max_score", "score") == (
        "area", "steering", 13.5, 12.0, 14.0, None,
    )  # fmt: skip


def test_what_a_unit_gave_itself_in_a_dispatch_of_that_year_is_no_promise() -> None:
    (row,) = extract(
        "Tổng điểm tự chấm Chỉ số CCHC năm 2022 của UBND huyện: 66,75 điểm; điểm thẩm định: 61,25 điểm.",
        doc_type="dispatch", plan_year=2022, agency="Sở Nội vụ", agency_level="department",
    )  # fmt: skip
    assert told(row, "self_score", "appraised_score", "scored_year") == (66.75, 61.25, 2022)


@pytest.mark.parametrize(
    "line",
    [
        "c) Về hiện đại hóa: Tỷ lệ hồ sơ trực tuyến của xã An Phú đạt 41,5%",
        "- Cải cách thủ tục hành chính: tỷ lệ hồ sơ trễ hạn là 2,4%",
        "4. Mức độ hài lòng của người dân đạt 95% (năm 2021: 90,4%)",
    ],
)
def test_a_share_of_things_is_no_score_of_an_area(line: str) -> None:
    assert extract("Kết quả thực hiện Chỉ số CCHC năm 2022", line) == []


@pytest.mark.parametrize("about", ["Chỉ số CCHC năm 2022", "về Chỉ số CCHC năm 2022"])
def test_an_index_behind_the_points_keeps_the_rank_with_them(about: str) -> None:
    (row,) = extract("Kết quả", f"UBND huyện Tân Lạc đạt 83,4/100 điểm {about}, xếp thứ 4/10 huyện, thành phố.")
    assert told(row, "unit", "score", "rank", "rank_of", "scored_year") == ("UBND huyện Tân Lạc", 83.4, 4, 10, 2022)


def test_a_remark_in_brackets_does_not_end_what_is_told() -> None:
    (row,) = extract(
        "I. KẾT QUẢ CHỈ SỐ CCHC NĂM 2022",
        "1. Tổng số điểm tự chấm: 58,5/65 điểm (không tính điểm khảo sát), tăng 1,5 điểm so với năm 2021.",
    )
    assert told(row, "self_score", "max_score", "score_change", "compared_to_year") == (58.5, 65.0, 1.5, 2021)


@pytest.mark.parametrize(
    "moved", ["rơi từ hạng 4 xuống hạng 9", "tụt từ vị trí 4 xuống vị trí 9", "lùi từ hạng 4 xuống hạng 9"]
)
def test_a_fall_in_places_goes_on_with_the_points(moved: str) -> None:
    (row,) = extract("Kết quả", f"Chỉ số CCHC năm 2022 của Sở đạt 82,6 điểm, {moved}.")
    assert told(row, "score", "rank", "rank_change") == (82.6, 9, -5)
