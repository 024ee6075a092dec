"""What a row of results takes from other words: a maximum told beside it, the area of its number, full marks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring import extract, grid, told

RANKING = grid(
    ["Thứ hạng", "Cơ quan, đơn vị", "Số điểm đạt được"],
    ["1", "Cục Quản lý Giá", "95,2"],
    ["2", "Vụ Pháp chế", "88,75"],
)


@pytest.mark.parametrize(
    ("caption", "maximum"),
    [
        ("(Thang điểm 100)", 100.0),
        ("Kết quả tính theo thang điểm 100 như sau:", 100.0),
        ("Tổng điểm tối đa là 96,5 điểm.", 96.5),
        ("Tổng số điểm tối đa của Bộ tiêu chí: 120", 120.0),
        ("Thang điểm đánh giá của Chỉ số CCHC là 100", 100.0),
        # not the total's, or less than what was reached
        ("Điểm tối đa của mỗi lĩnh vực là 100 điểm", None),
        ("Tổng điểm tối đa là 64,5 điểm", None),
        ("Thang điểm 100% theo quy định", None),
        ("Kết quả chấm điểm năm 2021", None),
    ],
)
def test_a_maximum_told_above_a_ranking(caption: str, maximum: float | None) -> None:
    rows = extract("Bảng xếp hạng cải cách hành chính năm 2021", caption, RANKING)
    assert [told(row, "score", "max_score") for row in rows] == [(95.2, maximum), (88.75, maximum)]
    if maximum is not None:
        assert {(source.field, source.rule) for row in rows for source in row.sources} >= {("max_score", "sentence")}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # the parts of a maximum are no results
        (
            (
                "Chỉ số CCHC năm 2022 của Sở đạt 84,31 điểm.",
                "Tổng điểm tối đa là 100 điểm, gồm điểm thẩm định 65 điểm và điểm khảo sát 35 điểm.",
            ),
            [("total", 84.31, 100.0)],
        ),
        (
            ("Tổng điểm tối đa của Chỉ số CCHC là 64,5 điểm, Sở đạt 60 điểm.",),
            [("total", 60.0, 64.5)],
        ),
        # parts in a bracket; what follows it is of the total again
        (
            ("Chỉ số CCHC của Sở đạt 83,4/100 điểm (điểm thẩm định 55,1; điểm điều tra XHH 28,3), xếp hạng 4/19.",),
            [("total", 83.4, 100.0), ("part", 55.1, None), ("part", 28.3, None)],
        ),
        (
            ("Chỉ số CCHC của Sở đạt 83,4 điểm (trong đó: thẩm định 55,1/65 điểm, khảo sát 28,3/35 điểm), hạng 4/19.",),
            [("total", 83.4, None), ("part", 55.1, 65.0), ("part", 28.3, 35.0)],
        ),
    ],
)
def test_totals_and_their_parts(sentences: tuple[str, ...], expected: list[tuple[Any, ...]]) -> None:
    rows = extract(*sentences)
    assert [told(row, "level", "score", "max_score") for row in rows] == expected
    assert all(row.rank is None for row in rows if row.level == "part")
    assert not any("hạng" in sentence for sentence in sentences) or rows[0].rank == 4


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- TCTP 1.5.1: 0,5/1 điểm;", ("sub_criterion", "1.5.1", "TCTP 1.5.1", "steering")),
        ("Tiêu chí thành phần 3.2.2: đạt 0,5/1 điểm do trễ hạn", ("sub_criterion", "3.2.2", None, "procedures")),
        ("+ Tiêu chí 3.4 đạt 0,5 điểm trên 1 điểm", ("criterion", "3.4", "Tiêu chí 3.4", "procedures")),
        ("- Tiêu chí số 1.3 (Công tác kiểm tra): 0,5/1 điểm", ("criterion", "1.3", "Công tác kiểm tra", "steering")),
        ("- Tiêu chí 9.3: 0,5/1 điểm", ("criterion", "9.3", "Tiêu chí 9.3", None)),
    ],
)
def test_a_criterion_told_by_its_number(line: str, expected: tuple[Any, ...]) -> None:
    areas = (
        "Chỉ số CCHC năm 2023 của Sở đạt 88,5 điểm.",
        "- Lĩnh vực 1: Chỉ đạo, điều hành CCHC đạt 9/10 điểm.",
        "- Lĩnh vực 3: Cải cách thủ tục hành chính đạt 13/15 điểm.",
    )
    row = extract(*areas, line)[-1]
    level, number, label, area = expected
    assert told(row, "level", "criterion_no", "area", "score", "max_score") == (level, number, area, 0.5, 1.0)
    assert label is None or row.criterion == label


def test_an_area_told_by_its_number_alone() -> None:
    rows = extract("Chỉ số CCHC năm 2023 của Sở đạt 88,5 điểm.", "- Lĩnh vực 4: 9/11 điểm", "Lĩnh vực 5 đạt 13/15 điểm")
    assert [told(row, "level", "criterion_no", "area", "score") for row in rows[1:]] == [
        ("area", "4", None, 9.0),
        ("area", "5", None, 13.0),
    ]


def test_areas_whose_numbers_disagree_say_nothing_of_a_criterion() -> None:
    rows = extract(
        "- Lĩnh vực 3: Cải cách thủ tục hành chính đạt 13/15 điểm.",
        "- Lĩnh vực 3: Cải cách thể chế đạt 7/8 điểm.",
        "TCTP 3.1.1: 1/2 điểm",
    )
    assert rows[-1].area is None


@pytest.mark.parametrize(
    "line",
    [
        "Lĩnh vực 6: Cải cách tài chính công đạt điểm tối đa (8 điểm)",
        "- Cải cách tài chính công: đạt tối đa 8 điểm;",
        "- Cải cách tài chính công đạt số điểm tối đa 8/8 điểm",
        "- Cải cách tài chính công: đạt điểm tối đa là 8 điểm",
    ],
)
def test_full_marks(line: str) -> None:
    (row,) = extract(line)
    assert told(row, "area", "score", "max_score") == ("public_finance", 8.0, 8.0)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        # a label is whole, whatever its last letters
        ("Cải cách tổ chức bộ máy hành chính nhà nước (8,5/9 điểm)", "Cải cách tổ chức bộ máy hành chính nhà nước"),
        # words of promises within a label promise nothing
        ("- Tác động của CCHC và các chỉ tiêu kinh tế - xã hội: 8,5/9 điểm",
         "Tác động của CCHC và các chỉ tiêu kinh tế - xã hội"),
        ("Tiêu chí 1.2. Thực hiện mục tiêu kế hoạch năm: đạt 8,5/9 điểm", "Thực hiện mục tiêu kế hoạch năm"),
    ],
)  # fmt: skip
def test_labels_are_whole_and_no_promises(line: str, label: str) -> None:
    (row,) = extract(line)
    assert told(row, "criterion", "score", "max_score") == (label, 8.5, 9.0)


@pytest.mark.parametrize(
    "line",
    [
        "## 3. Cải cách thủ tục hành chính (14,81/16 điểm, bằng năm 2020)",
        "3. Cải cách thủ tục hành chính (14,81/16 điểm, tương đương năm 2020)",
        "- Cải cách thủ tục hành chính: 14,81/16 điểm, giữ nguyên như năm 2020",
    ],
)
def test_a_year_that_a_result_is_like_dates_it_not(line: str) -> None:
    rows = extract("Chỉ số CCHC năm 2021 của Sở đạt 90 điểm.", line)
    assert told(rows[-1], "score", "scored_year") == (14.81, 2021)


def test_heads_that_say_in_brackets_what_they_hold() -> None:
    rows = extract(
        "Kết quả hai năm",
        grid(
            ["STT", "Lĩnh vực", "Năm 2021 (điểm đạt/điểm tối đa)", "Năm 2022 (điểm đạt/điểm tối đa)", "Tăng/giảm"],
            ["1", "Cải cách TTHC", "17/20", "18,8/20", "+1,8"],
            ["2", "Cải cách tài chính công", "9,75/10", "9,5/10", "-0,25"],
        ),
    )
    assert [told(row, "scored_year", "score", "max_score", "score_change") for row in rows] == [
        (2021, 17.0, 20.0, None),
        (2022, 18.8, 20.0, 1.8),
        (2021, 9.75, 10.0, None),
        (2022, 9.5, 10.0, -0.25),
    ]


@given(
    st.sampled_from(("Thang điểm", "Tổng điểm tối đa là", "Tổng số điểm tối đa của Chỉ số:", "Điểm tối đa")),
    st.integers(0, 2000),
    st.sampled_from(("", " điểm", "%", "/100", ",5 điểm", ".", " (tối đa")),
)
def test_no_maximum_is_below_what_was_reached(words: str, number: int, behind: str) -> None:
    for row in extract("Bảng xếp hạng CCHC năm 2021", f"{words} {number}{behind}", RANKING):
        assert row.max_score is None or row.max_score >= row.score >= 0  # type: ignore[operator]


# -- beside a result ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bracket",
    ["(từ 80 đến dưới 90 điểm)", "(từ 80% trở lên)", "(đạt từ 80 đến 90/100 điểm)", "(>= 80 điểm)", "(nhóm dưới 90%)"],
)
def test_a_bracket_that_defines_a_group_is_no_result_and_ends_nothing(bracket: str) -> None:
    (row,) = extract(
        f"Chỉ số CCHC năm 2024 của phường là 84,3/100 điểm, thuộc nhóm II {bracket}, đứng vị trí 61/129 xã."
    )
    assert told(row, "score", "max_score", "rank_group", "rank", "rank_of") == (84.3, 100.0, "II", 61, 129)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kết quả Chỉ số CCHC có 06 xã xếp loại Tốt, 12 xã xếp loại Khá (từ 70 đến dưới 85 điểm).",
        "Chỉ số CCHC năm 2022: 29/44 cơ quan, đơn vị được xếp loại Tốt; 3 đơn vị xếp loại Trung bình.",
    ],
)
def test_how_many_are_in_a_class_scores_nobody(sentence: str) -> None:
    assert extract(sentence) == []


def test_a_fall_from_what_the_unit_gave_itself_is_no_change() -> None:
    (row,) = extract(
        "Chỉ số CCHC năm 2022: thị xã tự chấm 93,5 điểm, Sở Nội vụ thẩm định 87,25 điểm (giảm 6,25 điểm so với"
        " điểm tự chấm), xếp thứ 3/8."
    )
    expected = (93.5, 87.25, None, 3)
    assert told(row, "self_score", "appraised_score", "score_change", "rank") == expected


@pytest.mark.parametrize(
    ("line", "criterion"),
    [
        ("Trong 7 lĩnh vực, lĩnh vực chỉ đạo, điều hành đạt 14/16 điểm", "lĩnh vực chỉ đạo, điều hành"),
        ("Trong các lĩnh vực đánh giá, cải cách thể chế đạt 14/16 điểm", "cải cách thể chế"),
        ("- Chỉ đạo, điều hành: thẩm định 14/16", "Chỉ đạo, điều hành"),
    ],
)
def test_the_area_is_named_after_what_leads_to_it(line: str, criterion: str) -> None:
    (row,) = extract(line, title="Chỉ số cải cách hành chính năm 2022")
    assert (row.criterion, row.score or row.appraised_score, row.max_score) == (criterion, 14.0, 16.0)
