"""Automatic lists of a Word 97 file, in the form that the numbering of Word files is counted by.

[MS-DOC] 2.9.131 (LSTF), 2.9.150 (LVLF), 2.9.131 (LFO).
"""

from __future__ import annotations

import struct

from pipeline.readers.docx.numbering import LEVELS, Level, ListForm

_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 255: "none",
}  # fmt: skip
_SUFFIXES = ("tab", "space", "nothing")
MAX_LISTS = 4_096


def read(definitions: bytes, levels: bytes, uses: bytes) -> dict[str, ListForm]:
    """The lists by the number that paragraphs name, from 1; ``levels`` stand behind the definitions in the file."""
    try:
        shapes = _definitions(definitions, levels)
        return _uses(uses, shapes)
    except (struct.error, IndexError):
        return {}


def _definitions(data: bytes, levels: bytes) -> dict[int, dict[int, Level]]:
    (count,) = struct.unpack_from("<H", data, 0)
    shapes: dict[int, dict[int, Level]] = {}
    at = 0
    for number in range(min(count, MAX_LISTS)):
        (list_id,) = struct.unpack_from("<i", data, 2 + 28 * number)
        simple = data[2 + 28 * number + 26] & 1
        shape: dict[int, Level] = {}
        for depth in range(1 if simple else LEVELS):
            shape[depth], at = _level(levels, at)
        shapes[list_id] = shape
    return shapes


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A level that begins at an offset, and the offset behind it."""
    start, form, flags = struct.unpack_from("<iBB", data, at)
    follow = data[at + 15]
    characters, paragraph, restart = data[at + 24], data[at + 25], data[at + 26]
    at += 28 + characters + paragraph
    (length,) = struct.unpack_from("<H", data, at)
    raw = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in raw)
    level = Level(
        start,
        _FORMS.get(form, "decimal"),
        text,
        restart if flags & 8 else None,
        bool(flags & 4),
        _SUFFIXES[follow] if follow < len(_SUFFIXES) else "tab",
    )
    return level, at + 2 + 2 * length


def _uses(data: bytes, shapes: dict[int, dict[int, Level]]) -> dict[str, ListForm]:
    (count,) = struct.unpack_from("<I", data, 0)
    count = min(count, MAX_LISTS)
    lists: dict[str, ListForm] = {}
    at = 4 + 16 * count
    for number in range(count):
        list_id = struct.unpack_from("<i", data, 4 + 16 * number)[0]
        overrides = data[4 + 16 * number + 12]
        levels = dict(shapes.get(list_id, {}))
        starts: dict[int, int] = {}
        at += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", data, at)
            at += 8
            depth = flags & 0xF
            if flags & 0x20:
                levels[depth], at = _level(data, at)
            if flags & 0x10:
                starts[depth] = levels[depth].start if flags & 0x20 and depth in levels else start
        lists[str(number + 1)] = ListForm(str(list_id), levels, starts)
    return lists
