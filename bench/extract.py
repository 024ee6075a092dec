"""Processor time of extraction, one core, warm process: ``python -m bench.extract [FOLDER ...]``.

Prints, for every Word file of the folders (the samples by default), the median time of extracting its Document, with
the time that lxml needs to parse the same ``document.xml`` beside it; then how the time of a table grows with its
rows.
"""

from __future__ import annotations

import statistics
import sys
import time
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

import extractors
from pipeline import read
from schemas.document import Block, Cell, Document, Table

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
SAMPLES = Path(__file__).parent.parent / "samples"


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of a piece of work in milliseconds, after one warm-up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def task_table(rows: int) -> Document:
    """A document with one task table of so many rows."""
    heads = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian hoàn thành")
    cells = [Cell(0, column, head) for column, head in enumerate(heads)]
    for row in range(1, rows + 1):
        values = (
            str(row),
            f"Rà soát nhóm thủ tục số {row}",
            "Văn phòng Sở",
            "Phòng Nội vụ; Phòng Tư pháp",
            "Báo cáo",
            "Quý II/2022",
        )
        cells += [Cell(row, column, value) for column, value in enumerate(values)]
    table = Table(tuple(cells), rows + 1, len(heads))
    return Document("docx", (Block(0, "table", table.layout()[0], table=table),))


def main(folders: list[str]) -> None:
    """Measure and print."""
    files = sorted(path for folder in folders or [str(SAMPLES)] for path in Path(folder).glob("*.docx"))
    print(f"{'document':34}{'extract ms':>12}{'parse ms':>10}{'ratio':>8}")
    medians = []
    for path in files:
        document = read(path)
        with zipfile.ZipFile(path) as package:
            xml = package.read("word/document.xml")
        extract_ms = median_ms(partial(extractors.extract, document))
        parse_ms = median_ms(partial(etree.fromstring, xml))
        medians.append(extract_ms)
        print(f"{path.stem[:33]:34}{extract_ms:12.2f}{parse_ms:10.2f}{extract_ms / parse_ms:8.1f}")
    print(f"{'median':34}{statistics.median(medians):12.2f}")
    by_rows = {rows: median_ms(partial(extractors.extract, task_table(rows)), 5) for rows in (100, 200, 400, 800, 1600)}
    for rows, grown in by_rows.items():
        times = grown / rows / (by_rows[100] / 100)
        print(f"task table of {rows:5} rows: {grown:8.1f} ms, {times:5.2f} times as much a row as with 100")


if __name__ == "__main__":
    main(sys.argv[1:])
