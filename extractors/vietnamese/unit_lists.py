"""Lists of organisational units in cells and paragraphs: "Văn phòng Sở; các phòng, đơn vị liên quan." is two.

A list is cut at ``;``, at line ends where a new unit begins, and at a comma only between two units: where a word that
begins names of units follows, and not inside one ("Sở Văn hóa, Thể thao và Du lịch", "các sở, ban, ngành"). "và" cuts
nothing. The words that decide are vocabulary (``units.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese.deadlines import is_ditto
from extractors.vietnamese.text import fold
from schemas.quick import quick
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@quick
@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as named, at ``text[start:end]``; ``name`` differs from these words only in "Các Sở: Nội vụ, …", where
    each field is completed ("Sở Nội vụ"). ``does`` are words beside the name that say what the unit does ("chủ trì").
    """

    name: str
    start: int
    end: int
    does: str = ""


def split(text: str, breaks: tuple[int, ...] = ()) -> list[UnitName]:
    """The units that a cell names, in reading order; none for an empty cell, a dash or "như trên".

    ``breaks`` are the offsets of the line ends in ``text``, where a blank stands.
    """
    return list(_split(text, breaks))


@lru_cache(maxsize=4096)
def _split(text: str, breaks: tuple[int, ...]) -> tuple[UnitName, ...]:
    if not any(char.isalpha() for char in text) or is_ditto(text):
        return ()
    folded = fold(text)
    lower = folded.text if folded.offsets is None else text.lower()
    units: list[UnitName] = []
    for start, end in _pieces(text, lower, breaks):
        if not (start and _WHEN.match(lower, start)):
            units.extend(_fields(text, lower, start, end) or unit_at(text, lower, start, end))
    return tuple(units)


# ---- Words ----

_ADDRESSES = frozenset({"ông", "bà", "đ/c", "đồng chí"})


def alternation(words: Iterable[str]) -> str:
    """Words as a pattern, the longest first; a blank stands for any."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary as patterns over folded text."""

    first: re.Pattern[str]
    heads: frozenset[str]
    generic: frozenset[str]
    levels: frozenset[str]
    offices: frozenset[str]
    joint: frozenset[str]
    tails: re.Pattern[str]
    open_always: re.Pattern[str]
    open_bare: frozenset[str]
    open_owner: re.Pattern[str]
    open_all: re.Pattern[str]
    owners: re.Pattern[str]
    does: re.Pattern[str]
    does_note: re.Pattern[str]
    does_clause: re.Pattern[str]
    leading: re.Pattern[str]
    field: re.Pattern[str]


@cache
def _words() -> _Words:
    units = load("units")
    heads = [word for head in units["head"] for word in head["words"]]
    persons = next(head["words"] for head in units["head"] if head["name"] == "persons by their office")
    generic, does = units["generic"], units["does"]
    verbs = alternation(does["words"])

    def ends(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:^|[\s(])(?<!trực\s)(?:{alternation(words)})$")

    first = [*heads, *generic["words"], *generic["levels"], *does["words"], *units["stop"]["words"]]
    return _Words(
        first=re.compile(rf"(?:{alternation(first)})(?!\w)"),
        heads=frozenset(heads),
        generic=frozenset(generic["words"]),
        levels=frozenset(generic["levels"]),
        offices=frozenset(persons).difference(_ADDRESSES),
        joint=frozenset(units["joint"]["words"]),
        tails=re.compile(rf"\s*(?:$|[,;.(]|(?:{alternation(generic['tails'])})(?!\w))"),
        open_always=ends(units["open"]["always"]),
        open_bare=frozenset(units["open"]["bare"]),
        open_owner=ends(units["open"]["owner"]),
        open_all=ends(units["open"]["all"]),
        owners=re.compile(rf"(?:{alternation(units['open']['owners'])})(?!\w)"),
        # "Văn phòng Sở tổng hợp", "Sở Nội vụ chủ trì, tham mưu": at the end, and not where it is part of the name
        does=re.compile(rf"(?<!\w)(?:{verbs})(?:(?:\s*,\s*|\s+và\s+|\s+)(?:{verbs}))*$"),
        does_note=re.compile(rf"\(\s*(?:{verbs})(?!\w)[^()]*\)$"),
        # "Văn phòng Sở tổng hợp báo cáo UBND tỉnh": only after units whose names hold no such word
        # or any, before "phối hợp": "các phòng, ban phối hợp cung cấp tin, bài"
        does_clause=re.compile(
            rf"(?:(?:văn phòng|thanh tra|sở|ubnd|công an)\b.*?(?=\s(?:{verbs})(?!\w))"
            r"|.*?\w(?=\s(?:phối hợp|chủ trì)(?!\w)))"
            r"(?P<does>.*)$"
        ),
        leading=re.compile(rf"(?:{alternation(does['leading'])})(?:\s*:)?\s+(?=\w)"),
        field=re.compile(rf"(?:{alternation(units['field']['words'])})(?=\s*(?:$|[,;.(]|và\b))"),
    )


@cache
def _part_of_name() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{alternation(load('units')['does']['part_of_name'])})\s*$")


# An abbreviation of a unit, upper case as written: "SNV", "VPUBND", "STTTT", "PNV", "BCHQS"; no field ("KH&CN").
_ABBREVIATION = re.compile(r"(?:S|P|UB|VP|ĐV|TT|CA|BQL|BCH|BC|KBNN|BHXH|CC|HĐ|MT|ĐU|TU|B)[A-ZĐ]+(?![\w&])")
# A person's name: a surname and one to four more words with capitals.
_PERSON = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Lương|Mai|Tô|Cao|Hà|Tạ|Chu|Lâm|Triệu|Nông|Hứa|Vi|Lò|Giàng|Thào)"
    r"(?:\s+[A-ZĐÀ-Ỵ]\w*){1,4}(?=\s*(?:$|[,;.(]))"
)
_BULLET = re.compile(r"\s*(?:[-+•*–—]|\d{1,2}[.)])\s*(?=\w)")
# "Phòng Tổ chức cán bộ; hoàn thành trước ngày 25"
_WHEN = re.compile(r"\W*(?:hoàn thành|hoàn tất|xong|trước ngày|chậm nhất|thời (?:gian|hạn)|thường xuyên)(?!\w)")
_PLURAL = re.compile(r"(?:^|\s)(?:các|toàn thể|toàn bộ|tất cả|mọi|những|một số|từng|cấp)(?:\s|$)")


# ---- Cutting ----

_DEPARTMENTS = ("Sở ", "Bộ ", "Công an ", "UBND ", "Văn phòng UBND ", "Thanh tra ")
_LONGEST = 300
"""Characters of a unit's name that are looked at when the list may be cut behind it."""


def _pieces(text: str, lower: str, breaks: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The spans between the cuts."""
    start, depth = 0, 0
    lines = set(breaks)
    bulleted = bool(_BULLET.match(text))
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        if depth or char not in ";,./-+ ":
            continue
        if _cuts(text, lower, start, at, at in lines, bulleted):
            yield start, at
            start = at + 1
    yield start, len(text)


def _cuts(text: str, lower: str, start: int, at: int, line_end: bool, bulleted: bool) -> bool:
    """Whether the list is cut at this mark or line end."""
    char = text[at]
    if char == ";":
        return True
    following = at + 1
    while following < len(text) and text[following] == " ":
        following += 1
    if following >= len(text):
        return False
    before = lower[max(start, at - _LONGEST) : at].strip(" ,-+•*")
    if char == " ":
        lost = text.startswith(_DEPARTMENTS, following) and before in _whole_departments()
        return lost or (line_end and bool(before) and _new_line(text, lower, before, at + 1))
    if not before:
        return False
    if char == ",":
        return _begins(text, lower, before, following)
    if char == ".":
        return text[at + 1] == " " and text[following].isupper() and is_head(text, lower, following)
    if char == "/":
        return is_head(text, lower, following) and before not in _words().generic
    return bulleted and text[at - 1] == " " and text[at + 1] == " " and is_head(text, lower, following)


@cache
def _whole_departments() -> frozenset[str]:
    """Names after which no further department can go on: "Sở Giáo dục và Đào tạo | Sở Y tế", whose line end is lost."""
    names = (name for agency in load("agencies")["agency"] for name in (agency["name"], *agency.get("names", ())))
    return frozenset(folded for name in names if (folded := fold(name).text).startswith(("sở ", "bộ ")))


def _first_word(lower: str, at: int) -> str | None:
    match = _words().first.match(lower, at)
    return re.sub(r"\s+", " ", match[0]) if match else None


def is_head(text: str, lower: str, at: int) -> bool:
    """Whether words that begin the name of a unit stand at ``at``."""
    return _first_word(lower, at) in _words().heads or bool(_ABBREVIATION.match(text, at) or _PERSON.match(text, at))


def _begins(text: str, lower: str, before: str, at: int) -> bool:
    """Whether a unit begins at ``at``, after a comma and the unit ``before``."""
    words = _words()
    if _PERSON.match(text, at):
        return True
    if all(part in words.joint for part in before.split(", ")):
        return False
    if _ABBREVIATION.match(text, at):
        return True
    word = _first_word(lower, at)
    if word is None or word in words.levels or (word in words.offices and _is_person(before)):
        return False
    listed = bool(_PLURAL.search(before)) or before in words.generic
    if word in words.generic and before.endswith((" cơ quan", " đơn vị", " tổ chức", " địa phương")):
        return False  # "Người đứng đầu cơ quan, đơn vị"
    if word in {"công chức", "viên chức"} and before.endswith(("cán bộ", "công chức")):  # "Phòng Công chức, viên chức"
        return False
    end = at + len(word)
    used_generically = bool(words.tails.match(lower, end)) or text[end + 1 : end + 2].islower()
    if word in words.heads:
        if word in words.generic and listed and used_generically:
            return False
        return not (word == "các" and listed and _first_word(lower[end:].lstrip(), 0) in words.levels)
    return word in words.generic and not listed and used_generically and word not in {"ban", "ngành", "bộ"}


def _is_person(before: str) -> bool:
    """Whether a name with a form of address stands before a comma: "Bà Trần Thị Lan, Phó Trưởng phòng"."""
    address, _, name = before.partition(" ")
    return address in _ADDRESSES and bool(name) and _first_word(name, 0) not in _words().heads


def _new_line(text: str, lower: str, before: str, at: int) -> bool:
    """Whether the line that begins at ``at`` begins a unit, after the unit ``before``."""
    words = _words()
    if _BULLET.match(text, at):
        return True
    if before[-1] in ";.":
        return True
    following = lower[at:]
    if before in words.open_bare or words.open_always.search(before):
        return False
    if words.open_owner.search(before) and words.owners.match(following):
        return False
    if following.startswith("các") and words.open_all.search(before):
        return False
    if lower[at - 2 : at - 1] == ",":
        return False  # the comma has decided
    if is_head(text, lower, at):
        return _first_word(lower, at) not in words.generic or text[at].isupper()
    return text[at].isupper() and _first_word(lower, at) in words.generic


# ---- One unit ----


def unit_at(text: str, lower: str, start: int, end: int) -> Iterator[UnitName]:
    """The unit in a span, without bullets, closing marks and words that say what it does."""
    words = _words()
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    while start < end and text[start] in " ,;.:-+•*":
        start += 1
    while (leading := words.leading.match(lower, start, end)) and is_head(text, lower, leading.end()):
        start = leading.end()
    first_end = end = _trimmed(text, start, end)
    while True:
        note = words.does_note.search(lower, start, end)
        verb = note or words.does.search(lower, start, end)
        if verb is None or verb.start() <= start or (not note and not _says_what(text, lower, start, verb)):
            break
        end = _trimmed(text, start, verb.start())
    clause = words.does_clause.match(lower, start, end)
    if clause and text[clause.start("does") + 1].islower() and not _in_name(lower, start, clause.start("does")):
        end = _trimmed(text, start, clause.start("does"))
    if any(char.isalnum() for char in text[start:end]):
        yield UnitName(text[start:end], start, end, lower[end:first_end].strip(" ,;:()"))


def _says_what(text: str, lower: str, start: int, verb: re.Match[str]) -> bool:
    """Whether words at the end say what the unit does: small letters, and no part of the name before them."""
    return text[verb.start()].islower() and not _part_of_name().search(lower[start : verb.start()])


def _in_name(lower: str, start: int, at: int) -> bool:
    """Whether a verb at ``at`` goes on with the name before it; "phối hợp" does so after few words."""
    if lower.startswith(" phối hợp", at):
        return lower[start:at].endswith(("cơ quan", "đơn vị", "các", "được", "quy chế"))
    return _part_of_name().search(lower, start, at) is not None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,;.:-–+":
        end -= 1
    return end


# "Các Sở: Nội vụ, Tài chính", "các phòng: Tư pháp, Nội vụ"
_FIELDS = re.compile(r"\W*(?:các|những)\s+(?P<kind>sở|phòng|bộ)\s*:?\s*(?=\w)")


def _fields(text: str, lower: str, start: int, end: int) -> list[UnitName]:
    """The departments of "Các Sở: Nội vụ, Tài chính", two or more; else nothing."""
    head = _FIELDS.match(lower, start, end)
    if head is None:
        return []
    kind = text[head.start("kind") : head.end("kind")].capitalize()
    at, units = head.end(), []
    while field := _words().field.match(lower, at, end):
        units.append(UnitName(f"{kind} {text[at : field.end()]}", at, field.end()))
        at = field.end()
        joint = re.compile(r"\s*(?:,|và\b)\s*").match(lower, at, end)
        if joint is None:
            break
        at = joint.end()
    if len(units) < 2:
        return []
    return [*units, *unit_at(text, lower, at, end)] if text[at:end].strip(" .,;") else units
