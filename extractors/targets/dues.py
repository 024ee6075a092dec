"""By when a target is promised: "đến hết năm 2022", "đến năm 2025", "trong giai đoạn 2026-2030" (domain section 4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from schemas.quick import quick

_YEAR = r"(?:19|20)\d\d(?!\d)"
# "trước ngày 31 tháng 12 năm 2023",
# "đến hết năm 2022", "đến 31/12/2025", "đến hết tháng 6/2025", "đến năm 2025", "vào năm 2020", "trong giai đoạn …".
_DUE = re.compile(
    rf"""\b(?:
        (?:(?:đến|tới|vào|trước)\s)?(?:hết|cuối)\s(?:năm\s)?(?P<whole>{_YEAR})
      | (?:đến|tới|trước|chậm\ nhất)(?:\slà)?\s(?:hết\s)?(?:ngày\s)?
        (?P<day>\d{{1,2}})(?:[/.-]|\stháng\s)(?P<month>\d{{1,2}})(?:[/.-]|,?\snăm\s)(?P<dated>{_YEAR})
      | (?:(?:đến|tới|vào|trước|(?:hoàn\ thành|xong)\ trong)\s)?(?P<ends>hết\s)?
        (?:quý\s(?P<quarter>iv|i{{1,3}}|[1-4])|tháng\s(?P<to_month>\d{{1,2}}))(?:/|\snăm\s)(?P<month_year>{_YEAR})
      | (?:đến|tới|vào)\s(?:mốc\s)?(?:năm\s)?(?P<year>{_YEAR})(?!\s?[-/]|\s?%)
      | (?P<phase>(?:(?:trong|cả|toàn|cho)\s)?(?:giai\ đoạn|thời\ kỳ|nhiệm\ kỳ)\s
        (?:năm\s)?{_YEAR}\s?(?:-|đến(?:\ năm)?)\s?(?P<phase_end>{_YEAR}))
    )""",
    re.VERBOSE,
)
_HINTS = (
    "hoàn thành",
    "xong ",
    "đến ",
    "tới ",
    "vào ",
    "trước ",
    "hết ",
    "cuối ",
    "giai đoạn",
    "thời kỳ",
    "nhiệm kỳ",
    "chậm nhất",
)
_WITHIN = ("trong", "cả", "toàn", "cho")
_QUARTERS = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}


@quick
@dataclass(frozen=True, slots=True)
class Due:
    """A due date at ``start`` to ``end`` of the text; ``on`` is None where only the year is said."""

    start: int
    end: int
    year: int
    on: date | None = None


def find(text: str, start: int = 0, end: int | None = None, *, heading: bool = False) -> list[Due]:
    """The due dates in folded ``text[start:end]``. A period counts in a heading, or behind "trong" or a comma."""
    last = len(text) if end is None else end
    words = text[start:last]
    if "20" not in words or not any(hint in words for hint in _HINTS):
        return []
    found: list[Due] = []
    for match in _DUE.finditer(text, start, last):
        due = _due(match)
        phase = match["phase"]
        told = phase is None or heading or phase.startswith(_WITHIN) or match.start() <= start + 1
        if due is not None and told:
            found.append(due)
    return found


def _due(match: re.Match[str]) -> Due | None:
    start, end = match.span()
    if match["whole"]:
        return Due(start, end, int(match["whole"]), date(int(match["whole"]), 12, 31))
    if match["dated"]:
        on = _date(int(match["dated"]), int(match["month"]), int(match["day"]))
        return None if on is None else Due(start, end, on.year, on)
    if match["month_year"]:
        year = int(match["month_year"])
        month = _QUARTERS[match["quarter"]] if match["quarter"] else int(match["to_month"])
        if not 1 <= month <= 12 or not _binds(match):
            return None
        last = date(year, month, calendar.monthrange(year, month)[1])
        return Due(start, end, year, last if match["ends"] else None)
    return Due(start, end, int(match["phase_end"] or match["year"]))


def _binds(match: re.Match[str]) -> bool:
    """Does a month or quarter bind ("đến tháng 6/2025"), or merely tell when ("tháng 6/2025")?"""
    return match["ends"] is not None or match[0].startswith(("đến", "tới", "vào", "trước", "hoàn thành", "xong"))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
