"""The clause of each promised number: its words, what it measures, for which index, for whom, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.targets import dues as target_dues
from extractors.targets import indicators as target_indicators
from extractors.vietnamese import clauses, indices
from schemas.quick import quick, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.targets.dues import Due
    from extractors.vietnamese.clauses import Segment, Span
    from extractors.vietnamese.indices import IndexMention
    from extractors.vietnamese.quantities import Quantity
    from extractors.vietnamese.text import Folded

    Mentions = Sequence[IndexMention]

_SCOPE = re.compile(r"\bcấp (?:tỉnh|huyện|xã|sở|phòng|trung ương|bộ|cơ sở)\b")
# A comma behind which a promise with a subject of its own begins: "…, phấn đấu 100% hồ sơ …", "…, nâng tổng số lên …".
_FRESH = re.compile(r",\s(?=(?:phấn đấu|góp phần|nâng|bảo đảm|đảm bảo|số hóa|hoàn thành)\s)")
# A date that opens the clause, and nothing else.
_DUE_ALONE = re.compile(
    r"[\s\-+•a-zđ).]*?(?:đến|tới|trước|trong|vào|chậm nhất)\s(?:(?:hết|cuối|ngày|năm|tháng|quý|là)\s)*[\d/.iv]+"
    r"(?:\s(?:tháng|năm)\s\d+)*,\s"
)
# What an index is mentioned for when it is not what the number measures: "nhằm nâng cao Chỉ số CCHC".
_PURPOSE = re.compile(
    r"\b(?:nhằm|để|qua đó|từ đó|góp phần nâng cao|góp phần cải thiện|nâng cao|cải thiện (?!.*\bbậc\b))\b[^.;]*$"
)
# A clause that only says where: "60% tại cấp huyện" is not understood alone.
_PLACE = re.compile(r"\s*(?:tại|ở|cấp|đối với)\b")
# What an index is said to do before the next one is named: "PAPI thuộc nhóm khá, PCI tăng từ 3 đến 5 bậc".
_DOES = re.compile(r"\b(?:thuộc|nằm|đạt|xếp|đứng|duy trì|giữ vững|tăng|giảm|ở mức)\b")
# What is to follow the number, by a day of its own: "tại ít nhất 05 xã, tiến tới tất cả các xã vào năm 2025".
_LATER = re.compile(r", (?:hoàn thành|tiến tới|hướng tới|hướng đến|phấn đấu)\b")
_INDEX_KINDS = frozenset({"rank", "point", "percent", "score"})


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A promised number with its clause ``start`` to ``end``.

    ``own`` says that the clause names what it measures, ``partial`` that its words are not understood without those of
    the whole segment. ``sentence`` is where its sentence begins.
    """

    quantity: Quantity
    start: int
    end: int
    indicator: str | None
    index_codes: tuple[str, ...]
    scope: str | None
    due: Due | None
    own: bool
    partial: bool
    sentence: int


def read(
    folded: Folded, segment: Segment, promised: Sequence[Quantity], aside: Sequence[Span], last: Clause | None
) -> list[Clause]:
    """The clauses of the numbers that a segment promises, in order; ``last`` is the clause that came before them."""
    if not promised:
        return []
    text = folded.text
    begins = _begins(text, segment, promised, aside)
    dues = target_dues.find(text, segment.sentence, segment.end)
    mentions = indices.find(text, segment.start, segment.end)
    if last is not None and last.sentence != segment.sentence:
        last = None
    found: list[Clause] = []
    for at, quantity in enumerate(promised):
        begin = begins[at]
        stop = begins[at + 1] if at + 1 < len(promised) and begins[at + 1] > quantity.number else segment.end
        clause = _clause(folded, segment, quantity, (begin, stop), aside, mentions)
        before = found[-1] if found else None
        due = _due(text, dues, begin, stop, segment, clause, before)
        before = before or last
        codes = _codes(text, clause, (begin, stop), mentions, before)
        indicator = clause.indicator or (before.indicator if before else None)
        found.append(replace(clause, index_codes=codes, due=due, indicator=indicator))
    return _in_turn(text, segment, _whole(text, segment, found))


def _begins(text: str, segment: Segment, promised: Sequence[Quantity], aside: Sequence[Span]) -> list[int]:
    """Where the clause of each number begins; numbers without a boundary between them share one."""
    first = promised[0]
    fresh = [
        match.end()
        for match in _FRESH.finditer(text, segment.start, first.number)
        if clauses.within(aside, match.start()) is None
    ]
    if fresh and _DUE_ALONE.fullmatch(text, segment.start, fresh[-1]):
        fresh = []  # "Đến năm 2028, hoàn thành 100% …" is one clause
    named = fresh and target_indicators.names(text[fresh[-1] : first.start])
    begins = [fresh[-1] if fresh and (named or target_indicators.counts(text, first)) else segment.start]
    for left, right in pairwise(promised):
        cut = clauses.boundary(text, left.end, right.start, aside)
        begins.append(begins[-1] if cut is None else cut)
    return begins


def _clause(
    folded: Folded, segment: Segment, quantity: Quantity, span: Span, aside: Sequence[Span], mentions: Mentions
) -> Clause:
    text, (begin, stop) = folded.text, span
    bracket = clauses.within(aside, quantity.number)
    counted = target_indicators.counts(text, quantity)
    if bracket is not None and bracket[0] >= begin:
        alone = counted or target_indicators.names(text[bracket[0] : quantity.start])
        begin = bracket[0] + 1 if alone else begin
        stop = min(stop, bracket[1] - 1 if alone else bracket[1])
    start, end = clauses.trim(text, begin, stop)
    start, end = min(start, quantity.start), max(end, quantity.end)
    named = target_indicators.names(text[start : quantity.start]) or any(
        start <= mention.start < quantity.start for mention in mentions
    )
    own = counted or named
    total = "tổng số" in text[start : quantity.start]
    indicator = target_indicators.of_clause(folded, start, end, quantity) if own or total else None
    tail = text[quantity.end : end]
    short = counted and not named and quantity.kind == "percent" and len(tail.split()) <= 2  # "…, 100% xã"
    partial = start > segment.start and (short or (not own and _PLACE.match(tail) is not None))
    scope = _scope(text, quantity, (begin, stop), mentions)
    return Clause(quantity, start, end, indicator, (), scope, None, own, partial, segment.sentence)


def _whole(text: str, segment: Segment, found: list[Clause]) -> list[Clause]:
    """Clauses that share the segment's noun and verb get its words: "80% hồ sơ tại cấp tỉnh, 60% tại cấp xã được …"."""
    if not any(clause.partial for clause in found):
        return found
    start, end = clauses.trim(text, segment.start, segment.end)
    whole: list[Clause] = []
    for at, clause in enumerate(found):
        shares = clause.partial or (at + 1 < len(found) and found[at + 1].partial)
        whole.append(replace(clause, start=start, end=end) if shares else clause)
    return whole


def _scope(text: str, quantity: Quantity, span: Span, mentions: Mentions) -> str | None:
    """The level that the number is for ("cấp xã"): behind it, else before it; None where several are named."""
    if "cấp " not in text:
        return None
    for start, end in ((quantity.end, span[1]), (span[0], quantity.start)):
        found = {
            match[0]
            for match in _SCOPE.finditer(text, start, max(start, end))
            if all(not mention.start <= match.start() <= mention.end for mention in mentions)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _codes(text: str, clause: Clause, span: Span, mentions: Mentions, before: Clause | None) -> tuple[str, ...]:
    """The indices that the number measures: those its clause names, else those of the clause that it goes on with."""
    quantity, (begin, stop) = clause.quantity, span
    if quantity.kind not in _INDEX_KINDS:
        return ()
    if quantity.kind == "percent" and target_indicators.counts(text, quantity):
        return ()  # "100% tiêu chí của Chỉ số CCHC …" measures something else
    head = [mention for mention in mentions if begin <= mention.start < quantity.start]
    found = [mention for mention in head if not _PURPOSE.search(text, mention.end, quantity.start)]
    said = [at for at, (left, right) in enumerate(pairwise(found), 1) if _DOES.search(text, left.end, right.start)]
    found = found[said[-1] :] if said else found
    if not found and quantity.kind in ("rank", "point"):
        # "Các chỉ số: CCHC đạt 93 điểm; …", "thứ hạng CCHC tăng 3 bậc"
        told = (
            text.startswith(("chỉ số:", "các chỉ số"), clause.sentence) or "thứ hạng " in text[begin : quantity.start]
        )
        found = indices.find(text, begin, quantity.start, loose=True) if told else found
    if not found and quantity.kind in ("rank", "point"):
        loose = quantity.kind == "rank" and "xếp hạng" in text[quantity.start : stop]
        tail = [mention for mention in mentions if quantity.end <= mention.start < stop]
        tail = indices.find(text, quantity.end, max(quantity.end, stop), loose=True) if loose else tail
        found = [mention for mention in tail if not _PURPOSE.search(text, quantity.end, mention.start)]
    if found:
        return tuple(indices.codes(found))
    if before is None and quantity.kind == "rank" and clause.sentence < begin:
        earlier = indices.find(text, clause.sentence, begin)  # "Chỉ số PAPI thuộc nhóm khá; vị trí 15 - 20/63"
        return tuple(indices.codes(earlier[-1:]))
    return before.index_codes if before is not None and not clause.own else ()


def _due(
    text: str,
    dues: Sequence[Due],
    begin: int,
    stop: int,
    segment: Segment,
    clause: Clause,
    before: Clause | None,
) -> Due | None:
    """The due date of the clause: its own, that of the clause it goes on with, or the one that opens the sentence."""
    own = [due for due in dues if begin <= due.start < stop]
    if own:
        number, end = clause.quantity.number, clause.quantity.end
        ahead = [due for due in own if due.start < number]
        if ahead:
            return ahead[-1]
        follows = _LATER.search(text, end, own[0].start)
        return None if follows and text[follows.end() : own[0].start].strip() else own[0]
    if before is not None and before.due is not None and not clause.own:
        return before.due
    opening = [due for due in dues if due.start - segment.sentence <= 12]
    later = [due for due in dues if due.start < begin and due not in opening]
    return opening[0] if opening and not later else None


def _in_turn(text: str, segment: Segment, found: list[Clause]) -> list[Clause]:
    """To each number its index where they stand in turn: "PAR INDEX và SIPAS lần lượt đạt 90% và 86%"."""
    if len(found) < 2 or "lần lượt" not in text[segment.start : segment.end]:
        return found
    codes = indices.codes(indices.find(text, segment.start, segment.end))
    if len(codes) != len(found):
        return found
    return [replace(clause, index_codes=(code,)) for clause, code in zip(found, codes, strict=True)]
