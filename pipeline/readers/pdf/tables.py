"""Ruled tables of a page: lines of text put into the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.readers.pdf.cuts import is_cut
from pipeline.readers.pdf.geometry import SLACK, merged, split
from pipeline.readers.pdf.wraps import is_break, join

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line
    from pipeline.readers.pdf.grid import Grid
    from schemas.document import Box

MAX_PADDING = 12.0
PADDING = 5.4
"""Points between a border and the text: what Word sets."""


Row = list[tuple[float, str, int]]
"""The left edge, the words and the row span of each cell that begins in a row."""


@dataclass(slots=True)
class Held:
    """A cell with its lines: rows by number, columns by their edges on the page, since those can be compared."""

    row: int
    row_end: int
    left: float
    right: float
    top: float
    bottom: float
    page: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, without regard to lines."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class Sheet:
    """A table, or the part of one that stands on a page. ``pages`` are its first and its last."""

    left: float
    right: float
    top: float
    bottom: float
    rows: int
    cells: list[Held]
    pages: tuple[int, int]
    edges: list[float]
    """The left and right edges of its cells, each once."""
    foot: list[Held]
    """The cells that reach down to its end."""
    head: list[Row] | None = None
    """The words of its first rows, once they were asked for."""
    repeated: int = 0
    """Rows of repeated heads that were left out."""


def sheets(found: list[Grid], lines: list[Line], page: int) -> tuple[list[Sheet], list[Line]]:
    """The tables of a page with their text, and the lines that stand in none; a grid without text is no table."""
    if not found:
        return [], lines
    cells = [_cells(grid, page) for grid in found]
    rest: list[Line] = []
    places = [(grid, held, *_box(grid)) for grid, held in zip(found, cells, strict=True)]
    for line in lines:
        middle, x = (line.top + line.bottom) / 2, line.x0
        for grid, held, left, top, right, bottom in places:
            if top <= middle < bottom and left - SLACK <= x <= right:
                xs, owner = grid.xs, grid.owner[bisect_right(grid.ys, middle) - 1]
                cell = held[owner[bisect_right(xs, x + SLACK, 0, len(owner)) - 1]]
                if line.x1 <= cell.right + SLACK or cell.right == right:
                    cell.lines.append(line)
                else:
                    _spread(xs, owner, held, line)
                break
        else:
            rest.append(line)
    result = []
    for grid, held in zip(found, cells, strict=True):
        filled = [cell for cell in held if cell.lines]
        if filled:
            for cell in filled:
                if len(cell.lines) > 1:
                    cell.lines = _ordered(cell.lines)
            foot = [cell for cell in held if cell.row_end == grid.rows]
            xs, ys = grid.xs, grid.ys
            result.append(Sheet(xs[0], xs[-1], ys[0], ys[-1], grid.rows, held, (page, page), xs, foot))
    return result, rest


def _cells(grid: Grid, page: int) -> list[Held]:
    xs, ys = grid.xs, grid.ys
    return [
        Held(cell.row, cell.row_end, xs[cell.column], xs[cell.column_end], ys[cell.row], ys[cell.row_end], page, [])
        for cell in grid.cells
    ]


def _box(grid: Grid) -> Box:
    return grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]


def _spread(xs: list[float], owner: list[int], cells: list[Held], line: Line) -> None:
    """Put the parts of a line into the cells of a row that it stands in; ``owner`` has the cell of each column."""
    places = [column for column in range(len(owner)) if column == 0 or owner[column] != owner[column - 1]]
    edges = [xs[column] for column in places]
    for at, part in split(line, [*edges, xs[-1]]):
        cells[owner[places[min(max(at, 0), len(places) - 1)]]].lines.append(part)


def _ordered(lines: list[Line]) -> list[Line]:
    """The lines of a cell from top to bottom, those at one height joined."""
    middle = float("-inf")
    for line in lines:
        if middle >= line.top + 1:
            break
        middle = (line.top + line.bottom) / 2
    else:  # as nearly always
        return lines
    result: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if result and result[-1][-1].beside(line):
            result[-1].append(line)
        else:
            result.append([line])
    return [merged(group) for group in result]


def padding(cells: list[Held]) -> float:
    """How far text stands from the left border of its cell: what is most common of the small distances."""
    distances = [line.x0 - cell.left for cell in cells for line in cell.lines]
    counts = Counter([round(distance, 0) for distance in distances if distance < MAX_PADDING])
    if not counts:
        return PADDING
    most = max(counts.values())
    return max(min(distance for distance, count in counts.items() if count * 2 >= most), 0.0)


def cell_text(lines: list[Line], start: float, end: float) -> str:
    r"""The text of a cell from ``start`` to ``end``: lines cut by its width are joined, other line ends are ``\n``."""
    left = lines[0]
    text = left.text
    for right in lines[1:]:
        if (len(left.xs) == 1 and is_cut(left, right, end - start)) or right.text[0] in ",;":
            text += right.text
        elif is_break(left, right, start, end):
            text = f"{text}\n{right.text}"
        else:
            text = join(text, right.text)
        left = right
    return text
