"""What a document says of itself: type, number, day, issuer, province, title, signer (domain sections 1 and 2)."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from extractors.header import issuer, letterhead, signature, title
from extractors.header.issuer import Facts, Head
from extractors.header.lines import lines_of
from extractors.structure import Zone
from extractors.vietnamese import agencies, dates, provinces
from schemas.records import DocumentRecord, Source

if TYPE_CHECKING:
    from extractors.header.letterhead import Letterhead
    from extractors.header.lines import Line
    from extractors.header.signature import Signature
    from extractors.header.title import TypeLine
    from extractors.structure import View
    from extractors.vietnamese.agencies import Agency
    from extractors.vietnamese.provinces import Province

_HEADER_BLOCKS = 40
_CAPTION_LINES = 16
"""How many lines a portal may set between the caption of its page and the document."""
# Documents that plan; others name the plans of others ("Căn cứ Quyết định … ban hành Kế hoạch … năm 2011").
_PLANNING = (
    None,
    "plan",
    "program",
    "action_program",
    "scheme",
    "project",
    "option",
    "dispatch",
    "proposal",
    "directive",
)
# "xây dựng Kế hoạch cải cách hành chính năm 2022", "Ban hành kèm theo Quyết định này Chương trình … năm 2020": the year
# planned for, where the title states none.
_PLANS = re.compile(
    r"(?:xây dựng|ban hành(?: kèm theo quyết định này)?|lập) (?:và \w+ \w+ )?(?:kế hoạch|chương trình)[^.;:]{0,160}"
)
# "Trên đây là Kế hoạch …": the type, where no line and no symbol says it.
_CLOSING = re.compile(r"trên đây là (?:nội dung )?(?P<type>[^\W\d]+ [^\W\d]+(?: [^\W\d]+ [^\W\d]+)?)")


def extract(view: View) -> DocumentRecord:
    """What the document says of itself, each field with where it was read."""
    facts = Facts()
    head = _scan(letterhead.without_captions(list(lines_of(view, _header_blocks(view)))))
    _fill_from_annex(view, head, facts)
    signed = signature.read(view)
    doc_type = _doc_type(view, head, facts)
    day = _day(head.letterhead, signed, facts)
    text = _title(view, head, facts)
    years = _years(view, text, doc_type, day[1], facts)
    on = day[0] or (date(day[1], day[2], 1) if day[1] and day[2] else day[1])
    agency, province = issuer.read(view, head, text, on, facts)
    era = issuer.era(view, province, on, years)
    return _record(view, head, signed, facts, _Result(doc_type, day, text, years, agency, province, era))


@dataclass(frozen=True, slots=True)
class _Result:
    doc_type: str | None
    day: tuple[date | None, int | None, int | None]
    title: str | None
    years: tuple[int | None, int | None]
    agency: Agency | None
    province: Province | None
    era: str | None


def _record(view: View, head: Head, signed: Signature, facts: Facts, result: _Result) -> DocumentRecord:
    top = head.letterhead
    province, era = result.province, result.era
    if province is not None and era is not None:
        province = provinces.of_era(province, era)
    after = provinces.successor(province) if province else None
    facts.note(view, "number", top.number_line, "number_unread" if top.unread else None)
    facts.note(view, "issued_on", top.day_line)
    facts.note(view, "place", top.place_line)
    facts.note(view, "signer", signed.signer_line, "columns_joined" if signed.guessed else None)
    facts.note(view, "signer_title", signed.title_line)
    for line, _ in signed.recipient_lines[:1]:
        facts.note(view, "recipients", line)
    return DocumentRecord(
        doc_type=result.doc_type,
        number=top.number,
        number_year=top.number_year,
        symbol=top.symbol,
        issued_on=result.day[0],
        issued_year=result.day[1],
        issued_month=result.day[2],
        place=top.place,
        agency=result.agency.name if result.agency else None,
        agency_code=result.agency.code if result.agency else None,
        agency_level=result.agency.level if result.agency else None,
        province=province.name if province else None,
        province_code=province.code if province and era else None,
        era=era if province else None,
        province_2025=after.name if after else None,
        province_2025_code=after.code if after else None,
        title=result.title,
        plan_year=result.years[0],
        plan_year_to=result.years[1],
        signer=signed.signer,
        signer_title=signed.title,
        signing_mode=signed.mode,
        recipients=tuple(signed.recipients),
        secrecy=top.secrecy or view.document.meta.get("secrecy"),
        urgency=top.urgency or view.document.meta.get("urgency"),
        is_draft=(top.number is None and not top.unread) or result.day[0] is None,
        sources=tuple(facts.sources),
    )


def _header_blocks(view: View) -> list[int]:
    """The blocks of the head; of a document without one, the first that stand above its text."""
    zones = view.outline.zones
    head = list(takewhile(lambda index: zones[index] is Zone.HEADER, range(len(zones))))
    titled = True
    for index in range(len(head), min(len(head) + 8, len(zones))):
        folded = view.folded[index].text
        if titled and not _is_of_head(view, index):
            break
        head.append(index)
        titled = title.type_of_words(folded.strip(" .:")) is None
    first = head or range(min(len(view.blocks), 8))
    return list(takewhile(lambda index: not _is_data(view, index), first))[:_HEADER_BLOCKS]


def _is_of_head(view: View, index: int) -> bool:
    """Whether a block belongs to the head by its words, where its shape did not tell: "V/v …", "Kính gửi: …"."""
    block, folded = view.blocks[index], view.folded[index].text
    if block.table is not None or len(folded) > 400:
        return False
    if title.SUBJECT.match(folded) or title.ADDRESSEE.match(folded) or letterhead.MOTTO.search(folded):
        return True
    return title.is_old_type_line(folded) or title.type_of_words(folded.strip(" .:")) not in (None, "annex")


def _is_data(view: View, index: int) -> bool:
    """Whether a block is a table of data, not a letterhead in two or three columns."""
    table = view.blocks[index].table
    return table is not None and (table.rows > 8 or table.columns > 4) and "độc lập" not in view.folded[index].text


def _scan(lines: list[Line]) -> Head:
    head = Head()
    pending = deque(lines)
    while pending:
        line = pending.popleft()
        if head.type_line is None:
            pieces = letterhead.cut(line)
            if not pieces:
                continue
            line, *rest = pieces
            pending.extendleft(reversed(rest))
            _above(head, line, pending)
        else:
            _below(head, line)
    return head


def _above(head: Head, line: Line, pending: deque[Line]) -> None:
    """Read a line above the title, or of the subject of a dispatch."""
    top = head.letterhead
    if letterhead.read_stamp(top, line):
        return
    for read in (letterhead.read_number, letterhead.read_day):
        rest = read(top, line)
        if rest is not None:
            if rest.text:
                pending.appendleft(rest)
            return
    if title.ADDRESSEE.match(line.folded):
        head.addressed = True
        return
    subject = title.SUBJECT.match(line.folded)
    if subject is not None and not head.subject:
        head.subject.append(line.part(subject.end()))
        return
    if head.subject:
        if not head.addressed and (_same_cell(head.subject[-1], line) or title.goes_on(head.subject, line)):
            head.subject.append(line)
        return
    fresh = not (top.bodies or top.number_line or top.day)
    found = title.type_line(line, pending[0] if pending else None, fresh)
    if found is not None and fresh and _before_letterhead(line, pending):
        head.loose.append(line)  # the caption of a portal's page
        return
    if found is not None:
        head.type_line, takes_next = found
        if takes_next:
            pending.popleft()
        if head.type_line.rest is not None:
            pending.appendleft(_old_number(top, head.type_line))
        return
    split = letterhead.split_place(line)
    if split is not None:
        pending.extendleft(reversed(split))
    elif (line.column or 0) == 0 or (not top.bodies and agencies.is_opening(line.folded)):
        _body(head, line)


def _before_letterhead(line: Line, pending: deque[Line]) -> bool:
    """Whether the motto is still to come below a line that no one set as a title: "Báo cáo"."""
    return not line.text.isupper() and any(
        letterhead.MOTTO.search(after.folded) for after in islice(pending, _CAPTION_LINES)
    )


def _old_number(top: Letterhead, found: TypeLine) -> Line:
    """Number and day behind the issuer on the type line ("… của Chính phủ số 94/1998/NĐ-CP ngày …"); what follows."""
    line = found.rest or found.line
    if found.body is not None:
        for read in (letterhead.read_number, letterhead.read_day):
            line = read(top, line) or line
    return line


def _of_body(head: Head, line: Line) -> bool:
    """Read the issuer of a type line that goes on in the next: "NGHỊ ĐỊNH" / "của Chính phủ số …"."""
    body, rest = title.of_body(line)
    if body is None or head.type_line is None:
        return False
    head.type_line = replace(head.type_line, body=body, rest=rest)
    if rest is not None and (rest := _old_number(head.letterhead, head.type_line)).text:
        head.title.append(rest)
    return True


def _same_cell(before: Line, line: Line) -> bool:
    return line.column is not None and (before.block, before.row, before.column) == (line.block, line.row, line.column)


def _body(head: Head, line: Line) -> None:
    """Take a line for one of the issuer's name, or lay it aside."""
    top = head.letterhead
    named = agencies.is_opening(line.folded) and len(line.text) < 150
    if named or (top.bodies and top.number_line is None and letterhead.is_name_line(top.bodies[-1], line)):
        top.bodies.append(line)
    else:
        head.loose.append(line)


def _below(head: Head, line: Line) -> None:
    """Read a line below the type line: of the title, up to a bracket, a preamble or the authority that decides."""
    top = head.letterhead
    if not head.title and line.folded.startswith("của ") and _of_body(head, line):
        return
    if letterhead.RULE.fullmatch(line.folded) or line.text.startswith(("(", "*(")):
        head.closed = head.closed or bool(head.title)
    elif title.ADDRESSEE.match(line.folded):
        head.addressed = head.closed = True
    elif letterhead.read_stamp(top, line):
        return
    elif top.number_line is None and line.folded.startswith(("số:", "số :")):
        rest = letterhead.read_number(top, line)
        _go_on(head, rest if rest is not None else line)
    elif top.day is None and len(line.text) < 200:
        rest = letterhead.read_day(top, line)
        _go_on(head, rest if rest is not None else line)
    else:
        _go_on(head, line)


def _go_on(head: Head, line: Line) -> None:
    """Take a line for one of the title, or close the title."""
    if head.closed or not line.text:
        return
    if title.goes_on(head.title, line):
        head.title.append(line)
    else:
        head.closed = True


def _fill_from_annex(view: View, head: Head, facts: Facts) -> None:
    """Number and day of a document without a letterhead, from "(Kèm theo Kế hoạch số 85/KH-SNV ngày 12/3/2022 …)"."""
    top = head.letterhead
    if top.number_line is not None or top.day is not None:
        return
    for annex in view.outline.annexes:
        if annex.reference is None:
            continue
        for line in lines_of(view, [annex.reference]):
            at = line.folded.find("số")
            if at >= 0 and letterhead.read_number(top, line.part(at)) is not None:
                facts.note(view, "number", None, "annex_reference")
                mention = next((day for day in dates.find(line.folded) if day.start > at), None)
                top.day, top.day_line = mention, line.part(mention.start, mention.end) if mention else None
                return


def _day(top: Letterhead, signed: Signature, facts: Facts) -> tuple[date | None, int | None, int | None]:
    """The day of issue, its year and its month; a digital signature tells the day that the head leaves blank."""
    mention = top.day
    stated = mention.date if mention else None
    signed_on = signed.signed_on or top.signed_on
    if stated is None and signed_on is not None and (mention is None or mention.year in (None, signed_on.year)):
        facts.sources.append(Source("issued_on", None, "digital_signature"))
        stated = signed_on
    if stated is not None:
        return stated, stated.year, stated.month
    if mention is None or mention.rule == "date_impossible":
        return None, mention.year if mention else None, None
    return None, mention.year, mention.month


def _title(view: View, head: Head, facts: Facts) -> str | None:
    lines = head.title or head.subject
    rule = None
    if not lines and head.type_line is None and not head.subject:
        number = head.letterhead.number_line
        below = [line for line in head.loose if number and (line.block, line.start) > (number.block, number.start)]
        lines, rule = _first_words(below or head.loose), "first_lines"
    if not lines:
        return None
    inline = title.inline_type(lines[0]) if rule else None
    if inline is not None:
        lines = [inline[1], *lines[1:]]
    facts.note(view, "title", lines[0], rule)
    return title.title_of(lines)


def _first_words(lines: list[Line]) -> list[Line]:
    """The title of a text that lost its type line: its first lines, where they are no sentence."""
    taken: list[Line] = []
    for line in lines:
        if not title.goes_on(taken, line) or len(line.text) > 300:
            break
        taken.append(line)
    return taken


def _years(
    view: View, text: str | None, doc_type: str | None, issued: int | None, facts: Facts
) -> tuple[int | None, int | None]:
    """The years that the title plans for, else those of the sentence that says so ("xây dựng Kế hoạch … năm 2022")."""
    if text:
        years = title.plan_years(text, doc_type, issued)
        if years[0] is not None:
            return years
    if doc_type not in _PLANNING and not (doc_type == "decision" and text is None):
        return None, None
    first = issuer.preamble(view) if doc_type != "decision" else _first_article(view)
    for index in first:
        for match in _PLANS.finditer(view.folded[index].text):
            years = title.plan_years(match[0], doc_type, issued)
            if years[0] is not None:
                facts.sources.append(Source("plan_year", view.place(index, *match.span()), "preamble"))
                return years
    return None, None


def _first_article(view: View) -> list[int]:
    """The block of a decision that says what it decides: "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch …"."""
    return [index for index in range(len(view.blocks)) if view.folded[index].text.startswith("điều 1")][:1]


def _doc_type(view: View, head: Head, facts: Facts) -> str | None:
    if head.type_line is not None:
        facts.note(view, "doc_type", head.type_line.line)
        return head.type_line.code
    if head.subject or head.addressed:
        facts.note(view, "doc_type", head.subject[0] if head.subject else None, "subject")
        return "dispatch"
    symbol = head.letterhead.symbol
    if symbol is not None and (code := title.type_of_symbol(symbol)) is not None:
        facts.note(view, "doc_type", head.letterhead.number_line, "symbol")
        return code
    if head.loose and (inline := title.inline_type(head.loose[0])) is not None:
        facts.note(view, "doc_type", head.loose[0], "first_lines")
        return inline[0]
    for index in range(min(_HEADER_BLOCKS, len(view.blocks))):
        if view.folded[index].text.strip(" .:") == "quyết định" and view.blocks[index].text.isupper():
            facts.sources.append(Source("doc_type", view.place(index, 0, len(view.blocks[index].text)), "resolves"))
            return "decision"
    for index in range(len(view.blocks) - 1, max(-1, len(view.blocks) - 400), -1):
        folded = view.folded[index].text
        if folded.startswith("trên đây là") and (match := _CLOSING.match(folded)):
            words = match["type"].split()
            code = title.type_of_words(" ".join(words)) or title.type_of_words(" ".join(words[:2]))
            if code is not None:
                facts.sources.append(Source("doc_type", view.place(index, *match.span("type")), "closing"))
                return code
    return None
