"""Make the pictures of the documentation from the samples: ``python docs/pictures.py``."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from pipeline import charts, extract
from pipeline.commands.show import show_rows
from pipeline.output.published import open_run
from pipeline.output.store import Store
from pipeline.queries.database import connect
from pipeline.runs.run import remembered, run

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Make all pictures."""
    score_table()
    chart_of_areas()


def score_table() -> None:
    """Draw the score table of a sample plan as the terminal shows it."""
    console = Console(record=True, width=118, file=io.StringIO(), markup=False, emoji=False, highlight=False)
    extraction = extract(ROOT / "samples" / "ke-hoach-khac-phuc-tieu-chi.docx")
    show_rows(console, "scores", extraction.scores)
    svg = console.export_svg(title="cchc show ke-hoach-khac-phuc-tieu-chi.docx", theme=DIMMED_MONOKAI, unique_id="cchc")
    (ROOT / "docs" / "scores.svg").write_text(svg, encoding="utf-8")


def chart_of_areas() -> None:
    """Draw the areas of a sample plan's department, of two years."""
    with tempfile.TemporaryDirectory() as folder:
        run(Store(Path(folder)), [remembered(str(ROOT / "samples"))])
        published = open_run(Path(folder))
        plan = "SELECT doc_id FROM documents WHERE source_path = 'ke-hoach-cai-thien-chi-so-2023.docx'"
        with connect(published) as connection:
            ((doc_id,),) = connection.execute(plan).fetchall()
        chart = next(chart for chart in charts.for_document(published, doc_id, "vi") if chart.id == "areas")
    (ROOT / "docs" / "areas.svg").write_text(f"{chart.svg}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
