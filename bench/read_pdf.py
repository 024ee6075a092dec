"""How fast PDF files are read: against what is least, PDFium's own text of all pages, and against other converters.

    python -m bench.read_pdf [FILE.pdf …] [--rounds N]

All are measured in turns, file by file, in time of the processor. The peers convert to text and find no tables, so
that reading alone and reading with extraction of all rows stand beside them.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from bench import peers
from bench.documents import groups
from bench.turns import Board, medians
from extractors import extract
from pipeline.errors import ReadError
from pipeline.readers import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

RATIOS = {
    "read/raw": ("read", "raw text"),
    "read/kreuzberg": ("read", "kreuzberg"),
    "all/kreuzberg": ("+ extract", "kreuzberg"),
}


def raw_text(data: bytes) -> int:
    """PDFium's text of every page, as its own wrapper gives it."""
    document = pypdfium2.PdfDocument(data)
    count = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        count += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return count


def main() -> None:
    """Print a line a file, and the medians of each group."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    files = {"files": options.paths} if options.paths else groups("pdf")
    if not files:
        sys.exit("no PDF files")
    work: dict[str, Callable[[bytes], object]] = {
        "raw text": raw_text,
        "read": pdf.read,
        "+ extract": lambda data: extract(pdf.read(data)),
        **peers.of("pdf"),
    }
    board = Board(list(work), RATIOS)
    for group, paths in files.items():
        for path in paths:
            data = path.read_bytes()
            try:
                for one in work.values():
                    one(data)
            except ReadError as error:
                print(f"{error.code}: {path.name}")
                continue
            board.add(medians([partial(one, data) for one in work.values()], options.rounds), path.name)
        board.close(group)


if __name__ == "__main__":
    main()
