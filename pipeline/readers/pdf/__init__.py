"""PDF files: page by page PDFium's characters and rulings, or where these cannot be read, recognition -> blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import legacy
from pipeline.readers.pdf import forms, pdfium, quality, whole
from pipeline.readers.pdf.layout import Layout
from pipeline.readers.pdf.page import see
from pipeline.readers.pdf.signed import Signed
from pipeline.readers.uncollected import uncollected
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractors.vietnamese.legacy_encodings import Decoder
    from pipeline.readers.ocr import Recognised
    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.pdf.geometry import Page
    from pipeline.readers.pdf.pdfium import File

MAX_PAGES = 2_000
_EMPTY = "Tệp PDF không có trang nào có chữ; kiểm tra lại tệp gốc."
_DAMAGED = "Tệp PDF có chỗ bị hỏng hoặc bị cắt; có thể thiếu nội dung, cần đối chiếu với bản gốc."
_ENDLESS = (
    "Tệp PDF có hình vẽ lồng nhau quá nhiều lần, vẽ không bao giờ xong; "
    "hãy kiểm tra nguồn tệp, hoặc in lại thành tệp PDF mới rồi chạy lại."
)
_MANY_PAGES = f"Tệp PDF có hơn {MAX_PAGES} trang; hãy tách nhỏ rồi chạy lại."


def read(data: bytes, name: str = "") -> Document:
    """Read a PDF file; raises ReadError where it is damaged, locked, too large, or has no page with readable text."""
    with uncollected(), pdfium.opened(data) as file:
        if file.pages > MAX_PAGES:
            raise ReadError("too_large", _MANY_PAGES)
        reading = _Reading(file, data)
        pages, notes = reading.pages, reading.notes
        found: Recognised | None = None
        if reading.scans:  # what recognises them takes a third of a second to import
            from pipeline.readers import ocr

            found = ocr.recognise(_images(file, reading.scans), reading.scans)
            pages = sorted([*pages, *found.pages], key=lambda page: page.number)
            notes = [*notes, *found.notes]
            if not pages and found.error:
                raise found.error
        layout = Layout(pages)
        blocks = layout.blocks()
        if not blocks:
            raise ReadError("empty", _EMPTY)
        if found is not None:
            blocks = ocr.turns.put_back(blocks, found.turns)
        sure = found.confidence if found is not None else None
        kind = "pdf_scan" if 2 * len(reading.scans) > file.pages else "pdf"
        meta = {**(found.stamps if found is not None else {}), **reading.signed.meta}
        return Document(kind, blocks, file.pages, (*notes, *layout.notes), sure, meta)


class _Reading:
    """One file while it is read: its pages with text, and those to be recognised with the reason."""

    def __init__(self, file: File, data: bytes) -> None:
        self.pages: list[Page] = []
        self.scans: dict[int, str] = {}
        self.signed = Signed()
        self._notes: list[Note] = []
        self._decoders: list[Decoder | None] = []
        streams = list(whole.streams(data))
        if forms.never_end(data, streams):
            raise ReadError("too_large", _ENDLESS)
        for index in range(file.pages):
            self._page(file, index)
        if not whole.is_whole(data, streams):
            self._notes.append(Note("lost", _DAMAGED))
        for day in file.signature_days():
            self.signed.keep("signed_on", day)

    @property
    def notes(self) -> list[Note]:
        """What a person may want to know."""
        return [*self._notes, *legacy.notes(self._decoders)]

    def _page(self, file: File, index: int) -> None:
        with pdfium.page(file, index) as opened:
            if opened is None:
                self._notes.append(Note("page_unread", f"Trang {index + 1} bị hỏng, không đọc được."))
                return
            seen = see(opened, self.signed)
        self._decoders.append(seen.decoder)
        if seen.reason is not None:
            self.scans[index + 1] = quality.MESSAGES[seen.reason]
        if seen.crowded:
            message = f"Trang {index + 1} có quá nhiều nét vẽ; đường kẻ bảng có thể thiếu."
            self._notes.append(Note("page_crowded", message))
        if seen.page is not None:
            self.pages.append(seen.page)


def _images(file: File, numbers: Iterable[int]) -> Iterator[tuple[int, Image]]:
    """The pages to be recognised, drawn one after the other: PDFium must not be used from two threads."""
    from pipeline.readers.ocr import SETTINGS, images

    for number in numbers:
        with pdfium.page(file, number - 1) as opened:
            if opened is not None:
                yield number, images.of_page(opened, SETTINGS.dpi)
