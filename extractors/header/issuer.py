"""Who issues a document, in which province, and in which era: of the letterhead, the symbol, the text (domain 2)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.header import letterhead
from extractors.structure import Zone
from extractors.vietnamese import agencies, provinces
from extractors.vietnamese.text import fold
from schemas.records import Source

if TYPE_CHECKING:
    from datetime import date

    from extractors.header.letterhead import Letterhead
    from extractors.header.lines import Line
    from extractors.header.title import TypeLine
    from extractors.structure import View
    from extractors.vietnamese.agencies import Agency
    from extractors.vietnamese.provinces import Province
    from schemas.document import Place

_SEARCHED_BLOCKS = 46
_PREAMBLE_BLOCKS = 6
_PROVINCE_BLOCKS = 80
# A council with the units above it behind its name: "Ủy ban nhân dân xã Tân Lập - Huyện Đức Linh".
_OF_UNIT_ABOVE = re.compile(
    r"^(?P<own>(?:ủy ban|hội đồng) nhân dân (?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố) \S.*?)"
    r"[\s,;–-]+(?:huyện|quận|thị xã|thành phố|tp\.?|tỉnh) \S.*$",
    re.IGNORECASE,
)
_OF_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?) (?P<name>[^,;:()\d]{2,30})")
_BODIES = (
    r"(?:sở|ủy ban nhân dân|ubnd|hđnd|hội đồng nhân dân|ban|bộ|cục|chi cục|trung tâm|phòng|thanh tra|công an|văn phòng|"
    r"tỉnh ủy|huyện ủy|đảng ủy|bệnh viện|trường)"
)
# "…, Sở Nội vụ xây dựng kế hoạch cải cách hành chính năm 2022 như sau": who issues, where no letterhead says it.
_ISSUES = re.compile(
    rf"(?:^|[,;:.)] ?)(?P<agency>{_BODIES}(?!\w)[^;:.()]{{0,110}}?) "
    r"(?:đã |sẽ )?(?:xây dựng|ban hành|lập|đề ra|triển khai|tổ chức|yêu cầu|đề nghị|báo cáo|thông báo|hướng dẫn)(?!\w)"
)
# "… năm 2022 của Sở Lao động - Thương binh và Xã hội", in a title or "(Kèm theo Kế hoạch … của Sở LĐ-TB&XH)".
_OF_BODY = re.compile(rf"của (?P<agency>{_BODIES}(?!\w)[^;:()]*?)(?= số| năm| trong| giai đoạn| đến|\)|$)")


@dataclass(slots=True)
class Head:
    """What was read of the head of a document, as lines."""

    letterhead: Letterhead = field(default_factory=letterhead.Letterhead)
    type_line: TypeLine | None = None
    title: list[Line] = field(default_factory=list)
    subject: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    addressed: bool = False
    closed: bool = False


@dataclass(slots=True)
class Facts:
    """What was worked out of the lines, with where each was read or by which rule it was decided."""

    sources: list[Source] = field(default_factory=list)

    def note(self, view: View, name: str, line: Line | None, rule: str | None = None) -> None:
        """Note the line that a field was read in, or the rule that decided it."""
        if line is not None or rule is not None:
            self.sources.append(Source(name, line.place(view) if line and line.text else None, rule))


def read(
    view: View, head: Head, text: str | None, on: date | int | None, facts: Facts
) -> tuple[Agency | None, Province | None]:
    """The issuing body and its province: of the letterhead, else of the symbol, else of the text."""
    agency, above, lines = letterhead.read_agency(head.letterhead.bodies)
    if agency is None and head.type_line is not None and head.type_line.body is not None:
        lines = [head.type_line.body]
        agency = agencies.by_name(lines[0].text)
    province = _province(view, head, agency, above, text, on)
    by_symbol = agencies.by_symbol(head.letterhead.symbol or "", province)
    if agency is None or _is_above(agency, by_symbol):
        agency = _without_letterhead(view, head, by_symbol, text, facts) or agency
    else:
        facts.note(view, "agency", lines[0] if lines else None)
    if agency is None:
        return None, province
    if agency.code in ("UBND", "HĐND") and agency.level in (None, "province") and agency.province is None:
        agency = _of_place(view, head, agency, province)
    if agency.level is None and _set_up_by_province(head):
        agency = replace(agency, level="province")
    if agency.level in ("commune", "district"):
        agency = replace(agency, name=_OF_UNIT_ABOVE.sub(r"\g<own>", agency.name))
    named = provinces.by_name(agency.province.name, on) if agency.province else None
    central = agency.level == "central" or any(body.level == "central" for body in above)
    return agency, None if central and named is None else province or named


def _set_up_by_province(head: Head) -> bool:
    """Whether a line of the head names the province alone: "TỈNH BẮC KẠN" over "HỘI ĐỒNG THẨM ĐỊNH …"."""
    return any(
        (name := _OF_PROVINCE.fullmatch(line.folded)) is not None and provinces.by_name(name["name"]) is not None
        for line in head.loose
    )


def _without_letterhead(
    view: View, head: Head, by_symbol: Agency | None, text: str | None, facts: Facts
) -> Agency | None:
    """The issuer that the symbol tells; of a council, which every level has, that which the text tells."""
    in_text, place = _in_text(view, text)
    everywhere = by_symbol is not None and by_symbol.code in ("UBND", "HĐND")
    if by_symbol is None or (everywhere and in_text is not None and in_text.code == by_symbol.code):
        if in_text is not None:
            facts.sources.append(Source("agency", place, "text"))
        return in_text or by_symbol
    facts.note(view, "agency", head.letterhead.number_line, "symbol")
    if everywhere and head.letterhead.place and provinces.by_place(head.letterhead.place) is None:
        return agencies.by_code(by_symbol.code or "")
    return by_symbol


def _of_place(view: View, head: Head, agency: Agency, province: Province | None) -> Agency:
    """A council that is named without its unit: of the province, or of the commune or district of the place line."""
    place = head.letterhead.place
    if place is None or provinces.by_place(place) is not None or agency.level == "province":
        return agencies.by_code(agency.code or "", province) or agency
    unit = re.compile(
        rf"(?<!\w)(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố) {re.escape(fold(place).text)}(?!\w)"
    )
    for index, folded in enumerate(view.folded[:_PROVINCE_BLOCKS]):
        match = unit.search(folded.text)
        if match:
            return agencies.by_name(f"{agency.name} {view.blocks[index].text[match.start() : match.end()]}") or agency
    return agency


def _is_above(agency: Agency, by_symbol: Agency | None) -> bool:
    """Whether the letterhead kept only the body above the issuer: "UBND TỈNH …" over a symbol "KH-SCT"."""
    return by_symbol is not None and agency.code == "UBND" and by_symbol.level == "department"


def _in_text(view: View, text: str | None) -> tuple[Agency | None, Place | None]:
    for index in preamble(view):
        found = None
        for match in _ISSUES.finditer(view.folded[index].text):
            agency = agencies.by_name(view.blocks[index].text[match.start("agency") : match.end("agency")])
            if agency is not None:
                found = agency, view.place(index, match.start("agency"), match.end("agency"))
        if found is not None:
            return found
    for words in (
        text or "",
        *(view.blocks[a.reference].text for a in view.outline.annexes if a.reference is not None),
    ):
        for match in _OF_BODY.finditer(fold(words).text):
            agency = agencies.by_name(words[match.start("agency") : match.end("agency")])
            if agency is not None:
                return agency, None
    return None, None


def _province(
    view: View, head: Head, agency: Agency | None, above: list[Agency], text: str | None, on: date | int | None
) -> Province | None:
    """The province that the letterhead names, else the place line, else the title, else the text most often."""
    for body in (agency, *reversed(above)):
        if body is not None and body.province is not None:
            return provinces.by_name(body.province.name, on)
    if any(body is not None and body.level == "central" for body in (agency, *above)):
        return None
    place = provinces.by_place(head.letterhead.place, on) if head.letterhead.place else None
    # A commune or district may bear the name of another province: "UBND XÃ BÌNH DƯƠNG" sits in "Bình Dương".
    if place is not None and not (agency is not None and agency.level in ("district", "commune")):
        return place
    for folded in (fold(text or ""), *view.folded[:_PROVINCE_BLOCKS]):
        named = Counter(mention.province for mention in provinces.find(folded.text, on))
        if named:
            return named.most_common(1)[0][0]
    return place


def era(
    view: View, province: Province | None, on: date | int | None, years: tuple[int | None, int | None]
) -> str | None:
    """The era of the day of issue; of a day that is blank in 2025, or not stated at all, what the names tell."""
    stated = provinces.era_on(on)
    if stated is not None or province is None:
        return stated
    if provinces.only_before(province):
        return provinces.P63
    cited = [c.issued_on for index in preamble(view) for c in view.citations(index) if c.issued_on is not None]
    latest = max(cited, default=None)
    if latest is not None and provinces.era_on(latest) == provinces.P34:
        return provinces.P34
    words = " ".join(folded.text for folded in view.folded[:_PROVINCE_BLOCKS])
    told = provinces.era_of_words(words)
    if told is None and on is None and years[0] is not None:
        return provinces.era_on(years[0])
    return told


def preamble(view: View) -> list[int]:
    """The first blocks of the text."""
    zones = view.outline.zones
    body = [index for index, zone in enumerate(zones[:_SEARCHED_BLOCKS]) if zone is Zone.BODY]
    return [index for index in body[:_PREAMBLE_BLOCKS] if view.blocks[index].table is None]
