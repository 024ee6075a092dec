"""Whom a task's own sentence hands the work to: before the verb, after "giao", in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.outline.headings import attributes
from extractors.vietnamese import duties

if TYPE_CHECKING:
    from extractors.structure import View
    from extractors.tasks.rows import Draft

# Those whom a duty binds without being handed to them: "Cán bộ, công chức chấp hành …", "Mỗi phòng có 01 sáng kiến".
_ANYONE = re.compile(
    r"(?:mỗi|mọi|từng)\s"
    r"|(?:các|toàn thể|tất cả|đội ngũ|\s)*(?:cán bộ|công chức|viên chức|người(?! đứng đầu))(?![^\W\d_])"
)
# The units of an item in brackets: "Rà soát thủ tục (Phòng Pháp chế chủ trì; các phòng phối hợp; xong trong quý I)".
_BRACKET_LEAD = re.compile(
    r"\((?:giao |do )?(?P<unit>[^():;]{4,90}?)\s+(?:là (?:đơn vị|cơ quan) )?(?:chủ trì|thực hiện|tham mưu)(?![^\W\d_])"
)
_BRACKET_WITH = re.compile(r"\([^()]*?[;,]\s*(?P<unit>[^():;]{4,120}?)\s+(?:cùng )?phối hợp(?:\s+thực hiện)?\s*[;.)]")
# "(Sở Tư pháp chủ trì, phối hợp với các sở, ngành; hoàn thành trong quý II)"
_BRACKET_BESIDE = re.compile(r"\([^()]*?[;,]\s*phối hợp\s+(?:cùng\s+|với\s+)?(?P<unit>[^():;]{4,120}?)\s*[;)]")
# A bracket that names units alone, handed the work: "Rà soát thủ tục (giao Phòng Pháp chế)", "… . (Văn phòng Sở)".
_BRACKET_BARE = re.compile(r"(?:\((?:giao|do) |[.;]\s*\()(?P<unit>[^():]{4,120})\)\s*[.;]?$")
# The same behind the words themselves, where several items of a document end so: "… thủ tục (Phòng Pháp chế)."
_BRACKET_LAST = re.compile(r"[^\W\d_]\s*\((?P<unit>[^():]{4,120})\)\s*[.;/]*$")
_ENOUGH = 3
_BRACKETS = (
    ("lead", _BRACKET_LEAD),
    ("coordinating", _BRACKET_WITH),
    ("coordinating", _BRACKET_BESIDE),
    ("lead", _BRACKET_BARE),
)

_LABEL = 160
"""Characters within which a label before the units ends."""
_DOES_IT = re.compile(
    r"\s*(?:(?:tổ chức|triển khai|phối hợp)\s)?(?:thực hiện|chủ trì)"
    r"(?:,?\s(?:thường xuyên|hằng (?:tháng|quý|năm)|định kỳ[^.;]*|trong [^.;]*|trước [^.;]*|theo quy định))?[\s.;/]*"
)

# What a line about the tasks above it is about.
_ROLES = (
    ("leader", re.compile(r"lãnh đạo")),
    ("coordinating", re.compile(r"phối hợp")),
    ("deadline", re.compile(r"thời\s(?:gian|hạn)|tiến độ|hoàn thành")),
    ("outputs", re.compile(r"sản phẩm|kết quả")),
    ("lead", re.compile(r"chủ trì|thực hiện|phân công")),
)
# What follows the units in "Giao Sở Tư pháp chủ trì, phối hợp với Sở Y tế thực hiện.", and nothing of a task's own.
_CARRIES_OUT = re.compile(
    r"[\s,]*(?:(?:chủ trì|phối hợp)[^.;:]*\s)?(?:(?:tổ chức|triển khai)\s)?(?:thực hiện|triển khai|chủ trì)"
    r"(?:\s(?:các\s)?(?:nội dung|nhiệm vụ)(?:\s(?:này|trên|nêu trên))?)?\s*[.;/]*"
)


def hands_over(folded: str, text: str) -> tuple[int, int] | None:
    """Where the units stand that a sentence only hands what stands above it to."""
    if not folded.startswith("giao ") or len(folded) > 300:
        return None
    span = duties.given_to(folded, text)
    return span if span is not None and _CARRIES_OUT.fullmatch(folded, span[1]) else None


def take(draft: Draft, text: str, folded: str, start: int) -> None:
    """Give the draft the units that its sentence from ``start`` on hands the work to: "Giao Văn phòng Sở …"."""
    if "(" in folded:
        _in_brackets(draft, text, folded, start)
    beside = duties.together_with(folded, text, start)
    if "lead" not in draft.cells:
        span = duties.given_to(folded, text, start)
        if span is None and not _ANYONE.match(folded, start):
            span = duties.subject(folded, text, start)
        if span is None:
            span = _later_subject(folded, text, start)
        if span is not None:
            draft.cells["lead"] = (text[span[0] : span[1]], ())
            beside = duties.together_with(folded, text, span[1])
    if beside is not None:
        draft.cells.setdefault("coordinating", (text[beside[0] : beside[1]], ()))


def _later_subject(folded: str, text: str, start: int) -> tuple[int, int] | None:
    """The units that begin what follows a label, or the last clause where that only says who does it.

    "Tiêu chí về vị trí việc làm: [Sở Nội vụ] hướng dẫn …", "Nâng tỷ lệ lên 100%; [UBND các xã] thực hiện."
    """
    colon = folded.find(": ", start, start + _LABEL)
    if colon != -1 and duties.begins_with_unit(folded, colon + 2) and not _ANYONE.match(folded, colon + 2):
        span = duties.subject(folded, text, colon + 2)
        if span is not None and span[0] == colon + 2:
            return span
    if "thực hiện" not in folded[-70:] and "chủ trì" not in folded[-70:]:
        return None
    last = max(folded.rfind("; ", start), folded.rfind(". ", start, len(folded) - 1))
    if last == -1 or not duties.begins_with_unit(folded, last + 2):
        return None
    span = duties.subject(folded, text, last + 2)
    return span if span is not None and span[0] == last + 2 and _DOES_IT.fullmatch(folded, span[1]) else None


def _in_brackets(draft: Draft, text: str, folded: str, start: int) -> None:
    """The units of a bracket: "… (Sở Y tế chủ trì; Sở Nội vụ phối hợp)"."""
    for role, pattern in _BRACKETS:
        if role in draft.cells or (named := pattern.search(folded, start)) is None:
            continue
        if duties.only_units(folded, text, *named.span("unit")):
            draft.cells[role] = (text[named.start("unit") : named.end("unit")], ())


def closing_brackets(view: View, drafts: list[Draft]) -> None:
    """Give the items that end with units in brackets these as their leads, where a document makes a habit of it."""
    found: list[tuple[Draft, int, int]] = []
    for draft in drafts:
        folded = view.folded[draft.block].text
        if "lead" in draft.cells or not folded.endswith((")", ").", ");")):
            continue
        last = _BRACKET_LAST.search(folded, draft.place.start, draft.place.end)
        if last is not None and duties.only_units(folded, view.blocks[draft.block].text, *last.span("unit")):
            found.append((draft, *last.span("unit")))
    if len(found) < _ENOUGH:
        return
    for draft, start, end in found:
        draft.cells["lead"] = (view.blocks[draft.block].text[start:end], ())
        draft.confidence = min(draft.confidence, 0.8)


def pieces(folded: str, start: int) -> list[tuple[str, int, int]]:
    """Each "what: words" of a line, as role, start and end of the words."""
    found = [match for match in attributes(folded, start) if _opens(folded, start, match.start())]
    pieces: list[tuple[str, int, int]] = []
    for match, after in zip(found, [*found[1:], None], strict=False):
        end = after.start() if after is not None else len(folded)
        role = next((name for name, words in _ROLES if words.search(match["what"])), None)
        if role is not None:
            pieces.append((role, match.end(), end))
    return pieces


def _opens(folded: str, start: int, at: int) -> bool:
    """Whether a clause begins at ``at``: after the bullet, a stop, a bracket or a dash."""
    return at == start or folded[start:at].rstrip(" -+")[-1:] in (".", ";", "(", ",", "")
