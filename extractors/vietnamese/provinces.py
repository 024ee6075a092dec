"""Provinces by name, spelling, seat and date: 63 units to 30 June 2025 (p63), 34 after it (p34) (domain section 2.5).

All merged units keep the name of one of their parts, so a name says nothing without a date: "tỉnh Lâm Đồng" of 2024 and
of 2026 are different territories. The table is ``schemas/vocabulary/provinces.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extractors.vietnamese.text import key
from schemas.vocabulary import load

P63 = "p63"
P34 = "p34"
_MERGER = date(2025, 7, 1)

# The words before a name: "tỉnh Hà Giang", "TP. Hồ Chí Minh", "Thành phố HCM", "thị xã Tân An".
_KIND = re.compile(r"(?:tỉnh|thành phố|t ?p|thị xã|tx)(?: |(?=hcm$))")
# What tells the eras apart where no date does: districts ceased on 1 July 2025, special zones and "two tiers" began.
_DISTRICTS = re.compile(r"cấp huyện|(?:ubnd|ủy ban nhân dân|hđnd|phòng nội vụ)(?: các)? (?:quận|huyện|thị xã)")
_TWO_TIERS = re.compile(r"đặc khu|địa phương (?:theo mô hình )?(?:0?2|hai) cấp")


@dataclass(frozen=True, slots=True)
class Province:
    """A province of one era: ``code`` is the two-digit GSO code, which means something together with ``era`` only."""

    name: str
    code: str
    kind: str
    era: str
    valid_from: date = date.min
    valid_to: date = date.max
    merged_into: str | None = None

    @property
    def full_name(self) -> str:
        """The name with its kind: "tỉnh Bình Định", "thành phố Cần Thơ"."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A province named in a text: ``start`` is that of "tỉnh", "thành phố" before the name."""

    start: int
    end: int
    province: Province


@dataclass(frozen=True, slots=True)
class _Tables:
    all: tuple[Province, ...]
    names: dict[str, tuple[Province, ...]]
    plain: dict[str, str]
    seats: dict[str, tuple[Province, ...]]


@cache
def _tables() -> _Tables:
    provinces: list[Province] = []
    names: dict[str, tuple[Province, ...]] = {}
    seats: dict[str, tuple[Province, ...]] = {}
    for entry in load("provinces")["province"]:
        province = Province(
            entry["name"],
            entry["code"],
            entry["kind"],
            entry["era"],
            entry.get("valid_from", date.min),
            entry.get("valid_to", date.max),
            entry.get("merged_into"),
        )
        provinces.append(province)
        for spelling in (entry["name"], *entry.get("spellings", ())):
            names[key(spelling)] = (*names.get(key(spelling), ()), province)
        for seat in entry["seats"]:
            seats[key(seat)] = (*seats.get(key(seat), ()), province)
    return _Tables(tuple(provinces), names, {_plain(name): name for name in names}, seats)


def _plain(name: str) -> str:
    """Without diacritics: "TINH KIEN GIANG", or a mark that OCR misread."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name.replace("đ", "d")) if letter.isascii())


@cache
def _mentions() -> re.Pattern[str]:
    """Of "UBND tỉnh Đăk Nông", "TP.HCM", "Thành ủy Cần Thơ": a name or a seat after a word that says what it is."""
    tables = _tables()
    spellings = sorted({*tables.names, *tables.seats}, key=len, reverse=True)
    name = "|".join(re.escape(spelling).replace(r"\ ", r"[ -]{1,3}") for spelling in spellings)
    kind = r"(?:tỉnh(?: ủy)?|thành (?:phố|ủy)|t\.?p\b\.?|tp(?=hcm)|thị xã|t\.?x\b\.?)"
    return re.compile(rf"(?<!\w){kind} ?(?P<name>{name})(?!\w)")


def era_on(on: date | int | None) -> str | None:
    """The era of a day or a year; None of no date, and of the year 2025, in which it changed."""
    if on is None:
        return None
    if isinstance(on, int):
        return None if on == _MERGER.year else (P63 if on < _MERGER.year else P34)
    return P63 if on < _MERGER else P34


def era_of_words(folded_text: str) -> str | None:
    """The era that a text's words speak of: "UBND các huyện" before July 2025, "đặc khu", "hai cấp" after it."""
    before, after = len(_DISTRICTS.findall(folded_text)), len(_TWO_TIERS.findall(folded_text))
    return None if before == after else (P63 if before > after else P34)


def provinces(on: date) -> tuple[Province, ...]:
    """The provinces of a day."""
    return tuple(province for province in _tables().all if province.valid_from <= on <= province.valid_to)


@lru_cache(maxsize=4096)
def by_name(name: str, on: date | int | None = None) -> Province | None:
    """The province of this name or spelling, with or without "tỉnh", "TP" and diacritics, at a date or in a year.

    A name that the era of the date does not know gives the province that bore it in the other era. Without an era the
    unit of 63 is meant, where there is one.
    """
    spelling = key(name)
    tables = _tables()
    kind = _KIND.match(spelling)
    bare = spelling[kind.end() :] if kind else spelling
    found = tables.names.get(spelling) or tables.names.get(bare) or tables.names.get(tables.plain.get(_plain(bare), ""))
    return _choose(found, on) if found else None


def by_place(place: str, on: date | int | None = None) -> Province | None:
    """The province that a place line names, by its own name or by its seat: "Phan Thiết" is Bình Thuận."""
    province = by_name(place, on)
    if province is not None:
        return province
    spelling = key(place)
    seats = _tables().seats
    found = seats.get(spelling)
    if found is None:
        kind = _KIND.match(spelling)
        found = seats.get(spelling[kind.end() :]) if kind else None
    return _choose(found, on) if found else None


def find(folded_text: str, on: date | int | None = None) -> list[Mention]:
    """Every province that a folded text names with "tỉnh", "thành phố" and the like before it, in reading order."""
    mentions: list[Mention] = []
    for match in _mentions().finditer(folded_text):
        province = by_place(match["name"], on)
        if province is not None:
            mentions.append(Mention(match.start(), match.end(), province))
    return mentions


def successor(province: Province) -> Province:
    """The province that has this one's territory since 1 July 2025; of a province of that era itself."""
    if province.merged_into is None:
        return province
    found = by_name(province.merged_into, _MERGER)
    assert found is not None
    return found


def of_era(province: Province, era: str) -> Province:
    """The province of this name in an era; the same where that era does not know it."""
    return next((p for p in _tables().names[key(province.name)] if p.era == era and p.name == province.name), province)


def only_before(province: Province) -> bool:
    """Whether the name ceased with the merger ("Bình Định"), so that it alone tells the era."""
    return province.era == P63 and by_name(province.name, _MERGER) == province


def _choose(found: tuple[Province, ...], on: date | int | None) -> Province:
    era = era_on(on)
    if era is not None:
        found = tuple(province for province in found if province.era == era) or found
    if isinstance(on, int):
        in_force = [p for p in found if p.valid_from.year <= on <= p.valid_to.year]
    elif on is not None:
        in_force = [p for p in found if p.valid_from <= on <= p.valid_to]
    else:
        in_force = []
    return in_force[0] if in_force else found[0]
