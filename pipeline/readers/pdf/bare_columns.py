"""Columns of a table without rulings: the stretches that its words take, and what of a line stands in which."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.readers.pdf.bare_rows import LABEL, Band, Placed, is_figure
from pipeline.readers.pdf.geometry import merged, split
from pipeline.readers.pdf.tables import PADDING

if TYPE_CHECKING:
    from pipeline.readers.pdf.blanks import Blanks
    from pipeline.readers.pdf.geometry import Line

GAP: Final = 0.5
"""Heights of a line: a narrower blank between two words parts no columns."""
WIDER, SURE = 1.3, 1.6
"""Times the other blanks of a line: what a blank that parts columns has at least, since justified words stand apart;
the second where nothing else on the line tells of columns."""


def pieces(part: Line, blanks: Blanks) -> list[Line]:
    """A part of a line cut where words stand wider apart than others: the names of columns that stand close."""
    told = blanks.of(part)
    if not told:
        return [part]
    limit = max(GAP * part.height, SURE * min(told) if len(told) > 1 else 0)
    cuts = [part.x0, *(part.xs[at] for at, blank in enumerate(told, 1) if blank > limit)]
    return _parted(part, cuts, blanks) if len(cuts) > 1 else [part]


def _parted(part: Line, edges: list[float], blanks: Blanks) -> list[Line]:
    """A part of a line cut at edges, each piece up to where its last word ends."""
    blank_before = dict(zip(part.starts[1:], blanks.of(part), strict=True))
    found = [piece for _, piece in split(part, edges)]
    for piece, following in pairwise(found):
        piece.x1 = max(following.x0 - max(blank_before[following.starts[0]], 0.0), piece.x0)
    return found


class Columns:
    """The columns of one table; their stretches grow with the words that are found to stand in them."""

    def __init__(self, spans: list[tuple[float, float]], blanks: Blanks, *, goes_on: bool = False) -> None:
        self.spans = list(spans)
        self.goes_on = goes_on
        """Whether they are those of a table on the page before."""
        self._blanks = blanks

    def edges(self) -> list[float]:
        """Where the cells begin and end, as far as their words tell."""
        spans = self.spans
        inner = [min(right + PADDING, following) for (_, right), (following, _) in pairwise(spans)]
        return [spans[0][0] - PADDING, *inner, spans[-1][1] + PADDING]

    def learn(self, band: Band) -> None:
        """Let a line with a part a column show where the columns stand, below a head that is narrower."""
        spans, parts = self.spans, band.parts
        if len(parts) != len(spans) or any(left.x1 >= right.x0 for left, right in pairwise(parts)):
            return
        lefts = [float("-inf"), *(right for _, right in spans[:-1])]
        rights = [*(left for left, _ in spans[1:]), float("inf")]
        if all(left < part.x0 and part.x1 < right for part, left, right in zip(parts, lefts, rights, strict=True)):
            for column, part in enumerate(parts):
                self._grow(column, part)

    def place(self, band: Band) -> Placed | None:
        """The parts of a line in their columns; the words of a group of rows stand over several; None: it is no row."""
        cells: dict[int, Line] = {}
        for part in band.parts:
            meets = self._meets(part)
            found: list[Line] | None = [part]
            if len(meets) > 1:
                found = self._cut(part, meets, SURE if len(band.parts) == 1 else WIDER)
            if found is None:
                return Placed(band, {}, merged(band.parts)) if self._heads_group(band) else None
            for piece in found:
                meets = self._meets(piece)
                if len(meets) != 1:
                    return None
                column = meets[0]
                if column in cells and is_figure(piece) and is_figure(cells[column]):
                    return None  # a head of two levels, whose first one names two columns at once
                cells[column] = merged([cells[column], piece]) if column in cells else piece
        for column, piece in cells.items():
            self._grow(column, piece)
        return Placed(band, cells)

    def _heads_group(self, band: Band) -> bool:
        """Whether a line heads a group of rows: "II. Cải cách thủ tục hành chính", its number apart or not."""
        last = band.parts[-1]
        numbered = len(band.parts) == 1 or (len(band.parts) == 2 and LABEL.fullmatch(band.parts[0].text) is not None)
        return numbered and last.x1 < self.spans[-1][0] and last.x0 <= self.spans[1][0]

    def _grow(self, column: int, part: Line) -> None:
        left, right = self.spans[column]
        self.spans[column] = min(left, part.x0), max(right, part.x1)

    def _meets(self, part: Line) -> list[int]:
        """The columns that a part stands in; where it stands between two, the one that it is nearer to."""
        spans = self.spans
        meets = [at for at, (left, right) in enumerate(spans) if part.x0 < right and left < part.x1]
        return meets or [min(range(len(spans)), key=lambda at: max(spans[at][0] - part.x1, part.x0 - spans[at][1]))]

    def _cut(self, part: Line, columns: list[int], wider: float) -> list[Line] | None:
        """A part that stands in several columns, cut at its widest blanks; None where words run on."""
        told = sorted(zip(self._blanks.of(part), part.xs[1:], strict=True), reverse=True)
        cuts, rest = told[: len(columns) - 1], told[len(columns) - 1 :]
        if len(cuts) < len(columns) - 1:
            return None
        found = _parted(part, sorted([part.x0, *(x for _, x in cuts)]), self._blanks)
        if any(column not in self._meets(piece) for piece, column in zip(found, columns, strict=True)):
            return None
        between, inside = cuts[-1][0], rest[0][0] if rest else 0.0
        if len(found) == 2 and columns[0] == 0 and LABEL.fullmatch(found[0].text):
            inside = 0.0  # the number of a row stands near its words
        return found if between > max(GAP * part.height, wider * inside) else None
