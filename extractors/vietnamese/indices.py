"""Indices of administration named in text: PAR INDEX, SIPAS, PAPI … (vocabulary ``indices.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from schemas.quick import quick
from schemas.vocabulary import load


@quick
@dataclass(frozen=True, slots=True)
class IndexMention:
    """An index named at ``start`` to ``end`` of the folded text; ``loose`` where only the context makes it one."""

    code: str
    start: int
    end: int
    loose: bool = False


@cache
def _wordings() -> tuple[tuple[str, str, str, bool], ...]:
    """Words, their first two, code and looseness, the longest first: a part of a longer name names nothing."""
    found = [(words, entry["code"], False) for entry in load("indices")["index"] for words in entry["words"]]
    found += [(words, entry["code"], True) for entry in load("indices")["index"] for words in entry["loose"]]
    found.sort(key=lambda wording: (wording[2], -len(wording[0])))
    return tuple((words, " ".join(words.split()[:2]), code, loose) for words, code, loose in found)


@cache
def _openings(*, loose: bool) -> frozenset[str]:
    """The first words of all wordings: a third as many, and where they are not there is no index."""
    return frozenset(opening for _, opening, _, is_loose in _wordings() if loose or not is_loose)


def find(text: str, start: int = 0, end: int | None = None, *, loose: bool = False) -> list[IndexMention]:
    """The indices that folded ``text[start:end]`` names, in reading order, with ``loose`` by subject alone too."""
    last = len(text) if end is None else end
    openings = [opening for opening in _openings(loose=loose) if text.find(opening, start, last) >= 0]
    if not openings:
        return []
    found: list[IndexMention] = []
    for words, opening, code, is_loose in _wordings():
        if opening not in openings or (is_loose and not loose):
            continue
        at = text.find(words, start, last)
        while at >= 0:
            after = at + len(words)
            if _whole(text, at, after) and all(after <= other.start or at >= other.end for other in found):
                found.append(IndexMention(code, at, after, is_loose))
            at = text.find(words, after, last)
    return sorted(found, key=lambda mention: mention.start)


def codes(mentions: list[IndexMention]) -> list[str]:
    """Each code once, in reading order: "Chỉ số cải cách hành chính (PAR INDEX)" is one index."""
    return list(dict.fromkeys(mention.code for mention in mentions))


def _whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
