"""Which words gave which row: the text of a document in pieces, each with the rows that were read from it.

Rows overlap (two targets of one clause, a citation within a task), so every block is cut wherever the words of some row
begin or end; a piece knows all rows whose words it holds, the shortest words first, as these are the most likely meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.labels import TURNED
from pipeline.review.library import ROUTINE
from pipeline.review.lines import boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.review.library import Opened, Row
    from pipeline.review.lines import PageLine
    from schemas.document import Block, Box, Cell, Doubt


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a block that belong to a row: ``own`` are its source words, others gave one of its fields."""

    start: int
    end: int
    row: Row
    own: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same rows: ``own`` were read from them, ``used`` took a field from them.

    ``first`` says that the words of the first of ``own`` begin here. ``doubt``: a recognition is not sure of them.
    """

    text: str
    own: tuple[Row, ...] = ()
    used: tuple[Row, ...] = ()
    first: bool = False
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table with its pieces; ``head`` where it names a column."""

    cell: Cell
    pieces: tuple[Piece, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block as it is drawn: ``rows`` of cells for a table, else ``pieces``."""

    block: Block
    kind: str
    level: int | None
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()


@dataclass(slots=True)
class Mark:
    """A box on a page with the rows whose words stand in it, ``own`` and ``used`` as in :class:`Piece`."""

    box: Box
    own: list[Row]
    used: list[Row]


def shown(opened: Opened) -> Iterator[ShownBlock]:
    """The blocks of a document, cut into pieces."""
    spans = _spans(opened.rows)
    kinds = opened.kinds or tuple((block.kind, block.level) for block in opened.document.blocks)
    for block, (kind, level) in zip(opened.document.blocks, kinds, strict=False):
        here = spans.get(block.index, ())
        if block.table is None:
            pieces = tuple(_pieces(block.text, here, block.doubts, block.breaks, 0))
            yield ShownBlock(block, kind, level, pieces)
        else:
            yield ShownBlock(block, kind, level, rows=_table(block, here))


def marks(opened: Opened, lines: Mapping[int, Sequence[PageLine]] | None = None) -> Mapping[int, Sequence[Mark]]:
    """The boxes on each page, small ones last, so that they lie on top; ``lines`` of pages narrow them to the words."""
    found: defaultdict[int, dict[Box, Mark]] = defaultdict(dict)
    for row in opened.rows:
        for place, own in _places(row):
            page = place.get("page")
            for box in _boxes(opened, place, lines or {}):
                mark = found[page].setdefault(box, Mark(box, [], []))  # type: ignore[index]
                rows = mark.own if own else mark.used
                if row not in rows[-1:]:
                    rows.append(row)
    return {page: sorted(here.values(), key=lambda mark: -_area(mark.box)) for page, here in found.items()}


def _boxes(opened: Opened, place: Mapping[str, Any], lines: Mapping[int, Sequence[PageLine]]) -> list[Box]:
    """Where a place stands on its page: its words where the lines of the page are known, else its block, or its row."""
    page, box = place.get("page"), place.get("bbox")
    if not isinstance(page, int) or not isinstance(box, list):
        return []
    x0, top, x1, bottom = box
    whole = x0, top, x1, bottom
    number, start, end = place.get("block"), place.get("char_start"), place.get("char_end")
    if page not in lines or not (isinstance(number, int) and isinstance(start, int) and isinstance(end, int)):
        return [whole]
    block = opened.document.blocks[number] if number < len(opened.document.blocks) else None
    if block is None or block.table is not None:
        return [whole]
    return boxes(lines[page], block.text, whole, start, end) or [whole]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _places(row: Row) -> Iterator[tuple[Mapping[str, object], bool]]:
    """Where a row stands; what the row of ``documents`` was read from are its sources.

    Findings that only tell what was done have no words of their own: most stand on what gave no row.
    """
    yield row.values, row.values.get("severity") != ROUTINE
    for source in row.values.get("sources") or ():
        yield source, row.dataset == "documents"


def _spans(rows: Iterable[Row]) -> Mapping[int, list[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for row in rows:
        seen = set()
        for place, own in _places(row):
            block, start, end = place.get("block"), place.get("char_start"), place.get("char_end")
            if not (isinstance(block, int) and isinstance(start, int) and isinstance(end, int)):
                continue
            if end > start and (block, start, end) not in seen:
                seen.add((block, start, end))
                found[block].append(Span(start, end, row, own))
    return found


def _table(block: Block, spans: Sequence[Span]) -> tuple[tuple[ShownCell, ...], ...]:
    table = block.table
    assert table is not None
    _, lines, offsets = table.layout()
    by_line = _by_line(lines, spans)
    rows: list[list[ShownCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        offset = offsets[cell.row, cell.column]
        here = by_line[cell.row]
        inside = [span for span in here if span.start < offset + len(cell.text) and span.end > offset] if here else []
        pieces = tuple(_pieces(cell.text, inside, cell.doubts, cell.breaks, offset))
        head = table.ruled and cell.row == 0 and table.rows > 1 and bool(cell.text)
        rows[cell.row].append(ShownCell(cell, pieces, head))
    return tuple(map(tuple, rows))


def _by_line(lines: Sequence[tuple[int, int]], spans: Sequence[Span]) -> list[list[Span]]:
    """The spans that touch each line of a table's text; both are met in order."""
    found: list[list[Span]] = [[] for _ in lines]
    starts = [start for start, _ in lines]
    for span in spans:
        for at in range(max(bisect_right(starts, span.start) - 1, 0), len(lines)):
            if lines[at][0] >= span.end:
                break
            found[at].append(span)
    return found


def _pieces(
    text: str, spans: Sequence[Span], doubts: Sequence[Doubt], breaks: Sequence[int], offset: int
) -> Iterator[Piece]:
    """``text`` stands at ``offset`` of its block; spans are counted in the block, doubts and breaks in the text."""
    drawn = _drawn(text, breaks)
    if not spans and not doubts:
        if drawn:
            yield Piece(drawn)
        return
    cuts = {0, len(text)}
    for span in spans:
        cuts |= {max(span.start - offset, 0), min(span.end - offset, len(text))}
    for start, end, _ in doubts:
        cuts |= {min(start, len(text)), min(end, len(text))}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        here = [span for span in spans if span.start - offset <= start and end <= span.end - offset]
        here.sort(key=lambda span: span.end - span.start)
        own = tuple(span.row for span in here if span.own)
        yield Piece(
            drawn[start:end],
            own,
            tuple(span.row for span in here if not span.own),
            bool(own) and any(span.own and span.start - offset == start for span in here),
            any(low <= start and end <= high for low, high, _ in doubts),
        )


def _drawn(text: str, breaks: Sequence[int]) -> str:
    """Text of the same length as it is drawn: line ends where the file has them, no sign that turns direction."""
    if not text.isascii():
        text = text.translate(TURNED)
    for at in breaks:
        if at < len(text):
            text = f"{text[:at]}\n{text[at + 1 :]}"
    return text
