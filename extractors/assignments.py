"""What "Tổ chức thực hiện" gives to units, and who is told to do what in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from extractors.headings import Label, Scheme
from extractors.structure import Theme, Zone
from extractors.task_rows import Draft, finish
from schemas.records import Source

if TYPE_CHECKING:
    from extractors.structure import Section, View
    from schemas.document import Block
    from schemas.records import Task

_DUTIES = (Theme.ORGANISATION, Theme.REPORTING)
# Words that give a unit something to do: "Giao Văn phòng Sở …", "Yêu cầu các phòng …", "Đề nghị Sở Nội vụ …".
_GIVING = regex.compile(
    r"(?:(?:do đó|vì vậy|để)[^,]*,\s*)?(?:[^,.:;]{0,60}?(?<!\p{L}))?(?:giao(?:\s+cho)?|yêu cầu|đề nghị|phân công|chỉ đạo)\s+"
)
# The first word of what a unit is or is called: "văn phòng sở", "các phòng chuyên môn".
_UNIT = regex.compile(
    r"(?:các\s+|những\s+|toàn thể\s+|tất cả\s+|từng\s+)*(?:phòng|sở|văn phòng|ban|thanh tra|chi cục|cục|trung tâm|ubnd|ủy ban|hđnd|công an|bộ|đơn vị|cơ quan"
    r"|chủ tịch|giám đốc|phó giám đốc|lãnh đạo|thủ trưởng|trưởng|tổ|hội đồng|trường|thuế|kho bạc|ngân hàng|bảo hiểm|đài|báo|mặt trận|bệnh viện"
    r"|địa phương|công chức|cán bộ|viên chức|bộ phận|người đứng đầu|hội|đoàn|liên đoàn|quỹ)(?!\p{L})"
)
# Where what the unit must do begins; a verb written small, so that names ("Phòng Tổ chức", "Sở Kế hoạch") stay whole.
_DOES = regex.compile(
    r"(?:có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|tiếp tục|tập trung|(?<!các )(?<!, )tổ chức(?!\s+(?:chính trị|xã hội|đoàn thể|hội|liên quan|,|và|có))|thực hiện|triển khai"
    r"|xây dựng|ban hành|rà soát|đẩy mạnh|tăng cường|chủ động|chủ trì|phối hợp|tham mưu|hoàn thành|cập nhật|nghiêm túc|kịp thời|duy trì|nâng cao|bảo đảm"
    r"|đảm bảo|khẩn trương|báo cáo|theo dõi|kiểm tra|thường xuyên|quán triệt|chỉ đạo|bố trí|hướng dẫn|phổ biến|tuyên truyền|công khai|đề xuất|nghiên cứu"
    r"|kiện toàn|quan tâm|căn cứ|trên cơ sở|định kỳ|tổng hợp|xem xét|đôn đốc|gửi|là\s+(?:đơn vị|cơ quan|đầu mối|bộ phận)|cử|phân công|giúp|lập|trình|nêu cao"
    r"|đăng ký|thẩm định|cân đối|phê duyệt|phản ánh|tự|đưa|tạo|lồng ghép|vận động|giám sát|phát huy|trực tiếp|sử dụng|đánh giá|cung cấp|tiếp nhận|xử lý|nắm)(?!\p{L})"
)
_CLOSING = regex.compile(r"trên đây là|trong quá trình|nhận được|\(")


def extract(view: View, labels: list[Label | None]) -> list[Task]:
    """The assignments of the parts "Tổ chức thực hiện" and "Chế độ báo cáo"."""
    drafts: list[Draft] = []
    for section in view.outline.sections:
        if section.theme in _DUTIES and view.outline.zones[section.block] is Zone.BODY and not _inner(view, section):
            for index in range(section.block, section.last + 1):
                _read_block(view, labels, index, section, drafts)
    return finish(view, drafts)


def _inner(view: View, section: Section) -> bool:
    """Whether a part lies in another one of the same kind."""
    parent = section.parent
    while parent is not None:
        if view.outline.sections[parent].theme in _DUTIES:
            return True
        parent = view.outline.sections[parent].parent
    return False


def _read_block(view: View, labels: list[Label | None], index: int, part: Section, drafts: list[Draft]) -> None:
    block = view.blocks[index]
    folded = view.folded[index].text
    own = view.outline.section(index)
    if block.table is not None or own is None or _CLOSING.match(folded):
        return
    found = labels[index]
    start = found.end if found else 0
    heading = own if own.block == index else None
    if heading is not None:
        if heading.end >= len(block.text.rstrip()):
            return
        start = heading.end + len(block.text[heading.end :]) - len(block.text[heading.end :].lstrip())
    follower = labels[index + 1] if index + 1 < len(labels) else None
    if folded.endswith(":") and follower is not None and (found is None or follower.scheme > found.scheme):
        return
    if len(folded) - start < 15:
        return
    draft = Draft(place=view.place(index, start, len(block.text)), confidence=0.85, origin="assignment", block=index)
    draft.cells["task"] = (block.text[start:], ())
    draft.number = _number(found, own, heading)
    draft.section_no, draft.section_title, draft.area = own.number, own.title or None, own.area
    draft.sources.append(Source("section_title", view.place(own.block, own.start, own.end)))
    own_words(view, draft, block, start)
    if "lead" not in draft.cells:
        _units_above(view, draft, index)
    drafts.append(draft)


def _number(found: Label | None, own: Section, heading: Section | None) -> str | None:
    if found is not None and found.scheme < Scheme.BULLET:
        return found.number
    return None


def _units_above(view: View, draft: Draft, index: int) -> None:
    """The unit that a heading above names: "1. Văn phòng Sở"."""
    for section in view.outline.chain(index):
        if section.theme is None and units_of_title(section.title):
            text = view.blocks[section.block].text
            at = text.find(section.title)
            draft.cells["lead"] = (section.title, ())
            draft.sources.append(Source("lead", view.place(section.block, at, at + len(section.title))))
            return


def units_of_title(title: str) -> bool:
    """Whether a heading's title is the name of units: "Các phòng chuyên môn, đơn vị trực thuộc"."""
    from extractors.vietnamese.text import fold

    return len(title) <= 160 and _UNIT.match(fold(title).text) is not None


def own_words(view: View, draft: Draft, block: Block, start: int) -> None:
    """Units that the sentence itself gives the work to."""
    if "lead" in draft.cells:
        return
    found = subject(view.folded[block.index].text, block.text, start)
    if found is not None:
        draft.cells["lead"] = (block.text[found[0] : found[1]], ())


def subject(folded: str, text: str, start: int) -> tuple[int, int] | None:
    """Where the units stand that a sentence is about: "Giao [Văn phòng Sở] theo dõi …", "[Các phòng] có trách nhiệm …"."""
    giving = _GIVING.match(folded, start)
    begin = giving.end() if giving is not None and _UNIT.match(folded, giving.end()) else start
    if _UNIT.match(folded, begin) is None:
        return None
    for does in _DOES.finditer(folded, begin, begin + 250):
        if text[does.start()].islower():
            end = len(text[begin : does.start()].rstrip(" ,:")) + begin
            between = folded[begin:end]
            if ". " in between or ":" in between:
                end = begin + min(at for at in (between.find(". "), between.find(":")) if at != -1)
            return (begin, end) if end > begin else None
    colon = folded.find(":", begin, begin + 150)
    return (begin, colon) if colon != -1 else None


def addressed(view: View, block: int) -> dict[str, tuple[str, int, int, int]]:
    """Whom the sentence that introduces a list is addressed to."""
    folded, text = view.folded[block].text, view.blocks[block].text
    found: dict[str, tuple[str, int, int, int]] = {}
    for match in regex.finditer(r"(?<!\p{L})(?:giao(?:\s+cho)?|yêu cầu|đề nghị|chỉ đạo)\s+", folded):
        span = subject(folded, text, match.end())
        if span is not None:
            found["lead"] = (text[span[0] : span[1]], block, *span)
            break
    return found
