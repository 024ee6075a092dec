"""What headings and introducing sentences say of the tasks below them: units and time that hold for these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.tasks import assignments, doers
from extractors.tasks.rows import names_limit
from extractors.vietnamese import duties

if TYPE_CHECKING:
    from extractors.structure import Section, View

Given = dict[str, tuple[str, int, int, int]]
"""Role -> words, block, start and end."""


def limits(folded: str, start: int) -> bool:
    """Whether the label before the time at ``start`` says that it is the last day: "Thời hạn hoàn thành: 30/6"."""
    label = folded[max(0, start - 40) : start].rpartition(";")[2].rpartition(".")[2]
    return label.rstrip().endswith(":") and names_limit(label)


def in_heading(view: View, section: Section) -> Given:
    """Units and time in the heading's brackets: "1. Cải cách thể chế (Đơn vị chủ trì: Phòng Pháp chế)"."""
    folded = view.folded[section.block].text[: section.end]
    text = view.blocks[section.block].text
    given: Given = {}
    if "(" in folded and ":" in folded:
        for role, begin, end in doers.pieces(folded, 0):
            words = text[begin:end].strip(" .;)")
            if words:
                at = begin + text[begin:end].index(words)
                given[role] = (words, section.block, at, at + len(words))
    if not given and section.theme is None and section.area is None:
        span = assignments.units_of_heading(view, section)
        if span is not None:
            given["lead"] = (text[span[0] : span[1]], section.block, *span)
            beside = duties.together_with(view.folded[section.block].text, text, span[1])
            if beside is not None and beside[1] <= section.end:
                given["coordinating"] = (text[beside[0] : beside[1]], section.block, *beside)
    return given


def above(view: View, section: Section) -> Given:
    """The units of a part's heading that hold for the parts in it: "1. Thanh tra Sở" over "b) Về kiểm tra:"."""
    parent = section.parent
    while parent is not None:
        over = view.outline.sections[parent]
        span = None if over.theme is not None or over.area is not None else assignments.units_of_heading(view, over)
        if span is not None:
            return {"lead": (view.blocks[over.block].text[span[0] : span[1]], over.block, *span)}
        parent = over.parent
    return {}


def by_order(view: View, block: int) -> Given:
    """Who is told to do the list."""
    text = view.blocks[block].text
    span = duties.addressed(view.folded[block].text, text)
    return {} if span is None else {"lead": (text[span[0] : span[1]], block, *span)}
