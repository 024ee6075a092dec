"""Findings of documents that people corrected, made again and kept in the journal beside those that were extracted."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from pipeline.corrections.apply import CHECKED
from pipeline.output import payload
from pipeline.runs.journal import AS_EXTRACTED, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.corrections.apply import Corrections
    from pipeline.rows import Row
    from pipeline.runs.journal import Journal

_FINDINGS: Final = NAMES.index("findings")
_OF_ROW: Final = "WHERE dataset = ? AND doc_id = ?"


def recheck(journal: Journal, corrections: Corrections) -> dict[str, str]:
    """Make ``findings`` of the journal what corrected rows call for; by doc_id a name for those that are not extracted.

    A document is checked again where its rows or what people set in it have changed since.
    """
    kept: dict[str, str] = dict(journal.ask("SELECT doc_id, made_of FROM rechecked"))
    wanted = dict(_wanted(journal, corrections))
    for doc_id in sorted(kept.keys() | wanted.keys()):
        if kept.get(doc_id) != wanted.get(doc_id):
            _put_back(journal, doc_id)
            if doc_id in wanted:
                _check(journal, corrections, doc_id)
                journal.write("INSERT INTO rechecked VALUES (?, ?)", (doc_id, wanted[doc_id]))
    differing = journal.ask("SELECT doc_id FROM rows WHERE dataset = ?", (AS_EXTRACTED,))
    return {doc_id: _name(journal, doc_id) for doc_id in [doc_id for (doc_id,) in differing]}


def _wanted(journal: Journal, corrections: Corrections) -> Iterator[tuple[str, str]]:
    """The documents that have to be checked again, with what their findings are made of."""
    for doc_id in {doc_id for name in CHECKED for doc_id in corrections.by_dataset.get(name, ())}:
        found = journal.ask(
            "SELECT stamp, key FROM results WHERE identity >= ? AND identity < ?", (doc_id, f"{doc_id}g")
        )
        told = next(found, None)
        if told is not None:
            yield doc_id, "/".join((*told, *(corrections.digest(doc_id, name) for name in CHECKED)))


def _check(journal: Journal, corrections: Corrections, doc_id: str) -> None:
    from pipeline.corrections.recheck import rechecked  # the checks are loaded where something was corrected

    as_extracted = _rows(journal, "findings", doc_id)
    now = rechecked(doc_id, corrections, lambda name: _rows(journal, name, doc_id))
    if now == as_extracted:
        return
    journal.write(f"UPDATE rows SET dataset = ? {_OF_ROW}", (AS_EXTRACTED, _FINDINGS, doc_id))
    if not as_extracted:
        _put(journal, AS_EXTRACTED, doc_id, [])
    if now:
        _put(journal, _FINDINGS, doc_id, now)


def _put_back(journal: Journal, doc_id: str) -> None:
    """Make the findings those that were extracted."""
    journal.write("DELETE FROM rechecked WHERE doc_id = ?", (doc_id,))
    if next(journal.ask(f"SELECT 1 FROM rows {_OF_ROW}", (AS_EXTRACTED, doc_id)), None) is not None:
        journal.write(f"DELETE FROM rows {_OF_ROW}", (_FINDINGS, doc_id))
        journal.write(f"DELETE FROM rows {_OF_ROW} AND count = 0", (AS_EXTRACTED, doc_id))
        journal.write(f"UPDATE rows SET dataset = ? {_OF_ROW}", (_FINDINGS, AS_EXTRACTED, doc_id))


def _put(journal: Journal, number: int, doc_id: str, rows: list[Row]) -> None:
    journal.write("INSERT INTO rows VALUES (?, ?, ?, ?)", (number, doc_id, len(rows), payload.dump(rows)))


def _rows(journal: Journal, dataset: str, doc_id: str) -> list[Row]:
    found: list[tuple[Any, ...]] = list(
        journal.ask(f"SELECT payload FROM rows {_OF_ROW}", (NAMES.index(dataset), doc_id))
    )
    return [row for (data,) in found for row in payload.load(data)]


def _name(journal: Journal, doc_id: str) -> str:
    found = journal.ask(f"SELECT payload FROM rows {_OF_ROW}", (_FINDINGS, doc_id))
    return hashlib.sha256(b"".join(data for (data,) in found)).hexdigest()[:16]
