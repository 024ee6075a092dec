"""Rulings to grids: pieces joined, spans from missing rulings, double borders, what is no table."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.pdf.geometry import Line, Rulings, Segment, merged, split
from pipeline.readers.pdf.grid import Grid, grids
from pipeline.readers.pdf.rulings import joined

XS = [50.0, 100.0, 220.0, 300.0, 420.0]
YS = [80.0, 110.0, 130.0, 190.0]
Spans = list[tuple[int, int, int, int]]


def drawn(cells: Spans, xs: list[float] = XS, ys: list[float] = YS, shift: float = 0.0) -> Rulings:
    """Each cell (row, column, row after it, column after it) as four lines, at most ``shift`` off."""
    rulings = Rulings()
    for number, (row, column, row_end, column_end) in enumerate(cells):
        off = shift * (number % 3 - 1)
        left, right, top, bottom = xs[column] + off, xs[column_end] + off, ys[row] + off, ys[row_end] + off
        rulings.horizontal += [Segment(top, left, right), Segment(bottom, left, right)]
        rulings.vertical += [Segment(left, top, bottom), Segment(right, top, bottom)]
    return rulings


def spans_of(grid: Grid) -> Spans:
    return [(cell.row, cell.column, cell.row_end, cell.column_end) for cell in grid.cells]


def only(rulings: Rulings) -> Grid:
    found = grids(joined(rulings))
    assert len(found) == 1
    return found[0]


PLAIN = [(row, column, row + 1, column + 1) for row in range(3) for column in range(4)]
# A head of two rows: "Trách nhiệm" over two columns, the others down both rows.
HEAD = [(0, 0, 2, 1), (0, 1, 2, 2), (0, 2, 1, 4), (1, 2, 2, 3), (1, 3, 2, 4), *PLAIN[8:]]
# A title across the table; one task over two outputs.
TITLE = [(0, 0, 1, 4), (1, 0, 3, 1), (1, 1, 3, 2), (1, 2, 2, 3), (1, 3, 2, 4), (2, 2, 3, 3), (2, 3, 3, 4)]


@pytest.mark.parametrize("cells", [PLAIN, HEAD, TITLE], ids=["plain", "two-row head", "title and group"])
@pytest.mark.parametrize("shift", [0.0, 0.4], ids=["one line", "a line a cell"])
def test_spans(cells: Spans, shift: float) -> None:
    grid = only(drawn(cells, shift=shift))
    assert spans_of(grid) == sorted(cells)
    assert grid.xs == pytest.approx(XS, abs=0.5)
    assert grid.ys == pytest.approx(YS, abs=0.5)


@st.composite
def tilings(draw: st.DrawFn) -> Spans:
    """Any table whose cells are rectangles: positions are taken in reading order by cells of any size that fits."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    cells: Spans = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = draw(st.integers(1, columns - column))
            high = draw(st.integers(1, rows - row))
            while any((row, at) in taken for at in range(column, column + wide)):
                wide -= 1
            cells.append((row, column, row + high, column + wide))
            taken |= {(line, at) for line in range(row, row + high) for at in range(column, column + wide)}
    return cells


@given(tilings())
@settings(max_examples=150)
def test_any_table_is_seen_as_it_was_drawn(cells: Spans) -> None:
    """Rows and columns in which no cell begins are none: the edges that are drawn are the grid."""
    xs, ys = [40.0 + 60 * at for at in range(6)], [40.0 + 20 * at for at in range(6)]
    across = sorted({edge for _, left, _, right in cells for edge in (left, right)})
    down = sorted({edge for top, _, bottom, _ in cells for edge in (top, bottom)})
    expected = [
        (down.index(top), across.index(left), down.index(bottom), across.index(right))
        for top, left, bottom, right in cells
    ]
    found = grids(joined(drawn(cells, xs, ys, 0.3)))
    if len(cells) == 1:
        assert found == []
    else:
        assert len(found) == 1
        assert spans_of(found[0]) == sorted(expected)
        owners = [owner for row in found[0].owner for owner in row]
        assert set(owners) == set(range(len(cells)))


def test_dotted_lines_are_joined() -> None:
    rulings = drawn(PLAIN)
    dots = Rulings(
        [
            Segment(line.at, at, at + 1.0)
            for line in rulings.horizontal
            for at in range(int(line.start), int(line.end), 3)
        ],
        rulings.vertical,
    )
    assert spans_of(only(dots)) == PLAIN


def test_two_tables_on_a_page_from_top_to_bottom() -> None:
    below = [y + 300 for y in YS]
    both = drawn(PLAIN, ys=below)
    above = drawn(HEAD)
    found = grids(joined(Rulings(both.horizontal + above.horizontal, both.vertical + above.vertical)))
    assert [spans_of(grid) for grid in found] == [sorted(HEAD), PLAIN]


def test_edges_of_different_rows_a_sliver_apart_are_one() -> None:
    """A second row drawn by hand, whose inner edge is 5 points off that of the first."""
    rulings = drawn([(0, 0, 1, 1), (0, 1, 1, 2)], [50, 150, 300], [80, 110, 140])
    lower = drawn([(1, 0, 2, 1), (1, 1, 2, 2)], [50, 155, 300], [80, 110, 140])
    grid = only(Rulings(rulings.horizontal + lower.horizontal, rulings.vertical + lower.vertical))
    assert grid.columns == 2


def test_a_table_without_outer_sides() -> None:
    rulings = drawn(PLAIN)
    inner = [line for line in rulings.vertical if 60 < line.at < 400]
    assert spans_of(only(Rulings(rulings.horizontal, inner))) == PLAIN


@pytest.mark.parametrize(
    "rulings",
    [
        Rulings(),
        drawn([(0, 0, 1, 1)]),  # a frame around a stamp
        Rulings([Segment(100, 200, 300), Segment(140, 210, 290)]),  # rules under a letterhead
        Rulings([Segment(float(at), 0, 500) for at in range(4000)], [Segment(float(at), 0, 500) for at in range(100)]),
    ],
    ids=["nothing", "a frame", "rules", "a drawing"],
)
def test_no_table(rulings: Rulings) -> None:
    assert grids(rulings) == []


def test_a_line_is_cut_at_the_edges_of_columns() -> None:
    line = Line("1 Văn phòng Sở Quý I", 52, 10, 300, 22, starts=[0, 2, 6, 12, 15, 19], xs=[52, 110, 130, 160, 230, 250])
    parts = split(line, XS)
    assert [(column, part.text) for column, part in parts] == [(0, "1"), (1, "Văn phòng Sở"), (2, "Quý I")]
    assert all(left.x1 <= right.x0 for (_, left), (_, right) in pairwise(parts))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=8))
def test_parts_joined_are_the_line(cuts: list[int]) -> None:
    words = [f"w{at}" for at in range(len(cuts))]
    starts = [3 * at for at in range(len(words))]
    line = Line(" ".join(words), 0, 0, 10.0 * len(words), 10, starts=starts, xs=[10.0 * at for at in range(len(words))])
    edges = sorted({10.0 * cut - 2 for cut in cuts})
    whole = merged([part for _, part in split(line, edges)])
    assert (whole.text, whole.xs, [start - whole.base for start in whole.starts]) == (line.text, line.xs, starts)
