"""``kill -9`` of a whole run at random moments, with a reader that looks all the time: :func:`rounds`."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

import pipeline
from pipeline.errors import CchcError
from schemas.fields import DATASETS
from tests.conftest import ROOT
from tests.faults import good

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class Reader:
    """Opens one run the documented way, again and again, and holds all datasets against each other."""

    out: Path
    looks: int = 0
    wrong: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look until :meth:`stop`."""
        seen = False
        while not self._stop.is_set():
            try:
                published = pipeline.open(self.out)
            except CchcError as error:
                if seen:
                    self.wrong.append(f"nothing is published any more: {error}")
                continue
            seen = True
            self._look(published.folders)
            self._look({name: self.out / name for name in ("targets",)})  # by its plain path, alone

    def _look(self, folders: dict[str, Path]) -> None:
        try:
            read = {name: pq.read_table(folder, columns=["doc_id"]) for name, folder in folders.items()}
        except Exception as error:  # whatever a reader meets is what this test is about
            self.wrong.append(f"unreadable: {type(error).__name__}: {error}")
            return
        self.looks += 1
        tables = {name: table["doc_id"].to_pylist() for name, table in read.items()}
        known = set(tables.get("documents", tables["targets"]))
        if known != set(tables["targets"]) or any(set(ids) - known for ids in tables.values()):
            self.wrong.append("datasets of two runs")

    def stop(self) -> None:
        """End the watch."""
        self._stop.set()


def change(inputs: Path, number: int) -> None:
    """What a day brings: a file changed, one new, one gone."""
    (inputs / "moi-ngay.txt").write_bytes(good(1000 + number))
    (inputs / f"moi-{number % 7}.txt").write_bytes(good(2000 + number))
    with suppress(FileNotFoundError):
        (inputs / f"moi-{(number + 3) % 7}.txt").unlink()


def command(inputs: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run as cron starts it."""
    code = "from pipeline.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "extract", str(inputs), "--out", str(out), "--jobs", "2", "--accept"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def run_whole(inputs: Path, out: Path) -> None:
    """A run that nobody hinders."""
    run = command(inputs, out)
    _, errors = run.communicate()
    assert run.returncode == 0, f"exit {run.returncode}: {errors.decode()}"


def rounds(place: Path, count: int, seed: int = 1) -> tuple[Reader, int]:
    """So many kills, each followed by a normal run; the reader, and how many kills met a run at work."""
    inputs, out = place / "in", place / "out"
    inputs.mkdir()
    for number in range(20):
        (inputs / f"{number}.txt").write_bytes(good(number))
    start = time.monotonic()
    run_whole(inputs, out)
    length = time.monotonic() - start
    reader, chance, met = Reader(out), random.Random(seed), 0
    watcher = threading.Thread(target=reader.watch)
    watcher.start()
    try:
        for number in range(count):
            change(inputs, number)
            run = command(inputs, out)
            time.sleep(chance.uniform(0, length))
            met += run.poll() is None
            with suppress(ProcessLookupError):
                os.kill(run.pid, signal.SIGKILL)
            run.communicate()
            run_whole(inputs, out)
    finally:
        reader.stop()
        watcher.join()
    assert set(DATASETS) <= {path.name for path in out.iterdir()}
    return reader, met
