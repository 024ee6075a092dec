"""Elements of SVG with the look of the charts: text, marks and patterns as attributes, no style sheet."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.charts.chart import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.language import Code

WIDTH: Final = 760
FONT: Final = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
SIZE: Final = 13
CHARACTER: Final = 7.0
"""Mean width of a character at SIZE; a little more than most fonts need."""
LINE: Final = 16
INK: Final = "#1b1c1e"
SOFT: Final = "#585d64"
PALE: Final = "#dddcd7"
_BLUE: Final = "#174ea6"
_AMBER: Final = "#9a5b00"
_GREEN: Final = "#17602f"
_VIOLET: Final = "#6b2a8c"
_RED: Final = "#a11a14"
COLOURS: Final = (_BLUE, _AMBER, _GREEN, _VIOLET, _RED, INK)
PATTERNS: Final = 4
"""Looks of bars: one plain, the others patterns."""


@dataclass(frozen=True, slots=True)
class About:
    """What a drawing says of itself to who does not see it: its id in the page, title, description, language."""

    id: str
    title: str
    description: str
    language: Code


def element(tag: str, **told: object) -> ET.Element:
    """An element; numbers of one decimal, "_" in a name is "-"."""
    shown = {name.replace("_", "-"): f"{value:.1f}" if isinstance(value, float) else str(value)
             for name, value in told.items()}  # fmt: skip
    return ET.Element(tag, shown)


def text(
    lines: Sequence[str], x: float, y: float, *, anchor: str = "start", colour: str = INK, size: int = SIZE
) -> ET.Element:
    """Text, a line under the other."""
    made = element("text", x=x, y=y, fill=colour, font_family=FONT, font_size=size, text_anchor=anchor)
    if len(lines) == 1:
        made.text = lines[0]
        return made
    for number, line in enumerate(lines):
        part = ET.SubElement(made, "tspan", {"x": f"{x:.1f}", "dy": str(LINE if number else 0)})
        part.text = line
    return made


def lines_of(name: str) -> list[str]:
    """The lines of a name that begins with its number and a line end, so that equal names stay apart."""
    return name.split("\n")[1:] if "\n" in name else [name]


_MARKS: Final[tuple[Callable[[float, float], str], ...]] = (
    lambda x, y: f"M {x - 5:.1f} {y:.1f} a 5 5 0 1 0 10 0 a 5 5 0 1 0 -10 0",  # circle
    lambda x, y: f"M {x - 5:.1f} {y - 5:.1f} h 10 v 10 h -10 z",  # square
    lambda x, y: f"M {x:.1f} {y - 6:.1f} l 6 11 h -12 z",  # triangle
    lambda x, y: f"M {x:.1f} {y - 7:.1f} l 6 7 l -6 7 l -6 -7 z",  # diamond
    lambda x, y: f"M {x:.1f} {y + 6:.1f} l 6 -11 h -12 z",  # triangle, point down
    lambda x, y: f"M {x - 6:.1f} {y - 2:.1f} h 4 v -4 h 4 v 4 h 4 v 4 h -4 v 4 h -4 v -4 h -4 z",  # cross
)


def marker(number: int, x: float, y: float, colour: str) -> ET.Element:
    """The mark of a series at a point: each of another form."""
    return element("path", d=_MARKS[number % len(_MARKS)](x, y), fill=colour, stroke="#ffffff")


def fill(id_: str, number: int) -> str:
    """What the bars of a series are filled with."""
    return COLOURS[0] if number == 0 else f"url(#{id_}-{number})"


def _patterns(id_: str) -> ET.Element:
    """Hatching, dots, crossing lines and upright lines, each in the colour of its series."""
    made = ET.Element("defs")
    for number in range(1, PATTERNS):
        colour = COLOURS[number % len(COLOURS)]
        pattern = element("pattern", id=f"{id_}-{number}", width=6, height=6, patternUnits="userSpaceOnUse")
        pattern.append(element("rect", width=6, height=6, fill="#ffffff"))
        if number % 4 == 2:
            pattern.append(element("circle", cx=3, cy=3, r=1.4, fill=colour))
        else:
            pattern.set("patternTransform", "rotate(45)" if number % 4 in (1, 3) else "rotate(0)")
            pattern.append(element("rect", width=2.5, height=6, fill=colour))
            if number % 4 == 3:
                pattern.append(element("rect", width=6, height=1.5, fill=colour))
        made.append(pattern)
    return made


def _unused_patterns_dropped(root: ET.Element) -> None:
    """Keep the patterns that something is filled with."""
    used = {part.get("fill") for part in root.iter()}
    for definitions in root.findall("defs"):
        for pattern in list(definitions):
            if f"url(#{pattern.get('id')})" not in used:
                definitions.remove(pattern)
        if not len(definitions):
            root.remove(definitions)


def finished(about: About, group: ET.Element, height: int) -> str:
    """The whole drawing as text: an image with title and description, its numbers no longer than they need be."""
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
    root.append(group)
    _unused_patterns_dropped(root)
    for part in root.iter():
        for name, value in part.attrib.items():
            if len(value) > 8 and value.replace(".", "", 1).replace("-", "", 1).isdigit():
                part.set(name, f"{float(value):.1f}")
    return ET.tostring(root, encoding="unicode")
