"""What the words mean: a Document becomes records. Pure: no file, clock or network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.document import Document
    from schemas.records import Extraction

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """All that the extractors say of one document.

    Order matters only where a step reads another's result: parts and tables first, then what the document says of
    itself (the plan year dates the deadlines), then the datasets, then the checks over all of them.
    """
    from extractors import budget, certainty, checks, header, legal_bases, outline, scores, tables, targets, tasks
    from extractors.structure import View
    from schemas.records import Extraction

    view = View.of(document)
    view.outline = outline.read(view)
    view.tables = tables.read(view)
    view.header = header.extract(view)
    extraction = Extraction(
        document=view.header,
        scores=tuple(scores.extract(view)),
        targets=tuple(targets.extract(view)),
        legal_bases=tuple(legal_bases.extract(view)),
        tasks=tuple(tasks.extract(view)),
        budget_lines=tuple(budget.extract(view)),
        levels={
            section.block: section.level
            for section in view.outline.sections
            if section.end >= len(view.blocks[section.block].text) - 2  # a run-in heading heads a paragraph
        },
    )
    return certainty.weighed(document, checks.complete(view, extraction))
