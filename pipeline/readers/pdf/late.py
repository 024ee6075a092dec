"""What was put over a page late: number and day stamped into the blanks of "Số:    /KH-UBND", "ngày   tháng 12"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.readers.pdf.geometry import Line, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands before a blank to be filled in, and behind it.
_BEFORE = re.compile(r"(?:^|\s)(?:số\s*:?|ngày|tháng|năm(?:\s*20\d?)?)\W*$", re.IGNORECASE)
_BEHIND = re.compile(r"\W*/|(?:tháng|năm)\b", re.IGNORECASE)
_STAMP = re.compile(r"\d{1,5}(?:\.\d{1,3})?[a-zđ]?|\d{1,2}\s*/\s*\d{1,2}", re.IGNORECASE)
# A line with a blank in it: "Số: /KH-UBND", "Hà Nội, ngày tháng 12 năm 2025", "ngày … tháng … năm 2025".
_BLANK = re.compile(r"số\s*:?[\s.…_]*[/-]|ngày[\s.…_]*tháng|tháng[\s.…_]*năm", re.IGNORECASE)
# The same in the text of a page, and where a line ends within it. Each begins with letters, which are found fast.
_MAY_BE = [
    re.compile(pattern)
    for pattern in (
        r"ngày(?:[.…_]|\s\s|\s+(?:tháng|năm)|\s*[\r\n])",
        r"tháng(?:[.…_]|\s\s|\s+(?:tháng|năm)|\s*[\r\n])",
        r"ố(?<=[Ss]ố)\s*:?[\s.…_]*(?:[/-]|[\r\n])",
        r"SỐ\s*:?[\s.…_]*(?:[/-]|[\r\n])",
    )
]
WIDEST = 90.0
"""Points: a blank for a number or a day is no wider."""
_DOTS = ".…_ "
_END = _DOTS + ":"
_TAILS = ("Số", "số", "SỐ", "ngày", "tháng", "năm", " 20", " 202")
_LAST = frozenset(_END + "".join(tail[-1] for tail in _TAILS))
LONGEST = 10
"""Characters of a stamped figure."""


def may_be_in(text: str) -> bool:
    """Whether the text of a page may have a blank to be filled in: a cheap test that most pages fail."""
    return any(pattern.search(text) for pattern in _MAY_BE)


def filled(lines: list[Line]) -> list[Line]:
    """The lines of a page with stamped figures put into their blanks, and lines parted at a blank made whole."""
    # What a blank may have behind it: most lines begin with another letter.
    rights = [
        line for line in lines if (line.text[0] in "tTnN" or not line.text[0].isalpha()) and _is_behind(line.text)
    ]
    if not rights:
        return lines
    for line in [line for line in lines if line.text[-1:] in _LAST and line.text.rstrip(_END).endswith(_TAILS)]:
        while _BEFORE.search(line.text):
            start, reach = line.x0, line.x1 + WIDEST
            behind = [other for other in rights if start < other.x0 <= reach and line.beside(other)]
            if not behind:
                break
            nearest = min(behind, key=lambda other: (_BEHIND.match(other.text) is None, other.x0))
            whole = merged([line, nearest])
            lines = [whole if other is line else other for other in lines if other is not nearest]
            rights = [whole if other is line else other for other in rights if other is not nearest]
            line = whole
    stamps = [line for line in rights if len(line.text) < LONGEST and _STAMP.fullmatch(line.text)]
    return _stamped(lines, stamps) if stamps else lines


def _is_behind(text: str) -> bool:
    return _STAMP.fullmatch(text) is not None or _BEHIND.match(text) is not None


def _has_blank(text: str) -> bool:
    may_be = "ngày" in text or "tháng" in text or "Số" in text or "số" in text or "SỐ" in text
    return may_be and _BLANK.search(text) is not None


def _stamped(lines: list[Line], stamps: list[Line]) -> list[Line]:
    """Figures that stand over a blank of another line become words of that line."""
    used: set[int] = set()
    result = list(lines)
    for stamp in stamps:
        top, bottom = stamp.top, stamp.bottom
        for at in [at for at, line in enumerate(result) if line.top < bottom and top < line.bottom]:
            line = result[at]
            if _near(line, stamp) and _has_blank(line.text) and (whole := _with_words(line, stamp)) is not None:
                result[at] = whole
                used.add(id(stamp))
                break
    return [line for line in result if id(line) not in used] if used else lines


def _near(line: Line, stamp: Line) -> bool:
    return line.beside(stamp) and line.x0 < stamp.x0 and stamp.x1 < line.x1 + WIDEST


def _with_words(line: Line, stamp: Line) -> Line | None:
    """The line with a stamp between two of its words, None where no blank is there."""
    words = _words(line)
    place = sum(1 for x, _ in words if x < (stamp.x0 + stamp.x1) / 2)
    while 0 < place < len(words) and not words[place - 1][1].strip(_DOTS):
        place -= 1  # the dots of the blank
    before = " ".join(word for _, word in words[:place])
    behind = " ".join(word for _, word in words[place:]).lstrip(_DOTS)
    glued = re.search(r"[.…_]+/|:/", words[place - 1][1]) if place else None
    if glued:  # "Số:/KH-UBND", "Số:…/KH-UBND": blank and symbol are one word
        word = words[place - 1][1]
        cut = glued.end() - 1
        before = f"{before[: len(before) - len(word)]}{word[:cut]}"
        behind = f"{word[cut:]} {behind}".strip()
    if not _BEFORE.search(before) or (behind and not _BEHIND.match(behind)):
        return None
    text = f"{before.rstrip(_DOTS)} {stamp.text}{'' if behind.startswith('/') else ' '}{behind}".strip()
    return _line(text, line)


def _words(line: Line) -> Sequence[tuple[float, str]]:
    ends = [*(start - line.base for start in line.starts[1:]), len(line.text)]
    return [
        (x, line.text[start - line.base : end].strip())
        for x, start, end in zip(line.xs, line.starts, ends, strict=True)
    ]


def _line(text: str, like: Line) -> Line:
    """A line of another text at the same place: its words are spread over it."""
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    each = (like.x1 - like.x0) / max(len(text), 1)
    return Line(
        text, like.x0, like.top, like.x1, like.bottom, like.bold, like.italic, starts,
        [like.x0 + start * each for start in starts], like.page,
    )  # fmt: skip
