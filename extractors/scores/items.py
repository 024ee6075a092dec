"""Criteria that list items and numbers name: "TCTP 1.5.1: 0/1 điểm", "a) Kiểm tra CCHC: Sở tự chấm 1,5 điểm"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.scores import subject_words as words
from extractors.scores.telling import Telling
from extractors.vietnamese import score_words

if TYPE_CHECKING:
    from extractors.scores.subjects import Clauses
    from extractors.vietnamese.score_words import Event

_NEAR = 2
"""How far below the heading of an area a sentence may stand that tells its result."""
_SCORED = re.compile(r"\d\s*(?:/|điểm|%)")


def numbered(
    clauses: Clauses, item: re.Match[str], named: tuple[int, int], at: int, event: Event, number: str | None
) -> Telling | None:
    """An area or a criterion that its noun and number tell, with a name or without: "TCTP 1.5.1: 0/1 điểm"."""
    noun = item["noun"]
    if noun == "lĩnh vực":
        level = "area"
    elif noun.startswith(("tiêu chí", "tc")):
        sub = "thành phần" in noun or noun == "tctp" or (number or "").count(".") == 2
        level = "sub_criterion" if sub else "criterion"
    else:
        return None
    if not clauses.folded[slice(*named)].strip(" ,;:.()-"):
        named = (item.start("noun"), item.end("number"))
    elif level == "area":
        return None  # of areas with a name the vocabulary decides
    elif (quoted := words.IN_QUOTES.match(clauses.folded, *named)) is not None:
        named = quoted.span("label")
    return Telling(level, named, at, event.end, number=number, confidence=0.85)


def listed(clauses: Clauses, start: int, end: int, event: Event, verb: str) -> Telling | None:
    """A criterion that a list item names: "- Sáng kiến CCHC: 0/1 điểm", "+ Báo cáo (tối đa 2 điểm, đạt 1 điểm)"."""
    if event.kind != "maximum" and (event.kind != "fraction" or not event.match["fraction_unit"]):
        return None
    if not (":" in verb or "(" in verb or "đạt" in verb):
        return None
    return _item(clauses, start, end, event)


def given(clauses: Clauses, start: int, event: Event) -> Telling | None:
    """A criterion whose points the unit or others gave: "a) Kiểm tra CCHC: Sở tự chấm 1,5 điểm, thẩm định 1"."""
    if event.kind not in ("fraction", "points"):
        return None
    by = words.GIVEN.search(clauses.folded, start, event.start)
    row = _item(clauses, start, by.start(), event) if by is not None else None
    if row is None or by is None or words.TOTAL.match(clauses.folded, row.criterion[0]):
        return None
    if score_words.named_unit().match(clauses.text, row.criterion[0]) or clauses.index_named(*row.criterion):
        return None
    row.field_name = by.lastgroup or "score"
    return row


def _item(clauses: Clauses, start: int, end: int, event: Event) -> Telling | None:
    """The list item that begins the block, as a criterion; None where a block or its label is none."""
    item = words.ITEM.match(clauses.folded, start, end)
    at = item.end() if item else 0
    colon = clauses.folded.find(":", at, end)
    if start > 0 or clauses.index is None or at == 0 or (colon >= 0 and colon < end - 1):
        return None
    if not words.LONGEST_NAME >= end - at >= words.SHORTEST_NAME or not clauses.folded[at].isalpha():
        return None
    number = clauses.number(item) if item else None
    level = "sub_criterion" if (number or "").count(".") > 1 else "criterion"
    return Telling(level, (at, end), at, event.end, clauses.index, number=number, confidence=0.75)


def below_heading(clauses: Clauses, end: int, event: Event) -> Telling | None:
    """The area of the heading right above, where the sentence names none: "Lĩnh vực này Sở đạt 14,25/15 điểm"."""
    outline, block = clauses.view.outline, clauses.block
    section = outline.section(block) if outline.within else None
    if section is None or section.area is None or not section.block < block <= section.block + _NEAR:
        return None
    heading = clauses.view.folded[section.block].text
    own = section.area_place is not None and section.area_place.block == section.block
    if not own or section.end < len(heading) - 2 or _SCORED.search(heading):
        return None
    if words.OF_THIS.fullmatch(clauses.folded, 0, end) is None:
        return None
    row = Telling("area", (0, end), 0, event.end, clauses.index or "PAR_INDEX", section.area, section.number)
    row.label, row.label_at, row.confidence = section.title, section.area_place, 0.85
    return row
