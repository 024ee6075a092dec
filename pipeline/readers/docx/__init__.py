"""Word files (.docx): parts -> plain tree -> walk -> blocks."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import assemble, legacy
from pipeline.readers.assemble import Piece
from pipeline.readers.docx import legacy_fonts as docx_legacy
from pipeline.readers.docx import numbering as docx_numbering
from pipeline.readers.docx import styles as docx_styles
from pipeline.readers.docx import tables as docx_tables
from pipeline.readers.docx.names import ID, W
from pipeline.readers.docx.numbering import Numbering
from pipeline.readers.docx.package import Package
from pipeline.readers.docx.tables import RawTable
from pipeline.readers.docx.tree import decode_symbols, make_plain
from pipeline.readers.docx.walk import Walk
from pipeline.readers.uncollected import uncollected
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from extractors.vietnamese.legacy_encodings import Decoder

_MESSAGES = {
    "hidden_text": "Có chữ ẩn trong tệp; chữ ẩn được bỏ qua.",
    "hidden_cell": "Có ô bị gộp che mất chữ; chữ bị che được bỏ qua.",
    "unknown_symbol": "Có ký hiệu của phông chữ lạ không đọc được; chỗ đó ghi dấu \ufffd.",
    "embedded_part": "Tệp có phần nhúng từ tệp khác, chưa được đọc.",
    "contents": "Mục lục tự động được bỏ qua.",
    "part_unreadable": "Phần kiểu chữ, số tự động hoặc chú thích của tệp Word bị hỏng; phần còn lại vẫn được đọc.",
}
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]+)")
_SYMBOL_FONTS = b'="Symbol"', b'="Wingdings'
_PRIVATE_LETTER = re.compile(rb"\xef[\x80-\x83]")
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:(?:trang|page)[\W\d_]*)?", re.IGNORECASE)


def read(data: bytes, name: str = "") -> Document:
    """Read a Word file; raises ReadError where it is damaged, locked, too large or empty."""
    with uncollected():
        file = _File(Package(data))
        blocks = assemble.blocks(file.pieces())
    if not blocks:
        raise ReadError("empty", "Tệp Word không có chữ nào; kiểm tra lại tệp gốc hoặc gửi bản khác.")
    return Document("docx", blocks, notes=tuple(file.notes()))


class _File:
    """One Word file while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._counts: Counter[str] = Counter()
        self._tracked: list[Note] = []
        self._lists: Numbering | None = None
        try:
            styles = docx_styles.of(package)
        except ReadError:
            styles = docx_styles.NONE
            self._counts["part_unreadable"] += 1
        self._styles = styles
        self._decoders: list[Decoder | None] = []
        self._walk = Walk(styles, self._numbering, self._counts)
        self._footnotes: dict[str, dict[str, etree._Element]] = {}

    def pieces(self) -> Iterator[Piece]:
        """What the file says, in reading order, each footnote behind the paragraph or table that refers to it."""
        root = self._package.document()
        self._tracked = make_plain(root)
        if self._package.document_has(*_SYMBOL_FONTS) or (
            self._package.document_has(b"\xef") and self._package.document_has(_PRIVATE_LETTER)
        ):
            decode_symbols(root)
        if docx_legacy.may_be_legacy(self._package, self._styles):
            self._decoders.append(docx_legacy.decode(root, self._styles))
        for met in self._walk.run(root):
            if isinstance(met, Piece):
                if met.style and met.style[:4].lower() == "toc " and met.text.rstrip()[-1].isdigit():
                    self._counts["contents"] += 1
                    continue
                yield met
            else:
                for raw in (met, *met.nested):
                    yield from self._table(raw)
            if isinstance(met, RawTable) or met.notes:
                yield from self._notes_of(met)

    def notes(self) -> Iterator[Note]:
        """What a person may want to know, once the pieces were read."""
        yield from self._tracked
        yield from legacy.notes(self._decoders)
        for code, message in _MESSAGES.items():
            if self._counts[code]:
                yield Note(code, message, count=self._counts[code])
        for part in self._package.page_parts():
            text = unescape(b"".join(_TEXT.findall(part)).decode("utf-8", "replace"))
            text = assemble.lines(text)[0]
            if not _PAGE_NUMBER.fullmatch(text):
                yield Note("page_furniture", f"Đầu hoặc chân trang có chữ, không thuộc nội dung: “{text[:200]}”.")

    def _table(self, raw: RawTable) -> Iterator[Piece]:
        table, hidden = docx_tables.build(raw)
        self._counts["hidden_cell"] += hidden
        if table is not None:
            yield Piece("", "table", table=table)

    def _notes_of(self, met: Piece | RawTable) -> Iterator[Piece]:
        notes = (
            [*met.notes, *(note for raw in met.nested for note in raw.notes)]
            if isinstance(met, RawTable)
            else met.notes
        )
        for note in notes:
            kind, _, number = note.partition(" ")
            element = self._part_notes(kind).get(number)
            if element is not None:
                texts = [piece.text for piece in self._walk.run(element) if isinstance(piece, Piece)]
                yield Piece("\n".join(texts), "footnote")

    def _part_notes(self, kind: str) -> dict[str, etree._Element]:
        """The footnotes or endnotes of the file by their number."""
        found = self._footnotes.get(kind)
        if found is None:
            found = {}
            root = self._part(kind)
            if root is not None:
                make_plain(root)
                if any(self._decoders):
                    self._decoders.append(docx_legacy.decode(root, self._styles))
                found = {
                    element.get(ID, ""): element for element in root if element.get(f"{W}type") in (None, "normal")
                }
            self._footnotes[kind] = found
        return found

    def _numbering(self) -> Numbering:
        if self._lists is None:
            try:
                self._lists = Numbering(docx_numbering.of(self._package))
            except ReadError:
                self._counts["part_unreadable"] += 1
                self._lists = Numbering({})
        return self._lists

    def _part(self, kind: str) -> etree._Element | None:
        """A part that the file can be read without."""
        try:
            return self._package.part(kind)
        except ReadError:
            self._counts["part_unreadable"] += 1
            return None
