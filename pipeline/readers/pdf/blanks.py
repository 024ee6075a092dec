"""How wide the blanks between the words of a line are: of a word only its left edge is known, so that its width is told
by its letters, in the measure of the page.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line

BLANK: Final = 0.25
_NARROW: Final = frozenset(" .,:;'\"!|()/-ijltfrIìíỉĩị")
_WIDE: Final = frozenset("mwMW%")
SHORT: Final = 40
"""Characters of a line that tells the measure: a longer one may be stretched to the width of its column."""


class Blanks:
    """The blanks in lines of one page."""

    def __init__(self, lines: list[Line]) -> None:
        told = [
            (line.x1 - line.x0) / (_letters(line.text) * _size(line))
            for line in lines
            if 1 < len(line.text) < SHORT and line.x1 > line.x0
        ]
        self._scale = median(told) if told else 1.0

    def of(self, line: Line) -> list[float]:
        """The width in points of the blank behind each word but the last."""
        scale = self._scale * _size(line)
        words = [line.text[a - line.base : b - line.base].rstrip() for a, b in pairwise(line.starts)]
        return [
            right - left - scale * _letters(word) for word, (left, right) in zip(words, pairwise(line.xs), strict=True)
        ]


def _size(line: Line) -> float:
    return line.height * (1.06 if line.bold else 1.0)


def _letters(text: str) -> float:
    """The width of letters of Times, in the sizes of their font."""
    return sum(map(width_of, text))


def width_of(char: str) -> float:
    """The width of a letter of Times, in the sizes of its font."""
    if char == " ":
        return BLANK
    return 0.29 if char in _NARROW else 0.8 if char in _WIDE else 0.69 if char.isupper() else 0.49
