"""The command ``cchc``. Heavy modules are imported inside the commands, so that ``--help`` answers at once."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated, Optional

import typer

from pipeline.commands import analysts as cli_analysts
from pipeline.commands import operators as cli_nights
from pipeline.commands import review as cli_review
from pipeline.commands.spoken import Command, Group
from pipeline.ending import end
from pipeline.exits import ExitCode

app = typer.Typer(
    name="cchc",
    cls=Group,
    help="Đọc kế hoạch, công văn cải cách hành chính thành bảng số liệu tra cứu được.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

File = Annotated[Path, typer.Argument(metavar="FILE", help="Tệp cần xem.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho chương trình khác đọc.")]


@app.command(cls=Command)
def extract(
    inputs: Annotated[Optional[list[str]], typer.Argument(metavar="INPUT", help="Tệp hoặc thư mục cần đọc.")] = None,  # noqa: UP045
    out: cli_nights.Out = None,
    add: Annotated[bool, typer.Option("--add", help="Thêm đầu vào mới vào những đầu vào mà kết quả đang có.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Thay các đầu vào cũ bằng những đầu vào này.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Làm lại từ đầu, không dùng gì của các lần trước.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Mở và băm mọi tệp, không tin cỡ và giờ của tệp.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Công bố dù cửa kiểm tra đóng.")] = False,
    jobs: cli_nights.Jobs = None,
    timeout: cli_nights.Timeout = None,
    memory: cli_nights.Memory = None,
    keep: cli_nights.Keep = None,
    config: cli_nights.ConfigFile = None,
    log: cli_nights.LogForm = "text",
    as_json: Json = False,
) -> None:
    """Đọc các tệp mới hoặc đã thay đổi và ghi các bảng Parquet vào thư mục --out.

    Không có INPUT thì đọc cchc.toml. Mã thoát: 0 tốt; 1 lỗi máy hoặc chương trình, không ghi gì; 2 tham số sai hoặc đầu
    vào khác lần trước; 3 đã ghi nhưng có tệp không đọc được; 4 không tìm thấy văn bản nào; 5 kết quả xấu hơn hẳn lần
    trước nên không công bố; 6 thiếu chương trình; 7 lần chạy khác đang làm việc; 130 bị dừng (Ctrl-C). Khi không công
    bố, kết quả cũ giữ nguyên.
    """

    def command() -> ExitCode:
        from pipeline.commands.extract import extract_command

        asked = cli_nights.asking(inputs or [], out, config, jobs, timeout, memory, keep, log)
        return extract_command(asked(add, replace, as_json, verify=verify, full=full, accept=accept))

    end(command)


@app.command(cls=Command)
def show(
    file: File,
    only: Annotated[Optional[list[str]], typer.Option(metavar="DATASET", help="Chỉ in bảng này.")] = None,  # noqa: UP045
) -> None:
    """Đọc một tệp và in những gì văn bản nói: đầu văn bản, điểm, chỉ tiêu, căn cứ, nhiệm vụ, kinh phí."""
    from pipeline.commands.show import show_command

    end(lambda: show_command(file, only or []))


@app.command(cls=Command)
def describe(
    dataset: Annotated[Optional[str], typer.Argument(metavar="DATASET", help="Tên bảng.")] = None,  # noqa: UP045
    as_json: Json = False,
) -> None:
    """Giải thích các bảng và từng cột (tiếng Việt và tiếng Anh)."""
    from pipeline.commands.describe import describe_command

    end(lambda: describe_command(dataset, as_json=as_json))


@app.command(cls=Command)
def doctor(as_json: Json = False) -> None:
    """Kiểm tra các chương trình cần có (tesseract tiếng Việt, LibreOffice) và cách cài. Mã thoát: 0 đủ; 6 thiếu."""
    from pipeline.commands.doctor import doctor_command

    end(lambda: doctor_command(as_json=as_json))


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="In phiên bản.")] = False
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"cchc {installed('cchc')}")
        raise typer.Exit(ExitCode.OK)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


cli_analysts.add_to(app)
cli_nights.add_to(app)
cli_review.add_to(app)


ALLOCATED = 100_000
"""Objects made before Python looks for cycles among them. A walk over 20,000 files makes as many records and no cycle:
at the usual 700 a night with one changed document takes about a seventh longer."""


def main() -> None:
    """The console command."""
    gc.set_threshold(ALLOCATED)
    app()
