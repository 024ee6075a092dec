"""Drawings in SVG: bars side by side, ranks over years, counts in a grid.

Scales, ticks, axes and layout are leather's (MIT, pure Python: 1 ms and 5 kB a chart, no style sheet and no script, so
that a page with a strict content policy shows it); the shapes are its own extension point, here with patterns, so that
series differ by more than colour, and with the value at each mark. Every drawing carries title and description.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

import leather
from leather import theme

from pipeline.charts.chart import Language, plain, told, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH: Final = 760
FONT: Final = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
SIZE: Final = 13
CHARACTER: Final = 7.0
"""Mean width of a character at SIZE; a little more than most fonts need."""
LINE: Final = 16
_RIGHT: Final = 56
"""Room for the value at the end of the longest bar."""
_INK: Final = "#1b1c1e"
_SOFT: Final = "#585d64"
_BLUE: Final = "#174ea6"
_AMBER: Final = "#9a5b00"
_GREEN: Final = "#17602f"
_VIOLET: Final = "#6b2a8c"
_RED: Final = "#a11a14"
COLOURS: Final = (_BLUE, _AMBER, _GREEN, _VIOLET, _RED, _INK)
PATTERNS: Final = 4
"""Looks of bars: one plain, the others patterns."""
_SHADES: Final = ("#eaf1fd", "#c3d7f8", "#8db3ef", "#4a7fd6", "#174ea6")
"""From few to many; figures stand in the cells, so that the shade is no more than a help."""
_DASHES: Final = ("none", "7 3", "2 3", "9 3 2 3", "12 4", "4 2")
LABEL: Final = 30
"""Characters of a line of a label on the left."""

for _name, _value in {
    "background_color": "#ffffff", "margin": 0.02, "legend_color": _INK, "legend_font_size": SIZE,
    "legend_font_char_height": SIZE, "legend_font_char_width": CHARACTER, "legend_gap": 8, "label_color": _INK,
    "tick_font_size": SIZE, "tick_font_char_height": SIZE, "tick_font_char_width": CHARACTER, "tick_color": "#dddcd7",
    "zero_color": _SOFT, "legend_font_family": FONT, "tick_font_family": FONT, "axis_title_font_family": FONT,
    "axis_title_font_size": SIZE, "axis_title_font_char_height": SIZE, "axis_title_color": _SOFT, "axis_title_gap": 6,
}.items():  # fmt: skip
    setattr(theme, _name, _value)  # leather's theme is a module; nobody else here uses it


@dataclass(frozen=True, slots=True)
class About:
    """What a drawing says of itself to who does not see it: its id in the page, title, description, language."""

    id: str
    title: str
    description: str
    language: Language


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
    chart.set_x_scale(leather.Linear(0, top))
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
    years = sorted({year for line in lines for year in line.ranks})
    whole = list(range(years[0], years[-1] + 1))
    chart = leather.Chart()
    chart.set_x_scale(leather.Ordinal([str(year) for year in whole]))
    chart.set_x_axis(_Labels())
    chart.set_y_scale(_Downwards(1, max(worst, 2)))
    chart.set_y_axis(_Ticks(_rank_ticks(max(worst, 2)), about.language))
    for number, line in enumerate(lines):
        data = [(str(year), line.ranks[year][0] if year in line.ranks else None) for year in whole]
        chart.add_series(leather.Series(data, name=plain(line.name)), _Ranks(line, number))
    return _finished(about, chart, 300 + _legend_height([line.name for line in lines]))


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
    foot = max(len(_lines(name)) for name in columns) * LINE
    left = max(len(line) for label in lines for line in label) * CHARACTER
    width = min(WIDTH - 14, left + 40 + scale.total * 46)
    return _finished(about, chart, room * len(labels) + foot + 40, width)


# ---- leather's parts, as these drawings need them


class _Downwards(leather.Linear):  # type: ignore[misc]
    """A linear scale whose least value is on top: first is best."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self._least, self._most = least, most

    def project(self, value: Any, range_min: Any, range_max: Any) -> Any:
        share = Decimal(str(value)) - self._least
        return Decimal(range_max) + (Decimal(range_min) - Decimal(range_max)) * share / (self._most - self._least)


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

    def __init__(self, ticks: Sequence[float], language: Language) -> None:
        super().__init__(list(ticks), lambda value, *_: told(value, language))


class _Labels(leather.Axis):  # type: ignore[misc]
    """An axis of names, without ticks. A name is "number", line end, lines: so that equal names stay apart."""

    def _estimate_left_tick_width(self, scale: Any) -> float:
        return max(len(line) for name in scale.ticks() for line in _lines(name)) * CHARACTER

    def estimate_label_margin(self, scale: Any, orient: str) -> float:
        if orient == "left":
            return self._estimate_left_tick_width(scale) + 8
        return max(len(_lines(name)) for name in scale.ticks()) * LINE + 6

    def to_svg(self, width: Any, height: Any, scale: Any, orient: str) -> ET.Element:
        group = ET.Element("g")
        for name in scale.ticks():
            lines = _lines(name)
            if orient == "left":
                x, y = -8.0, float(scale.project(name, height, 0)) - LINE * (len(lines) - 1) / 2 + SIZE * 0.35
            else:
                x, y = float(scale.project(name, 0, width)), float(height) + LINE
            group.append(_text(lines, x, y, anchor="end" if orient == "left" else "middle"))
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
        group.append(_text((series.name,), 36, 0))
        return [(group, _entry_width(series.name))]


class _Bars(_Shape):
    def __init__(self, about: About, number: int, of: int, look: int, unit: str) -> None:
        self._about, self._number, self._of, self._unit = about, number, of, unit
        self._look = {"fill": _fill(about.id, look), "stroke": COLOURS[look % len(COLOURS)]}

    def legend_to_svg(self, series: Any, palette: Any) -> list[tuple[ET.Element, float]]:
        return super().legend_to_svg(series, palette) if self._of > 1 else []

    def mark(self) -> list[ET.Element]:
        return [_element("rect", x=0, y=-11, width=28, height=12, **self._look)]

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group = ET.Element("g")
        for datum in series.data():
            low, high = (float(end) for end in y_scale.project_interval(datum.y, height, 0))
            thick = min((low - high) / self._of, 17.0)
            first = (low + high) / 2 - thick * self._of / 2
            y, end = first + thick * self._number, float(x_scale.project(datum.x, 0, width))
            bar = _element("rect", x=0, y=y + 0.5, width=max(end, 0.5), height=thick - 1.5, **self._look)
            value = told(datum.x, self._about.language) + self._unit
            ET.SubElement(bar, "title").text = f"{' '.join(_lines(datum.y))} - {series.name}: {value}"
            group.append(bar)
            group.append(_text((value,), end + 4, y + thick / 2 + 4, size=12))
        return group


class _Ranks(_Shape):
    def __init__(self, line: Line, number: int) -> None:
        self._line, self._number = line, number
        self._colour = COLOURS[number % len(COLOURS)]

    def mark(self) -> list[ET.Element]:
        return [self._path("M 0 -4 L 28 -4"), _marker(self._number, 14, -4, self._colour)]

    def _path(self, way: str) -> ET.Element:
        made = _element("path", d=way, fill="none", stroke=self._colour, stroke_width=2)
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
            mark = _marker(self._number, x, y, self._colour)
            ET.SubElement(mark, "title").text = f"{series.name}, {datum.x}: {rank}" + (f"/{of}" if of else "")
            marks += [mark, _text((f"{rank}/{of}" if of else str(rank),), x + 9, y - 7, size=12)]
        group.append(self._path(way.replace("|", "").strip()))
        group.extend(marks)
        return group


class _Cells(_Shape):
    def __init__(self, figures: dict[tuple[str, str], int], language: Language) -> None:
        self._figures, self._language = figures, language
        self._most = max(figures.values(), default=1) or 1

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group = ET.Element("g")
        for (column, row), count in self._figures.items():
            left, right = (float(end) for end in x_scale.project_interval(column, 0, width))
            low, high = (float(end) for end in y_scale.project_interval(row, height, 0))
            shade = min(len(_SHADES) - 1, count * len(_SHADES) // (self._most + 1)) if count else None
            fill = "#ffffff" if shade is None else _SHADES[shade]
            cell = _element(
                "rect", x=left, y=high, width=right - left, height=low - high, fill=fill, stroke="#dddcd7"
            )  # fmt: skip
            group.append(cell)
            if count:
                ET.SubElement(cell, "title").text = f"{' '.join(_lines(row))} - {' '.join(_lines(column))}: {count}"
                dark = shade is not None and shade >= 3
                figure = told(count, self._language)
                middle = (left + right) / 2, (low + high) / 2 + 4.5
                group.append(_text((figure,), *middle, anchor="middle", colour="#ffffff" if dark else _INK))
        return group


# ---- SVG


def _element(tag: str, **told_: object) -> ET.Element:
    shown = {name.replace("_", "-"): f"{value:.1f}" if isinstance(value, float) else str(value)
             for name, value in told_.items()}  # fmt: skip
    return ET.Element(tag, shown)


def _text(
    lines: Sequence[str], x: float, y: float, *, anchor: str = "start", colour: str = _INK, size: int = SIZE
) -> ET.Element:
    made = _element("text", x=x, y=y, fill=colour, font_family=FONT, font_size=size, text_anchor=anchor)
    if len(lines) == 1:
        made.text = lines[0]
        return made
    for number, line in enumerate(lines):
        part = ET.SubElement(made, "tspan", {"x": f"{x:.1f}", "dy": str(LINE if number else 0)})
        part.text = line
    return made


def _lines(name: str) -> list[str]:
    return name.split("\n")[1:] if "\n" in name else [name]


_MARKS: Final[tuple[Callable[[float, float], str], ...]] = (
    lambda x, y: f"M {x - 5:.1f} {y:.1f} a 5 5 0 1 0 10 0 a 5 5 0 1 0 -10 0",  # circle
    lambda x, y: f"M {x - 5:.1f} {y - 5:.1f} h 10 v 10 h -10 z",  # square
    lambda x, y: f"M {x:.1f} {y - 6:.1f} l 6 11 h -12 z",  # triangle
    lambda x, y: f"M {x:.1f} {y - 7:.1f} l 6 7 l -6 7 l -6 -7 z",  # diamond
    lambda x, y: f"M {x:.1f} {y + 6:.1f} l 6 -11 h -12 z",  # triangle, point down
    lambda x, y: f"M {x - 6:.1f} {y - 2:.1f} h 4 v -4 h 4 v 4 h 4 v 4 h -4 v 4 h -4 v -4 h -4 z",  # cross
)


def _marker(number: int, x: float, y: float, colour: str) -> ET.Element:
    return _element("path", d=_MARKS[number % len(_MARKS)](x, y), fill=colour, stroke="#ffffff")


def _fill(id_: str, number: int) -> str:
    return COLOURS[0] if number == 0 else f"url(#{id_}-{number})"


def _patterns(id_: str) -> ET.Element:
    """Hatching, dots, crossing lines and upright lines, each in the colour of its series."""
    made = ET.Element("defs")
    for number in range(1, PATTERNS):
        colour = COLOURS[number % len(COLOURS)]
        pattern = _element("pattern", id=f"{id_}-{number}", width=6, height=6, patternUnits="userSpaceOnUse")
        pattern.append(_element("rect", width=6, height=6, fill="#ffffff"))
        if number % 4 == 2:
            pattern.append(_element("circle", cx=3, cy=3, r=1.4, fill=colour))
        else:
            pattern.set("patternTransform", "rotate(45)" if number % 4 in (1, 3) else "rotate(0)")
            pattern.append(_element("rect", width=2.5, height=6, fill=colour))
            if number % 4 == 3:
                pattern.append(_element("rect", width=6, height=1.5, fill=colour))
        made.append(pattern)
    return made


def _unused_patterns_dropped(root: ET.Element) -> None:
    """Keep the patterns that something is filled with."""
    used = {element.get("fill") for element in root.iter()}
    for definitions in root.findall("defs"):
        for pattern in list(definitions):
            if f"url(#{pattern.get('id')})" not in used:
                definitions.remove(pattern)
        if not len(definitions):
            root.remove(definitions)


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


def _ticks(top: float) -> list[float]:
    """Round numbers from nothing to the top, four or five; of a small count whole ones."""
    if top <= 4:
        return [float(number) for number in range(int(top) + 1)]
    step = next(
        size * 10**power for power in range(9) for size in (1, 2, 5) if top / (size * 10**power) <= 5
    )  # fmt: skip
    return [float(number) for number in range(0, int(top) + 1, step)]


def _rank_ticks(worst: int) -> list[int]:
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 1000) if worst / size <= 8)
    return [1, *range(step if step > 1 else 2, worst + 1, step)]


def _finished(about: About, chart: Any, height: int, width: float = WIDTH - _RIGHT) -> str:
    group = chart.to_svg_group(width, height)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH),
            "height": str(height), "role": "img", "lang": about.language,
            "aria-labelledby": f"{about.id}-title {about.id}-desc",
        },
    )  # fmt: skip
    for tag, text in (("title", about.title), ("desc", about.description)):
        ET.SubElement(root, tag, {"id": f"{about.id}-{tag}"}).text = plain(text)
    root.append(_patterns(about.id))
    group[0].set("width", str(WIDTH))
    root.append(group)
    _unused_patterns_dropped(root)
    for element in root.iter():
        for name, value in element.attrib.items():
            if len(value) > 8 and value.replace(".", "", 1).replace("-", "", 1).isdigit():
                element.set(name, f"{float(value):.1f}")
    return ET.tostring(root, encoding="unicode")
