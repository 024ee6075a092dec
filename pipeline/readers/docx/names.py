"""The names of WordprocessingML that the reader of Word files knows."""

from __future__ import annotations

from typing import Final

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL: Final = f"{W}val"
ID: Final = f"{W}id"
_OFF = frozenset(("0", "false", "off", "none"))


def is_on(value: str | None) -> bool:
    """The value of an on-off property: ``<w:b/>`` and ``<w:b w:val="1"/>`` are on."""
    return value is None or value not in _OFF


def number(value: str | None) -> int | None:
    """A whole number of an attribute, None where it is none."""
    try:
        return None if value is None else int(value)
    except ValueError:
        return None
