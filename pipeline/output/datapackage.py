"""``datapackage.json``: the datasets described for machines (Data Package and Table Schema, datapackage.org, v2).

Made from the field dictionary and the names of the files alone, so equal datasets give an equal description.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pipeline.labels import Language
from pipeline.language import LANGUAGES
from schemas.codes import CODES
from schemas.fields import DATASETS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from schemas.fields import Dataset, Field

NAME: Final = "datapackage.json"
_TYPES: Final = {
    "string": "string", "bool": "boolean", "date": "date", "int16": "integer", "int32": "integer", "int64": "integer",
    "float32": "number", "float64": "number", "box": "array", "list<string>": "array", "sources": "array",
    "cells": "array", "map<string,string>": "object",
}  # fmt: skip
_OPEN: Final = frozenset({"measure"})
"""Lists of codes beside which a column may hold words of the document."""


def describe(files: Mapping[str, Sequence[str]]) -> str:
    """The text of ``datapackage.json`` for datasets whose files are given by their paths from its folder."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "cchc",
        "title": "Kết quả đọc văn bản cải cách hành chính · Readings of administrative-reform documents",
        "description": "Vietnamese administrative-reform documents, read into tables; every row beside its words.",
        "version": SCHEMA_VERSION,
        "resources": [_resource(DATASETS[name], paths) for name, paths in files.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _both(told: Callable[[Language], str]) -> str:
    """A title in both languages: the file is the same whoever makes it."""
    vietnamese, english = (told(Language(code)) for code in LANGUAGES)
    return vietnamese if vietnamese == english else f"{vietnamese} · {english}"


def _resource(dataset: Dataset, paths: Sequence[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": dataset.name,
        "type": "table",
        "title": _both(lambda language: language.dataset(dataset)),
        "description": f"{dataset.vi} · {dataset.en}",
        "path": paths[0] if len(paths) == 1 else sorted(paths),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fieldsMatch": ["exact"],
            "fields": [_field(field, dataset) for field in dataset.fields],
            "primaryKey": ["doc_id"] if dataset.name == "documents" else ["doc_id", "ordinal"],
        },
    }
    if dataset.name != "documents":
        told["schema"]["uniqueKeys"] = [["row_id"]]
        told["schema"]["foreignKeys"] = [
            {"fields": ["doc_id"], "reference": {"resource": "documents", "fields": ["doc_id"]}}
        ]
    return told


def _field(field: Field, dataset: Dataset) -> dict[str, Any]:
    unit = _both(lambda language: language.unit(field))
    told: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.type],
        "title": _both(lambda language: language.label(field)),
        "description": f"{field.vi} · {field.en}" + (f" [{unit}]" if unit else ""),
    }
    if field.codes:
        told["categories"] = [{"value": code, "label": f"{vi} · {en}"} for code, (vi, en) in CODES[field.codes].items()]
    constraints: dict[str, Any] = {}
    if not field.nullable:
        constraints["required"] = True
    if field.codes and field.codes not in _OPEN:
        constraints["enum"] = list(CODES[field.codes])
    if field.name == "row_id" or (field.name == "doc_id" and dataset.name == "documents"):
        constraints["unique"] = True
    if constraints:
        told["constraints"] = constraints
    return told
