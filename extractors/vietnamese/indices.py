"""Indices of administration named in text: PAR INDEX, SIPAS, PAPI … (vocabulary ``indices.toml``)."""

from __future__ import annotations

import re
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
    """Each code of an index that targets are set for once, in reading order: "… (PAR INDEX)" names one index."""
    return list(dict.fromkeys(mention.code for mention in mentions if mention.code not in _of_scores_alone()))


@cache
def _of_scores_alone() -> frozenset[str]:
    return frozenset(entry["code"] for entry in load("indices")["index"] if not entry.get("of_targets", True))


def part(folded: str, code: str) -> tuple[int, int] | None:
    """Where a folded label names a part of an index 'Nội dung 3: "Trách nhiệm giải trình"' of PAPI, or None.

    The span is the name, without what introduces it, quotes and a maximum in brackets.
    """
    names = _parts().get(code)
    found = names.match(folded) if names is not None else None
    return found.span("name") if found is not None else None


@cache
def _parts() -> dict[str, re.Pattern[str]]:
    found = {}
    for entry in load("indices")["index"]:
        if entry["parts"]:
            names = "|".join(re.escape(name) for name in sorted(entry["parts"], key=len, reverse=True))
            found[entry["code"]] = re.compile(
                rf"""[\s"'+*-]*(?:(?:các|về|chỉ\s+số|thành\s+phần|nội\s+dung|lĩnh\s+vực|trụ\s+cột|trục|yếu\s+tố|nhóm|điểm|số)\s+)*
                (?:(?:số\s+)?\d{{1,2}}\s*[.:)-]\s*)?["']?(?P<name>(?:{names})(?![^\W_])[^"'():;]{{0,100}}?)["']?
                \s*(?:\([^()]*\))?[\s.:;]*$""",
                re.VERBOSE,
            )
    return found


def _whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
