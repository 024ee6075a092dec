"""Numbers of a sheet as a person in Viet Nam sees them: 6001.0 is "6001", 0.815 as percent "81,5%"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

Value = bool | int | float | datetime | date | time | timedelta
# Words between quotes, signs behind a backslash; blanks as wide as a sign ("_)"), fills ("* "), colours ("[Red]").
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_WIDTHS = re.compile(r"_.|\*.|\[[^\]]*\]")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_DATE = re.compile(_LITERAL.pattern + r"|(y+|m+|d+|h+|s+|am/pm|a/p|.)", re.IGNORECASE | re.DOTALL)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
# The short date of whoever looks at the sheet, stored in the American order.
_LOCAL_DATES = frozenset(("m/d/yy", "m/d/yyyy", "mm-dd-yy", "d/m/yy", "d/m/yyyy"))
_SIGNIFICANT = 10


def show(value: Value, form: str) -> str:
    """A value in a sheet's number format."""
    if isinstance(value, bool):
        return "ĐÚNG" if value else "SAI"
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return _date(value, form)
    return _number(value, form)


def is_date(form: str) -> bool:
    """Whether a number format shows a day or a time: "dd/mm/yyyy" does, "0.00" and "General" do not."""
    bare = _WIDTHS.sub("", _LITERAL.sub("", form.split(";")[0]))
    return "general" not in bare.lower() and _DATE_LETTERS.search(bare) is not None and not _DIGITS.search(bare)


def _date(value: date, form: str) -> str:
    bare = _WIDTHS.sub("", form.split(";")[0]).strip()
    if bare.lower() in _LOCAL_DATES or not _DATE_LETTERS.search(_LITERAL.sub("", bare)) or "general" in bare.lower():
        return f"{value:%d/%m/%Y}"
    shown: list[str] = []
    in_time = False
    for literal, sign, part in _DATE.findall(bare):
        if not part:
            shown.append(literal or sign)
            continue
        letter = part[0].lower()
        if letter == "y":
            shown.append(f"{value:%Y}" if len(part) > 2 else f"{value:%y}")
        elif letter == "d":
            shown.append(str(value.day) if len(part) == 1 else f"{value:%d}")
        elif letter == "m" and not in_time:
            shown.append(str(value.month) if len(part) == 1 else f"{value:%m}")
        elif letter in "hms" and isinstance(value, datetime):
            in_time = True
            shown.append(f"{ {'h': value.hour, 'm': value.minute, 's': value.second}[letter]:02d}")
        elif part.lower() not in ("am/pm", "a/p"):
            shown.append(part)
    return "".join(shown).strip()


def _number(value: float, form: str) -> str:
    prefix, digits, suffix = _section(form, (value > 0) - (value < 0))
    if digits is None:
        return (prefix + suffix).strip() or _general(value)
    if digits == "":
        return _general(value)
    number = Decimal(repr(value))
    if value < 0 and ";" in form:
        number = -number  # its section says how a negative number looks
    if "%" in suffix + prefix:
        number *= 100
    whole, _, fraction = digits.partition(".")
    while whole.endswith(","):  # each shows thousands as ones
        whole, number = whole[:-1], number / 1000
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    least = fraction.rstrip("#?")
    if len(least) < len(fraction) and "." in text:
        head, _, tail = text.partition(".")
        tail = tail[: len(least)] + tail[len(least) :].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    text = text.rjust(whole.count("0"), "0") if value >= 0 else text
    return (prefix + _local(text) + suffix).strip()


def _general(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _local(f"{value:.{_SIGNIFICANT}g}")


def _local(text: str) -> str:
    """Points for thousands, a comma for decimals."""
    return text.translate({ord(","): ".", ord("."): ","})


@lru_cache(maxsize=1024)
def _section(form: str, sign: int) -> tuple[str, str | None, str]:
    """What stands before and behind the digits of a number with this sign, and the pattern of its digits.

    The pattern is empty for a general format, None where the section shows no digits ("-" for zero).
    """
    sections = form.split(";")
    section = sections[0]
    if sign < 0 and len(sections) > 1:
        section = sections[1]
    elif sign == 0 and len(sections) > 2:
        section = sections[2]
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        literals.append(found[1] if found[1] is not None else found[2])
        return "\x00"

    bare = _WIDTHS.sub("", _LITERAL.sub(keep, section))
    if not bare or "general" in bare.lower() or "@" in bare or "E+" in bare:
        return "", "", ""
    digits = _DIGITS.search(bare)
    pattern = digits[0] if digits else ""
    before, after = (bare[: digits.start()], bare[digits.end() :]) if digits else (bare, "")
    words = iter(literals)
    before, after = (
        "".join(next(words) if char == "\x00" else "" if char in "?#" else char for char in part)
        for part in (before, after)
    )
    return before, pattern if set(pattern) & set("0#") else None, after
