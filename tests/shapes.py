"""Small documents for the tests of structure: from lines as a text dump has them, or tables with merged cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors import outline, tables
from extractors.structure import View
from pipeline.readers import text as text_reader
from schemas.document import Block, Cell, Document, Table


def view(lines: str, **header: Any) -> View:
    """The view of a text dump, with outline and tables; ``header`` sets fields of what the document says of itself."""
    return structured(text_reader.read(lines.encode()), **header)


def structured(document: Document, **header: Any) -> View:
    """The view of a document, with outline and tables."""
    made = View.of(document)
    made.outline = outline.read(made)
    made.tables = tables.read(made)
    made.header = replace(made.header, **header)
    return made


def merged(rows: int, columns: int, cells: dict[tuple[int, int], str | tuple[str, int, int]]) -> Block:
    """A table block with merged cells: (row, column) -> words, or words with their row and column span."""
    made = []
    for (row, column), words in sorted(cells.items()):
        text, down, across = (words, 1, 1) if isinstance(words, str) else words
        made.append(Cell(row, column, text, down, across))
    table = Table(tuple(made), rows, columns)
    return Block(0, "table", table.layout()[0], table=table)


def document(*blocks: Block | str) -> Document:
    """A document of blocks and plain paragraphs."""
    made = [
        replace(block, index=index) if isinstance(block, Block) else Block(index, "paragraph", block)
        for index, block in enumerate(blocks)
    ]
    return Document("docx", tuple(made))
