"""Furniture of pages: numbers and running heads, told by their place and their repetition."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line, Page

# "2", "- 3 -", "Trang 4/12", "Page 5 of 9"
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:trang|page)\s+)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\W*", re.IGNORECASE
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
MARGIN = 56.0
"""Points, 2 cm: what stands nearer to the upper or lower edge of a page is no body text."""
OUTER_LINES = 3
SAME_PLACE = 4.0
"""Points: how far a running head may move from page to page."""


def drop(pages: list[Page]) -> list[str]:
    """Take page numbers and running heads off the pages; the running heads, as often as they were met."""
    outer = [_outer(page) for page in pages]
    dropped = _numbers(pages, outer)
    heads = _heads(pages, outer, dropped)
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in dropped]
    return heads


def _outer(page: Page) -> list[Line]:
    """The lines nearest to the upper and the lower edge."""
    ordered = sorted(page.lines, key=lambda line: line.top)
    return ordered if len(ordered) <= 2 * OUTER_LINES else ordered[:OUTER_LINES] + ordered[-OUTER_LINES:]


def _numbers(pages: list[Page], outer: list[list[Line]]) -> set[int]:
    """The lines that are page numbers: each is one more than that of the page before, or the page's own number."""
    found: list[tuple[Page, Line, int]] = []
    for page, lines in zip(pages, outer, strict=True):
        for line in lines:
            match = _PAGE_NUMBER.fullmatch(line.text)
            if match and _at_edge(page, line):
                found.append((page, line, int(match[1]) - page.number))
    steps = Counter(step for _, _, step in found)
    if not steps:
        return set()
    return {id(line) for page, line, step in found if steps[step] > 1 or step == 0 or _centred(page, line)}


def _at_edge(page: Page, line: Line) -> bool:
    """Whether a line stands alone at the upper or lower edge of a page."""
    others = [other for other in page.lines if other is not line and not _in_margin(page, other)]
    above = [other for other in others if other.middle < line.middle]
    below = [other for other in others if other.middle > line.middle]
    if any(line.beside(other) for other in page.lines if other is not line):
        return False
    return (line.middle < page.height / 5 and not above) or (line.middle > page.height * 4 / 5 and not below)


def _centred(page: Page, line: Line) -> bool:
    return abs(line.centre - page.width / 2) < page.width / 12 and (
        line.bottom < MARGIN + 10 or line.top > page.height - MARGIN - 10
    )


def _heads(pages: list[Page], outer: list[list[Line]], dropped: set[int]) -> list[str]:
    """Running heads: the same words at the same place of several pages, in the margin, or on most pages."""
    places: defaultdict[str, list[tuple[Page, Line]]] = defaultdict(list)
    for page, lines in zip(pages, outer, strict=True):
        for line in lines:
            if id(line) not in dropped:
                places[_DIGITS.sub("0", line.text)].append((page, line))
    heads: list[str] = []
    for met in places.values():
        same = [(page, line) for page, line in met if abs(line.top - met[0][1].top) < SAME_PLACE]
        in_margin = [line for page, line in same if _in_margin(page, line)]
        repeated = in_margin if len(in_margin) > 1 else []
        if not repeated and len(same) > 2 and len(same) * 5 >= len(pages) * 3:
            repeated = [line for page, line in same if _stands_off(page, line)]
        if len(repeated) > 1:
            dropped |= {id(line) for line in repeated}
            heads += [line.text for line in repeated]
    return heads


def _stands_off(page: Page, line: Line) -> bool:
    """Whether a line has more room around it than lines of a paragraph have."""
    others = [other for other in page.lines if other is not line]
    return all(other.top - line.bottom > line.height or line.top - other.bottom > line.height for other in others)


def _in_margin(page: Page, line: Line) -> bool:
    return line.bottom < MARGIN or line.top > page.height - MARGIN
