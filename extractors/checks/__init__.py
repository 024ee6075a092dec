"""What does not add up in a document, and what a person should look at: findings over all that was extracted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.checks import amounts, citations, reading, scores, tasks

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.records import Extraction, Finding

__all__ = ["complete", "of_records"]


def complete(view: View, extraction: Extraction) -> Extraction:
    """The extraction with its findings, in reading order; every finding has a sentence that a clerk understands."""
    findings = [
        *of_records(extraction),
        *tasks.counts(view, extraction),
        *citations.impossible_days(view),
        *reading.check(view),
    ]
    findings.sort(key=lambda finding: (finding.place.block, finding.place.start, finding.rule))
    return replace(extraction, findings=tuple(findings))


def of_records(extraction: Extraction) -> list[Finding]:
    """The findings that rest on the records alone, so that they can be made again when a person corrects a value.

    These are the findings that name their row (``dataset``, ``row_ordinal``); the others are about the text.
    """
    return [
        *scores.check(extraction),
        *tasks.gaps(extraction),
        *amounts.check(extraction),
        *citations.check(extraction),
    ]
