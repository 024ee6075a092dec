"""The columns of a score table: which labels the rows, and which columns speak of one unit, area or year together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.scores import heads as score_heads
from extractors.scores import parts as score_parts
from extractors.scores.heads import RESULTS
from extractors.structure import Column, RowRole
from extractors.tables.columns import is_unit, names_result
from extractors.vietnamese import areas, indices, score_words
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.structure import TableReading
    from extractors.vietnamese.areas import AreaMatch
    from schemas.document import Cell

VALUES = frozenset((*RESULTS, "max", "change", "rank_change", "unscored"))
_BY_AREA = (None, "score", "max", "percent", "self", "appraised", "rank")
_CRITERION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.?|[a-hđ][.)]?")
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
    part: bool = False
    """Whether the columns are of a part of the index: "Kinh tế số" of DTI."""
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


def of_reading(reading: TableReading, code: str) -> Layout | None:
    """The layout of a score table about an index, or None where no column holds results."""
    criteria = [column for column in reading.columns if column.role == "criterion"]
    number, note = reading.column("number"), reading.column("note")
    if len(criteria) > 1 and number is None and _holds_numbers(_texts(reading, criteria[0])):
        number, criteria = criteria[0], criteria[1:]  # "Tiêu chí | Nội dung" over "1.3.2 | Xử lý …"
    label, outer, by_unit = _labels(reading, criteria)
    if number is None and not by_unit and label is not None and label.index > 0:
        first = reading.columns[0]  # "Mục | Nội dung" over "I | …", "1 | …", "a | …"
        number = first if first not in (outer, note) and _holds_numbers(_texts(reading, first)) else None
    dated = {
        column.index: year
        for column in reading.columns
        if column.role in RESULTS and (year := score_heads.year(column))
    }
    earlier = _earlier(reading, dated)
    years = set(dated.values()) - ({earlier} if earlier else set())
    indexed = {column.index: named for column in reading.columns if (named := score_heads.index(column))}
    indexed = indexed if len(set(indexed.values())) > 1 else {}
    across = set() if by_unit else _units_across(reading)
    parts = score_parts.of_reading(reading, code) if by_unit else set()
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
        _name(found, column, code, part=column.index in parts, by_unit=by_unit)
        group = _group(column, groups, found, several_years=len(years) > 1)
        group.compared = earlier
        role = _role(reading, column, group, code)
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


def _labels(reading: TableReading, criteria: list[Column]) -> tuple[Column | None, Column | None, bool]:
    """The column that names each row's subject, the one of areas outside it, and whether the subjects are units."""
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


def _holds_numbers(texts: list[str]) -> bool:
    """Whether a column holds the numbers of criteria: "1", "1.3.2", "IV"."""
    return bool(texts) and all(_CRITERION_NUMBER.fullmatch(text.strip()) for text in texts)


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


def _name(found: Group, column: Column, code: str, *, part: bool, by_unit: bool) -> None:
    """What the column's head names: an index, a part of one, an area, a unit, or none of these."""
    if found.index is not None:
        found.head = next(cell for cell in column.cells if indices.find(fold(cell.text).text))
        found.label = score_heads.bare(found.head.text)
    if found.head is not None:
        return
    for cell in column.cells:
        area = areas.of_heading(cell.text, scored=True) if column.role in _BY_AREA else None
        if area is not None and code != "PAR_INDEX" and not (part and cell is column.cells[-1]):
            area = None  # "Chỉ số hài lòng chung" of a table about it
        if area is not None and not (area.code == "survey" and column.role != "score"):
            found.area, found.label, found.head = area, score_heads.bare(cell.text), cell
            break
        if not by_unit and cell is not column.cells[-1] and score_heads.unit_like(cell.text):
            found.unit, found.head = cell.text.strip(), cell
            break
    if part and (found.area is None or code != "PAR_INDEX"):
        found.part, found.head = True, column.cells[-1]
        found.label = score_heads.bare(found.head.text)


def _group(column: Column, groups: list[Group], found: Group, *, several_years: bool) -> Group:
    """The group that the column belongs to: one there already, or a new one."""
    if several_years and found.area is None and found.unit is None and not found.part:
        found.year = score_heads.year(column)
    for group in groups:
        if (group.unit, group.label, group.year) == (found.unit, found.label, found.year):
            return group  # an index has its label
    groups.append(found)
    return found


def _role(reading: TableReading, column: Column, group: Group, code: str) -> str | None:
    """What the cells hold, where the head alone does not tell it."""
    role = column.role
    if role is None or (role == "criterion" and group.part):
        if group.part:
            return (
                "percent" if "%" in column.header or any("%" in text for text in _texts(reading, column)) else "score"
            )
        if group.area is not None:
            return "score"
        return "grade" if _holds_grades(_texts(reading, column)) else None
    if role == "score" and "%" in column.headers[-1]:
        return "percent"  # "Kết quả (%)"
    if role == "max" and group.index is not None and column.headers[-1].lower() == "điểm":
        return "score"  # "PCI / Điểm" beside "PAR INDEX / Kết quả (%)"
    if role != "percent" or "%" in column.header:
        return role
    if group.index is not None or "(điểm)" in column.header.lower():
        return "score"  # "PAR INDEX" beside "PAPI", "Kết quả chỉ số (điểm)": each in its own measure
    ratio = "tỷ lệ" in fold(column.header).text or code == "SIPAS" or group.area is not None
    if ratio or any(other.role == "score" and not names_result(other.headers[-1]) for other in reading.columns):
        return role
    return role if any("%" in text for text in _texts(reading, column)) else "score"  # "Chỉ số CCHC" in points


def _holds_grades(texts: list[str]) -> bool:
    """Whether a column holds classes: "Khá", "Tốt", "Nhóm A"."""
    grades = score_words.grades()
    return bool(texts) and all(
        grades.fullmatch(folded) or folded.startswith("nhóm ") for text in texts if (folded := fold(text[:40]).text)
    )


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
        if column.role == "score"
        and column.headers
        and is_unit(column.headers[-1])
        and score_heads.unit_like(column.headers[-1])
    }
    return named if len(named) > 1 else set()


def _shared(groups: list[Group]) -> list[Group]:
    """Units and years across share the maximum outside them; changes and a grade outside are those of the last year."""
    base = next(
        (group for group in groups if not (group.unit or group.area or group.index or group.year or group.part)), None
    )
    if base is None:
        return groups
    if "max" in base.columns:
        for group in groups:
            if group is not base and group.area is None and not group.part:
                group.columns.setdefault("max", base.columns["max"])
    dated = sorted((group for group in groups if group.year is not None), key=lambda group: group.year or 0)
    if len(dated) > 1 and not set(base.columns) & set(dated[-1].columns) & set(RESULTS):
        dated[-1].columns = {**base.columns, **dated[-1].columns}
        dated[-1].compared = dated[-2].year
        return [group for group in groups if group is not base]
    return groups
