"""Scores: a unit's results in the administrative-reform index and its like, told in text or standing in tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.scores import completion
from extractors.scores import context as score_context
from extractors.scores import prose as score_prose
from extractors.scores import tables as score_tables
from schemas.quick import quick, replace
from schemas.records import Score, Source

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.document import Place

_PLANNING = ("plan", "program", "action_program", "scheme", "project", "dispatch", "proposal")


@quick
@dataclass(frozen=True, slots=True)
class _Year:
    """A year that was scored, where it was read and by which rule."""

    year: int
    place: Place
    rule: str


def extract(view: View) -> list[Score]:
    """Every result in the document, in reading order.

    A year that a row does not state is that of its heading or caption, else of the results told before it; a row that
    names no unit is about the document's own agency.
    """
    rows = score_prose.read(view) + score_tables.read(view)
    rows.sort(key=lambda score: (score.place.block, score.place.start, score.place.end))
    years = _years(view, rows)
    found = [
        _completed(row, year, view.header.agency)
        for row, year in zip(rows, years, strict=True)
        if not _is_promise(view, row, year)
    ]
    return completion.complete(view, found)


def _completed(row: Score, year: _Year | None, agency: str | None) -> Score:
    """The row with its year and unit; a year taken from elsewhere says from where."""
    unit = agency if row.unit is None else row.unit
    if row.scored_year is None and year is not None:
        source = Source("scored_year", year.place, year.rule)
        return replace(row, unit=unit, scored_year=year.year, sources=(*row.sources, source))
    return row if unit is row.unit else replace(row, unit=unit)


def _years(view: View, rows: list[Score]) -> list[_Year | None]:
    """The year of each row, stated or taken from what stands around it."""
    years: list[_Year | None] = []
    above: dict[int, _Year | None] = {}
    for row in rows:
        block = row.place.block
        if row.scored_year is not None:
            years.append(_Year(row.scored_year, row.place, "stated"))
            continue
        if block not in above:
            found = score_context.year_above(view, block, table=row.place.table_row is not None)
            above[block] = _Year(*found, "heading") if found else None
        years.append(above[block])
    if all(year is not None for year in years):
        return years
    document = score_context.year_of_document(view, rows[0].place.block + 1)
    return _shared(rows, years, _Year(*document, "text_before") if document else None)


def _shared(rows: list[Score], years: list[_Year | None], document: _Year | None) -> list[_Year | None]:
    """Rows without a year have that of the row before them, of the document's sentences, or of the row after."""
    before: _Year | None = None
    filled: list[_Year | None] = []
    for at, year in enumerate(years):
        aside = year and before and year.place.block == before.place.block and year.year < before.year
        if year is not None and at and years[at - 1] is None:
            beside = (rows[at - 1].place.block, rows[at - 1].unit) == (rows[at].place.block, rows[at].unit)
            aside = aside or beside  # "Huyện A: 91,24 điểm, hạng 1/10 (năm 2021 hạng 3)"
        before = before if aside else year or before  # a year before, told beside, dates no further row
        filled.append(year or (replace(before, rule="row_before") if before else None))
    first = next((year for year in filled if year), None)
    other = document or (replace(first, rule="row_after") if first else None)
    return [year or other for year in filled]


def _is_promise(view: View, row: Score, year: _Year | None) -> bool:
    """A bare total for the year that a plan is for is what it promises, whatever the verb."""
    header = view.header
    return (
        row.level == "total"
        and row.self_score is None
        and row.appraised_score is None
        and row.place.table_row is None
        and row.rank_of is None
        and row.max_score is None
        and header.doc_type in _PLANNING
        and header.plan_year is not None
        and year is not None
        and year.year >= header.plan_year
    )
