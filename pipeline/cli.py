"""The command ``cchc``. Heavy modules are imported inside the commands, so that ``--help`` answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from pipeline import cli_analysts
from pipeline.ending import end
from pipeline.exits import ExitCode

app = typer.Typer(
    name="cchc",
    help="Đọc kế hoạch, công văn cải cách hành chính thành bảng số liệu tra cứu được.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Tệp hoặc thư mục cần đọc.")]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Thư mục chứa các bảng kết quả.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho chương trình khác đọc.")]


@app.command()
def extract(
    inputs: Inputs,
    out: Out = Path("out"),
    add: Annotated[bool, typer.Option("--add", help="Thêm đầu vào mới vào những đầu vào mà kết quả đang có.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Thay các đầu vào cũ bằng những đầu vào này.")] = False,
    as_json: Json = False,
) -> None:
    """Đọc các tệp và ghi các bảng Parquet vào thư mục --out.

    Mã thoát: 0 tốt; 2 tham số sai hoặc đầu vào khác lần trước; 3 đã ghi nhưng có tệp không đọc được;
    4 không tìm thấy văn bản nào; 130 bị dừng (Ctrl-C), kết quả cũ giữ nguyên.
    """
    from pipeline.extract_command import extract_command

    end(lambda: extract_command(inputs, out, add=add, replace=replace, as_json=as_json))


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp cần xem.")],
    only: Annotated[Optional[list[str]], typer.Option(metavar="DATASET", help="Chỉ in bảng này.")] = None,  # noqa: UP045
) -> None:
    """Đọc một tệp và in những gì văn bản nói: đầu văn bản, điểm, chỉ tiêu, căn cứ, nhiệm vụ, kinh phí."""
    from pipeline.show_command import show_command

    end(lambda: show_command(file, only or []))


@app.command()
def describe(
    dataset: Annotated[Optional[str], typer.Argument(metavar="[DATASET]", help="Tên bảng.")] = None,  # noqa: UP045
    as_json: Json = False,
) -> None:
    """Giải thích các bảng và từng cột (tiếng Việt và tiếng Anh)."""
    from pipeline.describe_command import describe_command

    end(lambda: describe_command(dataset, as_json=as_json))


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="In phiên bản.")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"cchc {installed('cchc')}")
        raise typer.Exit(ExitCode.OK)


cli_analysts.add_to(app)


def main() -> None:
    """The console command."""
    app()
