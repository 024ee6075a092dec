"""Scores told in sentences, list items and headings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import scores
from tests.scoring import AGENCY, extract, grid, told, view

# -- totals in sentences -----------------------------------------------------------------------------------------------

TOTALS: list[tuple[str, dict[str, Any]]] = [
    # all at once: points, falls in points and places, rank, group
    (
        "Về chỉ số cải cách hành chính, Sở Lao động – TB&XH đạt 85.44/100 điểm (giảm 1.41 điểm và 01 bậc so với năm"
        " 2020), xếp thứ 20/22 Sở ngành, ở nhóm II.",
        {"score": 85.44, "max_score": 100.0, "score_change": -1.41, "rank_change": -1, "compared_to_year": 2020,
         "rank": 20,
         "rank_of": 22, "rank_group": "II", "unit": AGENCY, "rank_scope": None},
    ),
    # the change in brackets; the year before
    (
        "Trong năm 2022, chỉ số CCHC của Sở đạt 79,48/97,5 điểm, đạt 81,52%, xếp thứ 16/20 đơn vị"
        " (Giảm 06 bậc so với năm"
        " 2021).",
        {"score": 79.48, "max_score": 97.5, "percent": 81.52, "rank": 16, "rank_of": 20, "rank_change": -6,
         "compared_to_year": 2021, "scored_year": 2022},
    ),
    # the year stands in the sentence before
    (
        "UBND tỉnh đã có báo cáo về chỉ số CCHC năm 2020 (số 80/BC-UBND ngày 09/2/2021). Chỉ số cải cách hành chính"
        " của Sở, đạt 86,8 điểm, giảm 1.44 điểm so với năm 2019; xếp thứ 18/21 đơn vị của tỉnh.",
        {"score": 86.8, "max_score": None, "score_change": -1.44, "compared_to_year": 2019, "rank": 18, "rank_of": 21,
         "scored_year": 2020, "criterion": "Chỉ số cải cách hành chính của Sở"},
    ),
    # whom the rank is among holds commas; a group behind it
    ("Chỉ số CCHC năm 2021 của Sở đạt 85.44/100 điểm, xếp thứ 20/22 sở, ban, ngành và thuộc nhóm II.",
     {"score": 85.44, "rank": 20, "rank_of": 22, "rank_group": "II"}),
    # the class between score and rank
    ("Năm 2022, Sở Tư pháp đạt 88,68 điểm về chỉ số CCHC, xếp loại tốt và đứng thứ 15/34.",
     {"score": 88.68, "grade": "tốt", "rank": 15, "rank_of": 34, "unit": "Sở Tư pháp"}),
    ("Chỉ số CCHC năm 2023 của Sở đạt 88,72 điểm, xếp loại Tốt", {"score": 88.72, "grade": "Tốt", "scored_year": 2023}),
    ("Chỉ số CCHC của Sở đạt 90,09/100 điểm, xếp hạng 11/34", {"score": 90.09, "rank": 11, "rank_of": 34}),
    # percentages instead of points
    ("Chỉ số CCHC năm 2023 của tỉnh Gia Lai đứng thứ 19, đạt 83,84% (giảm 3 bậc so với năm 2022)",
     {"rank": 19, "percent": 83.84, "score": None, "rank_change": -3,
      "compared_to_year": 2022, "unit": "tỉnh Gia Lai"}),
    ("Chỉ số CCHC của Sở đạt 91,77% điểm", {"percent": 91.77, "score": None}),
    # other indices, dot and comma; a rank among a region
    ("Chỉ số PAPI đạt 42.295 điểm, xếp thứ 34/63", {"index_code": "PAPI", "score": 42.295, "rank": 34, "rank_of": 63}),
    ("Chỉ số PCI của tỉnh đạt 63,49 điểm, xếp hạng 5/63", {"index_code": "PCI", "score": 63.49, "rank": 5}),
    ("Chỉ số SIPAS xếp thứ 1/6 tỉnh Bắc Trung Bộ",
     {"index_code": "SIPAS", "rank": 1, "rank_scope": "tỉnh Bắc Trung Bộ"}),
    # movements in words
    ("Chỉ số PAR INDEX tăng từ thứ hạng 51 lên thứ hạng 31", {"rank": 31, "rank_change": 20}),
    ("Chỉ số CCHC của Sở đạt 85 điểm, lên một bậc so với năm 2020", {"score": 85.0, "rank_change": 1}),
    ("Chỉ số CCHC của Sở đạt 85 điểm, tăng 1,59 điểm nhưng giảm 7 bậc", {"score_change": 1.59, "rank_change": -7}),
    ("Chỉ số PCI đạt 61 điểm, giảm 8 bậc và 2,5 điểm so với năm 2021", {"rank_change": -8, "score_change": -2.5}),
    ("Chỉ số PAPI đạt 43,5 điểm, thuộc nhóm trung bình - cao", {"score": 43.5, "rank_group": "trung bình - cao"}),
    ("Chỉ số CCHC của Sở: 92 điểm, xếp hạng 2/20, loại Tốt", {"rank": 2, "grade": "Tốt"}),
    ("Chỉ số CCHC năm 2022 của Sở đạt 85% (+6.39%) so với năm trước",
     {"percent": 85.0, "score_change": 6.39, "compared_to_year": 2021}),
    # a self-assessment is no result
    ("Sở tự chấm chỉ số CCHC đạt 90,5 điểm, Hội đồng thẩm định 85,3 điểm",
     {"score": None, "self_score": 90.5, "appraised_score": 85.3}),
    # the rest is assessed by others: what is told is a part
    ("Chỉ số CCHC tự đánh giá đạt 58,5/60,5 điểm, còn lại 7,5 điểm do Bộ Nội vụ đánh giá",
     {"level": "part", "score": None, "self_score": 58.5, "max_score": 60.5}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TOTALS)
def test_totals_told_in_a_sentence(sentence: str, expected: dict[str, Any]) -> None:
    (score,) = extract(sentence)
    assert {name: getattr(score, name) for name in expected} == expected
    if "level" not in expected:
        assert (score.level, score.area) == ("total", None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the body by its noun alone is the document's own, of another level another
        ("Năm 2021, đơn vị đạt 81,5/100 điểm, xếp loại Khá", {"unit": AGENCY, "score": 81.5, "grade": "Khá"}),
        ("Theo đó, Sở đạt tổng số điểm là 90 điểm, hạng 3/20", {"unit": AGENCY, "score": 90.0, "rank": 3}),
        ("Chỉ số PAPI của tỉnh đạt 43,2 điểm", {"unit": "tỉnh", "index_code": "PAPI", "score": 43.2}),
        ("Theo đó, huyện Cao Lộc đạt 84 điểm, tăng 2 hạng", {"unit": "huyện Cao Lộc", "score": 84.0, "rank_change": 2}),
        ("Tổng điểm tự chấm là 62/70 điểm", {"score": None, "self_score": 62.0, "max_score": 70.0}),
        ("Tổng số điểm đạt được: 80/100", {"score": 80.0, "max_score": 100.0}),
        # an index in brackets behind its words is the index, not the area that the words name
        (
            "Chỉ số hài lòng (SIPAS) của Sở đạt 87,1%, xếp thứ 4/8",
            {"index_code": "SIPAS", "percent": 87.1, "rank": 4, "criterion": "Chỉ số hài lòng (SIPAS) của Sở"},
        ),
    ],
)
def test_of_whom_a_total_is_told(sentence: str, expected: dict[str, Any]) -> None:
    heading = "I. KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"
    (score,) = extract(heading, sentence, agency_level="department")
    assert {name: getattr(score, name) for name in expected} == expected
    assert (score.level, score.area) == ("total", None)


def test_a_year_before_in_brackets_is_a_row_of_its_own() -> None:
    rows = extract("Năm 2022, chỉ số CCHC của Sở đạt 86,1 điểm (năm 2021: 83 điểm, hạng 13/19)")
    assert [told(row, "scored_year", "score", "rank") for row in rows] == [(2022, 86.1, None), (2021, 83.0, 13)]


def test_units_in_a_row_with_their_points_in_brackets() -> None:
    rows = extract(
        "I. KẾT QUẢ CHỈ SỐ CCHC NĂM 2022",
        "Thấp gồm: Sở Xây dựng (78,2 điểm, xếp thứ 18/19), Sở Y tế (76 điểm) và UBND huyện Nam Giang (69/100 điểm).",
    )
    assert [told(row, "unit", "score", "rank", "max_score", "scored_year") for row in rows] == [
        ("Sở Xây dựng", 78.2, 18, None, 2022), ("Sở Y tế", 76.0, None, None, 2022),
        ("UBND huyện Nam Giang", 69.0, None, 100.0, 2022),
    ]  # fmt: skip


def test_from_what_to_what() -> None:
    """What an index fell or rose to; the bracket is of the year before and dates nothing behind it."""
    rows = extract(
        "I. KẾT QUẢ",
        "Chỉ số CCHC của tỉnh năm 2022 giảm từ 86,18% xuống còn 80,91%, xếp thứ 57/63 (năm 2021 xếp thứ 36/63)."
        " Cải cách thể chế đạt 9,6/13 điểm.",
    )
    assert [told(row, "scored_year", "percent", "rank", "score") for row in rows] == [
        (2022, 80.91, 57, None), (2021, None, 36, None), (2022, None, None, 9.6),
    ]  # fmt: skip


def test_wards_by_number_are_units() -> None:
    (row,) = extract(
        "Bảng điểm cải cách hành chính năm 2021",
        grid(
            ["STT", "Ủy ban nhân dân", "Nội dung I (20đ)", "Khảo sát (20đ)", "Tổng điểm", "Xếp hạng"],
            ["1", "Phường 11", "18", "17,1", "88,85", "1"],
        ),
    )
    assert told(row, "unit", "level", "score", "survey_score", "rank") == ("Phường 11", "total", 88.85, 17.1, 1)


def test_what_the_year_compared_to_had() -> None:
    """The bracket behind "so với năm …" is that year's result; what follows is again of the year told."""
    rows = extract(
        "I. KẾT QUẢ",
        "Chỉ số CCHC năm 2023 của Sở đạt 87/100 điểm, giảm 2 bậc so với năm 2022 (88 điểm, xếp thứ 3/20).",
        "1. Cải cách thể chế: 5,5/8,5 điểm",
    )
    assert [told(row, "scored_year", "score", "rank", "rank_change") for row in rows] == [
        (2023, 87.0, None, -2), (2022, 88.0, 3, None), (2023, 5.5, None, None),
    ]  # fmt: skip


def test_a_result_in_brackets_beside_the_target_of_a_report() -> None:
    told_beside = "- Chỉ số CCHC của phường đạt từ 90 điểm trở lên (năm 2025 tự chấm 77,5 điểm)."
    (row,) = extract("II. CHỈ TIÊU NĂM 2026", told_beside, plan_year=None, issued_year=2025, agency_level="commune")
    assert told(row, "level", "score", "self_score", "scored_year") == ("total", None, 77.5, 2025)


def test_criteria_have_the_area_of_their_part() -> None:
    rows = extract("1. Cải cách thủ tục hành chính", "- Tiêu chí 3.5. Công khai tiến độ: đạt 0,5/1 điểm", "2. Khác")
    assert [told(row, "area", "criterion_no") for row in rows] == [("procedures", "3.5")]


def test_the_year_of_a_ranking_that_names_no_index() -> None:
    (row,) = extract(
        "Kết quả đánh giá, xếp loại cải cách hành chính năm 2020 của các sở",
        "- Sở Tư pháp: 93 điểm, xếp hạng 1/20;",
        title="Kết quả đánh giá, xếp loại cải cách hành chính năm 2020 của các sở",
    )
    assert told(row, "unit", "score", "scored_year") == ("Sở Tư pháp", 93.0, 2020)


def test_points_with_a_rank_in_a_report_on_the_reform() -> None:
    """A report on the reform tells the unit's result without naming the index; other points are none."""
    title = "Kết quả công tác cải cách hành chính năm 2024"
    (row,) = extract("Năm 2024, xã đạt 88/100 điểm, xếp thứ 3/6 xã.", title=title, agency_level="commune")
    assert told(row, "index_code", "score", "rank", "scored_year") == ("PAR_INDEX", 88.0, 3, 2024)
    assert extract("Năm 2024, xã đạt 88/100 điểm, xếp thứ 3/6 xã.", title="Kết quả thể thao năm 2024") == []


def test_several_indices_units_and_years_are_a_row_each() -> None:
    rows = extract("Chỉ số CCHC của tỉnh A Lưới xếp thứ 34/63, PAPI xếp thứ 12/63 và SIPAS đạt 86,72%.")
    assert [told(row, "index_code", "rank", "percent") for row in rows] == [
        ("PAR_INDEX", 34, None), ("PAPI", 12, None), ("SIPAS", None, 86.72),
    ]  # fmt: skip
    rows = extract("Về chỉ số CCHC, Sở Tư pháp và Sở Nội vụ với số điểm lần lượt là 87,61 và 86,70.")
    assert [told(row, "unit", "score") for row in rows] == [("Sở Tư pháp", 87.61), ("Sở Nội vụ", 86.7)]
    rows = extract("Về chỉ số CCHC, Sở Tài chính đứng đầu bảng xếp hạng với 88,10 điểm.")
    assert [told(row, "unit", "score", "rank") for row in rows] == [("Sở Tài chính", 88.1, 1)]
    rows = extract("Chỉ số CCHC năm 2021 đạt 85,4 điểm, năm 2022 đạt 87 điểm, xếp thứ 5/20")
    assert [told(row, "scored_year", "score", "rank") for row in rows] == [(2021, 85.4, None), (2022, 87.0, 5)]


def test_parts_of_a_total() -> None:
    rows = extract(
        "Chỉ số CCHC của Sở đạt 85,3/100 điểm; trong đó, điểm thẩm định đạt 58,2/62 điểm, điểm điều tra xã hội học đạt"
        " 27,1/38 điểm"
    )
    assert [told(row, "level", "area", "criterion", "score", "max_score") for row in rows] == [
        ("total", None, "Chỉ số CCHC của Sở", 85.3, 100.0),
        ("part", None, "điểm thẩm định", 58.2, 62.0),
        ("part", "survey", "điểm điều tra xã hội học", 27.1, 38.0),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        # promises
        "Phấn đấu trong năm 2022 Chỉ số CCHC của Sở tăng tối thiểu 01 bậc, SIPAS đạt 86% trở lên.",
        "Chỉ số CCHC của Sở đạt từ 90 điểm trở lên",
        "Mục tiêu chỉ số CCHC đạt 95/100 điểm, xếp thứ 5/20",
        # counts, files, money, dates, instruments beside the name of an index
        "Để nâng chỉ số CCHC, Sở có 39/45 nhiệm vụ, 1.940/1.940 hồ sơ, 654,935/871,321 triệu đồng",
        "Chỉ số CCHC công bố tại Quyết định số 85/QĐ-UBND ngày 20/01/2023",
        "Chỉ số CCHC: có 29/44 cơ quan, đơn vị xếp hạng Tốt, tăng 5 đơn vị so với năm 2019",
        "Kế hoạch CCHC được phổ biến tại 63 điểm cầu",
        "Người đứng đầu cơ quan chịu trách nhiệm về chỉ số CCHC",
        # what a unit does in a document about an index
        "Văn phòng Sở rà soát quy trình đạt 100%",
        # statistics score nobody; a maximum alone is no score
        "Giá trị trung bình chỉ số CCHC năm 2023 đạt 86,98%, cao hơn 2,19% so với năm 2022",
        "IV. Cải cách tài chính công: 12 điểm",
        "1. Công tác chỉ đạo, điều hành (tối đa 10 điểm)",
    ],
)
def test_what_is_no_score(sentence: str) -> None:
    assert extract("Chỉ số cải cách hành chính", sentence) == []


def test_a_result_beside_a_promise() -> None:
    (row,) = extract("Phấn đấu chỉ số CCHC đạt trên 90 điểm (năm 2021 đạt 86,8 điểm)")
    assert told(row, "score", "scored_year") == (86.8, 2021)


def test_a_bare_number_for_the_year_of_the_plan_is_a_promise() -> None:
    sentence = "Chỉ số CCHC năm 2023 của Sở đạt 90 điểm"
    assert extract(sentence, doc_type="plan", plan_year=2023) == []
    assert len(extract(sentence, doc_type="report", plan_year=2023)) == 1


# -- areas in items and headings ---------------------------------------------------------------------------------------

AREAS: list[tuple[str, tuple[Any, ...]]] = [
    ("- Lĩnh vực 1: Công tác chỉ đạo, điều hành CCHC đạt 12.446/17.5 điểm",
     ("1", "Công tác chỉ đạo, điều hành CCHC", "steering", 12.446, 17.5)),
    ("- Lĩnh vực 3: Cải cách thủ tục hành chính (TTHC) đạt 16.5/18",
     ("3", "Cải cách thủ tục hành chính (TTHC)", "procedures", 16.5, 18.0)),
    ("1. Công tác chỉ đạo, điều hành CCHC (đạt 7,5/10 điểm)",
     ("1", "Công tác chỉ đạo, điều hành CCHC", "steering", 7.5, 10.0)),
    ("2. Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật thuộc lĩnh vực của ngành: 5,5/8,5 điểm",
     ("2", "Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật thuộc lĩnh vực của ngành",
      "institutions", 5.5, 8.5)),
    ("IV. CẢI CÁCH TÀI CHÍNH CÔNG: 7,5 điểm/8,5 điểm", ("IV", "CẢI CÁCH TÀI CHÍNH CÔNG", "public_finance", 7.5, 8.5)),
    ("+ Hiện đại hoá hành chính đạt 8,02 điểm (tối đa 12,5 điểm)",
     (None, "Hiện đại hoá hành chính", "digital_government", 8.02, 12.5)),
    ("- Cải cách chế độ công vụ đạt tối đa 14/14 điểm.",
     (None, "Cải cách chế độ công vụ", "civil_service", 14.0, 14.0)),
    ("- Cải cách tài chính công bị trừ 1,5 điểm, đạt 8,5/10 điểm.",
     (None, "Cải cách tài chính công", "public_finance", 8.5, 10.0)),
    ("- Xây dựng chính quyền số: 10,5 trên 13 điểm.",
     (None, "Xây dựng chính quyền số", "digital_government", 10.5, 13.0)),
    ("d) Cải cách chế độ công vụ đạt 11,5/ 13,5 điểm;", ("d", "Cải cách chế độ công vụ", "civil_service", 11.5, 13.5)),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), AREAS)
def test_areas_in_items_and_headings(line: str, expected: tuple[Any, ...]) -> None:
    (row,) = extract(line)
    assert row.level == "area"
    assert told(row, "criterion_no", "criterion", "area", "score", "max_score") == expected


def test_points_that_were_not_scored_with_their_reason() -> None:
    (row,) = extract(
        "4. Cải cách tổ chức bộ máy hành chính: 8/10 điểm (không chấm 01 tiêu chí 1.5 điểm do không có chi cục)"
    )
    assert told(row, "score", "max_score", "unscored_points") == (8.0, 10.0, 1.5)
    assert row.note == "không chấm 01 tiêu chí 1.5 điểm do không có chi cục"


def test_areas_in_one_paragraph() -> None:
    rows = extract(
        "Kết quả các lĩnh vực: Công tác chỉ đạo, điều hành đạt 12,4/17,5 điểm; cải cách thể chế đạt 9/12 điểm;"
        " cải cách TTHC"
        " đạt 95,5%; có 39/45 nhiệm vụ hoàn thành."
    )
    assert [told(row, "area", "score", "percent") for row in rows] == [
        ("steering", 12.4, None), ("institutions", 9.0, None), ("procedures", None, 95.5),
    ]  # fmt: skip


def test_criteria_in_items() -> None:
    rows = extract(
        "Tiêu chí 1.2. Thực hiện chế độ báo cáo: 0,5/1 điểm", "Tiêu chí thành phần 1.1.1 Kế hoạch đạt 1/2 điểm"
    )
    assert [told(row, "level", "criterion_no", "criterion", "score") for row in rows] == [
        ("criterion", "1.2", "Thực hiện chế độ báo cáo", 0.5), ("sub_criterion", "1.1.1", "Kế hoạch", 1.0),
    ]  # fmt: skip


def test_criteria_by_their_quoted_names() -> None:
    rows = extract(
        'Mất điểm tại: tiêu chí “Công khai thủ tục” đạt 0,5/2 điểm; tiêu chí thành phần "Bưu chính": 0/1 điểm'
    )
    assert [told(row, "level", "criterion", "score", "max_score") for row in rows] == [
        ("criterion", "Công khai thủ tục", 0.5, 2.0), ("sub_criterion", "Bưu chính", 0.0, 1.0),
    ]  # fmt: skip
    (row,) = extract("Tiêu chí 1.2. Chế độ báo cáo: tự chấm 0,5/1 điểm")
    assert told(row, "criterion_no", "score", "self_score", "max_score") == ("1.2", None, 0.5, 1.0)


def test_areas_have_the_year_of_their_heading_and_say_so() -> None:
    rows = extract(
        "I. CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA SỞ NĂM 2021",
        "Tổng điểm chỉ số cải cách hành chính của Sở đạt 85.44/100 điểm.",
        "- Lĩnh vực 1: Công tác chỉ đạo, điều hành đạt 12.446/17.5 điểm",
        "II. KẾ HOẠCH NÂNG CAO CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022",
        "- Cải cách thể chế đạt 9/12 điểm",
    )
    assert [row.scored_year for row in rows] == [2021, 2021, 2021]
    source = next(source for source in rows[0].sources if source.field == "scored_year")
    assert source.place is not None
    assert source.place.block == 0


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Khắc phục những tiêu chí mất điểm trong Chỉ số CCHC năm 2022 của Sở", 2022),
        (
            "Thực hiện Quyết định số 85/QĐ-UBND ngày 20/01/2023 về phê duyệt và công bố Chỉ số CCHC các sở năm 2022;",
            2022,
        ),
        # the year that is planned for is not the year that was scored
        ("Nâng cao kết quả Chỉ số CCHC năm 2023 của Sở", None),
        ("Kế hoạch cải thiện chỉ số cải cách hành chính năm 2023", None),
    ],
)
def test_the_year_of_results_from_the_sentences_before(title: str, year: int | None) -> None:
    (row,) = extract(title, "Nội dung", "", "", "1. Cải cách thể chế: 5,5/8,5 điểm")
    assert row.scored_year == year


def test_places_are_the_words_that_were_read() -> None:
    text = "Thực hiện nghiêm. Trong năm 2022, chỉ số CCHC của Sở đạt 79,48/97,5 điểm (giảm 06 bậc). Nhằm khắc phục"
    seen = view(text)
    (row,) = scores.extract(seen)
    assert text[row.place.start : row.place.end] == "chỉ số CCHC của Sở đạt 79,48/97,5 điểm (giảm 06 bậc)"
    source = row.sources[0]
    assert source.place is not None
    assert text[source.place.start : source.place.end] == "năm 2022"


# -- properties --------------------------------------------------------------------------------------------------------

POINTS = st.decimals(0, 99, places=2).map(float)


@given(POINTS, POINTS, st.sampled_from([".", ","]), st.integers(1, 63), st.integers(0, 40))
def test_written_and_read_again(score: float, over: float, mark: str, rank: int, behind: int) -> None:
    most = round(score + over, 2) or 1.0

    def written(value: float) -> str:
        return f"{value:.2f}".replace(".", mark)

    (row,) = extract(f"Chỉ số CCHC của Sở đạt {written(score)}/{written(most)} điểm, xếp thứ {rank}/{rank + behind} sở")
    assert told(row, "score", "max_score", "rank", "rank_of") == (score, most, rank, rank + behind)


PIECES = st.sampled_from(
    ["Chỉ số CCHC", " đạt ", "8/10 điểm", "90%", " xếp thứ 3/5", "; ", ". ", "năm 2021 ", "giảm 1 bậc", "(", ")",
     " nhóm II",
     "Sở Tư pháp", " còn lại 5 điểm", "1. Cải cách thể chế", ": ", "lần lượt là 1 và 2", "so với năm trước", "trở lên"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=80))
def test_any_text_gives_rows_within_it_or_none(text: str) -> None:
    seen = view(text)
    for row in scores.extract(seen):
        assert 0 <= row.place.start < row.place.end <= len(text)
        assert row.criterion
        assert 0 < row.confidence <= 1
