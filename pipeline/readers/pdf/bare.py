"""Tables without rulings: under a line of known column words, parts of lines that stand in its columns.

Only a page with such a line is looked at further, so that prose never becomes a table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.vietnamese.text import fold
from pipeline.readers.pdf.tables import Held, Sheet

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line

LEAST_COLUMNS = 3
LEAST_ROWS = 2
"""Rows below the head that fill so many columns."""
NEAR, FAR = 0.9, 2.5
"""Heights of a line between two lines: of one cell, of one table."""
# What columns are called: "STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Điểm tối đa", "Thời gian hoàn thành".
_COLUMN = re.compile(
    r"(?:s?tt|số tt|nội dung|nhiệm vụ|tên|tiêu chí|chỉ số|chỉ tiêu|lĩnh vực|đơn vị|cơ quan|chủ trì|phối hợp|sản phẩm"
    r"|thời (?:gian|hạn)|kết quả|điểm|xếp hạng|thứ hạng|hạng|tỷ lệ|ghi chú|kinh phí|số lượng|đơn giá|thành tiền"
    r"|địa phương|năm \d{4})\b"
)
_NUMBER = re.compile(r"s?tt|số tt")


def sheets(lines: list[Line], page: int) -> tuple[list[Sheet], list[Line]]:
    """The tables of a page without rulings, and the lines that stand in none."""
    if not any(len(line.text) <= 6 and _NUMBER.fullmatch(fold(line.text).text) for line in lines):
        return [], lines
    rows = _rows(lines)
    found: list[Sheet] = []
    used: set[int] = set()
    at = 0
    while at < len(rows):
        taken = _table(rows, at, page) if _is_head(rows[at]) else None
        if taken is None:
            at += 1
            continue
        sheet, end = taken
        found.append(sheet)
        used |= {id(line) for row in rows[at:end] for line in row}
        at = end
    return found, [line for line in lines if id(line) not in used] if used else lines


def _rows(lines: list[Line]) -> list[list[Line]]:
    """The lines by height, the parts of each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and rows[-1][-1].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _is_head(row: list[Line]) -> bool:
    """Whether a line names columns: a column of numbers first, and at least two more of known names."""
    if len(row) < LEAST_COLUMNS:
        return False
    first, *others = [fold(line.text).text for line in row]
    return _NUMBER.fullmatch(first) is not None and sum(_COLUMN.match(other) is not None for other in others) >= 2


def _table(rows: list[list[Line]], at: int, page: int) -> tuple[Sheet, int] | None:
    """The table under a head and the row that ends it; None where too few rows stand in its columns."""
    spans = [(line.x0, line.x1) for line in rows[at]]
    body: list[list[list[Line]]] = [[[line] for line in rows[at]]]
    full = 0
    end = at + 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        gap = min(line.top for line in row) - max(line.bottom for line in above)
        height = row[0].height
        places = _places(row, spans)
        if places is None or gap > FAR * height:
            break
        new = places[0] == 0 or len(row) >= LEAST_COLUMNS
        if not new and gap > NEAR * height:
            break
        if new:
            body.append([[] for _ in spans])
            full += len(row) >= LEAST_COLUMNS
        for place, line in zip(places, row, strict=True):
            body[-1][place].append(line)
            spans[place] = min(spans[place][0], line.x0), max(spans[place][1], line.x1)
        end += 1
    return (_sheet(body, spans, page), end) if full >= LEAST_ROWS else None


def _places(row: list[Line], spans: list[tuple[float, float]]) -> list[int] | None:
    """The column of each part of a line; None where one stands in several, in none, or two in one."""
    places: list[int] = []
    for line in row:
        meets = [at for at, (left, right) in enumerate(spans) if line.x0 < right and left < line.x1]
        if len(meets) != 1 or meets[0] in places:
            return None
        places += meets
    return places


def _sheet(body: list[list[list[Line]]], spans: list[tuple[float, float]], page: int) -> Sheet:
    edges = [left for left, _ in spans] + [spans[-1][1]]
    tops = [min(line.top for cell in row for line in cell) for row in body]
    bottom = max(line.bottom for cell in body[-1] for line in cell)
    ends = [*tops[1:], bottom]
    cells = [
        Held(at, at + 1, edges[column], edges[column + 1], tops[at], ends[at], page, lines)
        for at, row in enumerate(body)
        for column, lines in enumerate(row)
    ]
    foot = [cell for cell in cells if cell.row_end == len(body)]
    return Sheet(edges[0], edges[-1], tops[0], bottom, len(body), cells, (page, page), edges, foot)
