"""Footnotes: what stands below a short ruling at the foot of a page in smaller letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.readers.pdf.geometry import merged
from pipeline.readers.pdf.wraps import join

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line, Page
    from pipeline.readers.pdf.paragraphs import Frame

SHORTEST, LONGEST = 60.0, 0.5
"""A ruling over footnotes: at least so many points, at most such a part of the column."""
INDENT = 45.0
"""Points: how far it may stand off the left edge of the column."""
SMALLER = 0.93
"""Of the height of the text: letters of footnotes are smaller."""
# "1 Theo Quyết định số …", "[2] Nghị quyết …", "(3) …", "* Ghi chú"
_MARK = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]?(?=\s|[^\W\d_])|\u200b+|\*+)\s*")


def take(page: Page, where: Frame, height: float) -> list[str]:
    """Take the footnotes off a page, each as one text without its mark. ``height`` is that of the file's text."""
    top = _ruling(page, where)
    if top is None:
        return []
    below = _rows([line for line in page.lines if line.middle > top])
    if not below or any(line.height > SMALLER * height for line in below) or not _MARK.match(below[0].text):
        return []
    page.lines = [line for line in page.lines if line.middle <= top]
    notes = _texts(below)
    _drop_marks(page.lines, [number for number, _ in notes])
    return [text for _, text in notes if text]


def _drop_marks(lines: list[Line], numbers: list[int]) -> None:
    """Take the marks that refer to footnotes off the words that they are glued to: "các ngành1.", "10,6%2"."""
    for number in numbers:
        mark = re.compile(rf"(?<=[^\W\d_]|[%,.;:)”\"]){number}(?=\s?[.,;:)\]]|\s|$)\s?(?=[.,;:)\]]|\s|$)")
        for line in lines:
            match = mark.search(line.text)
            if match:  # characters that are dropped later: the places of the words stay
                line.text = line.text[: match.start()] + "\u200b" * len(match[0]) + line.text[match.end() :]
                break


def _rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; a mark that stands raised before its note is part of the line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and line.beside(rows[-1][-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [merged(row) for row in rows]


def _texts(lines: list[Line]) -> list[tuple[int, str]]:
    """The notes with their numbers."""
    notes: list[tuple[int, str]] = []
    for line in lines:
        match = _MARK.match(line.text)
        last = notes[-1][0] if notes else 0
        if match and (not notes or _follows(match[0], last)):
            notes.append((_number(match[0]) or last + 1, line.text[match.end() :]))
        else:
            notes[-1] = last, join(notes[-1][1], line.text)
    return notes


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
        and abs(ruling.start - where.left) < INDENT
        and SHORTEST <= ruling.end - ruling.start <= LONGEST * (where.right - where.left)
    ]
    return max(rulings, default=None)
