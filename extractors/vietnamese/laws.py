"""Instruments that are cited by name: laws, codes, ordinances, the constitution, resolutions of Party congresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.vietnamese.text import Folded

# "Luật", "Bộ luật", "Pháp lệnh" as nouns of their own, not in "pháp luật", "kỷ luật", "dự thảo Luật".
# The words stand before the look behind them, as a pattern that begins with a few letters is found fast.
_WORD = re.compile(
    r"(?P<word>bộ luật(?<!\wbộ luật)|luật(?<!\wluật)|pháp lệnh(?<!\wpháp lệnh)|hiến pháp(?<!\whiến pháp))(?!\w)"
)
_COMMON = frozenset(("pháp", "kỷ", "quy", "đạo", "dưới", "dự"))
# "sửa đổi, bổ sung một số điều của (các) Luật …", "sửa đổi Luật …": the name of an amending law holds another's.
_AMENDING = re.compile(
    r"sửa đổi(?:,? (?:và )?bổ sung)?(?: một số)?(?: điều)?(?: và phụ lục \S+)?(?: của)?(?: \d{1,2})?(?: các)?"
    r"(?= (?:bộ luật|luật|pháp lệnh)(?!\w))"
)
_NEXT_AMENDED = re.compile(r"(?:,| và|, và)? ?(?:bộ luật|luật|pháp lệnh) ")
_WORDS_OF_NAME = re.compile(r" ?[^\s,;:.()|\"/]+")
_VERSION = re.compile(r" ?\((?:sửa đổi|hợp nhất)\)")
# What ends a name that the vocabulary does not know.
_END_OF_NAME = re.compile(
    r" (?:số(?= ?:? ?\d)|ngày|năm (?=\d{4})|của (?:quốc hội|nước)|được|do|khi|thì|để|nhằm|là|tại|theo|trong|trên|đã|có|"
    r"còn|này|quy định|và (?:các|những|văn bản|nghị|thông tư|quyết định|luật|bộ luật|pháp lệnh)|đến|cho|với|hiện hành|"
    r"mới|nên|sẽ|phải|trình|chung|thông qua|mà|nếu|như|gồm|bao gồm|vào)(?!\w)"
)
_CONSTITUTION = re.compile(
    r"(?P<state> (?:của )?nước (?:cộng hòa xã hội chủ nghĩa|chxhcn) việt nam)?,?(?: (?:ngày|năm|\d{4}))"
)
# "Nghị quyết Đại hội (đại biểu) Đảng bộ tỉnh lần thứ XIV", "Nghị quyết Đại hội XX Đảng bộ tỉnh", "Nghị quyết Hội nghị
# Ban Chấp hành Trung ương Đảng lần thứ 8 (khóa VII)", "Nghị quyết Trung ương 6 khóa XII".
_ROMAN = r"(?:[ivxl]+|\d{1,2})"
_TERM = rf",? ?\(?(?:khóa|nhiệm kỳ|lần thứ|giai đoạn) ?(?:{_ROMAN}(?!\w)|\d{{4}} ?- ?\d{{4}})\)?"
_CONGRESS = re.compile(
    rf"nghị quyết (?:của )?(?P<issuer>(?:"
    rf"đại hội(?: đại biểu)?(?: (?:toàn quốc|lần thứ|{_ROMAN}(?!\w)|của|đảng bộ|đảng|cộng sản|việt nam|tỉnh|thành phố|"
    rf"huyện|xã|phường|quận|thị xã|khối|các cơ quan|bộ|sở))+"
    rf"|hội nghị (?:lần thứ {_ROMAN},? )?(?:ban chấp hành |bch )?(?:trung ương|tw)(?: đảng)?"
    rf"(?: (?:lần thứ )?{_ROMAN}(?!\w))?"
    rf"|(?:trung ương|tw) ?{_ROMAN}(?!\w))"
    rf"(?:{_TERM})*)"
)
_PLACE = re.compile(r"(?: [^\s,;:.()|]+){1,6}?(?=,? ?\(?(?:lần thứ|khóa|nhiệm kỳ))")
_TERMS = re.compile(rf"(?:{_TERM})+")


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument cited by name: ``start`` (its word) to ``end`` (past the name); the name, or who issued it."""

    start: int
    end: int
    instrument: str
    title: tuple[int, int] | None = None
    issuer: tuple[int, int] | None = None
    known: bool = True
    """The name is of the vocabulary, or of a form that leaves no doubt where it ends."""
    amending: bool = False


@cache
def _known() -> re.Pattern[str]:
    names = {fold(name).text for name in load("instruments")["laws"]["names"]}
    names |= {name.replace(",", "") for name in names}
    return re.compile(rf"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")


def find(folded: Folded) -> list[Named]:
    """Every law, ordinance and constitution that is cited by name, and every resolution of a congress."""
    text = folded.text
    found: list[Named] = []
    if "luật" in text or "pháp lệnh" in text or "hiến pháp" in text:
        at = 0
        while match := _WORD.search(text, at):
            named = _named(folded, match)
            at = match.end() if named is None else named.end
            if named is not None:
                found.append(named)
    if "nghị quyết" in text:
        for match in _CONGRESS.finditer(text):
            end = _place_of_congress(folded, match)
            found.append(Named(match.start(), end, "resolution", issuer=(match.start("issuer"), end)))
    return found


def _named(folded: Folded, match: re.Match[str]) -> Named | None:
    text, word = folded.text, match["word"]
    first = folded.words(match.start(), match.start() + 1)
    before = text[max(0, match.start() - 8) : match.start()].rsplit(None, 1)
    if not first.isupper() and word != "bộ luật":
        return None
    if before and before[-1] in _COMMON and text[match.start() - 1] == " ":
        return None
    if word == "hiến pháp":
        constitution = _CONSTITUTION.match(text, match.end())
        if constitution is None:
            return None
        end = constitution.end("state") if constitution["state"] else match.end()
        return Named(match.start(), end, "constitution")
    instrument = "ordinance" if word == "pháp lệnh" else "law"
    if text[match.end() : match.end() + 1] != " ":
        return None
    begin = match.end() + 1
    amending = _AMENDING.match(text, begin)
    if amending:
        end, known = _amended(folded, amending.end())
    else:
        end, known = _name(folded, begin)
    if end <= begin:
        return None
    return Named(match.start(), end, instrument, title=(begin, end), known=known, amending=amending is not None)


def _amended(folded: Folded, end: int) -> tuple[int, bool]:
    """The end of the names of amended laws: "Luật A", "Luật A, Luật B và Luật C"."""
    known = True
    while word := _NEXT_AMENDED.match(folded.text, end):
        name_end, sure = _name(folded, word.end())
        if name_end <= word.end():
            break
        end, known = name_end, known and sure
    return end, known


def _name(folded: Folded, begin: int) -> tuple[int, bool]:
    """The end of a law's name that begins at ``begin``, and whether it is a known one."""
    text = folded.text
    known = _known().match(text, begin)
    if known:
        version = _VERSION.match(text, known.end())
        return (version.end() if version else known.end()), True
    if not folded.words(begin, begin + 1).isupper():
        return begin, False  # "Luật này", "Luật và các văn bản", "Luật số 90/2025/QH15"
    end = begin
    while word := _WORDS_OF_NAME.match(text, end):
        if _END_OF_NAME.match(text, end) or end - begin > 120:
            break
        end = word.end()
        if text.startswith(", chống ", end):  # "Luật Phòng, chống …"
            end += 1
    version = _VERSION.match(text, end)
    return (version.end() if version else end), False


def _place_of_congress(folded: Folded, match: re.Match[str]) -> int:
    """The end of "Đại hội Đảng bộ tỉnh Lạng Sơn lần thứ XVII": the place's name stands inside."""
    text, end = folded.text, match.end()
    if text.endswith(("tỉnh", "thành phố", "huyện", "xã", "phường", "quận", "bộ", "sở"), 0, end):
        place = _PLACE.match(text, end)
        if place and folded.words(end + 1, end + 2).isupper():
            tail = _TERMS.match(text, place.end())
            return tail.end() if tail else place.end()
    return end
