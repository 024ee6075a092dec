"""Cleaning, folding, the repair of known slips, and the joining of hard wraps."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese.text import clean, continues, fold, fold_all, key
from schemas.vocabulary import load

SLIPS = load("slips")["slip"]
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
syllables = st.builds(
    lambda onset, vowel, tone, coda: unicodedata.normalize("NFC", onset + vowel + tone) + coda,
    st.sampled_from(["", "b", "ch", "đ", "gi", "h", "kh", "l", "ngh", "qu", "th", "tr", "x", "k", "s"]),
    st.sampled_from(["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "oe", "uy", "iê", "ươ"]),
    st.sampled_from(TONES),
    st.sampled_from(["", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "o"]),
)
vietnamese = st.lists(
    st.one_of(
        syllables, syllables.map(str.upper), st.sampled_from(["85/QĐ-UBND", "–", "“", "12,5%", ";", "\u00a0", "Ð"])
    ),
    max_size=12,
).map(" ".join)


# What clean puts right: each pair is damage as found in files, and the text as it is stored.
@pytest.mark.parametrize(
    ("damaged", "stored"),
    [
        ("2/2019/QÐ-UBND", "2/2019/QĐ-UBND"),
        ("nǎm 2025", "năm 2025"),
        ("TT-BTС", "TT-BTC"),  # the last letter is Cyrillic
        ("XàHỘI CHỦ NGHĨA", "XÃ HỘI CHỦ NGHĨA"),
        ("CỘNG HÒA Xà HỘI", "CỘNG HÒA XÃ HỘI"),
        ("MàSỐ", "MÃ SỐ"),
        ("Bà NGUYỄN THỊ HOA", "Bà NGUYỄN THỊ HOA"),
        ("Sở\u00a0Nội  vụ\n\ttỉnh", "Sở Nội vụ tỉnh"),
        ("cải\u00adcách\u200b", "cảicách"),
        ("năm\x07 ２０２２", "năm 2022"),
        ("\uf0b7 đạt \uf0b3 90%", "• đạt ≥ 90%"),
        ("Ủy ban".replace("Ủ", "U\u0309"), "Ủy ban"),
    ],
)
def test_clean_repairs_damage(damaged: str, stored: str) -> None:
    assert clean(damaged) == stored


# Spellings that must be the same to every pattern.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"), ("hoá", "hóa"), ("uỷ", "ủy"), ("Thuỷ", "thủy"), ("khoẻ", "khỏe"), ("toà", "tòa"), ("kĩ", "kỹ"),
        ("tỉ lệ", "tỷ lệ"), ("quí I", "quý i"), ("qui định", "quy định"), ("lí", "lý"), ("Ð", "đ"), ("QÐ", "qđ"),
        ("2021 – 2025", "2021 - 2025"), ("“Đạt”", '"đạt"'), ("\u00a0", " "),
    ],
)  # fmt: skip
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text == other


# Words that only look like those spellings stay as they are.
@pytest.mark.parametrize("word", ["quý", "hoàn", "thoại", "giá", "khi", "thì", "nhiệm", "tình", "quỳ", "người", "loại"])
def test_other_words_are_left_alone(word: str) -> None:
    assert fold(word).text == word


@given(vietnamese)
def test_composed_and_decomposed_fold_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


@given(vietnamese)
def test_offsets_rise_and_lead_back_to_the_words(text: str) -> None:
    written = unicodedata.normalize("NFD", text)
    folded = fold(written)
    assert folded.span(0, len(folded.text)) == (0, len(written))
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert spans == sorted(spans)
    assert fold(folded.words(0, len(folded.text))).text == folded.text


@given(st.one_of(vietnamese, st.text(max_size=40)))
def test_clean_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "  " not in once and once == once.strip()


@given(vietnamese)
def test_cleaned_text_keeps_its_length(text: str) -> None:
    folded = fold(clean(text))
    assert folded.offsets is None
    assert len(folded.text) == len(folded.original)


@given(st.text(max_size=60))
def test_fold_takes_any_text(text: str) -> None:
    folded = fold(text)
    assert folded.words(0, len(folded.text)) == text[folded.span(0, 0)[0] :]


@pytest.mark.parametrize(
    "example", [example for slip in SLIPS for example in slip["examples"]], ids=lambda e: e["text"]
)
def test_slips_are_repaired_and_reported(example: dict[str, str]) -> None:
    folded = fold(example["text"])
    assert folded.text == example["folded"]
    assert folded.repairs


# Words of the same letters that are meant.
@pytest.mark.parametrize("real", [real for slip in SLIPS for real in slip["real"]])
def test_real_words_are_no_slips(real: str) -> None:
    assert fold(real).repairs == ()


slip_words = st.sampled_from([wrong for slip in SLIPS for wrong in slip["wrong"]])
seams = st.sampled_from(["İ", "\u200b", "\u0301", "Σ", "\n"])  # two characters when folded, none, a mark …


@given(st.lists(st.lists(st.one_of(syllables, slip_words, seams), max_size=4).map("".join), max_size=5))
def test_texts_fold_together_as_each_alone(texts: list[str]) -> None:
    # Whatever stands at the seams (marks that compose, letters, slips, line ends): no text changes how another is read.
    assert fold_all(texts) == [fold(text) for text in texts]


def test_a_repair_tells_the_words_as_written() -> None:
    text = "Sở phân đầu giữ vị trí"
    ((start, end, name),) = fold(text).repairs
    assert (text[start:end], name) == ("phân đầu", "phan_dau")


# A folded table keeps its rows apart.
def test_line_ends_stay() -> None:
    assert fold("Sở\nQuí I").text == "sở\nquý i"


def test_keys_ignore_marks_and_case() -> None:
    assert (
        key("Lao động – Thương binh và Xã hội")
        == key("LAO ĐỘNG- THƯƠNG BINH VÀ XÃ HỘI")
        == "lao động thương binh và xã hội"
    )


# A sentence that a page or a line end cut goes on.
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("đẩy mạnh cung cấp", "dịch vụ chứng thực bản sao"),
        ("chỉ đạo các địa phương;", "đảm bảo tiến độ"),
        ("cho phát triển Chính", "quyền số"),
        ("thực hiện Nghị định số", "130/2005/NĐ-CP của Chính phủ"),
        ("theo Quyết định của", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("ban hành theo Kế hoạch số 213/KH-", "UBND ngày 5 tháng 3"),
        ("Sở Nội vụ (cơ quan", "Thường trực) tổng hợp"),
        ("phối hợp với Sở Tài chính,", "Sở Tư pháp rà soát"),
        ("(viết tắt là CCHC)", "của các đơn vị"),
        ("kết quả trong năm", "2023 của các đơn vị"),
    ],
)
def test_cut_sentences_are_joined(left: str, right: str) -> None:
    assert continues(left, right)


# What begins of itself, or what was ended, is not joined.
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hoàn thành kế hoạch.", "tiếp tục theo dõi"),
        ("các nhiệm vụ sau:", "rà soát văn bản"),
        ("trong năm 2023./.", "nơi nhận"),
        ("đạt mức “Tốt.”", "các đơn vị"),
        ("KẾ HOẠCH", "cải cách hành chính năm 2022"),
        ("tổ chức thực hiện", "- Văn phòng Sở chủ trì"),
        ("tổ chức thực hiện", "a) Chỉ tiêu"),
        ("tổ chức thực hiện", "1. Chỉ tiêu"),
        ("tổ chức thực hiện", "+ báo cáo định kỳ"),
        ("tổ chức thực hiện", "II. NHIỆM VỤ"),
        ("tổ chức thực hiện", "đ) kiểm tra"),
        ("tổ chức thực hiện", "Văn phòng Sở chủ trì"),
        ("giao cho các đơn vị,", "Căn cứ Kế hoạch số 5"),
        ("hồ sơ đúng hạn", "100% hồ sơ được số hóa"),
        ("của Sở Nội vụ;", "Căn cứ Luật Tổ chức Chính phủ"),
        ("Văn phòng Sở", "Phòng Tài chính"),
        ("Thường xuyên trong năm", "Văn phòng Sở"),
        ("Nâng cao chỉ số năm 2023 và những năm tiếp theo", "Trên cơ sở kết quả năm 2022"),
        ("", "dịch vụ"),
        ("dịch vụ", ""),
    ],
)
def test_what_stands_alone_is_not_joined(left: str, right: str) -> None:
    assert not continues(left, right)


@given(st.text(max_size=30), st.text(max_size=30))
def test_joining_takes_any_text(left: str, right: str) -> None:
    assert not continues(left, "- " + right)
    assert not continues(left + ".", right)
