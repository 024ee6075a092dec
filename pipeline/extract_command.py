"""``cchc extract``: which inputs a run is for, its progress, and the summary at its end."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from pipeline import terminal
from pipeline.exits import ExitCode
from pipeline.run import Report, remembered, run
from pipeline.store import OutputError, RememberedInput, Store
from schemas.codes import CODES
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def extract_command(inputs: Sequence[str], out: Path, *, add: bool, replace: bool, as_json: bool) -> ExitCode:
    """Extract and publish; see :func:`pipeline.cli.extract` for the exit codes."""
    store = Store(out)
    wanted = settle_inputs(store, [remembered(name) for name in inputs], add=add, replace=replace)
    report = _run(store, wanted)
    if not report.files:
        _tell_nothing_found(report)
        return ExitCode.NOTHING_FOUND
    if as_json:
        sys.stdout.write(json.dumps(_plain(report, out), ensure_ascii=False, indent=1) + "\n")
    else:
        _tell(report, out)
    return ExitCode.PUBLISHED_WITH_FAILURES if report.failures else ExitCode.OK


def settle_inputs(store: Store, given: Sequence[RememberedInput], *, add: bool, replace: bool) -> list[RememberedInput]:
    """The inputs of a run: an output speaks of the inputs that it remembers, whole, and takes others only when asked.

    Raises:
        OutputError: the given inputs are not those of the output, and neither ``--add`` nor ``--replace`` was said.
    """
    if add and replace:
        raise OutputError("--add và --replace không dùng cùng nhau. Hãy chọn một.")
    distinct = list({item.path: item for item in given}.values())
    known = store.inputs()
    if replace or not known:
        return distinct
    new = [item for item in distinct if item.path not in {old.path for old in known}]
    if add:
        return known + new
    missing = [item for item in known if item.path not in {item.path for item in distinct}]
    if new or missing:
        raise OutputError(
            f"Kết quả trong {store.root} được tạo từ: {', '.join(item.name for item in known)}. "
            "Hãy thêm --add để thêm đầu vào mới, --replace để thay, hoặc chọn --out khác."
        )
    return known


def _run(store: Store, inputs: Sequence[RememberedInput]) -> Report:
    """The run with its progress on stderr: a bar in a terminal, a line a file elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = terminal.console(stderr=True)
    if not console.is_terminal:

        def line(done: int, total: int, path: str) -> None:
            console.print(f"[{done + 1}/{total}] {terminal.plain(path)}", soft_wrap=True)

        return run(store, inputs, line)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("", total=None)

        def move(done: int, total: int, path: str) -> None:
            bars.update(bar, completed=done, total=total, description=terminal.plain(path)[-50:])

        return run(store, inputs, move)


def _tell(report: Report, out: Path) -> None:
    console = terminal.console()
    labels = CODES["status"]
    statuses = [(status, labels[status][0], report.statuses[status]) for status in labels if report.statuses[status]]
    console.print(terminal.table("Văn bản", ("Tình trạng", "", "Số"), statuses, right=(2,)))
    datasets = [(name, DATASETS[name].label, count) for name, count in report.rows.items()]
    console.print(terminal.table(f"Kết quả trong {out}", ("Bảng", "", "Dòng"), datasets, right=(2,)))
    if report.ignored:
        others = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(report.ignored.items()))
        console.print(f"Bỏ qua tệp thuộc loại khác: {terminal.plain(others)}")
    errors = terminal.console(stderr=True)
    for facts in report.failures:
        errors.print(f"{terminal.plain(facts.source_path)}: {facts.error_code}: {terminal.plain(facts.error)}")


def _tell_nothing_found(report: Report) -> None:
    others = f" (có {report.ignored.total()} tệp thuộc loại khác)" if report.ignored else ""
    terminal.console(stderr=True).print(
        f"cchc: không tìm thấy văn bản nào trong các đầu vào{others}. Kết quả cũ, nếu có, giữ nguyên. "
        "Hãy chỉ tới thư mục chứa tệp Word, PDF, Excel, HTML hoặc văn bản thuần."
    )


def _plain(report: Report, out: Path) -> dict[str, object]:
    return {
        "out": str(out),
        "documents": dict(report.statuses),
        "rows": report.rows,
        "ignored": dict(report.ignored),
        "failures": [
            {name: getattr(facts, name) for name in ("input", "source_path", "status", "error_code", "error")}
            for facts in report.failures
        ],
    }
