"""``cchc runs``, ``diff``, ``rollback`` and ``failed``: what the nights did, and going back from one."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline import terminal
from pipeline.commands.corrections import where_known
from pipeline.corrections import NAME
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.language import marked, one_of, said, say, why_unread
from pipeline.output.diff import Difference, differences
from pipeline.output.store import OutputError, Store
from pipeline.runs.lock import locked
from schemas.codes import CODES

if TYPE_CHECKING:
    from pathlib import Path

_STATES = {
    "published": marked("đã công bố"),
    "unchanged": marked("không đổi"),
    "gate_closed": marked("không công bố"),
    "held": marked("đang giữ bản cũ"),
    "interrupted": marked("bị dừng"),
    "failed": marked("lỗi"),
    "rollback": marked("đã quay lại"),
}
_BY = {"corrected": marked("người sửa"), "withdrawn": marked("bỏ sửa")}
LISTED = 200
"""Differences that are printed; all of them stand in the JSON and Parquet forms."""


def runs_command(out: Path, *, as_json: bool) -> ExitCode:
    """List what every run did; the one that is published is marked, and whether its datasets are kept.

    Raises:
        OutputError: nothing was done there yet.
    """
    store = Store(out)
    records, current, kept = store.recorded(), store.current(), set(store.kept())
    if as_json:
        told = [{**record, "current": record["run"] == current, "kept": record["run"] in kept} for record in records]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.OK
    if not records:
        raise OutputError(say("Trong {out} chưa có kết quả nào. Hãy chạy: cchc extract THƯ_MỤC --out {out}.", out=out))
    rows = [_run_row(record, current, kept) for record in records]
    heads = said("Lần chạy (UTC)", "Tình trạng", "Các văn bản", "Hỏng", "Mới", "Đổi", "Mất", "Dòng", "Giữ")
    terminal.console().print(terminal.table(say("Các lần chạy của {out}", out=out), heads, rows, right=range(2, 8)))
    return ExitCode.OK


def _run_row(record: dict[str, Any], current: str | None, kept: set[str]) -> tuple[object, ...]:
    documents, changes = record.get("documents", {}), record.get("changes", {})
    return (
        record["run"],
        say(_STATES.get(record["state"], record["state"])),
        sum(documents.values()),
        documents.get("failed", 0),
        *(changes.get(name, 0) for name in ("new", "changed", "gone")),
        sum(record.get("rows", {}).values()),
        say("hiện tại") if record["run"] == current else say("có") if record["run"] in kept else "",
    )


def diff_command(out: Path, one: str | None, other: str | None, to: Path | None, *, as_json: bool) -> ExitCode:
    """Tell what changed from one kept run to another: from the last but one to the present, from RUN to the present.

    Raises:
        CchcError: there are no two runs, or one is not kept.
    """
    store = Store(out)
    before, after = _two(store, one, other)
    found = differences(store.runs / before, store.runs / after)
    if to is not None:
        _write(to, list(found))
    elif as_json:
        told = {"before": before, "after": after, "differences": [asdict(item) for item in found]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        _tell_differences(before, after, list(found))
    return ExitCode.OK


def _two(store: Store, one: str | None, other: str | None) -> tuple[str, str]:
    current, kept = store.current(), store.kept()
    for name in (one, other):
        if name is not None and name not in kept:
            raise _not_kept(name, kept)
    after = other or current
    if after is None:
        raise CchcError(say("Trong {root} chưa công bố lần chạy nào. Hãy chạy cchc extract trước.", root=store.root))
    if one is None:
        refused = [run for run in kept if run > after]  # a run that the gate kept back is what one wants to see
        if other is None and refused:
            return after, refused[-1]
        earlier = [run for run in kept if run < after]
        if not earlier:
            raise CchcError(
                say(
                    "Chỉ có một lần chạy được giữ ({after}), chưa có gì để so sánh. Hãy so sánh sau lần chạy tới.",
                    after=after,
                )
            )
        one = earlier[-1]
    return one, after


def _not_kept(run: str, kept: list[str]) -> CchcError:
    return CchcError(
        say(
            "Không còn giữ lần chạy {run!r}. Các lần còn giữ: {names}.",
            run=run,
            names=", ".join(kept) or say("không có"),
        )
    )


def _tell_differences(before: str, after: str, found: list[Difference]) -> None:
    console = terminal.console()
    counts = Counter((item.dataset, item.change) for item in found)
    names = dict.fromkeys(dataset for dataset, _ in counts)
    summary = [(name, *(counts[name, change] for change in ("added", "gone", "changed"))) for name in names]
    console.print(
        terminal.table(
            say("Từ {before} đến {after}", before=before, after=after),
            said("Bảng", "Thêm", "Mất", "Trường đổi"),
            summary,
            right=(1, 2, 3),
        )
    )
    signs = {"added": "+", "gone": "-", "changed": "~"}
    rows = [
        (signs[item.change], item.dataset, item.source_path, item.field, item.before, item.after,
         say(_BY.get(item.by or "", "")), item.words[:80])
        for item in found[:LISTED]
    ]  # fmt: skip
    heads = ("", *said("Bảng", "Văn bản", "Trường", "Trước", "Sau", "Do", "Chữ"))
    console.print(terminal.table(say("Thay đổi") if rows else say("Không có thay đổi"), heads, rows))
    if len(found) > LISTED:
        console.print(
            say("… và {count} thay đổi khác: thêm --json hoặc --to FILE.parquet để xem hết.", count=len(found) - LISTED)
        )


def _write(to: Path, found: list[Difference]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [field.name for field in fields(Difference)]
    schema = pa.schema([(name, pa.string()) for name in names])
    columns = [pa.array([getattr(item, name) for item in found], pa.string()) for name in names]
    try:
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), to, compression="zstd")
    except OSError as error:
        raise CchcError(
            say(
                "Không ghi được {to}: {strerror}. Hãy kiểm tra quyền ghi, hoặc chọn nơi khác cho --to.",
                to=to,
                strerror=error.strerror or error,
            )
        ) from error


def rollback_command(out: Path, run: str) -> ExitCode:
    """Publish a kept run again; what is published now is not published again until something new comes.

    Raises:
        CchcError: the run is not kept.
        LockedError: a run is at work on this output.
    """
    store = Store(out)
    with locked(store.lock):
        manifest = store.manifest(run)
        if manifest is None:
            raise _not_kept(run, store.kept())
        current = store.manifest(store.current())
        forward = current is None or run > current["run"]
        store.hold(None if forward or current is None else _put_aside(current, manifest))
        store.point(run)
        now = datetime.now(UTC)
        told = {name: manifest[name] for name in ("documents", "rows")}
        began = now.isoformat(timespec="seconds")
        name = store.new_name(f"{now:%Y%m%dT%H%M%SZ}")
        store.record(name, {"run": name, "state": "rollback", "data": run, "began": began, **told})
    console = terminal.console()
    console.print(say("Đã công bố lại lần chạy {run}. Lần chạy có dữ liệu mới sẽ thay nó.", run=run))
    _tell_corrections_that_differ(store)
    return ExitCode.OK


def _tell_corrections_that_differ(store: Store) -> None:
    """Corrections stay whatever run is published; a run of before a correction has other values."""
    console = terminal.console()
    there = [item for item in where_known(store.root) if item.correction and item.state in ("pending", "changed")]
    differing = [item for item in there if item.correction and item.published != item.correction.new]
    if differing:
        console.print(
            say(
                "Sửa chữa trong {name} được giữ nguyên; {count} giá trị trong lần chạy này khác:",
                name=NAME,
                count=len(differing),
            )
        )
    for standing in differing[:LISTED]:
        told = standing.correction
        if told is not None:
            words = say(
                "{path}: {dataset}.{field} là {published}, sửa là {new}",
                path=standing.path,
                dataset=told.dataset,
                field=told.field,
                published=standing.published or say("(trống)"),
                new=told.new or say("(trống)"),
            )
            console.print("  " + terminal.plain(words), soft_wrap=True)


def _put_aside(current: dict[str, Any], back: dict[str, Any]) -> str:
    """What is not published again: the content that a person went back from, however its values are corrected; where
    only corrections differ, these.
    """
    content: str = current.get("content", current["stamp"])
    return str(current["stamp"]) if back.get("content", back["stamp"]) == content else content


def failed_command(out: Path, *, as_json: bool) -> ExitCode:
    """List the published documents that were not wholly read, why, and how each is tried again.

    Raises:
        CchcError: nothing is published.
    """
    from pipeline.output.published import open_run

    found = _failed(open_run(out).folders["documents"])
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.OK
    console = terminal.console()
    if not found:
        console.print(say("Mọi văn bản đều đọc được."))
        return ExitCode.OK
    rows = [
        (
            row["source_path"],
            one_of(CODES["status"][row["status"]]),
            row["error_code"],
            why_unread(row["error_code"], row["error"]),
        )
        for row in found
    ]
    console.print(
        terminal.table(
            say("Chưa đọc được ({count})", count=len(rows)), said("Văn bản", "Tình trạng", "Mã", "Lý do"), rows
        )
    )
    again = f"cchc retry --out {out}"
    console.print(
        say(
            'Thử lại tất cả: {again}\nThử lại một: {again} "{source_path}"',
            again=again,
            source_path=found[0]["source_path"],
        )
    )
    return ExitCode.OK


def _failed(folder: Path) -> list[dict[str, Any]]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = ["input", "source_path", "status", "error_code", "error"]
    table = pq.read_table(folder, columns=columns, filters=pc.field("error_code").is_valid())
    rows: list[dict[str, Any]] = table.sort_by([("input", "ascending"), ("source_path", "ascending")]).to_pylist()
    return rows
