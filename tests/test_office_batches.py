"""Many files that need LibreOffice: one run of it for many, and one that hurts it costs itself alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from pipeline.config import Limits, Settings
from pipeline.output.store import Store
from pipeline.runs.pool import TEMPORARY, Pool
from pipeline.runs.rounds import outcomes
from pipeline.runs.run import Options, remembered, run
from pipeline.runs.work import DocumentJob
from pipeline.tools import shelf
from pipeline.tools.shelf import Waiting, batches
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

GOOD = SAMPLES / "cong-van-chi-so.docx"
# Copies a good Word file to the place of each result and writes how many files it was given. A file that says
# DIE ends it at once, one that says HANG keeps a batch from ending, one that says NONE has no result.
STAND_IN = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
out="$2"; shift 2
echo $# >> {told}
count=$#
for file in "$@"; do
  grep -q DIE "$file" && kill -9 $$
  [ $count -gt 1 ] && grep -q HANG "$file" && sleep 60
  grep -q NONE "$file" && continue
  name="${{file##*/}}"
  cp {good} "$out/${{name%.*}}.docx"
done
exit 0
"""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of ours in LibreOffice's place, and the file that it tells its runs in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    told = tmp_path / "told"
    path = folder / "soffice"
    path.write_text(STAND_IN.format(told=told, good=GOOD), encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return told


def rtf(number: int, what: str = "") -> bytes:
    return f"{{\\rtf1 {what} {number}\\par}}".encode()


def written(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def statuses(place: Path, files: dict[str, bytes], settings: Settings) -> dict[str, tuple[str, str | None]]:
    store = Store(place / "out")
    run(store, [remembered(str(written(place / "in", files)))], None, Options(settings))
    assert [path.name for path in store.private.iterdir() if path.name.startswith(TEMPORARY)] == []
    rows = pq.read_table(store.root / "documents", columns=["source_path", "status", "error_code"]).to_pylist()
    return {row["source_path"]: (row["status"], row["error_code"]) for row in rows}


def runs(told: Path) -> list[int]:
    return sorted(map(int, told.read_text().split()), reverse=True)


@pytest.mark.parametrize("jobs", [0, 2])
def test_many_files_are_converted_in_few_runs(told: Path, tmp_path: Path, jobs: int) -> None:
    """All formats that need it; a file that is there twice is converted once; the others are not kept waiting."""
    files = {f"kh-{number}.rtf": rtf(number) for number in range(12)} | {"lap-lai.rtf": rtf(3), "khac.txt": b"Ke hoach"}
    found = statuses(tmp_path, files, Settings(jobs=jobs))
    assert [found[name] for name in files if name.startswith("kh-") and name in found] == [("ok", None)] * 12
    assert len(found) == 13  # the two equal ones are one document
    assert runs(told) == ([12] if jobs == 0 else [6, 6])


@pytest.mark.parametrize(
    ("what", "expected"), [("DIE", ("failed", "corrupt")), ("NONE", ("failed", "corrupt")), ("HANG", ("ok", None))]
)
def test_a_poisoned_file_costs_itself_alone(
    told: Path, tmp_path: Path, what: str, expected: tuple[str, str | None]
) -> None:
    files = {f"kh-{number}.rtf": rtf(number) for number in range(6)} | {"kh-doc.rtf": rtf(0, what)}
    found = statuses(tmp_path, files, Settings(jobs=2, limits=Limits(timeout_seconds=6)))
    assert found.pop("kh-doc.rtf") == expected
    assert set(found.values()) == {("ok", None)}
    assert len(found) == 6


def test_one_file_is_converted_in_the_worker_that_reads_it(told: Path, tmp_path: Path) -> None:
    assert statuses(tmp_path, {"kh.rtf": rtf(1)}, Settings(jobs=2)) == {"kh.rtf": ("ok", None)}
    assert runs(told) == [1]


def test_files_on_the_shelf_never_fill_the_disk(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many wait that a round is full; the next round begins with an empty shelf. A large file does not wait."""
    monkeypatch.setattr("pipeline.runs.rounds.MOST_WAITING", 4)
    monkeypatch.setattr(shelf, "LARGEST", 2_000)
    files = {f"kh-{number}.rtf": rtf(number) for number in range(10)} | {"lon.rtf": rtf(0, "x" * 2_000)}
    found = statuses(tmp_path, files, Settings(jobs=0))
    assert set(found.values()) == {("ok", None)}
    assert len(found) == 11
    assert runs(told) == [4, 4, 2, 1]


def test_a_run_that_is_stopped_leaves_the_rest_for_the_next(told: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {f"kh-{number}.rtf": rtf(number) for number in range(6)})
    private = tmp_path / "private"
    private.mkdir()
    jobs = [(path.name, DocumentJob(str(path), path.name, str(private / "cache"))) for path in folder.iterdir()]
    with Pool(Settings(jobs=0), private) as pool:
        done = []
        for name, _, _ in outcomes(pool, iter(jobs), private):
            done.append(name)
            pool.stopping = len(done) == 2
    assert len(done) == 2
    assert list(private.glob(f"{TEMPORARY}*")) == []


def test_without_a_place_for_the_shelf_each_is_converted_alone(told: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {"kh-1.rtf": rtf(1), "kh-2.rtf": rtf(2)})
    jobs = [(path.name, DocumentJob(str(path), path.name, str(tmp_path / "cache"))) for path in folder.iterdir()]
    with Pool(Settings(jobs=0)) as pool:
        found = {name: outcome for name, _, outcome in outcomes(pool, iter(jobs), tmp_path / "no such folder")}
    assert {name: outcome.facts.status for name, outcome in found.items()} == {"kh-1.rtf": "ok", "kh-2.rtf": "ok"}
    assert runs(told) == [1, 1]


@pytest.mark.parametrize(
    ("sizes", "workers", "expected"),
    [
        ([10] * 45, 1, [20, 20, 5]),
        ([10] * 45, 4, [12, 12, 12, 9]),
        ([10] * 3, 4, []),  # a file a worker
        ([9 << 20] * 4, 1, []),  # two would be too large
        ([], 2, []),
    ],
)
def test_batches_are_bounded_and_keep_all_workers_at_work(sizes: list[int], workers: int, expected: list[int]) -> None:
    waiting = [Waiting(f"{number}.rtf", "docx", size) for number, size in enumerate(sizes)]
    assert [len(group) for group in batches(waiting, workers)] == expected


def test_a_batch_has_one_kind_of_result() -> None:
    waiting = [Waiting(f"{number}.x", ("docx", "xlsx")[number % 2], 1) for number in range(8)]
    assert [{one.to for one in group} for group in batches(waiting, 1)] == [{"docx"}, {"xlsx"}]
