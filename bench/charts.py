"""Time the charts over the rows of 20,000 documents, multiplied from the samples: ``python -m bench.charts``.

Prints seconds of the processor for the figures of a run, its overview and a document's charts, and the peak of memory.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from bench.questions import SAMPLES, multiply
from pipeline import charts
from pipeline.output.published import open_run
from pipeline.output.store import Store
from pipeline.queries.database import connect
from pipeline.runs.run import remembered, run

ASKED = 500
"""Documents whose charts are made."""


def main() -> None:
    """Print the times."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        run(Store(root / "out"), [remembered(str(SAMPLES))])
        published = multiply(open_run(root / "out"), root / "many")
        with connect(published) as connection:
            sample = f"SELECT doc_id FROM one_document USING SAMPLE {ASKED} (reservoir, 1)"
            documents = [doc_id for (doc_id,) in connection.execute(sample).fetchall()]
        started = time.process_time()
        made = charts.open_charts(published)
        print(f"figures of 20,000 documents {time.process_time() - started:.1f} s")
        started = time.process_time()
        made.overview("vi")
        print(f"overview {time.process_time() - started:.2f} s")
        started = time.process_time()
        drawn = sum(chart.svg is not None for doc_id in documents for chart in made.for_document(doc_id, "vi"))
        seconds = time.process_time() - started
        print(f"{len(documents)} documents, {drawn} charts: {1000 * seconds / len(documents):.1f} ms a document")
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
