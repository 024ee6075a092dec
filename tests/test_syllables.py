"""Syllables: what is built as Vietnamese syllables are, and what shares of a text are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese.syllables import is_syllable, shares

GOOD = (
    "Mỗi phòng chuyên môn rà soát công việc của mình, báo cáo những hồ sơ còn chậm và nguyên nhân, đề xuất cách làm "
    "mới để người dân không phải đi lại nhiều lần; thủ trưởng đơn vị phân công người theo dõi, đánh giá mức độ hoàn "
    "thành và đưa kết quả ấy vào xét thi đua, khen thưởng cuối năm của từng cán bộ, công chức."
)


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "quyết", "định", "hoà", "hòa", "khuỷu", "giếng", "gì", "già", "uỷ", "ủy", "yêu", "thuở", "được",
     "nghệch", "khoẻ", "quý", "chuyển", "ý", "ở", "oan", "hoạch", "ngoằn", "xoong", "giữ", "tuần"],
)  # fmt: skip
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["plan", "khpn", "hoµ", "tr", "ng", "việtt", "hànhh", "ạả", "ban1", "street", "wto", "nghj", "ngghia", ""]
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def _shifted(text: str) -> str:
    return "".join(chr(ord(char) + 1) if char.isalpha() else char for char in text)


def _without_marks(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


# What a text layer may be like, and the bounds of its shares of valid and of marked words.
LAYERS = [
    ("as written", GOOD, (0.9, 1.0), (0.75, 1.0)),
    ("marks apart", unicodedata.normalize("NFD", GOOD), (0.9, 1.0), (0.75, 1.0)),
    ("shifted by one", _shifted(GOOD), (0.0, 0.3), (0.0, 0.3)),
    ("marks lost", _without_marks(GOOD), (0.6, 1.0), (0.0, 0.15)),
    ("marked letters dropped", "".join(char for char in GOOD if char.isascii()), (0.0, 0.7), (0.0, 0.0)),
    ("read as Latin-1", GOOD.encode().decode("latin-1"), (0.0, 0.6), (0.0, 0.5)),
    ("English", "The quarterly report describes several targets which every department should reach before spring "
     "next year unless other instructions were given by those responsible", (0.0, 0.4), (0.0, 0.0)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "valid", "marked"), LAYERS, ids=[layer[0] for layer in LAYERS])
def test_shares(name: str, text: str, valid: tuple[float, float], marked: tuple[float, float]) -> None:
    found = shares(text)
    assert valid[0] <= found.valid <= valid[1]
    assert marked[0] <= found.marked <= marked[1]


def test_syllables_taken_apart_leave_single_letters() -> None:
    found = shares("n âng c a o tr á ch nh i ệ m c ủ a ng ư ờ i đ ứ ng đ ầ u c ơ qu a n")
    assert found.split > 0.2


def test_abbreviations_are_no_words() -> None:
    assert shares("UBND TTHC CCHC QĐ SNV").words == 0


def test_a_long_text_is_sampled_and_its_letters_estimated() -> None:
    text = f"{GOOD} " * 40
    letters = sum(char.isalpha() for char in text)
    found = shares(text)
    assert found.valid > 0.9
    assert abs(found.letters - letters) < letters / 10


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    found = shares(text)
    assert 0 <= found.marked <= found.valid <= 1
    assert found.letters >= 0
