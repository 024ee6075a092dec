"""Handwriting that crosses print: signatures and strokes of the pen in black, which the engine reads as words.

What is written in colour goes with the seals (:mod:`pipeline.readers.ocr.prepare`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.readers.ocr.shapes import shapes

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
    _, ink = cv2.threshold(image, INK - 1, 1, cv2.THRESH_BINARY_INV)
    for stroke in shapes(ink, int(LONG * dpi) + 1):
        high, wide = stroke.pixels.shape
        if np.count_nonzero(stroke.pixels) >= THIN * wide * high:
            continue
        pixels = cv2.copyMakeBorder(stroke.pixels.astype(np.uint8), EDGE, EDGE, EDGE, EDGE, cv2.BORDER_CONSTANT)
        left, top = stroke.left - EDGE, stroke.top - EDGE
        place = image[max(top, 0) : top + len(pixels), max(left, 0) : left + pixels.shape[1]]
        around = cv2.dilate(pixels, np.ones((EDGE, EDGE), np.uint8))[-min(top, 0) :, -min(left, 0) :]
        place[around[: len(place), : place.shape[1]] > 0] = 255
