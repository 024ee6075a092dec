"""Make the pictures of the documentation from the samples: ``python docs/pictures.py``."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from pipeline import extract
from pipeline.commands.show import show_rows

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Draw the score table of a sample plan as the terminal shows it."""
    console = Console(record=True, width=118, file=io.StringIO(), markup=False, emoji=False, highlight=False)
    extraction = extract(ROOT / "samples" / "ke-hoach-khac-phuc-tieu-chi.docx")
    show_rows(console, "scores", extraction.scores)
    svg = console.export_svg(title="cchc show ke-hoach-khac-phuc-tieu-chi.docx", theme=DIMMED_MONOKAI, unique_id="cchc")
    (ROOT / "docs" / "scores.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
