"""Which table is this, and which column is what: every table block becomes one or more readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.structure import RowRole, TableKind, TableReading, TableRow, Zone
from extractors.tables import columns as table_columns
from extractors.tables import heads as table_heads
from extractors.tables import rows as table_rows
from extractors.vietnamese import areas, indices
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractors.structure import Column, View
    from extractors.tables.columns import Grid, Head
    from extractors.tables.rows import RowShape
    from schemas.document import Block

_FRAMES = (TableKind.LETTERHEAD, TableKind.SIGNATURE, TableKind.LAYOUT)
_PROOF = 3.0
"""How much the heads must speak for a kind: one head that is of that kind alone, or two that lean to it."""
_AREAS = 3
"""Areas among the labels of rows that prove a table of results."""
_MOTTO = ("cộng hòa xã hội", "độc lập - tự do", "đảng cộng sản việt nam", "độc lập-tự do", "độc lập tự do")
# A signer's position, in a table without rules: "KT. GIÁM ĐỐC", "CHỦ TỊCH".
_POSITION = re.compile(
    r"(?:^|\s|\.)(?:giám đốc|chủ tịch|chánh văn phòng|trưởng ban|bộ trưởng|thứ trưởng|bí thư|trưởng phòng|người lập)"
)
# A result in a cell, apart from rules of scoring: "12,5", "8/10", "91,81%", "15/17".
_RESULT = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s*%?(?:\s*/\s*\d+(?:[.,]\d+)?)?")
# What a table of costs counts in: "ĐVT: triệu đồng", "Kinh phí (1.000đ)".
_MONEY = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:[^:]{0,12}(?:đồng|\dđ)|\((?:triệu |nghìn |1\.000 ?)?đ(?:ồng)?\)")
_CAPTIONS = {
    TableKind.BUDGET: re.compile(r"kinh phí|dự toán|dự trù"),
    TableKind.TASKS: re.compile(r"nhiệm vụ|phân công|lịch |tiến độ|công việc|kế hoạch kiểm tra|danh mục văn bản"),
    TableKind.SCORES: re.compile(r"điểm|chỉ số|xếp hạng|bộ tiêu chí|chấm"),
    TableKind.TARGETS: re.compile(r"chỉ tiêu|mục tiêu"),
}


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
    heads = table_columns.find(grid, shapes)
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
    if zone is Zone.HEADER and table.columns == 2 and folded.startswith("số hiệu"):  # what a law portal tells of a text
        return TableKind.LETTERHEAD
    if table.columns == 1 or (table.rows == 1 and len(folded) > 300):
        return TableKind.LAYOUT
    return None


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
    head: Head,
    start: int,
    end: int,
) -> None:
    kind, confidence = _kind(walk.view, block, head)
    if kind is TableKind.OTHER and _lists_areas(head, shapes[head.last + 1 : end]):
        kind, confidence = TableKind.SCORES, 0.7
    columns = table_columns.columns_of(head, kind)
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
    head: Head,
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
        elif _repeats_head(line, shapes, head, keys, bool(roles) and roles[-1] is RowRole.HEADER):
            found = RowRole.HEADER
        elif numbers_may_follow and table_rows.is_column_numbers(line):
            found = RowRole.COLUMN_NUMBERS
        else:
            found = table_rows.role(line, width, number, ranked=ranked)
        if found is RowRole.DATA and not ranked and row + 1 < end and table_rows.opens_group(line, shapes[row + 1]):
            found = RowRole.SECTION
        numbers_may_follow = found is RowRole.HEADER
        roles.append(found)
    return roles


def _repeats_head(line: RowShape, shapes: list[RowShape], head: Head, keys: tuple[str, ...], below_head: bool) -> bool:
    """Whether a row is the head again, or, right below it, the head's second row."""
    if not line.own:
        return False
    words = tuple(cell.text for cell in line.own)
    if words[0] == keys[0] and words == keys:
        return True
    further = range(head.first + 1, head.last + 1) if below_head else ()
    return any(words == tuple(cell.text for cell in shapes[row].own) for row in further)


def _kind(view: View, block: Block, head: Head) -> tuple[TableKind, float]:
    weights = table_heads.weigh(list(head.meanings))
    named = sum(
        1
        for cells, found in zip(head.columns, head.meanings, strict=True)
        if cells and not found and table_columns.names_result(cells[-1].text)
    )
    if named >= 3:
        weights[TableKind.SCORES] += named
    if _indices(head) > 1:
        weights[TableKind.SCORES] += _PROOF
    caption = _caption(view, block)
    for kind, pattern in _CAPTIONS.items():
        if weights[kind] and pattern.search(caption):
            weights[kind] += 1.0
    if _counts_money(head, caption):
        weights[TableKind.BUDGET] += 2.5
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    best, weight = ranked[0]
    if weight < _PROOF:
        schedule = _is_schedule(head) and (weight < 2.0 or best is TableKind.TASKS)
        return (TableKind.TASKS, 0.6) if schedule else (TableKind.OTHER, 0.4)
    margin = weight - ranked[1][1]
    return best, 0.95 if margin >= 2 else 0.8 if margin >= 1 else 0.6


def _indices(head: Head) -> int:
    """How many indices the heads above others name: "PAR INDEX" and "SIPAS", each over "Kết quả | Vị trí"."""
    above = {cell.text for cells in head.columns for cell in cells[:-1]}
    return len({found[0].code for text in above if (found := indices.find(fold(text).text))})


def _lists_areas(head: Head, lines: list[RowShape]) -> bool:
    """Whether heads that any table may have stand over the areas: "Lĩnh vực | Tỷ lệ đạt (%)", each known, none more."""
    roles = [found.get(TableKind.SCORES) for found in head.meanings]
    if not all(roles) or not any(role is not None and role.role in ("score", "percent") for role in roles):
        return False
    labels = (cell.text for line in lines for cell in line.own[:2])
    return len({found.code for label in labels if (found := areas.of_heading(label, scored=True))}) >= _AREAS


def _counts_money(head: Head, caption: str) -> bool:
    """A column of amounts under a caption of costs or in a unit of money: "TT | Nội dung | Kinh phí (triệu đồng)"."""
    budget = [found.get(TableKind.BUDGET) for found in head.meanings]
    if not any(meaning is not None and meaning.role == "amount" for meaning in budget):
        return False
    if _CAPTIONS[TableKind.BUDGET].search(caption) or _MONEY.search(caption):
        return True
    return any(_MONEY.search(cell.text.lower()) for cells in head.columns for cell in cells)


def _is_schedule(head: Head) -> bool:
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
