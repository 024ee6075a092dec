"""Drawings in SVG: bars side by side, ranks over years, counts in a grid.

Scales, ticks, axes and layout are leather's (MIT, pure Python: 1 ms and 5 kB a chart, no style sheet and no script, so
that a page with a strict content policy shows it); the shapes are its own extension point, here with patterns, so that
series differ by more than colour, and with the value at each mark. Every drawing carries title and description.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

import leather
from leather import theme

from pipeline.charts.chart import plain, told, wrapped
from pipeline.charts.svg import (
    CHARACTER,
    COLOURS,
    FONT,
    INK,
    LINE,
    PALE,
    SIZE,
    SOFT,
    WIDTH,
    About,
    element,
    fill,
    finished,
    lines_of,
    marker,
    text,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.language import Code

LABEL: Final = 30
"""Characters of a line of a label on the left."""
YEARS: Final = 15
"""Years of ranks that are drawn, the last ones."""
_RIGHT: Final = 56
"""Room for the value at the end of the longest bar."""
_SHADES: Final = ("#eaf1fd", "#c3d7f8", "#8db3ef", "#4a7fd6", "#174ea6")
"""From few to many; figures stand in the cells, so that the shade is no more than a help."""
_DASHES: Final = ("none", "7 3", "2 3", "9 3 2 3", "12 4", "4 2")

for _name, _value in {
    "background_color": "#ffffff", "margin": 0.02, "legend_color": INK, "legend_font_size": SIZE,
    "legend_font_char_height": SIZE, "legend_font_char_width": CHARACTER, "legend_gap": 8, "label_color": INK,
    "tick_font_size": SIZE, "tick_font_char_height": SIZE, "tick_font_char_width": CHARACTER, "tick_color": PALE,
    "zero_color": SOFT, "legend_font_family": FONT, "tick_font_family": FONT, "axis_title_font_family": FONT,
    "axis_title_font_size": SIZE, "axis_title_font_char_height": SIZE, "axis_title_color": SOFT, "axis_title_gap": 6,
}.items():  # fmt: skip
    setattr(theme, _name, _value)  # leather's theme is a module; nobody else here uses it


@dataclass(frozen=True, slots=True)
class Line:
    """A series over years: its name, by year its rank and how many were ranked."""

    name: str
    ranks: dict[int, tuple[int, int | None]]


def bars(
    about: About,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    *,
    most: float | None = None,
    unit: str = "",
    looks: Sequence[int] = (),
) -> str:
    """Horizontal bars, a group a label, the first on top.

    Args:
        about: title and description.
        labels: what each group is.
        series: names with a value a label; None: there is none.
        most: the end of the scale; the largest value where it is not given.
        unit: what follows each value.
        looks: the number of each series' look; as they stand where it is not given.
    """
    lines = [wrapped(label, LABEL, 3) for label in labels]
    keys = [f"{number}\n" + "\n".join(label) for number, label in enumerate(lines)]
    top = most or max((value for _, values in series for value in values if value is not None), default=1) or 1
    chart = leather.Chart()
    chart.set_x_scale(_Straight(0, top))
    chart.set_x_axis(_Ticks(_ticks(top), about.language))
    chart.set_y_scale(leather.Ordinal(list(reversed(keys))))
    chart.set_y_axis(_Labels())
    for number, (name, values) in enumerate(series):
        data = [(value, key) for value, key in zip(values, keys, strict=True) if value is not None]
        if data:
            look = looks[number] if looks else number
            chart.add_series(leather.Series(data, name=plain(name)), _Bars(about, number, len(series), look, unit))
    room = max(20, 15 * len(series), *(LINE * len(label) for label in lines)) + 8
    legend = _legend_height([name for name, _ in series])
    return _finished(about, chart, room * len(labels) + legend + 56)


def ranks(about: About, lines: Sequence[Line], worst: int) -> str:
    """Ranks over years, the first on top; a gap where a year has none."""
    years = {year for line in lines for year in line.ranks}
    whole = list(range(max(min(years), max(years) - YEARS + 1), max(years) + 1))
    chart = leather.Chart()
    chart.set_x_scale(leather.Ordinal([str(year) for year in whole]))
    chart.set_x_axis(_Labels())
    chart.set_y_scale(_Straight(1, max(worst, 2), downwards=True))
    chart.set_y_axis(_Ticks(_rank_ticks(max(worst, 2)), about.language))
    for number, line in enumerate(lines):
        data = [(str(year), line.ranks[year][0] if year in line.ranks else None) for year in whole]
        chart.add_series(leather.Series(data, name=plain(line.name)), _Ranks(line, number, alone=len(lines) == 1))
    return _finished(about, chart, 290 + 15 * len(lines) + _legend_height([line.name for line in lines]))


def grid(about: About, labels: Sequence[str], heads: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """Counts by row and column, as shaded cells with their figures; a column of words is wider than one of a number."""
    lines = [wrapped(label, LABEL, 2) for label in labels]
    keys = [f"{number}\n" + "\n".join(label) for number, label in enumerate(lines)]
    columns = [f"{number}\n" + "\n".join(wrapped(head, 10, 3)) for number, head in enumerate(heads)]
    scale = _Widths({name: 1.0 if len(head) <= 4 else 2.4 for name, head in zip(columns, heads, strict=True)})
    chart = leather.Chart()
    chart.set_x_scale(scale)
    chart.set_x_axis(_Labels())
    chart.set_y_scale(leather.Ordinal(list(reversed(keys))))
    chart.set_y_axis(_Labels())
    data = [(column, key) for key in keys for column in columns]
    figures = {(column, key): counts[y][x] for y, key in enumerate(keys) for x, column in enumerate(columns)}
    chart.add_series(leather.Series(data, name=about.title), _Cells(figures, about.language))
    room = max(26, *(LINE * len(label) + 8 for label in lines))
    foot = max(len(lines_of(name)) for name in columns) * LINE
    left = max(len(line) for label in lines for line in label) * CHARACTER
    width = min(WIDTH - 14, left + 40 + scale.total * 46)
    return _finished(about, chart, room * len(labels) + foot + 40, width)


# ---- leather's parts, as these drawings need them


class _Straight(leather.Linear):  # type: ignore[misc]
    """A linear scale between two numbers; ``downwards``: the least is on top, as first is best of ranks.

    leather's own looks for ticks among a hundred candidates, which would be most of the work.
    """

    def __init__(self, least: float, most: float, *, downwards: bool = False) -> None:
        self._data_min, self._data_max, self._downwards = least, most, downwards

    def project(self, value: Any, range_min: Any, range_max: Any) -> float:
        low, high = float(range_min), float(range_max)
        if self._downwards:
            low, high = high, low
        return low + (high - low) * (float(value) - self._data_min) / (self._data_max - self._data_min)


class _Widths(leather.Ordinal):  # type: ignore[misc]
    """Columns of different widths."""

    def __init__(self, widths: dict[str, float]) -> None:
        super().__init__(list(widths))
        self.total = sum(widths.values())
        ends = list(accumulate(widths.values(), initial=0.0))
        self._ends = {name: (ends[at], ends[at + 1]) for at, name in enumerate(widths)}

    def project(self, value: Any, range_min: Any, range_max: Any) -> Any:
        low, high = self.project_interval(value, range_min, range_max)
        return (low + high) / 2

    def project_interval(self, value: Any, range_min: Any, range_max: Any) -> Any:
        first, unit = float(range_min), (float(range_max) - float(range_min)) / self.total
        low, high = self._ends[value]
        return first + low * unit + 1.5, first + high * unit - 1.5


class _Ticks(leather.Axis):  # type: ignore[misc]
    """An axis of numbers, written as in the language."""

    def __init__(self, ticks: Sequence[float], language: Code) -> None:
        super().__init__(list(ticks), lambda value, *_: told(value, language))


class _Labels(leather.Axis):  # type: ignore[misc]
    """An axis of names, without ticks. A name is "number", line end, lines: so that equal names stay apart."""

    def _estimate_left_tick_width(self, scale: Any) -> float:
        return max(len(line) for name in scale.ticks() for line in lines_of(name)) * CHARACTER

    def estimate_label_margin(self, scale: Any, orient: str) -> float:
        if orient == "left":
            return self._estimate_left_tick_width(scale) + 8
        return max(len(lines_of(name)) for name in scale.ticks()) * LINE + 6

    def to_svg(self, width: Any, height: Any, scale: Any, orient: str) -> ET.Element:
        group = ET.Element("g")
        for name in scale.ticks():
            lines = lines_of(name)
            if orient == "left":
                x, y = -8.0, float(scale.project(name, height, 0)) - LINE * (len(lines) - 1) / 2 + SIZE * 0.35
            else:
                x, y = float(scale.project(name, 0, width)), float(height) + LINE
            group.append(text(lines, x, y, anchor="end" if orient == "left" else "middle"))
        return group


class _Shape(leather.Shape):  # type: ignore[misc]
    """A shape whose entry in the legend is drawn as its marks are."""

    def validate_series(self, series: Any) -> None:
        pass

    def mark(self) -> list[ET.Element]:
        raise NotImplementedError

    def legend_to_svg(self, series: Any, palette: Any) -> list[tuple[ET.Element, float]]:
        group = ET.Element("g")
        group.extend(self.mark())
        group.append(text((series.name,), 36, 0))
        return [(group, _entry_width(series.name))]


class _Bars(_Shape):
    def __init__(self, about: About, number: int, of: int, look: int, unit: str) -> None:
        self._about, self._number, self._of, self._unit = about, number, of, unit
        self._look = {"fill": fill(about.id, look), "stroke": COLOURS[look % len(COLOURS)]}

    def legend_to_svg(self, series: Any, palette: Any) -> list[tuple[ET.Element, float]]:
        return super().legend_to_svg(series, palette) if self._of > 1 else []

    def mark(self) -> list[ET.Element]:
        return [element("rect", x=0, y=-11, width=28, height=12, **self._look)]

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group = ET.Element("g")
        for datum in series.data():
            low, high = (float(end) for end in y_scale.project_interval(datum.y, height, 0))
            thick = min((low - high) / self._of, 17.0)
            first = (low + high) / 2 - thick * self._of / 2
            y, end = first + thick * self._number, float(x_scale.project(datum.x, 0, width))
            bar = element("rect", x=0, y=y + 0.5, width=max(end, 0.5), height=thick - 1.5, **self._look)
            value = told(datum.x, self._about.language) + self._unit
            ET.SubElement(bar, "title").text = f"{' '.join(lines_of(datum.y))} - {series.name}: {value}"
            group.append(bar)
            group.append(text((value,), end + 4, y + thick / 2 + 4, size=12))
        return group


class _Ranks(_Shape):
    def __init__(self, line: Line, number: int, *, alone: bool) -> None:
        self._line, self._number, self._alone = line, number, alone
        self._colour = COLOURS[number % len(COLOURS)]

    def mark(self) -> list[ET.Element]:
        return [self._path("M 0 -4 L 28 -4"), marker(self._number, 14, -4, self._colour)]

    def _path(self, way: str) -> ET.Element:
        made = element("path", d=way, fill="none", stroke=self._colour, stroke_width=2)
        dash = _DASHES[self._number % len(_DASHES)]
        if dash != "none":
            made.set("stroke-dasharray", dash)
        return made

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group, way, marks = ET.Element("g"), "", []
        for datum in series.data():
            if datum.y is None:
                way += " |"
                continue
            x, y = float(x_scale.project(datum.x, 0, width)), float(y_scale.project(datum.y, height, 0))
            way += f" {'L' if way and not way.endswith('|') else 'M'} {x:.1f} {y:.1f}"
            rank, of = self._line.ranks[int(datum.x)]
            mark = marker(self._number, x, y, self._colour)
            whole = f"{rank}/{of}" if of else str(rank)
            ET.SubElement(mark, "title").text = f"{series.name}, {datum.x}: {whole}"
            figure = text((whole if self._alone else str(rank),), x + 9, y - 7, size=12)
            for name, value in (("stroke", "#ffffff"), ("stroke-width", "3"), ("paint-order", "stroke")):
                figure.set(name, value)  # readable where a line passes behind
            marks += [mark, figure]
        group.append(self._path(way.replace("|", "").strip()))
        group.extend(marks)
        return group


class _Cells(_Shape):
    def __init__(self, figures: dict[tuple[str, str], int], language: Code) -> None:
        self._figures, self._language = figures, language
        self._most = max(figures.values(), default=1) or 1

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group, empty = ET.Element("g"), ""
        for (column, row), count in self._figures.items():
            left, right = (float(end) for end in x_scale.project_interval(column, 0, width))
            low, high = (float(end) for end in y_scale.project_interval(row, height, 0))
            if not count:
                empty += f"M{left:.1f} {high:.1f}h{right - left:.1f}v{low - high:.1f}h{left - right:.1f}z"
                continue
            shade = min(len(_SHADES) - 1, count * len(_SHADES) // (self._most + 1))
            cell = element("rect", x=left, y=high, width=right - left, height=low - high, fill=_SHADES[shade])
            ET.SubElement(cell, "title").text = f"{' '.join(lines_of(row))} - {' '.join(lines_of(column))}: {count}"
            figure, colour = told(count, self._language), "#ffffff" if shade >= 3 else INK
            middle = (left + right) / 2, (low + high) / 2 + 4.5
            group.extend((cell, text((figure,), *middle, anchor="middle", colour=colour)))
        group.insert(0, element("path", d=empty, fill="none", stroke=PALE))
        return group


# ---- measures


def _entry_width(name: str) -> float:
    return 36 + len(name) * CHARACTER + 18


def _legend_height(names: Sequence[str]) -> int:
    rows, indent = 1, 0.0
    if len(names) < 2:
        return 0
    for name in names:
        if indent + _entry_width(plain(name)) > WIDTH - _RIGHT:
            rows, indent = rows + 1, 0.0
        indent += _entry_width(plain(name))
    return rows * (SIZE + 8)


def _step(top: float, most: int) -> int:
    """The round number whose multiples up to the top are at most so many."""
    steps = (size * int(f"1{'0' * power}") for power in range(309) for size in (1, 2, 5))
    return next(step for step in steps if top / step <= most)


def _ticks(top: float) -> list[float]:
    """Round numbers from nothing to the top, six at most."""
    return [float(number) for number in range(0, int(top) + 1, _step(top, 5))]


def _rank_ticks(worst: int) -> list[int]:
    """The first rank, and round ones."""
    step = _step(worst, 8)
    return [1, *range(step if step > 1 else 2, worst + 1, step)]


def _finished(about: About, chart: Any, height: int, width: float = WIDTH - _RIGHT) -> str:
    group = chart.to_svg_group(width, height)
    group[0].set("width", str(WIDTH))
    group[1][0].set("transform", "translate(0 0)")  # the legend breaks its lines as if it began at the left edge
    return finished(about, group, height)
