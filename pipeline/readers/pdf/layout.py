"""Pages as seen become blocks in reading order: tables over pages, columns, paragraphs; of PDF files and scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers import assemble
from pipeline.readers.assemble import Piece
from pipeline.readers.pdf import bare, columns, footnotes, furniture, grid, paragraphs, rulings, stitch
from pipeline.readers.pdf.columns import Columns
from pipeline.readers.pdf.tables import Sheet, sheets
from schemas.document import Note

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line, Page
    from pipeline.readers.pdf.paragraphs import Frame
    from schemas.document import Block


OF_ITS_OWN = 15
"""Lines that show where the column of text stands; scanned pages lie a little differently."""


class Layout:
    """The pages of one file, from the first to the last."""

    def __init__(self, pages: list[Page]) -> None:
        self.notes: list[Note] = []
        self._pages = pages
        self._tables: dict[int, list[Sheet]] = {}
        foot: bare.Foot | None = None
        for before, page in zip([None, *pages], pages, strict=False):
            lines = rulings.joined(page.rulings)
            self._tables[page.number], rest = sheets(grid.grids(lines), page.lines, page.number)
            found = bare.find(rest, page.number, lines.horizontal, foot)
            for sheet in found.sheets:
                self._tables[sheet.pages[0]].append(sheet)
                if before is not None and foot is not None and sheet.pages[0] != page.number:
                    head = set(map(id, foot.lines))
                    before.lines = [line for line in before.lines if id(line) not in head]
            page.lines, foot = found.rest, found.foot

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the file."""
        return assemble.blocks(self._pieces())

    def _pieces(self) -> list[Piece]:
        """What the file says, in reading order."""
        heads = furniture.drop(self._pages)
        if heads:
            said = "; ".join(f"“{head}”" for head in dict.fromkeys(heads))
            message = f"Đầu hoặc chân trang lặp lại, không thuộc nội dung: {said[:300]}."
            self.notes.append(Note("page_furniture", message, count=len(heads)))
        frames = self._frames()
        height = paragraphs.usual_height(self._pages)
        flow = _Flow(paragraphs.usual_step(self._pages))
        for page in self._pages:
            where = frames[page.number]
            notes = footnotes.take(page, where, height)
            for unit in _in_order(columns.units(page.lines, where.centre, flow.columns), self._tables[page.number]):
                flow.add(unit, where)
            flow.wait([Piece(note, "footnote", page=page.number) for note in notes])
        flow.end()
        return flow.pieces

    def _frames(self) -> dict[int, Frame]:
        """The column of text on each page: pages of one size share it; a scanned one that has enough shows its own."""
        sizes: dict[tuple[int, int, int], list[Page]] = {}
        for page in self._pages:
            of_its_own = page.number if sum(bool(line.sure) for line in page.lines) > OF_ITS_OWN else 0
            sizes.setdefault((round(page.width / 10), round(page.height / 10), of_its_own), []).append(page)
        frames: dict[int, Frame] = {}
        for pages in sizes.values():
            tables = [sheet for page in pages for sheet in self._tables[page.number]]
            edges = [(sheet.left, sheet.right) for sheet in tables]
            shared = paragraphs.frame([line for page in pages for line in page.lines], edges, pages[0].width)
            frames |= {page.number: shared for page in pages}
        return frames


class _Flow:
    """Units in reading order become pieces; text, a table and columns stay open, since they may go on overleaf.

    ``step`` is what the lines of a paragraph stand apart.
    """

    def __init__(self, step: float | None) -> None:
        self.pieces: list[Piece] = []
        self.columns: Columns | None = None
        self._text = paragraphs.Paragraphs(step)
        self._table: Sheet | None = None
        self._waiting: list[Piece] = []

    def add(self, unit: Line | Columns | Sheet, where: Frame) -> None:
        """Take the next unit, before which others may end."""
        if isinstance(unit, Sheet):
            if self._table is not None and _meet(self._table, unit):
                self._table = stitch.stitch(self._table, unit)
                return
            self.end()
            self._table = unit
        elif isinstance(unit, Columns):
            if self.columns is not None and columns.goes_on(self.columns, unit):
                self.columns.left += unit.left
                self.columns.right += unit.right
                return
            self.end()
            self.columns = unit
        else:
            self._end_table()
            piece = self._text.add(unit, where)
            if piece is not None:
                self._keep(piece)

    def wait(self, notes: list[Piece]) -> None:
        """Take the footnotes of a page; they stand behind what is open at its end."""
        self._waiting += notes

    def end(self) -> None:
        """End what is open."""
        self._end_table()
        piece = self._text.end()
        if piece is not None:
            self._keep(piece)
        self.pieces += self._waiting
        self._waiting = []

    def _end_table(self) -> None:
        open_columns, self.columns = self.columns, None
        if open_columns is not None:
            page, box = open_columns.left[0].page, open_columns.box
            self._keep(Piece("", "table", table=open_columns.table(), page=page, box=box))
        sheet, self._table = self._table, None
        if sheet is not None:
            box = (sheet.left, sheet.top, sheet.right, sheet.bottom)
            self._keep(Piece("", "table", table=stitch.table(sheet), page=sheet.pages[0], box=box))

    def _keep(self, piece: Piece) -> None:
        self.pieces.append(piece)
        if self._waiting:
            self.pieces += self._waiting
            self._waiting = []


def _in_order(units: list[Line | Columns], tables: list[Sheet]) -> list[Line | Columns | Sheet]:
    found: list[Line | Columns | Sheet] = [*units, *tables]
    return sorted(found, key=lambda unit: unit.top) if tables else found


def _meet(above: Sheet, below: Sheet) -> bool:
    """Whether a table at the foot of a page goes on at the top of the next one."""
    if above.pages[1] + 1 != below.pages[0]:
        return False
    stitch.lay_over(above, below)
    return stitch.goes_on(above, below)
