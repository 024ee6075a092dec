"""Handwriting that crosses print: signatures and strokes of the pen in black, which the engine reads as words.

What is written in colour goes with the seals (:mod:`pipeline.readers.ocr.prepare`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pipeline.readers.ocr.prepare import Image

INK = 160
"""A pixel darker than this is ink; strokes of a pen are lighter at their edges."""
LONG = 0.35
"""Inches: connected ink as long as this is no letter of running text."""
THIN = 0.2
"""Of its box that a stroke of a pen fills at most; letters that run into one another fill more."""
EDGE = 5
"""Pixels by which a stroke is widened, so that nothing of its edges stays."""


def take_off(image: Image, dpi: int) -> None:
    """Take long thin strokes off a level grey page without rulings; print that they touch goes with them."""
    _, parts, told, _ = cv2.connectedComponentsWithStats((image < INK).astype(np.uint8), connectivity=8)
    wide, high, area = told[:, cv2.CC_STAT_WIDTH], told[:, cv2.CC_STAT_HEIGHT], told[:, cv2.CC_STAT_AREA]
    strokes = (np.maximum(wide, high) > LONG * dpi) & (area < THIN * wide * high)
    strokes[0] = False  # the paper
    for index in np.flatnonzero(strokes):
        left, top, across, down, _ = told[index]
        place = np.s_[max(top - EDGE, 0) : top + down + EDGE, max(left - EDGE, 0) : left + across + EDGE]
        stroke = (parts[place] == index).astype(np.uint8)
        image[place][cv2.dilate(stroke, np.ones((EDGE, EDGE), np.uint8)) > 0] = 255
