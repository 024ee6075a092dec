"""Charts of what is promised and cited: tasks along the year, targets by year, instruments."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from pipeline.charts import draw
from pipeline.charts.chart import Cell, Chart, say
from pipeline.charts.results import nothing
from pipeline.charts.svg import About
from schemas.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from pipeline.charts.figures import Figures
    from pipeline.language import Code

ROWS: Final = 12
"""Lead units that have a row of their own."""
YEARS: Final = 8
CITED: Final = 10
OFTEN: Final = 3
"""Instruments that a document cites more than once, from which on they are drawn."""
_ALWAYS, _UNDATED = "always", "undated"


def tasks(figures: Figures, doc_id: str | None, prefix: str, language: Code) -> Chart:
    """Tasks by lead unit and month of the year that most are for; of a document that runs over years, by year."""
    found = figures.tasks(doc_id)
    if not found:
        return nothing("tasks", language)
    dated: Counter[int] = Counter()
    planned: Counter[int] = Counter()
    for _, _, year, _, _, plan, count in found:
        dated.update({year: count} if year is not None else {})
        planned.update({year or plan: count} if year or plan else {})
    by_year = doc_id is not None and bool(dated) and max(dated.values()) < 0.5 * dated.total()
    main = max(planned, key=lambda year: (planned[year], year)) if planned and not by_year else None
    months = main is not None and (doc_id is None or bool(dated))
    heads: list[Any] = sorted(dated)[:YEARS] if by_year else list(range(1, 13)) if months else []
    names: dict[str, Counter[str]] = {}
    counts: dict[str, Counter[Hashable]] = {}
    elsewhere = 0
    for unit, key, year, month, always, plan, count in found:
        if main is not None and (year or plan or (main if doc_id else None)) != main:
            elsewhere += count
            continue
        head = min(year, heads[-1]) if by_year and year else month if year else _ALWAYS if always else _UNDATED
        counts.setdefault(key, Counter())[head] += count
        names.setdefault(key, Counter())[unit] += count
    title = (
        say("tasks_years", language) if by_year
        else say("tasks_year", language, year=str(main)) if months else say("tasks", language)
    )  # fmt: skip
    note = say("tasks_note", language)
    if elsewhere:
        note += " " + say("tasks_elsewhere", language, count=elsewhere)
    units = {key: told.most_common(1)[0][0] for key, told in names.items()}
    labels = {head: _head(head, by_year, language) for head in [*heads, _ALWAYS, _UNDATED]}
    return _grid("tasks", prefix, title, note, say("lead_unit", language), units, labels, counts, language)


def _head(head: object, by_year: bool, language: Code) -> str:
    if isinstance(head, str):
        return say(head, language)
    return str(head) if by_year else say("month", language, month=str(head))


def _grid(
    id_: str, prefix: str, title: str, note: str, corner: str, names: dict[str, str], heads: dict[Any, str],
    counts: dict[str, Counter[Hashable]], language: Code,
) -> Chart:  # fmt: skip
    """A grid with the fullest rows, the others as one, and the sum of each row at its end; empty columns left out."""
    order = sorted(counts, key=lambda key: (-counts[key].total(), names[key]))
    own = ROWS + 1 if len(order) == ROWS + 1 else ROWS
    rows = [(names[key], counts[key]) for key in order[:own]]
    if others := order[own:]:
        rest: Counter[Hashable] = Counter()
        for key in others:
            rest.update(counts[key])
        rows.append((say("other_units", language, count=len(others)), rest))
    used = [head for head in heads if any(told[head] for _, told in rows)]
    kept = [head for head in heads if head in used or isinstance(head, int)] if used else list(heads)
    columns = [heads[head] for head in kept]
    figures = [[told[head] for head in kept] for _, told in rows]
    labels = [f"{name}\u00a0({sum(line)})" for (name, _), line in zip(rows, figures, strict=True)]
    about = About(f"{prefix}-{id_}", title, say(f"{id_}_about", language), language)
    svg = draw.grid(about, labels, columns, figures)
    table: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(count or None for count in line), sum(line)) for (name, _), line in zip(rows, figures, strict=True)
    )
    return Chart(id_, title, svg, (corner, *columns, say("total", language)), table, note)


def targets(figures: Figures, doc_id: str | None, prefix: str, language: Code) -> Chart:
    """Targets by comparator and the year they are due."""
    found = figures.targets(doc_id)
    if not found:
        return nothing("targets", language)
    dated: Counter[int] = Counter()
    for _, _, year, count in found:
        if year is not None:
            dated[year] += count
    years = sorted(dated)
    heads: dict[Any, str] = {year: str(year) for year in years[:YEARS]}
    if years[YEARS:]:
        heads["later"] = say("year_later", language, year=str(years[YEARS - 1]))
    heads["none"] = say("no_year", language)
    counts: dict[str, Counter[Hashable]] = {}
    names = {}
    for comparator, change, year, count in found:
        key = f"{comparator}{change}"
        head = "none" if year is None else year if year in heads else "later"
        counts.setdefault(key, Counter())[head] += count
        names[key] = _comparator(comparator, change, language)
    title = say("targets", language)
    corner = say("comparator", language)
    return _grid("targets", prefix, title, say("targets_note", language), corner, names, heads, counts, language)


def _comparator(code: str | None, change: bool, language: Code) -> str:
    if code is None:
        return say("unquantified", language)
    name = CODES["comparator"][code][0 if language == "vi" else 1]
    return say("change", language, comparator=name) if change else name


def cited(figures: Figures, doc_id: str | None, prefix: str, language: Code) -> Chart:
    """The instruments cited most: by documents over all, by mentions in one."""
    found = figures.cited(doc_id)
    at = 3 if doc_id is None else 4
    if not found:
        return nothing("cited", language)
    columns = tuple(say(name, language) for name in ("instrument", "cited_documents", "cited_mentions"))
    often = sorted((row for row in found if row[at] > 1), key=lambda row: -row[at])[:CITED]
    drawn = len(often) >= (1 if doc_id is None else OFTEN)
    shown = often if drawn and doc_id else found[:CITED]
    labels = [_citation(row, language) for row in shown]
    told = (3, 4) if doc_id is None else (4,)
    rows = tuple((label, *(row[which] for which in told)) for label, row in zip(labels, shown, strict=True))
    heads = (columns[0], *(columns[which - 2] for which in told))
    title = say("cited", language)
    if not drawn:
        return Chart("cited", title, None, heads, rows, _seldom(len(found), len(often), language))
    about = About(f"{prefix}-cited", title, say("cited_about", language), language)
    svg = draw.bars(about, labels, [(heads[1], [row[at] for row in shown])])
    note = say("cited_note", language, shown=len(shown), count=len(found))
    return Chart("cited", title, svg, heads, rows, note)


def _seldom(count: int, often: int, language: Code) -> str:
    return say("cited_seldom" if often else "cited_once", language, count=count, often=often)


def _citation(row: Sequence[Any], language: Code) -> str:
    """An instrument with what it is about: "76/NQ-CP, Ban hành Chương trình …"; its kind where it has no number."""
    citation, title, instrument = row[:3]
    name = citation or CODES["instrument"][instrument][0 if language == "vi" else 1].capitalize()
    return f"{name}, {title}" if title else str(name)
