"""``cchc show``: what one document says, readable in a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pipeline import extract, read, terminal
from pipeline.errors import CchcError, ReadError
from pipeline.exits import ExitCode
from pipeline.labels import Language
from pipeline.language import chosen, say, sentence_of
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from schemas.fields import Field
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
_COMPARED: Final = ("expected", "actual")
_ROUTINE: Final = frozenset({"row_unused"})
"""Findings that only account for rows; they are counted, not listed."""


def show_command(file: Path, only: Sequence[str]) -> ExitCode:
    """Print the header and the rows of every dataset of one file, or of the datasets named.

    Raises:
        CchcError: there is no such file or dataset, or the file cannot be read.
    """
    unknown = [name for name in only if name not in COLUMNS]
    if unknown:
        raise CchcError(say("Không có bảng {name!r}. Các bảng: {names}.", name=unknown[0], names=", ".join(COLUMNS)))
    if file.is_dir():
        raise CchcError(
            say(
                "{file!r} là một thư mục. Hãy chỉ tới một tệp, hoặc đọc cả thư mục: cchc extract {file}", file=str(file)
            )
        )
    if not file.is_file():
        raise CchcError(say("Không có tệp {file!r}. Hãy kiểm tra lại đường dẫn.", file=str(file)))
    try:
        extraction = extract(read(file))
    except ReadError as error:
        raise CchcError(f"{file}: {sentence_of(error)}") from error
    console = terminal.console()
    if not only:
        _show_header(console, extraction.document)
    for name in only or COLUMNS:
        records: Sequence[Record] = getattr(extraction, name)
        show_rows(console, name, records)
    return ExitCode.OK


def _show_header(console: Console, record: DocumentRecord) -> None:
    rows = [
        (Language(chosen()).label(field), shown_value(field, value))
        for field in DATASETS["documents"].fields
        if field.name != "sources" and (value := getattr(record, field.name, None)) not in (None, (), False)
    ]
    console.print(terminal.table(say("Văn bản"), ("", ""), rows))


def show_rows(console: Console, name: str, records: Sequence[Record]) -> None:
    """Print the rows of a dataset as a table of the columns that hold something; what all rows share is said once."""
    dataset, language = DATASETS[name], Language(chosen())
    shown = [record for record in records if getattr(record, "rule", None) not in _ROUTINE]
    if not shown:
        console.print(say("{label}: không có", label=language.dataset(dataset)) + "\n")
        return
    columns = {column: [getattr(record, column) for record in shown] for column in COLUMNS[name]}
    columns = {column: values for column, values in columns.items() if any(v not in (None, (), "") for v in values)}
    shared = columns.pop("unit")[0] if len(shown) > 1 and len(set(columns.get("unit", (0, 1)))) == 1 else None
    title = f"{language.dataset(dataset)} ({len(shown)})" + (f" · {terminal.plain(shared)}" if shared else "")
    numeric = [
        index
        for index, values in enumerate(columns.values())
        if isinstance(next(v for v in values if v not in (None, (), "")), (int, float))
    ]
    fields = [dataset.field(column) for column in columns]
    if name == "findings":
        columns["message"] = [message_of(record) for record in shown]
    rows = zip(*([shown_value(f, v) for v in columns[f.name]] for f in fields), strict=True)
    heads = [language.label(field) for field in fields]
    console.print(terminal.table(title, heads, rows, right=numeric))


def message_of(finding: Any) -> str:
    """What a finding says: its stored sentence, or in English its rule with what was expected and what is there."""
    language = Language(chosen())
    if language.code == "vi":
        return str(finding.message)
    values = ((language.label(DATASETS["findings"].field(name)), getattr(finding, name)) for name in _COMPARED)
    told = ", ".join(f"{label.lower()} {value}" for label, value in values if value)
    return language.rule(finding.rule) + (f": {told}" if told else "")


def shown_value(field: Field, value: object) -> object:
    """A value as a reader expects it: a code by its label, thousands apart, a day as the language writes it."""
    language = Language(chosen())
    if field.codes and isinstance(value, str):
        return language.coded(field.codes, value)
    if isinstance(value, date):
        return language.day(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return language.number(value)
    return value
