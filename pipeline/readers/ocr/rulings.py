"""Ruling lines on the image of a page: long straight ink, joined where the scanner broke it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.readers.ocr import faint
from pipeline.readers.ocr.shapes import shapes
from pipeline.readers.pdf.geometry import Rulings, Segment

if TYPE_CHECKING:
    from pipeline.readers.ocr.prepare import Image

ACROSS, DOWN = 0.4, 0.2
"""Inches: straight ink at least this long may be a ruling. The bars of "TT" join to 0.3, a tall stem has 0.16."""
THICK = 0.035
"""Inches: thicker ink is a bar or a picture."""
MARGIN = 0.05
"""Inches at the edges of a page where the scanner's own shadow is no ruling."""


def find(image: Image, dpi: int) -> tuple[Rulings, Image]:
    """The rulings of a level grey page in points, and a mask of their pixels."""
    ink = cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    across, across_mask = _lines(ink, dpi, ACROSS)
    turned = cv2.transpose(ink)
    down, down_mask = _lines(turned, dpi, DOWN)
    mask = cv2.bitwise_or(across_mask, cv2.transpose(down_mask))
    across = faint.bridged(image, mask, across, down, dpi)
    return Rulings(across, down), mask


def _lines(ink: Image, dpi: int, shortest: float) -> tuple[list[Segment], Image]:
    """The level lines of an image and their pixels."""
    long, thick = round(shortest * dpi), THICK * dpi
    # A line that is not quite level steps from row to row, and has holes where the ink is thin: two rows mend both.
    mended = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(mended, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    found: list[Segment] = []
    mask = np.zeros_like(runs)
    height = len(ink)
    point = 72 / dpi
    for line in shapes(runs, long, lambda wide, high: high <= max(thick + 2, wide * 0.06)):
        high, wide = line.pixels.shape
        rows = np.count_nonzero(line.pixels, axis=1)
        area = int(rows.sum())
        if area > wide * (thick + 2):
            continue
        mask[line.top : line.top + high, line.left : line.left + wide][line.pixels] = 255
        middle = line.top + float(rows @ np.arange(high)) / area
        if MARGIN * dpi < middle < height - MARGIN * dpi:
            found.append(Segment(middle * point, line.left * point, (line.left + wide) * point))
    return found, mask
