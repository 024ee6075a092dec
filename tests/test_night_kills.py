"""A run that is killed leaves all of the last run, and the next run gives the bytes that it would have given."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from pipeline.config import Limits, Settings
from pipeline.runs import processes
from pipeline.runs.pool import Pool
from tests.kills import rounds, run_whole
from tests.poison import Sleeper
from tests.test_store import digests

if TYPE_CHECKING:
    from pathlib import Path


def test_kill_9_at_random_moments(tmp_path: Path) -> None:
    reader, met = rounds(tmp_path, 2)
    assert reader.wrong == []
    assert reader.looks > 0
    assert met > 0
    run_whole(tmp_path / "in", tmp_path / "other")
    assert digests(tmp_path / "other") == digests(tmp_path / "out")


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", "rb") as told:  # noqa: PTH123
            return told.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except OSError:
        return False


def test_what_a_worker_started_ends_with_it_and_with_its_parent(tmp_path: Path) -> None:
    """Ended by its deadline, and when the parent is killed: the life line closes, as it does in either case."""
    told = tmp_path / "told"
    with Pool(Settings(jobs=1, limits=Limits(timeout_seconds=3))) as pool:
        results = [result for _, result in pool.map([(1, Sleeper(str(told)))])]
    assert [result.code for result in results] == ["timeout"]
    pids = [int(pid) for pid in told.read_text(encoding="utf-8").split()]
    assert len(pids) == 2
    assert not any(map(alive, pids))

    told.unlink()
    process, line, life = processes.start_worker(['{"plugins": [], "memory_mb": 0}'])
    assert line.recv()[0] == "ready"
    line.send((Sleeper(str(told)), 600))
    while not told.exists() or not told.read_text(encoding="utf-8"):
        time.sleep(0.01)
    pids = [int(pid) for pid in told.read_text(encoding="utf-8").split()]
    assert all(map(alive, pids))
    assert life is not None
    os.close(life)
    process.wait()
    assert not any(map(alive, pids))
    line.close()
