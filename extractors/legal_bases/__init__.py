"""Legal bases: every instrument that a document cites, a row a mention (datasets: ``legal_bases``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.legal_bases import issuers as legal_issuers
from extractors.legal_bases import keys as legal_keys
from extractors.legal_bases.roles import Roles
from extractors.structure import Zone
from extractors.vietnamese import agencies, instruments, issuers, provinces, subjects
from extractors.vietnamese.text import Folded, fold
from schemas.records import LegalBasis, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.structure import View
    from extractors.vietnamese.citations import Citation, Span
    from extractors.vietnamese.provinces import Province
    from schemas.document import Place

_ISSUES = re.compile(r" (?:ban hành|phê duyệt|công bố|ký)(?!\w)")
# "Ban Tổ chức cán bộ Chính phủ (nay là Bộ Nội vụ) về …"
_RENAMED = re.compile(r" \((?:nay là|trước đây là|cũ)[^)]{0,60}\)")
# Lines of a title block that do not go on with the subject.
_NO_SUBJECT_LINE = re.compile(r"kính gửi|\(|số ?:|quyết định ?:|căn cứ|điều \d")
_MOST_LINES = 4
# Laws and the like have one issuer each; these codes of joint instruments name several.
_OF_STATE = {"law": "Quốc hội", "constitution": "Quốc hội", "ordinance": "Ủy ban Thường vụ Quốc hội"}
_JOINT = ("LT", "LB", "LN", "PH")
# The Central Committee, the Politburo or the Secretariat; the office of any body: the symbol does not tell which.
_UNTOLD = frozenset(("TW", "TƯ", "BTV", "VP"))
# Codes that every level has: without an issuer stated, the province is meant in documents of the province alone.
_LOCAL = frozenset(("UBND", "UB", "HĐND", "HDND", "CTUBND", "CTUB", "CT"))
_BELOW_PROVINCE = frozenset(("district", "commune", "unit"))


@dataclass(slots=True)
class _Reading:
    view: View
    roles: Roles
    province: Province | None
    issuers: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Behind:
    """Who issued an instrument and what it is about, as spans of a folded text; ``end`` is past both."""

    issuer: Span | None
    title: Span | None
    end: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention with what is told of it; ``shared``: the issuer holds for the mentions that a list goes on with."""

    citation: Citation
    behind: _Behind
    shared: bool = False


def extract(view: View) -> list[LegalBasis]:
    """A row a mention of an instrument, in reading order."""
    cited = [index for index in range(len(view.blocks)) if view.citations(index)]
    if not cited:
        return []
    header = view.header
    province = provinces.by_name(header.province, header.issued_on or header.issued_year) if header.province else None
    reading = _Reading(view, Roles.of(view, cited), province)
    return [row for index in cited for row in _of_block(reading, index)]


def _of_block(reading: _Reading, index: int) -> Iterator[LegalBasis]:
    view, roles = reading.view, reading.roles
    text = view.folded[index].text
    table_row = 0 if view.blocks[index].table is not None else None
    before = 0
    told: _Told | None = None
    for order, citation in enumerate(view.citations(index)):
        if table_row is not None:
            table_row += text.count("\n", before, citation.start)
            before = citation.start
        if not roles.is_own(index, citation) and not roles.is_short_form(index, citation):
            behind = _behind(view.folded[index], view.citations(index), order)
            told = _issued_before(reading, index, citation, behind, told)
            yield _row(reading, index, order, told, table_row)


def _issued_before(reading: _Reading, index: int, citation: Citation, behind: _Behind, last: _Told | None) -> _Told:
    """What stands behind a mention, with the issuer and the day that are told before it or before its list."""
    folded = reading.view.folded[index]
    if behind.issuer is not None:
        return _Told(citation, behind)
    told = legal_issuers.before(folded, citation)
    if told is not None:
        if told.day is not None and citation.issued_on is None:
            citation = replace(citation, issued_on=told.day.date, issued_year=told.day.year)
        return _Told(citation, replace(behind, issuer=told.issuer), told.shared)
    if (
        last is not None
        and last.shared
        and legal_issuers.goes_on(folded.text, last.behind.end, citation)
        and _worked_out(reading, citation) in (None, _worked_out(reading, last.citation))
    ):
        return _Told(citation, replace(behind, issuer=last.behind.issuer), True)
    return _Told(citation, behind)


def _row(reading: _Reading, index: int, order: int, told: _Told, table_row: int | None) -> LegalBasis:
    view, citation, behind = reading.view, told.citation, told.behind
    text = view.folded[index].original
    issuer = text[slice(*behind.issuer)] if behind.issuer else None
    title = text[slice(*behind.title)] if behind.title else None
    sources: list[Source] = []
    if behind.issuer and behind.issuer[1] <= citation.start:
        sources.append(Source("issuer", view.place(index, *behind.issuer, table_row)))
    if (
        view.outline.zones[index] is Zone.HEADER
        and table_row is None
        and (title is None or behind.end >= len(text.rstrip(" ,")))
    ):
        issuer, title = _over_lines(view, index, order, sources) or (issuer, title)
    stated = issuer is not None
    if issuer is None:
        issuer = _worked_out(reading, citation)
        if issuer is not None:
            sources.append(Source("issuer", rule="issuer_from_symbol"))
    if citation.rule:
        sources.append(Source("citation", rule=citation.rule))
    section = view.outline.section(index)
    return LegalBasis(
        place=view.place(index, citation.start, behind.end, table_row),
        confidence=round(citation.confidence * (1 if stated or issuer is None else 0.97), 3),
        sources=tuple(sources),
        role="basis" if reading.roles.is_basis(index, citation) else "reference",
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


def _behind(folded: Folded, citations: Sequence[Citation], order: int) -> _Behind:
    """What stands behind (or inside) a mention: who issued the instrument, and what it is about."""
    text, citation = folded.text, citations[order]
    end, issuer = citation.end, citation.issuer
    if issuer is None:
        closed = citation.title is not None and text.startswith(") của ", end)  # "Kế hoạch … (số 12/KH-SNV) của Sở"
        begin = end + 1 if closed or text.startswith(", của ", end) else end
        start = begin + 5 if text.startswith(" của ", begin) else begin + 4 if text.startswith(" do ", begin) else 0
        found = issuers.at(folded, start) if start else None
        if found is not None and (start == begin + 5 or _ISSUES.match(text, found)):
            issuer, end = (start, found), found
            renamed = _RENAMED.match(text, end)
            end = renamed.end() if renamed else end
    if issuer is not None and citation.instrument == "joint_circular" and issuer[1] == end:
        end = legal_issuers.joint(folded, end)
        issuer = issuer[0], end
    if citation.title is not None:
        title = subjects.without_opening(folded, citation.title)
    else:
        title = subjects.behind(folded, end, citations, order)
    if issuer is None and title is not None and text.startswith(" do ", title[1]):
        found = issuers.at(folded, title[1] + 4)  # "Nghị quyết 30c/NQ-CP về … do Chính phủ ban hành"
        if found is not None and _ISSUES.match(text, found):
            issuer = (title[1] + 4, found)
    return _Behind(issuer, title, max(end, title[1] if title else end, issuer[1] if issuer else end))


def _over_lines(view: View, index: int, order: int, sources: list[Source]) -> tuple[str | None, str | None] | None:
    """Issuer and subject of a mention in the title block, whose lines are blocks of their own."""
    lines = [index]
    for line in range(index + 1, min(index + 1 + _MOST_LINES, len(view.blocks))):
        folded = view.folded[line]
        if (
            view.outline.zones[line] is not Zone.HEADER
            or view.blocks[line].table is not None
            or _NO_SUBJECT_LINE.match(folded.text)
            or issuers.at(folded, 0) == len(folded.text)
        ):
            break
        lines.append(line)
    if len(lines) == 1:
        return None
    joined = fold(" ".join(view.blocks[line].text for line in lines))
    behind = _behind(joined, view.citations(index), order)
    for name, span in (("issuer", behind.issuer), ("title", behind.title)):
        if span is not None and span[1] > len(view.blocks[index].text):
            sources.append(Source(name, _place_in_lines(view, lines, span), "title_lines"))
    words = joined.original
    return (
        words[slice(*behind.issuer)] if behind.issuer else None,
        words[slice(*behind.title)] if behind.title else None,
    )


def _place_in_lines(view: View, lines: list[int], span: Span) -> Place:
    """The place in the last line that a span of the joined lines reaches."""
    offset = 0
    for line in lines:
        length = len(view.blocks[line].text)
        if span[1] <= offset + length:
            break
        offset += length + 1
    return view.place(line, max(0, span[0] - offset), span[1] - offset)


def _worked_out(reading: _Reading, citation: Citation) -> str | None:
    """The issuer that the symbol tells, with its full name and province; None where it tells none or several."""
    symbol = citation.symbol
    if symbol is None:
        return _OF_STATE.get(citation.instrument) if citation.number is None else None
    if symbol not in reading.issuers:
        reading.issuers[symbol] = _issuer_of(reading, symbol)
    return reading.issuers[symbol]


def _issuer_of(reading: _Reading, symbol: str) -> str | None:
    read = instruments.read_symbol(symbol)
    if not read.issuer or read.issuer[0] in _UNTOLD or (read.type_code or "").endswith(_JOINT):
        return None
    local = read.issuer[0] in _LOCAL
    if local and reading.view.header.agency_level in _BELOW_PROVINCE:
        return None
    agency = agencies.by_code("-".join(read.issuer), reading.province)
    if agency is None or (local and agency.level is None):
        return None
    return agency.name
