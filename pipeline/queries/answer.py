"""Answers of a closed database: asked with a time limit, written as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pipeline import terminal
from pipeline.aside import aside
from pipeline.labels import Language
from pipeline.language import chosen, say
from pipeline.queries.database import QueryError
from pipeline.queries.headings import headings, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

FORMATS: Final = ("table", "csv", "json", "parquet")
_BATCH: Final = 10_000


def ask(connection: duckdb.DuckDBPyConnection, sql: str, form: str, to: Path | None, *, most: int, words: bool) -> None:
    """Run a checked query and write its answer; a table has at most ``most`` rows, and headings in words if asked.

    Raises:
        QueryError: there is no such format, the file cannot be written, or Parquet was asked for on a terminal.
    """
    if form not in FORMATS:
        raise QueryError(say("Không có dạng {form!r}. Các dạng: {names}.", form=form, names=", ".join(FORMATS)))
    if form == "table" and to is not None:
        raise QueryError(say("Dạng bảng chỉ để in ra màn hình. Hãy chọn --format csv, json hoặc parquet cho --to."))
    if form == "parquet" and to is None and sys.stdout.isatty():
        raise QueryError(say("Parquet là tệp nhị phân, không in ra màn hình. Hãy thêm --to TỆP.parquet."))
    if form == "parquet":
        with _sink(to) as stream:
            _parquet(connection, sql, stream)
        return
    connection.execute(sql)
    if form == "table":
        _print(connection, most, words=words)
        return
    with _sink(to) as stream:
        (_csv if form == "csv" else _json)(connection, stream)


def format_of(form: str | None, to: Path | None) -> str:
    """The format asked for: as said, else by the file's ending, else a table."""
    if form:
        return form
    suffix = to.suffix.lower().lstrip(".") if to else "table"
    if suffix not in FORMATS:
        raise QueryError(say("Không rõ dạng của {to}. Hãy thêm --format: csv, json hoặc parquet.", to=to))
    return suffix


@contextmanager
def _sink(to: Path | None) -> Iterator[BinaryIO]:
    """The stream to write to: standard output, or a file that is put in place when it is whole."""
    if to is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with aside(to) as written, written.open("wb") as stream:
            yield stream
    except OSError as error:
        raise QueryError(
            say("Không ghi được {to}: {strerror}. Hãy chọn nơi khác cho --to.", to=to, strerror=error.strerror)
        ) from error


def _names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [column[0] for column in connection.description or ()]


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := connection.fetchmany(_BATCH):
        yield from batch


def _print(connection: duckdb.DuckDBPyConnection, most: int, *, words: bool) -> None:
    names = _names(connection)
    rows = connection.fetchmany(most + 1)
    more, rows = len(rows) > most, rows[:most]
    right = [at for at in range(len(names)) if any(_is_number(row[at]) for row in rows)]
    console = terminal.console()
    made = table(names, rows, right, words=words)
    console.print(made if not rows or terminal.fits(made, console) else records(names, rows, words=words))
    if not rows:
        console.print(say("Không có dòng nào."))
    if more:
        console.print(say("Còn nữa: mới in {most} dòng. Thêm --rows SỐ, hoặc --to TỆP.csv để lấy hết.", most=most))


def table(names: Sequence[str], rows: Sequence[Sequence[Any]], right: Sequence[int], *, words: bool) -> Any:
    """The answer as a table; columns that hold nothing are left out where headings are in words."""
    kept = [at for at in range(len(names)) if not words or not rows or any(row[at] is not None for row in rows)]
    heads = [_head(names[at]) if words else names[at] for at in kept]
    body = [[_shown(names[at], row[at], words=words) for at in kept] for row in rows]
    return terminal.table("", heads, body, right=[kept.index(at) for at in right if at in kept])


def records(names: Sequence[str], rows: Sequence[Sequence[Any]], *, words: bool) -> Any:
    """The answer for a terminal that is too narrow for a table: row by row, a line a value; what is empty left out."""
    heads = [_head(name) if words else name for name in names]
    told = [
        [
            (head, _shown(name, value, words=words))
            for head, name, value in zip(heads, names, row, strict=True)
            if value is not None and value != []
        ]
        for row in rows
    ]
    return terminal.records(told)


def _head(name: str) -> str:
    known = headings().get(name)
    return known.vi if known and chosen() == "vi" else name.replace("_", " ").capitalize() if known else name


def _shown(name: str, value: Any, *, words: bool) -> object:
    if words:
        value = label(name, value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {terminal.plain(inner)}" for key, inner in value.items())
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "; ".join(str(_shown(name, item, words=False)) for item in value)
    if words and isinstance(value, date):
        return Language(chosen()).day(value)
    if words and isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return Language(chosen()).number(value)
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as ISO words, maps and lists as they are."""
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and value - value != 0:  # JSON has no infinity and no "not a number"
        return None
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _csv(connection: duckdb.DuckDBPyConnection, stream: BinaryIO) -> None:
    """RFC 4180 in UTF-8; null is an empty field, a list or map is JSON."""
    from io import TextIOWrapper

    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(_names(connection))
    for row in _rows(connection):
        writer.writerow([
            json.dumps(plain(value), ensure_ascii=False) if isinstance(value, (list, dict)) else plain(value)
            for value in row
        ])  # fmt: skip
    text.flush()
    text.detach()


def _json(connection: duckdb.DuckDBPyConnection, stream: BinaryIO) -> None:
    """An array of objects, one a line."""
    names = _names(connection)
    lead = b"["
    for row in _rows(connection):
        told = json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False)
        stream.write(lead + b"\n" + told.encode())
        lead = b","
    stream.write(b"[]\n" if lead == b"[" else b"\n]\n")


def _parquet(connection: duckdb.DuckDBPyConnection, sql: str, stream: BinaryIO) -> None:
    import pyarrow.parquet as pq

    reader = connection.sql(sql).to_arrow_reader(_BATCH)
    with pq.ParquetWriter(stream, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
