"""A DuckDB that holds the published datasets and the ready views, and can do nothing else.

The datasets are registered as Arrow datasets: read when asked, column by column, from the files of one run. Then file
system and network are closed and the configuration is locked, so that no statement can read, write, attach or fetch.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CchcError
from pipeline.language import say
from pipeline.queries import macros, views
from pipeline.queries.reference import reference_views
from schemas.arrow import arrow_schema
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

    from pipeline.output.published import Published

MEMORY: Final = "2GB"
_CLOSED: Final = (
    "SET enable_progress_bar = false",
    "SET temp_directory = ''",  # no spilling to disk: a query that needs more memory ends with an error
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET python_enable_replacements = false",  # a name in SQL never means a variable of this program
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_ASKING: Final = frozenset({"SELECT", "EXPLAIN"})


class QueryError(CchcError):
    """A query that was refused, or could not be answered."""


def connect(published: Published, *, secret: bool = False, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """A closed database of one run; documents with a secrecy stamp are in it only where ``secret``.

    Raises:
        QueryError: ``memory`` is no amount that DuckDB understands.
    """
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET memory_limit = '" + memory.replace("'", "''") + "'")
    except duckdb.Error as error:
        raise QueryError(say("Không hiểu --memory {memory!r}. Hãy viết như 500MB hoặc 2GB.", memory=memory)) from error
    fill(connection, datasets(published, secret=secret))
    for statement in _CLOSED:
        connection.execute(statement)
    return connection


def fill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, ds.Dataset | pa.Table]) -> None:
    """Register the datasets and create the functions, reference tables and ready views over them."""
    for name, table in tables.items():
        connection.register(name, table)
    connection.execute(macros())
    connection.execute(reference_views())
    for query in views().values():
        connection.execute(f"CREATE VIEW {query.name} AS {query.sql}")


def columns(sql: str) -> list[tuple[str, str]]:
    """Names and DuckDB types of the columns that a query answers with; no data is needed."""
    return [(row[0], row[1]) for row in _empty().execute(f"DESCRIBE {sql}").fetchall()]


@cache
def _empty() -> duckdb.DuckDBPyConnection:
    """The datasets without rows, and all that stands on them."""
    import duckdb

    connection = duckdb.connect(":memory:")
    fill(connection, {name: arrow_schema(name).empty_table() for name in DATASETS})
    return connection


def datasets(published: Published, *, secret: bool) -> dict[str, ds.Dataset]:
    """The datasets as Arrow datasets, without the rows of documents that carry a secrecy stamp unless ``secret``."""
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    opened = {name: ds.dataset(published.folders[name], format="parquet") for name in DATASETS}
    if secret:
        return opened
    stamped = opened["documents"].to_table(columns=["doc_id"], filter=pc.field("secrecy").is_valid())["doc_id"]
    if not len(stamped):
        return opened
    return {name: dataset.filter(~pc.field("doc_id").isin(stamped)) for name, dataset in opened.items()}


def check_asks(sql: str) -> None:
    """Let one question pass and nothing else.

    Raises:
        QueryError: the text is no SQL, more than one statement, or a statement that does not only ask.
    """
    import duckdb

    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(told(error)) from error
    if len(statements) != 1:
        raise QueryError(say("Hãy viết đúng một câu lệnh SELECT trong dấu nháy."))
    kind = str(statements[0].type).rpartition(".")[2]
    if kind not in _ASKING:
        raise QueryError(
            say(
                "Câu lệnh {kind} không được phép: cchc query chỉ hỏi, không ghi. Hãy viết SELECT; muốn "
                "ghi kết quả ra tệp thì thêm --to TỆP.",
                kind=kind,
            )
        )


@contextmanager
def time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """End whatever runs in the block after some seconds; errors of DuckDB become sentences.

    Raises:
        QueryError: time or memory ran out, or the query is wrong.
    """
    import duckdb

    passed = threading.Event()

    def stop() -> None:
        passed.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (duckdb.Error, RuntimeError, OSError) as error:
        if passed.is_set():
            raise QueryError(
                say(
                    "Quá {seconds:g} giây nên đã dừng. Hãy hỏi hẹp hơn (thêm WHERE, LIMIT) hoặc tăng --timeout.",
                    seconds=seconds,
                )
            ) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise QueryError(say("Không đủ bộ nhớ cho câu hỏi này. Hãy hỏi hẹp hơn hoặc tăng --memory.")) from error
        if isinstance(error, duckdb.Error):
            raise QueryError(told(error)) from error
        raise
    finally:
        timer.cancel()


def told(error: Any) -> str:
    """DuckDB's message with a Vietnamese lead that says what to look at."""
    import duckdb

    message = str(error).strip()
    if isinstance(error, duckdb.PermissionException):
        lead = say(
            "Câu hỏi muốn đọc hoặc ghi ngoài các bảng kết quả, điều đó bị chặn. Hãy chỉ dùng tên bảng (cchc tables)."
        )
    elif isinstance(error, duckdb.CatalogException):
        lead = say("Không có bảng, cột hay hàm ấy. Xem tên bằng: cchc tables, cchc describe BẢNG.")
    elif isinstance(error, duckdb.ParserException):
        lead = say("Câu SQL viết chưa đúng. Hãy sửa theo lời của DuckDB dưới đây.")
    elif isinstance(error, duckdb.BinderException):
        lead = say("Không có cột ấy, hoặc kiểu không hợp. Xem cột bằng: cchc describe BẢNG.")
    else:
        lead = say("Không trả lời được câu hỏi này; hãy sửa theo lời của DuckDB dưới đây.")
    return f"{lead}\n{message}"
