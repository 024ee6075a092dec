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
    numbered = {
        block.index: Label(Scheme.LETTER, found["number"], found.end())
        for block, label in zip(view.blocks, labels, strict=False)
        if label is None and block.text.startswith("(") and (found := _BRACKETED.match(view.folded[block.index].text))
    }
    return tuple(numbered.get(at, label) for at, label in enumerate(labels)) if numbered else labels
