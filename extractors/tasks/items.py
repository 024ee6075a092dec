"""Which blocks are items of a list of tasks, and which only head, introduce, measure or remark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.outline.headings import ATTRIBUTE
from extractors.outline.labels import Scheme
from extractors.structure import Theme
from extractors.tasks import assignments, doers
from extractors.vietnamese import duties

if TYPE_CHECKING:
    from extractors.outline.labels import Label
    from extractors.structure import Section, View
    from schemas.document import Block

    Labels = tuple[Label | None, ...]

# Remarks, and lines of targets in a list of tasks: "* Chỉ tiêu: Phấn đấu …".
_BESIDE = re.compile(
    r"\(?\s*(?:kèm theo|có (?:phụ lục|bảng|biểu|danh mục)|chi tiết|theo phụ lục|phụ lục)"
    r"|(?:chỉ tiêu|mục tiêu)[^:.;]{0,30}:"
)
# An item that only measures, in a part of an area that has no heading for its targets: "- 100% văn bản được …",
# "- Đến cuối năm 2014, trên 95% công chức …"; with a verb ("Phấn đấu 100% …") it is work.
_MEASURED = re.compile(
    r"""\s*(?:(?:đến|trong)\s(?:cuối\s|hết\s)?năm\s\d{4},?\s)?
    (?:(?:có|trên|tối\sthiểu|ít\snhất|từ)\s){0,2}\d+(?:[.,]\d+)?\s?%""",
    re.VERBOSE,
)
# Headings of parts whose items are tasks without an area over them: "Nhiệm vụ trọng tâm 6 tháng cuối năm".
_TO_DO = re.compile(r"(?<![^\W\d_])(?:nhiệm vụ|giải pháp|biện pháp|phương hướng|công việc)(?![^\W\d_])")


def is_item(view: View, labels: Labels, block: Block, section: Section | None) -> bool:
    """Whether the block is an item of a list and no heading, introduction or remark."""
    found, folded = labels[block.index], view.folded[block.index].text
    # "b) Nhiệm vụ: Hoàn thành số hóa hồ sơ; vận hành kho dữ liệu."
    if section is not None and is_run_in(block, section):
        return not folded.endswith(":") and _tells(folded, section)
    if found is None or found.scheme < Scheme.ARABIC or _BESIDE.match(folded, found.end):
        return False
    if section is not None and section.theme is None and _MEASURED.match(folded, found.end):
        return False
    if section is not None and section.block == block.index:
        whole = section.end >= len(block.text.rstrip())
        if whole or section.theme is not None:
            return False
        if found.scheme >= Scheme.LETTER or assignments.units_of_heading(view, section) is not None:
            return True
        # "2. Cải cách thể chế: Rà soát …" with no item below it
        return section.last == block.index and _tells(folded, section)
    follower = labels[block.index + 1] if block.index + 1 < len(labels) else None
    deeper = follower is not None and follower.scheme > min(found.scheme, Scheme.PLAIN)
    return not (folded.endswith(":") and deeper) and len(folded) - found.end >= 10


def _tells(folded: str, section: Section) -> bool:
    """Whether the words behind a heading's colon tell of work."""
    return duties.begins_with_act(folded, section.behind(folded))


def is_run_in(block: Block, section: Section | None) -> bool:
    """Whether the block is a heading of tasks with words of its own behind the colon."""
    if section is None or section.block != block.index or section.theme is not Theme.TASKS:
        return False
    return section.end < len(block.text.rstrip())


def is_spoken_of(view: View, labels: Labels, block: Block, section: Section | None) -> bool:
    """Whether a paragraph without a label is a task: the line below says who does it."""
    blocks, folded = view.blocks, view.folded[block.index].text
    if section is None or section.block == block.index or folded.endswith(":") or block.index + 1 >= len(blocks):
        return False
    label, below = labels[block.index + 1], view.folded[block.index + 1].text
    if label is None and doers.hands_over(below, blocks[block.index + 1].text):
        return True
    return ATTRIBUTE.match(below, label.end if label else 0) is not None


def is_to_do(view: View, block: int) -> bool:
    """Whether the part's heading says that what it lists is to be done, not told or shown ("Nội dung tuyên truyền")."""
    over = next((section for section in view.outline.chain(block) if section.theme is not None), None)
    return over is not None and _TO_DO.search(view.folded[over.block].text, over.start, over.end) is not None
