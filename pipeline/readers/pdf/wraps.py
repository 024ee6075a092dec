"""Where a line ends: by the width of its column, which cut a sentence, or because something ends there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line

ROUNDING = 0.5
"""Points: what widths measured on different lines differ by."""
CENTRED = 2.5
"""Points: how far the middle of a centred line may be off."""
# A number or bullet that opens an item: "- ", "+ ", "1. ", "2.1. ", "a) ", "II. ", "Điều 5", "(1) ".
LABEL = re.compile(
    r"""(?:[-–—+*•▪●○◦❖➢✓✔►→·\uf000-\uf0ff]+(?=\s|[^\W\d_])
        | \(?(?:\d{1,3}|[a-zđ]|[ivxIVX]{1,5})\)(?=\s|$)
        | \d{1,3}(?:\.\d{1,3}){0,4}\.(?=\s|[^\W\d_]|$) | \d{1,2}(?:\.\d{1,2}){1,4}(?=\s)
        | [a-zđA-Z]\.(?=\s) | [IVX]{1,5}[./-](?=\s)
        | (?:Điều|Chương|Mục|Phần|Phụ\ lục|PHỤ\ LỤC|CHƯƠNG|PHẦN|MỤC)\s+(?:\d|[IVX]+\b) )""",
    re.VERBOSE,
)
CLOSED = re.compile(r"[.;:!?][\"'”’»)\]*]*$")
_CLOSERS = ".;:!?\"'”’»)]*"


def fits(left: Line, right: Line, room: float) -> bool:
    """Whether the first word of ``right`` would have had place behind ``left`` in a column with that much room."""
    return left.x1 - left.x0 + right.first_word < room - ROUNDING


def is_break(left: Line, right: Line, start: float, end: float) -> bool:
    """Whether something ends at the end of ``left``, in a column from ``start`` to ``end``."""
    if left.text[-1:] in _CLOSERS and LABEL.match(right.text) and CLOSED.search(left.text):
        return True
    centre = (start + end) / 2
    centred = abs(left.centre - centre) < CENTRED and left.x0 > start + 2 * CENTRED
    return fits(left, right, end - start if centred else end - max(left.x0, start))


def join(left: str, right: str) -> str:
    """Two lines of one sentence; a number or name that was cut behind a hyphen or stroke is made whole."""
    if not left or not right:
        return left or right
    if left[-1] in "-/" and len(left) > 1 and left[-2].isalnum() and right[0].isalnum():
        return left + right  # "4521/QĐ-" | "UBND", "Kế hoạch-" | "Tài chính", "213/" | "KH-UBND"
    return f"{left} {right}"
