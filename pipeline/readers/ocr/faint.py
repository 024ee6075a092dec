"""Level rulings that are faint or lost where print touches them: followed to the next upright ruling.

Between two upright rulings a border is there or not. Print that stands at the height of a border beside it, as in a
cell over two rows, has ink above and below; a ruling has none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.pdf.geometry import Segment

REACH = 8
"""Pixels above and below a ruling that are looked at."""
ALONG = 9
"""Pixels along a ruling that are taken together, against noise."""
THIN = 4
"""Pixels above and below the middle of a ruling that it may fill."""
DARKER, LIGHT = 12, 25
"""How much darker than beside it a ruling is at least, and how much darker than paper may be what is beside it."""
COVERED = 0.4
"""Of the way to the next upright ruling that must show the border by itself."""
SLACK = 1.5
"""Points by which a line that reaches an upright ruling may miss it."""


def bridged(image: Image, mask: Image, across: Sequence[Segment], down: Sequence[Segment], dpi: int) -> list[Segment]:
    """The level rulings, made as long as they show faintly; what of them was not seen before goes into the mask.

    Args:
        image: the level grey page.
        mask: the pixels of rulings.
        across: the level rulings, in points.
        down: the upright rulings, in points.
        dpi: of the image.
    """
    point = 72 / dpi
    found: list[Segment] = []
    for line in across:
        stops = sorted(stop.at for stop in down if stop.start - SLACK * 2 <= line.at <= stop.end + SLACK * 2)
        start, end = line.start, line.end
        for stop in stops:
            if stop > end + SLACK and _shows(image, mask, line.at / point, end / point, stop / point):
                end = stop
            elif stop > end + SLACK:
                break
        for stop in reversed(stops):
            if stop < start - SLACK and _shows(image, mask, line.at / point, stop / point, start / point):
                start = stop
            elif stop < start - SLACK:
                break
        found.append(line if (start, end) == (line.start, line.end) else replace(line, start=start, end=end))
    return found


def _shows(image: Image, mask: Image, at: float, start: float, end: float) -> bool:
    """Whether a border shows between two places at a height; its pixels go into the mask."""
    y, x0, x1 = round(at), round(start), round(end)
    strip = image[y - REACH : y + REACH + 1, x0 : x1 + 1]
    if len(strip) <= 2 * REACH or strip.shape[1] <= ALONG:
        return False
    even = cv2.blur(strip, (ALONG, 1)).astype(np.int16)
    paper = int(np.percentile(even, 80))
    best, where = 0.0, 0
    for row in range(REACH - 3, REACH + 4):
        above, below = even[row - THIN], even[row + THIN]
        clear = np.minimum(above, below)
        shown = (clear - even[row] > DARKER) & (clear > paper - LIGHT)
        share = float(shown.mean())
        if share > best:
            best, where = share, row
    if best < COVERED:
        return False
    mask[y - REACH + where - 1 : y - REACH + where + 2, x0 : x1 + 1] = 255
    return True
