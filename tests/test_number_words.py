"""Numbers in words: read strictly, held against an independent writer."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese.number_words import UnknownNumberWord, parse

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


# Forms as vouchers and speech have them, with the number that they say.
@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Hai mươi triệu đồng", 20_000_000),
        ("Một trăm mười lăm triệu sáu trăm nghìn đồng chẵn", 115_600_000),
        ("tám mươi bẩy", 87),
        ("một nghìn tỷ", 10**12),
        ("hai trăm tỉ đồng", 2 * 10**11),
        ("hai triệu rưỡi", 2_500_000),
        ("ba trăm rưỡi", 350),
        ("một nghìn rưỡi tỷ", 15 * 10**11),
        ("năm trăm linh năm", 505),
        ("một trăm lẻ tư", 104),
        ("hai mươi mốt", 21),
        ("ba mươi nhăm", 35),
        ("hai lăm", 25),
        ("mười lăm", 15),
        ("hai chục", 20),
        ("một tỷ không trăm linh năm triệu", 1_005_000_000),
        ("hai nghìn ba trăm triệu", 2_300_000_000),
        ("hai ngàn không trăm hai mươi hai", 2022),
        ("không", 0),
        ("(Sáu triệu đồng./.)", 6_000_000),
        ("Mười hai triệu đồng Việt Nam.", 12_000_000),
        ("hai phẩy năm", Decimal("2.5")),
        ("không phẩy không năm", Decimal("0.05")),
        ("hai phẩy hai mươi lăm", Decimal("2.25")),
        ("một phẩy năm tỷ", 1_500_000_000),
        ("MỘT TRIỆU ĐỒNG", 1_000_000),
        ("một triệu, hai trăm nghìn đồng", 1_200_000),
    ],
)
def test_words_are_read(words: str, number: int | Decimal) -> None:
    assert parse(words) == number


# A word that is unknown or out of place is named with its place; forms that are open to two readings too.
@pytest.mark.parametrize(
    ("words", "word", "position"),
    [
        ("hai mươi xyz", "xyz", 9),
        ("một trăm năm", "năm", 9),
        ("một triệu hai", "hai", 10),
        ("mười tỷ năm", "năm", 8),
        ("nghìn rưỡi", "nghìn", 0),
        ("trăm tỷ", "trăm", 0),
        ("hai mươi triệu ba triệu", "ba", 15),
        ("không trăm", "không", 0),
        ("hai phẩy", "", 8),
        ("ba mươi (30)", "(30", 8),
        ("", "", 0),
        ("đồng", "", 4),
        ("hai hai", "hai", 4),
        ("một mươi", "mươi", 4),
    ],
)
def test_what_is_unknown_or_open_is_an_error(words: str, word: str, position: int) -> None:
    with pytest.raises(UnknownNumberWord) as caught:
        parse(words)
    assert (caught.value.word, caught.value.position) == (word, position)


class Writer:
    """Writes a number in words, choosing at random between spellings that are all in use."""

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed).choice

    def words(self, number: int) -> str:
        if number == 0:
            return "không"
        billions, rest = divmod(number, 10**9)
        parts: list[str] = []
        if billions:
            parts += [*self.below_billion(billions, lead=True), self.choose(["tỷ", "tỉ"])]
        parts += self.below_billion(rest, lead=not billions)
        return self.choose([str.lower, str.capitalize, str.upper])(" ".join(parts)) + self.choose(
            ["", " đồng", " đồng chẵn", " đồng./."]
        )

    def below_billion(self, number: int, *, lead: bool) -> list[str]:
        parts: list[str] = []
        for worth, names in ((10**6, ["triệu"]), (10**3, ["nghìn", "ngàn"]), (1, [""])):
            group, number = divmod(number, worth)
            if group:
                parts += [*self.triple(group, lead=lead), self.choose(names)]
                lead = False
        return [part for part in parts if part]

    def triple(self, number: int, *, lead: bool) -> list[str]:
        hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
        parts: list[str] = []
        if hundreds or not lead:
            parts += [DIGITS[hundreds], "trăm"]
        if not tens and ones:
            return [*parts, self.choose(["linh", "lẻ"]), self.digit(ones)] if parts else [self.digit(ones)]
        if tens == 1:
            parts.append("mười")
        elif tens:
            parts += [DIGITS[tens], "mươi"]
        if ones:
            parts.append(self.after_tens(tens, ones))
        return parts

    def digit(self, digit: int) -> str:
        return self.choose(["bảy", "bẩy"]) if digit == 7 else DIGITS[digit]

    def after_tens(self, tens: int, ones: int) -> str:
        if ones == 5:
            return self.choose(["lăm", "nhăm"] if tens > 1 else ["lăm"])
        if tens > 1 and ones == 1:
            return "mốt"
        if tens > 1 and ones == 4:
            return self.choose(["tư", "bốn"])
        return self.digit(ones)


@given(st.integers(0, 10**15 - 1) | st.integers(0, 10**4) | st.integers(1, 999).map(lambda n: n * 10**9), st.integers())
def test_what_is_written_is_read_back(number: int, seed: int) -> None:
    assert parse(Writer(seed).words(number)) == number


@given(
    st.lists(st.sampled_from([*DIGITS, "mươi", "mười", "trăm", "nghìn", "triệu", "tỷ", "linh", "rưỡi", "phẩy", "lăm"]))
)
def test_any_words_give_a_number_or_the_error(words: list[str]) -> None:
    try:
        assert parse(" ".join(words)) >= 0
    except UnknownNumberWord as error:
        assert error.position <= len(" ".join(words))
