"""What the styles of a Word file say, resolved along their chains of ``w:basedOn``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.readers.docx_names import VAL, W, is_on, number
from pipeline.readers.docx_package import PartKey

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.readers.docx_package import Package

_STYLE_ID = f"{W}styleId"
_BASED_ON = f"{W}basedOn"
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


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by id; ``default`` is that of paragraphs that name none."""

    by_id: dict[str, Style]
    default: Style

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
    elements = {element.get(_STYLE_ID, ""): element for element in root.iterchildren(f"{W}style")}
    base = PLAIN
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        base = _own(defaults)
    done: dict[str, Style] = {}

    def resolve(style_id: str, below: tuple[str, ...] = ()) -> Style:
        found = done.get(style_id)
        if found is None:
            element = elements[style_id]
            parent = element.find(_BASED_ON)
            parent_id = None if parent is None else parent.get(VAL)
            under = base if element.get(f"{W}type") == "paragraph" else PLAIN
            if parent_id in elements and parent_id not in below and parent_id is not None:
                under = resolve(parent_id, (*below, style_id))
            found = done[style_id] = _over(_own(element), under)
        return found

    default = base
    for style_id, element in elements.items():
        style = resolve(style_id)
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            default = replace(style, name=None)
    return Styles(done, default)


def _over(own: Style, under: Style) -> Style:
    """What ``own`` says, and where it says nothing, what ``under`` says. A style's name is its own."""
    return Style(
        own.name,
        own.level if own.level is not None else under.level,
        own.bold if own.bold is not None else under.bold,
        own.italic if own.italic is not None else under.italic,
        own.hidden if own.hidden is not None else under.hidden,
        own.align or under.align,
        own.num_id or under.num_id,
        own.num_level if own.num_level is not None else under.num_level,
        own.ruled if own.ruled is not None else under.ruled,
    )


def _own(style: etree._Element) -> Style:
    """What one style says itself."""
    values: dict[str, str | None] = {}
    ruled: bool | None = None
    parts = {child.tag: child for child in style}
    name = parts.get(f"{W}name")
    for holder in (f"{W}pPr", f"{W}rPr", f"{W}pPrDefault", f"{W}rPrDefault"):
        part = parts.get(holder)
        if part is not None:
            for element in part.iter(*_PROPERTIES):
                values[str(element.tag)] = element.get(VAL)
    table = parts.get(f"{W}tblPr")
    if table is not None:
        borders = table.find(f"{W}tblBorders")
        ruled = None if borders is None else has_lines(borders)
    level = number(values.get(f"{W}outlineLvl"))
    on = {tag: is_on(value) for tag, value in values.items()}
    return Style(
        None if name is None else name.get(VAL),
        None if level is None else level + 1,
        on.get(f"{W}b"),
        on.get(f"{W}i"),
        on.get(f"{W}vanish"),
        values.get(f"{W}jc"),
        values.get(f"{W}numId"),
        number(values.get(f"{W}ilvl")),
        ruled,
    )


_PROPERTIES = [f"{W}{name}" for name in ("outlineLvl", "b", "i", "vanish", "jc", "numId", "ilvl")]


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
