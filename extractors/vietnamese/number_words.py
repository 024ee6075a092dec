"""Numbers in words, as amounts are repeated on vouchers: "Hai mươi triệu đồng", "một trăm linh năm", "hai phẩy năm".

A strict reader: a word that it does not know, or that cannot stand where it stands, is an error and never skipped,
since a number read past a word is a wrong number. Forms that speech leaves open ("một trăm năm": 105 or 150) are errors
too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NoReturn

from extractors.vietnamese.text import fold

_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
# Forms that a digit takes after "mươi" alone, or, in short speech, straight after the tens: "hai mươi mốt", "hai lăm".
_AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9}
# What may close an amount: "đồng", "đồng chẵn", "đồng Việt Nam", "./.".
_TAIL = re.compile(r"(?:\s*(?:việt\ nam\ đồng|đồng|chẵn|tròn|việt\ nam|vnđ|\./\.|[.,;!)\]\"*]))+\s*$", re.VERBOSE)
_HEAD = re.compile(r"^[\s(\[\"*:-]+")
_WORD = re.compile(r"[^\s,]+")


class UnknownNumberWord(ValueError):  # noqa: N818 - named after what was met
    """``word``, at offset ``position`` of the text, is no number word or cannot stand there."""

    def __init__(self, word: str, position: int) -> None:
        super().__init__(f"no number word at {position}: {word!r}")
        self.word = word
        self.position = position


def parse(words: str) -> Decimal:
    """The number that ``words`` says, up to hundreds of thousands of tỷ.

    A closing "đồng", "đồng chẵn", "./." is tolerated, brackets and capitals too.

    Raises:
        UnknownNumberWord: at the first word that is no number word or stands where it cannot.
    """
    folded = fold(words)
    head = _HEAD.match(folded.text)
    tail = _TAIL.search(folded.text)
    first, last = head.end() if head else 0, tail.start() if tail else len(folded.text)
    tokens = [(m[0], folded.span(*m.span())[0]) for m in _WORD.finditer(folded.text, first, max(first, last))]
    return _Reader(tokens, len(words)).number()


class _Reader:
    """Reads tokens from left to right; each method takes what it can and leaves the rest."""

    def __init__(self, tokens: list[tuple[str, int]], end: int) -> None:
        self.tokens = [*tokens, ("", end)]
        self.at = 0

    @property
    def word(self) -> str:
        return self.tokens[self.at][0]

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][0]

    def fail(self) -> NoReturn:
        raise UnknownNumberWord(*self.tokens[self.at])

    def number(self) -> Decimal:
        """A whole number, or one with "phẩy", to the end of the tokens."""
        value = self.below_billion(first=True)
        if self.word == "tỷ":
            self.take()
            value = value * 10**9 + self.half(9)
            if self.word in _DIGITS or self.word in ("linh", "lẻ", "mười"):
                value += self.below_billion(first=False)
        if self.word == "phẩy":
            self.take()
            value = self.fraction(value)
        if self.word:
            self.fail()
        return value

    def below_billion(self, *, first: bool) -> Decimal:
        """``[… triệu] [… nghìn] […]``: "ba triệu hai trăm nghìn không trăm linh năm"."""
        value, limit = Decimal(0), 9
        while self.word in _DIGITS or self.word in ("linh", "lẻ", "mười") or limit == 9:
            began = self.at
            group = self.triple(first=first)
            if self.word in _SCALES and _SCALES[self.word] < limit:
                limit = _SCALES[self.take()]
                value += group * 10**limit + self.half(limit)
                if self.word == "triệu" and limit == 3:  # "một nghìn triệu"
                    value, limit = value * 10 ** _SCALES[self.take()], 6
                first = False
                continue
            if self.word == "triệu" and limit == 3:  # "hai nghìn ba trăm triệu"
                value, limit = (value + group) * 10 ** _SCALES[self.take()], 6
                continue
            # "một triệu hai" is 1 200 000 in speech: a lone digit below a scale says "linh" or "không trăm" first
            if not first and self.at == began + 1 and self.tokens[began][0] in _DIGITS:
                self.at = began
                self.fail()
            return value + group
        return value

    def half(self, scale: int) -> Decimal:
        """Half a scale, where "rưỡi" follows: "hai triệu rưỡi"."""
        if self.word != "rưỡi":
            return Decimal(0)
        self.take()
        return Decimal(5).scaleb(scale - 1)

    def triple(self, *, first: bool) -> Decimal:
        """Hundreds, tens and ones: "ba trăm linh năm", "mười lăm", "không trăm hai mươi"."""
        if self.word in ("linh", "lẻ"):
            if first:
                self.fail()
            return self.odd()
        if self.word == "mười":
            return Decimal(self.tens())
        if self.word not in _DIGITS:
            self.fail()
        began = self.at
        digit = _DIGITS[self.take()]
        if self.word == "trăm":
            if digit == 0 and first:
                self.at = began
                self.fail()
            self.take()
            return digit * Decimal(100) + self.after_hundred()
        return Decimal(self.tens_of(digit))

    def after_hundred(self) -> Decimal:
        if self.word == "rưỡi":
            return self.half(2)
        if self.word in ("linh", "lẻ"):
            return self.odd()
        if self.word == "mười":
            return Decimal(self.tens())
        if self.word in _DIGITS:
            began = self.at
            value = self.tens_of(_DIGITS[self.take()])
            if self.at == began + 1:  # "một trăm năm": 105 or 150
                self.at = began
                self.fail()
            return Decimal(value)
        return Decimal(0)

    def odd(self) -> Decimal:
        """``linh`` and a digit: "linh năm", "lẻ tư"."""
        self.take()
        if self.word in _DIGITS:
            return Decimal(_DIGITS[self.take()])
        if self.word in ("tư", "lăm"):
            return Decimal(_AFTER_TENS[self.take()])
        return self.fail()

    def tens(self) -> int:
        """Ten and what may follow it: "mười", "mười lăm"."""
        self.take()
        return 10 + self.ones()

    def tens_of(self, digit: int) -> int:
        """What follows a digit: "mươi", "mươi mốt", "chục", or a short form ("hai lăm")."""
        if self.word in ("mươi", "chục"):
            if digit == 0 or (digit == 1 and self.word == "mươi"):
                self.fail()
            self.take()
            return 10 * digit + self.ones()
        if digit > 1 and self.word in _AFTER_TENS:
            return 10 * digit + _AFTER_TENS[self.take()]
        return digit

    def ones(self) -> int:
        if self.word in _AFTER_TENS:
            return _AFTER_TENS[self.take()]
        if self.word in _DIGITS and _DIGITS[self.word] > 0:
            return _DIGITS[self.take()]
        return 0

    def fraction(self, whole: Decimal) -> Decimal:
        """What follows "phẩy": digits one by one or a number of two digits, then scales: "hai phẩy năm triệu"."""
        digits = ""
        while self.word in _DIGITS or self.word == "mười":
            if self.word == "mười" or self.tokens[self.at + 1][0] == "mươi":
                digits += str(self.triple(first=True))
            else:
                digits += str(_DIGITS[self.take()])
        if not digits:
            self.fail()
        value = Decimal(f"{whole}.{digits}")
        while self.word in _SCALES:
            value *= 10 ** _SCALES[self.take()]
        return value
