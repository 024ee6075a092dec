"""The commands and options of who runs the extraction every night: retry, failed, runs, diff, rollback."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from pipeline.commands.spoken import Command
from pipeline.ending import end

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.commands.extract import Extracting
    from pipeline.exits import ExitCode

Out = Annotated[Optional[Path], typer.Option(metavar="DIR", help="Thư mục chứa các bảng kết quả [out].")]  # noqa: UP045
Paths = Annotated[Optional[list[str]], typer.Argument(metavar="PATH", help="Đường dẫn như cchc failed in.")]  # noqa: UP045
Run = Annotated[Optional[str], typer.Argument(metavar="RUN", help="Tên lần chạy, như cchc runs in.")]  # noqa: UP045
To = Annotated[Optional[Path], typer.Option(metavar="FILE", help="Ghi ra tệp Parquet này.")]  # noqa: UP045
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho chương trình khác đọc.")]
Jobs = Annotated[Optional[int], typer.Option(metavar="SỐ", min=0, help="Số tiến trình đọc; 0: không tách.")]  # noqa: UP045
Timeout = Annotated[Optional[float], typer.Option(metavar="GIÂY", min=1, help="Mỗi văn bản lâu nhất.")]  # noqa: UP045
Memory = Annotated[Optional[int], typer.Option(metavar="MB", min=0, help="Bộ nhớ mỗi tiến trình; 0: không hạn.")]  # noqa: UP045
Keep = Annotated[Optional[int], typer.Option(metavar="SỐ", min=2, help="Số lần chạy được giữ lại.")]  # noqa: UP045
ConfigFile = Annotated[Optional[Path], typer.Option(metavar="FILE", help="Tệp cấu hình [cchc.toml].")]  # noqa: UP045
LogForm = Annotated[str, typer.Option(metavar="DẠNG", help="text, hoặc json: mỗi dòng một sự kiện trên stderr.")]


def asking(
    inputs: list[str],
    out: Path | None,
    config: Path | None,
    jobs: int | None,
    timeout: float | None,
    memory: int | None,
    keep: int | None,
    log: str,
) -> Callable[..., Extracting]:
    """What was asked, the command line before the configuration, still without the flags of the command."""
    from pipeline.commands.extract import Extracting
    from pipeline.config import load
    from pipeline.errors import UsageError
    from pipeline.language import say
    from pipeline.runs.run import Options

    if log not in ("text", "json"):
        raise UsageError(say("--log nhận text hoặc json, không phải {log!r}.", log=log))
    told = load(config)
    limits = _with(told.settings.limits, timeout_seconds=timeout, memory_mb=memory)
    settings = _with(told.settings, limits=limits, jobs=jobs, keep=keep)

    def extracting(add: bool, replace: bool, as_json: bool, **flags: Any) -> Extracting:
        options = Options(settings=settings, **flags)
        found = inputs or list(told.inputs)
        return Extracting(out or told.out or Path("out"), found, add, replace, as_json, log == "json", options)

    return extracting


def _with(settings: Any, **told: object) -> Any:
    return dataclasses.replace(settings, **{name: value for name, value in told.items() if value is not None})


def place(out: Path | None, config: Path | None) -> Path:
    """The output that is meant: named, else that of the configuration, else ``out``."""
    from pipeline.config import load

    return out or load(config).out or Path("out")


def retry(
    paths: Paths = None,
    out: Out = None,
    jobs: Jobs = None,
    timeout: Timeout = None,
    memory: Memory = None,
    config: ConfigFile = None,
    log: LogForm = "text",
    as_json: Json = False,
) -> None:
    """Thử đọc lại các văn bản chưa đọc được (hoặc chỉ các đường dẫn đã nêu) rồi công bố."""

    def command() -> ExitCode:
        from pipeline.commands.extract import retry_command

        asked = asking([], out, config, jobs, timeout, memory, None, log)
        return retry_command(asked(False, False, as_json, retry=tuple(paths or ())))

    end(command)


def failed(out: Out = None, config: ConfigFile = None, as_json: Json = False) -> None:
    """Liệt kê các văn bản chưa đọc được, lý do, và lệnh để thử lại."""

    def command() -> ExitCode:
        from pipeline.commands.nights import failed_command

        return failed_command(place(out, config), as_json=as_json)

    end(command)


def runs(out: Out = None, config: ConfigFile = None, as_json: Json = False) -> None:
    """Liệt kê các lần chạy: làm gì, bao nhiêu văn bản, công bố hay không."""

    def command() -> ExitCode:
        from pipeline.commands.nights import runs_command

        return runs_command(place(out, config), as_json=as_json)

    end(command)


def diff(
    one: Run = None, other: Run = None, to: To = None, out: Out = None, config: ConfigFile = None, as_json: Json = False
) -> None:
    """So hai lần chạy: dòng thêm, mất, và từng trường đổi. Không nêu lần nào thì so lần trước với lần này."""

    def command() -> ExitCode:
        from pipeline.commands.nights import diff_command

        return diff_command(place(out, config), one, other, to, as_json=as_json)

    end(command)


def rollback(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Tên lần chạy, như cchc runs in.")],
    out: Out = None,
    config: ConfigFile = None,
) -> None:
    """Công bố lại một lần chạy còn giữ."""

    def command() -> ExitCode:
        from pipeline.commands.nights import rollback_command

        return rollback_command(place(out, config), run)

    end(command)


def corrections(
    out: Out = None,
    config: ConfigFile = None,
    apply: Annotated[bool, typer.Option("--apply", help="Áp dụng ngay: chạy lại trên các đầu vào đã biết.")] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Chuyển sửa chữa mất dòng sang dòng chắc chắn là nó.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Liệt kê các sửa chữa trong corrections.csv: đã áp dụng, chờ, mất dòng, văn bản đã đổi, dòng hỏng.

    Mã thoát: 0 không có gì phải xem; 8 có sửa chữa mất dòng, nay đọc khác, hoặc không dùng được.
    """

    def command() -> ExitCode:
        from pipeline.commands.corrections import corrections_command

        there = place(out, config)
        asked = asking([], there, config, None, None, None, None, "text")(False, False, as_json)
        return corrections_command(there, asked.options if apply else None, take_along=follow, as_json=as_json)

    end(command)


def add_to(app: typer.Typer) -> None:
    """Make these commands known to the command line."""
    for command in (retry, failed, runs, diff, rollback, corrections):
        app.command(cls=Command)(command)
