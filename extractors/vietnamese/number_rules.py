"""What a token of digits and separators means: the rules, in a fixed order, that decide 12.446 or 12 446.

A token's form alone decides most ("17,5", "6.000.000", "1.234,5"). Where a lone separator stands before three digits,
what is known around it does, in this order: the largest value that it can have, the unit, its neighbours' habit, the
document's habit; else the norm holds (a dot groups, a comma is decimal) and the confidence is low.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese.text import fold
from schemas.quick import quick
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

# Digits with separators, or groups of three split by blanks: "12", "1.234.567,89", "20 000 000".
TOKEN_FORM = r"\d{1,3}(?:\ \d{3})+(?:,\d+)?(?![.,]?\d)|\d+(?:[.,]\d+)*"
TOKEN = re.compile(TOKEN_FORM, re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a number: the largest value that it can have (maximum points, denominator), the unit that
    its column or sentence gives, the raw tokens beside it in its column or row, the document's decimal separator.
    """

    maximum: float | None = None
    unit: str | None = None
    siblings: tuple[str, ...] = ()
    vote: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """A token's value, the rule that decided it, and the other reading where there is one."""

    value: Decimal
    rule: str
    confidence: float
    alternative: Decimal | None = None


def decide(token: str, context: Context, unit: str | None) -> Reading | None:
    """The rules of domain section 7.1, in their order."""
    if token.isdigit():
        return Reading(Decimal(token), "digits", 0.99)
    if " " in token:
        return Reading(Decimal(token.replace(" ", "").replace(",", ".")), "spaced_groups", 0.95)
    shape = _shape(token)
    if shape is not None:
        meaning, separator = shape
        if meaning == "decimal":
            rule = "both_separators" if len(set(token) & {".", ","}) == 2 else "decimal"
            return Reading(_as_decimal(token, separator), rule, 0.98)
        return Reading(_as_thousands(token), "groups", 0.98)
    if token.count(".") + token.count(",") != 1:
        return None
    return _doubtful(token, context, unit)


def _shape(token: str) -> tuple[str, str] | None:
    """Whether the token's form alone tells "decimal" or "thousands", and of which separator; else None."""
    dots, commas = token.count("."), token.count(",")
    if dots and commas:
        last = max(token, key=lambda char: token.rfind(char) if char in ".," else -1)
        head = token[: token.rfind(last)]
        if last in head or not _grouped(head):
            return None
        return "decimal", last
    separator = "." if dots else ","
    if dots + commas > 1:
        return ("thousands", separator) if _grouped(token) else None
    head, _, tail = token.partition(separator)
    if len(tail) != 3 or len(head) > 3 or head.startswith("0"):
        return "decimal", separator
    return None


def _other(separator: str) -> str:
    return "," if separator == "." else "."


def _grouped(token: str) -> bool:
    head, *groups = re.split(r"[.,]", token)
    return 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)


def _as_decimal(token: str, separator: str) -> Decimal:
    return Decimal(token.replace(_other(separator), "").replace(separator, "."))


def _as_thousands(token: str) -> Decimal:
    return Decimal(token.replace(".", "").replace(",", ""))


def _doubtful(token: str, context: Context, unit: str | None) -> Reading:
    """One separator before three digits: 12.446 or 12 446?"""
    separator = "." if "." in token else ","
    small, large = _as_decimal(token, separator), _as_thousands(token)

    def decimal(rule: str, confidence: float) -> Reading:
        return Reading(small, rule, confidence, large)

    def thousands(rule: str, confidence: float) -> Reading:
        return Reading(large, rule, confidence, small)

    if context.maximum is not None and large > context.maximum >= small:
        return Reading(small, "cap", 0.96)
    kind = unit_kind(unit)
    if kind is not None:
        return decimal("unit", 0.93) if kind == "decimal" else thousands("unit", 0.95 if separator == "." else 0.8)
    if context.siblings:
        meaning = _meaning_beside(separator, small, large, context.siblings)
        if meaning is not None:
            return decimal("siblings", 0.9) if meaning == "decimal" else thousands("siblings", 0.9)
    if context.vote is not None:
        return decimal("vote", 0.8) if context.vote == separator else thousands("vote", 0.8)
    return thousands("default", 0.55) if separator == "." else decimal("default", 0.55)


def _meaning_beside(separator: str, small: Decimal, large: Decimal, siblings: tuple[str, ...]) -> str | None:
    """What the neighbours' decisive forms say of this separator; of the other one alone, their size decides first."""
    shapes, largest = _habits(siblings)
    meanings = {meaning for meaning, of in shapes if of == separator}
    if len(meanings) == 1:
        return meanings.pop()
    others = {meaning for meaning, of in shapes if of != separator}
    if meanings or len(others) != 1:
        return None
    if others == {"thousands"}:
        return "decimal"
    return "decimal" if large > 20 * largest and small <= 5 * largest else "thousands"


@lru_cache(maxsize=1024)
def _habits(siblings: tuple[str, ...]) -> tuple[frozenset[tuple[str, str]], Decimal]:
    """The decisive forms among tokens, and the largest decimal among them."""
    shapes: set[tuple[str, str]] = set()
    largest = Decimal(0)
    for sibling in siblings:
        for match in TOKEN.finditer(sibling):
            shape = _shape(match[0]) if "." in match[0] or "," in match[0] else None
            if shape is not None and " " not in match[0]:
                shapes.add(shape)
                if shape[0] == "decimal":
                    largest = max(largest, _as_decimal(match[0], shape[1]))
    return frozenset(shapes), largest


# A token with a separator, for the vote; not the number of an instrument ("66.25/2026/NQ-CP", "4.0").
_VOTER = re.compile(r"(?<![\w.,/-])\d++(?:[.,]\d++)++(?!/(?:\d{4}|[^\W\d_])|\w)")
# The number of a part at the start of a text: "2.1 Công tác chỉ đạo"; "1.5 điểm" is none.
_PART = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+\.?\s+(?!điểm)[^\W\d_]")


def vote(texts: Iterable[str]) -> str | None:
    """The decimal separator of a document by the decisive tokens of its texts: "," or ".", or None where they tie."""
    votes: Counter[str] = Counter()
    for text in texts:
        part = _PART.match(text)
        for match in _VOTER.finditer(text, part.end() - 1 if part else 0):
            shape = _shape(match[0])
            if shape is not None:
                meaning, separator = shape
                votes[separator if meaning == "decimal" else _other(separator)] += 1
    if votes[","] == votes["."]:
        return None
    return "," if votes[","] > votes["."] else "."


@cache
def units() -> re.Pattern[str]:
    """A unit that decides, at the start of what follows a number."""
    lists = {kind: sorted(load("number_units")[kind]["words"], key=len, reverse=True) for kind in ("decimal", "count")}
    forms = "|".join(f"(?P<{kind}>{'|'.join(map(re.escape, words))})" for kind, words in lists.items())
    return re.compile(rf"\s?(?:{forms})(?![^\W\d_])")


@lru_cache(maxsize=1024)
def unit_kind(unit: str | None) -> str | None:
    """Whether a unit is measured ("decimal": điểm, %) or counted ("count": hồ sơ, đồng), or None: it tells nothing."""
    match = units().match(fold(unit).text) if unit else None
    return match.lastgroup if match else None
