"""Charts of results: areas as shares, ranks over years, points lost, units side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.charts import draw
from pipeline.charts.chart import Cell, Chart, say
from pipeline.charts.svg import About
from schemas.codes import AREAS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.charts.figures import Figures, Rows
    from pipeline.language import Code

LINES: Final = 6
"""Units whose ranks are drawn: as many as there are marks."""
UNITS: Final = 25
CRITERIA: Final = 12
BESIDE: Final = 4
"""Units whose areas stand side by side."""
Series = tuple[str, dict[str, float]]
_OWN, _MEAN, _BEFORE = range(3)
"""Looks of the bars of a unit, of a mean and of the year before, the same in every chart."""


def area_name(code: str, language: Code) -> str:
    """The name of an area as a label: without what the dictionary adds."""
    name = AREAS[code][0 if language == "vi" else 1].split(", where")[0].split(", as a row")[0]
    return name[0].upper() + name[1:]


def nothing(id_: str, language: Code, why: str | None = None, title: str | None = None) -> Chart:
    """No chart, but a sentence."""
    return Chart(id_, title or say(id_, language), None, (), (), why or say(f"{id_}_none", language))


def areas_of_document(figures: Figures, doc_id: str, prefix: str, language: Code) -> Chart:
    """Areas of the document's unit beside the mean of its province and the year before; of several units beside."""
    units = [row for row in figures.stated_units(doc_id) if row[6]]
    if not units:
        return nothing("areas", language)
    index, unit_key, unit, level, province, year, *_ = units[0]
    beside = [row for row in units if row[0] == index and row[5] == year]
    if len(beside) > 1:
        several = sorted(beside, key=lambda row: str(row[2]))[:BESIDE]
        of_several = [
            (say("unit_year", language, unit=row[2], year=str(year)), figures.areas(index, row[1], year))
            for row in several
        ]
        return _areas(prefix, of_several, range(len(of_several)), language, [])
    own = figures.areas(index, unit_key, year)
    series: list[Series] = [(say("unit_year", language, unit=unit, year=str(year)), own)]
    notes, looks = [], [_OWN]
    mean, count = figures.peers(index, unit_key, level, year)
    if count > 1:
        name = "provinces_mean" if level == "province" or province is None else "province_mean"
        series.append((say(name, language, province=province, year=str(year)), mean))
        looks.append(_MEAN)
        notes.append(say("areas_mean_note", language, count=count))
    before = figures.areas(index, unit_key, year - 1)
    if before:
        series.append((say("unit_last_year", language, unit=unit, year=str(year - 1)), before))
        looks.append(_BEFORE)
    return _areas(prefix, series, looks, language, notes)


def areas_of_all(figures: Figures, prefix: str, language: Code) -> Chart:
    """The mean of all units in the latest year, and in the year before."""
    years = figures.years()
    if not years:
        return nothing("areas", language)
    index, year = _year(years)
    mean, count = figures.mean(index, year)
    series: list[Series] = [(say("all_mean", language, year=str(year)), mean)]
    notes = [f"{year}: " + say("areas_mean_note", language, count=count)]
    before, count = figures.mean(index, year - 1)
    if before:
        series.append((say("all_mean", language, year=str(year - 1)), before))
        notes.append(f"{year - 1}: " + say("areas_mean_note", language, count=count))
    return _areas(prefix, series, (_MEAN, _BEFORE), language, notes)


def _year(years: Rows) -> tuple[str, int]:
    """The index with most results, and its latest year that has at least half as many as its fullest."""
    same = [row for row in years if row[0] == years[0][0]]
    fullest = max(row[2] for row in same)
    return next((row[0], row[1]) for row in same if 2 * row[2] >= fullest)


def _areas(prefix: str, series: Sequence[Series], looks: Sequence[int], language: Code, notes: list[str]) -> Chart:
    shown = [area for area in AREAS if any(area in values for _, values in series)]
    labels = [area_name(area, language) for area in shown]
    figures = [(name, [_round(values.get(area)) for area in shown]) for name, values in series]
    title = say("areas", language)
    about = About(f"{prefix}-areas", title, say("areas_about", language), language)
    most = max(100.0, *(value or 0 for _, values in figures for value in values))
    svg = draw.bars(about, labels, figures, most=most, unit="%", looks=looks)
    rows = tuple((label, *(values[at] for _, values in figures)) for at, label in enumerate(labels))
    note = " ".join((say("areas_note", language), *notes))
    return Chart("areas", title, svg, (say("area", language), *(name for name, _ in figures)), rows, note)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def ranks(figures: Figures, doc_id: str | None, prefix: str, language: Code) -> Chart:
    """Ranks of the units of a document, or of all, that have ranks of several years."""
    if doc_id is None:
        found = figures.ranked()
    else:
        stated = figures.stated_units(doc_id)
        index = stated[0][0] if stated else None
        of_index = dict.fromkeys(row[1] for row in stated if row[0] == index)
        found = figures.ranked(index, tuple(of_index)) if of_index else []
    units: dict[tuple[str, str], list[Any]] = {}
    for which, unit_key, unit, year, rank, of in found:
        units.setdefault((which, unit_key), [unit, {}])[1][year] = (rank, of)
    lasting = sorted(
        ((which, unit, told) for (which, _), (unit, told) in units.items() if len(told) > 1),
        key=lambda item: (-len(item[2]), -max(item[2]), item[2][max(item[2])][0], item[1]),
    )
    if not lasting:
        return nothing("ranks", language)
    same_index = [item for item in lasting if item[0] == lasting[0][0]]
    provinces = {key: key[1].split("|")[1] for key in units}
    drawn = _named(same_index[:LINES], units, provinces)
    worst = max(max(rank, of or 0) for line in drawn for rank, of in line.ranks.values())
    title = say("ranks", language) if len(drawn) > 1 else say("ranks_unit", language, unit=drawn[0].name)
    about = About(f"{prefix}-ranks", title, say("ranks_about", language), language)
    rows: list[tuple[Cell, ...]] = [
        (line.name, str(year), *line.ranks[year]) for line in drawn for year in sorted(line.ranks)
    ]
    columns = tuple(say(name, language) for name in ("unit", "year", "rank", "rank_of"))
    note = say("ranks_note", language)
    if len(same_index) > len(drawn):
        note += " " + say("ranks_more", language, shown=len(drawn), count=len(same_index))
    return Chart("ranks", title, draw.ranks(about, drawn, worst), columns, tuple(rows), note)


def _named(
    chosen: Sequence[tuple[str, str, dict[int, Any]]], units: dict[tuple[str, str], list[Any]],
    provinces: dict[tuple[str, str], str],
) -> list[draw.Line]:  # fmt: skip
    """Lines with names that differ: of two units of one name each with its province."""
    names = [unit for _, unit, _ in chosen]
    lines = []
    for _, unit, told in chosen:
        key = next(key for key, (_, mine) in units.items() if mine is told)
        where = f" ({provinces[key].title()})" if names.count(unit) > 1 and provinces[key] else ""
        lines.append(draw.Line(unit + where, told))
    return lines


def lost_of_document(figures: Figures, doc_id: str, prefix: str, language: Code) -> Chart:
    """Where the document's unit loses points: by area, else by criterion."""
    for index, unit_key, unit, _, _, year, *_ in figures.stated_units(doc_id):
        for level in ("area", "criterion", "sub_criterion"):
            found = figures.lost(doc_id, index, unit_key, year, level)
            losing = [row for row in found if row[3] > 0]
            if losing:
                title = say("lost_unit", language, unit=unit, year=str(year))
                return _lost(prefix, title, level, losing, language)
            if found and level == "area":
                return nothing("lost", language, say("lost_nothing", language))
    return nothing("lost", language)


def _lost(prefix: str, title: str, level: str, losing: Rows, language: Code) -> Chart:
    shown, note = losing, say("areas_note", language)
    if level != "area":
        shown = losing[:CRITERIA]
        note = say("lost_criteria_note", language, shown=len(shown), count=len(losing))
    labels = [
        area_name(area, language) if level == "area" and area else " ".join(filter(None, (number, label)))
        for area, number, label, *_ in shown
    ]
    lost = [round(row[3], 3) for row in shown]
    about = About(f"{prefix}-lost", title, say("lost_about", language), language)
    svg = draw.bars(about, labels, [(say("lost_points", language), lost)], unit=say("points", language))
    columns = tuple(
        say(name, language)
        for name in ("area" if level == "area" else "criterion", "lost_points", "max_score", "result")
    )
    rows = tuple((label, points, row[4], row[5]) for label, points, row in zip(labels, lost, shown, strict=True))
    return Chart("lost", title, svg, columns, rows, note)


def lost_of_all(figures: Figures, prefix: str, language: Code) -> Chart:
    """Points that units lose by area, their mean in the latest year."""
    years = figures.years()
    found = figures.mean_lost(*_year(years)) if years else []
    if not found:
        return nothing("lost", language)
    if not any(row[1] > 0 for row in found):
        return nothing("lost", language, say("lost_nothing", language))
    labels = [area_name(area, language) for area, *_ in found]
    lost = [round(row[1], 2) for row in found]
    title = say("lost_mean", language, year=str(_year(years)[1]))
    about = About(f"{prefix}-lost", title, say("lost_about", language), language)
    svg = draw.bars(about, labels, [(say("lost_points", language), lost)], unit=say("points", language))
    columns = tuple(say(name, language) for name in ("area", "lost_points", "max_score"))
    rows = tuple((label, points, round(row[2], 2)) for label, points, row in zip(labels, lost, found, strict=True))
    note = say("lost_mean_note", language, count=max(row[3] for row in found))
    return Chart("lost", title, svg, columns, rows, note)


def units_of_document(figures: Figures, doc_id: str, prefix: str, language: Code) -> Chart | None:
    """The units that a document ranks, by their results; None where it does not compare three."""
    found = figures.totals(doc_id)
    same = [row for row in found if row[:2] == found[0][:2]]
    if len(same) < 3:
        return None
    shown = same[:UNITS]
    title = say("units", language, year=str(found[0][1]))
    about = About(f"{prefix}-units", title, say("units_about", language), language)
    labels = [f"{row[4]}. {row[2]}" if row[4] else str(row[2]) for row in shown]
    shares = [round(row[3], 2) for row in shown]
    svg = draw.bars(about, labels, [(say("share", language), shares)], most=max(100.0, *shares), unit="%")
    columns = tuple(say(name, language) for name in ("unit", "rank", "share"))
    rows = tuple((row[2], row[4], share) for row, share in zip(shown, shares, strict=True))
    return Chart("units", title, svg, columns, rows, say("units_note", language, shown=len(shown), count=len(same)))
