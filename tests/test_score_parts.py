"""Columns and rows of a ranking that hold a part of an index each, and what the words of heads and labels add."""

from __future__ import annotations

import pytest

from extractors.scores import heads as score_heads
from extractors.structure import Column
from extractors.vietnamese import indices
from extractors.vietnamese.text import fold
from schemas.vocabulary import load
from tests.scoring import extract, grid, told

PARTS = [(entry["code"], text) for entry in load("indices")["index"] for text in entry.get("part_examples", ())]


@pytest.mark.parametrize(("code", "text"), PARTS, ids=[text for _, text in PARTS])
def test_every_part_of_the_vocabulary_is_found_in_its_index_alone(code: str, text: str) -> None:
    folded = fold(text).text
    start, end = indices.part(folded, code) or (0, 0)
    assert any(folded[start:end].startswith(name) for entry in load("indices")["index"] for name in entry["parts"])
    assert indices.part(folded, "PAR_INDEX") is None


@pytest.mark.parametrize("text", ["Chính quyền số lượng lớn, được công bố: ba", "Tổng điểm", "Xếp hạng", ""])
def test_what_is_no_part(text: str) -> None:
    assert indices.part(fold(text).text, "DTI") is None


# -- heads -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "maximum"),
    [
        ("Điểm đạt (tối đa 18 điểm)", 18.0), ("Cải cách thể chế (12)", 12.0), ("Kinh tế số\n(200 điểm)", 200.0),
        ("Tổng điểm (Max = 100)", 100.0), ("Điểm (thang điểm 100)", 100.0), ("Tổng điểm đạt/100", 100.0),
        ("Xã hội số - 200 điểm", 200.0), ("Điểm tối đa là 8,5", 8.5), ("Cải cách thể chế (2022)", None),
        ("Điểm năm 2021", None), ("Xếp hạng/63", None), ("Kết quả", None),
    ],
)  # fmt: skip
def test_the_maximum_that_a_head_gives(head: str, maximum: float | None) -> None:
    assert score_heads.maximum(Column(0, "score", (head,))) == maximum


@pytest.mark.parametrize(
    ("head", "of"),
    [
        ("Xếp hạng/63", 63), ("Thứ hạng năm 2022/63 tỉnh", 63), ("Vị trí (trong 34 tỉnh, thành phố)", 34),
        ("Xếp thứ trên tổng số 18 huyện", 18), ("Thứ hạng năm 2022", None), ("Xếp hạng", None), ("Điểm/100", None),
    ],
)  # fmt: skip
def test_of_how_many_a_head_ranks(head: str, of: int | None) -> None:
    assert score_heads.rank_of(Column(0, "rank", (head,))) == of


# -- tables ------------------------------------------------------------------------------------------------------------


def test_units_down_and_pillars_across() -> None:
    """A pillar gives its maximum in the head; what names an area of the reform is that area."""
    rows = extract(
        "Kết quả Chỉ số chuyển đổi số (DTI) năm 2023 của các huyện",
        grid(
            ["Hạng", "Địa phương", "Trụ cột", "<", "Tổng điểm (800 điểm)"],
            ["^", "^", "Chính quyền số (600 điểm)", "Kinh tế số (200 điểm)", "^"],
            ["1", "Huyện Mộc Hóa", "402,5", "110,25", "512,75"],
        ),
    )
    assert [told(row, "level", "area", "criterion", "score", "max_score", "rank") for row in rows] == [
        ("total", None, "Tổng điểm", 512.75, 800.0, 1),
        ("area", "digital_government", "Chính quyền số", 402.5, 600.0, None),
        ("criterion", None, "Kinh tế số", 110.25, 200.0, None),
    ]
    assert {row.unit for row in rows} == {"Huyện Mộc Hóa"}
    assert {row.index_code for row in rows} == {"DTI"}


def test_units_down_and_factors_of_satisfaction_across() -> None:
    rows = extract(
        "Chỉ số hài lòng (SIPAS) năm 2022 của các sở",
        grid(
            ["STT", "Cơ quan", "Tiếp cận dịch vụ", "Công chức", "Kết quả", "Chỉ số hài lòng chung", "Thứ tự xếp hạng"],
            ["1", "Sở Y tế", "90,1%", "92,2%", "93,3%", "91,87%", "2"],
            ["2", "Sở Tư pháp", "88,1%", "90,2%", "91,3%", "89,87%", "5"],
        ),
    )
    assert [told(row, "level", "criterion", "percent", "rank") for row in rows[:4]] == [
        ("criterion", "Tiếp cận dịch vụ", 90.1, None),
        ("criterion", "Công chức", 92.2, None),
        ("criterion", "Kết quả", 93.3, None),
        ("total", "Chỉ số hài lòng chung", 91.87, 2),
    ]


def test_counts_beside_results_are_no_parts() -> None:
    rows = extract(
        "Kết quả Chỉ số CCHC năm 2022",
        grid(
            ["STT", "Đơn vị", "Số hồ sơ", "Số phiếu khảo sát phát ra", "Tổng điểm", "Xếp hạng"],
            ["1", "Sở Y tế", "1204", "120", "88,5", "2"],
        ),
    )
    assert [told(row, "level", "score", "rank") for row in rows] == [("total", 88.5, 2)]
    assert rows[0].other == {"Số hồ sơ": "1204", "Số phiếu khảo sát phát ra": "120"}


def test_areas_in_short_below_a_head_of_areas_with_points_over_maxima() -> None:
    rows = extract(
        "Kết quả Chỉ số CCHC năm 2018 của các xã",
        grid(
            ["TT", "Tên đơn vị", "Điểm các lĩnh vực (điểm đạt/điểm chuẩn)", "<", "Chỉ số CCHC", "Hạng", "Đánh giá"],
            ["^", "^", "TTHC", "CBCC", "^", "^", "^"],
            ["1", "Xã Tân Định", "20,5/22", "12/14", "84,56", "1", "Tốt"],
            ["2", "Xã Lạc An", "19/22", "11,5/14", "78", "2", "Khá"],
        ),
    )
    assert [told(row, "level", "area", "score", "max_score", "percent", "rank", "grade") for row in rows[:3]] == [
        ("area", "procedures", 20.5, 22.0, None, None, None),
        ("area", "civil_service", 12.0, 14.0, None, None, None),
        ("total", None, 84.56, None, None, 1, "Tốt"),
    ]


@pytest.mark.parametrize(
    ("head", "cell", "score", "percent"),
    [
        ("Chỉ số CCHC", "84,56", 84.56, None),
        ("Chỉ số CCHC", "84,56%", None, 84.56),
        ("Chỉ số CCHC (%)", "84,56", None, 84.56),
        ("Kết quả Chỉ số CCHC năm 2016 (điểm)", "84,56", 84.56, None),
        ("Kết quả (%)", "84,56", None, 84.56),
    ],
)
def test_an_index_is_a_percentage_where_a_sign_says_so(
    head: str, cell: str, score: float | None, percent: float | None
) -> None:
    (row,) = extract("Xếp hạng CCHC", grid(["TT", "Đơn vị", head, "Xếp hạng"], ["1", "Sở Y tế", cell, "2"]))
    assert told(row, "score", "percent", "rank") == (score, percent, 2)


def test_years_down_and_indices_across() -> None:
    rows = extract(
        "Biểu 1. Kết quả qua các năm",
        grid(
            ["Năm", "PAR INDEX", "<", "PCI", "<"],
            ["^", "Kết quả (%)", "Vị trí", "Điểm", "Vị trí"],
            ["2016", "77,20", "27", "63,45", "25"],
            ["2017", "78,15", "33", "-", ""],
        ),
    )
    assert [told(row, "index_code", "scored_year", "score", "percent", "rank") for row in rows] == [
        ("PAR_INDEX", 2016, None, 77.2, 27),
        ("PCI", 2016, 63.45, None, 25),
        ("PAR_INDEX", 2017, None, 78.15, 33),
    ]


def test_numbers_of_criteria_in_a_column_of_their_own() -> None:
    rows = extract(
        "Giải trình điểm chấm năm 2023",
        grid(
            ["Tiêu chí", "Nội dung", "Điểm", "<", "<", "Ý kiến giải trình"],
            ["^", "^", "Chuẩn", "Đơn vị tự chấm", "Tổ thẩm định chấm", "^"],
            ["1.3.2", "Xử lý kiến nghị sau kiểm tra", "1", "1", "0,5", "Đã khắc phục"],
            ["", "Cộng", "1", "1", "0,5", ""],
        ),
    )
    assert [
        told(row, "level", "criterion_no", "max_score", "self_score", "appraised_score", "score") for row in rows
    ] == [
        ("sub_criterion", "1.3.2", 1.0, 1.0, 0.5, None),
        ("total", None, 1.0, 1.0, 0.5, None),
    ]
    assert rows[0].criterion == "Xử lý kiến nghị sau kiểm tra"


def test_a_maximum_behind_the_label_and_a_criterion_that_has_no_result_yet() -> None:
    rows = extract(
        "Kết quả chấm điểm năm 2022",
        grid(
            ["TT", "Lĩnh vực, tiêu chí", "Kết quả chấm", "Số điểm bị trừ"],
            ["I", "Chỉ đạo, điều hành (13,5 điểm)", "11,75", "1,75"],
            ["1.2", "Chế độ báo cáo (tối đa 1,5 điểm)", "0,75", "0,75"],
            ["VII", "Sự hài lòng của người dân (20 điểm)", "", ""],
        ),
    )
    assert [told(row, "level", "criterion", "score", "max_score") for row in rows] == [
        ("area", "Chỉ đạo, điều hành", 11.75, 13.5),
        ("criterion", "Chế độ báo cáo", 0.75, 1.5),
        ("area", "Sự hài lòng của người dân", None, 20.0),
    ]


def test_the_total_of_an_index_below_its_parts() -> None:
    rows = extract(
        "Kết quả PCI năm 2022",
        grid(
            ["TT", "Chỉ số thành phần", "Điểm số", "Thứ hạng/63"],
            ["1", "Gia nhập thị trường", "7,31", "21"],
            ["", "PCI có trọng số", "65,45", "8"],
        ),
    )
    assert [told(row, "level", "score", "rank", "rank_of") for row in rows] == [
        ("criterion", 7.31, 21, 63),
        ("total", 65.45, 8, 63),
    ]
