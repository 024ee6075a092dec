"""The text that a digital signature leaves on a page: no content, but it says who signed and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from extractors.vietnamese.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

# "Ký bởi: Ủy ban nhân dân tỉnh", "Người ký: NGUYỄN VĂN A", "Cơ quan: Văn phòng Chính phủ", "Digitally signed by …".
_KEYS: dict[str, str] = {
    "signed_by": r"(?:được\ )?(?:ký\ (?:số\ )?bởi|người\ ký|digitally\ signed\ by|signed\ by)",
    "signed_for": r"(?:cơ\ quan|tổ\ chức|đơn\ vị|cơ\ quan\ phát\ hành)",
    "signed_on": r"(?:ngày\ ký|thời\ gian\ ký|ký\ ngày|date|signing\ time)",
    "": r"(?:email|chức\ vụ|lý\ do|reason|location|địa\ điểm)",
}
_KEY = re.compile(
    "|".join(f"(?P<{name or 'other'}>{words}(?:\\ số)?\\s*:)" for name, words in _KEYS.items()),
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = re.compile(r"signature (?:not verified|valid)|chữ ký (?:số )?hợp lệ|đã ký điện tử", re.IGNORECASE)
_DATE = re.compile(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>20\d\d)|(?P<iso>20\d\d[./-]\d{1,2}[./-]\d{1,2})"
)
MAX_WRAPPED = 2
"""Lines over which the value of one entry goes."""


@dataclass(slots=True)
class Signed:
    """What digital signatures say, as ``Document.meta`` keeps it: signed_by, signed_for, signed_on (ISO)."""

    meta: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, value: str) -> None:
        """Keep an entry; the day is made ISO, and of several signatures the last one's counts for it."""
        if name == "signed_on":
            day = iso_day(value)
            if day is not None:
                self.meta[name] = max(day, self.meta.get(name, ""))
        elif name and value:
            self.meta.setdefault(name, clean(value))

    def read(self, texts: Sequence[str]) -> set[int]:
        """Read the entries among the lines of a page; which lines they are, where they are a signature's."""
        used: set[int] = set()
        group: list[tuple[int, str, str]] = []
        at = 0
        while at < len(texts):
            match = _KEY.match(texts[at].strip())
            if match is None:
                if group and not _MARKS.search(texts[at]):
                    self._close(group, used)
                    group = []
                if _MARKS.fullmatch(texts[at].strip()):
                    used.add(at)
                at += 1
                continue
            end = _value_end(texts, at, match.end())
            value = " ".join([texts[at].strip()[match.end() :].strip(), *texts[at + 1 : end]]).strip()
            group += [(line, match.lastgroup or "", value if line == at else "") for line in range(at, end)]
            at = end
        self._close(group, used)
        return used

    def _close(self, group: list[tuple[int, str, str]], used: set[int]) -> None:
        if len({name for _, name, _ in group}) < 2:  # one such line is a line of a form
            return
        for at, name, value in group:
            used.add(at)
            if value:
                self.keep("" if name == "other" else name, value)


def _value_end(texts: Sequence[str], at: int, start: int) -> int:
    """The line after the value of an entry: it goes on where another entry follows, or where nothing stood yet."""
    if not texts[at].strip()[start:].strip():
        return min(at + 2, len(texts)) if at + 1 < len(texts) and not _KEY.match(texts[at + 1].strip()) else at + 1
    for end in range(at + 1, min(at + 2 + MAX_WRAPPED, len(texts))):
        if _KEY.match(texts[end].strip()):
            return end
    return at + 1


def iso_day(text: str) -> str | None:
    """The first day in a text, as ISO: "20/01/2023 10:25", "2023.01.20", "D:20260629101112+07'00'"."""
    if text.startswith("D:") and len(text) >= 10 and text[2:10].isdigit():
        text = f"{text[2:6]}.{text[6:8]}.{text[8:10]}"
    match = _DATE.search(text)
    if match is None:
        return None
    year, month, day = (
        map(int, re.split(r"[./-]", match["iso"]))
        if match["iso"]
        else (int(match["year"]), int(match["month"]), int(match["day"]))
    )
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
