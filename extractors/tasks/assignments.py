"""What "Tổ chức thực hiện" gives to units, and who is told to do what in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from extractors.outline.headings import ATTRIBUTE
from extractors.outline.labels import Scheme
from extractors.structure import Theme, Zone
from extractors.tasks import item_labels
from extractors.tasks.rows import Draft, finish, stated_deadlines, take_deadline
from extractors.vietnamese import deadlines, duties
from schemas.records import Source

if TYPE_CHECKING:
    from extractors.outline.labels import Label
    from extractors.structure import Section, View
    from extractors.vietnamese.deadlines import Mention
    from schemas.document import Block
    from schemas.records import Task

_DUTIES = (Theme.ORGANISATION, Theme.REPORTING)
# The end of a sentence before a new one: "… để tổng hợp. Định kỳ hằng quý …".
_STOP = regex.compile(r"\.\s+(?=\p{Lu})")
_CLOSING = re.compile(r"trên đây là|trong quá trình|nhận được|\(|(?:yêu cầu|đề nghị).*\./\.$")


def extract(view: View, taken: set[int]) -> list[Task]:
    """The assignments of the parts "Tổ chức thực hiện" and "Chế độ báo cáo", without the blocks ``taken``."""
    drafts: list[Draft] = []
    labels = item_labels.read(view)
    for section in view.outline.sections:
        if section.theme in _DUTIES and view.outline.zones[section.block] is Zone.BODY and not _inner(view, section):
            for index in range(section.block, section.last + 1):
                if index not in taken:
                    _read_block(view, labels, index, drafts)
    return finish(view, drafts)


def _inner(view: View, section: Section) -> bool:
    """Whether a part lies in another one of the same kind."""
    parent = section.parent
    while parent is not None:
        if view.outline.sections[parent].theme in _DUTIES:
            return True
        parent = view.outline.sections[parent].parent
    return False


def _read_block(view: View, labels: tuple[Label | None, ...], index: int, drafts: list[Draft]) -> None:
    block = view.blocks[index]
    folded = view.folded[index].text
    own = view.outline.section(index)
    found = labels[index]
    start = found.end if found else 0
    if block.table is not None or own is None or _CLOSING.match(folded, start):
        return
    heading = own if own.block == index else None
    if heading is not None and heading.end >= len(block.text.rstrip()):
        if heading.parent is None or not _is_item(view, heading):
            return
        own = view.outline.sections[heading.parent]
    elif heading is not None:
        start = heading.behind(block.text)
    follower = labels[index + 1] if index + 1 < len(labels) else None
    if folded.endswith(":") and follower is not None and (found is None or follower.scheme > found.scheme):
        return
    if len(folded) - start < 15:
        return
    if ATTRIBUTE.match(folded, start):
        _attribute(view, block, folded, start, own, drafts)
        return
    named = duties.label(folded, block.text, start) if ":" in folded else None
    start = named[2] if named is not None else start
    for begin, end, mention in _sentences(view, index, start):
        draft = Draft(place=view.place(index, begin, end), confidence=0.85, origin="assignment", block=index)
        draft.cells["task"] = (block.text[begin:end], ())
        draft.number = found.number if found is not None and found.scheme < Scheme.BULLET else None
        draft.section_no, draft.section_title, draft.area = own.number, own.title or None, own.area
        draft.sources.append(Source("section_title", view.place(own.block, own.start, own.end)))
        if named is not None and begin == start:  # "- Các phòng chuyên môn: …"
            draft.cells["lead"] = (block.text[named[0] : named[1]], ())
        _units(view, draft, block, begin)
        if "lead" not in draft.cells and begin > start and drafts:  # the unit of the sentence before
            draft.cells["lead"] = drafts[-1].cells.get("lead", ("", ()))
        if mention is not None:
            take_deadline(view, draft, mention)
        drafts.append(draft)


def _attribute(view: View, block: Block, folded: str, start: int, own: Section, drafts: list[Draft]) -> None:
    """A line that says who does what stands above it in its part ("Cơ quan phối hợp: …") is no assignment itself."""
    colon = folded.index(":", start)
    what, words = folded[start:colon], block.text[colon + 1 :].strip(" .;")
    role = "coordinating" if "phối hợp" in what else "lead" if "chủ trì" in what or "thực hiện" in what else None
    if role is None or not words or "thời" in what:
        return
    at = block.text.index(words, colon)
    for draft in drafts:
        if draft.block > own.block and role not in draft.cells:
            draft.cells[role] = (words, ())
            draft.cite(role, view.place(block.index, at, at + len(words)))


def _is_item(view: View, heading: Section) -> bool:
    """Whether a heading is an item with a heading's style: a sentence with no item of its own below it."""
    labels = view.outline.labels
    over_items = heading.last > heading.block and labels[heading.block + 1] is not None
    return view.folded[heading.block].text.endswith(".") and not over_items


def _sentences(view: View, index: int, start: int) -> list[tuple[int, int, Mention | None]]:
    """The item whole, or, where several of its sentences have a deadline of their own, a piece for each of these."""
    text = view.blocks[index].text
    mentions = stated_deadlines(view, index, start)
    if len(mentions) < 2:
        return [(start, len(text), mentions[0] if mentions else None)]
    pieces: list[tuple[int, int, Mention | None]] = []
    begin, kept = start, mentions[:1]
    for mention in mentions[1:]:
        stops = [stop.end() for stop in _STOP.finditer(text, kept[-1].end, mention.start + 1)]
        if stops:
            pieces.append((begin, len(text[: stops[-1]].rstrip()), deadlines.first(kept)))
            begin, kept = stops[-1], []
        kept.append(mention)
    return [*pieces, (begin, len(text), deadlines.first(kept))]


def _units(view: View, draft: Draft, block: Block, start: int) -> None:
    """Who must do it: whom the sentence begins with, whom a heading above names, whom the work is handed to."""
    folded, text = view.folded[block.index].text, block.text
    labelled = "lead" in draft.cells
    span = None if labelled else duties.subject(folded, text, start)
    if span is None and not labelled and not _unit_above(view, draft, block.index):
        span = duties.given_to(folded, text, start)
    if span is not None:
        draft.cells["lead"] = (text[span[0] : span[1]], ())
    beside = duties.together_with(folded, text, span[1] if span is not None else start)
    if beside is not None:
        draft.cells["coordinating"] = (text[beside[0] : beside[1]], ())


def _unit_above(view: View, draft: Draft, index: int) -> bool:
    """Take the unit that a heading above names: "1. Văn phòng Sở"."""
    for section in view.outline.chain(index):
        # "1. Trách nhiệm của Văn phòng" heads a part of duties and names who has them
        silent = section.theme is not None and section.theme is not Theme.ORGANISATION
        span = None if silent else units_of_heading(view, section)
        if span is not None:
            text = view.blocks[section.block].text
            draft.cells["lead"] = (text[span[0] : span[1]], ())
            draft.cite("lead", view.place(section.block, *span))
            beside = duties.together_with(view.folded[section.block].text, text, span[1])
            if beside is not None and beside[1] <= section.end:
                draft.cells["coordinating"] = (text[beside[0] : beside[1]], ())
                draft.cite("coordinating", view.place(section.block, *beside))
            return True
    return False


# What may stand before the units in a heading: "1. Đối với các phòng chuyên môn", "Trách nhiệm của Văn phòng Sở".
_BEFORE = re.compile(r"(?:đối với|(?:trách )?nhiệm (?:vụ )?của|trách nhiệm|đề nghị|giao|yêu cầu)\s+")


def units_of_heading(view: View, section: Section) -> tuple[int, int] | None:
    """Where the units stand that a heading names: "1. Các phòng chuyên môn, đơn vị trực thuộc"; None for any other."""
    if not section.title or len(section.title) > 160:
        return None
    text, folded = view.blocks[section.block].text, view.folded[section.block].text
    start = text.find(section.title)
    end = start + len(section.title)
    before = _BEFORE.match(folded, start)
    start = before.end() if before else start
    if not duties.begins_with_unit(folded, start):
        return None
    told = duties.verb_at(folded, text, start, end)
    return (start, end) if told is None else (start, start + len(text[start:told].rstrip(" ,")))
