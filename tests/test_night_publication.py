"""Publication: all or nothing, one run for who reads several datasets, runs kept, the gate; Windows' ways."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.config import Gate, Settings
from pipeline.errors import WriteError
from pipeline.output import parts, place
from pipeline.output import store as store_module
from pipeline.output.parts import check_part, parts_of, write_part
from pipeline.output.store import Store
from pipeline.runs import processes
from pipeline.runs.gate import reasons_to_close
from pipeline.runs.record import Changes, compare
from pipeline.runs.run import Options, Report, remembered, run
from schemas.fields import DATASETS
from tests.faults import good
from tests.test_store import digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., Report]:
    """Run over so many documents below tmp_path/in, into tmp_path/out."""
    (tmp_path / "in").mkdir()

    def published(count: int, keep: int = 7, **told: Any) -> Report:
        for path in (tmp_path / "in").iterdir():
            path.unlink()
        for number in range(count):
            (tmp_path / "in" / f"{number}.txt").write_bytes(good(number))
        options = Options(Settings(jobs=0, keep=keep), **told)
        return run(Store(tmp_path / "out"), [remembered(str(tmp_path / "in"))], None, options)

    return published


def rows(folder: Path) -> int:
    return len(pd.read_parquet(folder / "targets"))


def test_plain_path_and_pointer_lead_to_the_same_files(tmp_path: Path, publish: Callable[..., Report]) -> None:
    publish(3)
    for name in DATASETS:
        plain, pointed = (tmp_path / "out" / way / name / "part-00.parquet" for way in ("", "current"))
        assert plain.samefile(pointed)
    published = pipeline.open(tmp_path / "out")
    publish(4)
    assert len(pq.read_table(published.folders["targets"])) == 3  # resolved once: still all of the run before
    assert len(pq.read_table(published.folders["documents"])) == 3
    assert rows(tmp_path / "out") == 4


def test_parts_without_change_are_the_same_file(tmp_path: Path, publish: Callable[..., Report]) -> None:
    first = Store(tmp_path / "out").runs / publish(3).run
    second = Store(tmp_path / "out").runs / publish(4).run
    assert (first / "scores" / "part-00.parquet").samefile(second / "scores" / "part-00.parquet")
    assert not (first / "targets" / "part-00.parquet").samefile(second / "targets" / "part-00.parquet")


def test_the_last_runs_are_kept_elsewhere(tmp_path: Path, publish: Callable[..., Report]) -> None:
    runs = [publish(count, keep=2).run for count in (1, 2, 3, 4)]
    store = Store(tmp_path / "out")
    assert store.kept() == runs[-2:]
    assert [told["run"] for told in store.recorded()] == runs
    for name in DATASETS:
        assert [path.name for path in (tmp_path / "out" / name).rglob("*")] == ["part-00.parquet"]


@pytest.mark.parametrize("killed_after", range(3))
def test_a_publication_that_was_cut_is_completed(
    tmp_path: Path, publish: Callable[..., Report], monkeypatch: pytest.MonkeyPatch, killed_after: int
) -> None:
    """The pointer decides: a run killed between it and the last dataset is completed by the next."""
    publish(2)
    put, done = place.put_in_place, []

    def killed(new: Path, there: Path) -> None:
        if len(done) == killed_after:
            raise KeyboardInterrupt
        done.append(there)
        put(new, there)

    with monkeypatch.context() as cut:
        cut.setattr(place, "put_in_place", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(3)
    publish(3)
    assert {way: rows(tmp_path / "out" / way) for way in ("", "current")} == {"": 3, "current": 3}
    assert not list((tmp_path / "out" / ".cchc").glob(".out-*"))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    fields = DATASETS["blocks"].fields
    values = {"string": "a", "bool": True, "sources": []}
    row = [None if field.nullable else values.get(field.type, 1) for field in fields]
    names = [field.name for field in fields]
    second = list(row)
    second[names.index("ordinal")], second[names.index("row_id")] = 2, "b"
    write_part(tmp_path / "good", "blocks", [tuple(row), tuple(second)])
    assert check_part(tmp_path / "good", "blocks", 2) > 0
    write_part(tmp_path / "twice", "blocks", [tuple(row), tuple(row)])
    second[names.index("row_id")] = "a"
    write_part(tmp_path / "name", "blocks", [tuple(row), tuple(second)])
    for name, count, says in (("good", 3, "rows instead of 3"), ("twice", 2, "twice"), ("name", 2, "row_id twice")):
        with pytest.raises(ValueError, match=says):
            check_part(tmp_path / name, "blocks", count)
    with pytest.raises(ValueError, match="schema"):
        check_part(tmp_path / "good", "scores", 2)


@pytest.mark.parametrize(("rows", "files"), [(0, 1), (1, 1), (10_000, 1), (10_001, 2), (30_000, 4), (10**9, 64)])
def test_parts_cover_every_doc_id_once(rows: int, files: int) -> None:
    made = parts_of("blocks", rows)
    assert len(made) == files
    bounds = [part.bounds() for part in made]
    assert bounds[0][0] == "0000"
    assert bounds[-1][1] == "g"
    assert all(one[1] == other[0] for one, other in pairwise(bounds))


def test_several_parts_are_written_and_one_changes(
    tmp_path: Path, publish: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ROWS_A_FILE", 10)
    first = Store(tmp_path / "out").runs / publish(30).run / "documents"
    second = Store(tmp_path / "out").runs / publish(31).run / "documents"
    assert len(list(first.iterdir())) == 4
    same = [path.name for path in first.iterdir() if path.samefile(second / path.name)]
    assert len(same) == 3
    assert rows(tmp_path / "out") == 31


def test_an_output_of_another_schema_is_written_anew(
    tmp_path: Path, publish: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(2)
    store = Store(tmp_path / "out")
    run_folder = store.runs / str(store.current())
    manifest = json.loads((run_folder / "run.json").read_text(encoding="utf-8"))
    (run_folder / "run.json").write_text(json.dumps(manifest | {"schema_version": "0"}), encoding="utf-8")
    before = digests(store.root)
    report = publish(2)
    assert report.state == "published"
    assert digests(store.root) == before


# The gate


def changes(**told: int) -> Changes:
    return Changes(read_before=100, **told)


@pytest.mark.parametrize(
    ("told", "before", "now", "closed"),
    [
        (changes(newly_failed=6), {}, {}, 1),  # many documents that were read have failed
        (changes(newly_failed=5), {}, {}, 0),  # not above the share
        (Changes(read_before=10, newly_failed=2), {}, {}, 0),  # two of ten: a share, but no number
        (changes(), {"tasks": 1000}, {"tasks": 600}, 1),  # rows fall sharply
        (changes(), {"tasks": 1000}, {"tasks": 800}, 0),
        (changes(), {"tasks": 100}, {"tasks": 10}, 0),  # few rows
        (changes(), {"findings": 1000}, {"findings": 0}, 0),  # fewer findings are no loss
        (changes(gone=60), {}, {}, 1),  # a folder was not mounted
        (changes(gone=9), {}, {}, 0),
    ],
)
def test_when_the_gate_closes(told: Changes, before: dict[str, int], now: dict[str, int], closed: int) -> None:
    reasons = reasons_to_close(Gate(), told, before, now)
    assert len(reasons) == closed
    assert all(reason.endswith(".") for reason in reasons)


def test_a_closed_gate_replaces_nothing_until_it_is_accepted(tmp_path: Path, publish: Callable[..., Report]) -> None:
    first = publish(30)
    before = digests(tmp_path / "out")
    report = publish(5)
    assert (report.state, report.changes.gone) == ("gate_closed", 25)
    assert digests(tmp_path / "out") == before
    assert publish(5).state == "gate_closed"  # nothing new came, and it is still as bad
    assert Store(tmp_path / "out").current() == first.run
    assert publish(5, accept=True).state == "published"
    assert rows(tmp_path / "out") == 5


def test_changes_are_told_by_path() -> None:
    def documents(**told: tuple[str, str, str]) -> list[str]:
        heads = ("source_path", "status", "stamp")
        found = (
            {"doc_id": f"{key:0<16}", "input": "in"} | dict(zip(heads, row, strict=True)) for key, row in told.items()
        )
        return [json.dumps(document, separators=(",", ":")) for document in found]

    before = documents(a=("1", "ok", "x"), b=("2", "ok", "x"), c=("3", "ok", "x"), e=("5", "failed", "x"))
    now = documents(a=("1", "ok", "x"), bb=("2", "failed", "y"), d=("4", "ok", "x"), e=("5", "ok", "y"))
    told = compare(before, now)
    assert told.counts() == {"new": 1, "changed": 2, "gone": 1, "unchanged": 1, "newly_failed": 1}
    assert told.read_before == 3


# Systems that differ


def test_without_an_exchange_a_folder_is_moved_away_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "exchange", lambda *_: False)
    for name in ("cu", "moi"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    place.put_in_place(tmp_path / "moi", tmp_path / "cu")
    assert [path.name for path in tmp_path.rglob("*")] == ["cu", "moi"]


def test_on_windows_a_reader_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []

    def hindered() -> None:
        attempts.append(1)
        if len(attempts) < 3:
            raise PermissionError(13, "used by another process")

    with pytest.raises(PermissionError):  # elsewhere a refusal is final
        place.patiently(hindered)
    monkeypatch.setattr(place, "WINDOWS", True)
    monkeypatch.setattr(place, "WAIT", 0)
    place.patiently(hindered)
    assert len(attempts) == 3
    attempts.clear()
    monkeypatch.setattr(place, "TRIES", 2)
    with pytest.raises(PermissionError):
        place.patiently(hindered)


def test_on_windows_the_pointer_is_a_file(
    tmp_path: Path, publish: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "WINDOWS", True)
    monkeypatch.setattr(place, "exchange", lambda *_: False)
    report = publish(2)
    pointer = tmp_path / "out" / "current"
    assert pointer.read_text(encoding="utf-8") == f".cchc/runs/{report.run}\n"
    assert Store(tmp_path / "out").current() == report.run
    assert pipeline.open(tmp_path / "out").folders["scores"].parent.name == report.run
    assert publish(3).state == "published"
    assert rows(tmp_path / "out") == rows(pipeline.open(tmp_path / "out").folders["targets"].parent) == 3


def test_without_links_files_are_copied(
    tmp_path: Path, publish: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    publish(2)
    publish(3)
    assert rows(tmp_path / "out") == 3


def test_on_windows_a_worker_is_ended_with_its_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    class Process:
        pid = 4711

        def poll(self) -> None: ...
        def kill(self) -> None: ...
        def wait(self) -> int:
            return 1

    monkeypatch.setattr(processes, "WINDOWS", True)
    monkeypatch.setattr(processes.subprocess, "run", lambda command, **_: asked.append(command))
    assert processes.end_group(Process()) == 1  # type: ignore[arg-type]
    assert asked == [["taskkill", "/F", "/T", "/PID", "4711"]]


def test_a_disk_that_fills_up_replaces_nothing(
    tmp_path: Path, publish: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the disk fills up while a run is put in place, what is published stays whole."""
    publish(2)
    before = digests(tmp_path / "out")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for module, name in ((place, "write_text"), (place, "settle"), (place, "point"), (shutil, "copyfile")):
        with monkeypatch.context() as broken:
            broken.setattr(module, name, full)
            broken.setattr("os.link", full)
            with pytest.raises((WriteError, OSError)):
                publish(3)
        assert digests(tmp_path / "out") == before
        assert not list(Store(tmp_path / "out").runs.glob(".new-*"))
    assert publish(3).state == "published"
    assert store_module.PRIVATE == ".cchc"
