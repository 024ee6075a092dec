"""Properties of characters and paragraphs in a Word 97 file: lists of "sprm" operations, and what styles make of them.

Names and numbers are those of Microsoft's [MS-DOC]; sections 2.6 (operations) and 2.9.260 (styles).
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.document import Alignment

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes of an operand by the operation's upper three bits; 0: it says its length
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_HUGE = (0x6645, 0x6646)  # the properties stand in the stream "Data"
_ALIGN: tuple[Alignment, ...] = ("left", "center", "right", "justify", "justify", "justify")
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81
MAX_CHAIN = 64
_BODY_TEXT = 9  # the outline level of text that is no heading
_TYPES = {1: "paragraph", 2: "character"}


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look; None where nothing is said. ``style`` is the number of a character style."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    deleted: bool = False
    inserted: bool = False
    special: bool = False
    font: int | None = None
    style: int | None = None
    symbol: tuple[int, int] | None = None
    """A sign of a symbol font: the font's number and the character's code."""

    @property
    def rare(self) -> bool:
        """Whether the text is not shown as it stands."""
        return bool(self.hidden or self.deleted or self.inserted or self.symbol is not None)


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph stands; ``level`` is its outline level from 1, ``depth`` how many tables it stands in."""

    align: Alignment | None = None
    level: int | None = None
    list_index: int | None = None
    list_level: int | None = None
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    row: bytes = b""
    """The operations that define the row which this paragraph ends."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it applies, with those below it."""

    name: str | None = None
    look: Look = Look()
    form: Form = Form()


def operations(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each operation of a list: its code, and where its operand begins and ends."""
    at, end = 0, len(data)
    while at + 2 <= end:
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size and at < end:
            if code == _DEFINE_TABLE:
                size = int.from_bytes(data[at : at + 2], "little") + 1
            elif code == _CHANGE_TABS and data[at] == 255:
                size = _tabs_size(data, at)
            else:
                size = data[at] + 1
        yield code, at, min(at + size, end)
        at += size


def _tabs_size(data: bytes, at: int) -> int:
    """A list of tab stops that is longer than its length byte can say: deleted ones, then those added."""
    deleted = data[at + 1] if at + 1 < len(data) else 0
    added_at = at + 2 + 4 * deleted
    return 2 + 4 * deleted + 1 + 3 * (data[added_at] if added_at < len(data) else 0)


def look(data: bytes, below: Look) -> Look:
    """Apply a list of operations to the look of a style (the look that it begins with)."""
    changes: dict[str, object] = {}
    for code, at, _ in operations(data):
        name = _SWITCHES.get(code)
        if name is not None:
            value = data[at] if at < len(data) else 0
            if value in (_AS_STYLE, _NOT_AS_STYLE):
                changes[name] = bool(getattr(below, name)) != (value == _NOT_AS_STYLE)
            else:
                changes[name] = value != 0
        elif code in _FONTS:
            # Letters beyond ASCII are set in the third font, which is said last.
            changes["font"] = int.from_bytes(data[at : at + 2], "little")
        elif code == 0x4A30:
            changes["style"] = int.from_bytes(data[at : at + 2], "little")
        elif code == 0x6A09:
            changes["symbol"] = (
                int.from_bytes(data[at : at + 2], "little"),
                int.from_bytes(data[at + 2 : at + 4], "little"),
            )
    return replace(below, **changes) if changes else below  # type: ignore[arg-type]


_SWITCHES = {
    0x0835: "bold", 0x0836: "italic", 0x083C: "hidden", 0x0800: "deleted", 0x0801: "inserted", 0x0855: "special",
}  # fmt: skip
_FONTS = (0x4A4F, 0x4A51)  # of ASCII, of other letters; 0x4A50 is that of Chinese


def form(data: bytes, below: Form, stream: bytes = b"") -> Form:
    """Apply a list of operations to the form of a style; ``stream`` is the stream "Data"."""
    changes: dict[str, object] = {}
    row = b""
    for code, at, end in operations(data):
        if code in (0x2403, 0x2461):
            changes["align"] = _ALIGN[data[at]] if at < end and data[at] < len(_ALIGN) else None
        elif code == 0x2640:
            changes["level"] = data[at] + 1 if at < end and data[at] < _BODY_TEXT else None
        elif code == 0x460B:
            changes["list_index"] = int.from_bytes(data[at:end], "little")
        elif code == 0x260A:
            changes["list_level"] = data[at] if at < end else 0
        elif code in (0x2416, 0x2417, 0x244B, 0x244C, 0x6649):
            _in_table(code, int.from_bytes(data[at:end], "little", signed=True), changes, below)
        elif code in _HUGE:
            offset = int.from_bytes(data[at:end], "little")
            size = int.from_bytes(stream[offset : offset + 2], "little")
            return form(stream[offset + 2 : offset + 2 + size], below)
        elif code >> 10 & 7 == 5:  # operations on tables
            row += data[at - 2 : end]
    if row:
        changes["row"] = row
    return replace(below, **changes) if changes else below  # type: ignore[arg-type]


def _in_table(code: int, value: int, changes: dict[str, object], below: Form) -> None:
    if code == 0x6649:
        changes["depth"] = min(max(value, 0), 20)
    elif code == 0x2416:
        depth = changes.get("depth", below.depth)
        changes["depth"] = max(int(str(depth)), 1) if value else 0
    else:
        changes["ends_cell" if code == 0x244B else "ends_row"] = value != 0


class Styles:
    """The styles of a file by their number."""

    def __init__(self, sheet: bytes) -> None:
        self._raw: dict[int, tuple[int, str, int, int, list[bytes]]] = {}
        self._known: dict[int, Style] = {}
        self.font = 0
        """The font of letters beyond ASCII where neither style nor text names one."""
        with suppress(struct.error, IndexError):  # a cut sheet: the styles that were read apply
            self._read(sheet)

    def __getitem__(self, number: int) -> Style:
        style = self._known.get(number)
        if style is None:
            style = self._known[number] = self._style(number, 0)
        return style

    def _read(self, sheet: bytes) -> None:
        size, count, base = struct.unpack_from("<HHH", sheet, 0)
        if size >= 18:
            self.font = struct.unpack_from("<H", sheet, 18)[0]
        at = 2 + size
        for number in range(count):
            (length,) = struct.unpack_from("<H", sheet, at)
            if length:
                self._raw[number] = _entry(sheet[at + 2 : at + 2 + length], base)
            at += 2 + length

    def _style(self, number: int, chain: int) -> Style:
        raw = self._raw.get(number)
        if raw is None or chain > MAX_CHAIN:
            return Style()
        kind, name, below_number, known, parts = raw
        below = self._style(below_number, chain + 1) if below_number in self._raw else Style()
        style = Style(name if known else None, below.look, below.form)
        if 1 <= known <= 9:
            style = replace(style, form=replace(style.form, level=known))
        if kind == 1 and parts:
            style = replace(style, form=form(parts[0][2:], style.form))
        if parts and (kind == 2 or len(parts) > 1):
            style = replace(style, look=look(parts[0] if kind == 2 else parts[1], style.look))
        return style


@lru_cache(maxsize=32)
def styles(sheet: bytes) -> Styles:
    """The styles of a sheet. Files of one office come from one template: the same bytes are read once."""
    return Styles(sheet)


@lru_cache(maxsize=8192)
def look_of(sheet: Styles, number: int, properties: bytes, more: bytes) -> Look:
    """How text looks in a paragraph of a style: by its own operations, its character style, what a fast save added."""
    below = sheet[number].look
    own = look(properties, below)
    if own.style is not None and own.style != below.style:
        own = look(properties, _over(sheet[own.style].look, below))
    return look(more, own) if more else own


def _over(upper: Look, below: Look) -> Look:
    """A character style's look over that of the paragraph."""
    return Look(
        below.bold if upper.bold is None else upper.bold,
        below.italic if upper.italic is None else upper.italic,
        below.hidden if upper.hidden is None else upper.hidden,
        font=below.font if upper.font is None else upper.font,
        style=upper.style,
    )


def _entry(data: bytes, base: int) -> tuple[int, str, int, int, list[bytes]]:
    """A style's kind, name, the number of the style below it, its built-in number, and its lists of operations."""
    known, below, parts = struct.unpack_from("<HHH", data, 0)
    at = base
    (length,) = struct.unpack_from("<H", data, at)
    name = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace").split(",")[0]
    at += 2 + 2 * length + 2
    lists: list[bytes] = []
    for _ in range(parts & 0xF):
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        lists.append(data[at + 2 : at + 2 + size])
        at += 2 + size + (size & 1)
    return below & 0xF, name, below >> 4, known & 0xFFF, lists


@lru_cache(maxsize=32)
def fonts(table: bytes) -> tuple[str, ...]:
    """The names of a file's fonts by their number."""
    names: list[str] = []
    count = int.from_bytes(table[0:2], "little")
    at = 4
    for _ in range(count):
        if at >= len(table):
            break
        size = table[at] + 1
        name = table[at + 40 : at + size].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += size
    return tuple(names)


def forget() -> None:
    """Forget the templates of the files that were read: for measurements."""
    for cached in (styles, look_of, fonts):
        cached.cache_clear()
