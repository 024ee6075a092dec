"""Whether the plan of 400 tasks is read whole and in how much memory: ``python -m bench.large_plan``.

Each format goes through the ``cchc`` command in a process of its own. A row is right when all of its cells are.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq

from bench.documents import SHARED

PLAN = SHARED / "bench" / "plan-400-tasks"
LIMIT = 200
"""Megabytes."""


def truth() -> list[list[str]]:
    """The cells of each task, in the order of the document."""
    tables = json.loads(PLAN.with_suffix(".truth.json").read_text(encoding="utf-8"))["tables"]
    rows = max((table["rows"] for table in tables), key=len)
    return [[" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row] for row in rows if row[0].isdigit()]


def extract(path: Path, out: Path) -> int:
    """Run the command over one file; the most memory that one of its processes took, in megabytes."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", str(path), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)  # of the process and all that it waited for
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(said)
    return usage.ru_maxrss >> 10


def right(out: Path, rows: list[list[str]]) -> int:
    """How many rows have the task, outputs and deadline as written, and all cells in their words."""
    found = {
        (row["task_no"], row["task"], row["outputs"] or "", row["deadline_text"] or "", row["source_text"])
        for row in pq.read_table(out / "tasks").to_pylist()
    }
    return sum(
        (number, task, outputs, deadline, " | ".join([number, task, *units, outputs, deadline])) in found
        for number, task, *units, outputs, deadline in rows
    )


def main() -> None:
    """Print a line a format; the exit code is 1 where a row is wrong or a process too large."""
    if not PLAN.with_suffix(".truth.json").exists():
        sys.exit("the plan of 400 tasks is not here")
    rows = truth()
    good = True
    print(f"{'rows right':>14}{'peak MB':>10}")
    for suffix in ("docx", "doc", "pdf"):
        with tempfile.TemporaryDirectory() as place:
            peak = extract(PLAN.with_suffix(f".{suffix}"), Path(place) / "out")
            count = right(Path(place) / "out", rows)
        good = good and count == len(rows) and peak < LIMIT
        print(f"{count:6} of {len(rows):4}{peak:10}  {suffix}")
    sys.exit(not good)


if __name__ == "__main__":
    main()
