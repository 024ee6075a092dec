"""The clause of each promised number: its words, what it measures, for which index, for whom, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors import target_dues
from extractors.vietnamese import clauses, indices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.target_dues import Due
    from extractors.vietnamese.clauses import Segment, Span
    from extractors.vietnamese.quantities import Quantity
    from extractors.vietnamese.text import Folded

_SCOPE = re.compile(r"\bcấp (?:tỉnh|huyện|xã|sở|phòng|trung ương|bộ|cơ sở)\b")
# Words that say nothing of what is measured: "phấn đấu", "đến năm 2025,", "so với năm 2021".
_EMPTY = re.compile(
    r"""\b(?:phấn\ đấu|góp\ phần|đồng\ thời|quyết\ tâm|cố\ gắng|mỗi\ năm|hằng\ năm|hàng\ năm|đến\ (?:hết\ |cuối\ )?năm\ \d{4}|đến\ năm|trong\ giai\ đoạn\ [\d\ -]+
    |so\ (?:với\ )?(?:kết\ quả\ )?(?:năm\ )?\d{4}|nằm|thuộc|xếp|đứng|được|phải|là|và|trong|đạt|mức|từ|trở\ lên|tổng\ số|bình\ quân|trung\ bình|nâng|tăng|giảm|lên|ở|có|đưa|vào|cả|nước)\b|[^\w\s%]""",
    re.VERBOSE,
)
# A comma behind which a promise with a subject of its own begins: "…, phấn đấu 100% hồ sơ …", "…, nâng tổng số lên …".
_FRESH = re.compile(r",\s(?=(?:phấn đấu|góp phần|nâng|bảo đảm|đảm bảo|số hóa|hoàn thành)\s)")
_NOUN_NEXT = re.compile(
    r"\s?(?!so\ với|so\ năm|trở|và\b|hoặc|trong\b|vào\b|mỗi|hằng|hàng|đến\b|theo\b|năm\b|nhằm|để\b|là\b|do\b|góp|của\ cả|(?:ở|tại)\ )\w",
    re.VERBOSE,
)
_PURPOSE = re.compile(r"\b(?:nhằm|để|qua đó|từ đó|góp phần nâng cao|góp phần cải thiện|nâng cao|cải thiện)\b[^.;]*$")
_LEFT_OVER = re.compile(
    r"^(?:[\s,:;]|(?:phấn đấu|đến (?:hết |cuối )?năm \d{4},?|góp phần|nằm|xếp)(?=[\s,]|$))+|(?:[\s,:;(]|\b(?:nằm|xếp|đến năm \d{4})$)+$"
)

# When it is due, which is no part of what is measured.
_DATED = re.compile(
    r"[\s,]*\b(?:(?:trong|cả) giai đoạn \d{4}\s?[-–]\s?\d{4}|(?:đến|vào|tới) (?:hết |cuối )?năm \d{4})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A promised number with its clause ``start`` to ``end``; ``own`` says that it has a subject of its own."""

    quantity: Quantity
    start: int
    end: int
    indicator: str | None
    index_codes: tuple[str, ...]
    scope: str | None
    due: Due | None
    own: bool
    sentence: int


def read(
    folded: Folded, segment: Segment, promised: Sequence[Quantity], aside: Sequence[Span], before: Clause | None
) -> list[Clause]:
    """The clauses of the numbers that a segment promises, in order; ``before`` is the clause that came last."""
    if not promised:
        return []
    text = folded.text
    begins = _begins(text, segment, promised, aside)
    dues = target_dues.find(text, segment.sentence, segment.end)
    read_so_far: list[Clause] = []
    for at, quantity in enumerate(promised):
        begin = begins[at]
        stop = begins[at + 1] if at + 1 < len(promised) and begins[at + 1] > quantity.number else segment.end
        clause = _clause(folded, segment, quantity, begin, stop, aside)
        previous = (
            read_so_far[-1] if read_so_far else before if before and before.sentence == segment.sentence else None
        )
        clause = replace(
            clause,
            index_codes=_codes(text, clause, begin, stop, previous),
            due=_due(dues, begin, stop, segment, clause, read_so_far[-1] if read_so_far else None),
        )
        if clause.indicator is None and previous is not None:
            clause = replace(clause, indicator=previous.indicator)
        read_so_far.append(clause)
    return _in_turn(text, segment, read_so_far)


def _begins(text: str, segment: Segment, promised: Sequence[Quantity], aside: Sequence[Span]) -> list[int]:
    """Where the clause of each number begins; numbers without a boundary between them share one."""
    first = promised[0]
    fresh = [
        match.end()
        for match in _FRESH.finditer(text, segment.start, first.number)
        if clauses.within(aside, match.start()) is None
    ]
    begins = [segment.start]
    if fresh and (_NOUN_NEXT.match(text, first.end) or _says(text[fresh[-1] : first.start])):
        begins = [fresh[-1]]
    for left, right in zip(promised, promised[1:], strict=False):
        cut = clauses.boundary(text, left.end, right.start, aside)
        begins.append(begins[-1] if cut is None else cut)
    return begins


def _says(words: str) -> bool:
    """Do the words name something that is measured?"""
    return len(_EMPTY.sub(" ", words).split()) >= 2


def _clause(
    folded: Folded, segment: Segment, quantity: Quantity, begin: int, stop: int, aside: Sequence[Span]
) -> Clause:
    text = folded.text
    bracket = clauses.within(aside, quantity.number)
    noun = quantity.comparator != "top" and _NOUN_NEXT.match(text, quantity.end) is not None
    if bracket is not None and bracket[0] >= begin:
        if noun or _says(text[bracket[0] : quantity.start]):
            begin = bracket[0] + 1
            stop = min(stop, bracket[1] - 1)
        else:
            stop = min(stop, bracket[1])
    start, end = clauses.trim(text, begin, stop)
    end = max(end, quantity.end)
    start = min(start, quantity.start)
    own = noun or _says(text[start : quantity.start])
    head, tail = _left(folded, start, quantity.start), _left(folded, quantity.end, end)
    total = "tổng số" in text[start : quantity.start]
    indicator = " ".join(part for part in (head, tail) if part) or None if own or total else None
    if not own and start > segment.start and text[quantity.end : end].lstrip().startswith(("tại", "ở", "cấp")):
        start, end = clauses.trim(text, segment.start, segment.end)  # "60% tại cấp huyện" is not understood alone
    return Clause(quantity, start, end, indicator, (), _scope(text, quantity, stop, begin), None, own, segment.sentence)


def _left(folded: Folded, start: int, end: int) -> str:
    """The words of a part of the clause without what promises, compares or dates."""
    words = folded.text[start:end]
    opening = _LEFT_OVER.match(words)
    first = start + (opening.end() if opening else 0)
    closing = _LEFT_OVER.search(folded.text[first:end].rstrip()) if first < end else None
    last = first + closing.start() if closing and closing.start() > 0 else end
    baseline = re.search(r",?\s?\bso (?:với|năm)\b.*$", folded.text[first:last])
    if baseline is not None:
        last = first + baseline.start()
    words = _DATED.sub("", folded.words(first, max(first, last))).strip(" ,;:.")
    if words.count("(") != words.count(")"):
        words = words.strip("() ")
    return words


def _scope(text: str, quantity: Quantity, stop: int, begin: int) -> str | None:
    """ "cấp xã": behind the number, else before it; None where several are named."""
    if "cấp " not in text:
        return None
    named = indices.find(text, begin, stop)
    for start, end in ((quantity.end, stop), (begin, quantity.start)):
        found = {
            match[0]
            for match in _SCOPE.finditer(text, start, max(start, end))
            if all(not mention.start <= match.start() <= mention.end for mention in named)
        }
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _codes(text: str, clause: Clause, begin: int, stop: int, previous: Clause | None) -> tuple[str, ...]:
    """The indices that the number measures: those its clause names, else those of the clause that it goes on with."""
    quantity = clause.quantity
    if quantity.kind not in ("rank", "point", "percent", "score"):
        return ()
    counted = quantity.kind == "percent" and _NOUN_NEXT.match(text, quantity.end) is not None
    if counted:  # "100% tiêu chí của Chỉ số CCHC …" measures something else
        return ()
    head = indices.find(text, begin, quantity.start)
    found = [mention for mention in head if not _PURPOSE.search(text, mention.end, quantity.start)]
    if not found and quantity.kind in ("rank", "point") and quantity.number < stop:
        tail = indices.find(
            text, quantity.end, stop, loose=quantity.kind == "rank" and "xếp hạng" in text[quantity.start : stop]
        )
        found = [mention for mention in tail if not _PURPOSE.search(text, quantity.end, mention.start)]
    if found:
        return tuple(indices.codes(found))
    return previous.index_codes if previous is not None and not clause.own else ()


def _due(
    dues: Sequence[Due], begin: int, stop: int, segment: Segment, clause: Clause, previous: Clause | None
) -> Due | None:
    """The due date of the clause: its own, the one that opens the sentence, or that of the clause it goes on with."""
    own = [due for due in dues if begin <= due.start < stop]
    if own:
        ahead = [due for due in own if due.start < clause.quantity.number]
        return ahead[-1] if ahead else own[0]
    opening = [due for due in dues if due.start - segment.sentence <= 12]
    later = [due for due in dues if due.start < begin and due not in opening]
    if previous is not None and previous.due is not None and not clause.own:
        return previous.due
    return opening[0] if opening and not later else None


def _in_turn(text: str, segment: Segment, found: list[Clause]) -> list[Clause]:
    """ "PAR INDEX và SIPAS lần lượt đạt 90% và 86%": to each number its index."""
    if len(found) < 2 or "lần lượt" not in text[segment.start : segment.end]:
        return found
    codes = indices.codes(indices.find(text, segment.start, segment.end))
    if len(codes) != len(found):
        return found
    return [replace(clause, index_codes=(code,)) for clause, code in zip(found, codes, strict=True)]
