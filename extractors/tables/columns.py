"""The head of a table: where it is, how its rows make the head of each column, and what each column holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from extractors.structure import Column, TableKind
from extractors.tables import heads as table_heads
from extractors.tables import rows as table_rows
from extractors.tables import score_heads
from extractors.tables.rows import RowShape
from extractors.vietnamese import areas, indices, score_words
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.tables.heads import Meaning
    from schemas.document import Cell

Grid = list[list["Cell | None"]]
_SEARCHED = 8
"""Rows from the top of a table among which its first head must stand."""
_LONGEST_INDEX, _LONGEST_UNIT, _LONGEST_MAXIMUM = 90, 70, 30
_OF_ROWS = ("criterion", "unit", "number", "note")
"""Roles of columns that say what a row is about, not what it holds."""
# "Quý I", "Tháng 3/2024", "T.5" as the whole head of a column; below "Quý" or "Tháng" the number alone.
_PERIOD = regex.compile(r"(?P<unit>quý|q\.?|tháng|t\.?)?\s*(?:iv|i{1,3}|\d{1,2})(?P<year>\s*(?:/|năm)\s*\d{4})?")
_YEAR = regex.compile(r"(?:năm\s+)?(?:19|20)\d\d")
_MAXIMUM_ALONE = regex.compile(
    r"\(?\s*(?:(?:điểm\s+)?(?:tối đa|chuẩn)|max|thang điểm)?\s*:?\s*\d{1,3}(?:[.,]\d{1,2})?\s*(?:điểm|đ)?\s*\)?"
)
_PERIODS = regex.compile(r"\b(?P<unit>quý|tháng)\b(?!\s*(?:iv|i{1,3}|\d)\b)")


@dataclass(frozen=True, slots=True)
class Head:
    """A head found: its first and last row, the columns' heads and what each may mean."""

    first: int
    last: int
    columns: tuple[tuple[Cell, ...], ...]
    meanings: tuple[dict[TableKind, Meaning], ...]


def find(grid: Grid, shapes: list[RowShape]) -> list[Head]:
    """Every head of a table; a head that repeats the one before it is none of its own."""
    heads: list[Head] = []
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


def _may_head(line: RowShape, head: Head) -> bool:
    """A cheap look at a row below a head: may it be another?"""
    own = line.own
    if len(own) < 2:
        return False
    return own[0].text == head.columns[0][0].text if head.columns[0] else table_heads.is_number_head(own[0].text)


def _head(grid: Grid, shapes: list[RowShape], row: int) -> Head | None:
    """The head that begins with this row."""
    own = shapes[row].own
    if len(own) < 2 or any(len(cell.text) > 120 for cell in own):
        return None
    known = [cell for cell in own if table_heads.meanings(cell.text)]
    named = sum(1 for cell in own if not table_heads.meanings(cell.text) and names_result(cell.text))
    strong = any(meaning.strong for cell in known for meaning in table_heads.meanings(cell.text).values())
    numbered = any(table_heads.is_number_head(cell.text) for cell in own)
    enough = len(known) >= 2 or (numbered and len(own) >= 3) or (len(known) == 1 and named >= 2)
    below = row + 1 < len(grid) and bool(shapes[row + 1].own)
    if known and below and not strong and _goes_on(grid, row, shapes[row + 1].own):
        # "Lĩnh vực | Phú Thọ | | Yên Bái |" over "Điểm số | Thứ hạng": in dumps the sub-heads alone tell the head
        under = [meaning for cell in shapes[row + 1].own for meaning in table_heads.meanings(cell.text).values()]
        strong = len(under) > 1 and any(meaning.strong for meaning in under)
        enough = enough or strong
    if named and len(known) + named > 1 and below and not enough and _goes_on(grid, row, shapes[row + 1].own):
        enough = strong = True  # "Năm | PAR INDEX | | PCI |" over "Điểm | Vị trí"
    if not enough or ((len(known) + named) * 2 < len(own) and not numbered and not below):
        return None
    if not strong and not numbered and len(known) < 3:
        return None
    last = _last_row(grid, shapes, row)
    columns = _column_heads(grid, row, last)
    return Head(row, last, columns, tuple(_means(cells) for cells in columns))


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


def period(heads: Sequence[str]) -> str | None:
    """The quarter, month or year that a column is for, by its heads from the top down ("Quý I"), else None."""
    if not heads:
        return None
    lowest = fold(heads[-1]).text.strip()
    found = _PERIOD.fullmatch(lowest) if len(lowest) < 20 else None
    if found is None and _YEAR.fullmatch(lowest):
        return f"Năm {lowest[-4:]}"
    if found is None or found["unit"]:
        return heads[-1] if found else None
    over = next((unit for head in reversed(heads[:-1]) if (unit := _PERIODS.search(fold(head).text))), None)
    return f"{over['unit'].capitalize()} {heads[-1]}" if over else None


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
    names = [cell.text for cell in above if cell is not None and _PERIODS.search(fold(cell.text).text)] or [""]
    if table_rows.is_column_numbers(RowShape(below, below)) and names == [""]:
        return False
    known = sum(
        1 for cell in below if table_heads.meanings(cell.text) or any(period((head, cell.text)) for head in names)
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


def columns_of(head: Head, kind: TableKind) -> tuple[Column, ...]:
    """The columns under a head, each with its role in a table of this kind."""
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
    if kind is TableKind.SCORES and len(cells) > 1 and is_maximum(cells[-1].text):
        cells = cells[:-1]  # "Cải cách TTHC / Tối đa 30 điểm"
    for cell in reversed(cells):
        meaning = table_heads.meanings(cell.text).get(kind) or table_heads.nearest(cell.text, kind)
        if meaning is None and kind is TableKind.SCORES and (short := _below_points(cell, cells)) is not None:
            return short
        if meaning is not None and cell is not cells[-1] and meaning.role in _OF_ROWS and kind is TableKind.SCORES:
            continue  # "Điểm các lĩnh vực / CCHC": what stands above names no column of labels
        if meaning is not None:
            return _changed(meaning.role, cells) if kind is TableKind.SCORES and len(cells) > 1 else meaning.role
    last = cells[-1].text
    if kind is TableKind.SCORES and (names_result(last) or _is_year(last)):
        return "percent" if "%" in last else "score"
    if kind is TableKind.TARGETS and _is_year(last):
        return "target"
    return None


def _below_points(cell: Cell, cells: tuple[Cell, ...]) -> str | None:
    """What a head of few words holds below one of points: "Điểm / Chuẩn", "Điểm đánh giá / Tổ phúc tra"."""
    above = cells[: cells.index(cell)]
    if not any(score_heads.of_points(table_heads.head_key(other.text)) for other in above):
        return None
    return score_heads.role(table_heads.head_key(cell.text), of_points=True)


def _changed(role: str, cells: tuple[Cell, ...]) -> str:
    """A result below a head of comparison is a change: "So với năm 2023 / Xếp hạng"."""
    above = (table_heads.meanings(cell.text).get(TableKind.SCORES) for cell in cells[:-1])
    if role not in ("score", "max", "percent", "rank", "criterion") or all(
        found is None or found.role != "change" for found in above
    ):
        return role
    return "rank_change" if role == "rank" else "change"


def is_maximum(text: str) -> bool:
    """Whether a head only says what the one above it is worth: "Tối đa 15 điểm", "(80 điểm)"."""
    return len(text) <= _LONGEST_MAXIMUM and _MAXIMUM_ALONE.fullmatch(fold(text).text) is not None


def names_result(text: str) -> bool:
    """Whether a head names what its cells are results of: an area ("Cải cách TTHC") or an index ("PCI (điểm)")."""
    if areas.of_heading(text, scored=True) is not None:
        return True
    return len(text) <= _LONGEST_INDEX and bool(indices.find(fold(text).text))


def _is_year(text: str) -> bool:
    return regex.fullmatch(r"(?:năm\s+|đến năm\s+)?(?:19|20)\d\d", text.lower()) is not None


def _settle(columns: list[Column], kind: TableKind) -> list[Column]:
    """Put right what single heads cannot tell: a table of tasks has a task column, one of results what they are of."""
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
            columns = _name_first(columns, "criterion")
        columns = _units_across(columns)
        return _bare_points(columns)
    return columns


def _units_across(columns: list[Column]) -> list[Column]:
    """Heads that are names of units, beside a column of criteria, head their results: "Xã Phù Lãng | Xã Việt Hùng"."""
    named = [column for column in columns if column.role is None and column.headers and is_unit(column.headers[-1])]
    if len(named) < 2 or not any(column.role == "criterion" for column in columns):
        return columns
    return [replace(column, role="score") if column in named else column for column in columns]


def is_unit(head: str) -> bool:
    """Whether a head is the name of a unit: "Sở Tư pháp", "Thị trấn Phố Mới"."""
    return len(head) <= _LONGEST_UNIT and score_words.named_unit().match(head) is not None


def _bare_points(columns: list[Column]) -> list[Column]:
    """A head "Điểm" alone is the maximum beside a result, else the result: of each year or unit across, too."""
    bare = [c for c in columns if c.role == "max" and _says_points(c)]
    others = {c.role for c in columns if c not in bare}
    if not bare or others & {"score", "self", "appraised"}:
        return columns
    results = bare if len(bare) > 1 or "max" in others else bare[-1:]
    return [replace(c, role="score") if c in results else c for c in columns]


def _says_points(column: Column) -> bool:
    return any(table_heads.head_key(head) == "điểm" for head in column.headers[-1:]) or (
        _is_year(column.headers[-1]) and any(table_heads.head_key(head) == "điểm" for head in column.headers)
    )


def _second_criteria(columns: list[Column]) -> list[Column]:
    """A head "Chỉ số" beside a column of criteria or units is a percentage ("Quảng Ninh / Chỉ số")."""
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
