"""Corrections that a person should look at: they lost their row, or what is read there has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.corrections import NAME, STATES, TO_LOOK_AT, standings
from pipeline.errors import CchcError
from pipeline.labels import visible
from pipeline.language import choose, chosen
from pipeline.output.place import pointed
from pipeline.output.store import POINTER

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pipeline.review.words import Language

LISTED: Final = 20
"""Notices that a page shows; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of ``corrections.csv`` with what to do about it; ``doc_id`` is its document as it is now, if any."""

    line: int
    state: str
    told: str
    path: str
    doc_id: str | None


class Notices:
    """The notices of an output folder, made again when its corrections or its run change."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._made: dict[str, tuple[object, tuple[Notice, ...]]] = {}

    def all(self, language: Language, shown: Collection[str]) -> list[Notice]:
        """Those that are not about a document that is not shown (it has a secrecy stamp); ``shown`` by doc_id."""
        try:
            told = (self._out / NAME).stat()
        except OSError:
            return []
        state = told.st_mtime_ns, told.st_size, pointed(self._out / POINTER)
        if self._made.get(language.code, (None,))[0] != state:
            self._made[language.code] = state, tuple(_notices(self._out, language))
        return [notice for notice in self._made[language.code][1] if notice.doc_id is None or notice.doc_id in shown]


def _notices(out: Path, language: Language) -> list[Notice]:
    before = chosen()
    choose(language.code)
    try:
        found = [standing for standing in standings(out) if standing.state in TO_LOOK_AT]
    except CchcError:  # an output without a journal cannot tell
        return []
    finally:
        choose(before)
    return [
        Notice(
            standing.line, STATES[standing.state][language.at], visible(standing.message), visible(standing.path),
            standing.doc_id,
        )
        for standing in found
    ]  # fmt: skip
