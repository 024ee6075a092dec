"""Tables that go on over pages: the parts are put together again, on the places of their columns."""

from __future__ import annotations

import re
from itertools import chain
from operator import attrgetter

from extractors.vietnamese.text import clean, continues
from pipeline.readers.assemble import lines as clean_lines
from pipeline.readers.assemble import recognised
from pipeline.readers.pdf.geometry import sure_words
from pipeline.readers.pdf.tables import Held, Row, Sheet, cell_text, padding
from pipeline.readers.pdf.wraps import LABEL, fits
from schemas.document import Cell, Table

NEAR = 4.0
"""Points: edges of columns on two pages that are the same edge."""
SHIFT = 30.0
"""Points, 1 cm: how far a page may lie off in a scanner."""
MAX_HEAD_ROWS = 6
_LINES, _BOLD, _SURE = attrgetter("lines"), attrgetter("bold"), attrgetter("sure")
_SIGNS = re.compile(r"\W+")
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"\W*(?:\d{1,4}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Za-zĐđ])[.)]?\W*")


def goes_on(above: Sheet, below: Sheet) -> bool:
    """Whether the table at the top of a page goes on with the one at the foot of the page before."""
    if (
        above.pages[1] + 1 != below.pages[0]
        or abs(above.left - below.left) > NEAR
        or abs(above.right - below.right) > NEAR
    ):
        return False
    first, second = above.edges[1:-1], below.edges[1:-1]
    if not second or not first:
        return not second and not first
    fewer, more = (first, second) if len(first) <= len(second) else (second, first)
    known = sum(any(abs(edge - other) <= NEAR for other in more) for edge in fewer)
    return known * 5 >= len(fewer) * 4


def lay_over(above: Sheet, below: Sheet) -> None:
    """Move a recognised table sideways to where the one before it stood: pages lie differently in a scanner."""
    shift = above.left - below.left
    if abs(shift) > SHIFT or abs(above.right - below.right - shift) > NEAR:
        return
    if not any(line.sure for cell in below.cells for line in cell.lines):
        return
    below.left += shift
    below.right += shift
    below.edges = [edge + shift for edge in below.edges]
    for cell in below.cells:
        cell.left += shift
        cell.right += shift
        for line in cell.lines:
            line.x0 += shift
            line.x1 += shift
            line.xs = [x + shift for x in line.xs]


def stitch(above: Sheet, below: Sheet) -> Sheet:
    """One table of both: the repeated head left out, a row that the page cut joined, merged cells made one."""
    head = _repeated_head(above, below)
    cells = [cell for cell in below.cells if cell.row >= head] if head else below.cells
    rows = below.rows - head
    if not rows:
        above.repeated += head
        above.pages = (above.pages[0], below.pages[1])
        return above
    cut = _is_cut(above, cells, head)
    offset = above.rows - head - cut
    foot = above.foot
    below_foot = []
    for cell in cells:
        ends = cell.row_end == below.rows
        spans = cell.row_end - cell.row > 1
        if cell.row == head and (cut or not cell.lines):
            upper = next((one for one in foot if _same_columns(one, cell)), None)
            if upper is not None and (cut or (upper.lines and (spans or upper.row_end - upper.row > 1))):
                upper.lines += cell.lines
                upper.row_end = max(upper.row_end, cell.row_end + offset)
                below_foot += [upper] if ends else []
                continue
        cell.row += offset
        cell.row_end += offset
        above.cells.append(cell)
        below_foot += [cell] if ends else []
    above.foot = below_foot
    above.edges = sorted({*above.edges, *below.edges})
    above.rows = below.rows + offset
    above.pages = (above.pages[0], below.pages[1])
    above.repeated += head
    return above


def _repeated_head(above: Sheet, below: Sheet) -> int:
    """How many rows of ``below`` are the head of ``above`` again, at the same columns."""
    if above.head is None:
        above.head = [
            [(cell.left, _plain(cell.text), cell.row_end - cell.row) for cell in row]
            for row in _first_rows(above, 2 * MAX_HEAD_ROWS)
        ]
    theirs, ours = above.head, _first_rows(below, MAX_HEAD_ROWS)
    if not ours or not any(_plain(cell.text) for cell in ours[0]):
        return 0
    for start in range(min(len(theirs), 4)):
        count = 0
        while count < len(ours) and start + count < len(theirs) and _alike(ours[count], theirs[start + count]):
            count += 1
        if count:
            return count if any(_is_words(text) for row in theirs[start : start + count] for _, text, _ in row) else 0
    return 0


def _first_rows(sheet: Sheet, count: int) -> list[list[Held]]:
    """The cells that begin in each of the first rows."""
    rows: list[list[Held]] = [[] for _ in range(min(count, sheet.rows))]
    for cell in sheet.cells:
        if cell.row < len(rows):
            rows[cell.row].append(cell)
    return rows


def _alike(ours: list[Held], theirs: Row) -> bool:
    return len(ours) == len(theirs) and all(
        abs(cell.left - left) <= NEAR and cell.row_end - cell.row == rows and _plain(cell.text) == text
        for cell, (left, text, rows) in zip(ours, theirs, strict=True)
    )


def _plain(text: str) -> str:
    return _SIGNS.sub("", clean(text)).lower() if text else ""


def _is_words(text: str) -> bool:
    return len(text) > 1 and not text.isdigit()


def _is_cut(above: Sheet, cells: list[Held], head: int) -> bool:
    """Whether the first row below the head goes on with the last row of the page before.

    Its number is missing, and a sentence or a list goes on in it, or one cell alone has text.
    """
    row = [cell for cell in cells if cell.row == head]
    pairs = [(next((one for one in above.foot if _same_columns(one, cell)), None), cell) for cell in row]
    filled = [(upper, cell) for upper, cell in pairs if cell.lines]
    if not filled or any(upper is None for upper, _ in filled):
        return False
    first = min(row, key=lambda cell: cell.left)
    if first.lines:
        upper = next(one for one, cell in filled if cell is first)
        if upper is None or _NUMBER.fullmatch(first.text) or not continues(upper.text, first.text):
            return False
    met = [(upper, cell) for upper, cell in filled if upper is not None and upper.lines]
    if any(_AMOUNT.fullmatch("".join(cell.text.split())) for _, cell in met):
        return False  # a sum stands whole: "Cộng | 253.400.000" below "15.500.000"
    if any(_sentence_goes_on(upper, cell) for upper, cell in met):
        return True
    if len(met) < len(filled):
        return False
    return all(_list_goes_on(upper, cell) for upper, cell in met) or (len(met) == 1 and len(row) > 2)


def _list_goes_on(upper: Held, lower: Held) -> bool:
    """Whether the lower lines are further items of a list: "- Sở Nội vụ;" | "- Sở Tài chính"."""
    return upper.lines[-1].text.rstrip().endswith((";", ",", ":")) or lower.lines[0].text[0] in "-+•"


def _sentence_goes_on(upper: Held, lower: Held) -> bool:
    if not upper.lines or not lower.lines:
        return False
    last, first = upper.lines[-1], lower.lines[0]
    if LABEL.match(first.text):
        return False
    if continues(clean(upper.text), clean(first.text)):
        return True
    pad = max(last.x0 - upper.left, 0.0)
    full = not fits(last, first, upper.right - upper.left - 2 * min(pad, 6.0))
    return full and not last.text.rstrip().endswith((".", ";", ":"))


def _same_columns(one: Held, other: Held) -> bool:
    return abs(one.left - other.left) <= NEAR and abs(one.right - other.right) <= NEAR


def table(sheet: Sheet) -> Table:
    """The table that the cells of a sheet make."""
    columns = _columns(sheet.edges)
    pad = padding(sheet.cells)
    scanned = any(map(_SURE, chain.from_iterable(map(_LINES, sheet.cells))))
    cells = []
    breaks: tuple[int, ...]
    for cell in sorted(sheet.cells, key=attrgetter("row", "left")):
        lines, left, right = cell.lines, cell.left, cell.right
        column = columns[left]
        text, breaks, bold = "", (), False
        if lines:
            text, breaks = clean_lines(cell_text(lines, left + pad, right - pad) if len(lines) > 1 else lines[0].text)
            bold = all(map(_BOLD, lines))
        sure, doubts = recognised(text, sure_words(lines)) if scanned else (None, ())
        cells.append(
            Cell(
                cell.row, column, text, cell.row_end - cell.row, max(columns[right] - column, 1), breaks, bold,
                cell.page, (left, cell.top, right, cell.bottom), sure, doubts,
            )
        )  # fmt: skip
    return Table(tuple(cells), sheet.rows, max(columns.values()))


def _columns(edges: list[float]) -> dict[float, int]:
    """Each edge -> the column that begins there; edges of several pages that are the same edge are one."""
    columns: dict[float, int] = {}
    column, last = -1, float("-inf")
    for edge in edges:
        if edge - last > NEAR:
            column += 1
            last = edge
        columns[edge] = column
    return columns
