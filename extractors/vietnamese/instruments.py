"""Kinds of instruments: by the word before a number, by the type code of a symbol (domain section 1.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.vocabulary import load

# "NQ-CP", "QĐ.TTg", "QĐ/BTC", "QĐ_BKHCN": what parts the groups of a symbol.
_SEPARATORS = re.compile(r"[-/._ ]+")
# An issuer behind a type code whose hyphen was lost ("QĐUBND", "NQCP", "TTBNNPTNT").
_ISSUER_TAIL = re.compile(r"(?:CP|TTG|UB|UBND|HĐND|TU|TW|VPCP|HĐBT|[BS][A-ZĐ&]{2,})$")
_TERM_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: type code ("QĐ") or None, and the groups that name the issuer ("UBND")."""

    type_code: str | None
    issuer: tuple[str, ...]
    repaired: bool = False
    """A lost separator was supplied."""


@cache
def _words() -> dict[str, str]:
    return {word: entry["code"] for entry in load("instruments")["instrument"] for word in entry["words"]}


@cache
def _codes() -> dict[str, str]:
    return {code: entry["code"] for entry in load("instruments")["instrument"] for code in entry["symbols"]}


@cache
def _marked(mark: str) -> frozenset[str]:
    entries = load("instruments")["instrument"]
    if mark == "plain":
        return frozenset(word for entry in entries if entry.get("plain") for word in entry["words"])
    return frozenset(word for entry in entries for word in entry.get(mark, ()))


@cache
def word_pattern() -> re.Pattern[str]:
    """Any type word, whole, in folded text; longer ones first."""
    words = sorted((re.escape(word) for word in _words()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


@cache
def code_pattern() -> str:
    """A pattern of the type codes in folded text, longer ones first."""
    return "|".join(sorted((re.escape(code.lower()) for code in _codes()), key=len, reverse=True))


def by_word(word: str) -> str | None:
    """The instrument that a type word ("kế hoạch", folded) names."""
    return _words().get(word)


def is_general(word: str) -> bool:
    """Whether a type word names any instrument ("văn bản"), so that a type code in the symbol says more."""
    return word in _marked("general")


def is_cited_plainly(word: str) -> bool:
    """Whether a type word goes with a number without a symbol ("Đề án số 08")."""
    return word in _marked("plain")


def by_code(code: str) -> str | None:
    """The instrument that a type code ("QĐ", in any case) stands for."""
    return _codes().get(code.upper())


@lru_cache(maxsize=1024)
def read_symbol(symbol: str) -> Symbol:
    """Take a symbol apart; a type code that ran into the issuer ("QĐUBND") is told by what is left of it."""
    groups = [group.upper() for group in _SEPARATORS.split(symbol) if group]
    if not groups:
        return Symbol(None, ())
    first = groups[0]
    if first in _codes():
        return Symbol(first, tuple(groups[1:]))
    stem = _TERM_NUMBER.sub("", first)
    if stem in {"QH", "UBTVQH"}:  # "QH15" is type and issuer in one
        return Symbol(stem, tuple(groups))
    if len(groups) == 1:
        for length in range(min(len(first) - 1, 6), 1, -1):
            if first[:length] in _codes() and _ISSUER_TAIL.match(first[length:]):
                return Symbol(first[:length], (first[length:],), repaired=True)
    return Symbol(None, tuple(groups))


def by_symbol(symbol: str) -> str | None:
    """The instrument that a symbol tells by its type code; None where it has none (dispatches, "38/CP")."""
    code = read_symbol(symbol).type_code
    return None if code is None else _codes().get(code)
