"""Scores in tables of rarer layouts: merged areas, indices and years down, rows below the total, heads of few words."""

from __future__ import annotations

from tests.scoring import extract, grid, told


def test_an_area_merged_beside_its_criteria() -> None:
    rows = extract(
        grid(
            ["STT", "Lĩnh vực", "Tiêu chí", "Điểm tối đa", "Điểm đạt", "Lý do"],
            ["1", "Cải cách thể chế", "Rà soát văn bản", "2", "1,5", "Chậm"],
            ["2", "^", "Theo dõi thi hành pháp luật", "3", "3", ""],
            ["3", "Cải cách TTHC", "Công khai", "1", "1", ""],
        )
    )
    assert [told(row, "level", "criterion", "area", "score") for row in rows] == [
        ("criterion", "Rà soát văn bản", "institutions", 1.5),
        ("criterion", "Theo dõi thi hành pháp luật", "institutions", 3.0),
        ("criterion", "Công khai", "procedures", 1.0),
    ]


def test_columns_of_every_kind_and_what_was_not_scored() -> None:
    rows = extract(
        "Kết quả chỉ số CCHC năm 2022",
        grid(
            ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Điểm điều tra XHH",
             "Tổng điểm", "Ghi chú", "Ghi chú"],
            ["1", "Cải cách thể chế", "12", "9,5", "9", "2", "11", "", ""],
            ["2", "Cải cách tổ chức bộ máy", "10", "Không chấm", "-", "-", "-", "không có chi cục", "xem lại"],
            ["3", "Điều tra xã hội học", "15,5", "", "", "13,66", "13,66", "", ""],
        ),
    )  # fmt: skip
    names = ("area", "self_score", "appraised_score", "survey_score", "score", "unscored_points")
    assert [told(row, *names) for row in rows] == [
        ("institutions", 9.5, 9.0, 2.0, 11.0, None),
        ("organization", None, None, None, None, 10.0),
        ("survey", None, None, 13.66, 13.66, None),
    ]
    assert rows[1].note == "không có chi cục"
    assert rows[1].other == {"Ghi chú (2)": "xem lại"}


def test_places_in_words_and_the_last() -> None:
    found = extract(
        "Kết quả Chỉ số CCHC năm 2023:",
        "Sở Y tế đạt 92,05 điểm, xếp thứ hai. Xếp cuối là Ban Dân tộc (78,05 điểm, xếp thứ 20/20).",
        title="Kết quả Chỉ số CCHC năm 2023",
    )
    assert [told(row, "unit", "score", "rank", "rank_of") for row in found] == [
        ("Sở Y tế", 92.05, 2, None),
        ("Ban Dân tộc", 78.05, 20, 20),
    ]


def test_what_an_index_counts_for_is_no_result() -> None:
    assert extract("Chỉ số SIPAS chiếm 10/100 điểm của PAR INDEX.") == []


def test_a_guide_or_a_list_of_maxima_gives_no_rows() -> None:
    assert (
        extract(grid(["STT", "Tiêu chí", "Điểm tối đa"], ["1", "Cải cách thể chế", "12"], ["2", "Cải cách TTHC", "18"]))
        == []
    )


def test_each_row_of_a_table_of_indices_is_the_total_of_its_index() -> None:
    found = extract(
        grid(
            ["STT", "Chỉ số", "Năm 2022", "<", "Năm 2023", "<"],
            ["^", "^", "Điểm", "Xếp hạng", "Điểm", "Xếp hạng"],
            ["1", "PAR INDEX", "83,55", "44/63", "86,10", "40/63"],
            ["2", "SIPAS", "80,15", "31/63", "-", "-"],
            ["3", "Chỉ số PAPI", "42,31", "24/61", "43,80", "12/61"],
        )
    )
    assert [told(row, "level", "index_code", "scored_year", "score", "rank", "rank_of") for row in found] == [
        ("total", "PAR_INDEX", 2022, 83.55, 44, 63),
        ("total", "PAR_INDEX", 2023, 86.10, 40, 63),
        ("total", "SIPAS", 2022, 80.15, 31, 63),
        ("total", "PAPI", 2022, 42.31, 24, 61),
        ("total", "PAPI", 2023, 43.80, 12, 61),
    ]


def test_indices_across_and_years_down() -> None:
    found = extract(
        grid(
            ["STT", "Năm", "PAR INDEX", "<", "SIPAS (%)"],
            ["^", "^", "Điểm", "Thứ hạng", "^"],
            ["1", "2023", "84,2", "20/63", "81,5"],
            ["2", "Năm 2024", "86,4", "18", "83"],
        )
    )
    assert [
        told(row, "level", "index_code", "scored_year", "score", "percent", "rank", "criterion_no") for row in found
    ] == [
        ("total", "PAR_INDEX", 2023, 84.2, None, 20, None),
        ("total", "SIPAS", 2023, None, 81.5, None, None),
        ("total", "PAR_INDEX", 2024, 86.4, None, 18, None),
        ("total", "SIPAS", 2024, None, 83.0, None, None),
    ]


def test_short_heads_of_areas_with_their_maxima() -> None:
    found = extract(
        grid(
            ["STT", "Đơn vị", "CĐĐH (8,5)", "TTHC (18)", "TCC (8)", "Tổng điểm (100)"],
            ["1", "Sở Tài chính", "8", "17", "7,5", "93,95"],
        )
    )
    assert [told(row, "area", "score", "max_score") for row in found] == [
        ("steering", 8.0, 8.5),
        ("procedures", 17.0, 18.0),
        ("public_finance", 7.5, 8.0),
        (None, 93.95, 100.0),
    ]


def test_units_right_above_their_results_and_a_row_of_ranks_below_the_total() -> None:
    found = extract(
        grid(
            ["TT", "Nội dung", "Điểm tối đa", "Điểm đạt được của các xã", "<"],
            ["^", "^", "^", "Xã Phù Lãng", "Thị trấn Phố Mới"],
            ["1", "Cải cách thể chế", "8", "7,5", "-"],
            ["2", "Cải cách TTHC", "20", "18", "19"],
            ["", "Tổng điểm", "28", "25,5", "19"],
            ["", "Tỷ lệ (%)", "", "91,07", "67,86"],
            ["", "Xếp hạng", "", "1/2", "2/2"],
        )
    )
    assert [told(row, "level", "unit", "score", "max_score", "percent", "rank", "rank_of") for row in found] == [
        ("area", "Xã Phù Lãng", 7.5, 8.0, None, None, None),
        ("area", "Xã Phù Lãng", 18.0, 20.0, None, None, None),
        ("area", "Thị trấn Phố Mới", 19.0, 20.0, None, None, None),
        ("total", "Xã Phù Lãng", 25.5, 28.0, 91.07, 1, 2),
        ("total", "Thị trấn Phố Mới", 19.0, 28.0, 67.86, 2, 2),
    ]
    assert [source.field for source in found[-1].sources][-3:] == ["percent", "rank", "rank_of"]


def test_units_as_the_only_heads() -> None:
    found = extract(
        grid(["TT", "Tiêu chí", "Điểm tối đa", "Sở Y tế", "Sở Tư pháp"], ["1", "Cải cách thể chế", "8", "7", "8"])
    )
    assert [told(row, "unit", "area", "score", "max_score") for row in found] == [
        ("Sở Y tế", "institutions", 7.0, 8.0),
        ("Sở Tư pháp", "institutions", 8.0, 8.0),
    ]


def test_heads_of_comparison_over_results_are_changes() -> None:
    found = extract(
        grid(
            ["TT", "Tên cơ quan", "Năm 2023", "<", "Năm 2024", "<", "So với năm 2023", "<"],
            ["^", "^", "Chỉ số (%)", "Xếp hạng", "Chỉ số (%)", "Xếp hạng", "Chỉ số", "Thứ hạng"],
            ["1", "Sở Y tế", "85,11", "12", "88,20", "6", "+3,09", "+6"],
        )
    )
    assert [told(row, "scored_year", "percent", "rank", "score_change", "rank_change") for row in found] == [
        (2023, 85.11, 12, None, None),
        (2024, 88.2, 6, 3.09, 6),
    ]


def test_the_rank_of_the_year_before_is_no_result_of_this_year() -> None:
    found = extract(
        "Kết quả Chỉ số CCHC năm 2024",
        grid(
            ["Thứ hạng", "Đơn vị", "Chỉ số CCHC (%)", "Thứ hạng năm 2023", "Tăng/giảm hạng"],
            ["1", "Huyện Thọ Xuân", "93,12", "2", "+1"],
            ["2", "Huyện Hậu Lộc", "88", "1", "-1"],
        ),
    )
    assert [told(row, "scored_year", "rank", "rank_change", "compared_to_year") for row in found] == [
        (2024, 1, 1, 2023),
        (2024, 2, -1, 2023),
    ]
    assert found[0].other == {"Thứ hạng năm 2023": "2"}
    (_, total) = extract(  # a year beside areas that have none is the year of all
        grid(
            ["STT", "Huyện", "Chính quyền số", "Điểm năm 2023", "Xếp hạng"], ["1", "Huyện Chợ Lách", "6,1", "5,5", "2"]
        )
    )
    assert told(total, "score", "scored_year", "rank") == (5.5, 2023, 2)


def test_a_sum_of_an_area_stands_for_it_only_where_its_own_row_has_no_points() -> None:
    head = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"]
    found = extract(
        grid(
            head,
            ["I", "Chỉ đạo, điều hành CCHC", "10", "9,5"],
            ["1", "Kế hoạch CCHC", "2", "2"],
            ["", "Tổng điểm lĩnh vực I", "10", "9,5"],
            ["II", "Cải cách thể chế", "", ""],
            ["1", "Rà soát văn bản", "3", "3"],
            ["", "Tổng điểm lĩnh vực II", "9", "8"],
        )
    )
    assert [told(row, "level", "area", "self_score", "max_score") for row in found] == [
        ("area", "steering", 9.5, 10.0),
        ("criterion", "steering", 2.0, 2.0),
        ("criterion", "institutions", 3.0, 3.0),
        ("area", "institutions", 8.0, 9.0),
    ]


def test_areas_under_heads_that_any_table_may_have() -> None:
    rows = [["Chỉ đạo, điều hành", "95,0", ""], ["Cải cách thể chế", "100", ""], ["Cải cách TTHC", "81,25%", "Trễ hạn"]]
    found = extract(grid(["Lĩnh vực", "Tỷ lệ đạt (%)", "Ghi chú"], *rows))
    assert [told(row, "level", "area", "percent", "note") for row in found] == [
        ("area", "steering", 95.0, None),
        ("area", "institutions", 100.0, None),
        ("area", "procedures", 81.25, "Trễ hạn"),
    ]
    assert extract(grid(["Lĩnh vực", "Tỷ lệ (%)", "Số nhiệm vụ hoàn thành"], *rows)) == []


def test_a_place_among_a_number_told_in_words() -> None:
    (row,) = extract("Chỉ số CCHC năm 2025 của phường đạt 86,4/100 điểm, đứng thứ 21 trong tổng số 99 xã, phường.")
    assert told(row, "score", "rank", "rank_of") == (86.4, 21, 99)
    (row,) = extract("Chỉ số CCHC của tỉnh xếp thứ 5 trong 3 năm liên tiếp")
    assert told(row, "rank", "rank_of") == (5, None)
