"""Footnotes: what stands below a short ruling at the foot of a page in smaller letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.readers.pdf.wraps import join

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line, Page
    from pipeline.readers.pdf.paragraphs import Frame

SHORTEST, LONGEST = 60.0, 0.5
"""A ruling over footnotes: at least so many points, at most such a part of the column."""
SMALLER = 0.93
"""Of the height of the text: letters of footnotes are smaller."""
# "1 Theo Quyết định số …", "[2] Nghị quyết …", "(3) …", "* Ghi chú"
_MARK = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]?(?=\s|[^\W\d_])|\u200b+|\*+)\s*")


def take(page: Page, where: Frame, height: float) -> list[str]:
    """Take the footnotes off a page, each as one text without its mark. ``height`` is that of the file's text."""
    top = _ruling(page, where)
    if top is None:
        return []
    below = sorted((line for line in page.lines if line.middle > top), key=lambda line: (line.top, line.x0))
    if not below or any(line.height > SMALLER * height for line in below) or not _MARK.match(below[0].text):
        return []
    taken = {id(line) for line in below}
    page.lines = [line for line in page.lines if id(line) not in taken]
    return _texts(below)


def _texts(lines: list[Line]) -> list[str]:
    notes: list[str] = []
    number = 0
    for line in lines:
        match = _MARK.match(line.text)
        if match and (not notes or _follows(match[0], number)):
            notes.append(line.text[match.end() :])
            number = _number(match[0]) or number + 1
        else:
            notes[-1] = join(notes[-1], line.text)
    return [note for note in notes if note]


def _number(mark: str) -> int | None:
    digits = "".join(char for char in mark if char.isdigit())
    return int(digits) if digits else None


def _follows(mark: str, number: int) -> bool:
    """Whether a mark is the next one; a line may begin with any other figure."""
    found = _number(mark)
    return found is None or found == number + 1


def _ruling(page: Page, where: Frame) -> float | None:
    """Where the ruling over the footnotes of a page is."""
    rulings = [
        ruling.at
        for ruling in page.rulings.horizontal
        if ruling.at > page.height * 0.3
        and abs(ruling.start - where.left) < 12
        and SHORTEST <= ruling.end - ruling.start <= LONGEST * (where.right - where.left)
    ]
    return max(rulings, default=None)
