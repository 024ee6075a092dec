"""Charts of a run and of a document: results, ranks, points lost, tasks, targets, instruments cited.

::

    from pipeline import charts

    of_run = charts.open_charts(published)          # figures are made once, a document then takes milliseconds
    of_run.overview("vi"); of_run.for_document(doc_id, "en")

The modules: ``figures`` (what is counted), ``results`` and ``work`` (which chart says what), ``draw`` (the drawings),
``words.toml`` (headings and sentences in both languages).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.charts.chart import Cell, Chart, told
from pipeline.charts.figures import Figures

if TYPE_CHECKING:
    import duckdb

    from pipeline.language import Code
    from pipeline.output.published import Published

__all__ = ["Cell", "Chart", "Charts", "for_document", "open_charts", "overview", "told"]


class Charts:
    """The charts of one run."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._figures = Figures(connection)

    def overview(self, language: Code) -> list[Chart]:
        """The charts over all documents; one without figures has a sentence instead of a drawing."""
        from pipeline.charts import results, work

        figures, prefix = self._figures, "all"
        return [
            results.areas_of_all(figures, prefix, language),
            results.ranks(figures, None, prefix, language),
            results.lost_of_all(figures, prefix, language),
            work.tasks(figures, None, prefix, language),
            work.targets(figures, None, prefix, language),
            work.cited(figures, None, prefix, language),
        ]

    def for_document(self, doc_id: str, language: Code) -> list[Chart]:
        """The charts of one document, with what other documents say of its unit; ids begin with ``d`` and doc_id."""
        from pipeline.charts import results, work

        figures, prefix = self._figures, f"d{doc_id}"
        best = figures.best(doc_id)
        made = [
            results.areas_of_document(figures, best, prefix, language),
            results.units_of_document(figures, best, prefix, language),
            results.ranks(figures, best, prefix, language),
            results.lost_of_document(figures, best, prefix, language),
            work.tasks(figures, doc_id, prefix, language),
            work.targets(figures, doc_id, prefix, language),
            work.cited(figures, doc_id, prefix, language),
        ]
        return [chart for chart in made if chart is not None]


def open_charts(run: Published, *, secret: bool = False) -> Charts:
    """The charts of a run; documents with a secrecy stamp count only where ``secret``."""
    from pipeline.queries.database import connect

    return Charts(connect(run, secret=secret))


def overview(run: Published, language: Code, *, secret: bool = False) -> list[Chart]:
    """The charts over all documents of a run."""
    return open_charts(run, secret=secret).overview(language)


def for_document(run: Published, doc_id: str, language: Code, *, secret: bool = False) -> list[Chart]:
    """The charts of one document; for several, :func:`open_charts` is quicker."""
    return open_charts(run, secret=secret).for_document(doc_id, language)
