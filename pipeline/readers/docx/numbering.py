"""Automatic numbers: what Word shows before a paragraph of a list, which no text in the file holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.readers.docx.names import VAL, W, is_on, number
from pipeline.readers.docx.package import PartKey

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.readers.docx.package import Package

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLAIN_BULLETS = frozenset("-+*•–—")
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: ``text`` is the pattern ("%1.%2."), ``restart`` the level (from 1) whose use restarts it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """An automatic number as shown; ``glued`` where no blank follows it."""

    text: str
    bullet: bool
    glued: bool


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list (``w:num``): the id of its abstract list, with which it shares counters, its levels, its own starts."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


def of(package: Package) -> dict[str, ListForm]:
    """The lists of a file by id. Files of one office come from one template: the same bytes are read once."""
    key = PartKey(package, "numbering")
    return _cached(key) if key else {}


@lru_cache(maxsize=32)
def _cached(key: PartKey) -> dict[str, ListForm]:
    root = key.take().part("numbering")
    return {} if root is None else _read(root)


class Numbering:
    """The lists of a file with their counters; ask for labels in reading order."""

    def __init__(self, lists: dict[str, ListForm]) -> None:
        self._lists = lists
        self._counters: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()

    def label(self, num_id: str, level: int | None, style_id: str | None = None) -> Label | None:
        """Count a paragraph of a list and say its number; None where the list shows none."""
        found = self._lists.get(num_id)
        if found is None:
            return None
        if level is None:
            level = next((at for at, one in found.levels.items() if style_id and one.style == style_id), 0)
        shape = found.levels.get(level)
        if shape is None:
            return None
        counters = self._count(num_id, found, level, shape)
        if shape.form == "bullet":
            return Label(_bullet(shape.text), True, shape.suffix == "nothing") if shape.text else None
        text = shape.text
        for at in range(LEVELS):
            mark = f"%{at + 1}"
            if mark in text:
                upper = found.levels.get(at, Level())
                value = counters[at]
                form = "decimal" if shape.legal and at != level else upper.form
                text = text.replace(mark, shown(upper.start if value is None else value, form))
        text = text.strip()
        return Label(text, False, shape.suffix == "nothing") if text else None

    def _count(self, num_id: str, found: ListForm, level: int, shape: Level) -> list[int | None]:
        counters = self._counters.setdefault(found.abstract, [None] * LEVELS)
        before = counters[level]
        if level in found.starts and (num_id, level) not in self._used:
            counters[level] = found.starts[level]
        else:
            counters[level] = shape.start if before is None else before + 1
        self._used.add((num_id, level))
        for deeper in range(level + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                counters[deeper] = None
        return counters


def _read(root: etree._Element) -> dict[str, ListForm]:
    lists: dict[str, ListForm] = {}
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    styled: dict[str, str] = {}
    for element in root.iterchildren(f"{W}abstractNum"):
        abstract_id = element.get(f"{W}abstractNumId", "")
        abstracts[abstract_id] = _levels(element)
        for child in element.iterchildren(f"{W}styleLink", f"{W}numStyleLink"):
            name = child.get(VAL, "")
            if child.tag == f"{W}styleLink":
                styled[name] = abstract_id
            else:
                links[abstract_id] = name
    for element in root.iterchildren(f"{W}num"):
        abstract = element.find(f"{W}abstractNumId")
        abstract_id = "" if abstract is None else abstract.get(VAL, "")
        if abstract_id in links:  # the list of a numbering style stands elsewhere
            abstract_id = styled.get(links[abstract_id], abstract_id)
        levels = dict(abstracts.get(abstract_id, {}))
        starts: dict[int, int] = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl")) or 0
            levels |= _levels(override)
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[at] = number(start.get(VAL)) or 0
        lists[element.get(f"{W}numId", "")] = ListForm(abstract_id, levels, starts)
    return lists


def _levels(holder: etree._Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in holder.iterchildren(f"{W}lvl"):
        values = {str(child.tag).removeprefix(W): child.get(VAL) for child in element}
        at = number(element.get(f"{W}ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        start = number(values.get("start"))
        levels[at] = Level(
            0 if start is None and "start" not in values else start or 0,
            values.get("numFmt") or "decimal",
            values.get("lvlText") or "",
            number(values.get("lvlRestart")),
            "isLgl" in values and is_on(values["isLgl"]),
            values.get("suff") or "tab",
            values.get("pStyle"),
        )
    return levels


def _bullet(text: str) -> str:
    """A bullet as typed ones look: its shape (a Wingdings arrow, U+F0B7) says nothing."""
    return text if text in _PLAIN_BULLETS else "-"


def shown(value: int, form: str) -> str:
    """A number in a list's format: 4 in ``lowerRoman`` is "iv"."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter") and 0 < value < 1000:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            text += letters
            value -= worth
    return text


def forget() -> None:
    """Forget the lists of the files that were read: for measurements."""
    _cached.cache_clear()
