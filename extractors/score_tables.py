"""Results in tables: criteria of three levels, rankings of units, units across areas (domain 6.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from extractors import score_context, score_words
from extractors.structure import Column, RowRole, TableKind
from extractors.vietnamese import areas, numbers
from extractors.vietnamese.numbers import Context
from extractors.vietnamese.text import fold
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.structure import TableReading, TableRow, View
    from extractors.vietnamese.areas import AreaMatch
    from schemas.document import Cell, Place

# Column roles that hold a number of the row, and the field that each fills.
_POINTS = {
    "score": "score",
    "self": "self_score",
    "appraised": "appraised_score",
    "survey": "survey_score",
    "max": "max_score",
}
_RESULTS = ("score", "self", "appraised", "survey", "percent", "rank", "grade")
_LABELS = ("number", "criterion", "unit", "note")
# "Điểm đạt (tối đa 18 điểm)", "Tổng điểm (22 điểm)", "Cải cách thể chế (12)", "Điểm (tối đa: 10)".
_HEAD_MAXIMUM = regex.compile(
    r"\(\s*(?:tối\s+đa|max|thang\s+điểm|điểm\s+tối\s+đa|điểm\s+chuẩn)?\s*:?\s*(?P<points>\d+(?:[.,]\d+)?)\s*(?:đ|điểm)?\s*\)|tối\s+đa\s*:?\s*(?P<points>\d+(?:[.,]\d+)?)"
)
_YEAR = regex.compile(r"(?:19|20)\d\d(?!\d)")
_RANK = regex.compile(r"(?:thứ|hạng|xếp thứ)?\s*(?P<rank>\d{1,3})\s*(?:/\s*(?P<of>\d{1,3}))?\.?")
# "Nhóm 2:", "Khối các sở:", a block of units ranked by itself.
_GROUP = regex.compile(r"nhóm\s+(?P<name>[ivx]+|\d+|[a-e])(?!\p{L})")
# The number of a criterion, in its own cell or before the label: "1", "1.1.2", "IV", "A", "Lĩnh vực 3:".
_NUMBER = regex.compile(
    r"\s*(?:lĩnh vực|tiêu chí thành phần|tiêu chí|nội dung|tctp|tc)?\s*(?P<number>\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])\s*[.):]*\s*"
)
_LABEL_NUMBER = regex.compile(
    r"\s*(?:(?:lĩnh vực|tiêu chí thành phần|tiêu chí|nội dung|tctp|tc)\s+(?P<number>\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5})\s*[.:)-]*\s+|(?P<number>\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])(?:[.)]\s+|(?<=\.\d{1,2})\s+))"
)
_UNSCORED = regex.compile(r"không\s+(?:chấm|đánh\s+giá|tính|áp\s+dụng|thuộc|xét)|kđg|loại\s+trừ")


@dataclass(slots=True)
class _Group:
    """Columns that speak of one unit, area or year, by role."""

    unit: str | None = None
    area: AreaMatch | None = None
    label: str | None = None
    year: int | None = None
    columns: dict[str, Column] = field(default_factory=dict)
    head: Cell | None = None


@dataclass(slots=True)
class _Table:
    """A reading with what its columns and rows have taught so far."""

    view: View
    reading: TableReading
    groups: list[_Group]
    label: Column | None
    number: Column | None
    by_unit: bool
    other: list[Column]
    year: int | None = None
    year_place: Place | None = None
    index_code: str = "PAR_INDEX"
    depths: dict[str, str] = field(default_factory=dict)
    area: tuple[str, Place] | None = None
    rank_group: tuple[str, Place] | None = None
    siblings: dict[int, tuple[str, ...]] = field(default_factory=dict)


def read(view: View) -> list[Score]:
    """Every result that the document's score tables hold, in reading order; the rows used are noted in the view."""
    found: list[Score] = []
    before: _Table | None = None
    for reading in view.tables:
        if reading.kind is not TableKind.SCORES:
            continue
        table = _prepare(view, reading)
        if table is None:
            continue
        if before is not None and reading.continues is not None:
            table.area, table.rank_group, table.depths = before.area, before.rank_group, before.depths | table.depths
        for row in reading.rows:
            rows = _row(table, row)
            if rows:
                view.used_rows.add((reading.block, row.index))
                found.extend(rows)
        before = table
    return found


# -- columns -----------------------------------------------------------------------------------------------------------


def _prepare(view: View, reading: TableReading) -> _Table | None:
    groups: list[_Group] = []
    years = {year for column in reading.columns if (year := _head_year(column)) and column.role in _RESULTS}
    labels = [column for column in reading.columns if column.role in ("criterion", "unit")]
    other: list[Column] = []
    for column in reading.columns:
        if column.role in _LABELS and column not in labels[1:]:
            continue
        group = _group(column, groups, years if len(years) > 1 else set())
        role = column.role or ("score" if group.area is not None else None)
        if (
            role in (*_POINTS, "percent", "rank", "grade", "change", "rank_change", "unscored")
            and role not in group.columns
        ):
            group.columns[role] = column
        elif column.headers:
            other.append(column)
    groups = [group for group in groups if set(group.columns) & set(_RESULTS)]
    if not groups:
        return None
    unit = next((column for column in labels if column.role == "unit"), None)
    label = unit if unit is not None and not _names_areas(reading, labels) else next(iter(labels), None)
    table = _Table(
        view, reading, _with_base(groups), label, reading.column("number"), label is unit and unit is not None, other
    )
    table.index_code = score_context.index_of(view, reading.block)
    if label is not None and not table.by_unit:
        table.by_unit = _holds_units(reading, label)
    _learn(table)
    return table


def _with_base(groups: list[_Group]) -> list[_Group]:
    """Years and units across share the columns that stand outside them (the maximum)."""
    base = next((group for group in groups if not (group.unit or group.area or group.year)), None)
    if base is None or len(groups) == 1:
        return groups
    lone = set(base.columns) & set(_RESULTS)
    for group in groups:
        if group is not base and not group.area:
            group.columns = {"max": base.columns["max"], **group.columns} if "max" in base.columns else group.columns
    return groups if lone else [group for group in groups if group is not base]


def _group(column: Column, groups: list[_Group], years: set[int]) -> _Group:
    """The group that the column's head names: an area, a unit, a year, or none of these."""
    found = _Group()
    for cell in column.cells:
        area = areas.of_heading(cell.text, scored=True)
        words = fold(cell.text).text
        if area is not None and column.role in (None, "score", "max", "percent", "criterion", "self", "appraised"):
            if area.code == "survey" and column.role != "score":
                continue
            found.area, found.label, found.head = area, _bare_head(cell.text), cell
            break
        if len(column.cells) > 1 and cell is not column.cells[-1] and _unit_like(cell.text, words):
            found.unit, found.head = cell.text.strip(), cell
            break
    if years and found.area is None and found.unit is None:
        found.year = _head_year(column)
    for group in groups:
        if (group.unit, group.label, group.year) == (found.unit, found.label, found.year):
            return group
    groups.append(found)
    return found


def _unit_like(text: str, words: str) -> bool:
    """A head above sub-heads that names no measure: "Quảng Ninh", "Sở Tư pháp"."""
    measure = regex.search(r"điểm|kết quả|xếp|hạng|chỉ số|năm|thẩm định|đánh giá|tự chấm|tỷ lệ|so sánh|so với|%", words)
    return bool(regex.match(r"\p{Lu}", text)) and measure is None and len(text) <= 60


def _head_year(column: Column) -> int | None:
    found = _YEAR.search(column.header)
    return int(found[0]) if found and column.role not in ("change", "rank_change", None) else None


def _bare_head(text: str) -> str:
    return _HEAD_MAXIMUM.sub("", text).strip(" :-")


def _names_areas(reading: TableReading, labels: list[Column]) -> bool:
    """A table with both a criterion and a unit column where the criteria are the rows ("Đơn vị" = who is responsible)."""
    criterion = next((column for column in labels if column.role == "criterion"), None)
    if criterion is None:
        return False
    cells = [row.cells[criterion.index] for row in reading.rows if row.role is RowRole.DATA]
    return any(cell is not None and areas.of_heading(cell.text, scored=True) for cell in cells[:40])


def _holds_units(reading: TableReading, label: Column) -> bool:
    """Whether a column headed "Nội dung" or "Tên" lists units."""
    cells = [row.cells[label.index] for row in reading.rows if row.role is RowRole.DATA]
    texts = [cell.text for cell in cells if cell is not None and cell.text]
    units = sum(1 for text in texts if regex.match(rf"(?:{score_words.words('units')})\s+\p{{L}}", fold(text).text))
    return len(texts) >= 2 and units * 2 > len(texts)


def _learn(table: _Table) -> None:
    """What the caption and all rows tell: year, index, what each depth of numbering stands for, sibling numbers."""
    reading = table.reading
    for column in reading.columns:
        cells = [row.cells[column.index] for row in reading.rows if row.role in (RowRole.DATA, RowRole.TOTAL)]
        table.siblings[column.index] = tuple(cell.text for cell in cells if cell is not None and cell.text)[:60]
    if table.by_unit:
        return
    named: set[str] = set()
    depths: set[str] = set()
    for row in reading.rows:
        if row.role not in (RowRole.DATA, RowRole.SECTION):
            continue
        number, label, _ = _label(table, row)
        depth = _depth(number)
        depths.add(depth)
        if label and depth in ("roman", "1") and areas.of_heading(label, scored=True):
            named.add(depth)
    table.depths = _levels(depths, named)


def _levels(depths: set[str], named: set[str]) -> dict[str, str]:
    """What each kind of number stands for: areas are the outermost that names one."""
    order = [depth for depth in ("roman", "1", "2", "3", "4") if depth in depths]
    top = next((depth for depth in order if depth in named), None)
    levels: dict[str, str] = {"letter": "part"}
    names = ["area", "criterion", "sub_criterion"]
    if top is None:
        names = ["criterion", "sub_criterion"]
        top = order[0] if order else "1"
    for depth in order:
        distance = order.index(depth) - order.index(top) if top in order else 0
        levels[depth] = "part" if distance < 0 else names[min(distance, len(names) - 1)]
    return levels


def _depth(number: str | None) -> str:
    if number is None:
        return ""
    if number[0].isdigit():
        return str(number.count(".") + 1)
    return "roman" if regex.fullmatch(r"[ivx]+", number.lower()) else "letter"


# -- rows --------------------------------------------------------------------------------------------------------------


def _row(table: _Table, row: TableRow) -> list[Score]:
    if row.role in (RowRole.SECTION, RowRole.NOTE):
        _section(table, row)
        return []
    if row.role not in (RowRole.DATA, RowRole.TOTAL):
        return []
    number, label, cell = _label(table, row)
    if not label or cell is None or score_words.listed("statistics").search(fold(label).text[:60]) and not number:
        return []
    level = _level(table, row, number, label)
    own = areas.of_heading(label, scored=True) if not table.by_unit else None
    if level == "area" or (own is not None and level != "total" and own.code == "bonus"):
        table.area = (own.code, table.view.cell_place(table.reading.block, cell)) if own else None
    found: list[Score] = []
    for group in table.groups:
        if row.role is RowRole.TOTAL and table.by_unit:
            continue
        score = _score(table, row, group, (number, label, level, cell))
        if score is not None:
            found.append(score)
    return found


def _section(table: _Table, row: TableRow) -> None:
    """A title across the table: a block of units, or an area."""
    cell = next((cell for cell in row.cells if cell is not None and len(cell.text) > 3), None)
    if cell is None:
        return
    place = table.view.cell_place(table.reading.block, cell)
    group = _GROUP.search(fold(cell.text).text)
    if group is not None and table.by_unit:
        table.rank_group = (cell.text[slice(*group.span("name"))], place)
    elif not table.by_unit and (area := areas.of_heading(cell.text, scored=True)) is not None:
        table.area = (area.code, place)


def _label(table: _Table, row: TableRow) -> tuple[str | None, str | None, Cell | None]:
    """The row's number, its label without it, and the label's cell."""
    cell = row.cells[table.label.index] if table.label is not None else None
    number = None
    if table.number is not None and (stands := row.cells[table.number.index]) is not None:
        found = _NUMBER.fullmatch(fold(stands.text).text)
        number = stands.text[slice(*found.span("number"))] if found else None
        if cell is None or not cell.text or (cell is stands):
            cell = stands if len(stands.text) > 6 else cell
    if cell is None or not cell.text:
        return number, None, cell
    text = cell.text
    found = None if table.by_unit else _LABEL_NUMBER.match(fold(text).text)
    if found:
        number = number or text[slice(*found.span("number"))]
        text = text[found.end() :]
    return number, text.strip(" :-*+•"), cell


def _level(table: _Table, row: TableRow, number: str | None, label: str) -> str:
    if table.by_unit:
        return "total"
    words = fold(label).text.strip(" :.")
    words = regex.sub(r"\s*\([^)]*\)", "", words)
    if row.role is RowRole.TOTAL or regex.fullmatch(score_words.words("totals"), words):
        return "total"
    if number is not None:
        return table.depths.get(_depth(number), "criterion")
    found = areas.of_heading(label, scored=True)
    if found is not None and found.code != "survey":
        return "area"
    if found is not None or regex.search(r"thẩm định|tự chấm", words[:40]):
        return "part"
    return "sub_criterion" if table.depths.get("2") == "criterion" else "criterion"


def _score(table: _Table, row: TableRow, group: _Group, subject: tuple[str | None, str, str, Cell]) -> Score | None:
    number, label, level, cell = subject
    values = _values(table, row, group)
    if not any(values.get(name) is not None for name in _RESULT_FIELDS):
        return None
    sources = []
    area = table.area
    if group.area is not None:
        level, number = "area", None
        area = (group.area.code, _head_place(table, group))
    elif level in ("total", "part"):
        survey = level == "part" and (found := areas.of_heading(label, scored=True)) and found.code
        area = (survey, table.view.cell_place(table.reading.block, cell)) if survey else None
    if area is not None and not (area[1].table_row == row.index):
        sources.append(Source("area", area[1]))
    confidence = 0.97 * table.reading.confidence
    unit = label if table.by_unit else group.unit
    if group.unit is not None and not table.by_unit:
        sources.append(Source("unit", _head_place(table, group)))
    maximum = group.columns.get("score")
    if (
        values.get("max_score") is not None
        and "max" not in group.columns
        and maximum is not None
        and "/" not in _text(row, maximum)
    ):
        sources.append(Source("max_score", _cells_place(table, maximum)))
    year = group.year or table.year
    if group.year is not None and group.columns:
        sources.append(Source("scored_year", _cells_place(table, next(iter(group.columns.values())))))
    if table.rank_group is not None and table.by_unit and "rank_group" not in values:
        values["rank_group"] = table.rank_group[0]
        sources.append(Source("rank_group", table.rank_group[1]))
    values |= {"note": _note(table, row, values), "other": _others(table, row)}
    return Score(
        place=table.view.place(table.reading.block, row.start, row.end, row.index),
        confidence=round(confidence, 3),
        sources=tuple(sources),
        level=level,
        criterion=_criterion(table, group, label),
        criterion_no=None if table.by_unit else number,
        unit=unit,
        index_code=table.index_code,
        area=area[0] if area else None,
        scored_year=year,
        **values,  # type: ignore[arg-type]
    )


_RESULT_FIELDS = (
    "score",
    "self_score",
    "appraised_score",
    "survey_score",
    "percent",
    "rank",
    "grade",
    "unscored_points",
)


def _criterion(table: _Table, group: _Group, label: str) -> str:
    """The label; of a ranked unit the head of its result."""
    if group.label is not None:
        return group.label
    if not table.by_unit:
        return label
    column = next(group.columns[role] for role in _RESULTS if role in group.columns)
    return _bare_head(column.headers[-1]) if column.headers else label


def _head_place(table: _Table, group: _Group) -> Place:
    assert group.head is not None
    return _cell_place(table, group.head)


def _cell_place(table: _Table, cell: Cell) -> Place:
    return table.view.cell_place(_head_block(table), cell)


def _cells_place(table: _Table, column: Column) -> Place:
    return _cell_place(table, column.cells[-1])


def _head_block(table: _Table) -> int:
    """The block that holds the head: that of the table continued, where the head was not repeated."""
    reading = table.reading
    while reading.inherited_head and reading.continues is not None:
        reading = table.view.tables[reading.continues]
    return reading.block


# -- values ------------------------------------------------------------------------------------------------------------


def _text(row: TableRow, column: Column | None) -> str:
    cell = row.cells[column.index] if column is not None and column.index < len(row.cells) else None
    return cell.text.strip() if cell is not None else ""


def _values(table: _Table, row: TableRow, group: _Group) -> dict[str, object]:
    values: dict[str, object] = {}
    columns = group.columns
    maximum = _number(table, row, columns.get("max"), None)
    values["max_score"] = maximum
    for role, name in _POINTS.items():
        if role != "max" and role in columns:
            _points(table, row, columns[role], name, values, maximum)
    if "percent" in columns:
        values["percent"] = _number(table, row, columns["percent"], 100.0)
    if "rank" in columns:
        _rank(fold(_text(row, columns["rank"])).text, values)
    if "grade" in columns:
        _grade(_text(row, columns["grade"]), values)
    for role, name in (("change", "score_change"), ("rank_change", "rank_change")):
        if role in columns:
            _change(table, row, columns[role], name, values)
    if "unscored" in columns:
        values["unscored_points"] = _number(table, row, columns["unscored"], maximum)
    return {name: value for name, value in values.items() if value is not None}


def _number(table: _Table, row: TableRow, column: Column | None, maximum: float | None) -> float | None:
    text = _text(row, column)
    if not text or column is None:
        return None
    bare = regex.sub(r"\s*(?:%|điểm|đ)\s*$", "", fold(text).text)
    found = numbers.read(bare, Context(maximum=maximum, unit="điểm", siblings=table.siblings.get(column.index, ())))
    return found.value if found is not None else None


def _points(
    table: _Table, row: TableRow, column: Column, name: str, values: dict[str, object], maximum: float | None
) -> None:
    """Points in a cell: "11,364", "9,25/ 9,5", "90%"; a maximum in the head holds; "không đánh giá" is none."""
    text = _text(row, column)
    if "/" in text and (found := numbers.fraction(text)) is not None:
        values |= {name: found.numerator.value, "max_score": found.denominator.value}
        return
    folded = fold(text).text
    if _UNSCORED.search(folded):
        values["unscored_points"] = maximum
        return
    if maximum is None:
        maximum = _head_maximum(column)
        if maximum is not None and name == "score" and text:
            values["max_score"] = maximum
    value = _number(table, row, column, maximum)
    if value is not None and folded.endswith("%") and name == "score":
        values.setdefault("percent", value)
    elif value is not None:
        values[name] = value


def _head_maximum(column: Column) -> float | None:
    for head in reversed(column.headers):
        if (found := _HEAD_MAXIMUM.search(fold(head).text)) is not None:
            return score_words.points(found["points"])
    return None


def _rank(text: str, values: dict[str, object]) -> None:
    found = _RANK.fullmatch(text.strip())
    if found is not None:
        values["rank"] = int(found["rank"])
        values["rank_of"] = int(found["of"]) if found["of"] else None
    elif regex.fullmatch(score_words.words("grades"), text.strip()) and len(text.strip()) > 1:
        values.setdefault("grade", text.strip())


def _grade(text: str, values: dict[str, object]) -> None:
    group = _GROUP.fullmatch(fold(text).text)
    if group is not None:
        values["rank_group"] = text[slice(*group.span("name"))]
    elif text and text not in ("-", "–") and not text[0].isdigit():
        values["grade"] = text


def _change(table: _Table, row: TableRow, column: Column, name: str, values: dict[str, object]) -> None:
    """A signed change: "-1,2", "tăng 2 bậc", "(5)" under a head that says "Tăng/giảm", "giữ nguyên"."""
    text = fold(_text(row, column)).text
    digits = regex.search(r"\d+(?:[.,]\d+)?", text)
    if year := _YEAR.search(column.header):
        values.setdefault("compared_to_year", int(year[0]))
    if regex.search(r"giữ nguyên|không (?:đổi|thay đổi)|^=$", text):
        values[name] = 0
    if digits is None:
        return
    down = bool(regex.search(r"giảm|tụt|xuống|-\s*\d|↓|▼", text)) or bool(regex.fullmatch(r"\(\s*[\d.,]+\s*\)", text))
    amount = score_words.points(digits[0], 100.0)
    if amount is None:
        return
    if name == "score_change" and regex.search(r"bậc|hạng", text + " " + fold(column.header).text):
        name = "rank_change"
    signed = -amount if down else amount
    values[name] = int(signed) if name == "rank_change" else signed


def _note(table: _Table, row: TableRow, values: dict[str, object]) -> str | None:
    column = table.reading.column("note")
    text = _text(row, column)
    return text or None


def _others(table: _Table, row: TableRow) -> dict[str, str]:
    """The cells of further columns by their heads; a heading that comes again gets " (2)"."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for column in table.other:
        head = column.header
        seen[head] = seen.get(head, 0) + 1
        text = _text(row, column)
        if text:
            found[head if seen[head] == 1 else f"{head} ({seen[head]})"] = text
    return found
