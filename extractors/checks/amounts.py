"""Arithmetic of budgets: lines, totals, words (domain 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from extractors.checks.wording import brief, number
from schemas.records import BudgetLine, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.records import Extraction

_Line = tuple[int, BudgetLine]


def check(extraction: Extraction) -> Iterator[Finding]:
    """Findings about budget lines."""
    lines = list(enumerate(extraction.budget_lines))
    for line in lines:
        yield from _product(line)
        yield from _words(line)
    tables: dict[tuple[str | None, int], list[_Line]] = {}
    for ordinal, budget in lines:
        table = (budget.appendix, 0 if budget.appendix else budget.place.block)
        tables.setdefault(table, []).append((ordinal, budget))
    for listed in tables.values():
        yield from _sums(listed)


def _finding(
    line: _Line, rule: str, severity: str, message: str, expected: float | None, actual: float | None
) -> Finding:
    return Finding(
        place=line[1].place, rule=rule, severity=severity, message=message, dataset="budget_lines", row_ordinal=line[0],
        expected=None if expected is None else number(expected), actual=None if actual is None else number(actual),
    )  # fmt: skip


def _product(line: _Line) -> Iterator[Finding]:
    budget = line[1]
    if budget.quantity is None or budget.unit_price is None or budget.amount is None or budget.is_total:
        return
    product = budget.quantity * budget.unit_price
    rounded = budget.quantity and abs(budget.amount / budget.quantity - budget.unit_price) < 1  # "120 × 31.667"
    if abs(product - budget.amount) >= 1 and not rounded:
        message = (
            f"“{brief(budget.item)}”: {number(budget.quantity)} × {number(budget.unit_price)} = {number(product)},"
            f" văn bản ghi {number(budget.amount)} đồng."
        )
        yield _finding(line, "budget_line_product", "error", message, product, budget.amount)


def _words(line: _Line) -> Iterator[Finding]:
    budget = line[1]
    if budget.amount_in_words is None:
        return
    if budget.amount_from_words is None:
        message = f"Không đọc được số tiền bằng chữ “{brief(budget.amount_in_words)}”."
        yield _finding(line, "amount_in_words", "warning", message, budget.amount, None)
    elif budget.amount is not None and budget.amount != budget.amount_from_words:
        message = (
            f"Số tiền bằng chữ “{brief(budget.amount_in_words)}” là {number(budget.amount_from_words)} đồng,"
            f" bằng số là {number(budget.amount)} đồng."
        )
        yield _finding(line, "amount_in_words", "error", message, budget.amount_from_words, budget.amount)


def _sums(table: list[_Line]) -> Iterator[Finding]:
    """Each total against the lines before it: all of them, the outer ones, the inner ones, or the totals before it."""
    since: list[BudgetLine] = []
    lines: list[BudgetLine] = []
    subtotals: list[BudgetLine] = []
    for ordinal, line in table:
        if not line.is_total:
            since.append(line)
            lines.append(line)
            continue
        if line.amount is not None and lines:
            sums = {value for group in (since, lines, subtotals) for value in _readings(group)}
            if sums and line.amount not in sums:
                expected = _readings(lines)[0]
                said = f"dòng “{brief(line.item)}” ghi {number(line.amount)} đồng"
                message = f"Tổng các dòng là {number(expected)} đồng, {said}."
                yield _finding((ordinal, line), "budget_sum", "error", message, expected, line.amount)
        subtotals.append(line)
        since = []


def _readings(lines: list[BudgetLine]) -> list[int]:
    """The sums that the lines can have: inner lines alone first, then all, then outer ones alone."""
    depths = [_depth(line.line_no) for line in lines]
    amounts = [line.amount or 0 for line in lines]
    if not lines or not any(amounts):
        return []
    leaves = [
        amount for at, amount in enumerate(amounts) if not (at + 1 < len(lines) and _heads(depths[at], depths[at + 1]))
    ]
    known = [depth for depth in depths if depth is not None]
    outer = [amount for amount, depth in zip(amounts, depths, strict=True) if known and depth == min(known)]
    return [sum(leaves), sum(amounts), sum(outer)]


def _heads(depth: int | None, following: int | None) -> bool:
    """Whether a line is the sum of the lines under it."""
    return depth is not None and following is not None and following > depth


def _depth(number_: str | None) -> int | None:
    """How deep a line's number stands: "A" 0, "I" 1, "1" 2, "1.1" 3, "-" 5."""
    written = (number_ or "").strip(" .)")
    if regex.fullmatch(r"[IVX]+", written):
        return 1
    if regex.fullmatch(r"[A-H]", written):
        return 0
    if regex.fullmatch(r"\d+(?:\.\d+)*", written):
        return 2 + written.count(".")
    return 5 if regex.fullmatch(r"[-+*a-zđ]", written) else None
