"""Signs that the model of the language does not know: "≥" and "≤" come as ">" and "<", which says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.readers.ocr.prepare import INK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.readers.ocr.engine import Word
    from pipeline.readers.ocr.prepare import Image

BAR = 0.75
"""Of the width of the sign: its lowest stroke is at least this wide where it is a bar."""
FOOT = 0.3
"""Of the height of the sign: where the bar is."""
_WITH_BAR = {">": "≥", "<": "≤"}


def mend(image: Image, words: Iterable[Word]) -> None:
    """Put "≥" and "≤" where a bar stands under the sign."""
    for word in words:
        right = _WITH_BAR.get(word.text[:1])
        if right and _has_bar(image[max(word.top, 0) : word.bottom, max(word.x0, 0) : word.x1]):
            word.text = right + word.text[1:]


def _has_bar(part: Image) -> bool:
    """Whether the first shape of a word has a bar at its foot."""
    ink = part < INK
    inked = np.flatnonzero(ink.any(axis=0))
    if not len(inked):
        return False
    gaps = np.flatnonzero(np.diff(inked) > 1)
    sign = ink[:, inked[0] : inked[gaps[0]] + 1 if len(gaps) else inked[-1] + 1]
    rows = np.flatnonzero(sign.any(axis=1))
    if len(rows) < 6 or sign.shape[1] < 5:
        return False
    sign = sign[rows[0] : rows[-1] + 1]
    foot = sign[-max(round(FOOT * len(sign)), 1) :]
    return bool(foot.sum(axis=1).max() >= BAR * sign.shape[1])
