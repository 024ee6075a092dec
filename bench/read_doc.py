"""How fast Word 97 files are read, cross-check included, against a second reader alone and LibreOffice in one batch.

    python -m bench.read_doc [FILE.doc …] [--rounds N]

All are measured in turns, so that other work on the machine hits all; the figures to trust are the ratios. A batch is
one run of LibreOffice over all of the files, its start included.
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.read_docx import ROOT, SHARED, seconds
from pipeline.readers import doc
from pipeline.readers.doc import check as doc_check
from pipeline.readers.doc import properties as doc_properties
from pipeline.readers.doc.file import WordFile
from pipeline.readers.doc.walk import Walk
from pipeline.tools import libreoffice

if TYPE_CHECKING:
    from collections.abc import Callable

BATCHES = 3


def files() -> list[Path]:
    """The reference documents where they exist, else the samples."""
    return sorted(SHARED.glob("gold/seeds/*.doc")) or sorted((ROOT / "samples").glob("*.doc"))


def measure(data: bytes, rounds: int) -> list[float]:
    """Medians in milliseconds: our reading, warm and with its template forgotten, the walk alone, the second reader."""

    def cold() -> None:
        doc_properties.forget()
        doc.read(data)

    calls: list[Callable[[], object]] = [
        lambda: doc.read(data),
        cold,
        lambda: Walk(WordFile(data)).run(),
        lambda: doc_check.second(data),
    ]
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, kept in zip(calls, times, strict=True):
            gc.collect()
            kept.append(seconds(call))
    return [median(kept) * 1000 for kept in times]


def main() -> None:
    """Print a line a file, then the means and how much faster they are than a batch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    paths = options.paths or files()
    contents = [path.read_bytes() for path in paths]
    if not contents:
        sys.exit("no .doc files")
    print(f"{'read ms':>8} {'cold ms':>8} {'walk ms':>8} {'second':>8}  file")
    measured: list[list[float]] = []
    for path, data in zip(paths, contents, strict=True):
        measured.append(measure(data, options.rounds))
        print("{:8.2f} {:8.2f} {:8.2f} {:8.2f}".format(*measured[-1]), f" {path.name}")
    means = [sum(column) / len(column) for column in zip(*measured, strict=True)]
    print("{:8.2f} {:8.2f} {:8.2f} {:8.2f}".format(*means), " mean")
    if libreoffice.program() is None:
        print("LibreOffice is not installed: no batch to compare with")
        return
    batch = [("doc", data) for data in (contents * libreoffice.BATCH)[: libreoffice.BATCH]]
    times = [seconds(lambda: libreoffice.convert(batch)) * 1000 / len(batch) for _ in range(BATCHES)]
    ratio = median(times) / means[1]  # cold: a batch knows no template either
    print(f"LibreOffice in a batch of {len(batch)}: {median(times):.0f} ms a file, {ratio:.0f} times as long")


if __name__ == "__main__":
    main()
