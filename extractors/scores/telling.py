"""A result while a sentence about it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.document import Place


@dataclass(slots=True)
class Telling:
    """A result being read: spans are in the block's text; ``field_name`` is the field that its points fill."""

    level: str
    criterion: tuple[int, int]
    start: int
    end: int
    index_code: str = "PAR_INDEX"
    area: str | None = None
    number: str | None = None
    unit: str | None = None
    field_name: str = "score"
    promised: bool = False
    values: dict[str, float | int | str | None] = field(default_factory=dict)
    year: int | None = None
    year_at: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)
    confidence: float = 0.97
    label: str | None = None
    """The criterion where its words stand in the heading above, and where these are."""
    label_at: Place | None = None
