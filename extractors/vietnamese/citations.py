"""Citations of instruments: State, Party, laws, old forms, slips (domain section 1.3, 1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from extractors.vietnamese.text import Folded


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of an instrument, ``start`` (its first word: "Quyết định") to ``end`` (past number, symbol and
    date) in the text as written: a span from which no other grammar may read numbers.
    """

    start: int
    end: int
    instrument: str
    number: str | None = None
    number_year: int | None = None
    symbol: str | None = None
    citation: str | None = None
    issued_on: date | None = None
    issued_year: int | None = None
    rule: str | None = None
    confidence: float = 1.0


def find(folded: Folded) -> tuple[Citation, ...]:
    """Every mention of an instrument in the text, in reading order."""
    return ()
