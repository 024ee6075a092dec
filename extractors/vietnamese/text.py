"""Vietnamese text: cleaning what is stored, folding what is matched, and the way back to the words as written.

Two steps that must not be mixed. :func:`clean` makes the text that is stored and shown: composed (NFC), look-alikes of
Vietnamese letters put right, blanks collapsed. :func:`fold` makes a copy for matching alone: lower case, tone marks at
their traditional place ("hoà" -> "hòa", "uỷ" -> "ủy"), ``y`` for ``i`` in open syllables ("kĩ" -> "kỹ"), one dash, one
quote, known slips repaired. Patterns are written in the folded spelling and their matches are reported in the offsets of
the text as written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

# Letters that look Vietnamese and are not: NFC leaves them (domain: "2/2019/QÐ-UBND", "nǎm 2025", "TT-BTС").
_LOOK_ALIKES = {
    "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "ǎ": "ă", "Ǎ": "Ă",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T", "Х": "X",
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x",
}  # fmt: skip
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_CLEAN = str.maketrans(
    _LOOK_ALIKES
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_INVISIBLE, "")
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
_SPACES = regex.compile(r"\s+")

_FOLD = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys(_BLANKS, " ")
)
_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng


def _toned(vowel: str) -> list[str]:
    return [unicodedata.normalize("NFC", vowel + tone) for tone in _TONES]


def _pairs(first: str, second: str) -> dict[str, str]:
    """For each tone: "oà" -> "òa"."""
    return {first + new: old + second for new, old in zip(_toned(second), _toned(first), strict=True)}


_TONE_PLACES = _pairs("o", "a") | _pairs("o", "e") | _pairs("u", "y")
# A tone on the second vowel of an open syllable: "hoà", "khoẻ", "uỷ"; never after q ("quý"), where u is no vowel.
_NEW_STYLE = regex.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![\p{L}])")
# i in an open syllable after h, k, l, m, s, t, qu: "kĩ thuật", "tỉ lệ", "quí I".
_OPEN_I = regex.compile(r"(?<![\p{L}])(h|k|l|m|s|t|qu)([iìíỉĩị])(?![\p{L}])")
_I_TO_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))


def clean(text: str) -> str:
    """The text as it is stored: NFC, look-alikes put right, invisible characters dropped, blanks collapsed to one."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_CLEAN)
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy with the way back.

    ``offsets`` has, for each character of ``text`` and for its end, the offset in ``original``; it is None where every
    character kept its place (always so of cleaned text).
    """

    original: str
    text: str
    offsets: tuple[int, ...] | None = None
    repairs: tuple[tuple[int, int, str], ...] = ()
    """Slips repaired for matching: start and end in ``original``, and the name of the slip."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``original`` of ``text[start:end]``."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]

    def words(self, start: int, end: int) -> str:
        """The words as written that ``text[start:end]`` stands for."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Fold ``text`` for matching. Cleaned text keeps its length, so that offsets in it and in the copy are the same."""
    folded = text.lower().translate(_FOLD)
    offsets: tuple[int, ...] | None = None
    if len(folded) != len(text) or not unicodedata.is_normalized("NFC", folded):
        folded, offsets = _compose(text)
    folded = _NEW_STYLE.sub(lambda match: _TONE_PLACES[match[0]], folded)
    folded = _OPEN_I.sub(lambda match: match[1] + _I_TO_Y[match[2]], folded)
    return Folded(text, folded, offsets)


def _compose(text: str) -> tuple[str, tuple[int, ...]]:
    """Lower case and NFC of text that does not keep its length, with the offset of each character."""
    pieces: list[str] = []
    offsets: list[int] = []
    for match in regex.finditer(r"\X", text):
        piece = unicodedata.normalize("NFC", match[0].lower().translate(_CLEAN).translate(_FOLD))
        pieces.append(piece)
        offsets.extend([match.start()] * len(piece))
    return "".join(pieces), (*offsets, len(text))


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The key under which a name is looked up: folded, without marks of punctuation, blanks collapsed."""
    folded = fold(clean(text)).text
    return " ".join(regex.sub(r"[^\p{L}\p{N}%]+", " ", folded).split())
