"""Which table is this, and which column is what: every table block becomes one or more readings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from extractors import table_heads, table_rows
from extractors.structure import Column, RowRole, TableKind, TableReading, TableRow, Zone
from extractors.table_heads import Meaning
from extractors.table_rows import RowShape
from extractors.vietnamese import areas

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractors.structure import View
    from schemas.document import Block, Cell

Grid = list[list["Cell | None"]]
_FRAMES = (TableKind.LETTERHEAD, TableKind.SIGNATURE, TableKind.LAYOUT)
_SEARCHED = 8
"""Rows from the top of a table among which its first head must stand."""
_PROOF = 3.0
"""How much the heads must speak for a kind: one head that is of that kind alone, or two that lean to it."""
_MOTTO = ("cộng hòa xã hội", "độc lập - tự do", "đảng cộng sản việt nam", "độc lập-tự do", "độc lập tự do")
# A signer's position, in a table without rules: "KT. GIÁM ĐỐC", "CHỦ TỊCH".
_POSITION = regex.compile(
    r"(?:^|\s|\.)(?:giám đốc|chủ tịch|chánh văn phòng|trưởng ban|bộ trưởng|thứ trưởng|bí thư|trưởng phòng|người lập)"
)
# A result in a cell, apart from rules of scoring: "12,5", "8/10", "91,81%", "15/17".
_RESULT = regex.compile(r"[+-]?\d+(?:[.,]\d+)*\s*%?(?:\s*/\s*\d+(?:[.,]\d+)?)?")
_CAPTIONS = {
    TableKind.BUDGET: regex.compile(r"kinh phí|dự toán|dự trù"),
    TableKind.TASKS: regex.compile(r"nhiệm vụ|phân công|lịch |tiến độ|công việc|kế hoạch kiểm tra|danh mục văn bản"),
    TableKind.SCORES: regex.compile(r"điểm|chỉ số|xếp hạng|bộ tiêu chí|chấm"),
    TableKind.TARGETS: regex.compile(r"chỉ tiêu|mục tiêu"),
}


@dataclass(frozen=True, slots=True)
class _Head:
    """A head found: its first and last row, the columns' heads and what each may mean."""

    first: int
    last: int
    columns: tuple[tuple[Cell, ...], ...]
    meanings: tuple[dict[TableKind, Meaning], ...]


@dataclass(slots=True)
class _Walk:
    view: View
    readings: list[TableReading]


def read(view: View) -> list[TableReading]:
    """Every table of the document, in reading order; a table with several heads is several readings."""
    walk = _Walk(view, [])
    for block in view.blocks:
        if block.table is not None and block.table.cells:
            _read_table(walk, block)
    return walk.readings


def _read_table(walk: _Walk, block: Block) -> None:
    table = block.table
    assert table is not None
    grid = table.grid()
    spans = table.layout()[1]
    frame = _frame(walk.view, block, grid)
    if frame is not None:
        _add(walk, block, frame, (), _rows(grid, spans, 0, len(grid), lambda _: RowRole.DATA), 1.0)
        return
    shapes = [table_rows.shape(line, row) for row, line in enumerate(grid)]
    heads = _heads(grid, shapes)
    if not heads:
        _headless(walk, block, grid, spans, shapes)
        return
    starts = [_title_start(shapes, head.first, heads[i - 1].last + 1 if i else 0) for i, head in enumerate(heads)]
    starts[0] = 0
    for i, head in enumerate(heads):
        end = starts[i + 1] if i + 1 < len(heads) else len(grid)
        _read_part(walk, block, grid, spans, shapes, head, starts[i], end)


def _frame(view: View, block: Block, grid: Grid) -> TableKind | None:
    """A letterhead, a signature block, or text in a frame."""
    folded = view.folded[block.index].text
    table = block.table
    assert table is not None
    if table.rows <= 6 and any(motto in folded for motto in _MOTTO):
        return TableKind.LETTERHEAD
    zone = view.outline.zones[block.index] if block.index < len(view.outline.zones) else Zone.BODY
    if table.rows <= 4 and table.columns <= 4:
        if "nơi nhận" in folded:
            return TableKind.SIGNATURE
        if zone is Zone.HEADER and ("/" in folded or block.text.isupper()):
            return TableKind.LETTERHEAD
        if len(folded) < 400 and (zone is Zone.SIGNATURE or not table.ruled) and _POSITION.search(folded):
            return TableKind.SIGNATURE
    if table.columns == 1 or table.rows == 1 and len(folded) > 300:
        return TableKind.LAYOUT
    return None


def _heads(grid: Grid, shapes: list[RowShape]) -> list[_Head]:
    """Every head of a table; a head that repeats the one before it is none of its own."""
    heads: list[_Head] = []
    row = 0
    keys: tuple[str, ...] = ()
    while row < len(grid):
        if (row < _SEARCHED and not heads) or (heads and _may_head(shapes[row], heads[-1])):
            head = _head(grid, shapes, row)
            if head is not None:
                new = tuple(cell.text for column in head.columns for cell in column)
                if not heads or new != keys:
                    heads.append(head)
                    keys = new
                row = head.last + 1
                continue
        row += 1
    return heads


def _may_head(line: RowShape, head: _Head) -> bool:
    """A cheap look at a row below a head: may it be another?"""
    own = line.own
    if len(own) < 2:
        return False
    return own[0].text == head.columns[0][0].text if head.columns[0] else table_heads.is_number_head(own[0].text)


def _head(grid: Grid, shapes: list[RowShape], row: int) -> _Head | None:
    """The head that begins with this row."""
    own = shapes[row].own
    if len(own) < 2 or any(len(cell.text) > 120 for cell in own):
        return None
    known = [cell for cell in own if table_heads.meanings(cell.text)]
    named = sum(1 for cell in own if not table_heads.meanings(cell.text) and areas.of_heading(cell.text, scored=True))
    strong = any(meaning.strong for cell in known for meaning in table_heads.meanings(cell.text).values())
    numbered = any(table_heads.is_number_head(cell.text) for cell in own)
    enough = len(known) >= 2 or (numbered and len(own) >= 3) or (len(known) == 1 and named >= 2)
    below = row + 1 < len(grid) and bool(shapes[row + 1].own)
    if not enough or (len(known) + named) * 2 < len(own) and not numbered and not below:
        return None
    if not strong and not numbered and len(known) < 3:
        return None
    last = _last_row(grid, shapes, row)
    columns = _column_heads(grid, row, last)
    return _Head(row, last, columns, tuple(_means(cells) for cells in columns))


def _last_row(grid: Grid, shapes: list[RowShape], row: int) -> int:
    """The last row of the head: as far as its merged cells reach, or, in dumps, as its empty cells are filled below."""
    last = max(min(cell.row + cell.row_span, len(grid)) - 1 for cell in shapes[row].own)
    last = min(last, row + 3)
    while last + 1 < len(grid) and last < row + 2:
        below = shapes[last + 1].own
        if not below or not _goes_on(grid, last, below):
            break
        last += 1
    return last


def _goes_on(grid: Grid, last: int, below: tuple[Cell, ...]) -> bool:
    """Whether the next row holds sub-heads: it leaves the first columns empty and stands under spans or gaps above."""
    above = grid[last]
    if any(len(cell.text) > 60 or table_rows.shape((cell,), cell.row).own == () for cell in below):
        return False
    first = grid[below[0].row][0]
    if first is not None and first.text and first.row == below[0].row:
        return False
    wide = any(cell is not None and cell.column_span > 1 and cell.text for cell in above)
    gaps = any(cell is None or not cell.text for cell in above)
    if not wide and not gaps:
        return False
    if table_rows.is_column_numbers(RowShape(below, below)):
        return False
    known = sum(
        1
        for cell in below
        if table_heads.meanings(cell.text) or regex.fullmatch(r"(?:năm\s+)?(?:19|20)\d\d", cell.text.lower())
    )
    return known * 2 >= len(below)


def _column_heads(grid: Grid, first: int, last: int) -> tuple[tuple[Cell, ...], ...]:
    """For each column its head cells from the top row down; a gap in an upper row belongs to the head left of it."""
    width = len(grid[first])
    columns: list[list[Cell]] = [[] for _ in range(width)]
    for row in range(first, last + 1):
        left: Cell | None = None
        for column in range(width):
            cell = grid[row][column]
            words = cell if cell is not None and cell.text else None
            if words is not None:
                left = words
            elif row < last and left is not None and _filled_below(grid, row, last, column):
                words = left
            if words is not None and (not columns[column] or columns[column][-1] is not words):
                columns[column].append(words)
    return tuple(tuple(cells) for cells in columns)


def _filled_below(grid: Grid, row: int, last: int, column: int) -> bool:
    return any((cell := grid[below][column]) is not None and cell.text for below in range(row + 1, last + 1))


def _means(cells: tuple[Cell, ...]) -> dict[TableKind, Meaning]:
    """What a column's head means: its lowest words first, then those above."""
    for cell in reversed(cells):
        found = table_heads.meanings(cell.text)
        if found:
            return found
    return {}


def _title_start(shapes: list[RowShape], head: int, floor: int) -> int:
    """The first of the title rows that stand right above a head inside a table."""
    row = head
    while row - 1 >= floor and len(shapes[row - 1].filled) == 1:
        row -= 1
    return row


def _read_part(
    walk: _Walk,
    block: Block,
    grid: Grid,
    spans: list[tuple[int, int]],
    shapes: list[RowShape],
    head: _Head,
    start: int,
    end: int,
) -> None:
    kind, confidence = _kind(walk.view, block, head)
    columns = _columns(head, kind)
    number = next((column.index for column in columns if column.role == "number"), None)
    keys = tuple(cell.text for cell in shapes[head.first].own)
    roles = _roles(shapes, head, start, end, keys, number, kind)
    rows = _rows(grid, spans, start, end, lambda row: roles[row - start])
    if kind is TableKind.SCORES and _is_guide(columns, rows):
        kind = TableKind.GUIDE
    continues = _repeats(walk, block, columns, kind)
    _add(walk, block, kind, columns, rows, confidence, continues)


def _roles(
    shapes: list[RowShape],
    head: _Head,
    start: int,
    end: int,
    keys: tuple[str, ...],
    number: int | None,
    kind: TableKind,
) -> list[RowRole]:
    width = len(head.columns)
    ranked = kind is TableKind.SCORES
    roles: list[RowRole] = []
    numbers_may_follow = False
    for row in range(start, end):
        line = shapes[row]
        if head.first <= row <= head.last:
            found = RowRole.HEADER
        elif row < head.first:
            found = table_rows.role(line, width, None, ranked=False)
            found = found if found in (RowRole.BLANK, RowRole.NOTE) else RowRole.SECTION
        elif line.own and line.own[0].text == keys[0] and tuple(cell.text for cell in line.own) == keys:
            found = RowRole.HEADER
        elif roles and roles[-1] is RowRole.HEADER and row > head.last + 1 and _repeats_second(line, shapes, head):
            found = RowRole.HEADER
        elif numbers_may_follow and table_rows.is_column_numbers(line):
            found = RowRole.COLUMN_NUMBERS
        else:
            found = table_rows.role(line, width, number, ranked=ranked)
        numbers_may_follow = found is RowRole.HEADER
        roles.append(found)
    return roles


def _repeats_second(line: RowShape, shapes: list[RowShape], head: _Head) -> bool:
    words = tuple(cell.text for cell in line.own)
    return any(words == tuple(cell.text for cell in shapes[row].own) for row in range(head.first + 1, head.last + 1))


def _kind(view: View, block: Block, head: _Head) -> tuple[TableKind, float]:
    weights = table_heads.weigh(list(head.meanings))
    named = sum(
        1
        for cells, found in zip(head.columns, head.meanings, strict=True)
        if cells and not found and areas.of_heading(cells[-1].text, scored=True)
    )
    if named >= 3:
        weights[TableKind.SCORES] += named
    caption = _caption(view, block)
    for kind, pattern in _CAPTIONS.items():
        if weights[kind] and pattern.search(caption):
            weights[kind] += 1.0
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    best, weight = ranked[0]
    if weight < _PROOF:
        return (TableKind.TASKS, 0.6) if _is_schedule(head) and weight < 2.0 else (TableKind.OTHER, 0.4)
    margin = weight - ranked[1][1]
    return best, 0.95 if margin >= 2 else 0.8 if margin >= 1 else 0.6


def _is_schedule(head: _Head) -> bool:
    """A number, something, and when: "STT | Đơn vị được kiểm tra | Thời gian"."""
    roles = [found[TableKind.TASKS].role for found in head.meanings if TableKind.TASKS in found]
    exact = any(
        found[TableKind.TASKS].role == "deadline" and found[TableKind.TASKS].exact
        for found in head.meanings
        if TableKind.TASKS in found
    )
    return exact and len(head.columns) <= 5 and len(set(roles) - {"number", "note"}) <= 3


def _caption(view: View, block: Block) -> str:
    """What stands above the table: its heading and the annex's title, folded."""
    words: list[str] = []
    section = view.outline.section(block.index) if view.outline.within else None
    if section is not None:
        words.append(view.folded[section.block].text)
    annex = view.outline.annex(block.index)
    if annex is not None and annex.title:
        words.append(annex.title.lower())
    if block.index:
        above = view.folded[block.index - 1].text
        words.append(above if len(above) <= 200 else "")
    return " ".join(words)


def _columns(head: _Head, kind: TableKind) -> tuple[Column, ...]:
    columns: list[Column] = []
    for index, (cells, found) in enumerate(zip(head.columns, head.meanings, strict=True)):
        role = _role(cells, found, kind)
        columns.append(Column(index, role, tuple(cell.text for cell in cells), cells))
    return tuple(_settle(columns, kind))


def _role(cells: tuple[Cell, ...], found: dict[TableKind, Meaning], kind: TableKind) -> str | None:
    if not cells:
        return None
    if kind is TableKind.OTHER:
        return "number" if table_heads.is_number_head(cells[-1].text) else None
    for cell in reversed(cells):
        meaning = table_heads.meanings(cell.text).get(kind) or table_heads.nearest(cell.text, kind)
        if meaning is not None:
            return meaning.role
    last = cells[-1].text
    if kind is TableKind.SCORES and (areas.of_heading(last, scored=True) or _is_year(last)):
        return "score"
    if kind is TableKind.TARGETS and _is_year(last):
        return "target"
    return None


def _is_year(text: str) -> bool:
    return regex.fullmatch(r"(?:năm\s+|đến năm\s+)?(?:19|20)\d\d", text.lower()) is not None


def _settle(columns: list[Column], kind: TableKind) -> list[Column]:
    """Put right what single heads cannot tell: a table of tasks has a task column, one of results a criterion or unit."""
    roles = [column.role for column in columns]
    if kind is TableKind.TASKS and "task" not in roles:
        return _name_first(columns, "task")
    if kind is TableKind.BUDGET and "item" not in roles:
        return _name_first(columns, "item")
    if kind is TableKind.TARGETS and "indicator" not in roles:
        return _name_first(columns, "indicator")
    if kind is TableKind.SCORES:
        columns = _second_criteria(columns)
        if "criterion" not in roles and "unit" not in roles:
            return _name_first(columns, "criterion")
        if "score" not in roles:  # "Điểm" alone is the maximum only beside a result
            lone = [c for c in columns if c.role == "max" and table_heads.head_key(c.headers[-1]) == "điểm"]
            if lone and not {"self", "appraised"} & set(roles):
                return [replace(c, role="score") if c is lone[-1] else c for c in columns]
    return columns


def _second_criteria(columns: list[Column]) -> list[Column]:
    """ "Chỉ số" beside a column of criteria or units is a percentage ("Quảng Ninh / Chỉ số")."""
    named = False
    result: list[Column] = []
    for column in columns:
        again = named and column.role == "criterion" and table_heads.head_key(column.headers[-1]) == "chỉ số"
        result.append(replace(column, role="percent") if again else column)
        named = named or column.role in ("criterion", "unit")
    return result


def _name_first(columns: list[Column], role: str) -> list[Column]:
    """Give ``role`` to the first column of unknown meaning after the number, else to the first weak one."""
    for column in columns:
        if column.role is None and column.headers:
            return [replace(other, role=role) if other is column else other for other in columns]
    for column in columns:
        if column.role in ("lead", "unit") and table_heads.head_key(column.headers[-1]) in (
            "đơn vị",
            "cơ quan",
            "cơ quan, đơn vị",
        ):
            return [replace(other, role=role) if other is column else other for other in columns]
    return columns


def _is_guide(columns: tuple[Column, ...], rows: tuple[TableRow, ...]) -> bool:
    """Whether a table of scores says how points are given and holds no result."""
    roles = {column.role for column in columns}
    results = [
        c.index
        for c in columns
        if c.role in ("score", "self", "appraised", "survey", "percent", "rank", "grade", "change")
    ]
    if not results:
        return "max" in roles or "guide" in roles
    data = [row for row in rows if row.role in (RowRole.DATA, RowRole.TOTAL)]
    for row in data:
        for index in results:
            cell = row.cells[index]
            if cell is not None and cell.text and (_RESULT.match(cell.text) or len(cell.text) <= 12):
                return False
    return bool(data) and ("max" in roles or "guide" in roles)


def _rows(
    grid: Grid, spans: list[tuple[int, int]], start: int, end: int, role: Callable[[int], RowRole]
) -> tuple[TableRow, ...]:
    return tuple(TableRow(row, role(row), tuple(grid[row]), *spans[row]) for row in range(start, end))


def _headless(walk: _Walk, block: Block, grid: Grid, spans: list[tuple[int, int]], shapes: list[RowShape]) -> None:
    """A table without a head: the next piece of the one before it, or text in a frame, or unknown."""
    before = _before(walk, block)
    width = len(grid[0])
    if before is not None and len(before.columns) == width:
        number = next((column.index for column in before.columns if column.role == "number"), None)
        ranked = before.kind is TableKind.SCORES
        roles = [table_rows.role(line, width, number, ranked=ranked) for line in shapes]
        rows = _rows(grid, spans, 0, len(grid), lambda row: roles[row])
        _add(walk, block, before.kind, before.columns, rows, before.confidence * 0.97, before.index, inherited=True)
        return
    prose = sum(len(cell.text) for line in shapes for cell in line.own) / max(1, sum(len(line.own) for line in shapes))
    kind = TableKind.LAYOUT if prose > 200 or not (block.table and block.table.ruled) else TableKind.OTHER
    roles = [table_rows.role(line, width, None, ranked=False) for line in shapes]
    _add(walk, block, kind, (), _rows(grid, spans, 0, len(grid), lambda row: roles[row]), 0.5)


def _before(walk: _Walk, block: Block) -> TableReading | None:
    """The reading that a table may go on with: only blanks, headings and titles stand between."""
    if not walk.readings:
        return None
    last = walk.readings[-1]
    if last.kind in _FRAMES or last.kind is TableKind.OTHER or not last.columns:
        return None
    between = range(last.block + 1, block.index)
    if len(between) > 3 or walk.view.outline.annex(last.block) != walk.view.outline.annex(block.index):
        return None
    headings = {section.block for section in walk.view.outline.sections} if between else set()
    if all(index in headings or len(walk.view.blocks[index].text) <= 120 for index in between):
        return last
    return None


def _repeats(walk: _Walk, block: Block, columns: tuple[Column, ...], kind: TableKind) -> int | None:
    """The reading that a table with the same head right below it goes on with: a table cut by a page."""
    if not walk.readings or walk.readings[-1].block != block.index - 1:
        return None
    last = walk.readings[-1]
    same = last.kind is kind and [table_heads.head_key(c.header) for c in last.columns] == [
        table_heads.head_key(c.header) for c in columns
    ]
    return last.index if same else None


def _add(
    walk: _Walk,
    block: Block,
    kind: TableKind,
    columns: tuple[Column, ...],
    rows: tuple[TableRow, ...],
    confidence: float,
    continues: int | None = None,
    *,
    inherited: bool = False,
) -> None:
    walk.readings.append(
        TableReading(
            index=len(walk.readings),
            block=block.index,
            kind=kind,
            columns=columns,
            rows=rows,
            continues=continues,
            inherited_head=inherited,
            confidence=confidence,
        )
    )
