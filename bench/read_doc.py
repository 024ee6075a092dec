"""How fast Word 97 files are read, cross-check included, against a second reader alone and LibreOffice in one batch.

    python -m bench.read_doc [FILE.doc …] [--rounds N]

All are measured in turns, in time of the processor. ``read``: its template is known, as in a batch; ``cold``: it is
not; ``walk``: without the cross-check. A batch is one run of LibreOffice over all of the files, its start included.
"""

from __future__ import annotations

import argparse
import resource
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.documents import groups
from bench.turns import Board, medians
from pipeline.readers import doc
from pipeline.readers.doc import check as doc_check
from pipeline.readers.doc import properties as doc_properties
from pipeline.readers.doc.file import WordFile
from pipeline.readers.doc.walk import Walk
from pipeline.tools import libreoffice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BATCHES = 3
GROUP = "reference documents"


def cold(data: bytes) -> None:
    """Read a file as the first of its template."""
    doc_properties.forget()
    doc.read(data)


WORK: dict[str, Callable[[bytes], object]] = {
    "read": doc.read,
    "cold": cold,
    "walk": lambda data: Walk(WordFile(data)).run(),
    "second": doc_check.second,
}


def in_batch(contents: Sequence[bytes]) -> tuple[float, float]:
    """Milliseconds of the processor a file in a batch: LibreOffice with its start, and we, cold at the start."""
    batch = [("doc", data) for data in contents]

    def ours() -> None:
        doc_properties.forget()
        for data in contents:
            doc.read(data)

    theirs, own = medians([lambda: libreoffice.convert(batch), ours], BATCHES, _of_processor)
    return theirs / len(batch), own / len(batch)


def _of_processor() -> float:
    """Seconds that this process and those that it waited for took so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Print a line a file, the medians of each group, and how much longer a batch takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    files = {"files": options.paths} if options.paths else groups("doc")
    if not files:
        sys.exit("no .doc files")
    board = Board(list(WORK), {"read/second": ("read", "second")})
    for group, paths in files.items():
        for path in paths:
            data = path.read_bytes()
            board.add(medians([partial(one, data) for one in WORK.values()], options.rounds), path.name)
        board.close(group)
    if libreoffice.program() is None:
        print("LibreOffice is not installed: no batch to compare with")
        return
    group = GROUP if GROUP in files else next(iter(files))
    contents = [path.read_bytes() for path in files[group]]
    count = libreoffice.BATCH // len(contents) + 1
    theirs, own = in_batch((contents * count)[: libreoffice.BATCH])
    print(
        f"a batch of {libreoffice.BATCH} {group}: LibreOffice {theirs:.0f} ms a file, "
        f"we {own:.1f}, {theirs / own:.0f} times as fast"
    )


if __name__ == "__main__":
    main()
