"""Tasks given in the text: under an area, in the list of a dispatch, and by the part "Tổ chức thực hiện".

A row is an item of a list at its lowest level: an item that ends with a colon only introduces those below it. What the
heading, the sentence that introduces the list, or a closing line ("Đơn vị chủ trì: …") says of units and time holds for
the items of that part which say nothing themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.outline.headings import ATTRIBUTE
from extractors.structure import Theme, Zone
from extractors.tasks import assignments, doers, given, item_labels, items
from extractors.tasks.rows import Draft, finish, stated_deadlines, take_deadline
from extractors.vietnamese import deadlines, duties
from extractors.vietnamese.text import fold
from schemas.records import Source

if TYPE_CHECKING:
    from extractors.outline.labels import Label
    from extractors.structure import Section, View
    from extractors.tasks.given import Given
    from schemas.document import Block
    from schemas.records import Task

# The sentence that introduces the list of a dispatch: "Giám đốc Sở yêu cầu các phòng … thực hiện … như sau:".
_ORDER = re.compile(
    r"(?:yêu cầu|đề nghị|giao|chỉ đạo|chỉ thị)(?![^\W\d_])"
    r".*(?:thực hiện|triển khai|nội dung|nhiệm vụ|công việc|việc|sau)(?![^\W\d_]).*:\s*$"
)
_GIVES = re.compile(r"(?<![^\W\d_])(?:yêu cầu|đề nghị|giao|chỉ đạo|chỉ thị|thực hiện|như sau)(?![^\W\d_])")
# A sentence that introduces what was found, not what is to be done: "Kết quả từng lĩnh vực như sau:".
_FOUND = re.compile(r"(?<![^\W\d_])(?:kết quả|điểm(?: số)?|xếp hạng|chỉ số|tồn tại|hạn chế|nguyên nhân)(?![^\W\d_])")
_TOLD = re.compile(
    r"(?<![^\W\d_])(?:yêu cầu|đề nghị|giao|chỉ đạo|chỉ thị|thực hiện|nhằm|nhiệm vụ|giải pháp|khắc phục)(?![^\W\d_])"
)
_LISTS = frozenset({"dispatch", "telegram", "directive", "notice", "guidance", "conclusion"})
"""Types of documents that give their tasks in a list, without parts for areas."""
_TASK_THEMES = (None, Theme.TASKS)
# A plan of the reform that is not divided by its areas; plans for other things may list what they like.
_REFORM = re.compile(r"cải cách|cchc|thủ tục hành chính|tthc|chỉ số|chuyển đổi số")
_WATCHES = re.compile(r"[\s,]+(?:(?:theo dõi|giám sát|đôn đốc)(?:,\s|\svà\s)?){1,3}(?:\s?(?:việc\s)?thực hiện)?$")
_PASSES_ON = re.compile(r"(?:chỉ đạo|đôn đốc|hướng dẫn)(?![^\W\d_])")
# Lines that tell more of a task which the heading over them names: "- Nội dung: …", "- Kết quả: 02 lớp".
_DETAIL = re.compile(
    r"(?P<what>nội dung|mục tiêu|mục đích|yêu cầu|kết quả|địa điểm|thành phần|đối tượng|hình thức|cách thức|số lượng"
    r"|(?:nguồn )?kinh phí)"
    r"(?:\s(?:thực hiện|cụ thể|công việc|tham dự|chính))?\s*:"
)
# Behind lines of units and time: "- Kết quả: Báo cáo rà soát."
_RESULT = re.compile(r"kết quả\s*:")
_DETAILS = 8
"""Lines within which units or time must be told for the lines of a part to be details."""


@dataclass(slots=True)
class _Part:
    """The part being read: its tasks so far, and those of them that no line has spoken of yet."""

    section: Section | None = None
    told: Given = field(default_factory=dict)
    """Role -> words, block, start and end, from the heading or the introducing sentence."""
    pending: list[Draft] = field(default_factory=list)
    held: list[Draft] = field(default_factory=list)
    """Items outside the areas, which are tasks only if a line below says who does them."""
    count: int = 0
    spoken: bool = False


@dataclass(slots=True)
class _Walk:
    view: View
    labels: tuple[Label | None, ...]
    drafts: list[Draft] = field(default_factory=list)
    part: _Part = field(default_factory=_Part)
    order: Given | None = None
    """What the introducing sentence of a dispatch's list says, while the list goes on."""
    ordered: set[int] = field(default_factory=set)
    """Blocks of that list which tell of reporting, and are no assignments besides."""
    sure: bool = False
    """Whether an item was met where tasks stand for certain: under an area, in the list of a dispatch."""
    aside: list[Draft] = field(default_factory=list)
    """Items of a part of tasks that no line gives to anyone: tasks of a document that has no surer ones."""


def extract(view: View) -> list[Task]:
    """The tasks and assignments of the text, in reading order."""
    walk = _Walk(view, item_labels.read(view))
    sides = _area_parents(view)
    for block in view.blocks:
        zone = view.outline.zones[block.index]
        if block.table is not None or zone not in (Zone.BODY, Zone.ANNEX):
            walk.order = None if zone is Zone.SIGNATURE else walk.order
            continue
        _step(walk, block, sides)
    _close(walk)
    if not walk.sure and (view.header.doc_type == "report" or _REFORM.search(fold(view.header.title or "").text)):
        walk.drafts.extend(walk.aside)
    doers.closing_brackets(view, walk.drafts)
    return [*finish(view, sorted(walk.drafts, key=lambda draft: draft.block)), *assignments.extract(view, walk.ordered)]


def _area_parents(view: View) -> frozenset[int | None]:
    """The parts that are divided by areas (two at least): what stands beside an area's part is one of the same plan."""
    divided = Counter(
        section.parent
        for section in view.outline.sections
        if section.area_place is not None and section.area_place.block == section.block and section.number is not None
    )
    return frozenset(parent for parent, count in divided.items() if count >= 2)


def _step(walk: _Walk, block: Block, sides: frozenset[int | None]) -> None:
    view = walk.view
    folded = view.folded[block.index].text
    section = view.outline.section(block.index)
    if section is not walk.part.section:
        _close(walk)
        walk.part = _Part(section)
        if section is not None:
            walk.part.told.update(given.in_heading(view, section))
            if "lead" not in walk.part.told and _is_list(view):
                walk.part.told.update(given.above(view, section))
    found = walk.labels[block.index]
    if found is None and folded.endswith(":") and _orders(view, section, folded):
        walk.order = given.by_order(view, block.index)
        return
    if section is None and found is None:
        walk.order = None
    sure = _in_tasks(walk, section, block.index, sides)
    if not sure and (section is None or view.outline.theme(block.index) is not Theme.TASKS):
        return
    start = found.end if found else 0
    if ATTRIBUTE.match(folded, start) is not None:
        _attributes(walk, block, folded, start)
    elif walk.part.spoken and walk.part.pending and (result := _RESULT.match(folded, start)):
        words = block.text[result.end() :].strip(" .;")
        at = block.text.find(words, result.end())
        for draft in walk.part.pending:
            _give(view, draft, {"outputs": (words, block.index, at, at + len(words))} if words else {})
    elif found is None and walk.part.pending and (handed := doers.hands_over(folded, block.text)):
        _handed(walk, block, folded, handed)
    elif _is_detail(walk, section, block.index, start):
        _detail(walk, block, folded, start)
    elif items.is_item(view, walk.labels, block, section) or (
        found is None and items.is_spoken_of(view, walk.labels, block, section)
    ):
        _item(walk, block, section, found, folded, sure)


def _is_detail(walk: _Walk, section: Section | None, index: int, start: int) -> bool:
    """Whether a line tells more of the task that its part's heading names, beside lines of units and time."""
    view, labels = walk.view, walk.labels
    if section is None or section.block == index or walk.part.pending:
        return False
    if not _DETAIL.match(view.folded[index].text, start):
        return False

    def bare(at: int) -> int:
        label = labels[at]
        return label.end if label else 0

    title, begins = view.folded[section.block].text, bare(section.block)
    if title.startswith("cải cách", begins) or not duties.begins_with_act(title, begins):
        return False  # the name of an area is no task
    below = range(index + 1, min(section.last, index + _DETAILS) + 1)
    return walk.part.spoken or any(ATTRIBUTE.match(view.folded[at].text, bare(at)) for at in below)


def _detail(walk: _Walk, block: Block, folded: str, start: int) -> None:
    """What the line says of outputs and money; a line of contents ("Nội dung: …") only goes with the heading."""
    match = _DETAIL.match(folded, start)
    assert match is not None
    role = "outputs" if match["what"] == "kết quả" else "funding" if "phí" in match["what"] else None
    words = block.text[match.end() :].strip(" .;")
    if role is not None and words:
        at = block.text.index(words, match.end())
        walk.part.told[role] = (words, block.index, at, at + len(words))


def _orders(view: View, section: Section | None, folded: str) -> bool:
    """Whether a paragraph that ends with a colon introduces the list of a dispatch."""
    if _is_list(view):
        last = folded[folded.rfind(". ") + 1 :]
        return _GIVES.search(folded) is not None and not (_FOUND.search(last) and not _TOLD.search(last))
    return section is None and _ORDER.search(folded) is not None


def _is_list(view: View) -> bool:
    return view.header.doc_type in _LISTS


def _in_tasks(walk: _Walk, section: Section | None, block: int, sides: frozenset[int | None]) -> bool:
    """Whether the block stands where tasks do: under an area in a part of tasks, or in the list of a dispatch."""
    if section is None:
        return walk.order is not None
    outline = walk.view.outline
    ordered = walk.order is not None and _is_list(walk.view)
    if outline.theme(block) is Theme.REPORTING and ordered:  # "4. Chế độ báo cáo" of a dispatch is one of its orders
        walk.ordered.add(block)
        return True
    if outline.theme(block) not in _TASK_THEMES:
        return False
    chain = outline.chain(block)
    if any(part.area for part in chain):
        return True
    if ordered:
        return True
    return outline.theme(block) is Theme.TASKS and any(part.parent in sides for part in chain)


def _handed(walk: _Walk, block: Block, folded: str, span: tuple[int, int]) -> None:
    """A sentence that hands the tasks above it to a unit: "Giao Sở Tư pháp phối hợp với Sở Y tế thực hiện."."""
    told = {}
    for role, at in (("lead", span), ("coordinating", duties.together_with(folded, block.text, span[1]))):
        if at is not None:
            told[role] = (block.text[at[0] : at[1]], block.index, *at)
    walk.part.spoken = True
    walk.drafts.extend(walk.part.held)
    walk.part.held.clear()
    for draft in walk.part.pending:
        _give(walk.view, draft, told)


def _item(walk: _Walk, block: Block, section: Section | None, found: Label | None, folded: str, sure: bool) -> None:
    view = walk.view
    start = found.end if found else 0
    if section is not None and items.is_run_in(block, section):
        start = section.behind(block.text)
    named = duties.label(folded, block.text, start) if ":" in folded else None
    if named is not None:
        start = named[2]  # "3. Thanh tra: …"
    draft = Draft(
        place=view.place(block.index, start, len(block.text)), confidence=0.9, origin="body", block=block.index
    )
    draft.cells["task"] = (block.text[start:], ())
    draft.number = found.number if found else None
    _placed(view, draft, section, block.index)
    if named is not None:
        draft.cells["lead"] = (block.text[named[0] : named[1]], ())
    if ":" in folded:
        _inline(draft, block.text, folded, start)
    if _PASSES_ON.match(folded, start):  # "- Chỉ đạo các xã …" under "3. UBND các huyện" is the districts'
        _give(view, draft, {role: words for role, words in walk.part.told.items() if role == "lead"})
    doers.take(draft, block.text, folded, start)
    if "deadline" not in draft.cells and (stated := stated_deadlines(view, block.index, start)):
        take_deadline(view, draft, deadlines.first(stated))
    walk.sure = walk.sure or sure
    (walk.drafts if sure or "lead" in draft.cells else walk.part.held).append(draft)
    walk.part.pending = [] if walk.part.spoken else walk.part.pending
    walk.part.spoken = False
    walk.part.pending.append(draft)
    walk.part.count += 1
    _give(view, draft, walk.part.told)
    if walk.order:
        _give(view, draft, walk.order)


def _placed(view: View, draft: Draft, section: Section | None, block: int) -> None:
    annex = view.outline.annex(block)
    draft.appendix = annex.label if annex is not None and annex.label else None
    if section is None:
        return
    named = next(
        (part for part in view.outline.chain(block) if part.number is not None and part.theme is None), section
    )
    draft.section_no, draft.section_title, draft.area = named.number, named.title or None, section.area
    draft.sources.append(Source("section_title", view.place(named.block, named.start, named.end)))
    if section.area and section.area_place is not None:
        draft.sources.append(Source("area", section.area_place))


def _inline(draft: Draft, text: str, folded: str, start: int) -> None:
    """Units and time that the item itself names at its end: "… . Đơn vị chủ trì: Văn phòng Sở."."""
    for role, begin, end in doers.pieces(folded, start):
        draft.cells.setdefault(role, (text[begin:end].strip(" .;)"), ()))
        draft.limits = draft.limits or (role == "deadline" and given.limits(folded, begin))


def _attributes(walk: _Walk, block: Block, folded: str, start: int) -> None:
    """A line about the tasks above it in its part; before any of them, about those below."""
    text = block.text
    walk.part.spoken = True
    walk.drafts.extend(walk.part.held)
    walk.part.held.clear()
    for role, begin, end in doers.pieces(folded, start):
        words = text[begin:end].strip(" .;-")
        if role == "lead" and (watched := _WATCHES.search(words)):  # "Phân công: Thanh tra Sở theo dõi, đôn đốc"
            role, words = "monitoring", words[: watched.start()]
        if not words:
            continue
        at = begin + text[begin:end].index(words)
        told = {role: (words, block.index, at, at + len(words))}
        for draft in walk.part.pending:
            _give(walk.view, draft, told)
        if not walk.part.pending:
            walk.part.told.update(told)


def _give(view: View, draft: Draft, told: Given) -> None:
    for role, (words, block, start, end) in told.items():
        if role not in draft.cells:
            draft.cells[role] = (words, ())
            draft.cite(role, view.place(block, start, end))
            draft.limits = draft.limits or (role == "deadline" and given.limits(view.folded[block].text, start))


def _close(walk: _Walk) -> None:
    """At a part's end: a heading with nothing under it but units and time is a task itself."""
    part = walk.part
    section = part.section
    if part.held and items.is_to_do(walk.view, part.held[0].block):
        for draft in part.held:
            if duties.begins_with_act(walk.view.folded[draft.block].text, draft.place.start):
                draft.confidence = 0.7
                walk.aside.append(draft)
    if section is None or part.count or not part.spoken or section.theme is not None or section.number is None:
        return
    view = walk.view
    text = view.blocks[section.block].text
    start = text.find(section.title)
    draft = Draft(
        place=view.place(section.block, start, start + len(section.title)),
        confidence=0.8,
        origin="body",
        block=section.block,
    )
    draft.cells["task"] = (section.title, ())
    draft.number = section.number
    parent = None if section.parent is None else view.outline.sections[section.parent]
    _placed(view, draft, parent, section.block)
    draft.area = section.area
    _give(view, draft, part.told)
    walk.drafts.append(draft)
