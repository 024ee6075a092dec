"""What the unit promises, measured: the rows of ``targets``.

Numbers count where they are promised; in a part headed Chỉ tiêu or Mục tiêu a paragraph without one is a row too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.structure import Section, Theme, Zone
from extractors.targets import clauses as target_clauses
from extractors.targets import dues as target_dues
from extractors.targets import promises as target_promises
from extractors.targets import tables as target_tables
from extractors.vietnamese import clauses, quantities
from extractors.vietnamese.text import has_digit
from schemas.records import Source, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.structure import View
    from extractors.targets.clauses import Clause
    from extractors.targets.dues import Due
    from extractors.vietnamese.quantities import Quantity
    from schemas.document import Block

# The label of a paragraph or list item: "- ", "- + ", "1. ", "1- ", "2.1. ", "a) ", "(1) ".
_LABEL = re.compile(
    r"(?:[-+*•–]\s*){1,2}|(?:\d{1,2}[.)]|1?\d-(?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|[a-zđ][.)]|[ivx]{1,5}[.)]|\(\d\))\s+"
)
# Lines in a part of targets that promise nothing: remarks in brackets, who does it, what introduces a list.
_NO_TARGET = re.compile(
    r"""\(.*\)[.;]?$ | .*:$ | (?:nơi\ nhận|ghi\ chú|căn\ cứ)\b | .{0,14}$
      | (?:đơn\ vị|cơ\ quan|lãnh\ đạo|phòng|thời\ gian|bộ\ phận)
        \ (?:chủ\ trì|phối\ hợp|phụ\ trách|thực\ hiện|hoàn\ thành|tham\ mưu)\b.{0,3}:""",
    re.VERBOSE,
)
_GRADE = 14
"""Characters: what is shorter behind a colon is no target of its own."""
_RULED = {"carried_comparator": "comparator", "contradictory_cue": "comparator", "carried_change": "change"}
# Instruments that make rules: their percentages are conditions, but in a part headed Mục tiêu.
_RULE_TYPES = frozenset({"constitution", "law", "ordinance", "decree", "circular", "joint_circular", "regulation"})
_SKIPPED = frozenset({Theme.RESULTS, Theme.LEGAL, Theme.REPORTING, Theme.FUNDING})


@dataclass(slots=True)
class _Part:
    """What a part of the document says for the targets in it."""

    theme: Theme | None = None
    due: Due | None = None
    due_section: Section | None = None


@dataclass(slots=True)
class _Walk:
    view: View
    parts: list[_Part]
    starts: dict[int, Section]  # the innermost heading that begins in each block
    plan_year: int | None
    rules: bool
    intro: tuple[int, Due, int | None] | None = None  # block, due date and part of a line that introduces a list
    rows: list[Target] = field(default_factory=list)


def extract(view: View) -> list[Target]:
    """The targets of a document, in reading order."""
    header = view.header
    plan_year = header.plan_year or header.issued_year
    starts = {section.block: section for section in view.outline.sections}
    walk = _Walk(view, _parts(view), starts, plan_year, header.doc_type in _RULE_TYPES)
    tables = target_tables.extract(view)
    for block in view.blocks:
        if block.table is not None:
            walk.rows += tables.pop(block.index, [])
        elif block.kind != "footnote" and view.outline.zones[block.index] in (Zone.BODY, Zone.ANNEX):
            _read_block(walk, block)
    return walk.rows


def _parts(view: View) -> list[_Part]:
    """The theme that holds in each part, and the due date that its headings give its targets."""
    parts: list[_Part] = []
    for section in view.outline.sections:
        above = parts[section.parent] if section.parent is not None else _Part()
        folded = view.folded[section.block].text
        theme = section.theme or above.theme
        if above.theme is Theme.TARGETS and theme is Theme.RESULTS and _names_index(section):
            theme = Theme.TARGETS
        part = _Part(theme, above.due, above.due_section)
        if "20" in section.title and (part.theme is Theme.TARGETS or "mục tiêu" in folded or "chỉ tiêu" in folded):
            dues = target_dues.find(folded, section.start, section.end, heading=True)
            if dues:
                part.due, part.due_section = dues[0], section
        parts.append(part)
    return parts


def _names_index(section: Section) -> bool:
    """Whether a heading names what is to be reached: "b) Chỉ số CCHC của Sở: xếp thứ 05/15"."""
    return section.title.lower().startswith(("chỉ số", "các chỉ số"))


def _read_block(walk: _Walk, block: Block) -> None:
    view, index = walk.view, block.index
    inside = view.outline.within[index]
    part = _Part() if inside is None else walk.parts[inside]
    targets = part.theme is Theme.TARGETS
    if part.theme in _SKIPPED or not (targets or (_has_number(block.text) and not walk.rules)):
        return
    start = _body_start(walk, block)
    if start is None:
        return
    rows = _read_body(walk, block, start, part)
    text = view.folded[index].text
    if targets and not rows and not _NO_TARGET.match(text, start):
        rows = [_unmeasured(walk, block, start, part)]
    if text.endswith(":"):
        dues = target_dues.find(text, start, heading=True)
        walk.intro = (index, dues[-1], inside) if dues else None
    elif walk.intro is not None and (block.kind != "list_item" or walk.intro[2] != inside):
        walk.intro = None
    walk.rows += rows


def _has_number(text: str) -> bool:
    return has_digit(text) or " bậc" in text or " thứ " in text or " sáng kiến" in text


def _body_start(walk: _Walk, block: Block) -> int | None:
    """Where the block's own words begin, behind its label and a run-in heading; None for a heading that has a part."""
    view, section = walk.view, walk.starts.get(block.index)
    text = view.folded[block.index].text
    if section is not None:
        if section.end < len(text.rstrip(" :.")):
            start = section.end
            if _names_index(section):
                label = _LABEL.match(text)
                return label.end() if label else 0
            start += len(text[start:]) - len(text[start:].lstrip(" :."))
            if len(text) - start > _GRADE or section.theme is not None:  # not "5. Xếp loại năm 2022: Tốt."
                return start
        elif section.last != block.index or section.end - section.start < 60 or "%" not in text:
            return None  # a heading; but a numbered sentence without a part below it is a target
    label = _LABEL.match(text)
    return label.end() if label else 0


def _read_body(walk: _Walk, block: Block, start: int, part: _Part) -> list[Target]:
    view, index = walk.view, block.index
    folded = view.folded[index]
    masks = [(citation.start, citation.end) for citation in view.citations(index)] if "/" in block.text else []
    found = quantities.find(folded, masks, start)
    if not found:
        return []
    aside = clauses.brackets(folded.text, start)
    setting = target_promises.Setting(part.theme is Theme.TARGETS, walk.plan_year)
    rows: list[Target] = []
    last: Clause | None = None
    for segment in clauses.segments(folded.text, folded.original, start, aside, block.breaks):
        promised: list[Quantity] = []
        for quantity in found:
            before = promised[-1] if promised else None
            if segment.start <= quantity.number < segment.end and target_promises.is_promised(
                folded.text, quantity, segment, setting, before
            ):
                promised.append(quantity)
        for clause in target_clauses.read(folded, segment, promised, aside, last):
            rows += _rows(walk, block, clause, part)
            last = clause
    return rows


def _rows(walk: _Walk, block: Block, clause: Clause, part: _Part) -> list[Target]:
    """The rows of one number: one, or one for each index that it is promised for."""
    view, quantity = walk.view, clause.quantity
    section = view.outline.section(block.index)
    due, sources = clause.due, list(_area_source(section))
    if due is None:
        due, source = _heading_due(walk, block, part)
        sources += [source] if source else []
    if quantity.rule:
        sources.append(Source(_RULED.get(quantity.rule, "value"), rule=quantity.rule))
    confidence = quantity.confidence if part.theme is Theme.TARGETS else quantity.confidence * 0.93
    codes: Sequence[str | None] = clause.index_codes or (None,)
    return [
        Target(
            place=view.place(block.index, clause.start, clause.end), confidence=round(confidence, 3), origin="body",
            sources=tuple(sources), area=section.area if section else None, section=section.title if section else None,
            text=block.text[clause.start : clause.end], indicator=clause.indicator, index_code=code,
            comparator=quantity.comparator, value=quantity.value, value_max=quantity.value_max,
            rank_of=quantity.rank_of, scope=clause.scope, unit=quantity.unit, change=quantity.change, quantified=True,
            baseline_year=quantity.baseline_year, due_year=due.year if due else None, due_on=due.on if due else None,
        )
        for code in codes
    ]  # fmt: skip


def _heading_due(walk: _Walk, block: Block, part: _Part) -> tuple[Due | None, Source | None]:
    """The due date that a heading or the line above the list gives."""
    if walk.intro is not None and walk.intro[2] == walk.view.outline.within[block.index]:
        due = walk.intro[1]
        return due, Source("due_year", walk.view.place(walk.intro[0], due.start, due.end))
    if part.theme is Theme.TARGETS and part.due is not None and part.due_section is not None:
        due = part.due
        return due, Source("due_year", walk.view.place(part.due_section.block, due.start, due.end))
    return None, None


def _area_source(section: Section | None) -> tuple[Source, ...]:
    if section is None or section.area is None or section.area_place is None:
        return ()
    return (Source("area", section.area_place),)


def _unmeasured(walk: _Walk, block: Block, start: int, part: _Part) -> Target:
    """A paragraph of a part of targets without a number that is promised."""
    view = walk.view
    section = view.outline.section(block.index)
    end = len(block.text.rstrip(" .;,"))
    own = target_dues.find(view.folded[block.index].text, start)
    due, source = (own[0], None) if own else _heading_due(walk, block, part)
    return Target(
        place=view.place(block.index, start, end), confidence=0.85, origin="body", text=block.text[start:end],
        sources=(*_area_source(section), *([source] if source else [])), area=section.area if section else None,
        section=section.title if section else None, due_year=due.year if due else None, due_on=due.on if due else None,
    )  # fmt: skip
