"""Findings about rows that a person corrected, made again of the rows as they are published.

Only the findings that rest on rows (those that name one): what is said about the text stays as it was extracted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.corrections.apply import CHECKED, apply, positions
from pipeline.rows import finding_rows, own_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.corrections.apply import Corrections
    from pipeline.rows import Row
    from schemas.records import Record


def rechecked(doc_id: str, corrections: Corrections, rows_of: Callable[[str], list[Row]]) -> list[Row]:
    """The ``findings`` of a document as its corrected rows call for them.

    Args:
        doc_id: the document.
        corrections: what people set.
        rows_of: the document's rows of a dataset, as extracted.
    """
    from extractors.checks import of_records
    from schemas import records

    rows = {name: [*apply(name, rows_of(name), corrections.by_dataset.get(name, {}))] for name in CHECKED}
    issued_on = positions("documents")["issued_on"]
    extraction = records.Extraction(
        records.DocumentRecord(issued_on=next((row[issued_on] for row in rows["documents"]), None)),
        scores=_records("scores", records.Score, rows),
        legal_bases=_records("legal_bases", records.LegalBasis, rows),
        tasks=_records("tasks", records.Task, rows),
        budget_lines=_records("budget_lines", records.BudgetLine, rows),
    )
    of_row = positions("findings")["dataset"]
    about_text = [row for row in rows_of("findings") if row[of_row] is None]
    words = {name: positions(name)["source_text"] for name in CHECKED if name != "documents"}
    made = [
        (finding, rows[finding.dataset][finding.row_ordinal][words[finding.dataset]])
        for finding in of_records(extraction)
        if finding.dataset is not None and finding.row_ordinal is not None
    ]
    return finding_rows(doc_id, made, about_text)


def _records(dataset: str, kind: type[Any], rows: Mapping[str, list[Row]]) -> tuple[Any, ...]:
    """Rows as the records that they were made of."""
    from schemas.document import Place

    at, own = positions(dataset), own_fields(dataset)

    def record(row: Row) -> Record:
        told = {name: _value(name, row[at[name]]) for name in own}
        place = Place(*(row[at[name]] for name in ("block", "char_start", "char_end", "table_row", "page", "bbox")))
        made: Record = kind(place=place, confidence=row[at["confidence"]], **told)
        return made

    return tuple(record(row) for row in rows[dataset])


def _value(name: str, value: Any) -> Any:
    if name == "other":
        return dict(value or ())
    return tuple(value) if isinstance(value, list) else value
