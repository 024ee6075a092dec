"""What does not add up in a document, and what a person should look at: findings over all that was extracted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.checks import amounts, citations, reading, scores, tasks

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.records import Extraction

__all__ = ["complete"]


def complete(view: View, extraction: Extraction) -> Extraction:
    """The extraction with its findings, in reading order; every finding has a sentence that a clerk understands."""
    findings = [
        *scores.check(view, extraction),
        *tasks.check(view, extraction),
        *amounts.check(extraction),
        *citations.check(view, extraction),
        *reading.check(view),
    ]
    findings.sort(key=lambda finding: (finding.place.block, finding.place.start, finding.rule))
    return replace(extraction, findings=tuple(findings))
