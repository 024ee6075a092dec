"""Word files of 1997 to 2003 (.doc): streams -> stretches of text with their properties -> walk -> blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import assemble, docx_tables
from pipeline.readers.assemble import Piece
from pipeline.readers.doc_file import WordFile
from pipeline.readers.doc_walk import Walk
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.docx_tables import RawTable

_MESSAGES = {
    "hidden_text": "Có chữ ẩn trong tệp; chữ ẩn được bỏ qua.",
    "hidden_cell": "Có ô bị gộp che mất chữ; chữ bị che được bỏ qua.",
    "unknown_symbol": "Có ký hiệu của phông chữ lạ không đọc được; chỗ đó ghi dấu \ufffd.",
    "contents": "Mục lục tự động được bỏ qua.",
    "tracked_deletions": "Văn bản còn lưu dấu sửa: phần đã xóa được bỏ qua.",
    "tracked_insertions": "Văn bản còn lưu dấu sửa: phần thêm vào được đọc như chính văn.",
}


def read(data: bytes, name: str = "") -> Document:
    """Read a Word 97 file; raises ReadError where it is damaged, locked, too old or empty."""
    walk = Walk(WordFile(data))
    blocks = assemble.blocks(_pieces(walk))
    if not blocks:
        raise ReadError("empty", "Tệp Word không có chữ nào; kiểm tra lại tệp gốc hoặc gửi bản khác.")
    notes = [Note(code, message, count=walk.counts[code]) for code, message in _MESSAGES.items() if walk.counts[code]]
    return Document("doc", blocks, notes=(*walk.legacy_notes(), *notes))


def _pieces(walk: Walk) -> Iterator[Piece]:
    for met in walk.run():
        if isinstance(met, Piece):
            if met.style and met.style.lower().startswith("toc ") and met.text.rstrip()[-1:].isdigit():
                walk.counts["contents"] += 1
                continue
            yield met
        else:
            for raw in (met, *met.nested):
                yield from _table(raw, walk)
        notes = met.notes if isinstance(met, Piece) else [note for raw in (met, *met.nested) for note in raw.notes]
        for note in notes:
            yield Piece(note, "footnote")


def _table(raw: RawTable, walk: Walk) -> Iterator[Piece]:
    table, hidden = docx_tables.build(raw)
    walk.counts["hidden_cell"] += hidden
    if table is not None:
        yield Piece("", "table", table=table)
