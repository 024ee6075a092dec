"""Expected rows of the samples: what is compared, and ``python -m tests.expected`` to write them anew.

Written anew rows are read line by line before they are committed; the tests never write them.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline import extract
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from schemas.records import Extraction

DATASETS = ("scores", "targets", "legal_bases", "tasks", "budget_lines")
NOT_COMPARED = frozenset({"place", "sources", "confidence", "section"})


def compared(extraction: Extraction) -> dict[str, Any]:
    """All values that a row states, without its place, confidence and sources; findings by rule alone."""
    told: dict[str, Any] = {"document": _values(extraction.document, frozenset({"sources"}))}
    for dataset in DATASETS:
        told[dataset] = [_values(record, NOT_COMPARED) for record in getattr(extraction, dataset)]
    told["findings"] = sorted({finding.rule for finding in extraction.findings} - {"row_unused"})
    return told


def _values(record: Any, without: frozenset[str]) -> dict[str, Any]:
    values = {
        field.name: getattr(record, field.name) for field in dataclasses.fields(record) if field.name not in without
    }
    return {name: _plain(value) for name, value in values.items() if value not in (None, (), {}, False)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def main() -> None:
    """Write the expected rows of every sample from its Word file."""
    for source in sorted((SAMPLES / "sources").glob("*.source")):
        told = compared(extract(SAMPLES / f"{source.stem}.docx"))
        path = SAMPLES / "expected" / f"{source.stem}.json"
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
