"""Numbers: tokens by the rules in their order, running text with what is no number, score forms, ranges, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese.numbers import Context, find, fraction, read, settle, vote
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from decimal import Decimal

UNITS = load("number_units")

# One cell or token, what is known around it, its value and the rule that decided it.
CELLS: list[tuple[str, Context, float | None, str | None]] = [
    # plain figures
    ("01", Context(), 1, "digits"),
    ("06", Context(), 6, "digits"),
    ("268763", Context(), 268763, "digits"),
    ("2643", Context(unit="tthc"), 2643, "digits"),
    # placeholders are nothing, never 0
    *[(empty, Context(), None, None) for empty in ("-", "–", "…", "...", "x", "X", "/", "", " ", "./.", "(-)")],
    ("0", Context(), 0, "digits"),
    # groups, both separators
    ("6.000.000", Context(), 6_000_000, "groups"),
    ("**20.000.000**", Context(), 20_000_000, "groups"),
    ("20 000 000 đ", Context(), 20_000_000, "spaced_groups"),
    ("20\u00a0000\u00a0000", Context(), 20_000_000, "spaced_groups"),
    ("8.555,86 km²", Context(), 8555.86, "both_separators"),
    ("1.234.567,89 đồng", Context(), 1_234_567.89, "both_separators"),
    ("1,234.5", Context(), 1234.5, "both_separators"),
    ("12.34,56", Context(), None, None),
    ("2.1.3", Context(), None, None),
    ("1.23.456", Context(), None, None),
    # a tail of one, two or more than three digits
    ("85.44", Context(), 85.44, "decimal"),
    ("79,48", Context(), 79.48, "decimal"),
    ("81,52%", Context(), 81.52, "decimal"),
    ("48,6%", Context(), 48.6, "decimal"),
    ("96,17%", Context(), 96.17, "decimal"),
    ("86,8 điểm", Context(), 86.8, "decimal"),
    ("+6,39%", Context(), 6.39, "decimal"),
    ("+6.39%", Context(), 6.39, "decimal"),
    ("-1.41", Context(), -1.41, "decimal"),
    ("− 1,41", Context(), -1.41, "decimal"),
    ("11.5", Context(siblings=("17,5",)), 11.5, "decimal"),
    ("1234.567", Context(), 1234.567, "decimal"),
    ("0.734", Context(), 0.734, "decimal"),
    ("0,734", Context(), 0.734, "decimal"),
    ("00,50", Context(), 0.5, "decimal"),
    # a maximum that only the decimal reading keeps
    ("12.446", Context(maximum=17.5), 12.446, "cap"),
    ("11,364", Context(maximum=17.5), 11.364, "cap"),
    ("13,981", Context(maximum=18), 13.981, "cap"),
    ("42.295 điểm", Context(maximum=80), 42.295, "cap"),
    ("2,000", Context(maximum=2), 2, "cap"),
    ("1.000", Context(maximum=1000), 1000, "default"),
    # units
    ("44,396 điểm", Context(), 44.396, "unit"),
    ("1.250 hồ sơ", Context(), 1250, "unit"),
    ("1,250 hồ sơ", Context(), 1250, "unit"),
    ("85.600 phiếu", Context(), 85600, "unit"),
    ("500.000", Context(unit="đồng"), 500_000, "unit"),
    ("500.000đ", Context(), 500_000, "unit"),
    ("1.500 triệu đồng", Context(), 1500, "default"),
    # neighbours, the document, the norm
    ("12.446", Context(siblings=("17,5", "16,5", "9")), 12.446, "siblings"),
    ("12.446", Context(siblings=("11.5", "-")), 12.446, "siblings"),
    ("12,446", Context(siblings=("6.000.000",)), 12.446, "siblings"),
    ("500.000", Context(siblings=("6.000.000",)), 500_000, "siblings"),
    ("500.000", Context(siblings=("12,5", "250000,75")), 500_000, "siblings"),
    ("1.250", Context(vote=","), 1250, "vote"),
    ("1.250", Context(vote="."), 1.25, "vote"),
    ("1,250", Context(vote=","), 1.25, "vote"),
    ("1.500", Context(), 1500, "default"),
    ("1,500", Context(), 1.5, "default"),
    # the number that a cell holds beside its unit
    ("12 tháng", Context(), 12, "digits"),
    ("02 lớp", Context(), 2, "digits"),
    ("200.000 đồng/người", Context(), 200_000, "unit"),
    ("(5)", Context(), 5, "bracketed"),
    # words beside figures
    ("02 (hai)", Context(), 2, "words"),
    ("20.000.000 đồng (Hai mươi triệu đồng)", Context(), 20_000_000, "words"),
    ("1.500 (một phẩy năm)", Context(), 1.5, "words"),
    # letters put for digits by a scanner
    ("1O.5", Context(), 10.5, "decimal"),
    ("1l,25", Context(), 11.25, "decimal"),
    # no number
    ("Tập thể/cá nhân", Context(), None, None),
    ("15/17", Context(), None, None),
    ("85/QĐ-UBND", Context(), None, None),
    ("từ 5 đến 7", Context(), None, None),
]


@pytest.mark.parametrize(("cell", "context", "value", "rule"), CELLS)
def test_cells(cell: str, context: Context, value: float | None, rule: str | None) -> None:
    number = read(cell, context)
    if value is None:
        assert number is None
    else:
        assert number is not None
        assert (number.value, number.rule) == (value, rule)
        assert cell[number.start : number.end] == number.words


# A lone separator before three digits keeps its other reading; a guess says so by its confidence.
def test_doubt_is_a_field() -> None:
    guessed, proved = read("1.500"), read("85,44")
    assert guessed is not None and proved is not None
    assert (guessed.value, guessed.alternative) == (1500, 1.5)
    assert guessed.confidence < 0.6 < 0.95 < proved.confidence
    assert proved.alternative is None


# Words that do not say what the figures say take the confidence away.
def test_words_against_figures() -> None:
    number = read("20.000.000 đồng (Hai triệu đồng)")
    assert number is not None
    assert (number.value, number.alternative) == (20_000_000, 2_000_000)
    assert number.confidence <= 0.5


@pytest.mark.parametrize(
    "example", [example for unit in UNITS.values() for example in unit["examples"]], ids=lambda example: example["text"]
)
def test_units_of_the_vocabulary(example: dict[str, str | float]) -> None:
    assert [number.value for number in find(str(example["text"]))] == [example["value"]]


# Running text and the numbers in it, in order.
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Lĩnh vực 1 đạt 12.446/17.5 điểm", [12.446, 17.5]),
        ("đạt 11.992/15", [11.992, 15]),
        ("tổng 85.44/100 điểm", [85.44, 100]),
        ("giảm 1.41 điểm, giảm 01 bậc so với năm 2020", [1.41, 1]),
        ("xếp thứ 20/22 Sở ngành", [20, 22]),
        ("đạt 79,48/97,5 điểm, đạt 81,52%", [79.48, 97.5, 81.52]),
        ("11,5/ 13,5 điểm (không chấm 01 tiêu chí 1.5 điểm)", [11.5, 13.5, 1, 1.5]),
        ("xếp thứ 18/21 đơn vị sở ngành", [18, 21]),
        ("Tiết kiệm chi 10%", [10]),
        ("tăng 0,5-1 điểm so với năm 2021", [0.5, 1]),
        ("từ 90% trở lên", [90]),
        ("tối đa 30 phút/01 lần", [30, 1]),
        ("trực tuyến mức độ 3, 4 đạt trên 30%", [30]),
        ("mức độ 3 và mức độ 4", []),
        ("mức độ 3,5 điểm", [3.5]),
        ("theo TCVN ISO 9001:2015", []),
        ("nằm trong TOP 20", [20]),
        ("tiếp nhận 1.250 hồ sơ; 1,250 hồ sơ", [1250, 1250]),
        ("đạt 40,62/80 điểm, bằng 50,77%", [40.62, 80, 50.77]),
        ("diện tích 8.555,86 km²", [8555.86]),
        ("phát ra 85.600 phiếu, thu về 36.525 phiếu", [85600, 36525]),
        ("(+6.39%) và (-2,5%)", [6.39, -2.5]),
        ("đạt 96,17/100 điểm", [96.17, 100]),
        ("đạt 6/18 điểm", [6, 18]),
        ("thủ tục 2.000815.000.00.00.H55", []),
        ("Nghị quyết số 66.25/2026/NQ-CP", []),
        ("Quyết định 3.981/QĐ-BYT, Nghị quyết 05-NQ/TU, Nghị quyết 30c/NQ-CP", []),
        ("ba mươi (30) ngày làm việc", [30]),
        ("20 000 000 đ", [20_000_000]),
        ("xếp vị trí 10 - 15/63 tỉnh, 3/14 tỉnh trong vùng", [10, 15, 63, 3, 14]),
        ("giai đoạn 2021 - 2025, nhiệm kỳ 2020-2025", []),
        ("ngày 20/01/2023, ngày 5 tháng 3 năm 2022, tháng 12/2021, 26/09/12", []),
        ("trước ngày 20 tháng 6", []),
        ("Quý I/2022 và quý 1 năm 2023", []),
        ("01 / 9 - 15 / 9 / 2014", []),
        ("khóa XII, kỳ họp thứ 5, lần thứ 14", []),
        ("Điều 5, khoản 2, Phụ lục 1, mục 2.1", []),
        ("công nghiệp 4.0, hoạt động 24/7", []),
        ("1. Chỉ tiêu: 100% văn bản", [100]),
        ("2.1 Công tác đào tạo: 5 lớp", [5]),
        ("1.5 điểm bị trừ", [1.5]),
        ("6 tháng 1 lần", [6, 1]),
        ("tổng số 20 hồ sơ, trong số 15 đơn vị", [20, 15]),
        ("COVID-19, H55", []),
        ("xem http://abc.gov.vn/tin/12 và 5 lớp", [5]),
        ("theo cơ chế 4 tại chỗ", []),
        ("điện thoại: 0256.3822.123", []),
        ("chi 1.500.000đ/người", [1_500_000]),
        ("Phấn đấu 2/3 số thủ tục", [2, 3]),
        ("12,446 điểm trong 17,5 điểm", [12.446, 17.5]),
        ("rút từ 15 ngày xuống còn 10 ngày", [15, 10]),
        ("lúc 7h30 đến 11:30", []),
    ],
)
def test_running_text(text: str, values: list[float]) -> None:
    numbers = find(text)
    assert [number.value for number in numbers] == values
    assert all(text[number.start : number.end] == number.words for number in numbers)


# What a citation covers is not read.
def test_masks() -> None:
    text = "Quyết định 25 về 100% hồ sơ"
    assert [number.value for number in find(text, [(0, 13)])] == [100]


# Offsets are those of the text as written, composed or not.
def test_offsets_of_decomposed_text() -> None:
    text = "Tỷ lệ đạt 81,52%"
    folded = fold(text)
    (number,) = find(folded)
    assert (number.value, folded.original[number.start : number.end]) == (81.52, "81,52")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.446/17.5", (12.446, 17.5)),
        ("11,5/ 13,5", (11.5, 13.5)),
        ("79,48/97,5", (79.48, 97.5)),
        ("8,02/12,5", (8.02, 12.5)),
        ("81,4/ 100", (81.4, 100)),
        ("15.000/15", (15, 15)),
        ("2.000/2.000 điểm", (2, 2)),
        ("950.469/950.469 hồ sơ", (950469, 950469)),
        ("16/20", (16, 20)),
        ("12,5 điểm/15 điểm", (12.5, 15)),
        ("12/2021", None),
        ("20/01/2023", None),
        ("107/2020/NĐ-CP", None),
        ("Tập thể/cá nhân", None),
    ],
)
def test_fractions(text: str, expected: tuple[float, float] | None) -> None:
    found = fraction(text)
    assert (None if found is None else (found.numerator.value, found.denominator.value)) == expected


# The unit behind a range holds for both of its ends.
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("tăng 0,5-1 điểm", [0.5, 1]),
        ("tăng 9-9,5%", [9, 9.5]),
        ("từ 1.250 đến 1.500 hồ sơ", [1250, 1500]),
        ("khoảng 1.125 - 2.375 điểm", [1.125, 2.375]),
        ("30% đến 40%", [30, 40]),
    ],
)
def test_the_unit_of_a_range(text: str, values: list[float]) -> None:
    numbers = find(text)
    assert [number.value for number in numbers] == values
    assert len({number.unit for number in numbers}) == 1


@pytest.mark.parametrize(
    ("texts", "separator"),
    [
        (["đạt 79,48 điểm", "kinh phí 6.000.000 đồng"], ","),
        (["đạt 85.44 điểm", "đạt 11.5"], "."),
        (["12.446", "500.000"], None),
        (["2.1 Công tác chỉ đạo", "3.2. Kết quả"], None),
        (["66.25/2026/NQ-CP"], None),
        (["1,5", "1.5"], None),
        ([], None),
    ],
)
def test_votes(texts: list[str], separator: str | None) -> None:
    assert vote(texts) == separator


# An arithmetic check turns the fewest doubtful readings, and none where it cannot tell.
def test_settling() -> None:
    price, amount = read("1.500"), read("18")
    assert price is not None and amount is not None
    first, second = settle([price, amount], lambda values: 12 * values[0] == values[1])
    assert (first.value, first.rule, second.value) == (1.5, "arithmetic", 18)
    assert settle([price, amount], lambda values: False) == (price, amount)
    assert settle([price, price], lambda values: values[0] != values[1]) == (price, price)


def written(value: Decimal, decimal: str) -> str:
    whole, _, tail = f"{value:,}".partition(".")
    other = "." if decimal == "," else ","
    return whole.replace(",", other) + (decimal + tail if tail else "")


decimals = st.decimals(0, 10**9, places=2) | st.decimals(0, 10**12, places=0) | st.decimals(0, 100, places=1)


# Whatever is written in either habit is read back, given the habit.
@given(decimals, st.sampled_from(",."))
def test_written_numbers_are_read_back(value: Decimal, decimal: str) -> None:
    number = read(written(value, decimal), Context(vote=decimal))
    assert number is not None
    assert number.value == float(value)


# A score is never read past its maximum, in whichever habit.
@given(st.decimals(0, 100, places=3), st.sampled_from(",."), st.integers(100, 999))
def test_a_cap_holds(value: Decimal, decimal: str, maximum: int) -> None:
    number = read(f"{value}".replace(".", decimal), Context(maximum=maximum))
    assert number is not None
    assert number.value == float(value) or number.value == float(value) * 1000 <= maximum


@given(st.text(alphabet="0123456789.,/-+% điểmngày()ô Qº\u00a0\u0301", max_size=40))
def test_any_text_is_taken(text: str) -> None:
    read(text)
    fraction(text)
    numbers = find(text)
    assert all(text[number.start : number.end] == number.words for number in numbers)
    assert [number.start for number in numbers] == sorted(number.start for number in numbers)
