"""The columns of a score table: which labels the rows, and which columns speak of one unit, area or year together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from extractors.structure import Column, RowRole
from extractors.tables.columns import is_unit, names_result
from extractors.vietnamese import areas, indices, score_words
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.structure import TableReading
    from extractors.vietnamese.areas import AreaMatch
    from schemas.document import Cell

RESULTS = ("score", "self", "appraised", "survey", "percent", "rank", "grade")
VALUES = frozenset((*RESULTS, "max", "change", "rank_change", "unscored"))
_BY_AREA = (None, "score", "max", "percent", "self", "appraised", "rank")
# "Điểm đạt (tối đa 18 điểm)", "Tổng điểm (22 điểm)", "Cải cách thể chế (12)", "Điểm tối đa: 10".
_MAXIMUM = regex.compile(
    r"""\(\s*(?:tối\s+đa|max|thang\s+điểm|điểm\s+tối\s+đa|điểm\s+chuẩn)?\s*:?\s*(?P<points>\d+(?:[.,]\d+)?)\s*(?:đ|điểm)?\s*\)
      | tối\s+đa\s*:?\s*(?P<points>\d+(?:[.,]\d+)?)""",
    regex.VERBOSE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
# Heads that measure, and so name no unit: "Điểm số", "Kết quả năm 2022", "Đánh giá của Hội đồng".
_MEASURE = re.compile(r"điểm|kết quả|xếp|hạng|chỉ số|năm|thẩm định|đánh giá|tự chấm|tỷ lệ|so sánh|so với|%|hội đồng")
_LONGEST_UNIT = 60
_SEEN = 40
"""Rows that are looked at to tell what a column of labels holds."""


@dataclass(slots=True)
class Group:
    """Columns that speak of one unit, area, index or year, by role; ``head`` is the cell that names it, ``compared``
    the year beside it that its changes are against.
    """

    unit: str | None = None
    area: AreaMatch | None = None
    label: str | None = None
    index: str | None = None
    year: int | None = None
    compared: int | None = None
    head: Cell | None = None
    columns: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read: ``label`` names each row's subject (a unit where ``by_unit``), ``outer`` the area that
    several rows share, ``other`` are columns that fill no field of a record, by
    their heads; a heading that comes again gets " (2)".
    """

    groups: list[Group]
    label: Column | None
    outer: Column | None
    number: Column | None
    note: Column | None
    by_unit: bool
    other: list[tuple[str, Column]]
    year: int | None


def of_reading(reading: TableReading) -> Layout | None:
    """The layout of a score table, or None where no column holds results."""
    label, outer, by_unit = _labels(reading)
    number, note = reading.column("number"), reading.column("note")
    dated = {column.index: year for column in reading.columns if column.role in RESULTS and (year := _year(column))}
    earlier = _earlier(reading, dated)
    years = set(dated.values()) - ({earlier} if earlier else set())
    indexed = {column.index: code for column in reading.columns if (code := _index(column))}
    indexed = indexed if len(set(indexed.values())) > 1 else {}
    across = set() if by_unit else _units_across(reading)
    groups: list[Group] = []
    other: list[tuple[str, Column]] = []
    seen: dict[str, int] = {}
    for column in reading.columns:
        seen[column.header] = seen.get(column.header, 0) + 1
        if column in (label, outer, number, note):
            continue
        found = Group(index=indexed.get(column.index))
        if column.index in across:
            found.head = column.cells[-1]
            found.unit = found.head.text.strip()
        group = _group(column, groups, found, several_years=len(years) > 1)
        group.compared = earlier
        role = column.role or ("score" if group.area is not None else None)
        if role == "percent" and group.index is not None and "%" not in column.header:
            role = "score"  # "PAR INDEX" beside "PAPI": each in its own measure
        if role in VALUES and role not in group.columns and not (earlier and dated.get(column.index) == earlier):
            group.columns[role] = column
        elif column.headers:
            again = f" ({seen[column.header]})" if seen[column.header] > 1 else ""
            other.append((column.header + again, column))
    groups = [group for group in _shared(groups) if set(group.columns) & set(RESULTS)]
    if not groups:
        return None
    year = next(iter(years)) if len(years) == 1 else None
    return Layout(groups, label, outer, number, note, by_unit, other, year)


def bare(head: str) -> str:
    """A head without the maximum that it gives."""
    return regex.sub(r"\s*\([^()]*\d[^()]*\)\s*$", "", head).strip(" :-") or head


def head_maximum(column: Column) -> float | None:
    """The maximum that a column's head gives for its cells."""
    for head in reversed(column.headers):
        if "điểm" in head.lower() or "(" in head:
            found = _MAXIMUM.search(fold(head).text)
            if found is not None:
                return score_words.points(found["points"])
    return None


def _labels(reading: TableReading) -> tuple[Column | None, Column | None, bool]:
    """The column that names each row's subject, the one of areas outside it, and whether the subjects are units."""
    criteria = [column for column in reading.columns if column.role == "criterion"]
    unit = reading.column("unit")
    if len(criteria) > 1 and _merged(reading, criteria[0]):
        return criteria[1], criteria[0], False
    criterion = criteria[0] if criteria else None
    if unit is not None and (criterion is None or not _names_areas(reading, criterion)):
        return unit, None, True
    return criterion, None, criterion is not None and _holds_units(reading, criterion)


def _texts(reading: TableReading, column: Column) -> list[str]:
    cells = [row.cells[column.index] for row in reading.rows if row.role is RowRole.DATA][:_SEEN]
    return [cell.text for cell in cells if cell is not None and cell.text]


def _merged(reading: TableReading, column: Column) -> bool:
    """Whether a column's cells span rows, or stand empty below: an area beside its criteria."""
    cells = [row.cells[column.index] for row in reading.rows if row.role is RowRole.DATA][:_SEEN]
    return any(cell is None or cell.row_span > 1 or not cell.text for cell in cells)


def _names_areas(reading: TableReading, column: Column) -> bool:
    return any(areas.of_heading(text, scored=True) for text in _texts(reading, column))


def _holds_units(reading: TableReading, column: Column) -> bool:
    """Whether a column headed "Nội dung" or "Tên" lists units."""
    texts = _texts(reading, column)
    unit = re.compile(rf"(?:{score_words.words('units')})\s+[^\W_]")
    return len(texts) >= 2 and 2 * sum(1 for text in texts if unit.match(fold(text[:40]).text)) > len(texts)


def _group(column: Column, groups: list[Group], found: Group, *, several_years: bool) -> Group:
    """The group that the column's head names: what was found already, an area, a unit, a year, or none of these."""
    if found.index is not None:
        found.head = next(cell for cell in column.cells if indices.find(fold(cell.text).text))
        found.label = bare(found.head.text)
    for cell in column.cells if found.head is None else ():
        area = areas.of_heading(cell.text, scored=True) if column.role in _BY_AREA else None
        if area is not None and not (area.code == "survey" and column.role != "score"):
            found.area, found.label, found.head = area, bare(cell.text), cell
            break
        if cell is not column.cells[-1] and _unit_like(cell.text):
            found.unit, found.head = cell.text.strip(), cell
            break
    if several_years and found.area is None and found.unit is None:
        found.year = _year(column)
    for group in groups:
        if (group.unit, group.label, group.year) == (found.unit, found.label, found.year):
            return group  # an index has its label
    groups.append(found)
    return found


def _earlier(reading: TableReading, dated: dict[int, int]) -> int | None:
    """The year of a result that stands beside the same one without a year: "Thứ hạng | … | Thứ hạng năm 2023"."""
    seen: set[str | None] = set()
    for column in reading.columns:
        if column.index in dated and column.role not in seen:
            return None
        if column.index not in dated and len(column.headers) == 1 and not names_result(column.headers[0]):
            seen.add(column.role)
    years = set(dated.values())
    return next(iter(years)) if len(years) == 1 else None


def _units_across(reading: TableReading) -> set[int]:
    """The columns whose heads are names of units right above the results: "Xã Phù Lãng | Xã Việt Hùng"."""
    named = {
        column.index
        for column in reading.columns
        if column.role == "score" and column.headers and is_unit(column.headers[-1]) and _unit_like(column.headers[-1])
    }
    return named if len(named) > 1 else set()


def _unit_like(text: str) -> bool:
    """A head above sub-heads that names no measure: "Quảng Ninh", "Sở Tư pháp"."""
    return bool(text[:1].isupper() and len(text) <= _LONGEST_UNIT and not _MEASURE.search(fold(text).text))


def _year(column: Column) -> int | None:
    found = _YEAR.search(column.header)
    return int(found[0]) if found and column.role in (*RESULTS, "max") else None


def _index(column: Column) -> str | None:
    """The index that a column of results is said to be of: "PAR INDEX / Xếp hạng", "SIPAS (%)"."""
    if column.role not in (*RESULTS, "max", "change", "rank_change"):
        return None
    return next((found[0].code for cell in column.cells if (found := indices.find(fold(cell.text).text))), None)


def _shared(groups: list[Group]) -> list[Group]:
    """Units and years across share the maximum outside them; changes and a grade outside are those of the last year."""
    base = next((group for group in groups if not (group.unit or group.area or group.index or group.year)), None)
    if base is None:
        return groups
    if "max" in base.columns:
        for group in groups:
            if group is not base and group.area is None:
                group.columns.setdefault("max", base.columns["max"])
    dated = sorted((group for group in groups if group.year is not None), key=lambda group: group.year or 0)
    if len(dated) > 1 and not set(base.columns) & set(dated[-1].columns) & set(RESULTS):
        dated[-1].columns = {**base.columns, **dated[-1].columns}
        dated[-1].compared = dated[-2].year
        return [group for group in groups if group is not base]
    return groups
