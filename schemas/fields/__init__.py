"""The field dictionary: every dataset and every column, defined once."""

from __future__ import annotations

from typing import Final

from schemas.fields.blocks import BLOCKS
from schemas.fields.documents import DOCUMENTS
from schemas.fields.field import Dataset, Field
from schemas.fields.findings import FINDINGS
from schemas.fields.legal_bases import LEGAL_BASES
from schemas.fields.scores import SCORES
from schemas.fields.targets import TARGETS
from schemas.fields.work import BUDGET_LINES, TASKS

__all__ = ["DATASETS", "SCHEMA_VERSION", "Dataset", "Field"]

SCHEMA_VERSION: Final = "1"
"""Raised with every change of a column's name, type or meaning; it stands in each file's metadata."""

DATASETS: Final[dict[str, Dataset]] = {
    dataset.name: dataset
    for dataset in (DOCUMENTS, SCORES, TARGETS, LEGAL_BASES, TASKS, BUDGET_LINES, FINDINGS, BLOCKS)
}
