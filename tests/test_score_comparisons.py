"""What stands beside a result and is none of its own, and further ways to give points, places and their maxima."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.vietnamese import indices, score_words
from tests.scoring import extract, grid, told

INDEX = {"title": "Nâng cao Chỉ số cải cách hành chính năm 2022"}


@pytest.mark.parametrize(
    "beside",
    [
        "(cao hơn 0,05% so với mức trung bình cả nước là 88,37%)",
        ", cao hơn mức trung bình của các sở 2,3 điểm",
        ", thấp hơn 2,3 điểm so với đơn vị dẫn đầu",
        ", kém đơn vị dẫn đầu 8,2 điểm",
        "(trung bình khối sở là 86,4 điểm)",
        ", thấp hơn bình quân chung 1,2 điểm",
    ],
)
def test_how_far_from_others_a_result_is(beside: str) -> None:
    rows = extract(f"Chỉ số CCHC năm 2024 của Sở đạt 88,42 điểm {beside}, xếp thứ 7/19, tăng 3 bậc so với năm 2023.")
    expected = (88.42, 7, 19, None, 3, 2023)
    assert [
        told(row, "score", "rank", "rank_of", "score_change", "rank_change", "compared_to_year") for row in rows
    ] == [expected]


@pytest.mark.parametrize(
    "change",
    ["tăng 1,5 điểm so với năm 2021", "tăng 1,5 điểm so với cùng kỳ năm 2021", "tăng 1,5 điểm so với kết quả năm 2021"],
)
def test_a_change_against_a_year_is_one(change: str) -> None:
    (row,) = extract(f"Chỉ số CCHC năm 2022 của Sở đạt 88,42 điểm, {change}.")
    assert told(row, "score_change", "compared_to_year") == (1.5, 2021)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a) Lĩnh vực thể chế: điểm chuẩn 8 điểm, điểm đạt 7,5 điểm.", ("area", "institutions", 7.5, 8.0)),
        ("- Cải cách thể chế: Điểm tối đa: 8; điểm đạt: 7,5;", ("area", "institutions", 7.5, 8.0)),
        ("+ Cải cách thể chế (điểm tối đa 8): 7,5 điểm", ("area", "institutions", 7.5, 8.0)),
        ("h) Điểm điều tra xã hội học: điểm chuẩn 8 điểm, điểm đạt 7,5 điểm", ("part", "survey", 7.5, 8.0)),
        ("+ Cải cách thể chế: 7,5đ/8đ", ("area", "institutions", 7.5, 8.0)),
        ("+ Cải cách thể chế đạt 7,5 đ/8 đ;", ("area", "institutions", 7.5, 8.0)),
        ("- Sáng kiến cải cách hành chính: 7,5/8 điểm (01 sáng kiến cấp tỉnh)", ("criterion", None, 7.5, 8.0)),
        ("1.2. Công tác kiểm tra: đạt 7,5/8 điểm", ("criterion", None, 7.5, 8.0)),
        ("1.2.3. Xử lý sau kiểm tra: 7,5/8 điểm", ("sub_criterion", None, 7.5, 8.0)),
    ],
)
def test_maxima_before_points_and_criteria_in_lists(line: str, expected: tuple[Any, ...]) -> None:
    (row,) = extract(line, **INDEX)
    assert told(row, "level", "area", "score", "max_score") == expected


@pytest.mark.parametrize(
    "line",
    [
        "- Tỷ lệ hồ sơ trễ hạn 1,2% (mất 1,5/2 điểm).",
        "- Giải quyết 45/47 hồ sơ đúng hạn, 39/45 nhiệm vụ hoàn thành",
        "- Cải cách thể chế: điểm chuẩn 8 điểm.",
        "Phí, lệ phí: 50.000đ/100.000đ",
        "- Tổng điểm tối đa: 100 điểm",
    ],
)
def test_what_scores_nothing(line: str) -> None:
    assert extract(line, **INDEX) == []


@pytest.mark.parametrize(
    ("words", "rank"),
    [("mười một", 11), ("mười hai", 12), ("mười lăm", 15), ("mười", 10), ("hai mươi", 20), ("nhì", 2), ("ba", 3)],
)
def test_places_in_words(words: str, rank: int) -> None:
    (row,) = extract(f"Chỉ số CCHC của Sở đứng ở vị trí thứ {words} trong tổng số 22 sở, ngành, đạt 84,5 điểm.")
    assert told(row, "rank", "rank_of", "score") == (rank, 22, 84.5)
    assert score_words.ordinal(words) == rank


def test_units_in_a_list_of_a_notice_that_names_no_index() -> None:
    rows = extract(
        "1. Khối cơ quan: Phòng Tài chính (95,5 điểm), Phòng Y tế (93,25 điểm), Thanh tra huyện (90 điểm).",
        "2. Khối xã: dẫn đầu là xã Nam Sơn đạt 92,75 điểm; thấp nhất là xã Lâm Hải đạt 65,25 điểm.",
        title="Kết quả chấm điểm công tác cải cách hành chính năm 2022",
        doc_type="notice",
    )
    assert [told(row, "unit", "score") for row in rows] == [
        ("Phòng Tài chính", 95.5),
        ("Phòng Y tế", 93.25),
        ("Thanh tra huyện", 90.0),
        ("xã Nam Sơn", 92.75),
        ("xã Lâm Hải", 65.25),
    ]


def test_what_others_gave_a_unit_is_its_total() -> None:
    (row,) = extract("Năm 2022, Chi cục Kiểm lâm được Hội đồng thẩm định chấm 88,5/100 điểm, xếp thứ 3/8.", **INDEX)
    expected = ("total", "Chi cục Kiểm lâm", 88.5, 100.0, 3)
    assert told(row, "level", "unit", "score", "max_score", "rank") == expected


def test_values_of_pillars_without_a_unit() -> None:
    rows = extract(
        "DTI của tỉnh năm 2023 đạt 0,6684, hạng 38/63, trong đó: chính quyền số đạt 0,7012, xếp hạng 35/63;"
        " kinh tế số là 0,6421, xếp hạng 41/63."
    )
    assert [told(row, "criterion", "score", "rank") for row in rows[1:]] == [
        ("chính quyền số", 0.7012, 35),
        ("kinh tế số", 0.6421, 41),
    ]


def test_the_index_of_service_at_the_portal() -> None:
    rows = extract(
        "Bộ chỉ số phục vụ người dân, doanh nghiệp",
        "Tính đến ngày 25/9/2025, xã đạt 86,34/100 điểm, xếp loại Tốt, đứng thứ 9/75 xã, phường. Cụ thể: tiến độ giải"
        " quyết 19,7/20 điểm; mức độ hài lòng 17,9/18 điểm; số hóa hồ sơ 15,78/22 điểm.",
        agency="UBND xã Tân Phú",
        agency_level="commune",
        title="Bộ chỉ số phục vụ người dân, doanh nghiệp năm 2025",
    )
    assert {row.index_code for row in rows} == {"BCS766"}
    assert [told(row, "level", "score", "max_score", "area") for row in rows] == [
        ("total", 86.34, 100.0, None),
        ("criterion", 19.7, 20.0, None),
        ("criterion", 17.9, 18.0, None),
        ("criterion", 15.78, 22.0, None),
    ]
    assert indices.codes(indices.find("bộ chỉ số phục vụ người dân, doanh nghiệp")) == []


def test_cells_that_name_their_own_measure() -> None:
    rows = extract(
        "Kết quả các chỉ số",
        grid(
            ["TT", "Chỉ số", "Năm 2021", "<", "Năm 2022", "<"],
            ["^", "^", "Điểm/Tỷ lệ", "Thứ hạng", "Điểm/Tỷ lệ", "Thứ hạng"],
            ["1", "PCI", "64,74 điểm", "31/63", "72,80 điểm", "2/63"],
            ["2", "PAR INDEX", "87,30%", "20/63", "88,09%", "6/63"],
        ),
    )
    assert [told(row, "index_code", "scored_year", "score", "percent", "rank") for row in rows] == [
        ("PCI", 2021, 64.74, None, 31),
        ("PCI", 2022, 72.8, None, 2),
        ("PAR_INDEX", 2021, None, 87.3, 20),
        ("PAR_INDEX", 2022, None, 88.09, 6),
    ]


def test_communes_with_short_nouns_across() -> None:
    rows = extract(
        "Kết quả thẩm định điểm CCHC năm 2023",
        grid(
            ["TT", "Nội dung", "Điểm chuẩn", "Xã Ea Kao", "TT. Quảng Phú"],
            ["1", "Chỉ đạo, điều hành", "15", "14", "12"],
            ["2", "Cải cách TTHC", "25", "22,75", "19,5"],
        ),
    )
    assert [told(row, "unit", "score", "max_score") for row in rows] == [
        ("Xã Ea Kao", 14.0, 15.0),
        ("TT. Quảng Phú", 12.0, 15.0),
        ("Xã Ea Kao", 22.75, 25.0),
        ("TT. Quảng Phú", 19.5, 25.0),
    ]


@pytest.mark.parametrize(
    "words", ["(không đánh giá 01 tiêu chí, 1.5 điểm)", "(không chấm 02 tiêu chí với 1,5 điểm do không phát sinh)"]
)
def test_points_that_were_not_scored(words: str) -> None:
    (row,) = extract(f"Tổng điểm tự chấm: 58.25/62 điểm {words}.", **INDEX)
    assert told(row, "self_score", "max_score", "unscored_points") == (58.25, 62.0, 1.5)
