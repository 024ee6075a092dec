"""Sentences, and the clauses in them that each hold one number: "…; trong đó, tỷ lệ giao dịch … đạt từ 30% trở lên"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.quick import quick

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

# Where a sentence or a part of one may end: ";", a full stop before a capital, a digit or a quote.
_STOP = re.compile(r"[;.!?…](?:(?<=;)|(?=\s|$))")
# What stands before a full stop that ends no sentence: "TP.", "ThS.", "v.v.", "A.", the number of a list.
_ABBREVIATION = re.compile(r"(?:^|[\s(.,])(?:tp|ts|ths|pgs|gs|bs|tx|tt|st|vv|v|ông|bà|[a-zđ]|\d{1,2})$")
# Between two numbers: what parts their clauses.
# Its first character stands first, as a pattern that begins with a few is found fast.
_CONNECTOR = re.compile(
    r"[,;(\s](?:(?<=[,;])\s|(?<=\()|(?<=\s)(?:(?:và|hoặc|còn|đồng thời|trong đó|riêng)(?=[\s,:])|-\s))"
)
# What begins a clause of its own behind a connector: a subject that is measured, or a verb that promises.
_OPENS = re.compile(
    r"""\s*(?:và\s|trong\ đó,?\s|đồng\ thời,?\s)?(?:
        (?:các\ )?chỉ\ số|tỷ\ lệ|tỷ\ trọng|mức\ độ|điểm\ số|số\ lượng|số|tổng|thời\ gian|diện\ tích|công\ suất|giá\ trị
      | tốc\ độ|sự\ hài\ lòng|xếp|nằm|thuộc|trong\ nhóm|đứng|góp\ phần|phấn\ đấu|nâng|tăng|giảm|cắt\ giảm|rút\ ngắn|đạt
      | bảo\ đảm|đảm\ bảo|hoàn\ thành|duy\ trì|giữ\ vững|tối\ thiểu|ít\ nhất|tối\ đa|trên|dưới|không\ quá|khoảng|từ
      | đến\ (?:năm|hết|cuối)|số\ hóa|kiểm\ tra|tổ\ chức|xây\ dựng|hình\ thành|thực\ hiện|phát\ triển|đưa|có|cấp
      | thành\ lập|(?:mỗi|hằng|hàng)\ năm|\d
    )(?=[\s\d])""",
    re.VERBOSE,
)
_LEADING = re.compile(r"(?:[\s,;.:\-+•*]|(?:và|hoặc|trong đó|đồng thời|cụ thể|riêng|còn)(?=[\s,:]))+")
_TRAILING = re.compile(r"(?:[\s,;:.(\-]|(?<=[\s,])(?:và|hoặc|trong đó|đồng thời|còn|riêng))+$")
_TRAILERS = (" ", "\n", ",", ";", ":", ".", "(", "-", "và", "hoặc", "trong đó", "đồng thời", "còn", "riêng")
# Brackets at a clause's end that say where it comes from or what it holds: "(theo Nghị quyết …)", "(gồm 166 dự án …)".
_ASIDE = re.compile(r"\s*\((?:theo|tại|kèm|quy định|nguồn|gồm|bao gồm|trong đó|có |chi tiết|căn cứ)[^()]*\)?[\s.,;]*$")


@quick
@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence between ";": ``start`` to ``end``, in the sentence that begins at ``sentence``."""

    start: int
    end: int
    sentence: int


def brackets(text: str, start: int = 0) -> list[Span]:
    """The outermost bracketed parts of a text, "(" and ")" included; one that is not closed is none."""
    found: list[Span] = []
    depth, first = 0, 0
    at = text.find("(", start)
    while at >= 0:
        if text[at] == "(":
            first = at if depth == 0 else first
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((first, at + 1))
        opening, closing = text.find("(", at + 1), text.find(")", at + 1)
        at = closing if opening < 0 or 0 <= closing < opening else opening
    return found


def within(spans: Sequence[Span], at: int) -> Span | None:
    """The span that holds the offset."""
    return next((span for span in spans if span[0] <= at < span[1]), None) if spans else None


def segments(text: str, original: str, start: int, aside: Sequence[Span], breaks: Sequence[int] = ()) -> list[Segment]:
    """The sentences of folded ``text`` from ``start`` on, parted at ";"; nothing is parted inside brackets ``aside``.

    ``breaks`` are offsets of line ends: one that a bullet follows ends a sentence.
    """
    cuts = [(match.start(), match.end(), text[match.start()] == ";") for match in _STOP.finditer(text, start)]
    cuts += [(at, at + 1, False) for at in breaks if at >= start and text[at + 1 : at + 2] in ("-", "+", "•", "*")]
    found: list[Segment] = []
    first = sentence = start
    for at, after, part in sorted(cuts):
        if at < first or within(aside, at) or not (part or _ends(text, original, first, at, after)):
            continue
        found.append(Segment(first, at, sentence))
        first = after
        sentence = sentence if part else after
    found.append(Segment(first, len(text), sentence))
    return [segment for segment in found if segment.end > segment.start]


def _ends(text: str, original: str, first: int, at: int, after: int) -> bool:
    if text[at] == " " or after >= len(text.rstrip()):
        return True
    following = original[after:].lstrip()[:1]
    if not (following.isupper() or following.isdigit() or following in ('"', "“", "-", "+", "(")):
        return False
    return text[at] != "." or _ABBREVIATION.search(text, max(first, at - 8), at) is None


def boundary(text: str, left: int, right: int, aside: Sequence[Span]) -> int | None:
    """Where the clause of the number at ``right`` begins, behind that which ended at ``left``; None: they share one."""
    connectors = [match.span() for match in _CONNECTOR.finditer(text, left, right)]
    found = [span for span in connectors if text[span[0]] == "(" or not _inside(aside, span[0], right)]
    if not found:
        return None
    if _LEADING.fullmatch(text, found[-1][0], right):
        return right
    inner = [end for start, end in found if text[start:end].strip(" ,") == "trong đó"]
    if inner:
        return inner[-1]
    opening = next((end for _, end in found if _OPENS.match(text, end)), None)
    if opening is not None:
        return opening
    commas = [end for start, end in found if text[start] in ",("] or [found[-1][1]]
    return commas[-1]


def _inside(aside: Sequence[Span], at: int, right: int) -> bool:
    """Is the offset in brackets that close before ``right``?"""
    span = within(aside, at)
    return span is not None and span[1] <= right


def trim(text: str, start: int, end: int) -> Span:
    """The clause without connectors at its ends and without a bracket that says where it comes from."""
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    for _ in range(2):
        aside = _ASIDE.search(text, start, end) if text.find("(", start, end) > start else None
        end = aside.start() if aside else end
        if text.endswith(_TRAILERS, start, end):
            trailing = _TRAILING.search(text, max(start, end - 30), end)
            end = trailing.start() if trailing else end
    if text[end - 1 : end] == ")" and text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    return start, max(start, end)
