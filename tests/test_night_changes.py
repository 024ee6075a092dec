"""Only what changed is worked on: told by size and time, by hash when in doubt; what was interrupted goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.output.store import Store
from pipeline.runs import run as run_module
from pipeline.runs import work
from pipeline.runs.run import Options, Report, remembered, run
from tests.faults import good
from tests.test_store import digests

if TYPE_CHECKING:
    from pathlib import Path

AN_HOUR = 3600


class Night:
    """An input folder with its output; files are an hour old unless they were just written."""

    def __init__(self, place: Path) -> None:
        self.inputs, self.store = place / "in", Store(place / "out")
        self.inputs.mkdir()

    def write(self, name: str, data: bytes, *, age: float = AN_HOUR) -> Path:
        path = self.inputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.age(path, age)
        return path

    def age(self, path: Path, age: float) -> None:
        then = path.stat().st_mtime - age
        os.utime(path, (then, then))

    def run(self, **told: Any) -> Report:
        return run(self.store, [remembered(str(self.inputs))], None, Options(Settings(jobs=0), **told))

    def documents(self) -> pd.DataFrame:
        return pd.read_parquet(self.store.root / "documents").set_index("source_path")


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("pipeline.runs.journal.SETTLED", -(10**12))  # files of this test count as settled at once
    made = Night(tmp_path)
    for number in range(4):
        made.write(f"kh-{number}.txt", good(number))
    assert made.run().worked == 4
    return made


def forbid(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> None:
    def never(*_: object) -> object:
        raise AssertionError(f"{name} was called")

    monkeypatch.setattr(place, name, never)


def test_unchanged_files_are_not_even_opened(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(night.store.root)
    forbid(monkeypatch, work.DocumentJob, "run")
    report = night.run()
    assert (report.state, report.worked, report.changes.unchanged) == ("unchanged", 0, 4)
    assert report.rows["targets"] == 4
    assert digests(night.store.root) == before


def test_a_changed_a_new_and_a_gone_file_leave_the_bytes_of_a_first_run(night: Night) -> None:
    night.write("kh-1.txt", good(11))
    night.write("kh-7.txt", good(7))
    (night.inputs / "kh-2.txt").unlink()
    assert night.run().changes.counts() == {"new": 1, "changed": 1, "gone": 1, "unchanged": 2, "newly_failed": 0}
    anew = Store(night.store.root.with_name("anew"))
    run(anew, [remembered(str(night.inputs))], None, Options(Settings(jobs=0)))
    assert digests(night.store.root) == digests(anew.root)


def test_a_damaged_part_of_the_run_before_is_made_anew(night: Night) -> None:
    before = digests(night.store.root)
    for path in night.store.runs.glob("*/targets/*.parquet"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(bytes(len(data)))
    changed = night.write("kh-1.txt", good(11))
    assert night.run().state == "published"
    assert len(pd.read_parquet(night.store.root / "targets")) == 4
    changed.write_bytes(good(1))
    assert night.run().state == "published"
    assert digests(night.store.root) == before


def test_a_file_that_was_touched_is_hashed_and_not_extracted(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.age(night.inputs / "kh-1.txt", -500)
    forbid(monkeypatch, work.extractors, "extract")
    report = night.run()
    assert (report.state, report.worked) == ("unchanged", 1)
    assert night.run().worked == 0


def test_the_same_size_and_time_with_other_bytes_is_seen_by_verify(night: Night) -> None:
    path = night.inputs / "kh-1.txt"
    told = path.stat()
    path.write_bytes(path.read_bytes().replace(b"90%", b"95%"))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert night.run(verify=True).changes.changed == 1
    assert night.run(verify=True).state == "unchanged"


def test_one_changed_file_is_the_only_one_worked_on(night: Night) -> None:
    night.write("kh-2.txt", good(2).replace(b"90%", b"95%"), age=10)
    report = night.run()
    assert (report.state, report.worked) == ("published", 1)
    assert report.changes.counts() == {"new": 0, "changed": 1, "gone": 0, "unchanged": 3, "newly_failed": 0}
    assert sorted(pd.read_parquet(night.store.root / "targets")["value"]) == [90, 90, 90, 95]


def test_the_rows_of_a_file_that_is_gone_go(night: Night) -> None:
    (night.inputs / "kh-3.txt").unlink()
    report = night.run()
    assert report.changes.named["gone"] == ["kh-3.txt"]
    assert report.rows["targets"] == 3
    assert "kh-3.txt" not in night.documents().index


def test_a_renamed_file_is_not_read_again(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    (night.inputs / "kh-0.txt").rename(night.inputs / "đổi tên.txt")
    forbid(monkeypatch, work, "read")
    assert night.run().state == "published"
    assert "đổi tên.txt" in night.documents().index


def test_other_extractors_make_rows_again_from_stored_documents(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.write("hong.docx", b"PK\x03\x04 cut off")
    night.run()
    forbid(monkeypatch, work, "read")
    forbid(monkeypatch, work._Work, "load")
    for module in (run_module, work):
        monkeypatch.setattr(module, "extractor_version", lambda: "another")
    report = night.run()
    assert (report.state, report.worked, report.statuses["failed"]) == ("published", 5, 1)
    assert set(night.documents()["extractor_version"]) == {"another"}
    assert night.run().state == "unchanged"


def test_other_readers_read_again(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "READER_VERSION", "another")
    monkeypatch.setattr("pipeline.output.cache.READER_VERSION", "another")
    assert night.run().worked == 4


def test_a_document_that_lacked_a_program_waits_for_programs(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_: object) -> object:
        raise work.ReadError("tool_missing", "Cần chương trình.")

    with monkeypatch.context() as without:
        without.setattr(work, "read", lacking)
        night.write("quet.txt", good(9))
        assert night.run().failures[0].error_code == "tool_missing"
    assert night.run().worked == 0  # nothing was installed since
    monkeypatch.setattr(run_module, "TOOLS", ("sh",))
    assert night.run().statuses["ok"] == 5


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = Night(tmp_path)
    for number in range(6):
        night.write(f"kh-{number}.txt", good(number))
    extract, done = work.extractors.extract, []

    def stop(document: Any) -> Any:
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(document)
        return extract(document)

    with monkeypatch.context() as stopped:
        stopped.setattr(work.extractors, "extract", stop)
        with pytest.raises(KeyboardInterrupt):
            night.run()
    assert not (night.store.root / "scores").exists()
    monkeypatch.setattr("pipeline.runs.journal.SETTLED", -(10**12))
    report = night.run()
    assert report.statuses["ok"] == 6
    assert report.rows["targets"] == 6


def test_full_starts_over_and_gives_the_same_bytes(night: Night) -> None:
    before = digests(night.store.root)
    report = night.run(full=True)
    assert report.worked == 4
    assert digests(night.store.root) == before


def test_a_lost_or_damaged_journal_costs_time_alone(night: Night) -> None:
    before = digests(night.store.root)
    night.store.journal.write_bytes(b"no database" * 1000)
    assert night.run().state == "unchanged"
    assert digests(night.store.root) == before


def test_changes_give_the_bytes_of_a_run_from_nothing(night: Night, tmp_path: Path) -> None:
    """However an output came to its state, its bytes are those of one run over the same inputs."""
    night.write("kh-1.txt", good(1).replace(b"90%", b"85%"), age=5)
    (night.inputs / "kh-2.txt").unlink()
    night.write("moi/kh-7.txt", good(7))
    night.run()
    night.write("moi/kh-8.txt", good(7))  # the same bytes under a second name
    night.run()
    other = Store(tmp_path / "other")
    run(other, [remembered(str(night.inputs))])
    assert digests(other.root) == digests(night.store.root)


def test_a_file_that_just_changed_is_looked_at_again(tmp_path: Path) -> None:
    """A second change within the same tick of the clock leaves size and time as they were."""
    night = Night(tmp_path)
    night.write("kh.txt", good(1), age=0)
    night.run()
    path = night.inputs / "kh.txt"
    told = path.stat()
    path.write_bytes(path.read_bytes().replace(b"90%", b"95%"))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert night.run().changes.changed == 1


def test_retry_reads_what_failed_again_and_nothing_else(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    with monkeypatch.context() as bad:
        bad.setattr(work.extractors, "extract", broken)
        for number in (8, 9):
            night.write(f"kh-{number}.txt", good(number))
        assert night.run().statuses["failed"] == 2
    assert night.run().worked == 0
    assert night.run(retry=("kh-8.txt",)).worked == 1
    report = night.run(retry=())
    assert (report.worked, report.statuses["ok"]) == (1, 6)
