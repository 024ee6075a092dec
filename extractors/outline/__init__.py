"""The parts of a document: headings, their levels, themes and areas; zones and annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.outline import zones
from extractors.outline.headings import Heading, Paragraph, below_number, heading, may_head
from extractors.outline.labels import Label, Scheme, follows, label
from extractors.structure import Outline, Section, Theme, Zone
from schemas.quick import replace

if TYPE_CHECKING:
    from extractors.structure import Annex, View
    from schemas.document import Block

# The words that close a document; they belong to no part: "Trên đây là Kế hoạch …", "Nhận được Công văn này, …".
_CLOSING = re.compile(
    r"trên đây là|nhận được (?:công văn|kế hoạch|văn bản)"
    r"|trong quá trình (?:tổ chức |triển khai )*thực hiện[^.]{0,60}nếu (?:có|gặp|phát sinh)"
    r"|(?:giám đốc|ubnd|ủy ban|sở)[^.:;]{3,80}yêu cầu[^:]*(?:nghiêm túc|khẩn trương)[^:]*\./\."
)


@dataclass(slots=True)
class _Open:
    scheme: Scheme
    level: int | None
    index: int


@dataclass(slots=True)
class _Build:
    view: View
    zones: list[Zone]
    annexes: list[Annex]
    sections: list[Section]
    within: list[int | None]
    stack: list[_Open]


def read(view: View) -> Outline:
    """The outline of a document."""
    found, annexes = zones.read(view)
    build = _Build(view, found, annexes, [], [], [])
    labels = [None if block.table else label(view.folded[block.index].text, block.text) for block in view.blocks]
    annex_of = _annex_of(annexes, len(found))
    for block in view.blocks:
        _step(build, block, labels, annex_of)
    _pop(build, 0, len(view.blocks))
    return Outline(tuple(build.sections), tuple(annexes), tuple(found), tuple(build.within), tuple(labels))


def _annex_of(annexes: list[Annex], count: int) -> list[int | None]:
    result: list[int | None] = [None] * count
    for annex in annexes:
        for block in range(annex.first, annex.last + 1):
            result[block] = annex.index
    return result


def _step(build: _Build, block: Block, labels: list[Label | None], annex_of: list[int | None]) -> None:
    index = block.index
    zone, annex = build.zones[index], annex_of[index]
    if index and (zone is not build.zones[index - 1] or annex != annex_of[index - 1]):
        _pop(build, 0, index)
    if block.table is None and zone in (Zone.BODY, Zone.ANNEX):
        folded = build.view.folded[index].text
        if _CLOSING.match(folded):
            _pop(build, 0, index)
        else:
            _end_of_labels(build, labels[index], index)
            if may_head(labels[index], folded, block.level) and not _of_annex_head(build, block, annex):
                paragraph = _paragraph(build, block, folded, labels)
                found = heading(paragraph)
                if labels[index] is None:
                    found = _title_of_part(build, paragraph, found, labels[index - 1] if index else None, index)
                if found is not None:
                    _push(build, block, found, annex)
                else:
                    _end_of_sibling(build, labels[index], index)
    build.within.append(build.stack[-1].index if build.stack else None)


def _title_of_part(
    build: _Build, paragraph: Paragraph, found: Heading | None, before: Label | None, index: int
) -> Heading | None:
    """The title of a part that stands on the line below its number: "Phần I" / "KẾT QUẢ NĂM 2023"."""
    if before is None or before.number is None or before.end < len(build.view.folded[index - 1].text):
        return found
    found = found or below_number(paragraph)
    return found and replace(found, label=before, scheme=before.scheme)


def _end_of_sibling(build: _Build, found: Label | None, index: int) -> None:
    """An item "2. …" that is no heading ends the part "1. …" before it: it stands beside that part, not in it."""
    if found is None or found.number is None:
        return
    for depth, part in enumerate(build.stack):
        if part.scheme is found.scheme and follows(found.number, build.sections[part.index].number):
            _pop(build, depth, index)
            return


def _of_annex_head(build: _Build, block: Block, annex: int | None) -> bool:
    if annex is None:
        return False
    head = build.annexes[annex]
    if block.index == head.first or block.index == head.reference:
        return True
    limit = head.reference if head.reference is not None else head.first + 5
    if block.index > limit or head.title is None:
        return False
    return block.text in head.title


def _end_of_labels(build: _Build, found: Label | None, index: int) -> None:
    """A list label ends with its item; deeper bullets under it are still its own."""
    while build.stack and build.stack[-1].scheme >= Scheme.BULLET:
        if found is not None and found.scheme > build.stack[-1].scheme:
            return
        _pop(build, len(build.stack) - 1, index)


def _paragraph(build: _Build, block: Block, folded: str, labels: list[Label | None]) -> Paragraph:
    index = block.index
    following = index + 1 if index + 1 < len(labels) else None
    after = following is not None and build.zones[following] is build.zones[index]
    legal = bool(build.stack) and build.sections[build.stack[-1].index].theme is Theme.LEGAL
    found = labels[index]
    last = build.sections[-1] if build.sections else None
    same = next((o.scheme for o in build.stack if found is not None and o.scheme is found.scheme), None)
    return Paragraph(
        text=block.text,
        folded=folded,
        label=found,
        level=block.level,
        bold=block.bold,
        centred=block.align == "center",
        next_label=labels[following] if after and following is not None else None,
        next_text=build.view.blocks[following].text
        if after and following is not None and build.view.blocks[following].table is None
        else "",
        after_heading=same if last is not None and last.block == index - 1 else None,
        in_legal=legal,
    )


def _push(build: _Build, block: Block, found: Heading, annex: int | None) -> None:
    keep = _depth(build.stack, found, block.level)
    _pop(build, keep, block.index)
    parent = build.sections[build.stack[-1].index] if build.stack else None
    area, place = None, None
    if found.area is not None:
        area, place = found.area.code, build.view.place(block.index, found.area.start, found.area.end)
    elif parent is not None:
        area, place = parent.area, parent.area_place
    index = len(build.sections)
    start = 0
    build.sections.append(
        Section(
            index=index,
            block=block.index,
            start=start,
            end=found.end,
            level=len(build.stack) + 1,
            number=found.label.number if found.label else None,
            title=block.text[found.start : found.title_end].strip(),
            last=block.index,
            parent=parent.index if parent else None,
            theme=found.theme,
            area=area,
            area_place=place,
            annex=annex,
        )
    )
    build.stack.append(_Open(found.scheme, block.level if found.label is None else None, index))


def _depth(stack: list[_Open], found: Heading, level: int | None) -> int:
    """How many of the open parts the new heading stands under.

    A scheme that is open already is gone on with; else the usual order of schemes decides, but a first letter ("A.")
    below an open roman number opens under it: "II- NỘI DUNG", "A. Cải cách thể chế", …, "III- TỔ CHỨC THỰC HIỆN".
    """
    if found.label is None and level is not None:
        for depth, part in enumerate(stack):
            if part.level is not None and part.level >= level:
                return depth
        if any(part.level is not None for part in stack):
            return len(stack)
    for depth, part in enumerate(stack):
        if part.scheme is found.scheme and (found.scheme is not Scheme.PLAIN or part.level == level):
            return depth
    first_letter = found.label is not None and found.scheme is Scheme.UPPER and found.label.number == "A"
    for depth, part in enumerate(stack):
        if part.scheme > found.scheme and not (first_letter and part.scheme is Scheme.ROMAN):
            return depth
    return len(stack)


def _pop(build: _Build, keep: int, end: int) -> None:
    """Close the open parts beyond ``keep``; their last block is the one before ``end``."""
    while len(build.stack) > keep:
        closed = build.stack.pop()
        section = build.sections[closed.index]
        build.sections[closed.index] = replace(section, last=max(end - 1, section.block))
