"""Corrections by people: kept in ``corrections.csv`` beside the datasets, applied in every run.

::

    from pipeline import corrections

    told = corrections.draft(out, "scores", doc_id, row_id, "score", "79,48", who="Lan", why="gõ nhầm")
    corrections.append(out, told)
    corrections.load(out).corrections          # what the file holds
    corrections.standings(out)                 # how each one stands: applied, pending, orphaned, changed …

The modules: ``values`` (text and value of a field), ``file`` (the CSV), ``apply`` (into rows), ``states`` (how they
stand), ``known`` (the rows that they are for).
"""

from __future__ import annotations

from pipeline.corrections.apply import RULE, Corrections
from pipeline.corrections.file import NAME, Correction, CorrectionError, Loaded, Problem, append, load
from pipeline.corrections.states import STATES, TO_LOOK_AT, Nearest, Standing, draft, follow, standings
from pipeline.corrections.values import Understood, ValueTextError, fields_to_correct, text_of, understand

__all__ = [
    "NAME", "RULE", "STATES", "TO_LOOK_AT", "Correction", "CorrectionError", "Corrections", "Loaded", "Nearest",
    "Problem", "Standing", "Understood", "ValueTextError", "append", "draft", "fields_to_correct", "follow", "load",
    "standings", "text_of", "understand",
]  # fmt: skip
