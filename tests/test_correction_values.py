"""What a person types becomes a value of its field, or a sentence: tables of forms, and texts that come back equal."""

from __future__ import annotations

import math
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections.apply import same
from pipeline.corrections.values import (
    DATASETS_TO_CORRECT,
    ValueTextError,
    field_of,
    fields_to_correct,
    text_of,
    tidy,
    understand,
)

UNDERSTOOD = [
    # decimal numbers: as SQL writes them, and as Vietnam does
    ("scores", "score", "79.48", 79.48),
    ("scores", "score", "79,48", 79.48),
    ("scores", "score", "79,480", 79.48),
    ("scores", "score", "1.234,5", 1234.5),
    ("scores", "score", "1,234", 1.234),
    ("scores", "score", "0.125", 0.125),
    ("scores", "score", "97", 97.0),
    ("scores", "score", "1.2340", 1.234),
    ("scores", "score", "1.234.567", 1234567.0),
    ("scores", "score", " 79,48 điểm ", 79.48),
    ("scores", "percent", "81,52%", 81.52),
    ("scores", "score_change", "-1,41", -1.41),
    ("scores", "score_change", "−1.41", -1.41),
    ("scores", "score", "", None),
    # whole numbers: a dot can only part groups of three
    ("budget_lines", "amount", "6.000.000", 6_000_000),
    ("budget_lines", "amount", "6.000", 6_000),
    ("budget_lines", "amount", "6 000 000", 6_000_000),
    ("budget_lines", "amount", "6000000", 6_000_000),
    ("scores", "rank", "16", 16),
    ("scores", "rank_change", "+2", 2),
    # dates: the day first, or ISO
    ("documents", "issued_on", "25/11/2022", date(2022, 11, 25)),
    ("documents", "issued_on", "1-3-2022", date(2022, 3, 1)),
    ("documents", "issued_on", "ngày 05 tháng 3 năm 2021", date(2021, 3, 5)),
    ("documents", "issued_on", "2022-11-25", date(2022, 11, 25)),
    # codes by code or by label
    ("scores", "area", "procedures", "procedures"),
    ("scores", "area", "thủ tục hành chính", "procedures"),
    ("scores", "area", "Thủ Tục hành chính", "procedures"),
    ("scores", "area", "", None),
    ("scores", "index_code", "par_index", "PAR_INDEX"),
    ("targets", "unit", "%", "percent"),
    ("targets", "unit", "lớp", "lớp"),
    ("targets", "quantified", "có", True),
    ("targets", "quantified", "FALSE", False),
    # lists, maps, text
    ("tasks", "lead_units", "Văn phòng Sở; Thanh tra Sở", ["Văn phòng Sở", "Thanh tra Sở"]),
    ("tasks", "lead_units", "Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("tasks", "lead_units", "", []),
    ("tasks", "lead_units", '["a; b"]', ["a; b"]),
    ("scores", "other", "Tài liệu: Báo cáo số 5; Tổ: 1", [("Tài liệu", "Báo cáo số 5"), ("Tổ", "1")]),
    ("scores", "other", '{"a": "b: c"}', [("a", "b: c")]),
    ("scores", "criterion", "  Chỉ số \n thành phần\t", "Chỉ số thành phần"),
    ("documents", "title", unicodedata.normalize("NFD", "Cải cách"), "Cải cách"),
]  # fmt: skip
REFUSED = [
    # the sentence names what is wrong, or what would be right
    ("scores", "score", "1.234", "1,234 hoặc 1234"),
    ("scores", "score", "bảy chín", "79,48"),
    ("scores", "score", "1,234.5", "79,48"),
    ("scores", "score", "1e999", "quá lớn"),
    ("scores", "score", "nan", "một số"),
    ("scores", "rank", "16,5", "số nguyên"),
    ("scores", "rank", "16/20", "số nguyên"),
    ("scores", "scored_year", "99999", "quá lớn"),
    ("budget_lines", "amount", "9" * 40, "số nguyên"),
    ("documents", "issued_on", "30/02/2022", "ngày có thật"),
    ("documents", "issued_on", "11/25/2022", "ngày có thật"),
    ("documents", "issued_on", "25/11/22", "ngày có thật"),
    ("scores", "area", "hòa bình", "procedures (thủ tục hành chính)"),
    ("scores", "criterion", " ", "không được để trống"),
    ("targets", "quantified", "có lẽ", "true (có)"),
    ("scores", "other", "không có dấu hai chấm", "đầu cột: nội dung"),
    ("scores", "source_text", "x", "Các cột sửa được"),
    ("scores", "row_id", "x", "Các cột sửa được"),
    ("documents", "sha256", "x", "Các cột sửa được"),
    ("documents", "status", "ok", "Các cột sửa được"),
    ("blocks", "text", "x", "Các bảng sửa được"),
    ("findings", "message", "x", "Các bảng sửa được"),
]


@pytest.mark.parametrize(("dataset", "name", "typed", "value"), UNDERSTOOD)
def test_typed_text_is_understood(dataset: str, name: str, typed: str, value: Any) -> None:
    told = understand(dataset, name, typed)
    assert told.value == value
    assert type(told.value) is type(value)
    again = understand(dataset, name, told.text)
    assert (again.value, again.text) == (told.value, told.text)
    assert not again.differs(told.text)


@pytest.mark.parametrize(("dataset", "name", "typed", "words"), REFUSED)
def test_what_is_no_value_is_refused_with_advice(dataset: str, name: str, typed: str, words: str) -> None:
    with pytest.raises(ValueTextError, match=words.replace("(", r"\(").replace(")", r"\)")):
        understand(dataset, name, typed)


def test_a_person_is_told_what_was_understood() -> None:
    assert understand("scores", "score", "79,48").differs("79,48")
    assert understand("scores", "score", "79,48").text == "79.48"
    assert not understand("scores", "score", "79.48").differs("79.48")


NAMES = [(dataset, field.name) for dataset in DATASETS_TO_CORRECT for field in fields_to_correct(dataset)]
WORDS = st.text(max_size=20).map(tidy)
VALUES = {
    "float64": st.floats(allow_nan=False, allow_infinity=False),
    "int16": st.integers(-(2**15), 2**15 - 1),
    "int32": st.integers(-(2**31), 2**31 - 1),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "bool": st.booleans(),
    "date": st.dates(),
    "string": WORDS.filter(bool),
    "list<string>": st.lists(WORDS),
    "map<string,string>": st.dictionaries(WORDS, WORDS).map(lambda told: list(told.items())),
}


@given(st.data(), st.sampled_from(NAMES))
def test_the_text_of_any_value_is_that_value(data: st.DataObject, where: tuple[str, str]) -> None:
    field = field_of(*where)
    if field.codes is not None:
        return
    value = data.draw(VALUES[field.type])
    text = text_of(value)
    back = understand(*where, text)
    assert same(back.value, value) or (isinstance(value, float) and math.isclose(back.value, value, rel_tol=1e-15))
    assert back.text == text


@given(st.sampled_from(NAMES), st.text(max_size=40))
def test_any_text_is_a_value_or_a_sentence(where: tuple[str, str], typed: str) -> None:
    try:
        told = understand(*where, typed)
    except ValueTextError as error:
        assert str(error).endswith((".", "JSON."))
        return
    assert understand(*where, told.text) == told
