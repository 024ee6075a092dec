"""The head and the foot of a document: two columns without rulings, which an engine that reads across them mixes up."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.readers.ocr.prepare import INK
from pipeline.readers.ocr.shapes import boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.readers.ocr.engine import Word, WordLine
    from pipeline.readers.ocr.prepare import Image

    Box = tuple[int, int, int, int]

DEPTH = 0.4
"""Of the height of a page: a letterhead stands above."""
WORD_GAP = 0.11
"""Inches: words of one line stand nearer to each other, columns further apart."""
GUTTER = 0.1
"""Inches that stay between the columns."""
LETTER = 0.05
"""Inches: lower ink is no line of text."""
# "Nơi nhận:", also where its marks were misread.
_RECIPIENTS = re.compile(r"N[oơóờớ][iíìj] nh[aăâàáạậặ]n\W*", re.IGNORECASE)


def columns(image: Image, dpi: int, floor: int) -> list[Box]:
    """The two columns of a letterhead, as boxes; none where the upper part of the page has no two columns.

    Args:
        image: the grey page, upright and level, without rulings.
        dpi: its resolution.
        floor: where the first table begins, in pixels.
    """
    lines = _lines(image[: min(round(DEPTH * len(image)), floor)], dpi)
    pair = next(
        ((one, other) for at, one in enumerate(lines) for other in lines[at + 1 : at + 4] if _beside(one, other)), None
    )
    if pair is None:
        return []
    first = min(pair[0][1], pair[1][1])
    return _sides(pair, (line for line in lines if line not in pair and line[3] >= first), dpi)


def feet(image: Image, dpi: int, found: Sequence[WordLine]) -> list[Box]:
    """The recipients and the signature beside them, as boxes; none where no signature stands beside "Nơi nhận".

    Args:
        image: the grey page, upright and level, without rulings.
        dpi: its resolution.
        found: its lines as recognised.
    """
    heading = next((pair for line in found for pair in pairwise(line.words) if _is_heading(pair)), None)
    if heading is None:
        return []
    (start, end) = heading
    height = end.bottom - end.top
    top = max(end.top - 2 * height, 0)
    lines = [(x0, y0 + top, x1, y1 + top) for x0, y0, x1, y1 in _lines(image[top:], dpi) if y1 + top > end.top]
    left = next((line for line in lines if line[0] <= start.x1 and line[1] <= end.bottom), None)
    if left is None:
        return []
    near = [line for line in lines if line[0] > left[2] + GUTTER * dpi and abs(line[3] - left[3]) < 2 * height]
    if not near:
        return []
    right = near[0]
    return _sides((left, right), (line for line in lines if line[3] > right[1] and line not in (left, right)), dpi)


def _is_heading(words: tuple[Word, Word]) -> bool:
    return _RECIPIENTS.fullmatch(f"{words[0].text} {words[1].text}") is not None


def _sides(pair: tuple[Box, Box], lines: Iterable[Box], dpi: int) -> list[Box]:
    """Two columns that begin with two parts of lines side by side, up to a line that goes across both."""
    left, right = sorted(pair)
    sides: tuple[list[Box], list[Box]] = ([left], [right])
    start, end = left[2], right[0]
    for line in lines:
        if line[2] + GUTTER * dpi <= end and line[2] - start < start:
            sides[0].append(line)
            start = max(start, line[2])
        elif line[0] - GUTTER * dpi >= start:
            sides[1].append(line)
            end = min(end, line[0])
        else:
            break
    if len(sides[0]) + len(sides[1]) < 4:
        return []
    return [
        (
            min(box[0] for box in side),
            min(box[1] for box in side),
            max(box[2] for box in side),
            max(box[3] for box in side),
        )
        for side in sides
    ]


def _lines(image: Image, dpi: int) -> list[Box]:
    """Lines of text, or what stands of one in a column, from top to bottom."""
    ink = (image < INK).astype(np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, round(WORD_GAP * dpi)), np.uint8))
    return [
        (left, top, left + wide, top + high)
        for left, top, wide, high in boxes(joined)
        if high >= LETTER * dpi and wide >= 2 * LETTER * dpi
    ]


def _beside(one: Box, other: Box) -> bool:
    """Whether two parts of lines stand side by side."""
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap * 2 > min(one[3] - one[1], other[3] - other[1]) and (one[2] < other[0] or other[2] < one[0])
