"""Scores: a unit's results in the administrative-reform index and its like, told in text or standing in tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors import score_context, score_prose, score_tables
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.document import Place

_PLANNING = ("plan", "program", "action_program", "scheme", "project", "dispatch", "proposal")


def extract(view: View) -> list[Score]:
    """Every result in the document, in reading order.

    A year that a row does not state is that of its heading or caption, else of the results told before it; a row that
    names no unit is about the document's own agency.
    """
    rows = score_prose.read(view) + score_tables.read(view)
    rows.sort(key=lambda score: (score.place.block, score.place.start, score.place.end))
    dated = [row for row in _dated(view, rows) if not _is_promise(view, row)]
    agency = view.header.agency
    return [replace(row, unit=agency) if row.unit is None else row for row in dated]


def _dated(view: View, rows: list[Score]) -> list[Score]:
    """The rows with their years; a year taken from elsewhere says from where."""
    years: list[tuple[int, Place | None, str] | None] = []
    above: dict[int, tuple[int, Place] | None] = {}
    for row in rows:
        block = row.place.block
        if row.scored_year is not None:
            years.append((row.scored_year, row.place, "stated"))
            continue
        if block not in above:
            above[block] = score_context.year_above(view, block, table=row.place.table_row is not None)
        found = above[block]
        years.append((*found, "heading") if found else None)
    if rows and any(year is None for year in years):
        years = _shared(years, score_context.year_of_document(view, rows[0].place.block + 1))
    return [
        row
        if row.scored_year is not None or year is None
        else replace(row, scored_year=year[0], sources=(*row.sources, Source("scored_year", year[1], year[2])))
        for row, year in zip(rows, years, strict=True)
    ]


def _shared(
    years: list[tuple[int, Place | None, str] | None], document: tuple[int, Place] | None
) -> list[tuple[int, Place | None, str] | None]:
    """Rows without a year have that of the row before them, of the document's sentences, or of the row after."""
    before: tuple[int, Place | None, str] | None = None
    filled: list[tuple[int, Place | None, str] | None] = []
    for year in years:
        before = year or before
        filled.append(year or (before and (before[0], before[1], "row_before")))
    first = next((year for year in filled if year), None)
    other = (*document, "text_before") if document else first and (first[0], first[1], "row_after")
    return [year or other for year in filled]


def _is_promise(view: View, row: Score) -> bool:
    """A bare total for the year that a plan is for is what it promises, whatever the verb."""
    header = view.header
    return (
        row.level == "total"
        and row.place.table_row is None
        and row.rank_of is None
        and row.max_score is None
        and header.doc_type in _PLANNING
        and header.plan_year is not None
        and row.scored_year is not None
        and row.scored_year >= header.plan_year
    )
