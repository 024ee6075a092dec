"""``cchc show``: what one document says, readable in a terminal."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from pipeline import extract, read, terminal
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from schemas.records import DocumentRecord, Record

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "scores": ("unit", "criterion_no", "criterion", "score", "max_score", "percent", "rank", "rank_of", "note"),
    "targets": ("area", "text", "comparator", "value", "value_max", "unit", "due_year"),
    "legal_bases": ("role", "citation", "issued_on", "issuer", "title"),
    "tasks": ("task_no", "task", "lead_units", "coordinating_units", "outputs", "deadline_text", "due_to"),
    "budget_lines": ("line_no", "item", "unit", "quantity_text", "unit_price", "amount"),
    "findings": ("severity", "message"),
}
"""The columns that fit on a screen; the rest stands in the Parquet files."""
_ROUTINE: Final = frozenset({"row_unused"})
"""Findings that only account for rows; they are counted, not listed."""


def show_command(file: Path, only: Sequence[str]) -> ExitCode:
    """Print the header and the rows of every dataset of one file, or of the datasets named.

    Raises:
        CchcError: there is no such file or dataset, or the file cannot be read.
    """
    unknown = [name for name in only if name not in COLUMNS]
    if unknown:
        raise CchcError(f"Không có bảng {unknown[0]!r}. Các bảng: {', '.join(COLUMNS)}.")
    if not file.is_file():
        raise CchcError(f"Không có tệp {str(file)!r}. Hãy kiểm tra lại đường dẫn.")
    extraction = extract(read(file))
    console = terminal.console()
    if not only:
        _show_header(console, extraction.document)
    for name in only or COLUMNS:
        records: Sequence[Record] = getattr(extraction, name)
        _show(console, name, records)
    return ExitCode.OK


def _show_header(console: Console, record: DocumentRecord) -> None:
    labels = {field.name: field.label for field in DATASETS["documents"].fields}
    rows = [
        (labels[field.name], value)
        for field in dataclasses.fields(record)
        if field.name != "sources" and (value := getattr(record, field.name)) not in (None, (), False)
    ]
    console.print(terminal.table("Văn bản", ("", ""), rows))


def _show(console: Console, name: str, records: Sequence[Record]) -> None:
    shown = [record for record in records if getattr(record, "rule", None) not in _ROUTINE]
    dataset = DATASETS[name]
    values = [[getattr(record, column) for column in COLUMNS[name]] for record in shown]
    filled = [i for i in range(len(COLUMNS[name])) if any(row[i] not in (None, (), "") for row in values)]
    heads = [dataset.field(COLUMNS[name][i]).label for i in filled]
    if not shown:
        console.print(f"{dataset.label}: không có\n")
        return
    numeric = [
        n
        for n, i in enumerate(filled)
        if isinstance(next((r[i] for r in values if r[i] is not None), None), (int, float))
    ]
    rows = [[_shown(row[i]) for i in filled] for row in values]
    console.print(terminal.table(f"{dataset.label} ({len(shown)})", heads, rows, right=numeric))


def _shown(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return f"{value:,}".replace(",", ".")
    return value
