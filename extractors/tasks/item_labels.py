"""The labels of items: those of the outline, and numbers in brackets, which number items alone: "(1) Rà soát …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.outline.labels import Label, Scheme

if TYPE_CHECKING:
    from extractors.structure import View

_BRACKETED = re.compile(r"\((?P<number>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=[^\W\d_]|\d+\s?%|[\"'])")


def read(view: View) -> tuple[Label | None, ...]:
    """A label or None for each block, in reading order."""
    labels = view.outline.labels
    if not any(block.text.startswith("(") for block in view.blocks):
        return labels
    return tuple(_label(view.folded[at].text) if found is None else found for at, found in enumerate(labels))


def _label(folded: str) -> Label | None:
    found = _BRACKETED.match(folded) if folded.startswith("(") else None
    return Label(Scheme.LETTER, found["number"], found.end()) if found is not None else None
