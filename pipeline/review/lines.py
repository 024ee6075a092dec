"""Lines of a PDF page with their words' places, so that a clause is marked and not the whole paragraph around it.

The lines are those of the page at hand; words of a block are found among them by their letters. Where the letters are
not the same (a legacy font, a repaired hyphen, two columns), the block's own box stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.readers.pdf.chars import Reader
    from schemas.document import Box

EDGE: Final = 2.0
"""Points by which a line may stand out of its block."""
BLANK: Final = 0.2
"""Of a line's height: the blank between two words."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line: its letters without blanks, its box, and of each word the first letter and the left edge."""

    letters: str
    box: Box
    firsts: tuple[int, ...]
    lefts: tuple[float, ...]

    def part(self, start: int, end: int) -> Box:
        """The box of the words that hold the letters from ``start`` to ``end``."""
        x0, top, x1, bottom = self.box
        first = max(bisect_right(self.firsts, start) - 1, 0)
        behind = bisect_left(self.firsts, end)
        left = x0 if first == 0 else self.lefts[first]
        right = x1 if behind >= len(self.firsts) else self.lefts[behind] - BLANK * (bottom - top)
        return left, top, right, bottom


def page_lines(reader: Reader) -> tuple[PageLine, ...]:
    """The lines of a page that a reader has turned upright."""
    return tuple(
        PageLine(
            _letters(line.text), (line.x0, line.top, line.x1, line.bottom),
            tuple(len(_letters(line.text[: start - line.base])) for start in line.starts), tuple(line.xs),
        )
        for line in reader.lines()
    )  # fmt: skip


def boxes(lines: Sequence[PageLine], text: str, box: Box, start: int, end: int) -> list[Box]:
    """The boxes of ``text[start:end]``, whose block stands in ``box``: of lines in part, and of whole ones together.

    Empty where the lines in the box do not have the letters of the text.
    """
    x0, top, x1, bottom = box
    here = [
        line for line in lines
        if top - EDGE <= (line.box[1] + line.box[3]) / 2 <= bottom + EDGE
        and x0 - EDGE <= line.box[0] and line.box[2] <= x1 + EDGE
    ]  # fmt: skip
    here.sort(key=lambda line: (line.box[1], line.box[0]))
    met = "".join(line.letters for line in here)
    first = len(_letters(text[:start]))
    if not met or not _letters(text).startswith(met) or first >= len(met):
        return []
    return list(_joined(_parts(here, first, first + len(_letters(text[start:end])))))


def _parts(lines: Sequence[PageLine], start: int, end: int) -> Iterator[tuple[Box, bool]]:
    """The box within each line, and whether it is the whole line."""
    before = 0
    for line in lines:
        low, high = max(start - before, 0), min(end - before, len(line.letters))
        if low < high:
            yield line.part(low, high), low == 0 and high == len(line.letters)
        before += len(line.letters)


def _joined(parts: Iterator[tuple[Box, bool]]) -> Iterator[Box]:
    """Whole lines below each other are one box."""
    held: Box | None = None
    for box, whole in parts:
        if whole and held is not None:
            held = min(held[0], box[0]), held[1], max(held[2], box[2]), box[3]
            continue
        if held is not None:
            yield held
        held = box if whole else None
        if not whole:
            yield box
    if held is not None:
        yield held


def _letters(text: str) -> str:
    return "".join(text.split())
