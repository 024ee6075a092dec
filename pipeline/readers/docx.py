"""Word files (.docx): parts -> plain tree -> walk -> blocks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import assemble, docx_styles, docx_tables
from pipeline.readers.assemble import Piece
from pipeline.readers.docx_names import ID, W
from pipeline.readers.docx_numbering import Numbering
from pipeline.readers.docx_package import Package
from pipeline.readers.docx_tables import RawTable
from pipeline.readers.docx_tree import make_plain
from pipeline.readers.docx_walk import Walk
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(data: bytes, name: str = "") -> Document:
    """Read a Word file; raises ReadError where it is damaged, locked, too large or empty."""
    package = Package(data)
    root = package.document()
    notes = make_plain(root)
    counts: Counter[str] = Counter()
    walk = Walk(docx_styles.of(package), Numbering(package.part("numbering")), counts)
    pieces = list(_pieces(walk.run(root), counts))
    blocks = assemble.blocks(pieces)
    if not blocks:
        raise ReadError("empty", "Tệp Word không có chữ nào; kiểm tra lại tệp gốc hoặc gửi bản khác.")
    return Document("docx", blocks, notes=tuple(notes))


def _pieces(met: list[Piece | RawTable], counts: Counter[str]) -> Iterator[Piece]:
    for one in met:
        if isinstance(one, Piece):
            yield one
            continue
        for raw in (one, *one.nested):
            table, hidden = docx_tables.build(raw)
            counts["hidden_cell"] += hidden
            if table is not None and any(cell.text for cell in table.cells):
                yield Piece("", "table", table=table, gap=raw.gap)
