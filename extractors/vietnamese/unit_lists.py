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
            units.extend(_fields(text, lower, start, end) or _unit(text, lower, start, end))
    return tuple(units)


# ---- Words ----


def _alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary as patterns over folded text."""

    first: re.Pattern[str]
    heads: frozenset[str]
    generic: frozenset[str]
    levels: frozenset[str]
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
    generic, does = units["generic"], units["does"]
    verbs = _alternation(does["words"])

    def ends(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:^|[\s(])(?<!trực\s)(?:{_alternation(words)})$")

    first = [*heads, *generic["words"], *generic["levels"], *does["words"], *units["stop"]["words"]]
    return _Words(
        first=re.compile(rf"(?:{_alternation(first)})(?!\w)"),
        heads=frozenset(heads),
        generic=frozenset(generic["words"]),
        levels=frozenset(generic["levels"]),
        joint=frozenset(units["joint"]["words"]),
        tails=re.compile(rf"\s*(?:$|[,;.(]|(?:{_alternation(generic['tails'])})(?!\w))"),
        open_always=ends(units["open"]["always"]),
        open_bare=frozenset(units["open"]["bare"]),
        open_owner=ends(units["open"]["owner"]),
        open_all=ends(units["open"]["all"]),
        owners=re.compile(rf"(?:{_alternation(units['open']['owners'])})(?!\w)"),
        # "Văn phòng Sở tổng hợp", "Sở Nội vụ chủ trì, tham mưu": at the end, and not where it is part of the name
        does=re.compile(rf"(?<!\w)(?:{verbs})(?:(?:\s*,\s*|\s+và\s+|\s+)(?:{verbs}))*$"),
        does_note=re.compile(rf"\(\s*(?:{verbs})(?!\w)[^()]*\)$"),
        # "Văn phòng Sở tổng hợp báo cáo UBND tỉnh": only after units whose names hold no such word
        does_clause=re.compile(rf"(?:văn phòng|thanh tra|sở|ubnd|công an)\b.*?(?P<does>\s(?:{verbs})(?!\w).*)$"),
        leading=re.compile(rf"(?:{_alternation(does['leading'])})(?:\s*:)?\s+(?=\w)"),
        field=re.compile(rf"(?:{_alternation(units['field']['words'])})(?=\s*(?:$|[,;.(]|và\b))"),
    )


@cache
def _part_of_name() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{_alternation(load('units')['does']['part_of_name'])})\s*$")


# An abbreviation of a unit, upper case as written: "SNV", "VPUBND", "STTTT", "PNV", "BCHQS"; no field ("KH&CN").
_ABBREVIATION = re.compile(r"(?:S|P|UB|VP|TT|CA|BQL|BCH|BC|KBNN|BHXH|CC|HĐ|MT|ĐU|TU|B)[A-ZĐ]+(?![\w&])")
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
        return line_end and bool(before) and _new_line(text, lower, before, at + 1)
    if not before:
        return False
    if char == ",":
        return _begins(text, lower, before, following)
    if char == ".":
        return text[at + 1] == " " and text[following].isupper() and _is_head(text, lower, following)
    if char == "/":
        return _is_head(text, lower, following) and before not in _words().generic
    return bulleted and text[at - 1] == " " and text[at + 1] == " " and _is_head(text, lower, following)


def _first_word(lower: str, at: int) -> str | None:
    match = _words().first.match(lower, at)
    return re.sub(r"\s+", " ", match[0]) if match else None


def _is_head(text: str, lower: str, at: int) -> bool:
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
    if word is None or word in words.levels:
        return False
    listed = bool(_PLURAL.search(before)) or before in words.generic
    if word in {"công chức", "viên chức"} and before.endswith(("cán bộ", "công chức")):  # "Phòng Công chức, viên chức"
        return False
    end = at + len(word)
    used_generically = bool(words.tails.match(lower, end)) or text[end + 1 : end + 2].islower()
    if word in words.heads:
        if word in words.generic and listed and used_generically:
            return False
        return not (word == "các" and listed and _first_word(lower[end:].lstrip(), 0) in words.levels)
    return word in words.generic and not listed and used_generically and word not in {"ban", "ngành", "bộ"}


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
    if _is_head(text, lower, at):
        return _first_word(lower, at) not in words.generic or text[at].isupper()
    return text[at].isupper() and _first_word(lower, at) in words.generic


# ---- One unit ----


def _unit(text: str, lower: str, start: int, end: int) -> Iterator[UnitName]:
    """The unit in a span, without bullets, closing marks and words that say what it does."""
    words = _words()
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    while start < end and text[start] in " ,;.:-+•*":
        start += 1
    while (leading := words.leading.match(lower, start, end)) and _is_head(text, lower, leading.end()):
        start = leading.end()
    first_end = end = _trimmed(text, start, end)
    while True:
        note = words.does_note.search(lower, start, end)
        verb = note or words.does.search(lower, start, end)
        if verb is None or verb.start() <= start or (not note and not _says_what(text, lower, start, verb)):
            break
        end = _trimmed(text, start, verb.start())
    clause = words.does_clause.match(lower, start, end)
    if (
        clause
        and text[clause.start("does") + 1].islower()
        and not _part_of_name().search(lower, start, clause.start("does"))
    ):
        end = _trimmed(text, start, clause.start("does"))
    if any(char.isalnum() for char in text[start:end]):
        yield UnitName(text[start:end], start, end, lower[end:first_end].strip(" ,;:()"))


def _says_what(text: str, lower: str, start: int, verb: re.Match[str]) -> bool:
    """Whether words at the end say what the unit does: small letters, and no part of the name before them."""
    return text[verb.start()].islower() and not _part_of_name().search(lower[start : verb.start()])


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
    return [*units, *_unit(text, lower, at, end)] if text[at:end].strip(" .,;") else units


# ---- Cells and paragraphs with several roles ----


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what, from one text with labels ("Chủ trì: Sở Công Thương. Phối hợp: Sở Tài chính").

    ``deadline`` and ``outputs`` are what stands after such labels in the same text ("Thời gian hoàn thành: Quý II").
    """

    lead: tuple[UnitName, ...] = ()
    coordinating: tuple[UnitName, ...] = ()
    monitoring: tuple[UnitName, ...] = ()
    leader: tuple[UnitName, ...] = ()
    deadline: UnitName | None = None
    outputs: UnitName | None = None


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Labels at the start of a text, a line or a clause, or in capitals inside one, and the role of each word."""
    codes = {word: entry["code"] for entry in load("units")["role"] for word in entry["words"]}
    words = _alternation(codes)
    who = r"(?:cơ\s+quan|đơn\s+vị|phòng|sở|ban|bộ\s+phận|ngành|cấp|người|cá\s+nhân|cán\s+bộ|công\s+chức|địa\s+phương)"
    label = rf"(?P<who>{who}(?:\s*[,/]\s*{who}|\s+và\s+{who})*\s+)?(?P<word>{words})"
    more = rf"(?:(?:\s*,\s*|\s+và\s+|\s*/\s*|\s+)(?:{words}|chính|chung|soạn\s+thảo))*"
    before = r"(?:^|[;.,(⏎]|(?P<inside>\s))\s*[-+•*]?\s*"
    return re.compile(rf"{before}{label}{more}\s*(?:\([^()]*\)\s*)?:\s*", re.VERBOSE), codes


def roles(text: str, breaks: tuple[int, ...] = ()) -> Roles | None:
    """The units of each role in a cell or paragraph that labels them, else None.

    Knows labels ("Đơn vị chủ trì: …; Đơn vị phối hợp: …"), words after the names ("Sở Nội vụ (chủ trì); Sở Y tế (phối
    hợp)") and "Sở Nội vụ chủ trì, phối hợp với Sở Y tế".
    """
    if ":" not in text:
        return _told_after_names(text, breaks)
    folded = fold(text).text
    if len(folded) != len(text):
        return None
    for at in breaks:
        folded = folded[:at] + "⏎" + folded[at + 1 :]
    pattern, codes = _labels()
    # Inside a line only a capital begins a label: dumps lose the line end before it ("Sở Y tế Phối hợp: Sở Tài chính").
    matches = [
        match
        for match in pattern.finditer(folded)
        if match["inside"] is None or text[match.start("who" if match["who"] else "word")].isupper()
    ]
    if not matches:
        return None
    parts: dict[str, tuple[UnitName, ...]] = {}
    for match, end in zip(matches, [*(later.start() for later in matches[1:]), len(text)], strict=True):
        code = codes[" ".join(match["word"].replace("⏎", " ").split())]
        if code in {"deadline", "outputs"}:
            named = tuple(_unit(text, folded, match.end(), end))[:1]
        else:
            named = _located(text, match.end(), end, breaks)
            if not named or not (match["who"] or _is_head(text, folded, named[0].start)):
                continue  # "Thực hiện: rà soát …" is no list of units
        parts[code] = parts.get(code, ()) + named
    if not parts.keys() - {"outputs"}:
        return None
    deadline, outputs = parts.pop("deadline", ()), parts.pop("outputs", ())
    return Roles(**parts, deadline=next(iter(deadline), None), outputs=next(iter(outputs), None))


def _located(text: str, start: int, end: int, breaks: tuple[int, ...]) -> tuple[UnitName, ...]:
    """The units of ``text[start:end]``, in the offsets of ``text``."""
    inner = tuple(at - start for at in breaks if start <= at < end)
    return tuple(
        UnitName(unit.name, unit.start + start, unit.end + start, unit.does) for unit in split(text[start:end], inner)
    )


# "Sở Nội vụ chủ trì, phối hợp với Sở Y tế và các đơn vị", "Văn phòng phối hợp với các phòng"
_TOGETHER = re.compile(
    r"^(?P<lead>[^.:;]{2,150}?)\s+(?:chủ trì\s*[,;]?\s*(?:và\s+)?)?"
    r"phối hợp\s+(?:cùng\s+)?(?:với|cùng)\s+(?P<with>\S.*)$"
)


def _told_after_names(text: str, breaks: tuple[int, ...]) -> Roles | None:
    """Roles that are told by words after the names."""
    folded = fold(text).text
    if "phối hợp" not in folded or len(folded) != len(text):
        return None
    if (match := _TOGETHER.match(folded)) and _is_head(text, folded, 0) and _is_head(text, folded, match.start("with")):
        return Roles(
            lead=_located(text, match.start("lead"), match.end("lead"), breaks),
            coordinating=_located(text, match.start("with"), match.end("with"), breaks),
        )
    units = split(text, breaks)
    lead = tuple(unit for unit in units if "chủ trì" in unit.does)
    helping = [unit for unit in units if "phối hợp" in unit.does and unit not in lead]
    if not lead or not helping:
        return None
    return Roles(lead=lead, coordinating=tuple(unit for unit in units if unit not in lead))
