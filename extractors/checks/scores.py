"""Arithmetic of scores: parts and totals, maxima, percents, ranks (domain section 0, facts 1 to 4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.checks.wording import brief, number
from schemas.quick import quick
from schemas.records import Finding, Score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.records import Extraction

ROUNDING = 0.05
"""Printed totals are rounded or cut: 86.845 is printed 86,8 (domain section 0, fact 2)."""
_FEWEST_AREAS = 3
_LARGEST_SURVEY = 0.4
"""The most of a total that a survey makes (domain section 3.1: 30 to 37 of 100)."""
_PERCENT_ROUNDING = {0: 0.51, 1: 0.06}


@quick
@dataclass(frozen=True, slots=True)
class _Numbered:
    ordinal: int
    score: Score


def check(extraction: Extraction) -> Iterator[Finding]:
    """Findings about scores."""
    rows = [_Numbered(ordinal, score) for ordinal, score in enumerate(extraction.scores)]
    for row in rows:
        yield from _above_maximum(row)
        yield from _percent(row)
        yield from _rank(row)
    yield from _sums_of_areas(rows)
    yield from _sums_of_criteria(rows)


def _finding(row: _Numbered, rule: str, severity: str, message: str, expected: str, actual: str) -> Finding:
    return Finding(
        place=row.score.place, rule=rule, severity=severity, message=message, dataset="scores",
        row_ordinal=row.ordinal, expected=expected, actual=actual,
    )  # fmt: skip


def _above_maximum(row: _Numbered) -> Iterator[Finding]:
    score = row.score
    if score.max_score is None:
        return
    for name, value in (
        ("Điểm đạt", score.score),
        ("Điểm tự chấm", score.self_score),
        ("Điểm thẩm định", score.appraised_score),
        ("Điểm điều tra", score.survey_score),
    ):
        if value is not None and value > score.max_score + 1e-6:
            most, got = number(score.max_score), number(value)
            message = f"{name} {got} cao hơn điểm tối đa {most} của “{brief(score.criterion)}”."
            yield _finding(row, "score_above_max", "error", message, f"≤ {most}", got)


def _percent(row: _Numbered) -> Iterator[Finding]:
    score = row.score
    value = next((value for value in (score.score, score.appraised_score, score.self_score) if value is not None), None)
    if score.percent is None or value is None or not score.max_score or value > score.max_score:
        return
    percent = 100 * value / score.max_score
    decimals = len(f"{score.percent:.6f}".rstrip("0").split(".")[1])
    if abs(percent - score.percent) > _PERCENT_ROUNDING.get(decimals, ROUNDING):
        expected, got = number(round(percent, 2)), number(score.percent)
        message = (
            f"“{brief(score.criterion)}”: {number(value)}/{number(score.max_score)} điểm là {expected}%,"
            f" văn bản ghi {got}%."
        )
        yield _finding(row, "percent_mismatch", "warning", message, f"{expected}%", f"{got}%")


def _rank(row: _Numbered) -> Iterator[Finding]:
    rank, rank_of = row.score.rank, row.score.rank_of
    if rank is None or (rank >= 1 and (rank_of is None or rank <= rank_of)):
        return
    of = "" if rank_of is None else f"/{rank_of}"
    message = f"Thứ hạng {rank}{of} của “{brief(row.score.unit or row.score.criterion)}” không thể có."
    yield _finding(row, "rank_out_of_range", "error", message, f"1–{rank_of}" if rank_of else "≥ 1", f"{rank}{of}")


# -- sums --------------------------------------------------------------------------------------------------------------


def _sums_of_areas(rows: list[_Numbered]) -> Iterator[Finding]:
    """The areas of a unit in a year against its total; what a separate survey can fill is no fault (fact 3)."""
    groups: dict[tuple[object, ...], list[_Numbered]] = defaultdict(list)
    for row in rows:
        groups[row.score.unit, row.score.index_code, row.score.scored_year].append(row)
    for group in groups.values():
        areas = [row for row in group if row.score.level == "area"]
        totals = [row for row in group if row.score.level == "total" and row.score.rank_scope is None]
        if len(areas) < _FEWEST_AREAS or len({row.score.area for row in areas if row.score.area}) < len(areas) - 1:
            continue
        for total in totals[:2]:
            yield from _against_total(total, areas)


def _against_total(total: _Numbered, areas: list[_Numbered]) -> Iterator[Finding]:
    maxima = _sum(areas, "max_score")
    room = None
    if maxima is not None and total.score.max_score is not None:
        room = total.score.max_score - maxima
        yield from _residual(total, "area_max_sum", "điểm tối đa", maxima, total.score.max_score, room)
    elif maxima is not None:
        room = 100 - maxima
    for name, wording in (("score", "điểm"), ("self_score", "điểm tự chấm"), ("appraised_score", "điểm thẩm định")):
        value, reached = getattr(total.score, name), _sum(areas, name)
        if value is not None and reached is not None:
            yield from _residual(total, "area_scores_sum", wording, reached, value, room)


def _sum(rows: list[_Numbered], name: str) -> float | None:
    values = [getattr(row.score, name) for row in rows]
    return None if any(value is None for value in values) else round(sum(values), 6)


def _residual(
    total: _Numbered, rule: str, wording: str, reached: float, value: float, room: float | None
) -> Iterator[Finding]:
    """What is left of the total when its areas are taken off."""
    left = value - reached
    if abs(left) <= ROUNDING + 1e-9:
        return
    if left > _LARGEST_SURVEY * value:
        return  # not all areas are listed
    survey = left > 0 and (room is None or left <= room + ROUNDING)
    said, summed = number(value), number(reached)
    if survey:
        message = (
            f"Tổng {wording} các lĩnh vực là {summed}, ít hơn tổng {said}: còn {number(left)},"
            " có thể là phần điều tra xã hội học không được liệt kê."
        )
    else:
        message = f"Tổng {wording} các lĩnh vực là {summed}, không khớp với tổng {said} của văn bản."
    yield _finding(total, rule, "info" if survey else "error", message, summed, said)


def _sums_of_criteria(rows: list[_Numbered]) -> Iterator[Finding]:
    """In a table, criteria 1.1, 1.2 … against their area 1, where their maxima show that all are listed."""
    children: dict[tuple[object, ...], list[_Numbered]] = defaultdict(list)
    parents: dict[tuple[object, ...], _Numbered] = {}
    for row in rows:
        number_ = row.score.criterion_no
        if number_ is None or row.score.place.table_row is None or not number_[0].isdigit():
            continue
        table = (row.score.place.block, row.score.unit, row.score.scored_year)
        parents.setdefault((*table, _plain(number_)), row)
        if "." in number_:
            children[(*table, _plain(number_.rpartition(".")[0]))].append(row)
    for name, listed in children.items():
        parent = parents.get(name)
        if parent is None:
            continue
        maxima = _sum(listed, "max_score")
        if maxima is None or parent.score.max_score is None or abs(maxima - parent.score.max_score) > ROUNDING:
            continue
        yield from _against_parent(parent, listed)


def _plain(number_: str) -> str:
    return ".".join(part.lstrip("0") for part in number_.split("."))


def _against_parent(parent: _Numbered, listed: list[_Numbered]) -> Iterator[Finding]:
    for name, wording in (("score", "điểm"), ("self_score", "điểm tự chấm"), ("appraised_score", "điểm thẩm định")):
        value, reached = getattr(parent.score, name), _sum(listed, name)
        if value is not None and reached is not None and abs(value - reached) > ROUNDING + 1e-9:
            message = (
                f"Tổng {wording} các tiêu chí của “{brief(parent.score.criterion)}” là {number(reached)},"
                f" văn bản ghi {number(value)}."
            )
            yield _finding(parent, "criterion_scores_sum", "warning", message, number(reached), number(value))
