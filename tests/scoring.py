"""Documents of a few lines and tables, and the results that are read from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractors import outline, scores, tables
from extractors.structure import View
from schemas.document import Block, Cell, Document, Table

if TYPE_CHECKING:
    from schemas.records import Score

AGENCY = "Sở Lao động - Thương binh và Xã hội"


def grid(*rows: list[str]) -> Table:
    """A table of rows; "<" is covered by the cell to its left, "^" by the one above."""
    cells: list[Cell] = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text in ("<", "^"):
                continue
            wide, high = 1, 1
            while column + wide < len(line) and line[column + wide] == "<":
                wide += 1
            while row + high < len(rows) and rows[row + high][column] == "^":
                high += 1
            cells.append(Cell(row, column, text, high, wide))
    return Table(tuple(cells), len(rows), len(rows[0]))


def view(*blocks: str | Table, **header: Any) -> View:
    made = []
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            made.append(Block(index, "paragraph", block))
        else:
            made.append(Block(index, "table", block.layout()[0], table=block))
    seen = View.of(Document("docx", tuple(made)))
    seen.outline = outline.read(seen)
    seen.tables = tables.read(seen)
    seen.header = replace(seen.header, **{"agency": AGENCY, "plan_year": 2030, **header})
    return seen


def extract(*blocks: str | Table, **header: Any) -> list[Score]:
    return scores.extract(view(*blocks, **header))


def told(score: Score, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(score, name) for name in names)
