"""How likely a row of a recognised document is right: the doubts about its words lower what the extractors say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.document import Document, Place
    from schemas.records import Extraction, Finding, Record

    Some = TypeVar("Some", bound=Record)

RECOGNISED: Final = 0.98
"""Of the confidence of a row whose words are all certain: some words are misread with certainty."""
WORD_WEIGHT: Final = 0.2
"""How much of the doubt about a word is doubt about its row: most words of a row may lack a mark and mean the same."""
CONTRADICTED: Final = 0.6
"""Confidence at most of a row that does not agree with its maximum, its sum or its product."""
ARITHMETIC: Final = frozenset(
    {"score_above_max", "area_scores_sum", "area_max_sum", "percent_mismatch", "rank_out_of_range", "budget_sum",
     "budget_line_product", "amount_in_words", "date_impossible"}
)  # fmt: skip


def weighed(document: Document, extraction: Extraction) -> Extraction:
    """The extraction with the confidence of its rows lowered by the doubts about their words and by contradictions.

    Documents that were not recognised stay as they are.
    """
    if document.ocr_confidence is None:
        return extraction
    contradicted = _contradicted(extraction.findings)

    def lowered(name: str, records: tuple[Some, ...]) -> tuple[Some, ...]:
        return tuple(_lowered(one, document, (name, at) in contradicted) for at, one in enumerate(records))

    return replace(
        extraction,
        scores=lowered("scores", extraction.scores),
        targets=lowered("targets", extraction.targets),
        legal_bases=lowered("legal_bases", extraction.legal_bases),
        tasks=lowered("tasks", extraction.tasks),
        budget_lines=lowered("budget_lines", extraction.budget_lines),
    )


def _contradicted(findings: Iterable[Finding]) -> set[tuple[str, int]]:
    return {
        (finding.dataset, finding.row_ordinal)
        for finding in findings
        if finding.rule in ARITHMETIC and finding.dataset is not None and finding.row_ordinal is not None
    }


def _lowered(record: Some, document: Document, contradicted: bool) -> Some:
    places = [record.place, *(source.place for source in record.sources if source.place is not None)]
    if all(document.blocks[place.block].ocr_confidence is None for place in places):
        return record  # a page with good text, among recognised ones
    confidence = record.confidence * RECOGNISED * _certainty(document, places)
    if contradicted:
        confidence = min(confidence, CONTRADICTED)
    return replace(record, confidence=round(confidence, 4))


def _certainty(document: Document, places: Sequence[Place]) -> float:
    """How sure the words at some places are: a doubtful figure counts whole, a doubtful word in part."""
    certainty = 1.0
    seen: set[tuple[int, int]] = set()
    for place in places:
        block = document.blocks[place.block]
        for start, end, confidence in block.doubts:
            if start < place.end and end > place.start and (place.block, start) not in seen:
                seen.add((place.block, start))
                has_figure = any(char.isdigit() for char in block.text[start:end])
                certainty *= confidence if has_figure else 1 - WORD_WEIGHT * (1 - confidence)
    return certainty
