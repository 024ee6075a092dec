"""The total of a table of costs in words: "(Bằng chữ: Hai mươi triệu đồng)", in a row, below or above the table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.budget.columns import own
from extractors.vietnamese import money
from extractors.vietnamese.text import fold
from schemas.records import BudgetLine, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.structure import TableReading, TableRow, View
    from schemas.document import Place

_AROUND = 3
"""How many blocks below or above a table its total in words may stand."""


@dataclass(frozen=True, slots=True)
class Words:
    """The total in words, and where it stands."""

    amount: money.AmountInWords
    place: Place


def words_of_row(view: View, block: int, row: TableRow) -> Words | None:
    """The total in words in a row of the table: "Bằng chữ: …" alone, or behind "TỔNG CỘNG"."""
    for cell in own(row):
        if "chữ" in cell.text.lower():
            amount = money.in_words(fold(cell.text))
            if amount is not None:
                place = view.cell_place(block, cell)
                view.used_rows.add((block, row.index))
                return Words(amount, replace(place, start=place.start + amount.start, end=place.start + amount.end))
    return None


def words_around(view: View, group: Sequence[TableReading]) -> Iterator[Words]:
    """The total in words below or above a table."""
    last, first = group[-1].block, group[0].block
    below = range(last + 1, min(len(view.blocks), last + 1 + _AROUND))
    above = range(first - 1, max(-1, first - 1 - _AROUND), -1)
    for side in (below, above):
        for block in side:
            if view.blocks[block].table is not None:
                break
            if len(view.blocks[block].text) <= 400:
                amount = money.in_words(view.folded[block])
                if amount is not None:
                    yield Words(amount, view.place(block, amount.start, amount.end))


def with_words(lines: list[BudgetLine], words: Words) -> list[BudgetLine]:
    """Put the amount in words to the total that it repeats: the one of that amount, else the last."""
    totals = [at for at, line in enumerate(lines) if line.is_total]
    said = words.amount.value
    if not totals:
        return lines
    at = next((at for at in reversed(totals) if lines[at].amount == said), totals[-1])
    sources = (Source("amount_in_words", words.place), Source("amount_from_words", words.place, "number_words"))
    total = replace(
        lines[at],
        amount_in_words=words.amount.words,
        amount_from_words=said,
        sources=(*lines[at].sources, *sources),
    )
    return [*lines[:at], total, *lines[at + 1 :]]


def missing_scale(lines: Sequence[BudgetLine], words: Words) -> int:
    """What a table counts in that does not say so: the words say a thousand or a million times its total; else 1."""
    totals = [line.amount for line in lines if line.is_total and line.amount]
    said = words.amount.value
    if said is None or not totals or said in totals:
        return 1
    return next((worth for worth in (10**3, 10**6, 10**9) if abs(totals[-1] * worth - said) < worth), 1)
