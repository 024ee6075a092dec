"""How fast Word files are read, against what is least: lxml parsing their word/document.xml.

    python -m bench.read_docx [FILE.docx …] [--rounds N]

Both are measured in turns, file by file, in time of the processor, so that other work on the machine hits both; the
figure to trust is the ratio.
``warm``: styles and lists of the template are known, as in a batch; ``cold``: they are not.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from lxml import etree

from bench.turns import medians
from pipeline.readers import docx
from pipeline.readers.docx import numbering as docx_numbering
from pipeline.readers.docx import styles as docx_styles

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def files() -> list[Path]:
    """The samples, and the reference documents where they exist."""
    found = sorted((ROOT / "samples").glob("*.docx"))
    return found + sorted(SHARED.glob("gold/*/*.docx")) + sorted(SHARED.glob("bench/*.docx"))


def measure(path: Path, rounds: int) -> tuple[float, float, float]:
    """Medians in milliseconds: lxml alone, reading warm, reading cold."""
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("word/document.xml")

    def cold() -> None:
        docx_styles.forget()
        docx_numbering.forget()
        docx.read(data)

    calls: list[Callable[[], object]] = [lambda: etree.fromstring(part), lambda: docx.read(data), cold]
    parse, warm, first = medians(calls, rounds, process_time)
    return parse, warm, first


def main() -> None:
    """Print a line a file, and the medians of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    ratios: list[tuple[float, float]] = []
    print(f"{'lxml ms':>8} {'warm ms':>8} {'cold ms':>8} {'warm':>6} {'cold':>6}  file")
    for path in options.paths or files():
        parse, warm, cold = measure(path, options.rounds)
        ratios.append((warm / parse, cold / parse))
        print(f"{parse:8.2f} {warm:8.2f} {cold:8.2f} {warm / parse:6.2f} {cold / parse:6.2f}  {path.name}")
    if not ratios:
        sys.exit("no Word files")
    print(f"{'median':>26} {median(warm for warm, _ in ratios):6.2f} {median(cold for _, cold in ratios):6.2f}")


if __name__ == "__main__":
    main()
