"""Time the pages of review and report: ``python -m bench.review``.

Prints milliseconds and seconds of the processor: a page of 400 rows as it is made, and a report over copies of the
samples, in text view and both languages, against what the 50 documents a second ask for.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.questions import multiply
from bench.turns import spent
from pipeline.output.published import open_run
from pipeline.output.store import Store
from pipeline.review import render, report
from pipeline.review.library import Library
from pipeline.review.prepared import Prepared
from pipeline.review.words import Language
from pipeline.runs.run import remembered, run

ROOT = Path(__file__).resolve().parent.parent
LARGE = ROOT.parent / "shared" / "bench" / "plan-400-tasks.docx"
DOCUMENTS = 600
PER_SECOND = 50


def main() -> int:
    """Print the measurements; 1 where the report is too slow."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if LARGE.exists():
            run(Store(folder / "large"), [remembered(str(LARGE))])
            print(f"page of 400 rows: {_page(folder / 'large'):.0f} ms")
        run(Store(folder / "out"), [remembered(str(ROOT / "samples"))])
        multiply(open_run(folder / "out"), folder / "many", DOCUMENTS)
        shutil.copytree(Store(folder / "out").documents, Store(folder / "many").documents)
        library = Library(folder / "many")
        start, clock = spent(), time.perf_counter()
        written = report.write(library, folder / "report")
        took, waited = spent() - start, time.perf_counter() - clock
    cores = os.cpu_count() or 1
    rate = written.documents / min(took / cores, waited)
    print(f"report of {written.documents} documents: {took:.1f} s of {cores} processors, {waited:.1f} s by the clock")
    print(f"{rate:.0f} a second on an idle machine")
    return int(rate < PER_SECOND)


def _page(out: Path) -> float:
    shelf, best = Library(out).shelf(), float("inf")
    for _ in range(5):
        start = time.process_time()
        opened = shelf.opened(shelf.summaries[0].doc_id)
        assert opened is not None
        charts = shelf.charts(opened.doc_id, "vi")
        render.document(Prepared(opened), Language("vi"), render.Links(), render.Setting(charts=charts, check="0"))
        best = min(best, time.process_time() - start)
    return best * 1000


if __name__ == "__main__":
    sys.exit(main())
