"""Word files of 1997 to 2003 (.doc): streams -> stretches of text with their properties -> walk -> blocks.

Each reading is held against a second reader's. Where it lacks something, or where the file is damaged or older than
Word 97, LibreOffice is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import assemble
from pipeline.readers.assemble import Piece
from pipeline.readers.doc import check as doc_check
from pipeline.readers.doc.file import WordFile
from pipeline.readers.doc.walk import Walk
from pipeline.readers.docx import tables as docx_tables
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.readers.docx.tables import RawTable

_MESSAGES = {
    "hidden_text": "Có chữ ẩn trong tệp; chữ ẩn được bỏ qua.",
    "hidden_cell": "Có ô bị gộp che mất chữ; chữ bị che được bỏ qua.",
    "unknown_symbol": "Có ký hiệu của phông chữ lạ không đọc được; chỗ đó ghi dấu \ufffd.",
    "embedded_part": "Tệp có phần nhúng từ tệp khác, chưa được đọc.",
    "contents": "Mục lục tự động được bỏ qua.",
    "tracked_deletions": "Văn bản còn lưu dấu sửa: phần đã xóa được bỏ qua.",
    "tracked_insertions": "Văn bản còn lưu dấu sửa: phần thêm vào được đọc như chính văn.",
}
_MAYBE_READABLE = ("corrupt", "unsupported")
_BY_LIBREOFFICE = "Tệp .doc có chỗ hỏng hoặc quá cũ; nội dung được đọc qua LibreOffice, cần đối chiếu với bản gốc."
_DOUBTFUL = "Hai cách đọc tệp .doc cho kết quả khác nhau; có thể thiếu chữ hoặc dòng bảng, cần đối chiếu với bản gốc."


def read(data: bytes, name: str = "") -> Document:
    """Read a Word 97 file; raises ReadError where it is damaged, locked, too old or empty."""
    try:
        walk = Walk(WordFile(data))
        met = walk.run()
    except ReadError as error:
        if error.code not in _MAYBE_READABLE:
            raise
        found = _through_libreoffice(data)
        if found is None:
            raise
        return found if error.code == "unsupported" else _doubtful(found)
    document = _document(walk, met)
    amount, second = doc_check.of(met), doc_check.second(data)
    if walk.counts["damaged"] or second is None or amount.lacks(second):
        found = _through_libreoffice(data)
        if found is not None and _size(found) >= _size(document):
            damaged = walk.counts["damaged"] or second is None or _size(found)[0] < second.rows
            return _doubtful(found) if damaged else found
        document = _doubtful(document)
    if not document.blocks:
        raise ReadError("empty", "Tệp Word không có chữ nào; kiểm tra lại tệp gốc hoặc gửi bản khác.")
    return document


def _document(walk: Walk, met: Sequence[Piece | RawTable]) -> Document:
    blocks = assemble.blocks(_pieces(walk, met))
    notes = [Note(code, message, count=walk.counts[code]) for code, message in _MESSAGES.items() if walk.counts[code]]
    return Document("doc", blocks, notes=(*walk.legacy_notes(), *notes))


def _through_libreoffice(data: bytes) -> Document | None:
    """The document as LibreOffice reads it, with a note; None where it is missing or makes nothing of the file."""
    from pipeline.readers import office  # it is rarely asked

    try:
        document = office.through_libreoffice(data, "doc")
    except ReadError:
        return None
    return replace(document, notes=(*document.notes, Note("read_by_libreoffice", _BY_LIBREOFFICE)))


def _doubtful(document: Document) -> Document:
    return replace(document, notes=(*document.notes, Note("lost", _DOUBTFUL)))


def _size(document: Document) -> tuple[int, int]:
    rows = sum(block.table.rows for block in document.blocks if block.table is not None)
    return rows, sum(len(block.text) for block in document.blocks)


def _pieces(walk: Walk, met: Sequence[Piece | RawTable]) -> Iterator[Piece]:
    for one in met:
        if isinstance(one, Piece):
            if one.style and one.style.lower().startswith("toc ") and one.text.rstrip()[-1:].isdigit():
                walk.counts["contents"] += 1
                continue
            yield one
        else:
            for raw in (one, *one.nested):
                yield from _table(raw, walk)
        for note in one.notes:
            yield Piece(note, "footnote")


def _table(raw: RawTable, walk: Walk) -> Iterator[Piece]:
    table, hidden = docx_tables.build(raw)
    walk.counts["hidden_cell"] += hidden
    if table is not None:
        yield Piece("", "table", table=table)
