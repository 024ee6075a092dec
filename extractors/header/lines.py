"""The lines of a document's head and foot, whatever they stand in: paragraphs, cells, soft line breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.quick import quick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractors.structure import View
    from schemas.document import Block, Place

# A day that a wrap cut: "Bình Định, ngày 21" / "tháng 11 năm 2012".
_CUT_DAY = re.compile(r"(?:ngày(?:\s+\d{1,2})?|tháng(?:\s+\d{1,2})?|năm)$")
# A number cut off its word: "Số:" / "11/2001/QĐ-UB".
_CUT_NUMBER = re.compile(r"số ?:$")
# A place that a wrap cut: "Ninh" / "Thuận, ngày 18 …".
_CUT_PLACE = re.compile(r"[^\W\d_]{2,8} [^\W\d_]{2,8}, ?ngày\s")


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """A line as written and folded, and where it stands: ``blocks[block].text[start:]``.

    ``column`` is the column of its cell, or None of a paragraph. ``item`` says that it begins a list item.
    """

    text: str
    folded: str
    block: int
    start: int
    row: int | None = None
    column: int | None = None
    bold: bool = False
    centred: bool = False
    item: bool = False

    def part(self, start: int, end: int | None = None) -> Line:
        """A piece of the line, without blanks around it."""
        words = self.text[start:end]
        text = words.strip()
        start += len(words) - len(words.lstrip())
        folded = self.folded[start : start + len(text)]
        at = self.start + start
        return Line(text, folded, self.block, at, self.row, self.column, self.bold, self.centred, self.item)

    def place(self, view: View) -> Place:
        """The place of the line."""
        return view.place(self.block, self.start, self.start + len(self.text), self.row)


def lines_of(view: View, blocks: Iterable[int]) -> Iterator[Line]:
    """The lines of some blocks in reading order, row by row in tables; empty ones are left out."""
    for index in blocks:
        block = view.blocks[index]
        folded = view.folded[index].text
        if len(folded) != len(block.text):  # text that no reader cleaned
            folded = block.text.lower()
        if block.table is None:
            centred, item = block.align == "center", block.kind == "list_item"
            for start, text in _lines(block, folded):
                if text.strip():
                    words = folded[start : start + len(text)]
                    first = item and start == 0
                    yield Line(text, words, index, start, None, None, block.bold, centred, first).part(0)
            continue
        for cell in block.table.cells:
            if cell.text:
                at = view.cell_place(index, cell).start
                words_at = folded[at : at + len(cell.text)]
                for start, text in _joined([*cell.lines()], cell.text, words_at):
                    if text.strip():
                        words = words_at[start : start + len(text)]
                        yield Line(text, words, index, at + start, cell.row, cell.column, cell.bold, True).part(0)


def _lines(block: Block, folded: str) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph with their offsets."""
    return _joined([*block.lines()], block.text, folded)


def _joined(lines: list[tuple[int, str]], text: str, folded: str) -> Iterator[tuple[int, str]]:
    """Lines with their offsets; one that ends inside a date or before a number goes on in the next."""
    start = 0
    for at, _ in lines[1:]:
        before = folded[max(start, at - 12) : at].rstrip()
        numbered = folded[at : at + 1].isdigit() and _CUT_NUMBER.search(before)
        if not (numbered or _CUT_DAY.search(before) or _CUT_PLACE.match(folded, start)):
            yield start, text[start:at]
            start = at
    yield start, text[start:]
