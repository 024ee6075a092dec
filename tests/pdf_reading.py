"""What tests of the PDF reader share: the blocks of pages that a test draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers import pdf
from tests.pdf_builder import PdfPage, build

if TYPE_CHECKING:
    from schemas.document import Block, Document, Table

LOREM = (
    "Mỗi phòng chuyên môn rà soát công việc của mình, báo cáo những hồ sơ còn chậm và nguyên nhân, đề xuất cách làm "
    "mới để người dân không phải đi lại nhiều lần, đồng thời phân công rõ người theo dõi từng việc cho đến khi xong."
)
"""A paragraph of four lines, without which a page says too little to be known as Vietnamese."""


def read(*pages: PdfPage) -> Document:
    return pdf.read(build(*pages))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def paragraphs(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.table is None]


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table is not None]


def grid(table: Table) -> list[list[str]]:
    """The words at each position, of a span at each that it covers."""
    return [["" if cell is None else cell.text for cell in line] for line in table.grid()]
