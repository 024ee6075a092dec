"""PDF files with text: PDFium's characters and rulings -> lines and tables of a page -> blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import assemble
from pipeline.readers.assemble import Piece
from pipeline.readers.pdf import chars, columns, furniture, grid, paragraphs, paths, pdfium, quality, rulings, stitch
from pipeline.readers.pdf.columns import Columns
from pipeline.readers.pdf.geometry import Page
from pipeline.readers.pdf.tables import Sheet, sheets
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.pdf.paragraphs import Frame
    from pipeline.readers.pdf.pdfium import File

MAX_PAGES = 2_000
_NEEDS_OCR = "Tệp PDF là bản quét hoặc chữ trong tệp không đọc được; cần nhận dạng ký tự (OCR)."
_MANY_PAGES = f"Tệp PDF có hơn {MAX_PAGES} trang; hãy tách nhỏ rồi chạy lại."


def read(data: bytes, name: str = "") -> Document:
    """Read a PDF file; raises ReadError where it is damaged, locked, too large, or has no page with readable text."""
    with pdfium.opened(data) as file:
        if file.pages > MAX_PAGES:
            raise ReadError("too_large", _MANY_PAGES)
        reading = _Reading(file)
        blocks = assemble.blocks(reading.pieces())
        if not blocks:
            raise ReadError("needs_ocr", _NEEDS_OCR)
        return Document("pdf", blocks, file.pages, tuple(reading.notes))


class _Reading:
    """One file while it is read."""

    def __init__(self, file: File) -> None:
        self.notes: list[Note] = []
        self._pages: list[Page] = []
        self._tables: dict[int, list[Sheet]] = {}
        for index in range(file.pages):
            self._page(file, index)

    def _page(self, file: File, index: int) -> None:
        with pdfium.page(file, index) as opened:
            if opened is None:
                self.notes.append(Note("page_unread", f"Trang {index + 1} bị hỏng, không đọc được."))
                return
            text = chars.text_of(opened)
            drawn = paths.Paths(opened)
            reason = quality.page_quality(text, drawn.images)
            if reason is not None:
                self.notes.append(Note("page_unread", f"Trang {index + 1} chưa đọc được: {quality.MESSAGES[reason]}."))
                return
            if drawn.crowded:
                self.notes.append(
                    Note("page_crowded", f"Trang {index + 1} có quá nhiều nét vẽ; đường kẻ bảng có thể thiếu.")
                )
            lines = chars.lines(opened, text)
            found = grid.grids(rulings.joined(drawn.rulings))
            tables, rest = sheets(found, lines, opened.number)
            self._tables[opened.number] = tables
            self._pages.append(Page(opened.number, opened.width, opened.height, rest))

    def pieces(self) -> Iterator[Piece]:
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
                if isinstance(unit, Sheet) and held is not None:
                    if held.pages[1] + 1 == page.number and stitch.goes_on(held, unit):
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


def _in_order(units: list[columns.Line | Columns], tables: list[Sheet]) -> list[columns.Line | Columns | Sheet]:
    found: list[columns.Line | Columns | Sheet] = [*units, *tables]
    return sorted(found, key=lambda unit: unit.top) if tables else found
