"""Letters of cells that the engine guesses from the words around them, and whose shape on the image decides.

Small letters that are written like capitals ("hồ SƠ" for "hồ sơ") are told by their height, "Quý 1" and "Quý I" by the
digits of the document.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.readers.ocr.digits import SPECK
from pipeline.readers.ocr.prepare import INK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.readers.ocr.cells import SeenCell
    from pipeline.readers.ocr.digits import Alphabet
    from pipeline.readers.ocr.engine import Word
    from pipeline.readers.ocr.prepare import Image

_ALIKE = frozenset("cosuvwxzi")
"""Letters whose small form is like the capital, but for its height; i loses its dot to the marks of tones."""
_LOW = frozenset("aceonmrsuvxz")
"""Letters without stems."""
LOW, LOW_HORNED = 1.2, 1.3
"""How high a small letter is at most, against the low letters beside it; the horn of "ơ" and "ư" adds to it. Capitals
are 1.4 times as high, with a horn 1.5."""
_ENDS = (".", ":", ";", "!", "?", "-", "–", "+", '"', "“", "(", "/")
# "Quý I", "Quý II, III/2026".
_QUARTER = re.compile(r"quý", re.IGNORECASE)
# What the engine makes of "I", "II/2026", "III,": strokes, then what may stand behind them.
_STROKES = re.compile(r"[1lI|!iHLJ]{1,4}(?P<rest>[/,.;)-].*)?|I{1,3}[L1l]?20\d\d")
_ROMAN = re.compile(r"(?P<number>I{1,3}|IV)(?P<rest>[/,.;-].*)?")
EDGE = 3
"""Pixels by which the box of a word may be too narrow; blanks are wider."""
DOUBTED = 0.88
"""Confidence at most of a word that was put right."""


def mend(cells: Iterable[SeenCell], alphabet: Alphabet) -> None:
    """Put right the words of cells of tables."""
    for cell in cells:
        if cell.part != "cell" or cell.settled:
            continue
        is_quarter = False
        for before, word in pairwise(cell.words):
            is_quarter = bool(_QUARTER.fullmatch(before.text) or (is_quarter and before.text.endswith((",", ";"))))
            if is_quarter and _STROKES.fullmatch(word.text):
                _quarter(_part(cell, word, EDGE), word, alphabet)
            elif _may_be_small(before.text, word.text) and _is_small(cell, word):
                word.text = word.text.lower()
                word.confidence = min(word.confidence, DOUBTED)


def _quarter(part: Image, word: Word, alphabet: Alphabet) -> None:
    """A roman number of a quarter, as its shapes say; what stands behind it stays, where it was read."""
    read = _ROMAN.match(alphabet.shapes(part))
    if read is None:
        return
    said = _STROKES.fullmatch(word.text)
    rest = (said["rest"] if said else None) or read["rest"] or ""
    if word.text != read["number"] + rest:
        word.text = read["number"] + rest
        word.confidence = min(word.confidence, DOUBTED)


def _may_be_small(before: str, text: str) -> bool:
    """Whether a word within a sentence begins with a capital that may be a small letter, or is all of such ones."""
    if not text.isalpha() or not text[0].isupper() or _base(text[0]) not in _ALIKE or before.endswith(_ENDS):
        return False
    if text.isupper() and len(text) > 1:
        return not before.isupper() and all(_base(char) in _ALIKE for char in text)
    return before[-1:].islower() and (len(text) == 1 or text[1:].islower())


def _is_small(cell: SeenCell, word: Word) -> bool:
    """Whether the first letter of a word is as low as the low letters of its cell."""
    low: list[int] = []
    for other in cell.words:
        heights = _heights(_part(cell, other))
        letters = other.text[1:] if other is word else other.text
        heights = heights[1:] if other is word else heights
        if len(heights) == len(letters):
            low += [high for char, high in zip(letters, heights, strict=True) if _is_low(char)]
    own = _heights(_part(cell, word))
    if not low or len(own) != len(word.text):
        return False
    return own[0] <= (LOW_HORNED if _is_horned(word.text[0]) else LOW) * median(low)


def _is_low(char: str) -> bool:
    return char.islower() and _base(char) in _LOW and not _is_horned(char)


def _is_horned(char: str) -> bool:
    return "\u031b" in unicodedata.normalize("NFD", char)


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()


def _part(cell: SeenCell, word: Word, edge: int = 0) -> Image:
    """The image of a word, with pixels at its edges."""
    return cell.image[
        max(word.top - cell.top - edge, 0) : max(word.bottom - cell.top + edge, 0),
        max(word.x0 - cell.left - edge, 0) : max(word.x1 - cell.left + edge, 0),
    ]


def _heights(part: Image) -> Sequence[int]:
    """The heights of the letters of a word without their marks, from left to right."""
    if not part.size:
        return []
    _, _, told, _ = cv2.connectedComponentsWithStats((part < INK).astype(np.uint8), connectivity=8)
    found: list[tuple[int, int, int, int]] = []
    for left, _, wide, high, area in sorted(map(tuple, told[1:].tolist())):
        if area <= SPECK:
            continue
        if found and min(found[-1][0] + found[-1][1], left + wide) - left > 0.4 * min(found[-1][1], wide):
            if area > found[-1][3]:  # the letter itself, not its mark
                found[-1] = (left, wide, high, area)
            continue
        found.append((left, wide, high, area))
    return [high for _, _, high, _ in found]
