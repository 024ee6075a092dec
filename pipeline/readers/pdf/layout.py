"""Pages as seen become blocks in reading order: tables over pages, columns, paragraphs; of PDF files and scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers import assemble
from pipeline.readers.assemble import Piece
from pipeline.readers.pdf import columns, furniture, grid, paragraphs, rulings, stitch
from pipeline.readers.pdf.columns import Columns
from pipeline.readers.pdf.tables import Sheet, sheets
from schemas.document import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.pdf.geometry import Line, Page
    from pipeline.readers.pdf.paragraphs import Frame
    from schemas.document import Block


class Layout:
    """The pages of one file, from the first to the last."""

    def __init__(self, pages: list[Page]) -> None:
        self.notes: list[Note] = []
        self._pages = pages
        self._tables: dict[int, list[Sheet]] = {}
        for page in pages:
            found = grid.grids(rulings.joined(page.rulings))
            self._tables[page.number], page.lines = sheets(found, page.lines, page.number)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the file."""
        return assemble.blocks(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        """What the file says, in reading order."""
        heads = furniture.drop(self._pages)
        if heads:
            said = "; ".join(f"“{head}”" for head in dict.fromkeys(heads))
            message = f"Đầu hoặc chân trang lặp lại, không thuộc nội dung: {said[:300]}."
            self.notes.append(Note("page_furniture", message, count=len(heads)))
        frames = self._frames()
        open_text = paragraphs.Paragraphs()
        held: Sheet | None = None  # a table at the foot of a page, which may go on
        for page in self._pages:
            where = frames[page.number]
            for unit in _in_order(columns.units(page.lines, where.centre), self._tables[page.number]):
                if held is not None and isinstance(unit, Sheet) and _meet(held, unit):
                    held = stitch.stitch(held, unit)
                    continue
                if held is not None:
                    yield _table_piece(held)
                    held = None
                if isinstance(unit, (Sheet, Columns)):
                    done = open_text.end()
                    if done is not None:
                        yield done
                    if isinstance(unit, Sheet):
                        held = unit
                    else:
                        yield Piece("", "table", table=unit.table(), page=page.number)
                    continue
                done = open_text.add(unit, where)
                if done is not None:
                    yield done
        if held is not None:
            yield _table_piece(held)
        done = open_text.end()
        if done is not None:
            yield done

    def _frames(self) -> dict[int, Frame]:
        """The column of text on each page: pages of one size share it."""
        sizes: dict[tuple[int, int], list[Page]] = {}
        for page in self._pages:
            sizes.setdefault((round(page.width / 10), round(page.height / 10)), []).append(page)
        frames: dict[int, Frame] = {}
        for pages in sizes.values():
            tables = [sheet for page in pages for sheet in self._tables[page.number]]
            edges = [(sheet.left, sheet.right) for sheet in tables]
            shared = paragraphs.frame([line for page in pages for line in page.lines], edges, pages[0].width)
            frames |= {page.number: shared for page in pages}
        return frames


def _table_piece(sheet: Sheet) -> Piece:
    return Piece("", "table", table=stitch.table(sheet), page=sheet.pages[0])


def _in_order(units: list[Line | Columns], tables: list[Sheet]) -> list[Line | Columns | Sheet]:
    found: list[Line | Columns | Sheet] = [*units, *tables]
    return sorted(found, key=lambda unit: unit.top) if tables else found


def _meet(above: Sheet, below: Sheet) -> bool:
    """Whether a table at the foot of a page goes on at the top of the next one."""
    return above.pages[1] + 1 == below.pages[0] and stitch.goes_on(above, below)
