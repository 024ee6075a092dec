"""Small documents for the tests of heads and feet, and what they say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors import header, outline
from extractors.structure import View
from extractors.vietnamese.text import clean
from schemas.document import Block, Cell, Document, Table

if TYPE_CHECKING:
    from schemas.records import DocumentRecord

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n———————"


@dataclass(frozen=True)
class P:
    """A paragraph with its style; line ends are soft breaks."""

    text: str
    centred: bool = False
    bold: bool = False


def lines(text: str) -> tuple[str, tuple[int, ...]]:
    """A text in one line, and the offsets of its line ends."""
    parts = [part for part in map(clean, text.split("\n")) if part]
    breaks, at = [], -1
    for part in parts[:-1]:
        at += len(part) + 1
        breaks.append(at)
    return " ".join(parts), tuple(breaks)


def table(index: int, rows: list[list[str]]) -> Block:
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            words, breaks = lines(text)
            cells.append(Cell(row, column, words, breaks=breaks))
    made = Table(tuple(cells), len(rows), max(map(len, rows)), ruled=False)
    return Block(index, "table", made.layout()[0], table=made)


def document(*parts: str | P | list[list[str]]) -> Document:
    """A document of paragraphs and tables; "- " at the start of a text makes a list item."""
    blocks = []
    for index, part in enumerate(parts):
        if isinstance(part, list):
            blocks.append(table(index, part))
            continue
        part = P(part) if isinstance(part, str) else part
        text, breaks = lines(part.text)
        kind = "list_item" if text.startswith("- ") else "paragraph"
        align = "center" if part.centred else None
        blocks.append(Block(index, kind, text, bold=part.bold, align=align, breaks=breaks))  # type: ignore[arg-type]
    return Document("docx", tuple(blocks))


def read(*parts: str | P | list[list[str]]) -> DocumentRecord:
    view = View.of(document(*parts))
    view.outline = outline.read(view)
    record = header.extract(view)
    for source in record.sources:
        if source.place is not None:
            assert 0 <= source.place.start < source.place.end <= len(view.blocks[source.place.block].text)
    return record


def holds(record: DocumentRecord, expected: dict[str, Any]) -> None:
    assert {name: getattr(record, name) for name in expected} == expected


BODY = (
    "Căn cứ chương trình công tác của năm và tình hình thực tế của đơn vị, Sở đề ra các nội dung cụ thể như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "- Nâng cao trách nhiệm của người đứng đầu trong việc thực hiện các nhiệm vụ được giao.",
    "Trên đây là nội dung của văn bản, yêu cầu các phòng, đơn vị tổ chức thực hiện nghiêm túc./.",
)


FOOT = [["Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT, VP.", "GIÁM ĐỐC\n\n\n\nTrần Văn Thịnh"]]
