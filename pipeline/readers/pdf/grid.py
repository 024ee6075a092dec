"""From rulings to tables: lines that cross make a grid, a missing ruling between two positions makes a span."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.readers.pdf.geometry import Rulings, Segment

TOUCH = 3.0
"""Points: lines that come this near to each other meet."""
SLIVER = 5.7
"""Points, 2 mm: edges of different rows this near to each other are one edge, drawn unevenly."""
MAX_LINES = 4_000
"""Rulings of a page; one with more is a drawing, not a table. A page full of small cells has 300."""
MAX_POSITIONS = 40_000


@dataclass(slots=True)
class GridCell:
    """A cell on the grid: its first row and column, and the row and column after its last."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(slots=True)
class Grid:
    """A table's edges: ``xs`` from left to right, ``ys`` from top to bottom, and its cells row by row.

    ``owner`` has for each row and column the index of the cell that stands there.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1


def grids(rulings: Rulings) -> list[Grid]:
    """The tables that joined rulings draw, from top to bottom; frames of one cell are none."""
    if len(rulings.horizontal) + len(rulings.vertical) > MAX_LINES:
        return []
    found = []
    for across, down in _groups(rulings):
        grid = _grid(across, down)
        if grid is not None and len(grid.cells) > 1:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _groups(rulings: Rulings) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines that cross or touch one another, group by group."""
    across, down = rulings.horizontal, rulings.vertical
    group_of = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while group_of[at] != at:
            group_of[at] = group_of[group_of[at]]
            at = group_of[at]
        return at

    for index, line in enumerate(across):
        y, left, right = line.at, line.start - TOUCH, line.end + TOUCH
        for other, wall in enumerate(down, len(across)):
            if left <= wall.at <= right and wall.start - TOUCH <= y <= wall.end + TOUCH:
                first, second = group_of[index], group_of[other]
                if first != second:
                    group_of[root(other)] = root(index)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for index, line in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(line)
    for other, wall in enumerate(down, len(across)):
        groups.setdefault(root(other), ([], []))[1].append(wall)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _grid(across: list[Segment], down: list[Segment]) -> Grid | None:
    down = [*down, *_open_sides(across, down)]
    xs, walls = _edges(down)
    ys, floors = _edges(across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_POSITIONS:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    right_of = [list(row) for row in zip(*(_stretches(lines, ys) for lines in walls[1:]), strict=True)]
    below = [_stretches(lines, xs) for lines in floors[1:]]
    grid = Grid(xs, ys, [], [[-1] * columns for _ in range(rows)])
    cells = grid.cells
    for row, taken in enumerate(grid.owner):
        wall_at, floor_at = right_of[row], below[row]
        for column in range(columns):
            if taken[column] >= 0:
                continue
            if wall_at[column] and floor_at[column]:  # one position alone, as most cells are
                taken[column] = len(cells)
                cells.append(GridCell(row, column, row + 1, column + 1))
            else:
                _place(grid, row, column, right_of, below)
    return grid


def _place(grid: Grid, row: int, column: int, right_of: list[list[bool]], below: list[list[bool]]) -> None:
    """Put the cell whose first position this is: as far right as no wall stands, then down as no floor lies."""
    owner, columns, rows = grid.owner, grid.columns, grid.rows
    walls, taken = right_of[row], owner[row]
    end = column + 1
    while end < columns and not walls[end - 1] and taken[end] < 0:
        end += 1
    last = row + 1
    while (
        last < rows
        and True not in below[last - 1][column:end]
        and True not in right_of[last][column : end - 1]
        and all(one < 0 for one in owner[last][column:end])
    ):
        last += 1
    for line in range(row, last):
        owner[line][column:end] = [len(grid.cells)] * (end - column)
    grid.cells.append(GridCell(row, column, last, end))


def _edges(lines: list[Segment]) -> tuple[list[float], list[list[Segment]]]:
    """The places of lines, each with its lines; lines of different rows a sliver apart are at one place."""
    places: list[float] = []
    members: list[list[Segment]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if places and line.at - members[-1][0].at <= SLIVER and not any(_overlap(line, one) for one in members[-1]):
            members[-1].append(line)
            longest = max(members[-1], key=lambda one: one.end - one.start)
            places[-1] = longest.at
        else:
            places.append(line.at)
            members.append([line])
    return places, members


def _overlap(one: Segment, other: Segment) -> bool:
    return min(one.end, other.end) - max(one.start, other.start) > TOUCH


def _stretches(lines: list[Segment], edges: list[float]) -> list[bool]:
    """For each stretch between two edges, whether one of the lines runs along its middle."""
    if len(lines) == 1:
        start, end = lines[0].start, lines[0].end
        if start <= edges[0] + TOUCH and end >= edges[-1] - TOUCH:
            return [True] * (len(edges) - 1)
        return [start * 2 <= left + right <= end * 2 for left, right in pairwise(edges)]
    result = []
    for left, right in pairwise(edges):
        middle = (left + right) / 2
        result.append(True in [line.start <= middle <= line.end for line in lines])
    return result


def _open_sides(across: list[Segment], down: list[Segment]) -> list[Segment]:
    """The outer sides of a table that has only lines inside: most of its horizontal lines end there together."""
    top, bottom = min(line.at for line in across), max(line.at for line in across)
    sides = []
    for edge, wall in (
        (min(line.start for line in across), min(line.at for line in down)),
        (max(line.end for line in across), max(line.at for line in down)),
    ):
        ends = sum(min(abs(line.start - edge), abs(line.end - edge)) < TOUCH for line in across)
        if abs(edge - wall) > 2 * SLIVER and ends * 2 > len(across):
            sides.append(Segment(edge, top, bottom))
    return sides
