"""One key for one instrument, whatever a document's slips: ``decision/85/2023/UBND/province:lang-son``."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese import agencies, instruments, provinces
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from datetime import date

    from extractors.vietnamese.citations import Citation
    from schemas.records import DocumentRecord

# Organs of the Party: the committee's own series of numbers runs through its term.
_PARTY = re.compile(r"(?:TW|TƯ|TU|HU|QU|THU|ĐU|ĐUK|VPTW|VPTU|BTC?TW|BTGTW|UBKTTW|BTCTU|BTGTU|UBKTTU|BNCTU|BTV)$")
_COUNCILS = {"UBND": "UBND", "UB": "UBND", "CTUBND": "UBND", "HĐND": "HĐND", "HDND": "HĐND"}
_TERM = re.compile(r"khóa (?:thứ )?([ivxl]+|\d{1,2})(?!\w)")
_ROMAN = {"8": "viii", "9": "ix", "10": "x", "11": "xi", "12": "xii", "13": "xiii", "14": "xiv"}
_UNIT = re.compile(r"(?P<level>huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thành phố|tp\.?|tỉnh)(?: (?P<name>.+))?$")
_COMMUNE = frozenset(("xã", "phường", "thị trấn", "đặc khu"))
_CENTRAL_TERMS = ((2026, 1, 24), (2021, 2, 1), (2016, 1, 28), (2011, 1, 19), (2006, 4, 25))


@lru_cache(maxsize=1024)
def slug(name: str) -> str:
    """The name in plain letters: "Lạng Sơn" -> "lang-son"."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def key(citation: Citation, issuer: str | None, stated: bool, header: DocumentRecord) -> str | None:
    """The instrument's key, or None where number, year or term, or the issuer's place is not known.

    ``issuer`` is the issuer as stated or worked out, ``header`` that of the citing document, whose province is meant
    where "UBND tỉnh" or a symbol alone is given.
    """
    if citation.number is None or citation.symbol is None:
        return None
    symbol = instruments.read_symbol(citation.symbol)
    groups = list(symbol.issuer)
    if not groups:
        return None
    number = re.sub(r"^0*(\d)(?!\d)", r"0\1", citation.number.lower())
    head = f"{citation.instrument}/{number}"
    if _PARTY.match(groups[0]):
        return _party(head, groups[0], citation, issuer, header)
    year = citation.number_year or citation.issued_year
    if year is None:
        return None
    body = _body(groups, issuer, stated, header)
    return None if body is None else f"{head}/{year}/{body}"


def _party(head: str, organ: str, citation: Citation, issuer: str | None, header: DocumentRecord) -> str | None:
    """Party: the organ with its place, and the term."""
    organ = "TW" if organ == "TƯ" else organ
    if organ.endswith("TW"):
        term = _central_term(citation.issued_on, issuer)
        return f"{head}/{organ}/{term}" if term else None
    if not organ.endswith("TU") and organ != "BTV":
        return None  # a district's, commune's or agency's committee: the symbol does not tell which
    place = _province(issuer) or header.province
    term = _provincial_term(citation.issued_on, citation.issued_year)
    return f"{head}/{organ}:{slug(place)}/{term}" if place and term else None


def _central_term(issued_on: date | None, issuer: str | None) -> str | None:
    terms: dict[str, str] = load("instruments")["terms"]
    stated = _TERM.search(fold(issuer).text) if issuer else None
    if stated:
        return terms.get(_ROMAN.get(stated[1], stated[1]))
    if issued_on is None:
        return None
    day = (issued_on.year, issued_on.month, issued_on.day)
    begun = next((first for first in _CENTRAL_TERMS if day >= first), None)
    return f"{begun[0]}-{begun[0] + 5}" if begun else None


def _provincial_term(issued_on: date | None, year: int | None) -> str | None:
    """Provincial congresses are held in September and October of 2020, 2025: a day of these months tells no term."""
    if issued_on is not None:
        year = issued_on.year
        if year % 5 == 0 and issued_on.month in (9, 10):
            return None
        first = year - year % 5 - (5 if year % 5 == 0 and issued_on.month < 9 else 0)
        return f"{first}-{first + 5}"
    if year is None or year % 5 == 0:
        return None
    return f"{year - year % 5}-{year - year % 5 + 5}"


@lru_cache(maxsize=1024)
def _province(issuer: str | None) -> str | None:
    """The province that an issuer's words name."""
    if not issuer:
        return None
    folded = fold(issuer).text
    found = provinces.find(folded)
    if found:
        return found[-1].province.name
    words = issuer.split()
    for length in (4, 3, 2):
        if len(words) > length:
            province = provinces.by_name(" ".join(words[-length:]))
            if province:
                return province.name
    return None


def _body(groups: list[str], issuer: str | None, stated: bool, header: DocumentRecord) -> str | None:
    """The State organ with its level and place."""
    first = groups[0]
    council = _COUNCILS.get(first) or ("UBND" if groups[:2] == ["CT", "UB"] else None)
    if council is None:
        agency = agencies.by_code("-".join(groups))
        if agency is None or agency.code is None:
            return None
        if agency.level == "central":
            return first if re.match(r"(?:QH|UBTVQH)\d", first) else agency.code
        place = _province(issuer) or header.province
        return f"{agency.code}/{agency.level}:{slug(place)}" if agency.level == "department" and place else None
    if not stated or issuer is None:
        if header.agency_level in {"district", "commune", "unit"}:
            return None
        return f"{council}/province:{slug(header.province)}" if header.province else None
    unit = _UNIT.search(fold(issuer).text.removeprefix("chủ tịch "))
    if unit is None:
        named = _province(issuer) or (header.province if header.agency_level in {"province", "department"} else None)
        return f"{council}/province:{slug(named)}" if named else None
    province = _province(issuer)
    level = unit["level"]
    if level == "tỉnh" or (level.startswith(("thành", "tp")) and province):
        named = province or header.province
        return f"{council}/province:{slug(named)}" if named else None
    if not unit["name"]:
        return None
    return f"{council}/{'commune' if level in _COMMUNE else 'district'}:{slug(unit['name'])}"
