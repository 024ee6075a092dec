"""Results in tables: criteria of three levels, rankings of units, units across areas (domain 6.1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.scores import cells as score_cells
from extractors.scores import columns as score_columns
from extractors.scores import context as score_context
from extractors.scores import heads as score_heads
from extractors.scores import labels
from extractors.scores.cells import Cells
from extractors.structure import RowRole, TableKind
from extractors.tables import heads as table_heads
from extractors.tables import pairs as table_pairs
from extractors.vietnamese import areas, indices, score_words
from extractors.vietnamese.text import fold
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.scores.columns import Group, Layout
    from extractors.structure import Column, TableReading, TableRow, View
    from schemas.document import Cell, Place

_NAMED_AT = 30
"""How far behind the start of a label the index may stand that it names: "Kết quả Chỉ số PAPI"."""
_RESULT_FIELDS = (*score_cells.POINTS.values(), "percent", "rank", "grade", "unscored_points")
_LONGEST_MEASURE, _LONGEST_TOTAL = 40, 50
_SIBLINGS = 60
"""Cells of a column that help to decide a doubtful one."""
_CONFIDENCE = 0.97


@dataclass(slots=True)
class _Table:
    """A reading with what its rows have taught so far."""

    view: View
    reading: TableReading
    layout: Layout
    index_code: str
    siblings: dict[int, tuple[str, ...]]
    depths: dict[str, str] = field(default_factory=dict)
    by_index: bool = False
    """Whether each row is the result in another index: "PAR INDEX", "SIPAS", "PAPI"."""
    by_year: bool = False
    """Whether each row is the result of another year: "Năm 2023", "Năm 2024"."""
    area: tuple[str, Place] | None = None
    scored: set[str] = field(default_factory=set)
    """The areas that have a result."""
    rank_group: tuple[str, Place] | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row is about."""

    number: str | None
    label: str
    level: str
    cell: Cell
    maximum: float | None = None
    """The points that the label itself gives: "Chế độ báo cáo (1,5 điểm)"."""


def read(view: View) -> list[Score]:
    """Every result that the document's score tables hold, in reading order; the rows used are noted in the view."""
    found: list[Score] = []
    before: _Table | None = None
    for each in view.tables:
        reading = table_pairs.as_kind(each, TableKind.SCORES)
        if reading is None:
            continue
        code = score_context.index_of(view, reading.block)
        layout = score_columns.of_reading(reading, code)
        if layout is None:
            continue
        table = _Table(view, reading, layout, code, _siblings(reading))
        table.depths = _depths(table)
        _subjects(table)
        if before is not None and reading.continues is not None:
            table.area, table.rank_group = before.area, before.rank_group
            table.depths = table.depths | before.depths
        first = len(found)
        for row in reading.rows:
            rows = _row(table, row)
            if rows:
                view.used_rows.add((reading.block, row.index))
                found[first:] = _with(found[first:], rows) if _measure(table, row) else found[first:] + rows
        before = table
    return found


def _subjects(table: _Table) -> None:
    """Whether the rows are of several indices, or of several years."""
    if table.layout.by_unit:
        return
    named = [
        fold(label).text for row in table.reading.rows if row.role is RowRole.DATA and (label := _label(table, row)[1])
    ]
    codes = [_index_of(label) for label in named]
    table.by_index = len(set(codes) - {None}) > 1 and 2 * codes.count(None) < len(codes)
    years = sum(1 for label in named if labels.YEAR_LABEL.fullmatch(label))
    table.by_year = years > 1 and 2 * years > len(named)


def _index_of(folded: str) -> str | None:
    """The index that a label is the name of, not one that it mentions."""
    found = indices.find(folded)
    return found[0].code if found and found[0].start <= _NAMED_AT else None


def _siblings(reading: TableReading) -> dict[int, tuple[str, ...]]:
    rows = [row for row in reading.rows if row.role in (RowRole.DATA, RowRole.TOTAL)][:_SIBLINGS]
    return {
        column.index: tuple(words for row in rows if (words := score_cells.text(row, column)))
        for column in reading.columns
        if column.role in score_columns.VALUES
    }


# -- levels ------------------------------------------------------------------------------------------------------------


def _depths(table: _Table) -> dict[str, str]:
    """What each kind of number stands for in this table: areas are the outermost kind that names one."""
    if table.layout.by_unit:
        return {}
    named: set[str] = set()
    depths: set[str] = set()
    for row in table.reading.rows:
        if row.role in (RowRole.DATA, RowRole.SECTION):
            number, label, _ = _label(table, row)
            depth = labels.depth(number)
            depths.add(depth)
            if label and depth in ("roman", "1") and areas.of_heading(label, scored=True):
                named.add(depth)
    order = [depth for depth in ("roman", "1", "2", "3", "4") if depth in depths]
    top = next((depth for depth in order if depth in named), None)
    names = ["area", "criterion", "sub_criterion"] if top else ["criterion", "sub_criterion"]
    first = order.index(top) if top else 0
    levels = {"letter": "part", "small": "sub_criterion"}
    if top is None and depths and not depths & {"roman", "1"}:
        return levels | {"2": "criterion", "3": "sub_criterion", "4": "sub_criterion"}  # "1.3.2" without its area
    for at, depth in enumerate(order):
        levels[depth] = "part" if at < first else names[min(at - first, len(names) - 1)]
    return levels


def _level(table: _Table, row: TableRow, number: str | None, label: str) -> str:
    if table.layout.by_unit or table.by_year or (table.by_index and _index_of(fold(label).text)):
        return "total"
    words = labels.BRACKET.sub("", fold(label).text).strip(" :.")
    if row.role is RowRole.TOTAL or score_words.totals().fullmatch(words):
        return "total"
    if number is None and len(words) <= _LONGEST_TOTAL and _index_of(words) is not None:
        return "total"  # "PCI có trọng số", "Chỉ số PAPI tổng hợp"
    if table.layout.outer is not None:
        return "criterion"
    if number is not None:
        return table.depths.get(labels.depth(number), "criterion")
    found = areas.of_heading(label, scored=True)
    if found is not None and found.code != "survey":
        return "area"
    if found is not None or labels.PART.search(words[:40]):
        return "part"
    return "sub_criterion" if table.depths.get("2") == "criterion" else "criterion"


# -- rows --------------------------------------------------------------------------------------------------------------


def _row(table: _Table, row: TableRow) -> list[Score]:
    if row.role is RowRole.NOTE or (row.role is RowRole.SECTION and not _is_worth(table, row)):
        _section(table, row)
        return []
    if row.role not in (RowRole.DATA, RowRole.TOTAL, RowRole.SECTION) or (
        row.role is RowRole.TOTAL and table.layout.by_unit
    ):
        return []
    number, label, cell = _label(table, row)
    if not label or cell is None:
        return []
    if number is None and score_words.listed("statistics").search(fold(label[:60]).text):
        return []
    measure = _measure(table, row)
    groups = table.layout.groups if measure is None else _measured(table.layout.groups, measure)
    level = "total" if measure else _level(table, row, number, label)
    worth = None if table.layout.by_unit else labels.WORTH.search(label)
    subject = _Subject(number, label, level, cell)
    if worth is not None and worth.start():
        points = score_words.points(worth["points"])
        subject = _Subject(number, label[: worth.start()].rstrip(" :-"), level, cell, points)
    if not table.layout.by_unit and labels.SUBTOTAL.match(fold(label).text):
        if table.area is None or table.area[0] in table.scored:
            return []  # the area's own row has said it
        subject = replace(subject, level="area")
    else:
        _enter(table, row, subject)
    found = [score for group in groups if (score := _score(table, row, group, subject)) is not None]
    if not found and not table.layout.by_unit and subject.level in ("area", "criterion", "sub_criterion"):
        bare = _score(table, row, groups[0], subject, bare=True)  # a criterion without a result is a row all the same
        found = [bare] if bare is not None else []
    table.scored |= {score.area for score in found if score.level == "area" and score.area is not None}
    return found


def _is_worth(table: _Table, row: TableRow) -> bool:
    """Whether a title says what it is worth, and so is a row that has no result: "VII | Sự hài lòng (20 điểm)"."""
    _, label, _ = _label(table, row)
    return not table.layout.by_unit and label is not None and labels.WORTH.search(label) is not None


def _measure(table: _Table, row: TableRow) -> str | None:
    """What a row below the total measures, where units or years stand across: "Xếp hạng | 3/12 | 1/12", "Tỷ lệ (%)"."""
    if table.layout.by_unit or table.by_index:
        return None
    number, label, _ = _label(table, row)
    if number is not None or not label or len(label) > _LONGEST_MEASURE:
        return None
    meaning = table_heads.meanings(label).get(TableKind.SCORES)
    if meaning is None or not meaning.exact or meaning.role not in ("rank", "grade", "percent"):
        return None
    return meaning.role if meaning.role != "percent" or "%" in label or label.lower().startswith("tỷ lệ") else None


def _measured(groups: list[Group], measure: str) -> list[Group]:
    """The groups with their first column of points as one of what the row measures."""
    return [
        replace(group, columns={measure: group.columns[role]})
        for group in groups
        if (role := next((name for name in score_cells.POINTS if name in group.columns), None)) is not None
    ]


def _with(found: list[Score], rows: list[Score]) -> list[Score]:
    """The totals found, with what the row below them says of each; what is nobody's stands by itself."""
    for row in rows:
        at = next(
            (
                at
                for at in range(len(found) - 1, -1, -1)
                if found[at].level == "total"
                and (found[at].unit, found[at].scored_year) == (row.unit, row.scored_year)
                and found[at].place.block == row.place.block
            ),
            None,
        )
        values = {
            name: value
            for name in ("rank", "rank_of", "grade", "percent")
            if (value := getattr(row, name)) is not None and at is not None and getattr(found[at], name) is None
        }
        if at is None:
            found.append(row)
        else:
            sources = tuple(Source(name, row.place) for name in values)
            found[at] = replace(found[at], sources=found[at].sources + sources, **values)
    return found


def _section(table: _Table, row: TableRow) -> None:
    """A title across the table: a block of units, or an area."""
    cell = next((cell for cell in row.cells if cell is not None and len(cell.text) > 3), None)
    if cell is None:
        return
    place = table.view.cell_place(table.reading.block, cell)
    group = score_cells.GROUP.search(fold(cell.text).text)
    if group is not None and table.layout.by_unit:
        table.rank_group = (cell.text[slice(*group.span("name"))], place)
    elif not table.layout.by_unit and (area := areas.of_heading(cell.text, scored=True)) is not None:
        table.area = (area.code, place)


def _enter(table: _Table, row: TableRow, subject: _Subject) -> None:
    """Keep the area that the row opens, for itself and for the rows below it."""
    outer = row.cells[table.layout.outer.index] if table.layout.outer is not None else None
    cell = subject.cell if outer is None else outer
    if table.layout.by_unit or not cell.text or (outer is None and subject.level in ("total", "part", "criterion")):
        return
    found = areas.of_heading(cell.text if outer is not None else subject.label, scored=True)
    if subject.level == "area" or outer is not None:
        table.area = (found.code, table.view.cell_place(table.reading.block, cell)) if found else None


def _label(table: _Table, row: TableRow) -> tuple[str | None, str | None, Cell | None]:
    """The row's number, its label without it, and the label's cell."""
    layout = table.layout
    cell = row.cells[layout.label.index] if layout.label is not None else None
    number = None
    stands = row.cells[layout.number.index] if layout.number is not None else None
    if stands is not None:
        written = labels.NUMBER.fullmatch(fold(stands.text).text)
        number = stands.text[slice(*written.span("number"))] if written else None
        if (cell is None or not cell.text or cell is stands) and len(stands.text) > 6:
            cell = stands
    if cell is None or not cell.text:
        return number, None, cell
    text = cell.text
    found = None if layout.by_unit else labels.LABEL_NUMBER.match(fold(text).text)
    if found:
        number = number or text[slice(*found.span("number"))]
        text = text[found.end() :]
    return number, text.strip(" :-*+•"), cell


def _score(table: _Table, row: TableRow, group: Group, subject: _Subject, *, bare: bool = False) -> Score | None:
    """What the row says in a group of columns; ``bare`` where a maximum alone is enough."""
    cells = Cells(row, group, table.siblings)
    cells.read()
    by_unit, block = table.layout.by_unit, table.reading.block
    if not by_unit and subject.maximum is not None:
        cells.values.setdefault("max_score", subject.maximum)
    if not any(name in cells.values for name in _RESULT_FIELDS) and not (bare and "max_score" in cells.values):
        return None
    area, sources = _area(table, row, group, subject)
    if group.unit is not None and group.head is not None and not by_unit:
        sources.append(Source("unit", _head(table, group.head)))
    if cells.maximum_head is not None:
        sources.append(Source("max_score", _head(table, cells.maximum_head.cells[-1])))
    labelled = labels.YEAR_LABEL.fullmatch(fold(subject.label).text) if table.by_year else None
    year = int(labelled["year"]) if labelled else group.year or table.layout.year
    if year is not None and not labelled:
        column = next((column for column in group.columns.values() if str(year) in column.header), None)
        sources += [Source("scored_year", _head(table, column.cells[-1]))] if column is not None else []
    if table.rank_group is not None and by_unit and "rank_group" not in cells.values:
        cells.values["rank_group"] = table.rank_group[0]
        sources.append(Source("rank_group", table.rank_group[1]))
    sources += [Source(name, None, rule) for name, rule in cells.rules.items()]
    return Score(
        place=table.view.place(block, row.start, row.end, row.index),
        confidence=round(_CONFIDENCE * table.reading.confidence * cells.confidence, 3),
        sources=tuple(sources),
        level="area" if group.area is not None else "criterion" if group.part else subject.level,
        criterion=_criterion(group, subject.label, by_unit=by_unit or table.by_year),
        criterion_no=None if by_unit or table.by_year or group.label is not None else subject.number,
        unit=subject.label if by_unit else group.unit,
        index_code=_index_code(table, group, subject),
        area=area,
        scored_year=year,
        note=score_cells.text(row, table.layout.note) or None,
        other=score_cells.others(row, table.layout.other),
        **cells.values,  # type: ignore[arg-type]
    )


def _index_code(table: _Table, group: Group, subject: _Subject) -> str:
    """The index of the column, of the row, or of the table."""
    return group.index or (table.by_index and _index_of(fold(subject.label).text)) or table.index_code


def _area(table: _Table, row: TableRow, group: Group, subject: _Subject) -> tuple[str | None, list[Source]]:
    """The row's area, and where it was read if not in the row."""
    if group.area is not None and group.head is not None:
        return group.area.code, [Source("area", _head(table, group.head))]
    if subject.level == "part":
        survey = areas.of_heading(subject.label, scored=True)
        return ("survey" if survey is not None and survey.code == "survey" else None), []
    if subject.level == "total" or table.area is None:
        return None, []
    code, place = table.area
    return code, [] if place.table_row == row.index else [Source("area", place)]


def _criterion(group: Group, label: str, *, by_unit: bool) -> str:
    """The label; of a ranked unit the head of its result."""
    if group.label is not None:
        return group.label
    if not by_unit:
        return label
    column: Column = next(group.columns[role] for role in score_heads.RESULTS if role in group.columns)
    return score_heads.bare(score_heads.naming(column)) if column.headers else label


def _head(table: _Table, cell: Cell) -> Place:
    """The place of a cell of the head: in the table continued, where the head was not repeated."""
    reading = table.reading
    while reading.inherited_head and reading.continues is not None and reading.continues < reading.index:
        reading = table.view.tables[reading.continues]
    return table.view.cell_place(reading.block, cell)
