"""Write into each question's file what it answers over the samples: ``python -m docs.answers``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.output.published import open_run
from pipeline.output.store import Store
from pipeline.queries import example, questions
from pipeline.queries.database import connect
from pipeline.runs.run import remembered, run
from samples.build import paths

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "pipeline" / "queries" / "questions"


def main() -> None:
    """Run every question over the samples and renew the examples of the files."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out"
        run(Store(out), [remembered(str(path)) for path in paths()])
        with connect(open_run(out)) as connection:
            for number, query in questions().items():
                result = connection.execute(query.sql)
                names = [column[0] for column in result.description or ()]
                lines = example(names, result.fetchall())
                path = FOLDER / f"{number:02d}-{query.name}.sql"
                head, _, rest = path.read_text(encoding="utf-8").partition("-- example:\n")
                body = "".join(line for line in rest.splitlines(keepends=True) if not line.startswith("--"))
                told = "".join(f"--   {line}\n" for line in lines)
                path.write_text(f"{head}-- example:\n{told}{body}", encoding="utf-8")


if __name__ == "__main__":
    main()
