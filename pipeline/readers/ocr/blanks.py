"""Blanks between words that the engine passed over ("Kếhoạch", "02lớp"): put back where the image shows them.

A word that is built as two of Vietnamese are is only taken apart where its ink is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from statistics import median_low
from typing import TYPE_CHECKING

import numpy as np

from extractors.vietnamese.syllables import is_syllable
from pipeline.readers.ocr.engine import Word
from pipeline.readers.ocr.prepare import INK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.readers.ocr.engine import WordLine
    from pipeline.readers.ocr.prepare import Image

WIDE = 0.17
"""Of the size of print: a gap in the ink of a line from which it may be a blank, which is 0.25 and more wide. Letters
stand 0.02 to 0.12 apart."""
WIDER = 2.0
"""Times as wide as the gaps between its letters are most of the time, that a blank in a word is."""
WIDEST = 0.8
"""Of the widest gap: others as wide are blanks as well."""
NEAR = 0.16
"""Of the length of the word: how far a gap may be from where its letters say that the blank is."""
_SLIM = frozenset("iìíỉĩịlt1.,;:()'|!rfj/IÍÌ")
_BROAD = frozenset("mMwW%QĐDGHNOCUÔƠƯ")
# Letters, with a figure before them or without: what may be two words.
_MAY_BE = re.compile(r"[(\"“‘]?(?:\d[\d.,]*%?)?[^\W\d_]{2,}[).,;:\"”’]*")
_FIGURE = re.compile(r"\d[\d.,]*%?")
_EDGE = '().,;:"“”‘’'


def mend(image: Image, lines: Iterable[WordLine]) -> None:
    """Take words apart where the image has a blank within them."""
    for line in lines:
        if any(_is_odd(word.text) for word in line.words):
            line.words = [part for word in line.words for part in _parted(image, word, line.size)]


def _is_odd(text: str) -> bool:
    return len(text) > 3 and _MAY_BE.fullmatch(text) is not None and not _is_word(text)


def _is_word(text: str) -> bool:
    """Whether a text is one syllable, an abbreviation or a figure."""
    bare = unicodedata.normalize("NFC", text.strip(_EDGE))
    return (bare.isupper() and len(bare) > 1) or is_syllable(bare.lower()) or _FIGURE.fullmatch(bare) is not None


def _parted(image: Image, word: Word, size: float) -> Iterator[Word]:
    """A word, or what it is made of."""
    if not _is_odd(word.text):
        yield word
        return
    gaps = _gaps(image[max(word.top, 0) : word.bottom, max(word.x0, 0) : word.x1])
    widths = [width for _, width in gaps]
    least = max(WIDE * (size or word.bottom - word.top), WIDER * median_low(widths) if len(widths) > 1 else 0)
    wide = [(middle, width) for middle, width in gaps if width >= max(least, WIDEST * max(widths))]
    places = [_place(word.text, at) for at in range(len(word.text))]
    length = max(word.x1 - word.x0, 1)
    found = [
        (abs(places[at] - middle / length), at, round(middle))
        for middle, _ in wide
        for at in range(2, len(word.text) - 1)
        if abs(places[at] - middle / length) < NEAR and _is_word(word.text[:at]) and _is_left(word.text[at:])
    ]
    if not found:
        yield word
        return
    _, at, x = min(found)
    yield Word(word.text[:at], word.x0, word.top, word.x0 + x, word.bottom, word.confidence)
    rest = Word(word.text[at:], word.x0 + x, word.top, word.x1, word.bottom, word.confidence)
    yield from _parted(image, rest, size)


@lru_cache(maxsize=4096)
def _is_left(text: str) -> bool:
    """Whether what is left of a word is one, or some that ran together as well; none of a letter alone."""
    if _is_word(text):
        return len(text) > 1
    return any(_is_word(text[:at]) and _is_left(text[at:]) for at in range(2, len(text) - 1))


def _place(text: str, at: int) -> float:
    """Where a letter of a word begins, of its length."""
    widths = [0.6 if char in _SLIM else 1.5 if char in _BROAD else 1.0 for char in text]
    return sum(widths[:at]) / sum(widths)


def _gaps(part: Image) -> list[tuple[float, int]]:
    """The middles and widths of the columns without ink between those that have some."""
    inked = np.flatnonzero((part < INK).any(axis=0))
    steps = np.diff(inked)
    return [(float(inked[at] + inked[at + 1]) / 2, int(steps[at]) - 1) for at in np.flatnonzero(steps > 1)]
