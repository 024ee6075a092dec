"""The field dictionary is the one definition: records, Arrow schemas and the written contract agree with it."""

from __future__ import annotations

import dataclasses
import re

import pytest

from pipeline.rows import FileFacts
from schemas import records
from schemas.arrow import arrow_schema
from schemas.codes import CODES
from schemas.fields import DATASETS
from schemas.fields.common import AFTER, BEFORE
from tests.conftest import REFERENCE

RECORDS = {
    "documents": records.DocumentRecord,
    "scores": records.Score,
    "targets": records.Target,
    "legal_bases": records.LegalBasis,
    "tasks": records.Task,
    "budget_lines": records.BudgetLine,
    "findings": records.Finding,
}
ADDED_BY_STORE = {field.name for field in (*BEFORE, *AFTER)} - {"confidence", "sources"}


@pytest.mark.parametrize("dataset", RECORDS)
def test_records_have_the_columns_of_the_dictionary(dataset: str) -> None:
    told = {field.name for field in DATASETS[dataset].fields}
    own = {field.name for field in dataclasses.fields(RECORDS[dataset])}
    if dataset == "documents":
        assert told == own | {field.name for field in dataclasses.fields(FileFacts)} | {"corrected"}
    else:
        assert told == (own - {"place"}) | ADDED_BY_STORE


@pytest.mark.parametrize("dataset", DATASETS)
def test_descriptions_and_labels_travel_in_the_schema(dataset: str) -> None:
    for column in arrow_schema(dataset):
        told = {key.decode(): value.decode() for key, value in column.metadata.items()}
        assert told["label_vi"]
        assert told["description_vi"]
        assert told["description"]
        assert told.get("codes") is None or told["codes"] in CODES


def test_columns_that_may_be_null_are_those_that_a_document_may_leave_open() -> None:
    nullable = {column.name for column in arrow_schema("scores") if column.nullable}
    assert "score" in nullable
    assert not nullable & {"doc_id", "row_id", "source_text", "level", "criterion"}


@pytest.mark.skipif(not REFERENCE.exists(), reason="the written contract stands beside the repository")
def test_every_column_of_the_contract_is_there_with_its_type() -> None:
    """The contract's tables, read from its text: a column's type is written as here, `?` for one that may be null."""
    text = (REFERENCE / "datasets.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\w+):", text, flags=re.MULTILINE)
    missing = []
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        fields = {field.name: field for field in DATASETS[name].fields}
        for names, types in re.findall(r"^\| ([a-z_0-9, ]+) \| ([^|]+) \|", part, flags=re.MULTILINE):
            columns = [column.strip() for column in names.split(",")]
            kinds = [kind.strip() for kind in re.split(r",\s+(?![^<]*>)", types)]
            for column, kind in zip(
                columns, kinds if len(kinds) == len(columns) else kinds * len(columns), strict=False
            ):
                if column != "column" and column not in fields:
                    missing.append((name, column))
                elif column in fields and kind.rstrip("?") in (
                    "string",
                    "float64",
                    "int32",
                    "int16",
                    "int64",
                    "date",
                    "bool",
                ):
                    assert fields[column].type == kind.rstrip("?"), (name, column)
    assert missing == []
