"""Scores standing in tables: criteria of several levels, rankings, units and years across."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors import scores
from tests.scoring import AGENCY, extract, grid, told, view

# -- tables ------------------------------------------------------------------------------------------------------------


def test_areas_with_ranks_and_remarks_in_mixed_decimals() -> None:
    rows = extract(
        "Kết quả chỉ số CCHC năm 2020 như sau:",
        grid(
            ["STT", "Tiêu chí", "Điểm tối đa", "Điểm đạt được", "Xếp hạng", "Ghi chú"],
            ["01", "Công tác chỉ đạo, điều hành", "17,5", "11,364", "15/17", "Chưa có sáng kiến"],
            ["02", "Xây dựng và tổ chức thực hiện văn bản QPPL", "12", "12", "1", ""],
            ["06", "Cải cách tài chính công", "11.5", "11.5", "-", ""],
        ),
    )
    names = ("criterion_no", "area", "score", "max_score", "rank", "rank_of", "note", "scored_year", "unit")
    assert [told(row, *names) for row in rows] == [
        ("01", "steering", 11.364, 17.5, 15, 17, "Chưa có sáng kiến", 2020, AGENCY),
        ("02", "institutions", 12.0, 12.0, 1, None, None, 2020, AGENCY),
        ("06", "public_finance", 11.5, 11.5, None, None, None, 2020, AGENCY),
    ]


def test_criteria_of_three_levels_in_a_self_assessment() -> None:
    seen = view(
        "Bảng tự chấm điểm chỉ số CCHC năm 2023",
        grid(
            ["TT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm chuẩn", "Điểm tự đánh giá", "Tài liệu kiểm chứng"],
            ["1", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "8.5", "8.00", ""],
            ["1.1", "Kế hoạch cải cách hành chính", "2", "2", "Kế hoạch 12"],
            ["1.1.1", "Ban hành kịp thời", "1", "1", ""],
            ["2", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "12", "11.99", ""],
            ["", "Tổng cộng", "20.5", "19.99", ""],
        ),
    )
    rows = scores.extract(seen)
    assert [told(row, "level", "area", "score", "self_score", "max_score") for row in rows] == [
        ("area", "steering", None, 8.0, 8.5),
        ("criterion", "steering", None, 2.0, 2.0),
        ("sub_criterion", "steering", None, 1.0, 1.0),
        ("area", "procedures", None, 11.99, 12.0),
        ("total", None, None, 19.99, 20.5),
    ]
    assert rows[1].other == {"Tài liệu kiểm chứng": "Kế hoạch 12"}
    assert seen.used_rows == {(1, row) for row in range(1, 6)}


def test_roman_areas_make_arabic_numbers_criteria() -> None:
    rows = extract(
        grid(
            ["TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt"],
            ["I", "Cải cách thể chế", "12", "11"],
            ["1", "Rà soát văn bản", "2", "2"],
            ["1.1", "Đúng hạn", "1", "1"],
            ["a", "Trước 31/12", "0.5", "0.5"],
        )
    )
    assert [row.level for row in rows] == ["area", "criterion", "sub_criterion", "sub_criterion"]
    assert {row.area for row in rows} == {"institutions"}


def test_a_ranking_of_units_with_statistics_and_a_second_block() -> None:
    seen = view(
        "XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021",
        grid(
            ["Thứ hạng", "Đơn vị", "Điểm chuẩn tối đa", "Điểm đạt được", "Chỉ số chung", "Xếp loại"],
            ["1", "Sở Tư pháp", "88,50", "81,25", "78,345%", "TỐT"],
            ["2", "Sở Nội vụ", "88,50", "81,2", "78,342%", "TỐT"],
            ["Chỉ số cao nhất", "<", "<", "", "91,81%", ""],
            ["Nhóm 2: Các cơ quan ngành dọc", "<", "<", "<", "<", "<"],
            ["1", "Công an tỉnh", "60", "50", "83,3%", "KHÁ"],
        ),
    )
    rows = scores.extract(seen)
    assert [
        told(row, "level", "unit", "rank", "score", "max_score", "percent", "grade", "rank_group") for row in rows
    ] == [
        ("total", "Sở Tư pháp", 1, 81.25, 88.5, 78.345, "TỐT", None),
        ("total", "Sở Nội vụ", 2, 81.2, 88.5, 78.342, "TỐT", None),
        ("total", "Công an tỉnh", 1, 50.0, 60.0, 83.3, "KHÁ", "2"),
    ]
    assert {row for _, row in seen.used_rows} == {1, 2, 5}


def test_units_down_and_areas_across_with_maxima_in_the_head() -> None:
    rows = extract(
        "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022",
        grid(
            [
                "STT",
                "Đơn vị",
                "Công tác chỉ đạo, điều hành (tối đa 10 điểm)",
                "Cải cách TTHC (18)",
                "Tổng điểm",
                "Xếp hạng",
            ],
            ["1", "Sở Tư pháp", "9,5", "17,125", "92,5", "1/20"],
            ["2", "Sở Y tế", "8", "16", "88", "2/20"],
        ),
    )
    assert [told(row, "unit", "level", "area", "score", "max_score", "rank") for row in rows] == [
        ("Sở Tư pháp", "area", "steering", 9.5, 10.0, None),
        ("Sở Tư pháp", "area", "procedures", 17.125, 18.0, None),
        ("Sở Tư pháp", "total", None, 92.5, None, 1),
        ("Sở Y tế", "area", "steering", 8.0, 10.0, None),
        ("Sở Y tế", "area", "procedures", 16.0, 18.0, None),
        ("Sở Y tế", "total", None, 88.0, None, 2),
    ]
    assert {source.field for source in rows[0].sources} == {"area", "max_score", "scored_year"}


def test_areas_down_and_provinces_across() -> None:
    rows = extract(
        "Kết quả Chỉ số cải cách hành chính năm 2023",
        grid(
            ["TT", "Lĩnh vực", "Quảng Ninh", "<", "<", "Kiên Giang", "<", "<"],
            ["^", "^", "Điểm số", "Chỉ số", "Thứ hạng", "Điểm số", "Chỉ số", "Thứ hạng"],
            ["1", "Cải cách thể chế", "9,25/ 9,5", "97,37%", "1/63", "12/ 13,5", "88,89%", "62/63"],
            ["", "CHỈ SỐ CHUNG", "92,18/100", "92,18%", "1/63", "81,4/ 100", "81,4%", "62/63"],
        ),
    )
    names = ("unit", "level", "area", "score", "max_score", "percent", "rank", "rank_of")
    assert [told(row, *names) for row in rows] == [
        ("Quảng Ninh", "area", "institutions", 9.25, 9.5, 97.37, 1, 63),
        ("Kiên Giang", "area", "institutions", 12.0, 13.5, 88.89, 62, 63),
        ("Quảng Ninh", "total", None, 92.18, 100.0, 92.18, 1, 63),
        ("Kiên Giang", "total", None, 81.4, 100.0, 81.4, 62, 63),
    ]


def test_provinces_across_in_a_dump_without_spans() -> None:
    """Merged heads of a dump are a name and gaps; the sub-heads below tell that it is a head at all."""
    rows = extract(
        "Bảng so sánh Chỉ số CCHC năm 2022",
        grid(
            ["Nội dung", "Cao Bằng", "", "Sơn La", ""],
            ["", "Điểm số", "Thứ hạng", "Điểm số", "Thứ hạng"],
            ["Cải cách thể chế", "8/9,5", "30/63", "9/9,5", "12/63"],
            ["CHỈ SỐ CHUNG", "81/100", "50/63", "88,5/100", "9/63"],
        ),
    )
    assert [told(row, "unit", "level", "score", "max_score", "rank") for row in rows] == [
        ("Cao Bằng", "area", 8.0, 9.5, 30), ("Sơn La", "area", 9.0, 9.5, 12),
        ("Cao Bằng", "total", 81.0, 100.0, 50), ("Sơn La", "total", 88.5, 100.0, 9),
    ]  # fmt: skip


def test_bare_points_beside_maxima_and_over_years() -> None:
    """ "Điểm" alone is the result beside a maximum, or where it comes again for each unit or year."""
    rows = extract(
        "Chỉ số CCHC các tỉnh năm 2022",
        grid(
            ["TT", "Lĩnh vực", "Điểm tối đa", "Sơn La", "<", "Hà Giang", "<"],
            ["^", "^", "^", "Điểm", "Xếp hạng", "Điểm", "Xếp hạng"],
            ["1", "Cải cách thể chế", "10", "9,5", "2", "8", "40"],
        ),
    )
    assert [told(row, "unit", "score", "max_score", "rank") for row in rows] == [
        ("Sơn La", 9.5, 10.0, 2), ("Hà Giang", 8.0, 10.0, 40),
    ]  # fmt: skip
    rows = extract(
        "Xếp hạng Chỉ số CCHC",
        grid(
            ["TT", "Đơn vị", "Điểm 2021", "Hạng 2021", "Điểm 2022", "Hạng 2022", "Nhóm"],
            ["1", "Huyện A Lưới", "84", "3", "86,5", "1", "A"],
        ),
    )
    assert [told(row, "scored_year", "score", "rank") for row in rows] == [(2021, 84.0, 3), (2022, 86.5, 1)]
    assert rows[1].rank_group == "A"


def test_parts_of_the_result_under_a_common_head() -> None:
    (row,) = extract(
        grid(
            ["Hạng", "Đơn vị", "Điểm đạt được", "<", "Tổng điểm"],
            ["^", "^", "Thẩm định", "Điều tra XHH", "^"],
            ["1", "Sở Y tế", "60,5", "27", "87,5"],
        )
    )
    assert told(row, "level", "appraised_score", "survey_score", "score", "rank") == ("total", 60.5, 27.0, 87.5, 1)


def test_two_years_across_and_the_change_between_them() -> None:
    rows = extract(
        grid(
            ["STT", "Tiêu chí", "Điểm tối đa", "Điểm năm 2021", "Điểm năm 2022", "Tăng/giảm"],
            ["1", "Cải cách thể chế", "12", "9,5", "10,25", "+0,75"],
            ["2", "Cải cách TTHC", "18", "16", "15,5", "-0,5"],
        )
    )
    assert [told(row, "scored_year", "score", "max_score", "score_change", "compared_to_year") for row in rows] == [
        (2021, 9.5, 12.0, None, None), (2022, 10.25, 12.0, 0.75, 2021),
        (2021, 16.0, 18.0, None, None), (2022, 15.5, 18.0, -0.5, 2021),
    ]  # fmt: skip


CELLS = st.sampled_from(
    ["", "1", "1.1", "I", "Cải cách thể chế", "9,25/ 9,5", "12", "15/17", "x", "-", "Tổng cộng", "90%", "<", "^"]
)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=6))
def test_any_table_gives_rows_that_are_noted_as_used(rows: list[list[str]]) -> None:
    head = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm đạt được", "Xếp hạng"]
    seen = view(grid(head, *rows))
    found = scores.extract(seen)
    assert {(row.place.block, row.place.table_row) for row in found} == seen.used_rows
