"""The commands of analysts and clerks: query, ask, tables, views, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from pipeline.commands.spoken import Command
from pipeline.ending import end

if TYPE_CHECKING:
    from pipeline.commands.query import Asking

Out = Annotated[Path, typer.Option(metavar="DIR", help="Thư mục chứa các bảng kết quả.")]
Form = Annotated[Optional[str], typer.Option("--format", metavar="DẠNG", help="table, csv, json hoặc parquet.")]  # noqa: UP045
To = Annotated[Optional[Path], typer.Option(metavar="FILE", help="Ghi câu trả lời vào tệp này.")]  # noqa: UP045
Timeout = Annotated[float, typer.Option(metavar="GIÂY", help="Dừng sau bấy nhiêu giây.")]
Memory = Annotated[str, typer.Option(metavar="SỐ", help="Bộ nhớ tối đa, ví dụ 500MB.")]
Most = Annotated[int, typer.Option("--rows", metavar="SỐ", min=1, help="Số dòng in nhiều nhất ở dạng bảng.")]
Secret = Annotated[bool, typer.Option("--secret", help="Kể cả văn bản có dấu mật.")]


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help='Một câu SELECT của DuckDB, hoặc "-" để đọc từ stdin.')],
    out: Out = Path("out"),
    form: Form = None,
    to: To = None,
    timeout: Timeout = 60.0,
    memory: Memory = "2GB",
    most: Most = 100,
    secret: Secret = False,
) -> None:
    """Hỏi các bảng bằng SQL (DuckDB), chỉ đọc: không ghi, không mở tệp khác, không ra mạng.

    Ví dụ: cchc query "SELECT province, count(*) FROM one_document GROUP BY ALL". Tên bảng: cchc tables.
    """
    from pipeline.commands.query import query_command

    asking = _asking(out, form, to, timeout, memory, most, secret=secret)
    end(lambda: query_command(sql, asking))


def ask(
    number: Annotated[Optional[int], typer.Argument(metavar="SỐ", help="Số của câu hỏi.")] = None,  # noqa: UP045
    sql: Annotated[bool, typer.Option("--sql", help="In câu SQL thay vì trả lời.")] = False,
    out: Out = Path("out"),
    form: Form = None,
    to: To = None,
    timeout: Timeout = 60.0,
    memory: Memory = "2GB",
    most: Most = 30,
    secret: Secret = False,
) -> None:
    """Trả lời 25 câu hỏi thường gặp; không có số thì liệt kê chúng."""
    from pipeline.commands.query import ask_command

    asking = _asking(out, form, to, timeout, memory, most, secret=secret)
    end(lambda: ask_command(number, asking, sql_only=sql))


def _asking(
    out: Path, form: str | None, to: Path | None, timeout: float, memory: str, most: int, *, secret: bool
) -> Asking:
    from pipeline.commands.query import Asking

    return Asking(out, form, to, timeout, memory, secret, most)


def tables(
    out: Out = Path("out"),
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON.")] = False,
    secret: Secret = False,
) -> None:
    """Liệt kê các bảng và khung nhìn hỏi được, với số dòng."""
    from pipeline.commands.tables import tables_command

    end(lambda: tables_command(out, as_json=as_json, secret=secret))


def views(
    to: Annotated[Path, typer.Option(metavar="FILE", help="Tệp DuckDB mới.")],
    out: Out = Path("out"),
    secret: Secret = False,
) -> None:
    """Ghi một tệp DuckDB chỉ có khung nhìn (không có dữ liệu) cho các công cụ khác."""
    from pipeline.commands.tables import views_command

    end(lambda: views_command(out, to, secret=secret))


def export(
    xlsx: Annotated[Optional[Path], typer.Option(metavar="FILE", help="Ghi một sổ Excel.")] = None,  # noqa: UP045
    csv: Annotated[Optional[Path], typer.Option(metavar="DIR", help="Ghi mỗi bảng một tệp CSV cho Excel.")] = None,  # noqa: UP045
    only: Annotated[Optional[list[str]], typer.Option(metavar="DATASET", help="Chỉ ghi bảng này.")] = None,  # noqa: UP045
    review: Annotated[str, typer.Option(metavar="URL", help="Địa chỉ trang xem lại, để ghi đường dẫn.")] = "",
    separator: Annotated[str, typer.Option(metavar="DẤU", help='Dấu ngăn cột của CSV: "," hoặc ";".')] = ",",
    out: Out = Path("out"),
    secret: Secret = False,
) -> None:
    """Xuất các bảng ra Excel (--xlsx) hoặc CSV cho Excel (--csv)."""
    from pipeline.commands.export import export_command

    end(lambda: export_command(out, xlsx, csv, only or [], review=review, separator=separator, secret=secret))


def add_to(app: typer.Typer) -> None:
    """Make these commands known to the command line."""
    for command in (query, ask, tables, views, export):
        app.command(cls=Command)(command)
