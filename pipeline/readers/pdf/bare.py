"""Tables without rulings, or with rulings across alone: found below a line of known column words.

Only a page that has parts of lines side by side, three and more, is looked at further; only below words that columns
have (those of the vocabulary of heads) do such lines become a table, so that prose, letterheads and signatures do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from extractors.vietnamese.text import fold
from pipeline.readers.pdf.bare_columns import Columns, pieces
from pipeline.readers.pdf.bare_rows import Band, is_level, rows
from pipeline.readers.pdf.blanks import Blanks
from pipeline.readers.pdf.tables import Held, Sheet
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.pdf.bare_rows import Placed
    from pipeline.readers.pdf.geometry import Line, Segment

LEAST_COLUMNS: Final = 3
LEAST_ROWS: Final = 2
"""Rows below the head that fill at least two columns."""
KNOWN: Final = 2
"""Columns of a head whose words are known."""
LONG: Final = 40
"""Characters: what is longer is no column's head, and no cell that stands beside two others."""
NEAR, FAR = 0.5, 2.5
"""Heights of a line: no more stands between two lines of a cell, of a table."""
LEVEL: Final = 4.0
"""Points: tops of parts of one line."""
# The number of a row with its words: "1 Ban hành", "II. Cải cách"; no column is named so.
_NUMBERED: Final = re.compile(r"(?:\d{1,3}|[IVX]{1,5})[.)]?(?:\s|$)")
# "Năm 2022", "2023", "Kế hoạch năm 2023": columns of a comparison over years.
_YEAR: Final = re.compile(r"(?:(?:kết quả|kế hoạch|thực hiện|ước|điểm|hạng) )?(?:năm )?(?:19|20)\d\d|năm")


@dataclass(slots=True)
class Foot:
    """The end of a page where a table may go on overleaf.

    ``spans`` are the stretches of its columns; of a head below which no row stands yet ``rows`` and ``lines`` are kept:
    it is a table only if the next page begins with rows of its columns.
    """

    page: int
    spans: list[tuple[float, float]]
    edges: list[float] | None = None
    rows: list[list[Placed]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """The tables of a page, the lines that stand in none, and what may go on overleaf.

    The first table is one of the page before where its head alone stood at the foot of it.
    """

    sheets: list[Sheet]
    rest: list[Line]
    foot: Foot | None = None


def find(lines: list[Line], page: int, across: list[Segment], above: Foot | None) -> Found:
    """The tables among the lines of a page that stand in no grid; ``across`` are its horizontal rulings."""
    if above is None and not _stand_beside(lines):
        return Found([], lines)
    bands, blanks = _bands(lines), Blanks(lines)
    found = Found([], lines)
    used: set[int] = set()
    open_at = 0
    for start, columns in _beginnings(bands, above, blanks):
        if start < open_at or start >= len(bands):
            continue
        foot = above if columns.goes_on else None
        table = _rows_below(bands, start, columns, across)
        end = start + sum(map(len, table))
        at_foot = all(_is_page_number(band) for band in bands[end:])
        if table and _is_enough(table, goes_on=foot is not None):
            edges = foot.edges if foot is not None and foot.edges else columns.edges()
            if foot is not None and foot.rows:
                found.sheets.append(_sheet(foot.rows, edges, foot.page))
            found.sheets.append(_sheet(table, edges, page))
            used |= {id(part) for row in table for placed in row for part in placed.band.parts}
            open_at = end
            found.foot = Foot(page, columns.spans, edges) if at_foot else None
        elif foot is None:  # what stands close below is the second line of a head that is not understood
            open_at = _end(bands, start, NEAR)
            if table and at_foot:
                kept = [part for row in table for placed in row for part in placed.band.parts]
                found.foot = Foot(page, columns.spans, None, table, kept)
    found.rest = [line for line in lines if id(line) not in used] if used else lines
    return found


def _is_page_number(band: Band) -> bool:
    return len(band.parts) == 1 and band.parts[0].text.strip("- ").isdigit()


def _stand_beside(lines: list[Line]) -> bool:
    """Whether three parts of lines stand at one height anywhere."""
    tops = sorted([line.top for line in lines if len(line.text) < LONG])
    return any(high - low < LEVEL for low, high in zip(tops, tops[LEAST_COLUMNS - 1 :], strict=False))


def _bands(lines: list[Line]) -> list[Band]:
    """The lines by height, the parts of each from left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if found and found[-1][-1].beside(line):
            found[-1].append(line)
        else:
            found.append([line])
    return [Band(sorted(parts, key=lambda line: line.x0)) for parts in found]


def _beginnings(bands: list[Band], above: Foot | None, blanks: Blanks) -> Iterator[tuple[int, Columns]]:
    """Where tables may begin, each with its columns as far as known."""
    if above is not None:
        first = int(bool(bands) and _is_page_number(bands[0]))
        yield first, Columns(above.spans, blanks, goes_on=True)
    for at, band in enumerate(bands):
        if len(band.parts) > 1 and (names := _head(band, blanks)):
            yield at, Columns([(name.x0, name.x1) for name in names], blanks)


def _head(band: Band, blanks: Blanks) -> list[Line]:
    """The names of columns that a line consists of; none where it does not. The number of a row has one too."""
    if any(len(part.text) > 2 * LONG for part in band.parts) or _NUMBERED.match(band.parts[0].text):
        return []
    names: list[Line] = []
    for part in band.parts:
        found = [part] if _words(part) in _column_words()[1] else pieces(part, blanks)
        names += found if all(map(_names, found)) else [part]
    return names if len(names) >= LEAST_COLUMNS and sum(map(_names, names)) >= max(KNOWN, len(names) / 2) else []


def _names(part: Line) -> bool:
    text = _words(part)
    if _YEAR.fullmatch(text):
        return True
    whole, begun = _column_words()
    words = text.split()
    return text in begun or any(" ".join(words[:count]) in whole for count in range(2, len(words) + 1))


def _words(part: Line) -> str:
    return fold(part.text).text.strip(" .:()*")


@cache
def _column_words() -> tuple[frozenset[str], frozenset[str]]:
    """The names of columns, and what such names begin with: a head of two lines shows half of its name on each."""
    whole = {name for name in _strings(load("table_heads")) if len(name) > 1}
    begun = {" ".join(words[:count]) for words in map(str.split, whole) for count in range(1, len(words) + 1)}
    return frozenset(whole), frozenset(begun)


def _strings(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, (list, dict)):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _strings(one)


def _rows_below(bands: list[Band], at: int, columns: Columns, across: list[Segment]) -> list[list[Placed]]:
    """The rows of a table from its head on, as far as lines stand in its columns; the last one fills several."""
    end = _end(bands, at, FAR)
    for band in bands[at:end]:
        columns.learn(band)
    placed: list[Placed] = []
    for band in bands[at:end]:
        one = columns.place(band)
        if one is None:
            break
        placed.append(one)
    if not placed or not is_level(placed):
        return []
    first, last = columns.spans[0][1], columns.spans[-1][0]
    along = [ruling.at for ruling in across if ruling.start < first and ruling.end > last]
    table = rows(placed, [at for at in along if placed[0].band.top < at < placed[-1].band.bottom])
    while len(table) > 1 and _filled(table[-1]) < 2:  # what stands below the last row is no row, nor a group of rows
        table.pop()
    return table


def _end(bands: list[Band], at: int, apart: float) -> int:
    """The first line behind one that stands further below the line before than so many heights."""
    end = at + 1
    while end < len(bands) and bands[end].top - bands[end - 1].bottom <= apart * bands[end].height:
        end += 1
    return end


def _is_enough(table: list[list[Placed]], *, goes_on: bool) -> bool:
    """Whether rows make a table, or go on with one."""
    if goes_on:
        return any(_filled(row) > 1 for row in table)
    return sum(_filled(row) > 1 for row in table[1:]) >= LEAST_ROWS


def _filled(row: list[Placed]) -> int:
    """How many columns of a row have words."""
    return len({column for placed in row for column in placed.cells})


def _sheet(table: list[list[Placed]], edges: list[float], page: int) -> Sheet:
    tops = [row[0].band.top for row in table]
    bottom = table[-1][-1].band.bottom
    ends = [*tops[1:], bottom]
    cells: list[Held] = []
    for at, row in enumerate(table):
        if row[0].whole is not None:
            lines = [band.whole for band in row if band.whole is not None]
            cells.append(Held(at, at + 1, edges[0], edges[-1], tops[at], ends[at], page, lines))
            continue
        for column, (left, right) in enumerate(pairwise(edges)):
            lines = [band.cells[column] for band in row if column in band.cells]
            cells.append(Held(at, at + 1, left, right, tops[at], ends[at], page, lines))
    foot = [cell for cell in cells if cell.row_end == len(table)]
    return Sheet(edges[0], edges[-1], tops[0], bottom, len(table), cells, (page, page), edges, foot)
