"""What nights cost: ``python -m bench.nights [COUNT]`` over so many documents (2,000) made of the samples.

Prints the first run with one and with two workers; a second run with nothing changed against ``find -printf`` over the
same tree; one changed document; other extractors; peak memory of the parent, and what a tenth of the documents takes.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from samples.many import build_many

CODE = "from pipeline.cli import main; main()"
OTHER = "import pipeline.runs.run as r; r.extractor_version = lambda: 'another'; " + CODE


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processors that a command took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode not in (0, 3):
        sys.exit(ended.stderr[-2000:])
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def extract(tree: Path, out: Path, *more: str, code: str = CODE) -> tuple[float, float]:
    """One run."""
    return timed([sys.executable, "-c", code, "extract", str(tree), "--out", str(out), "--accept", *more])


def told(out: Path) -> dict[str, dict[str, float]]:
    """The record of the last run."""
    last = max((out / ".cchc" / "records").glob("*.json"))
    record: dict[str, dict[str, float]] = json.loads(last.read_text(encoding="utf-8"))
    return record


def line(what: str, seconds: tuple[float, float], more: str = "") -> None:
    """Print one figure."""
    print(f"{what:44}{seconds[0]:9.2f} s{seconds[1]:9.2f} s of processors  {more}", flush=True)


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        tree, small = Path(place) / "in", Path(place) / "small"
        build_many(tree, count)
        build_many(small, count // 10)
        then = time.time() - 3600
        for path in (*tree.rglob("*.*"), *small.rglob("*.*")):
            os.utime(path, (then, then))
        time.sleep(3)  # files that are younger than two seconds are looked at twice
        few = Path(place) / "few"
        extract(small, few, "--jobs", "2")
        one = extract(small, Path(place) / "one", "--jobs", "1")
        two = extract(small, Path(place) / "two", "--jobs", "2")
        line(f"{count // 10} documents, one worker", one)
        line(f"{count // 10} documents, two workers", two, f"{one[0] / two[0]:.2f} times as fast")
        bare = extract(small, Path(place) / "bare", "--jobs", "0")
        line(f"{count // 10} documents, no worker", bare, f"one worker costs {one[1] / bare[1] - 1:+.0%} of processors")
        out = Path(place) / "out"
        line(f"{count} documents, two workers", extract(tree, out, "--jobs", "2"))
        peaks = told(out)["peak_memory_mb"], told(few)["peak_memory_mb"]
        grown = (peaks[0]["parent"] - peaks[1]["parent"]) * 1024 / (count - count // 10)
        parent, worker = peaks[0]["parent"], peaks[0]["worker"]
        print(f"peak memory: parent {parent} MB, {grown:.2f} KB a document more; worker {worker} MB")
        found = min(timed(["find", str(tree), "-printf", "%p %s %T@ %C@\n"]) for _ in range(3))
        line("find -printf", found)
        again = min(extract(tree, out, "--jobs", "2") for _ in range(3))
        line("nothing changed", again, f"allowed {3 * found[0] + 1:.2f} s")
        changed = next(tree.rglob("*.txt"))
        text = changed.read_text(encoding="utf-8")
        added = "\nPhấn đấu trên 95% hồ sơ đúng hạn.\n"
        changed.write_text(text + added, encoding="utf-8")
        line("one document changed", extract(tree, out, "--jobs", "2"), f"{told(out)['seconds']}")
        line("other extractors, nothing read", extract(tree, out, "--jobs", "2", code=OTHER))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
