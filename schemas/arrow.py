"""Arrow schemas made from the field dictionary: types, descriptions and labels travel inside the Parquet files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from schemas.fields import DATASETS, SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

    from schemas.fields import Field


@cache
def _types() -> dict[str, Any]:
    import pyarrow as pa

    text, box = pa.string(), pa.list_(pa.float32())
    source = [
        ("field", text), ("block", pa.int32()), ("table_row", pa.int32()), ("char_start", pa.int32()),
        ("char_end", pa.int32()), ("page", pa.int32()), ("bbox", box), ("rule", text),
    ]  # fmt: skip
    cell = [
        ("row", pa.int32()), ("column", pa.int32()), ("row_span", pa.int32()), ("column_span", pa.int32()),
        ("text", text),
    ]  # fmt: skip
    return {
        "string": text, "bool": pa.bool_(), "date": pa.date32(),
        "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64(),
        "float32": pa.float32(), "float64": pa.float64(), "box": box,
        "list<string>": pa.list_(text), "map<string,string>": pa.map_(text, text),
        "sources": pa.list_(pa.struct(source)), "cells": pa.list_(pa.struct(cell)),
    }  # fmt: skip


def _field(field: Field) -> pa.Field:
    import pyarrow as pa

    told = {"label_vi": field.label, "description_vi": field.vi, "description": field.en}
    told |= {"codes": field.codes} if field.codes else {}
    told |= {"unit": field.unit} if field.unit else {}
    return pa.field(field.name, _types()[field.type], nullable=field.nullable, metadata=told)


@cache
def arrow_schema(dataset: str) -> pa.Schema:
    """The schema of a dataset, the same for zero rows; KeyError for a name that is no dataset."""
    import pyarrow as pa

    told = DATASETS[dataset]
    return pa.schema(
        [_field(field) for field in told.fields],
        metadata={
            "dataset": dataset,
            "label_vi": told.label,
            "description_vi": told.vi,
            "description": told.en,
            "schema_version": SCHEMA_VERSION,
        },
    )
