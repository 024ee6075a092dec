"""Budget lines: the rows of a table of costs (dự toán, dự trù kinh phí), with their totals and the total in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from math import prod
from typing import TYPE_CHECKING

from extractors.budget.columns import PLACEHOLDERS, Columns, Scale, cell_of, own, read_columns, scale, texts
from extractors.budget.totals import Words, missing_scale, with_words, words_around, words_of_row
from extractors.structure import RowRole, TableKind
from extractors.vietnamese import areas, money, numbers
from extractors.vietnamese.text import continues, fold
from schemas.records import BudgetLine, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.structure import Column, TableReading, TableRow, View
    from extractors.vietnamese.numbers import Number
    from schemas.document import Cell

# A number of a line, or of a group of lines: "1", "2.1", "IV", "a)", "B.".
_LINE_NO = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-zĐđ])[.)]?")
# The same in front of an item, in tables without a column of numbers: "1. Thuê hội trường", "- Nước uống".
_ITEM_LABEL = re.compile(r"(?:(?P<no>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđ])[.)]|[-+*•])\s+")
# Rules that decided a number by what stands around it.
_GUESSES = frozenset(["siblings", "vote", "default", "arithmetic"])
# "Cộng", "Tổng cộng (I + II)", "Cộng mục A:"
_TOTAL = re.compile(
    r"""(?:tổng\s*(?:cộng|số|kinh\ phí|chi\ phí|chi|dự\ toán|tiền)?|cộng)
        (?:\s+(?:cộng|số|tiền|mục|phần|nhóm|kinh\ phí|chi|[ivx]+|[a-e]|\d))* \s*(?:[(:].*)?$""",
    re.VERBOSE,
)
# "02 lớp x 3 ngày"
_TIMES = re.compile(r"\d\D*?\s*[x×*]\s*\d", re.IGNORECASE)


@dataclass(slots=True)
class _Table:
    """A table of costs and what holds for all its rows."""

    view: View
    reading: TableReading
    columns: Columns
    scales: dict[int, Scale]
    siblings: dict[int, tuple[str, ...]]
    vote: str | None
    appendix: str | None
    appendix_source: Source | None
    area: str | None = None
    area_source: Source | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """Number and name of a line, and the cell of the name; ``item`` is None in a row without words."""

    label: str | None
    item: str | None
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of a column of money and what one unit of it is worth in đồng."""

    number: Number
    worth: int

    @property
    def dong(self) -> int:
        """The amount in đồng."""
        return money.dong(self.number, self.worth)


def extract(view: View) -> list[BudgetLine]:
    """The rows of every table of costs, in reading order; money in đồng."""
    lines: list[BudgetLine] = []
    for group in _groups(view):
        lines += _read(view, group)
    return lines


def _groups(view: View) -> Iterator[list[TableReading]]:
    """The readings of each table; the pieces of a table that was cut are one."""
    group: list[TableReading] = []
    for reading in view.tables:
        if reading.kind is not TableKind.BUDGET:
            continue
        if group and reading.continues is None:
            yield group
            group = []
        group.append(reading)
    if group:
        yield group


def _read(view: View, group: Sequence[TableReading], unsaid: int = 1) -> list[BudgetLine]:
    """A table's lines; ``unsaid`` is what its columns count in where nothing says so."""
    lines: list[BudgetLine] = []
    area: tuple[str | None, Source | None] = (None, None)
    words: list[Words] = []
    for reading in group:
        table = _table(view, reading, unsaid)
        table.area, table.area_source = area
        for row in reading.rows:
            said = words_of_row(view, reading.block, row)
            if said is not None:
                words.append(said)
            _take(table, row, lines)
        area = table.area, table.area_source
    words += words_around(view, group)
    if not words:
        return lines
    if unsaid == 1:
        worth = missing_scale(lines, words[0])
        if worth > 1:
            return _read(view, group, worth)
    return with_words(lines, words[0])


# --- columns ------------------------------------------------------------------------------------------------------


def _table(view: View, reading: TableReading, unsaid: int) -> _Table:
    columns = read_columns(reading)
    of_money = [column for column in (columns.amount, columns.unit_price) if column is not None]
    scales = {column.index: scale(view, reading, column) or Scale(unsaid) for column in of_money}
    siblings = {column.index: texts(reading, column) for column in [*of_money, *columns.quantities]}
    annex = view.outline.annex(reading.block)
    source = None
    if annex is not None and view.blocks[annex.first].text.startswith(annex.label):
        source = Source("appendix", view.place(annex.first, 0, len(annex.label)))
    vote = None
    if any(scale.worth > 10**3 for scale in scales.values()):  # only there is a lone separator open
        vote = numbers.vote(block.text for block in view.blocks)
    label = None if annex is None else annex.label
    return _Table(view, reading, columns, scales, siblings, vote, label, source)


# --- rows ---------------------------------------------------------------------------------------------------------


def _take(table: _Table, row: TableRow, lines: list[BudgetLine]) -> None:
    """Make a row's record, or let it end the record before it or give an area to those below it."""
    if row.role not in (RowRole.DATA, RowRole.TOTAL, RowRole.SECTION) or not own(row):
        return
    name = _item(table, row)
    if row.role is RowRole.SECTION or _group_no(name.label):
        _enter(table, row)
    if name.item is None:
        return
    line = _line(table, row, name, name.item)
    bare = line.amount is None and line.quantity is None and line.unit is None
    if row.role is RowRole.SECTION and bare:
        return
    table.view.used_rows.add((table.reading.block, row.index))
    cut = bare and line.line_no is None and bool(lines) and not line.is_total and not lines[-1].is_total
    if cut and continues(lines[-1].item, line.item):  # a row that a page cut
        before = lines[-1]
        sources = (*before.sources, Source("item", line.place, "continued"))
        lines[-1] = replace(before, item=f"{before.item} {line.item}", sources=sources, confidence=0.8)
        return
    lines.append(line)


def _group_no(number: str | None) -> bool:
    return number is not None and not number[:1].isdigit() and number.isupper()


def _enter(table: _Table, row: TableRow) -> None:
    """A group's title: the area that it names holds for the rows below it."""
    cell = max(own(row), key=lambda cell: len(cell.text))
    found = areas.of_heading(cell.text)
    table.area = found.code if found else None
    place = table.view.cell_place(table.reading.block, cell)
    table.area_source = Source("area", place, "section_row") if found else None


def _line(table: _Table, row: TableRow, name: _Name, item: str) -> BudgetLine:
    columns, view, block = table.columns, table.view, table.reading.block
    is_total = row.role is RowRole.TOTAL or _TOTAL.match(fold(item).text) is not None
    amount = _money(table, row, columns.amount) or (_last_money(table, row) if is_total else None)
    price = _money(table, row, columns.unit_price)
    quantity, quantity_text, factors = _quantity(table, row, price, amount)
    if price is not None and amount is not None and quantity:
        price, amount = _settled(price, amount, quantity)
    area, sources = _area(table, item) if not is_total else (None, [])
    sources += _sources(table, amount, price, factors)
    doubts = [found.number.confidence for found in (amount, price) if found is not None]
    return BudgetLine(
        place=view.place(block, row.start, row.end, table_row=row.index),
        confidence=round(min([0.97, table.reading.confidence + 0.02, *doubts]), 3),
        sources=tuple(sources),
        item=item,
        appendix=table.appendix,
        line_no=name.label,
        unit=_text(row, columns.unit, name.cell, down=True),
        quantity=quantity,
        quantity_text=quantity_text,
        unit_price=None if price is None else price.dong,
        amount=None if amount is None else amount.dong,
        area=area,
        funding_source=_text(row, columns.funding_source, name.cell, down=True),
        note=_text(row, columns.note, name.cell, down=True),
        is_total=is_total,
        other=_other(table, row, name.cell),
    )


def _area(table: _Table, item: str) -> tuple[str | None, list[Source]]:
    """The area that a line's own words name, else that of the group's title above it."""
    found = areas.of_heading(item)
    if found is not None and found.rule == "name":  # a sentence that mentions one names none
        return found.code, []
    return table.area, [] if table.area_source is None else [table.area_source]


def _sources(table: _Table, amount: _Amount | None, price: _Amount | None, factors: int) -> list[Source]:
    columns = (("amount", table.columns.amount, amount), ("unit_price", table.columns.unit_price, price))
    sources = [] if table.appendix_source is None else [table.appendix_source]
    for field, column, found in columns:
        if column is not None and found is not None:
            if found.worth > 1:
                said = table.scales[column.index].source
                sources.append(Source(field, said, "scale" if said else "scale_from_words"))
            if found.number.rule in _GUESSES:
                sources.append(Source(field, None, found.number.rule))
    if factors > 1:
        sources.append(Source("quantity", None, "product"))
    return sources


def _item(table: _Table, row: TableRow) -> _Name:
    cells = own(row)
    label: str | None = None
    number = table.columns.number
    at = row.cells[number.index] if number is not None and number.index < len(row.cells) else None
    if at is not None and at in cells and at.column_span == 1 and _LINE_NO.fullmatch(at.text):
        label = at.text
    cell = cell_of(row, table.columns.item)
    if cell is None or not cell.text or (cell is at and label is not None):
        words = [other for other in cells if any(map(str.isalpha, other.text)) and not (label and other is at)]
        cell = next(iter(words), None)
    if cell is None:
        return _Name(label, None, None)
    text = cell.text
    match = _ITEM_LABEL.match(text)
    if match is not None and len(text) > match.end() and (label is None or match["no"] is None):
        label = label or match["no"]
        text = text[match.end() :]
    return _Name(label.strip("().") if label and label.startswith("(") else label, text, cell)


def _text(row: TableRow, column: Column | None, item: Cell | None, *, down: bool) -> str | None:
    """A cell's words; those of a cell merged over several rows hold for each (``down``)."""
    cell = cell_of(row, column)
    if cell is None or cell is item or cell.text in PLACEHOLDERS or (cell.row != row.index and not down):
        return None
    assert column is not None
    return cell.text if cell.column == column.index else None


def _money(table: _Table, row: TableRow, column: Column | None) -> _Amount | None:
    """The money in a row's column; None where it is empty, a rule in words, or a title that runs across the column."""
    cell = cell_of(row, column)
    if column is None or cell is None or cell.row != row.index or not any(map(str.isdigit, cell.text)):
        return None
    if cell.column != column.index and any(map(str.isalpha, cell.text)):
        return None
    return _amount(table, column, cell)


def _amount(table: _Table, column: Column, cell: Cell) -> _Amount | None:
    worth = table.scales[column.index].worth
    number = money.number_of(cell.text, worth, table.siblings[column.index], table.vote)
    return None if number is None else _Amount(number, money.own_scale(cell.text, number, worth))


def _last_money(table: _Table, row: TableRow) -> _Amount | None:
    """The figure of a total row whose cells were shifted: the only one in it."""
    column = table.columns.amount
    cells = [cell for cell in own(row) if numbers.read(cell.text) is not None]
    found = _amount(table, column, cells[0]) if column is not None and len(cells) == 1 else None
    return None if found is None else replace(found, number=replace(found.number, confidence=0.7))


def _settled(price: _Amount, amount: _Amount, quantity: float) -> tuple[_Amount, _Amount]:
    """Price and amount, read so that quantity times price makes the amount, where one reading does."""

    def makes(values: Sequence[float]) -> bool:
        return abs(quantity * values[0] * price.worth - values[1] * amount.worth) < 1

    first, second = numbers.settle((price.number, amount.number), makes)
    if makes((first.value, second.value)):  # the product proves both
        first, second = (replace(number, confidence=max(number.confidence, 0.97)) for number in (first, second))
    return replace(price, number=first), replace(amount, number=second)


def _quantity(
    table: _Table, row: TableRow, price: _Amount | None, amount: _Amount | None
) -> tuple[float | None, str | None, int]:
    """Quantity, its words, and how many columns were multiplied ("Số người" x "Số ngày")."""
    cells = [
        (text, table.siblings[column.index])
        for column in table.columns.quantities
        if (text := _text(row, column, None, down=False)) is not None
    ]
    values = [(text, value) for text, beside in cells if (value := _count(text, beside)) is not None]
    if len(values) > 1 and price is not None and amount is not None:
        for text, value in values:  # where one column alone makes the amount, the others do not count
            if round(value * price.dong) == amount.dong:
                return value, text, 1
    words = " x ".join(text for text, _ in cells) or None
    return (prod(value for _, value in values) if values else None), words, len(values)


def _count(text: str, siblings: tuple[str, ...]) -> float | None:
    """The number in a cell of quantities: "12 tháng", "01", "02 lớp x 3 ngày" (6)."""
    context = numbers.Context(unit="lượt", siblings=siblings)
    number = numbers.read(text, context)
    if number is not None:
        return number.value
    found = numbers.find(text, context=context)
    if not found:
        return None
    return float(prod(number.value for number in found)) if _TIMES.search(text) else found[0].value


def _other(table: _Table, row: TableRow, item: Cell | None) -> dict[str, str]:
    """The further columns of a row, by their heads; money that could not be read stays in words here."""
    other: dict[str, str] = {}
    unread = [
        column
        for column in (table.columns.amount, table.columns.unit_price)
        if column is not None and (text := _text(row, column, item, down=False)) and _money(table, row, column) is None
    ]
    for column in chain(table.columns.rest, unread):
        text = _text(row, column, item, down=False)
        if text is not None:
            name, again = column.header or f"Cột {column.index + 1}", 2
            while name in other:
                name, again = f"{column.header} ({again})", again + 1
            other[name] = text
    return other
