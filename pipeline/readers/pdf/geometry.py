"""What stands on a page, whoever saw it: lines of text and rulings. Points, origin at the top left.

Nothing here knows PDFium: a reader of scans makes the same lines and rulings from an image.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from schemas.quick import quick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.document import Box

_SURE = attrgetter("sure")


@dataclass(slots=True)
class Line:
    """A line of text, or the part of one that stands by itself (in a column, in a cell).

    ``starts`` are where its words begin, counted from where the line begins at ``base``, and ``xs`` their left edges;
    a word ends where a line may be cut. ``bold`` and ``italic`` say that
    all of it is. ``page`` counts from 1. ``sure`` has for each word how sure a recognition is of it, from 0 to 1, and
    is empty where the words stand in the file.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    italic: bool = False
    starts: list[int] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    page: int = 1
    base: int = 0
    sure: Sequence[float] = ()

    @property
    def height(self) -> float:
        """The height of its letters with ascenders and descenders, which is about 1.1 of the size of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Where its vertical middle is."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Where its horizontal middle is."""
        return (self.x0 + self.x1) / 2

    @property
    def first_word(self) -> float:
        """The width of its first word with the blank behind it."""
        return self.xs[1] - self.xs[0] if len(self.xs) > 1 else self.x1 - self.x0 + self.height / 5

    def beside(self, other: Line) -> bool:
        """Whether both stand at the same height: they overlap by half of the lower one."""
        # Asked so often that calls of min and max would be half of its time.
        top, bottom, other_top, other_bottom = self.top, self.bottom, other.top, other.bottom
        overlap = (bottom if bottom < other_bottom else other_bottom) - (top if top > other_top else other_top)  # noqa: FURB136
        height, other_height = bottom - top, other_bottom - other_top
        return overlap * 2 > (height if height < other_height else other_height)  # noqa: FURB136

    def part(self, first: int, last: int, end: float) -> Line:
        """The words from ``first`` to before ``last``; the last of them ends at ``end``."""
        starts, base = self.starts, self.base
        start = starts[first]
        stop = starts[last] - base if last < len(starts) else len(self.text)
        return Line(
            self.text[start - base : stop].rstrip(), self.xs[first], self.top, end, self.bottom, self.bold,
            self.italic, starts[first:last], self.xs[first:last], self.page, start, self.sure[first:last],
        )  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Segment:
    """A ruling: ``at`` is its y where it is horizontal, its x where it is vertical; from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rulings:
    """The rulings of a page."""

    horizontal: list[Segment] = field(default_factory=list)
    vertical: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page as seen: its lines in the order of the file, its rulings, its size."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rulings: Rulings = field(default_factory=Rulings)


def box_of(lines: list[Line]) -> Box:
    """The box of lines, of those on the page of the first."""
    page = lines[0].page
    here = [line for line in lines if line.page == page] if lines[-1].page != page else lines
    return (
        min([line.x0 for line in here]), here[0].top, max([line.x1 for line in here]), here[-1].bottom,
    )  # fmt: skip


def merged(lines: list[Line]) -> Line:
    """Parts of one line, joined from left to right."""
    if len(lines) == 1:
        return lines[0]
    lines = sorted(lines, key=lambda line: line.x0)
    text = ""
    starts: list[int] = []
    xs: list[float] = []
    for line in lines:
        if text:
            text += " "
        starts += [len(text) + at - line.base for at in line.starts]
        xs += line.xs
        text += line.text
    return Line(
        text, lines[0].x0, min(line.top for line in lines), max(line.x1 for line in lines),
        max(line.bottom for line in lines), all(line.bold for line in lines), all(line.italic for line in lines),
        starts, xs, lines[0].page, sure=[sure for line in lines for sure in line.sure],
    )  # fmt: skip


def sure_words(lines: list[Line]) -> list[tuple[str, float]]:
    """The words of recognised lines with how sure each is; none where the words stand in the file."""
    if not any(map(_SURE, lines)):
        return []
    found: list[tuple[str, float]] = []
    for line in lines:
        ends = [*(start - line.base for start in line.starts[1:]), len(line.text)]
        for start, end, sure in zip(line.starts, ends, line.sure, strict=False):
            found.append((line.text[start - line.base : end].strip(), sure))
    return found


def split(line: Line, edges: list[float]) -> list[tuple[int, Line]]:
    """The parts of a line between vertical edges, each with the index of the edge at its left (-1: none)."""
    columns = [bisect_right(edges, x + SLACK) - 1 for x in line.xs]
    parts: list[tuple[int, Line]] = []
    first = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at] != columns[first]:
            end = line.x1 if at == len(columns) else min(line.xs[at], edges[columns[first] + 1])
            parts.append((columns[first], line.part(first, at, end)))
            first = at
    return parts


SLACK = 1.0
"""Points: a letter may begin this much before the edge of its cell."""
