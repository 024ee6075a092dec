"""``cchc extract`` and ``cchc retry``: which inputs a run is for, its progress, and the summary at its end."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline import events, terminal
from pipeline.commands.corrections import summary, where_known
from pipeline.corrections import NAME, TO_LOOK_AT
from pipeline.errors import UsageError
from pipeline.exits import ExitCode
from pipeline.labels import Language
from pipeline.language import chosen, marked, one_of, said, say, why_unread
from pipeline.output.store import OutputError, RememberedInput, Store
from pipeline.runs.run import Options, Report, remembered, run
from schemas.codes import CODES
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.corrections import Standing

_SAYS: Final = {
    "unchanged": marked("Không có gì thay đổi: kết quả giữ nguyên."),
    "held": marked(
        "Kết quả này đã bị gỡ bằng cchc rollback nên không công bố lại. Muốn công bố, chạy lại với --accept."
    ),
    "gate_closed": marked(
        "Không công bố: kết quả lần này xấu hơn hẳn lần trước. Kết quả cũ giữ nguyên. "
        "Hãy xem cchc diff, cchc failed; nếu chấp nhận, chạy lại với --accept."
    ),
}
_LINE_EVERY: Final = 1.0
"""Seconds between two lines of progress where there is no terminal: a mail from cron stays short."""
LISTED: Final = 50
"""Failures that are printed; the rest is counted, and stands in ``cchc failed``."""


@dataclass(frozen=True, slots=True)
class Extracting:
    """What the command line and the configuration ask of a run."""

    out: Path
    inputs: Sequence[str] = ()
    add: bool = False
    replace: bool = False
    as_json: bool = False
    log_json: bool = False
    options: Options = field(default_factory=Options)


def extract_command(asked: Extracting) -> ExitCode:
    """Extract and publish; see :func:`pipeline.cli.extract` for the exit codes."""
    store = Store(asked.out)
    if not asked.inputs:
        raise UsageError(say("Thiếu INPUT: hãy chỉ tới tệp hoặc thư mục cần đọc, hoặc ghi inputs trong cchc.toml."))
    given = [remembered(name) for name in asked.inputs]
    wanted = settle_inputs(store, given, add=asked.add, replace=asked.replace)
    return _run(store, wanted, asked)


def retry_command(asked: Extracting) -> ExitCode:
    """Try the documents that failed once more, and publish; the names of some, or all.

    Raises:
        OutputError: nothing was extracted here yet.
    """
    store = Store(asked.out)
    wanted = store.inputs()
    if not wanted:
        raise OutputError(
            say("Trong {out} chưa có kết quả nào. Hãy chạy: cchc extract THƯ_MỤC --out {out}.", out=asked.out)
        )
    return _run(store, wanted, asked)


def settle_inputs(store: Store, given: Sequence[RememberedInput], *, add: bool, replace: bool) -> list[RememberedInput]:
    """The inputs of a run: an output speaks of the inputs that it remembers, whole, and takes others only when asked.

    Raises:
        OutputError: the given inputs are not those of the output, and neither ``--add`` nor ``--replace`` was said.
    """
    if add and replace:
        raise OutputError(say("--add và --replace không dùng cùng nhau. Hãy chọn một."))
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
            say(
                "Kết quả trong {root} được tạo từ: {names}. Hãy thêm --add để thêm đầu vào mới, "
                "--replace để thay, hoặc chọn --out khác.",
                root=store.root,
                names=", ".join(item.name for item in known),
            )
        )
    return known


def _run(store: Store, inputs: Sequence[RememberedInput], asked: Extracting) -> ExitCode:
    log = events.Log(enabled=asked.log_json)
    log.event("start", out=str(asked.out), inputs=[item.name for item in inputs])
    report = _with_progress(store, inputs, asked.options, log)
    for failure in report.failures if asked.log_json else ():
        log.event("failure", level="warning", path=failure.source_path, code=failure.error_code, error=failure.error)
    corrected = where_known(asked.out)
    if corrected:
        log.event("corrections", states=dict(Counter(standing.state for standing in corrected)))
    for standing in corrected if asked.log_json else ():
        if standing.state in TO_LOOK_AT:
            told = {"line": standing.line, "state": standing.state, "told": standing.message}
            log.event("correction", level="warning", path=standing.path, **told)
    log.event("end", run=report.run, state=report.state, documents=dict(report.statuses), rows=report.rows)
    if report.state == "nothing_found":
        _tell_nothing_found(report)
        return ExitCode.NOTHING_FOUND
    if asked.as_json:
        told = _plain(report, asked.out) | {"corrections": Counter(standing.state for standing in corrected)}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        _tell(report, asked.out)
        _tell_corrections(corrected, asked.out)
    if report.state == "gate_closed":
        return ExitCode.GATE_CLOSED
    return ExitCode.PUBLISHED_WITH_FAILURES if report.failures else ExitCode.OK


def _with_progress(store: Store, inputs: Sequence[RememberedInput], options: Options, log: events.Log) -> Report:
    """The run with its progress on stderr: a bar in a terminal, an event a file in a log, else a line a second."""
    if log.enabled:
        return run(
            store, inputs, lambda done, total, path: log.event("file", done=done + 1, total=total, path=path), options
        )
    console = terminal.console(stderr=True)
    if not console.is_terminal:
        next_line = 0.0

        def line(done: int, total: int, path: str) -> None:
            nonlocal next_line
            if done + 1 < total and time.monotonic() < next_line:
                return
            next_line = time.monotonic() + _LINE_EVERY
            console.print(f"[{done + 1}/{total}] {terminal.plain(path)}", soft_wrap=True)

        return run(store, inputs, line, options)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("", total=None)

        def move(done: int, total: int, path: str) -> None:
            bars.update(bar, completed=done + 1, total=total, description=terminal.plain(path)[-50:])

        return run(store, inputs, move, options)


def _tell(report: Report, out: Path) -> None:
    console = terminal.console()
    errors = terminal.console(stderr=True)
    labels = CODES["status"]
    statuses = [
        (status, one_of(labels[status]), report.statuses[status]) for status in labels if report.statuses[status]
    ]
    console.print(terminal.table(say("Các văn bản"), said("Tình trạng", "", "Số lượng"), statuses, right=(2,)))
    language = Language(chosen())
    datasets = [(name, language.dataset(DATASETS[name]), count) for name, count in report.rows.items()]
    console.print(terminal.table(say("Kết quả trong {out}", out=out), said("Bảng", "", "Dòng"), datasets, right=(2,)))
    told = report.changes
    if report.state in ("published", "gate_closed"):
        console.print(
            say(
                "Lần chạy {run}: mới {new}, thay đổi {changed}, mất {gone}, giữ nguyên {unchanged}.",
                run=report.run,
                new=told.new,
                changed=told.changed,
                gone=told.gone,
                unchanged=told.unchanged,
            )
        )
    if report.ignored:
        others = ", ".join(f"{say(suffix)} ({count})" for suffix, count in sorted(report.ignored.items()))
        console.print(say("Bỏ qua tệp thuộc loại khác: {others}", others=terminal.plain(others)))
    for facts in report.failures[:LISTED]:
        why = terminal.plain(why_unread(facts.error_code, facts.error))
        errors.print(f"{terminal.plain(facts.source_path)}: {facts.error_code}: {why}")
    if len(report.failures) > LISTED:
        errors.print(
            say("… và {count} văn bản khác: cchc failed --out {out}", count=len(report.failures) - LISTED, out=out)
        )
    for reason in report.reasons:
        errors.print(reason)
    if report.state in _SAYS:
        errors.print(say(_SAYS[report.state]))


def _tell_corrections(found: Sequence[Standing], out: Path) -> None:
    errors = terminal.console(stderr=True)
    if found:
        errors.print(
            say(
                "Sửa chữa trong {name}: {summary}. Xem: cchc corrections --out {out}",
                name=NAME,
                summary=summary(found),
                out=out,
            ),
            soft_wrap=True,
        )
    to_look_at = [standing for standing in found if standing.state in TO_LOOK_AT]
    for standing in to_look_at[:LISTED]:
        errors.print(
            say(
                "{name}, dòng {line}: {message}",
                name=NAME,
                line=standing.line,
                message=terminal.plain(standing.message),
            ),
            soft_wrap=True,
        )
    if len(to_look_at) > LISTED:
        errors.print(
            say("… và {count} sửa chữa khác: cchc corrections --out {out}", count=len(to_look_at) - LISTED, out=out)
        )


def _tell_nothing_found(report: Report) -> None:
    others = say(" (có {total} tệp thuộc loại khác)", total=report.ignored.total()) if report.ignored else ""
    terminal.console(stderr=True).print(
        say(
            "cchc: không tìm thấy văn bản nào trong các đầu vào{others}. Kết quả cũ, nếu có, giữ "
            "nguyên. Hãy chỉ tới thư mục chứa tệp Word, PDF, Excel, HTML hoặc văn bản thuần.",
            others=others,
        )
    )


def _plain(report: Report, out: Path) -> dict[str, object]:
    return {
        "out": str(out),
        "run": report.run,
        "state": report.state,
        "documents": dict(report.statuses),
        "rows": report.rows,
        "changes": report.changes.counts(),
        "ignored": dict(report.ignored),
        "reasons": report.reasons,
        "failures": [
            {name: getattr(failure, name) for name in ("input", "source_path", "status", "error_code", "error")}
            for failure in report.failures
        ],
    }
