"""Targets in tables: rows with an indicator, its unit and one or more columns of values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from extractors.structure import RowRole, TableKind
from extractors.targets import dues as target_dues
from extractors.targets.dues import Due
from extractors.vietnamese import areas, indices, measures, quantities
from extractors.vietnamese.text import fold
from schemas.records import Source, Target

if TYPE_CHECKING:
    from extractors.structure import Column, TableReading, TableRow, View
    from extractors.vietnamese.areas import AreaMatch
    from extractors.vietnamese.quantities import Quantity
    from extractors.vietnamese.text import Folded
    from schemas.document import Cell, Place

_UNIT_AT_END = re.compile(r"\((?:đơn vị(?: tính)?:? ?)?([^()\d]{1,20})\)[\s:.]*$|,\s?(%)\s*$")
_PLACEHOLDER = re.compile(r"[\s\-–.…/x]*", re.IGNORECASE)
_HEAD_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RANKED = re.compile(r"\b(?:xếp hạng|thứ hạng|vị trí|thứ bậc|xếp thứ)\b")
_BOUNDS = (("ge", re.compile(r"\b(?:tối thiểu|ít nhất)\b")), ("le", re.compile(r"\b(?:tối đa|không quá)\b")))


@dataclass(slots=True)
class _State:
    """What the section rows above say: it goes on where a table was cut."""

    area: AreaMatch | None = None
    area_place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    """One value cell: its words, and by when its column's head wants it."""

    cell: Cell
    due: Due | None
    place: Place | None
    rule: str | None


def extract(view: View) -> dict[int, list[Target]]:
    """The targets of each table of targets, by block; rows that become targets are marked as used."""
    found: dict[int, list[Target]] = {}
    state = _State()
    for reading in view.tables:
        if reading.kind is not TableKind.TARGETS:
            continue
        if reading.continues is None:
            state = _State()
        rows = found.setdefault(reading.block, [])
        for row in reading.rows:
            if row.role is RowRole.SECTION:
                _open_section(view, reading, row, state)
            elif row.role in (RowRole.DATA, RowRole.TOTAL):
                made = _read_row(view, reading, row, state)
                if made:
                    view.used_rows.add((reading.block, row.index))
                    rows += made
    return found


def _open_section(view: View, reading: TableReading, row: TableRow, state: _State) -> None:
    for cell in dict.fromkeys(row.cells):
        named = areas.of_heading(cell.text) if cell is not None and cell.text else None
        if cell is not None and named is not None:
            state.area, state.area_place = named, view.cell_place(reading.block, cell)
            view.used_rows.add((reading.block, row.index))
            return
    state.area = state.area_place = None


def _read_row(view: View, reading: TableReading, row: TableRow, state: _State) -> list[Target]:
    indicator = _cell(row, reading.column("indicator"))
    if indicator is None or not indicator.text.strip(" .-"):
        return []
    values = [
        value for column in reading.columns if (value := _value(view, reading, row, column, indicator)) is not None
    ]
    unit_cell = _cell(row, reading.column("unit"))
    unit = unit_cell.text if unit_cell is not None else ""
    if not any(column.role == "target" for column in reading.columns):  # "Tỷ lệ hồ sơ đúng hạn đạt 98%" in one cell
        alone = _targets(view, reading, row, state, indicator, unit, _Value(indicator, None, None, None))
        return [target for target in alone if target.unit is not None]
    targets: list[Target] = []
    for value in values:
        targets += _targets(view, reading, row, state, indicator, unit, value)
    return targets


def _cell(row: TableRow, column: Column | None) -> Cell | None:
    return None if column is None or column.index >= len(row.cells) else row.cells[column.index]


def _value(view: View, reading: TableReading, row: TableRow, column: Column, indicator: Cell) -> _Value | None:
    """The value that a column of targets has in this row, with the year of its head."""
    cell = _cell(row, column)
    if column.role != "target" or cell is None or cell is indicator or _PLACEHOLDER.fullmatch(cell.text):
        return None
    head = column.header.lower()
    dues = target_dues.find(head, heading=True)
    if dues:
        return _Value(cell, dues[-1], _head_place(view, reading, column), None)
    years = _HEAD_YEAR.findall(head)
    several = sum(other.role == "target" and bool(_HEAD_YEAR.search(other.header)) for other in reading.columns) > 1
    if several and len(years) == 1:  # "2026 | 2027 | 2028": the head alone parts the row's targets
        return _Value(cell, Due(0, 0, int(years[0])), _head_place(view, reading, column), "column_year")
    return _Value(cell, None, None, None)


def _head_place(view: View, reading: TableReading, column: Column) -> Place | None:
    """The head's place, where it stands in the table itself and not in the one that it goes on with."""
    if not column.cells or reading.inherited_head:
        return None
    return view.cell_place(reading.block, column.cells[-1])


def _targets(
    view: View, reading: TableReading, row: TableRow, state: _State, indicator: Cell, unit: str, value: _Value
) -> list[Target]:
    """The rows of one value cell: one a number, or one without a number ("Đạt")."""
    section = view.outline.section(reading.block)
    folded = _folded(value.cell, indicator, unit)
    area = state.area.code if state.area else section.area if section else None
    area_place = state.area_place if state.area else section.area_place if section else None
    due = value.due
    sources = [Source("due_year", value.place, value.rule)] if due is not None else []
    if due is None:
        own = target_dues.find(folded.text) or _section_due(view, reading)
        due = own[0] if own else None
    sources += [Source("area", area_place)] if area is not None and area_place is not None else []
    page = value.cell.page or view.blocks[reading.block].page
    row_place = replace(view.place(reading.block, row.start, row.end, row.index), page=page)
    blank = Target(
        place=row_place, origin="table", text=_words(indicator, value.cell, unit), area=area, sources=tuple(sources),
        section=section.title if section else None, indicator=indicator.text, due_year=due.year if due else None,
        confidence=round(0.9 * reading.confidence, 3), due_on=due.on if due else None,
    )  # fmt: skip
    codes = tuple(indices.codes(indices.find(fold(indicator.text).text)))
    found = [_in_column(quantity, indicator.text, unit) for quantity in quantities.find(folded)]
    found = [quantity for quantity in found if quantity.kind != "never"]
    return [
        replace(
            blank, index_code=codes[0] if len(codes) == 1 else None, comparator=quantity.comparator,
            value=quantity.value, value_max=quantity.value_max, rank_of=quantity.rank_of, unit=quantity.unit,
            change=quantity.change, baseline_year=quantity.baseline_year, quantified=True,
        )
        for quantity in found
    ] or [blank]  # fmt: skip


def _words(indicator: Cell, value: Cell, unit: str) -> str:
    """The row in one line: "Tỷ lệ hồ sơ đúng hạn: ≥ 98 %"."""
    if value is indicator:
        return indicator.text
    words = value.text if not unit or unit.lower() in value.text.lower() else f"{value.text} {unit}"
    return f"{indicator.text.rstrip(' :;.')}: {words}"


def _section_due(view: View, reading: TableReading) -> list[Due]:
    """The due date of the nearest heading above the table that gives one."""
    for section in view.outline.chain(reading.block):
        found = target_dues.find(view.folded[section.block].text, section.start, section.end, heading=True)
        if found:
            return found
    return []


def _folded(cell: Cell, indicator: Cell, unit: str) -> Folded:
    """The cell to read; of a rank with the word that its column spares: "20/63" -> "xếp hạng 20/63"."""
    ranked = _RANKED.search(fold(indicator.text).text) or _unit(unit.strip())[1] == "rank"
    changed = any(word in cell.text.lower() for word in ("tăng", "giảm", "lên"))
    return fold(f"xếp hạng {cell.text}" if ranked and not changed and cell is not indicator else cell.text)


def _in_column(quantity: Quantity, indicator: str, unit: str) -> Quantity:
    """The quantity of a value cell, with the unit of its column or of the indicator where it has none of its own."""
    stated = unit.strip() or _unit_in(indicator)
    if quantity.kind in ("bare", "unknown") and stated:
        code, kind = _unit(stated)
        quantity = replace(quantity, unit=code, kind=kind)
    if quantity.comparator == "eq" and not quantity.stated:
        folded = fold(indicator).text
        bound = next((code for code, pattern in _BOUNDS if pattern.search(folded)), "eq")
        quantity = replace(quantity, comparator=bound)
    return quantity


def _unit_in(indicator: str) -> str:
    found = _UNIT_AT_END.search(indicator)
    return (found[1] or found[2]) if found else ""


@cache
def _unit(words: str) -> tuple[str, str]:
    """The unit's code, or its words as written, and its kind."""
    text = " ".join(words.split())
    found = measures.read(fold(text).text, 0)
    if found is None:
        return text, "unknown"
    measure, _, end = found
    return measure.code or text, measure.kind if end == len(text) or measure.code else "thing"
