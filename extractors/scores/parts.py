"""Columns of a ranking that hold a part of the index each: "Chính quyền số (600 điểm)", "Tiếp cận dịch vụ"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.scores import heads as score_heads
from extractors.structure import RowRole, TableKind
from extractors.tables import heads as table_heads
from extractors.vietnamese import indices
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.structure import Column, TableReading

# A head above the parts that says so: "Trụ cột", "Tỷ lệ hài lòng theo từng yếu tố (%)", "Điểm các lĩnh vực".
_COMPONENTS = re.compile(r"trụ cột|yếu tố|thành phần|nội dung|lĩnh vực|tiêu chí|các chỉ số|chỉ số nội dung|hợp phần")
# A head that numbers a part and does not name it: "Nội dung I", "Phần 2".
_NUMBERED = re.compile(r"(?:nội dung|phần|mục|nhóm|tiêu chí|lĩnh vực)\s+(?:[ivx]+|\d+)")
_VALUE = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s*(?:%|điểm)?(?:\s*/\s*\d+(?:[.,]\d+)?)?|-|")
_SEEN = 20
_FEWEST = 2
"""Parts that a table has at least, where their names alone tell them."""


def of_reading(reading: TableReading, code: str) -> set[int]:
    """The indices of the columns that hold parts of the index that a table of units is about."""
    named: set[int] = set()
    told: set[int] = set()
    for column in reading.columns:
        if column.role not in (None, "score", "percent", "criterion") or not column.headers:
            continue
        lowest = score_heads.naming(column)
        own = table_heads.meanings(lowest).get(TableKind.SCORES)
        if indices.part(fold(lowest).text, code) is not None:
            named.add(column.index)
        elif own is None and _tells(column):
            told.add(column.index)
    found = (named if len(named) >= _FEWEST else set()) | told
    return {index for index in found if _holds_values(reading, index)}


def _tells(column: Column) -> bool:
    """Whether a head of unknown words names a part: it stands below such a head, or gives a maximum."""
    if _NUMBERED.fullmatch(fold(score_heads.bare(score_heads.naming(column))).text):
        return False
    return score_heads.maximum(column) is not None or any(
        _COMPONENTS.search(fold(head).text) for head in column.headers[:-1]
    )


def _holds_values(reading: TableReading, index: int) -> bool:
    """Whether a column holds figures: some, and nothing but figures and blanks."""
    rows = [row for row in reading.rows if row.role is RowRole.DATA][:_SEEN]
    cells = [cell.text.strip() for row in rows if (cell := row.cells[index]) is not None]
    return any(cell and cell[0].isdigit() for cell in cells) and all(_VALUE.fullmatch(cell) for cell in cells)
