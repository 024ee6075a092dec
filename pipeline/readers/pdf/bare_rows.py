"""Rows of a table without rulings: which of its lines begin a row, and which go on with the cells above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Final

from extractors.vietnamese.text import fold
from pipeline.readers.pdf.wraps import ROUNDING, fits
from schemas.vocabulary import load

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line

APART: Final = 0.3
"""Heights of a line: lines that stand so much further apart than the lines of a cell belong to two rows."""
HALF: Final = 0.8
"""Heights of a line: lines that stand nearer to each other are of different cells."""
RULED: Final = 2
"""Rulings between lines of a table from which on each row has its own: a single one stands below its head."""
# What a column of numbers of rows holds: "1", "1.1", "II", "a)".
LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|[a-zđA-ZĐ])[.)]?")
# What fills a cell of figures, and goes on in no second line: "9,5", "86,84%", "15.000.000", "+0,46", "24/63", "-".
_FIGURE = re.compile(r"[-+±]?\d[\d.,]*\s?%?(?:/\d+)?|[-–x]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Band:
    """What stands at one height, from left to right."""

    parts: list[Line]

    @property
    def top(self) -> float:
        """Where it begins."""
        return min([part.top for part in self.parts])

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max([part.bottom for part in self.parts])

    @property
    def height(self) -> float:
        """The height of its letters."""
        return self.parts[0].height


@dataclass(slots=True)
class Placed:
    """A band in the columns of a table; ``whole`` are words that stand over several, which head a group of rows."""

    band: Band
    cells: dict[int, Line] = field(default_factory=dict)
    whole: Line | None = None


def rows(placed: list[Placed], across: list[float]) -> list[list[Placed]]:
    """The bands of a table, row by row; ``across`` are the heights of the rulings along it."""
    if not placed:
        return []
    found = [[placed[0]]]
    if len(across) >= RULED:
        for before, band in pairwise(placed):
            middle, above = band.band.parts[0].middle, before.band.parts[0].middle
            if any(above < at < middle for at in across):
                found.append([band])
            else:
                found[-1].append(band)
        return found
    rules = _Rules(placed)
    for before, band in pairwise(placed):
        crossed = any(before.band.parts[0].middle < at < band.band.parts[0].middle for at in across)
        if crossed or rules.begins(band, before, found[-1], head=len(found) == 1):
            found.append([band])
        else:
            found[-1].append(band)
    return found


def is_level(placed: list[Placed]) -> bool:
    """Whether the lines of a row stand at the same heights: where cells are centred, which row a line is of is open."""
    steps = [below.band.top - above.band.top for above, below in pairwise(placed)]
    return sum(step < HALF * one.band.height for step, one in zip(steps, placed, strict=False)) * 8 <= len(placed)


class _Rules:
    """What tells the rows of one table."""

    def __init__(self, placed: list[Placed]) -> None:
        self._numbered = _is_numbered(placed)
        self._pitch = _pitch(placed)
        self._widths: dict[int, float] = {}
        for band in placed:
            for column, part in band.cells.items():
                self._widths[column] = max(self._widths.get(column, 0.0), part.x1 - part.x0)

    def begins(self, band: Placed, before: Placed, row: list[Placed], *, head: bool) -> bool:
        """Whether a band begins a row below the one that ``before`` is the last band of."""
        if band.whole is not None or before.whole is not None:
            return True
        if band.band.top - before.band.top > self._pitch + APART * band.band.height:
            return True
        if head and self._ends_head(row, band):
            return True
        if not band.cells.keys() <= before.cells.keys():  # a cell that has ended does not go on
            return not head or not self._is_name_of_head(band, before)
        if any(is_figure(part) and is_figure(before.cells[column]) for column, part in band.cells.items()):
            return True
        if self._numbered:
            return 0 in band.cells and LABEL.fullmatch(band.cells[0].text) is not None
        return 0 in band.cells and self._has_ended(before.cells[0], band.cells[0], 0)

    def _ends_head(self, head: list[Placed], band: Placed) -> bool:
        """Whether a band is the first below the head: no longer bold, or figures, which no column is named by."""
        figures = any(is_figure(part) and not _YEAR.fullmatch(part.text) for part in band.cells.values())
        return figures or (self._all_bold(head) and not self._all_bold([band]))

    def _has_ended(self, above: Line, below: Line, column: int) -> bool:
        """Whether the words of a cell end above: there was room for more, and a sentence begins below."""
        return fits(above, below, self._widths[column] + ROUNDING) and not below.text[:1].islower()

    @staticmethod
    def _all_bold(bands: list[Placed]) -> bool:
        return all(part.bold for band in bands for part in band.cells.values())

    @staticmethod
    def _is_name_of_head(band: Placed, before: Placed) -> bool:
        """Whether a column's head that began lower than the others goes on."""
        return all(part.text[:1].islower() or part.text.startswith("(") for part in band.cells.values())


def _is_numbered(placed: list[Placed]) -> bool:
    """Whether the first column holds the numbers of rows."""
    firsts = [band.cells[0].text for band in placed[1:] if 0 in band.cells]
    if not firsts or sum(LABEL.fullmatch(text) is not None for text in firsts) * 5 < 4 * len(firsts):
        return False
    head = placed[0].cells.get(0)
    return head is None or len(firsts) > 1 or fold(head.text).text in load("table_heads")["number"]


def is_figure(part: Line) -> bool:
    """Whether a cell holds a figure alone."""
    return _FIGURE.fullmatch(part.text.strip()) is not None


def _pitch(placed: list[Placed]) -> float:
    """The distance of two lines of one cell: the least that is met."""
    steps = sorted(
        below.band.top - above.band.top
        for above, below in pairwise(placed)
        if above.cells.keys() & below.cells.keys() and below.band.top - above.band.top > above.band.height * 0.8
    )
    return median_low(steps[: max(len(steps) // 4, 1)]) if steps else 0.0
