"""Corrections put into rows: the one place where a published row differs from what was extracted.

Rows stay as extracted in the journal; they are corrected while parts are written, so that a correction taken back is
gone with the next run, and no document is read again for one.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.corrections.values import understand
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.corrections.file import Correction
    from pipeline.rows import Row

RULE: Final = "corrected"
"""Rule under which ``sources`` names a field that a person set."""
CHECKED: Final = ("documents", "scores", "legal_bases", "tasks", "budget_lines")
"""The datasets that findings rest on (:mod:`pipeline.corrections.recheck`)."""
_DOC_ID: Final = re.compile(r"[0-9a-f]{16}")
Cells = dict[str, dict[str, dict[str, str]]]
"""Canonical texts by doc_id, row_id (empty for ``documents``) and field."""


def is_doc_id(document: str) -> bool:
    """Whether a correction names its document by doc_id; else by path."""
    return _DOC_ID.fullmatch(document) is not None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is to be set, of several corrections of one cell the last; every document by its doc_id.

    ``findings`` names, by doc_id, the findings that corrected rows call for, where these are not those extracted.
    """

    by_dataset: Mapping[str, Cells]
    findings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, corrections: Iterable[Correction], places: Mapping[str, str]) -> Corrections:
        """From the file's corrections, in its order.

        Args:
            corrections: as loaded.
            places: doc_id by path, for corrections that name their document by its path; others are left out.
        """
        found: dict[str, Cells] = {}
        for told in (resolved(correction, places) for correction in corrections):
            if told is not None:
                rows = found.setdefault(told.dataset, {}).setdefault(told.document, {})
                rows.setdefault(told.row_id, {})[told.field] = told.new
        return cls(found)

    def digest(self, doc_id: str, dataset: str | None = None) -> str:
        """A name for what is set in a document, in one dataset or any; empty where nothing is."""
        if not self.by_dataset:  # asked of every document, where most outputs have no corrections
            return ""
        if dataset == "findings":
            return self.findings.get(doc_id, "")
        names = self.by_dataset if dataset is None else (dataset,)
        told = [
            (name, row_id, column, text)
            for name in sorted(names)
            for row_id, fields in sorted(self.by_dataset.get(name, {}).get(doc_id, {}).items())
            for column, text in sorted(fields.items())
        ]
        if dataset is None and doc_id in self.findings:
            told.append(("findings", "", "", self.findings[doc_id]))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16] if told else ""

    def cells(self, dataset: str, low: str, high: str) -> Cells:
        """What is set in the documents of a range of doc_id, ``high`` exclusive."""
        return {doc_id: rows for doc_id, rows in self.by_dataset.get(dataset, {}).items() if low <= doc_id < high}


def resolved(correction: Correction, places: Mapping[str, str]) -> Correction | None:
    """A correction that names its document by doc_id; None where its path leads to no document."""
    if is_doc_id(correction.document):
        return correction
    doc_id = places.get(correction.document)
    return None if doc_id is None else replace(correction, document=doc_id, path=correction.document)


def apply(dataset: str, rows: Iterable[Row], cells: Cells) -> Iterator[Row]:
    """The rows with what was corrected in them; the others as they are."""
    at = positions(dataset)
    doc_at, row_at = at["doc_id"], at.get("row_id")
    for row in rows:
        of_document = cells.get(row[doc_at])
        fields = (
            of_document.get("" if row_at is None or dataset == "documents" else row[row_at]) if of_document else None
        )
        yield corrected(dataset, row, fields) if fields else row


def corrected(dataset: str, row: Row, fields: Mapping[str, str]) -> Row:
    """A row with some fields set; ``corrected`` and ``sources`` say so where a value differs from what was read."""
    at = positions(dataset)
    made, changed = list(row), []
    for name, text in fields.items():
        value = understand(dataset, name, text).value
        if not same(made[at[name]], value):
            made[at[name]] = value
            changed.append(name)
    if not changed:
        return row
    made[at["corrected"]] = True
    made[at["sources"]] = [*made[at["sources"]], *({"field": name, "rule": RULE} for name in sorted(changed))]
    return tuple(made)


def same(one: object, other: object) -> bool:
    """Whether two values of a field are equal, however lists and maps are held."""
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return [*map(_plain, one)] == [*map(_plain, other)]
    return one == other


def _plain(item: object) -> object:
    return tuple(item) if isinstance(item, (list, tuple)) else item


@cache
def positions(dataset: str) -> Mapping[str, int]:
    """Where each field stands in the rows of a dataset."""
    return {field.name: index for index, field in enumerate(DATASETS[dataset].fields)}
