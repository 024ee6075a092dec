"""What stands in a sheet: the columns of a dataset for a person, their headings, and the plain value of each cell.

Before a dataset's own columns stand the file and the link to the review page; a code has its label beside it; lists and
maps are lines of text. Values are str, bool, int, float, date or None, and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pipeline.labels import Language
from pipeline.language import chosen, one_of, say
from schemas.codes import CODES
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pyarrow.dataset as ds

    from schemas.fields import Field

Cell = str | bool | int | float | date | None

EXACT: Final = 999_999_999_999_999
"""Excel keeps fifteen digits of a number; a longer one is written as text."""
_BATCH: Final = 5_000
_WIDTHS: Final = {"date": 12, "bool": 8, "int16": 8, "int32": 9, "int64": 16, "float32": 8, "float64": 10}
_WIDE: Final = {
    "source_text": 70, "text": 70, "task": 60, "message": 70, "title": 50, "item": 50, "criterion": 50, "note": 40,
    "outputs": 40, "indicator": 45, "error": 50, "recipients": 40, "lead_units": 35, "coordinating_units": 35,
    "agency": 40, "unit": 32, "issuer": 32, "source_path": 40, "sources": 20, "cells": 20, "other": 30, "sha256": 18,
}  # fmt: skip
_NARROW: Final = frozenset({"doc_id", "row_id"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. ``name`` is the dataset's, with ``#label`` for the label beside a code; ``kind`` a type."""

    name: str
    heading: str
    meaning: str
    kind: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A dataset as it is exported."""

    dataset: str
    label: str
    columns: tuple[Column, ...]


def _link() -> Column:
    return Column("review", say("Xem lại"), say("đường dẫn tới dòng này ở trang xem lại"), "link", 10)


def sheet(dataset: str) -> Sheet:
    """The sheet of a dataset, in the chosen language; KeyError for a name that is none."""
    told = DATASETS[dataset]
    columns: list[Column] = [_link()]
    if dataset != "documents":
        path = DATASETS["documents"].field("source_path")
        columns.append(Column("source_path", say("Tệp"), one_of((path.vi, path.en)), "string", _WIDE["source_path"]))
    for field in told.fields:
        columns.extend(_columns(field))
    if dataset != "documents":
        words = next(column for column in columns if column.name == "source_text")
        columns.remove(words)
        columns.insert(2, words)
    return Sheet(dataset, Language(chosen()).dataset(told), tuple(columns))


def _columns(field: Field) -> Iterator[Column]:
    language = Language(chosen())
    unit = f" ({language.unit(field)})" if field.unit else ""
    label, meaning = language.label(field), one_of((field.vi, field.en))
    width = 18 if field.name in _NARROW else _WIDE.get(field.name, _WIDTHS.get(field.type, 16))
    if field.codes:
        yield Column(f"{field.name}#label", label, meaning, "string", 24)
        yield Column(field.name, say("{label} (mã)", label=label), say("{label} (mã)", label=meaning), "string", 14)
    else:
        yield Column(field.name, label + unit, meaning, field.type, width)


def rows(
    shown: Sheet, datasets: Mapping[str, ds.Dataset], link: Callable[[str, str | None], str]
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a sheet in order; ``link`` gives the review page of a document and row, or an empty string."""
    paths: dict[str, str] = {}
    if shown.dataset != "documents":
        table = datasets["documents"].to_table(columns=["doc_id", "source_path"])
        paths = dict(zip(table["doc_id"].to_pylist(), table["source_path"].to_pylist(), strict=True))
    fields = {field.name: field for field in DATASETS[shown.dataset].fields}
    for batch in datasets[shown.dataset].to_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            row["review"] = link(row["doc_id"], row.get("row_id"))
            row.setdefault("source_path", paths.get(row["doc_id"]))
            yield tuple(_cell(column, row, fields) for column in shown.columns)


def _cell(column: Column, row: Mapping[str, Any], fields: Mapping[str, Field]) -> Cell:
    name, _, label = column.name.partition("#")
    value = row[name]
    if label and value is not None:
        codes = fields[name].codes
        return one_of(CODES[codes].get(value, (value, value))) if codes else None
    return plain(value, column.kind)


def plain(value: Any, kind: str) -> Cell:
    """A value as a cell holds it: float32 by its seven digits, lists and maps as lines, nested ones as JSON."""
    if value is None or isinstance(value, (str, bool, date)):
        return value
    if isinstance(value, int):
        return value if abs(value) <= EXACT else str(value)
    if isinstance(value, float):
        if value - value != 0:  # Excel has no infinity
            return str(value)
        return float(f"{value:.7g}") if kind == "float32" else value
    if not value:
        return None
    if kind.startswith("map"):
        return "\n".join(f"{key}: {inner}" for key, inner in value)
    if kind == "list<string>":
        return "\n".join(value)
    if kind == "box":
        return "; ".join(f"{number:.7g}" for number in value)
    return json.dumps([{k: v for k, v in item.items() if v is not None} for item in value], ensure_ascii=False)
