"""Time each question over the rows of 20,000 documents, multiplied from the samples: ``python -m bench.questions``.

Prints seconds by the clock and of the processor, the best of three. The limit is held against the smaller: on a machine
that others keep busy the clock says nothing, and with idle cores the clock is below the processor's time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import duckdb

from pipeline.output.published import Published, open_run
from pipeline.output.store import Store
from pipeline.queries import questions
from pipeline.queries.database import connect
from pipeline.runs.run import remembered, run
from schemas.fields import DATASETS
from schemas.vocabulary import load

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DOCUMENTS = 20_000
LIMIT = 1.0
"""Seconds that a question may take."""

_CHANGED = {
    "documents": (
        "CASE WHEN number IS NULL THEN NULL ELSE number || '-' || copy END AS number, title || ' ' || copy AS title, "
        "CASE WHEN province IS NULL THEN NULL ELSE provinces[1 + copy % len(provinces)] END AS province, "
        "(plan_year - copy % 8)::SMALLINT AS plan_year, (issued_year - copy % 8)::SMALLINT AS issued_year"
    ),
    "scores": "(scored_year - copy % 8)::SMALLINT AS scored_year, score - (copy % 50) / 100 AS score",
}
"""What is not the same in every copy: names, provinces and years, so that copies are documents of their own."""


def multiply(published: Published, folder: Path, documents: int = DOCUMENTS) -> Published:
    """Write the datasets again with as many copies of each row as make so many documents."""
    with duckdb.connect() as connection:
        sources = {name: f"read_parquet('{(published.folders[name] / '*.parquet').as_posix()}')" for name in DATASETS}
        count = connection.execute(f"SELECT count(*) FROM {sources['documents']}").fetchall()[0][0]
        connection.execute("SET enable_progress_bar = false")
        names = [entry["name"] for entry in load("provinces")["province"] if entry["era"] == "p63"]
        connection.execute("CREATE TABLE names AS SELECT ? AS provinces", [names])
        for name, source in sources.items():
            (folder / name).mkdir(parents=True)
            ids = "md5(doc_id || copy)[:16] AS doc_id" + (
                "" if name == "documents" else ", md5(row_id || copy)[:16] AS row_id"
            )
            changed = ", ".join(filter(None, (ids, _CHANGED.get(name))))
            connection.execute(
                f"COPY (SELECT d.* REPLACE ({changed}) FROM {source} d, names, "
                f"(SELECT range AS copy FROM range({documents // count})) ORDER BY doc_id) "
                f"TO '{(folder / name / 'part-00.parquet').as_posix()}' (FORMAT parquet, COMPRESSION zstd)"
            )
    return open_run(folder)


def main(most: float = LIMIT) -> int:
    """Print the seconds of each question; 1 where one takes longer than the limit."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        run(Store(root / "out"), [remembered(str(SAMPLES))])
        published = multiply(open_run(root / "out"), root / "many")
        started = time.perf_counter()
        with connect(published) as connection:
            print(f"connect {time.perf_counter() - started:.2f} s")
            slow = 0
            for number, query in questions().items():
                clock = processor = float("inf")
                rows = 0
                for _ in range(3):
                    started, used = time.perf_counter(), time.process_time()
                    rows = len(connection.execute(query.sql).fetchall())
                    clock = min(clock, time.perf_counter() - started)
                    processor = min(processor, time.process_time() - used)
                late = min(clock, processor) > most
                slow += late
                told = f"{clock:6.2f} s {processor:6.2f} s processor {rows:7} rows{'  TOO SLOW' if late else ''}"
                print(f"{number:3} {query.name:32} {told}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
