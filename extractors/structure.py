"""The nouns of structure: parts of a document, readings of its tables, and the view that extractors share.

:mod:`extractors.outline` makes an :class:`Outline`, :mod:`extractors.tables` makes :class:`TableReading`, and every
extractor is a function ``extract(view: View) -> list[...]`` that reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from extractors.vietnamese import citations
from extractors.vietnamese.text import Folded, fold_all
from schemas.document import Place
from schemas.quick import quick
from schemas.records import DocumentRecord

if TYPE_CHECKING:
    from extractors.outline.labels import Label
    from schemas.document import Block, Box, Cell, Document, Table


class Theme(StrEnum):
    """What a part is for, told by its heading's words."""

    PURPOSE = "purpose"  # mục đích
    REQUIREMENTS = "requirements"  # yêu cầu
    TARGETS = "targets"  # chỉ tiêu, mục tiêu
    TASKS = "tasks"  # nhiệm vụ, giải pháp, nội dung thực hiện
    LEGAL = "legal"  # căn cứ, cơ sở pháp lý
    RESULTS = "results"  # kết quả, tình hình, đánh giá, chỉ số năm trước
    FUNDING = "funding"  # kinh phí
    ORGANISATION = "organisation"  # tổ chức thực hiện
    REPORTING = "reporting"  # chế độ báo cáo


class Zone(StrEnum):
    """Where in the document a block stands."""

    HEADER = "header"  # letterhead, number, place line, type and title, "Kính gửi"
    BODY = "body"
    SIGNATURE = "signature"  # "Nơi nhận" and the signature block
    ANNEX = "annex"


@quick
@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under a heading.

    ``start``/``end`` are the heading's span in its block: the whole block, or, of a run-in heading ("a) Chỉ tiêu: 100%
    văn bản …"), up to and with its colon; the part then begins in the same block. The label of a list item ("- Về cải
    cách thể chế: …") is the heading of its item alone. ``title`` is the heading without its number and without a
    closing colon or full stop; a score phrase stays in it. ``last`` is the last block of the part.
    ``area`` is the area that the heading names, else that of the nearest heading above that names one, and
    ``area_place`` the words that named it.
    """

    index: int
    block: int
    start: int
    end: int
    level: int
    number: str | None
    title: str
    last: int
    parent: int | None = None
    theme: Theme | None = None
    area: str | None = None
    area_place: Place | None = None
    annex: int | None = None

    def behind(self, text: str) -> int:
        """Where the words of its own block begin behind a run-in heading; ``text`` is that of the block."""
        return len(text) - len(text[self.end :].lstrip())


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment: ``label`` as written ("Phụ lục 1", "PHỤ LỤC"), ``title`` the lines below it, blocks ``first`` to
    ``last``; ``reference`` is the block of the line "(Kèm theo Kế hoạch số …)", where there is one.
    """

    index: int
    label: str
    title: str | None
    first: int
    last: int
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document. ``zones`` has a zone for each block, ``within`` the index of the innermost section that
    each block stands in (the heading's own block included), or None, ``labels`` the number or bullet of each block.
    """

    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    zones: tuple[Zone, ...]
    within: tuple[int | None, ...]
    labels: tuple[Label | None, ...] = ()
    # Found once for each part, which every block in it asks for several times.
    _chains: dict[int, tuple[Section, ...]] = field(default_factory=dict, compare=False, repr=False)
    _themes: dict[int, Theme | None] = field(default_factory=dict, compare=False, repr=False)

    def section(self, block: int) -> Section | None:
        """The innermost part that the block stands in."""
        index = self.within[block]
        return None if index is None else self.sections[index]

    def chain(self, block: int) -> tuple[Section, ...]:
        """The parts that the block stands in, innermost first."""
        innermost = index = self.within[block]
        if innermost is None:
            return ()
        if innermost not in self._chains:
            chain: list[Section] = []
            while index is not None:
                section = self.sections[index]
                chain.append(section)
                index = section.parent
            self._chains[innermost] = tuple(chain)
        return self._chains[innermost]

    def theme(self, block: int) -> Theme | None:
        """The theme of the nearest part that has one."""
        innermost = self.within[block]
        if innermost is None:
            return None
        if innermost not in self._themes:
            self._themes[innermost] = next((part.theme for part in self.chain(block) if part.theme), None)
        return self._themes[innermost]

    def annex(self, block: int) -> Annex | None:
        """The attachment that the block stands in."""
        for annex in self.annexes:
            if annex.first <= block <= annex.last:
                return annex
        return None


class TableKind(StrEnum):
    """What a table is."""

    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"
    LAYOUT = "layout"  # text in a frame
    SCORES = "scores"  # results: criteria, areas, or units that are ranked
    GUIDE = "guide"  # how points are given: rules, no results
    TASKS = "tasks"
    TARGETS = "targets"
    BUDGET = "budget"
    OTHER = "other"


class RowRole(StrEnum):
    """What a row of a table is."""

    HEADER = "header"
    COLUMN_NUMBERS = "column_numbers"  # (1) (2) (3) …
    SECTION = "section"  # a title across the table, or a numbered group
    DATA = "data"
    TOTAL = "total"
    STATISTIC = "statistic"  # highest, lowest, mean
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid: ``role`` is a name of the vocabulary (``number``, ``task``, ``lead`` …) or None,
    ``headers`` its head from the top row down, ``header`` the same in one line ("Trách nhiệm cụ thể / Đơn vị chủ
    trì"), ``cells`` the cells of that head.
    """

    index: int
    role: str | None
    headers: tuple[str, ...]
    cells: tuple[Cell, ...] = ()

    @property
    def header(self) -> str:
        """The whole head in one line."""
        return " / ".join(self.headers)


@quick
@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the grid; ``cells`` has for each column the cell that stands there or covers it, or None.

    ``start``/``end`` are the row's span in the block's text. A section row holds for the rows below it, up to the next
    one, and on into the readings that continue its own.
    """

    index: int
    role: RowRole
    cells: tuple[Cell | None, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table, or the rows of one from a head to the next: which table it is and which column is what.

    ``continues`` is the index (in ``View.tables``) of the reading that this one goes on with, where a table was cut.
    ``inherited_head`` says that the columns were taken from there, since no head was repeated.
    """

    index: int
    block: int
    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    continues: int | None = None
    inherited_head: bool = False
    confidence: float = 1.0

    def column(self, role: str) -> Column | None:
        """The first column with this role."""
        return next((column for column in self.columns if column.role == role), None)


@dataclass(slots=True)
class View:
    """A document with all that was worked out of it so far; each step fills its own field and later steps read it."""

    document: Document
    folded: list[Folded]
    outline: Outline = field(default_factory=lambda: Outline((), (), (), ()))
    tables: list[TableReading] = field(default_factory=list)
    header: DocumentRecord = field(default_factory=DocumentRecord)
    used_rows: set[tuple[int, int]] = field(default_factory=set)
    """(block, table row) of the rows that became records; what is left over becomes a ``row_unused`` finding."""
    _cell_offsets: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)
    _row_boxes: dict[int, dict[int, tuple[int | None, Box]]] = field(default_factory=dict)
    _citations: dict[int, tuple[citations.Citation, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> View:
        """The view with every block folded once."""
        return cls(document, fold_all([block.text for block in document.blocks]))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks."""
        return self.document.blocks

    def citations(self, block: int) -> tuple[citations.Citation, ...]:
        """The instruments cited in a block, found once."""
        found = self._citations.get(block)
        if found is None:
            found = self._citations[block] = citations.find(self.folded[block])
        return found

    def place(self, block: int, start: int, end: int, table_row: int | None = None) -> Place:
        """The place of ``blocks[block].text[start:end]``; of a table's row the page and box are the row's own."""
        source = self.document.blocks[block]
        page, box = source.page, source.box
        if table_row is not None and box is not None and source.table is not None:
            page, box = self._rows_of(block, source.table).get(table_row, (page, box))
        return Place(block, start, end, table_row, page, box)

    def _rows_of(self, block: int, table: Table) -> dict[int, tuple[int | None, Box]]:
        """Page and box of each row of a table, around the cells that begin in it and stand on the page of the first."""
        found = self._row_boxes.get(block)
        if found is None:
            found = self._row_boxes[block] = {}
            for cell in table.cells:
                if cell.box is not None:
                    page, box = found.get(cell.row, (cell.page, cell.box))
                    if page == cell.page:
                        (x0, top, x1, bottom), (left, above, right, below) = box, cell.box
                        around = min(x0, left), min(top, above), max(x1, right), max(bottom, below)
                        found[cell.row] = page, around
        return found

    def cell_place(self, block: int, cell: Cell) -> Place:
        """The place of a cell's text."""
        offsets = self._cell_offsets.get(block)
        if offsets is None:
            table = self.document.blocks[block].table
            assert table is not None
            offsets = self._cell_offsets[block] = table.layout()[2]
        start = offsets[cell.row, cell.column]
        page = cell.page or self.document.blocks[block].page
        return Place(block, start, start + len(cell.text), cell.row, page, cell.box)
