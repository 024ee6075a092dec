"""The figures of the typefaces that offices use: patterns for digits that a document hardly shows.

The picture of them is made by ``python -m samples.figures``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from pipeline.readers.ocr import digits
from pipeline.readers.ocr.digits import Sample

PICTURE: Final = Path(__file__).with_name("figures.png")
CHARACTERS: Final = "0123456789IVX.,/%≥≤><"
TILE: Final = (72, 48)
"""Pixels of width and height of a character's place on the picture."""
FAMILIES: Final = ((0, 1), (2, 3))
"""The rows of the picture that are one family: regular and bold."""


@cache
def families() -> tuple[tuple[Sample, ...], ...]:
    """The patterns of each family of typefaces."""
    picture = cv2.imdecode(np.frombuffer(PICTURE.read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None, "figures.png is part of the package"
    wide, high = TILE
    found: list[tuple[Sample, ...]] = []
    for rows in FAMILIES:
        samples: list[Sample] = []
        for row in rows:
            for column, character in enumerate(CHARACTERS):
                tile = picture[row * high : (row + 1) * high, column * wide : (column + 1) * wide]
                _, measured = digits.measured(tile)
                samples.append(Sample(character, *measured))
        found.append(tuple(samples))
    return tuple(found)
