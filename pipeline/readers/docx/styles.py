"""What the styles of a Word file say, resolved along their chains of ``w:basedOn``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.readers.docx.names import VAL, W, is_on, number
from pipeline.readers.docx.package import PartKey

if TYPE_CHECKING:
    from pipeline.readers.docx.package import Package

_Values = dict[str, str | None]
"""What a style says itself: its properties' values by tag."""
_STYLE = f"{W}style"
_DEFAULTS = f"{W}docDefaults"
_NAME = f"{W}name"
_BASED_ON = f"{W}basedOn"
_BORDERS = f"{W}tblBorders"
_FONTS = f"{W}rFonts"
_PROPERTIES = (
    _NAME, _BASED_ON, _BORDERS, _FONTS,
    *(f"{W}{name}" for name in ("outlineLvl", "b", "i", "vanish", "jc", "numId", "ilvl")),
)  # fmt: skip
_EDGES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it applies; None where neither it nor those below it say anything.

    ``level`` is the outline level from 1; 10 is body text.
    """

    name: str | None = None
    level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    align: str | None = None
    num_id: str | None = None
    num_level: int | None = None
    ruled: bool | None = None
    marked: bool = False
    """Bold, italic or hidden."""
    font: str | None = None


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by id; ``default`` is that of paragraphs that name none."""

    by_id: dict[str, Style]
    default: Style
    fonts: dict[str, list[str]] = field(default_factory=dict)
    """The fonts that they name, each with the ids of its styles; that of the default is empty."""

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph that names this one; an unknown name is no style."""
        return self.default if style_id is None else self.by_id.get(style_id, self.default)


NONE = Styles({}, PLAIN)


def of(package: Package) -> Styles:
    """The styles of a file. Files of one office come from one template: the same bytes are read once."""
    key = PartKey(package, "styles")
    return _cached(key) if key else NONE


@lru_cache(maxsize=32)
def _cached(key: PartKey) -> Styles:
    root = key.take().part("styles")
    return NONE if root is None else _read(root)


def _read(root: etree._Element) -> Styles:
    etree.strip_elements(root, f"{W}tblStylePr", f"{W}latentStyles")  # looks of single rows; names of unused styles
    defaults: _Values = {}
    own: dict[str, _Values] = {}
    types: dict[str, str] = {}
    default_id = ""
    values = defaults
    for element in root.iter(_STYLE, _DEFAULTS, *_PROPERTIES):
        if element.tag == _STYLE:
            style_id = element.get(f"{W}styleId", "")
            values = own[style_id] = {}
            types[style_id] = element.get(f"{W}type", "")
            if types[style_id] == "paragraph" and is_on(element.get(f"{W}default", "0")):
                default_id = style_id
        elif element.tag == _DEFAULTS:
            values = defaults
        elif element.tag == _BORDERS:
            values[_BORDERS] = "1" if has_lines(element) else "0"
        elif element.tag == _FONTS:
            values[_FONTS] = element.get(f"{W}hAnsi") or element.get(f"{W}ascii") or values.get(_FONTS)
        else:
            values[str(element.tag)] = element.get(VAL)

    styles: dict[str, Style] = {}
    for style_id in own:
        merged = dict(defaults) if types[style_id] == "paragraph" else {}
        for below in reversed(_chain(style_id, own)):
            merged |= own[below]
        styles[style_id] = _style(own[style_id].get(_NAME), merged)
    default = _style(None, defaults | own.get(default_id, {}))
    fonts: dict[str, list[str]] = {}
    for style_id, style in (("", default), *styles.items()):
        if style.font:
            fonts.setdefault(style.font, []).append(style_id)
    return Styles(styles, default, fonts)


def _chain(style_id: str, own: dict[str, _Values]) -> list[str]:
    """A style and those below it, as far as the file has them and the chain does not bite its tail."""
    chain: list[str] = []
    below: str | None = style_id
    while below is not None and below in own and below not in chain:
        chain.append(below)
        below = own[below].get(_BASED_ON)
    return chain


def _style(name: str | None, values: _Values) -> Style:
    level = number(values.get(f"{W}outlineLvl"))
    return Style(
        name,
        None if level is None else level + 1,
        _switch(values, f"{W}b"),
        _switch(values, f"{W}i"),
        _switch(values, f"{W}vanish"),
        values.get(f"{W}jc"),
        values.get(f"{W}numId"),
        number(values.get(f"{W}ilvl")),
        _switch(values, _BORDERS),
        any(_switch(values, f"{W}{name}") for name in ("b", "i", "vanish")),
        values.get(_FONTS),
    )


def _switch(values: _Values, tag: str) -> bool | None:
    return is_on(values[tag]) if tag in values else None


def has_lines(borders: etree._Element) -> bool:
    """True where most of the edges that the borders name are drawn: a letterhead may underline one cell."""
    return edges(borders) >= 2


def edges(borders: etree._Element) -> int:
    """How many edges are drawn."""
    return sum(
        edge.get(VAL) not in ("none", "nil", None)
        for edge in borders
        if isinstance(edge.tag, str) and edge.tag.removeprefix(W) in _EDGES
    )


def forget() -> None:
    """Forget the styles of the files that were read: for measurements."""
    _cached.cache_clear()
