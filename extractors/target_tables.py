"""Targets in tables: rows with an indicator, a unit and one or more columns of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.records import Target


def extract(view: View) -> dict[int, list[Target]]:
    """The targets of each table, by block."""
    return {}
