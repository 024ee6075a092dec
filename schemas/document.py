"""The document as read: what readers produce and extractors read.

A :class:`Document` is a list of blocks in reading order. A block's ``text`` is clean (NFC, white space collapsed,
mark-up and page furniture removed, words otherwise as written) and is what every place of every row points into:
``block.text[start:end]`` are the very words, in code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from schemas.quick import quick

if TYPE_CHECKING:
    from collections.abc import Iterator

BlockKind = Literal["heading", "paragraph", "list_item", "table", "footnote"]
Alignment = Literal["left", "center", "right", "justify"]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom on the page, in points, origin top left."""

Doubt = tuple[int, int, float]
"""Words that a recognition (OCR) is not sure of: start, end, and how sure it is, from 0 to 1."""

CELL_SEPARATOR = " | "
ROW_SEPARATOR = "\n"


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: ``blocks[block].text[start:end]``; ``table_row`` is the table's row, from 0."""

    block: int
    start: int
    end: int
    table_row: int | None = None
    page: int | None = None
    box: Box | None = None


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, standing at its first row and column; ``breaks`` are the offsets of line ends in ``text``.

    A line end inside a cell is a space in ``text``; its offset (that of the space) is kept in ``breaks``.
    ``ocr_confidence`` is the mean of its words', where they were recognised; ``doubts`` are offsets in ``text``.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    breaks: tuple[int, ...] = ()
    bold: bool = False
    page: int | None = None
    box: Box | None = None
    ocr_confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line of the cell with its offset in ``text``."""
        return _lines(self.text, self.breaks)


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table in reading order, sparse: a position is a cell's, covered by a span, or absent."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    ruled: bool = True
    """False where the reader saw that the table has no borders (letterheads, signature blocks, layout)."""

    def grid(self) -> list[list[Cell | None]]:
        """The dense grid, ``rows`` x ``columns``: at each position the cell that stands there or covers it."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                line = grid[row]
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    line[column] = cell
        return grid

    def layout(self) -> tuple[str, list[tuple[int, int]], dict[tuple[int, int], int]]:
        """The table's text, the span of each row in it, and the offset of each cell by its (row, column).

        A line a row, its cells joined with ``" | "``; empty cells stay, a merged cell stands once, in its first row
        and column, and the positions that it covers are empty.
        """
        texts = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            texts[cell.row][cell.column] = cell.text
        lines: list[str] = []
        spans: list[tuple[int, int]] = []
        offsets: dict[tuple[int, int], int] = {}
        at = 0
        for row, line in enumerate(texts):
            start = at
            for column, text in enumerate(line):
                offsets[row, column] = at
                at += len(text) + len(CELL_SEPARATOR)
            at = max(start, at - len(CELL_SEPARATOR))
            spans.append((start, at))
            lines.append(CELL_SEPARATOR.join(line))
            at += len(ROW_SEPARATOR)
        return ROW_SEPARATOR.join(lines), spans, offsets


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading, table or footnote.

    ``label`` is the automatic number or bullet that the reader put at the start of ``text`` (``"1."``, ``"-"``), or
    None. ``level`` is the heading level where the file itself says so (a style, a mark), from 1. ``breaks`` are the
    offsets of line ends (soft line breaks, mended wraps) in ``text``, where a space stands. ``style`` is the style's
    name in the file. ``wrapped`` counts the pieces (lines, paragraphs cut by a page) that were joined into this block.
    ``ocr_confidence`` is the mean of its words', where they were recognised; ``doubts`` are offsets in ``text``.
    """

    index: int
    kind: BlockKind
    text: str
    level: int | None = None
    label: str | None = None
    style: str | None = None
    bold: bool = False
    italic: bool = False
    align: Alignment | None = None
    breaks: tuple[int, ...] = ()
    wrapped: int = 1
    table: Table | None = None
    page: int | None = None
    box: Box | None = None
    ocr_confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line of the block with its offset in ``text``."""
        return _lines(self.text, self.breaks)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader met and a person may want to know: ``code`` is stable, ``message`` Vietnamese."""

    code: str
    message: str
    block: int | None = None
    count: int = 1
    start: int = 0
    end: int | None = None
    """Where in the block; its whole text where ``end`` is None."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says. ``format`` is a code of ``documents.format``; ``pages`` is None where there are none.

    ``meta`` has what a digital signature says: ``signed_by`` (a name as written), ``signed_for`` (the body),
    ``signed_on`` (ISO day); and what red stamps on a scan say: ``secrecy``, ``urgency``.
    """

    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    notes: tuple[Note, ...] = ()
    ocr_confidence: float | None = None
    meta: dict[str, str] = field(default_factory=dict)


def _lines(text: str, breaks: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    start = 0
    for at in breaks:
        yield start, text[start:at]
        start = at + 1
    yield start, text[start:]
