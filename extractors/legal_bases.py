"""Legal bases: every instrument that a document cites, a row a mention (datasets: ``legal_bases``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors import legal_keys
from extractors.structure import Theme, Zone
from extractors.vietnamese import agencies, instruments, issuers, provinces, subjects
from extractors.vietnamese.agencies import code_key
from extractors.vietnamese.text import Folded, fold
from schemas.records import LegalBasis, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.structure import View
    from extractors.vietnamese.citations import Citation
    from extractors.vietnamese.provinces import Province
    from schemas.document import Place

# "Căn cứ …", "- Thực hiện …", "Để triển khai thực hiện …": the lines of a preamble.
_BASIS = re.compile(
    r"[-+*•–\s]*(?:căn cứ|thực hiện|thi hành|triển khai|theo|trên cơ sở|xét|quán triệt|chấp hành|phúc đáp|trả lời|"
    r"(?:để|nhằm) (?:tiếp tục |kịp thời )?(?:triển khai|thực hiện|tổ chức|thi hành|cụ thể hóa)|tiếp tục (?:thực hiện|triển khai))(?!\w)"
)
# What ends a preamble: its closing words ("… như sau:"), the ruling of a decision, its first article, a numbered item.
_OPENED = re.compile(r"(?:như sau|sau đây|dưới đây|cụ thể|quyết định|nội dung)\s*:\s*$")
_RULING = re.compile(r"quyết định ?:|nghị quyết ?:|chỉ thị ?:|điều \d|(?:[ivxl]+|\d{1,2}|[a-zđ]) ?[.)/-] ")
# The main clause of the preamble's last line, where it looks back: "UBND thành phố đánh giá kết quả thực hiện …".
_LOOKS_BACK = re.compile(r"[,;] [^,;.]{5,80} (?:đánh giá|báo cáo|tổng kết|sơ kết|thông báo)(?!\w)[^;.]*$")
# A short form that the document defines: "(sau đây gọi tắt là Chỉ thị 11)".
_SHORT_FORM = re.compile(
    r"(?:viết tắt|gọi tắt|gọi chung|sau đây gọi|gọi) ?(?:là|:)? ?[\"“]?(?P<form>[^()\"“”,;.]{3,60})"
)
_ANNEXED = re.compile(r"kèm theo ?:? ?(?:[^()]{0,40} )?$")
# "đã được Thủ tướng Chính phủ phê duyệt tại Quyết định số …": who issued it, told before it.
_ISSUED_BY = re.compile(r"(?:^|\s)(?:được|do) (?=(?P<issuer>\w))")
_ISSUED_VERB = re.compile(
    r" (?:(?:phê duyệt|ban hành|công bố|thông qua|quy định|giao|thành lập|phê chuẩn|quyết định|chấp thuận|và|,) ?)+"
    r"(?:kèm theo |tại |theo |bằng |trong )+(?:các )?$"
)
_LABELLED = re.compile(r"số ?:? ?$")


@dataclass(slots=True)
class _Reading:
    """What holds for the whole document: the preamble, its short forms, its own number, its province."""

    view: View
    basis: set[int] = field(default_factory=set)
    short_forms: frozenset[str] = frozenset()
    province: Province | None = None
    issuers: dict[str, str | None] = field(default_factory=dict)


def extract(view: View) -> list[LegalBasis]:
    """A row a mention of an instrument, in reading order."""
    cited = [index for index in range(len(view.blocks)) if view.citations(index)]
    if not cited:
        return []
    header = view.header
    reading = _Reading(view, short_forms=_short_forms(view))
    if header.province:
        reading.province = provinces.by_name(header.province, header.issued_on or header.issued_year)
    reading.basis = _preamble(view, cited)
    rows: list[LegalBasis] = []
    for index in cited:
        rows.extend(_of_block(reading, index))
    return rows


def _short_forms(view: View) -> frozenset[str]:
    """The names that the document gives to instruments, as keys: "chỉ thị 11"."""
    return frozenset(
        match["form"].replace(" số ", " ").strip()
        for folded in view.folded
        if "gọi" in folded.text or "viết tắt" in folded.text
        for match in _SHORT_FORM.finditer(folded.text)
    )


def _preamble(view: View, cited: list[int]) -> set[int]:
    """The blocks whose instruments the text rests on: lines of a preamble, and parts headed "Căn cứ"."""
    outline = view.outline
    basis = {index for index in cited if outline.theme(index) is Theme.LEGAL}
    last, wanted = cited[-1], set(cited)
    opened, annex = False, None
    for index, zone in enumerate(outline.zones[: last + 1]):
        if zone is Zone.HEADER or zone is Zone.SIGNATURE:
            continue
        current = outline.annex(index) if zone is Zone.ANNEX else None
        if current is not annex:
            opened, annex = False, current
        if opened or view.blocks[index].table is not None:
            continue
        text = view.folded[index].text
        if outline.within[index] is not None or _RULING.match(text):
            opened = annex is None or annex.reference is None or index > annex.reference
            continue
        if index in wanted and _BASIS.match(text):
            basis.add(index)
        opened = _OPENED.search(text) is not None
    return basis


def _of_block(reading: _Reading, index: int) -> Iterator[LegalBasis]:
    view = reading.view
    folded, citations = view.folded[index], view.citations(index)
    table = view.blocks[index].table is not None
    for order, citation in enumerate(citations):
        if _is_own(view, index, citation) or _is_short_form(reading, folded, citation):
            continue
        row = folded.text.count("\n", 0, citation.start) if table else None
        yield _row(reading, index, citation, citations[order + 1 :], row)


def _is_own(view: View, index: int, citation: Citation) -> bool:
    """Whether a mention is the document's own number, or the line of an annex that names the document it belongs to."""
    header, zone = view.header, view.outline.zones[index]
    text = view.folded[index].text
    if zone is Zone.HEADER and citation.bare:
        before = text[: citation.start].rstrip()
        if not before or citation.number is None or _labelled(text, citation):
            return True
    own = (
        citation.symbol is not None
        and header.symbol is not None
        and (code_key(citation.symbol) == code_key(header.symbol))
    )
    if citation.number is None and citation.citation is None and citation.symbol is not None:
        if own or header.symbol is None or _ANNEXED.search(text, 0, citation.start):
            return True
    same_number = citation.number is not None and citation.number.lstrip("0") == (header.number or "").lstrip("0")
    if own and same_number and (citation.number_year == header.number_year or header.number_year is None):
        return True
    annex = view.outline.annex(index)
    if annex is None or annex.reference != index or not _ANNEXED.search(text, 0, citation.start):
        return False
    return (
        own
        and header.number is None
        or (header.symbol is None and header.doc_type in {citation.instrument, None, "annex"})
    )


def _labelled(text: str, citation: Citation) -> bool:
    return text.startswith("số", citation.start) or _LABELLED.search(text, 0, citation.start) is not None


def _is_short_form(reading: _Reading, folded: Folded, citation: Citation) -> bool:
    """Whether a mention is a short form that the document defines, or its definition."""
    before = folded.text[max(0, citation.start - 16) : citation.start]
    if re.search(r"(?:tắt|gọi|gọi chung)(?: là)?:? ?[\"“]?$", before):
        return True
    if citation.symbol is not None or citation.number is None or not reading.short_forms:
        return False
    start = citation.start
    words = folded.text[start : start + 40]
    number = re.match(r"(?P<word>[^\d]+?) (?:số )?(?P<number>\d+\w?)", words)
    return number is not None and f"{number['word']} {number['number']}" in reading.short_forms


@dataclass(slots=True)
class _Behind:
    """Issuer and subject of a mention, as spans of a folded text."""

    issuer: tuple[int, int] | None
    title: tuple[int, int] | None
    end: int


def _behind(folded: Folded, citation: Citation, following: tuple[Citation, ...]) -> _Behind:
    """What stands behind (or inside) a mention: who issued the instrument, and what it is about."""
    text, end, issuer = folded.text, citation.end, citation.issuer
    if issuer is None:
        begin = end + 1 if text.startswith(", của ", end) else end
        if text.startswith((" của ", " do "), begin):
            start = text.index(" ", begin + 1) + 1
            found = issuers.at(folded, start)
            if found is not None:
                issuer, end = (start, found), found
    if issuer is None:
        issuer = _before(folded, citation)
    title = citation.title
    if title is None:
        title = subjects.behind(folded, end, citation, following)
    else:
        title = subjects.without_opening(folded, title)
    return _Behind(issuer, title, max(end, title[1] if title else end))


def _before(folded: Folded, citation: Citation) -> tuple[int, int] | None:
    """ "được Thủ tướng Chính phủ phê duyệt tại Quyết định số …": the issuer that is told before the mention."""
    floor = max(0, citation.start - 120)
    clause = folded.text[floor : citation.start]
    if "được " not in clause and "do " not in clause:
        return None
    for match in reversed(list(_ISSUED_BY.finditer(clause))):
        start = floor + match.start("issuer")
        end = issuers.at(folded, start)
        if end is not None and _ISSUED_VERB.fullmatch(folded.text, end, citation.start):
            return start, end
    return None


def _row(
    reading: _Reading, index: int, citation: Citation, following: tuple[Citation, ...], table_row: int | None
) -> LegalBasis:
    view = reading.view
    folded = view.folded[index]
    behind = _behind(folded, citation, following)
    text = folded.original
    issuer = text[slice(*behind.issuer)] if behind.issuer else None
    title = text[slice(*behind.title)] if behind.title else None
    sources: list[Source] = []
    end = behind.end
    if behind.issuer and behind.issuer[1] <= citation.start:
        sources.append(Source("issuer", view.place(index, *behind.issuer, table_row)))
    if (
        end >= len(text.rstrip())
        and view.outline.zones[index] is Zone.HEADER
        and behind.title is None
        or (behind.title and behind.title[1] == len(text) and view.outline.zones[index] is Zone.HEADER)
    ):
        issuer, title, more = _over_lines(view, index, citation, issuer, title)
        sources.extend(more)
    stated = issuer is not None
    confidence = citation.confidence
    if issuer is None:
        issuer = _worked_out(reading, citation)
        if issuer is not None:
            sources.append(Source("issuer", rule="issuer_from_symbol"))
    if citation.rule:
        sources.append(Source("citation", rule=citation.rule))
    section = view.outline.section(index)
    return LegalBasis(
        place=view.place(index, citation.start, end, table_row),
        confidence=round(confidence * (1 if stated or issuer is None else 0.97), 3),
        sources=tuple(sources),
        role="basis" if _is_basis(reading, index, citation) else "reference",
        instrument=citation.instrument,
        area=section.area if section else None,
        section=section.title if section else None,
        number=citation.number,
        number_year=citation.number_year,
        symbol=citation.symbol,
        citation=citation.citation,
        issued_on=citation.issued_on,
        issued_year=citation.issued_year,
        issuer=issuer,
        issuer_stated=stated,
        title=title,
        legal_key=legal_keys.key(citation, issuer, stated, view.header),
    )


def _over_lines(
    view: View, index: int, citation: Citation, issuer: str | None, title: str | None
) -> tuple[str | None, str | None, list[Source]]:
    """Issuer and subject of a mention in the title block, whose lines are blocks of their own."""
    zones = view.outline.zones
    last = index
    while (
        last + 1 < len(zones)
        and zones[last + 1] is Zone.HEADER
        and last - index < 4
        and (
            view.blocks[last + 1].table is None
            and not _RULING.match(view.folded[last + 1].text)
            and not view.folded[last + 1].text.startswith(("kính gửi", "(", "số"))
        )
    ):
        last += 1
    if last == index:
        return issuer, title, []
    joined = fold(" ".join(view.blocks[line].text for line in range(index, last + 1)))
    behind = _behind(joined, citation, view.citations(index)[view.citations(index).index(citation) + 1 :])
    sources = []
    for name, span in (("issuer", behind.issuer), ("title", behind.title)):
        if span is not None and span[1] > len(view.blocks[index].text):
            sources.append(Source(name, _place_in_lines(view, index, span), "title_lines"))
    words = joined.original
    return (
        words[slice(*behind.issuer)] if behind.issuer else issuer,
        words[slice(*behind.title)] if behind.title else title,
        sources,
    )


def _place_in_lines(view: View, index: int, span: tuple[int, int]) -> Place:
    """The place of the last line that a span of the joined lines reaches."""
    offset, line = 0, index
    while offset + len(view.blocks[line].text) + 1 <= span[1] - 1:
        offset += len(view.blocks[line].text) + 1
        line += 1
    return view.place(line, max(0, span[0] - offset), span[1] - offset)


def _is_basis(reading: _Reading, index: int, citation: Citation) -> bool:
    if index not in reading.basis:
        return False
    if reading.view.outline.theme(index) is Theme.LEGAL:
        return True
    text = reading.view.folded[index].text
    sentence = text.rfind(". ", 0, citation.start) + 1
    if sentence and not _BASIS.match(text, sentence):
        return False
    return _LOOKS_BACK.search(text, sentence, citation.start) is None


def _worked_out(reading: _Reading, citation: Citation) -> str | None:
    """The issuer that the symbol tells, with its full name and province; None where it tells none or several."""
    if citation.symbol is None:
        if citation.number is None:
            return {"law": "Quốc hội", "constitution": "Quốc hội", "ordinance": "Ủy ban Thường vụ Quốc hội"}.get(
                citation.instrument
            )
        return None
    symbol = citation.symbol
    if symbol not in reading.issuers:
        reading.issuers[symbol] = _issuer_of(reading, symbol)
    return reading.issuers[symbol]


def _issuer_of(reading: _Reading, symbol: str) -> str | None:
    read = instruments.read_symbol(symbol)
    if not read.issuer or (read.type_code or "").endswith(("LT", "LB", "PH", "LN")):
        return None
    first = read.issuer[0]
    if first in {"TW", "TƯ", "BTV"}:
        return None  # Central Committee, Politburo or Secretariat
    local = first in {"UBND", "UB", "HĐND", "HDND", "CTUBND", "CT"}
    header = reading.view.header
    if local and header.agency_level in {"district", "commune", "unit"}:
        return None
    agency = agencies.by_code("-".join(read.issuer), reading.province)
    if agency is None or (local and agency.level is None):
        return None
    return agency.name
