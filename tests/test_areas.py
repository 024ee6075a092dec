"""Headings name areas, sentences do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import areas
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

VOCABULARY = load("areas")
EXAMPLES = [
    (example, area.get("elsewhere", area["code"]), False)
    for area in VOCABULARY["area"]
    for example in area.get("examples", ())
]
SCORED = [
    (example, area["code"], True)
    for area in VOCABULARY["area"]
    for example in (*area.get("examples", ()), *area.get("scored_examples", ()))
]


@pytest.mark.parametrize(("heading", "code", "scored"), EXAMPLES + SCORED)
def test_every_example_of_the_vocabulary_names_its_area(heading: str, code: str, scored: bool) -> None:
    found = areas.of_heading(heading, scored=scored)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("heading", VOCABULARY["none"]["examples"])
def test_other_headings_name_none(heading: str) -> None:
    assert areas.of_heading(heading) is None


@pytest.mark.parametrize(
    "sentence",
    [
        # what a sentence promises or reports about procedures is no heading
        "- 100% thủ tục hành chính được công khai đúng hạn trên cổng dịch vụ công",
        "- Phấn đấu cắt giảm 20% thời gian giải quyết thủ tục hành chính so với năm trước",
        "Ban hành Kế hoạch rà soát TTHC kịp thời; nâng mức độ hoàn thành Kế hoạch rà soát TTHC năm 2023",
        "Văn phòng Sở báo cáo Giám đốc kết quả chuyển đổi số của các phòng trước ngày 15 hằng tháng",
        "Sở lập kế hoạch tuyên truyền cải cách hành chính năm 2022 gồm những việc sau đây:",
    ],
)
def test_sentences_that_mention_an_area_name_none(sentence: str) -> None:
    assert areas.of_heading(sentence) is None


def test_survey_and_bonus_are_areas_among_scores_alone() -> None:
    assert areas.of_heading("Điểm thưởng") is None
    assert areas.of_heading("Điểm XHH") is None


def test_the_naming_words_are_told() -> None:
    text = "Nội dung 3: CẢI CÁCH THỦ TỤC HÀNH CHÍNH"
    found = areas.of_heading(fold(text))
    assert found is not None
    assert text[found.start : found.end] == "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"
    assert found.rule == "name"


@given(st.sampled_from(EXAMPLES), st.sampled_from(["", "1. ", "IV. ", "2.3. ", "đ) ", "- ", "* ", "Lĩnh vực 4: "]))
def test_numbering_does_not_matter(example: tuple[str, str, bool], numbering: str) -> None:
    found = areas.of_heading(numbering + example[0])
    assert found is not None
    assert found.code == example[1]


@given(st.text(max_size=400), st.booleans())
def test_any_text_gives_a_match_within_it_or_none(text: str, scored: bool) -> None:
    found = areas.of_heading(text, scored=scored)
    assert found is None or 0 <= found.start < found.end <= len(fold(text).text)
