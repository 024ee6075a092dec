"""How fast Word files are read: against what is least, lxml parsing their main part, and against other converters.

    python -m bench.read_docx [FILE.docx …] [--rounds N]

All are measured in turns, file by file, in time of the processor. ``lxml`` parses ``word/document.xml``, ``unzip +
lxml`` takes it out of the file first. ``warm``: styles and lists of the template are known, as in a batch; ``cold``:
they are not.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from bench import peers
from bench.documents import groups
from bench.turns import Board, medians
from pipeline.readers import docx
from pipeline.readers.docx import numbering as docx_numbering
from pipeline.readers.docx import styles as docx_styles

if TYPE_CHECKING:
    from collections.abc import Callable

RATIOS = {
    "warm/lxml": ("warm", "lxml"),
    "warm/unzip + lxml": ("warm", "unzip + lxml"),
    "warm/office_oxide": ("warm", "office_oxide"),
    "warm/kreuzberg": ("warm", "kreuzberg"),
    "cold/lxml": ("cold", "lxml"),
}


def main_part(data: bytes) -> bytes:
    """The part of a Word file that has its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def cold(data: bytes) -> None:
    """Read a file as the first of its template."""
    docx_styles.forget()
    docx_numbering.forget()
    docx.read(data)


def main() -> None:
    """Print a line a file, and the medians of each group."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    files = {"files": options.paths} if options.paths else groups("docx")
    if not files:
        sys.exit("no Word files")
    work: dict[str, Callable[[bytes], object]] = {
        "unzip + lxml": lambda data: etree.fromstring(main_part(data)),
        "cold": cold,
        "warm": docx.read,
        **peers.of("docx"),
    }
    board = Board(["lxml", *work], RATIOS)
    for group, paths in files.items():
        for path in paths:
            data = path.read_bytes()
            calls = [partial(one, data) for one in work.values()]
            board.add(medians([partial(etree.fromstring, main_part(data)), *calls], options.rounds), path.name)
        board.close(group)


if __name__ == "__main__":
    main()
