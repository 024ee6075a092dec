"""What a deadline's words say, one sense a day, period, recurrence or phrase: the grammar under :mod:`.deadlines`.

What names instruments and plans is masked first; the words that decide are vocabulary (``deadlines.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese import dates
from extractors.vietnamese.periods import Group, group_at
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a cell says; ``group`` where it is one of the calendar, ``bound`` how that bounds the work.

    ``named`` marks a recurrence that only names a report ("báo cáo 6 tháng"): a day beside it stands for itself.
    """

    kind: str
    start: int
    end: int
    group: Group | None = None
    bound: str | None = None
    recurrences: tuple[str, ...] = ()
    named: bool = False


# ---- Masks ----


# A numbered instrument, upper case as written: "số 2816/PA-UBND", "Quyết định 525/QĐ-UBND", "số 11-CT/TU".
_INSTRUMENT = re.compile(
    r"(?:[Ss]ố\s*:?\s*)?(?<![\d/])\d+[a-zđ]?\s*(?:/\s*(?:19|20)\d\d\s*)?[/-](?!T\d|Q[\dIV]|[IV]+\b)[A-ZĐ][A-Za-zĐđ&]*[\w&/.-]*"
)
# What "theo" rests on, to the end of its clause: "Theo Kế hoạch năm 2022 của Sở"; other words of time end it.
_BY_CLAUSE = re.compile(
    r"\b(?:theo|tại|khi)\s+(?!tháng|quý|năm\s*$|tuần|ngày)"
    r"(?:(?![,;.:()\n]|\b(?:trước|chậm nhất|muộn nhất|khi|hoặc|xong|hoàn thành|định kỳ|h[ằà]ng|mỗi|đến hết|từ nay)\b"
    r"|\btrong\s+(?:năm|quý|tháng|giai đoạn)\b).)*"
)
# Numbers that count other things: "20 giờ 15", "đợt 1", "Điều 108", "kỳ họp thứ 5".
_OTHER_NUMBERS = re.compile(
    r"(?<!trong )(?<!vòng )(?<!sau )(?<!nhất )(?<!24/)\b\d{1,2}\s*(?:giờ|h(?![^\W\d]))\s*(?:\d{1,2}(?!\d))?(?:\s*phút)?"
    r"|\b(?:điều|khoản|điểm|mục|đợt|lần|khóa|phụ lục|thứ|phiên)\s+(?:thứ\s+)?(?:\d+|[ivx]+)\b"
    r"|\btuần\s+(?:thứ\s+)?(?:\d|[iv]+\b|cuối|đầu)(?!\s*lần)"
)


def masked(written: str, folded: str, masks: Iterable[tuple[int, int]]) -> str:
    """The folded cell with what names other things blotted out, letter for letter."""
    spans = list(masks)
    if len(written) == len(folded) and any(mark in written for mark in "/-"):
        for match in _INSTRUMENT.finditer(written):
            mention = dates.at(folded, match.end())
            spans.append((match.start(), mention.end if mention else match.end()))
    spans.extend(match.span() for match in _OTHER_NUMBERS.finditer(folded))
    for start, end in spans:
        folded = folded[:start] + "\0" * (end - start) + folded[end:]
    for match in _BY_CLAUSE.finditer(folded):  # figures after "theo" name a plan, a registration
        folded = folded[: match.start()] + re.sub(r"\d|\bquý\s+[iv]+\b|năm\b", _blot, match[0]) + folded[match.end() :]
    return folded


def _blot(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


# ---- Senses ----


@cache
def words(*path: str) -> re.Pattern[str]:
    """The words of a vocabulary entry (table and, of several entries, its code), as one pattern of whole words."""
    table = load("deadlines")[path[0]]
    words = table["words"] if len(path) == 1 else next(entry["words"] for entry in table if entry["code"] == path[1])
    return alternation(words)


def alternation(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words, the longest first."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b")


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    """The units of recurrence: a pattern, and the code of each word."""
    codes = {word: entry["code"] for entry in load("deadlines")["recurrence"] for word in entry["words"]}
    return alternation(codes), codes


_UNIT = r"(?:(?:0?[369]|ba|sáu|chín|nửa)\s+)?(?:ngày|tuần|tháng|quý|năm)"
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn)"
_EACH = r"(?:h[ằà]ng|mỗi|từng)"
# What may be counted in a unit of time: "02 tin, bài/tháng", "01 cuộc/quý".
_EVENT = r"(?:cuộc|đợt|buổi|kỳ|lượt|số|chuyên\s+đề|phóng\s+sự|(?:tin\s*(?:,|và)?\s*)?bài|tin)"
# A unit that is named as such and not numbered: not in "quý II", "năm 2022", "6 tháng đầu năm".
_PLAIN = rf"{_UNIT}\b(?!\s*(?:\d|i\b|ii|iv|học|trước(?!\s+(?:ngày|\d))|nay|đầu|cuối))"
_AND_UNIT = rf"\s*(?:,\s*và|[,/;&-]|và|hoặc)\s*(?:cả\s+|{_EACH}\s+|0?1\s+|một\s+)?{_PLAIN}"
RECURRENCE = re.compile(
    rf"""
      # "02 lần/năm", "hai lần một năm"
      (?P<times>{_COUNT})\s*(?:lần\s*(?:/|trong|mỗi|trên|một|\s)+|{_EVENT}\s*/)\s*(?:01\s+|một\s+|1\s+)?
      (?P<per>{_UNIT})\b
      # "6 tháng/lần", "mỗi năm 2 lần", "1 tuần một lần"
    | (?:mỗi\s+)?(?:(?!0?[369]\s+tháng)(?P<every>{_COUNT})\s+)?
      (?P<each>{_UNIT})\s*(?:/|\s)\s*(?P<count>{_COUNT}|)\s*lần\b
      # "ngày 10 tháng cuối quý", "ngày 25 của tháng cuối kỳ báo cáo"
    | (?:ngày\s*\d{{1,2}}\s*(?:của\s+)?)? (?:tháng|tuần)\s+(?:cuối|đầu)(?:\s+cùng)?\s+(?:của\s+)?
      (?:{_EACH}\s+|các\s+)?(?P<last_of>quý|kỳ)(?!\s*[iv\d]) (?:\s+(?:báo\s+cáo|sau|tiếp\s+theo))?
      # "ngày 05 của tháng liền kề", "ngày làm việc cuối cùng của quý"
    | ngày\s*(?:\d{{1,2}}|cuối(?:\s+cùng)?|làm\s+việc\s+cuối\s+cùng)\s*(?:của\s+)?(?:các\s+)?
      (?P<day_of>tháng|quý)(?!\s*(?:[iv\d]|cuối|đầu|một\b|hai\b|ba\b|tư\b))
      (?:\s+(?:liền\s+kề|tiếp\s+theo|sau|kế\s+tiếp|báo\s+cáo))*
      # "Hằng quý, 6 tháng, năm", "định kỳ hằng tháng", "báo cáo quý", "Các ngày làm việc trong tuần"
    | (?:định\s+kỳ\s+)?
      (?:{_EACH}|các(?=\s+(?:ngày|tháng|quý)(?:\s+làm\s+việc)?\s+trong\s)|theo|định\s+kỳ|báo\s+cáo(?:\s+định\s+kỳ)?)\s*(?::\s*)?
      (?P<units>{_PLAIN}(?:{_AND_UNIT})*)
      # "Tháng, quý, năm", "6 tháng và cả năm"
    | (?<!\w)(?P<list>(?:0?[369]\s+tháng|tháng|quý|tuần)(?:{_AND_UNIT})+)
    | (?P<periodic>định\s+kỳ)\b""",
    re.VERBOSE,
)
# A stretch counted from an event: "Sau 05 ngày làm việc kể từ ngày ban hành", "Chậm nhất 03 ngày sau khi nhận hồ sơ".
RELATIVE = re.compile(
    rf"""(?:
        (?:trong|sau|chậm\s+nhất|muộn\s+nhất|không\s+quá|tối\s+đa|trước)\s+(?:là\s+|sau\s+|khoảng\s+)?
        (?:(?:vòng|thời\s+hạn|thời\s+gian|khoảng)\s+)?
        (?:\d{{1,3}}|{_COUNT})\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tuần|tháng)\b(?!\s*(?:đầu|cuối|hằng|hàng|/|\d))
      | \b\d{{1,3}}\s*(?:ngày|giờ|tuần|tháng)\s+
        (?:làm\s+việc(?:\s*$|(?=\s*[;,]))|(?:làm\s+việc\s*)?(?:kể\s+từ|sau\s+khi|trước\s+khi|tính\s+từ|từ\s+(?:ngày|khi)))
      ) [^;]*""",
    re.VERBOSE,
)
# What may stand between a bound and its term: "chậm nhất là trong tháng", "xong trước ngày".
_BOUND_TAIL = (
    r"(?:[\s\0]+(?:là|vào|trong|cuối|đầu|giữa|ngày|thời điểm|trung tuần|thượng tuần|hạ tuần|tuần|của|đợt))*"
    r"[\s\0]*:?[\s\0]*$"
)
# Round the clock, as a whole cell or beside "thường xuyên": "24/7", "24/24 giờ"; "trước 24/7" is a day in July.
_CLOCK = re.compile(
    r"(?<![\w/.])24\s*/\s*(?:24(?:\s*(?:giờ|h))?(?:\s*(?:/|mỗi)\s*ngày)?|7)"
    r"(?:\s*(?:[;,-]|và)\s*7\s*/\s*7)?(?![\w/.])"
)
# What may stand between a recurrence or "thường xuyên" and the stretch in which it holds: "hằng quý đến 2030".
GLUE = re.compile(
    r"(?:,?\s*liên tục)?\s*\(?\s*"
    r"(?:trong|của|suốt|trong suốt|cả|cho|đến|cho đến|đến hết|tới|từ|vào|hết|giai đoạn|\s)*\s*"
)


# What says that something comes again, and does not only name a report by its period.
_REPEATS = re.compile(rf"{_EACH}|các|theo|định\s+kỳ|lần|ngày|tháng\s+cuối|tuần\s+cuối")


def senses(text: str) -> list[Sense]:
    """All that a masked cell says, in reading order."""
    found = [Sense("relative", match.start(), match.end()) for match in RELATIVE.finditer(text)]
    text = RELATIVE.sub(_blot, text)
    found.extend(
        Sense("recurring", match.start(), match.end(), None, None, frequencies(match), not _REPEATS.search(match[0]))
        for match in RECURRENCE.finditer(text)
    )
    text = RECURRENCE.sub(_blot, text)
    if "24" in text:
        clock = [match for match in _CLOCK.finditer(text) if _is_clock(text, match)]
        found.extend(Sense("continuous", match.start(), match.end()) for match in clock)
        for match in clock:
            text = text[: match.start()] + _blot(match) + text[match.end() :]
    found.extend(_calendar(text))
    for code in ("on_request", "continuous", "by_regulation"):
        phrase = words("kind", code).search(text)
        if phrase and not _part_of_bound(text, phrase):
            found.append(Sense(code, phrase.start(), phrase.end()))
    return sorted(found, key=lambda sense: sense.start)


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether "24/7" is no day: nothing bounds it or calls it one."""
    before = text[: match.start()]
    return (
        match[0].endswith("24") or "giờ" in match[0] or not (bound(before) or before.rstrip().endswith(("ngày", "-")))
    )


def _part_of_bound(text: str, match: re.Match[str]) -> bool:
    """Whether "khi" is that of "trước khi", which promises no event."""
    return match[0] == "khi" and text[: match.start()].endswith("trước ")


# Several times in one unit: "02 lần/năm" is every half-year.
_FINER = {
    ("yearly", 2): "half_yearly",
    ("yearly", 4): "quarterly",
    ("yearly", 12): "monthly",
    ("half_yearly", 2): "quarterly",
    ("quarterly", 3): "monthly",
    ("monthly", 4): "weekly",
}


def frequencies(match: re.Match[str]) -> tuple[str, ...]:
    """The codes of the units that a recurrence names, in its order."""
    pattern, codes = _units()
    named = (
        match["units"] or match["list"] or match["per"] or match["each"] or match["last_of"] or match["day_of"] or ""
    )
    if match["every"] and match["every"] not in {"1", "01", "một"}:
        return ()  # "02 năm/lần" has no code
    found = [codes[re.sub(r"\s+", " ", word)] for word in pattern.findall(named)]
    times = match["times"] or match["count"]
    if found and times:
        count = {"một": 1, "hai": 2, "ba": 3, "bốn": 4}.get(times) or int(times)
        found[0] = _FINER.get((found[0], count), found[0])
    return tuple(found)


TERM_START = re.compile(
    r"(?<![\w/])(?=\d|ngày|tháng|quý|q\.?\s*[iv\d]|t\.?\d|năm|nửa|giai|đầu|giữa|cuối|sáu|ba|chín|thời|nhiệm)"
)


def _calendar(text: str) -> list[Sense]:
    """The days, months, quarters … of a masked cell, each group with the word that bounds it."""
    found: list[Sense] = []
    named: list[Sense] = []
    pos = clause = 0
    while match := TERM_START.search(text, pos):
        group = group_at(text, match.start())
        if group is None:
            pos = match.start() + 1
            continue
        before = text[clause : group.start]
        how = bound(before)
        sense = Sense(group.kind, group.start, group.end, group, how)
        names = group.kind in {"year", "period"} and group.terms[0].first > 1000 and how is None and _names(before)
        (named if names else found).append(sense)
        pos = clause = max(group.end, match.start() + 1)
    return found or ([] if words("kind", "by_regulation").search(text) or "khi " in text else named)


@cache
def _bounds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    codes = ("before", "until", "by", "from")
    return tuple((code, re.compile(words("bound", code).pattern + _BOUND_TAIL)) for code in codes)


def bound(before: str) -> str | None:
    """How the words before a term bound it: the bounding word right before it."""
    return next((code for code, pattern in _bounds() if pattern.search(before)), None)


# The clause that a year stands in, back to the mark or "trong" that begins it.
_CLAUSE = re.compile(r"[,;.:()]|\b(?:trong|cả|suốt)\s*$")


def _names(before: str) -> bool:
    """Whether the words before a year make it part of a name: "Kế hoạch CCHC năm 2022", "theo … UBND tỉnh năm 2022"."""
    clause = _CLAUSE.split(before)[-1]
    if not clause.strip():
        return False
    return bool(words("naming").search(clause)) or "theo " in re.split(r"[;.:()]", before)[-1]
