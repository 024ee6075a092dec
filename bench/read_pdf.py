"""How fast PDF files are read, against what is least: PDFium's own text of all pages.

    python -m bench.read_pdf [FILE.pdf …] [--rounds N]

Both are measured in turns, file by file, so that other work on the machine hits both; the figure to trust is the ratio.
The last column is reading and extracting together.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pypdfium2

from bench.turns import medians
from extractors import extract
from pipeline.errors import ReadError
from pipeline.readers import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def files() -> list[Path]:
    """The samples, the reference documents where they exist, and the large plan."""
    found = sorted((ROOT / "samples").glob("*.pdf"))
    return found + sorted(SHARED.glob("gold/seeds/*.pdf")) + sorted(SHARED.glob("bench/*.pdf"))


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


def measure(path: Path, rounds: int) -> tuple[float, float, float]:
    """Milliseconds, each the median of the rounds: raw text, reading, reading and extracting."""
    data = path.read_bytes()
    calls: list[Callable[[], object]] = [
        lambda: raw_text(data),
        lambda: pdf.read(data),
        lambda: extract(pdf.read(data)),
    ]
    for call in calls:
        call()
    raw, read, both = medians(calls, rounds, perf_counter)
    return raw, read, both


def main() -> None:
    """Print a line a file, and the median of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    ratios: list[float] = []
    print(f"{'raw ms':>8} {'read ms':>8} {'ratio':>6} {'+ extract':>9}  file")
    for path in options.paths or files():
        try:
            raw, read, both = measure(path, options.rounds)
        except ReadError as error:
            print(f"{error.code:>33}  {path.name}")
            continue
        ratios.append(read / raw)
        print(f"{raw:8.2f} {read:8.2f} {read / raw:6.2f} {both:9.2f}  {path.name}")
    if not ratios:
        sys.exit("no PDF files")
    print(f"{'median':>17} {median(ratios):6.2f}")


if __name__ == "__main__":
    main()
