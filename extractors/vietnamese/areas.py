"""Areas of administrative reform named by headings, list labels and table rows (vocabulary ``areas.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extractors.vietnamese.text import Folded, fold
from schemas.quick import quick
from schemas.vocabulary import load

_MARKS = r"[\s,;/&()\-–\"'*:.]+"
_WORD = regex.compile(r"[\p{L}\p{M}]+|\d[\d.,]*")
# What may stand before a name beside the opening words: "1", "2.1", "IV", "đ".
_NUMBERING = re.compile(r"\d[\d.,]*|[ivxlc]+|[a-zđ]")
# Where a heading's name ends and its score or a sentence begins: ": 5,5/8,5 điểm", " (đạt 7,5/10 điểm)", ". Trong đó".
_NAME_END = re.compile(r"\s*[:(]?\s*(?:đạt\s*)?\(?\d+(?:[.,]\d+)?\s*/\s*\d|[;:](?=\s|$)|\.(?=\s|$)")
# "1. ", "- ", "đ) ", "IV. ", "Lĩnh vực 4: ".
_ITEM = re.compile(
    r"^(?:[-+*•]\s*)?(?:(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])[.):]\s+)?(?:[^\W\d_]+ [^\W\d_]+ \d+\s*[:.]\s+)?"
)
_LIMIT = 200  # characters of a name; longer is a paragraph


@quick
@dataclass(frozen=True, slots=True)
class AreaMatch:
    """The area that a heading names: ``start``/``end`` are the naming words in the text as written.

    ``rule`` says which kind of name it was: ``name`` (its own), ``joined`` (its own behind other words, "chính sách
    và cải cách thủ tục hành chính"), ``short`` (words that other subjects use too), ``scored`` (only among scores).
    """

    code: str
    start: int
    end: int
    rule: str
    confidence: float


_CONFIDENCE = {"name": 0.98, "scored": 0.9, "short": 0.85, "joined": 0.7}


def of_heading(text: str | Folded, *, scored: bool = False) -> AreaMatch | None:
    """The area that a heading, a list label, a table cell or a section row names, or None.

    Meant for short labels: a sentence that merely mentions "thủ tục hành chính" names no area, and text of a
    paragraph's length gives None. ``scored`` says that the label stands among scores (a row of a score table, a line
    with points): there the one-stop mechanism, the survey and the bonus points are areas of their own.
    """
    if isinstance(text, Folded):
        found = _find(text.text, scored)
        if found is None or text.offsets is None:
            return found
        return AreaMatch(found.code, *text.span(found.start, found.end), found.rule, found.confidence)
    return _find(fold(text).text, scored)


def of_folded(folded: str, *, scored: bool = False) -> AreaMatch | None:
    """The same of a label, or a piece of one, that was folded before."""
    return _find(folded, scored)


@lru_cache(maxsize=2048)
def _find(folded: str, scored: bool) -> AreaMatch | None:
    grammar = _grammar()
    opened: int | None = 0  # up to here the label has numbering, opening words and short names alone
    for match in grammar.pattern.finditer(folded):
        start, end = match.span()
        if start > _LIMIT:
            return None
        entry = grammar.entries[match.lastgroup or ""]
        if entry.rule == "scored" and not scored:
            continue
        openly = opened is not None and _opens(folded[opened:start])
        rule = _rule(folded[:start], _tail(folded, end), entry.rule, openly)
        if rule is not None:
            code = entry.code if scored or entry.elsewhere is None else entry.elsewhere
            return AreaMatch(code, start, end, rule, _CONFIDENCE[rule])
        opened = end if openly else None
    return None


def _opens(words: str) -> bool:
    openers = _grammar().openers
    return "%" not in words and all(word in openers or _NUMBERING.fullmatch(word) for word in _WORD.findall(words))


def _tail(folded: str, end: int) -> str:
    name_end = _NAME_END.search(folded, end)
    return folded[end : name_end.start() if name_end else len(folded)]


def _rule(head: str, tail: str, rule: str, opened: bool) -> str | None:
    """The rule by which words between head and tail name an area here, or None where they are merely mentioned."""
    if len(head) + len(tail) > _LIMIT:
        return None
    if opened and (rule != "short" or not tail.strip(" ,.()") or _grammar().tail.match(tail)):
        return rule
    head = _ITEM.sub("", head).rstrip()
    joined = rule == "name" and not tail.strip(" ()") and head.endswith((" và", ",")) and ". " not in head
    return "joined" if joined and len(head.split()) <= 8 else None


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    rule: str
    elsewhere: str | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    pattern: re.Pattern[str]
    entries: dict[str, _Entry]
    openers: frozenset[str]
    tail: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    vocabulary = load("areas")
    entries: dict[str, _Entry] = {}
    wordings: list[tuple[str, str]] = []
    for area in vocabulary["area"]:
        for rule, column in (("name", "names"), ("short", "short"), ("scored", "scored")):
            for wording in area.get(column, ()):
                group = f"w{len(entries)}"
                entries[group] = _Entry(area["code"], rule, area.get("elsewhere"))
                wordings.append((wording, group))
    wordings.sort(key=lambda pair: -len(pair[0]))
    pattern = "|".join(f"(?P<{group}>{_spell(wording)})" for wording, group in wordings)
    tails = "|".join(_spell(tail) for tail in sorted(vocabulary["tails"], key=len, reverse=True))
    return _Grammar(
        re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])"),
        entries,
        frozenset(vocabulary["openers"].split()),
        re.compile(rf"{_MARKS}(?:(?:{tails})(?![^\W\d_])|\()|\s*\("),
    )


def _spell(wording: str) -> str:
    """The wording as a pattern: any mark between its words, its short forms allowed."""
    for spelled, short in load("areas")["abbreviations"].items():
        if spelled in wording:
            before, after = wording.split(spelled, 1)
            forms = "|".join(_join(form) for form in sorted({spelled, *short}, key=len, reverse=True))
            return f"{_glue(before, False)}(?:{forms}){_glue(after, True)}"
    return _join(wording)


def _glue(words: str, follows: bool) -> str:
    if not words.strip():
        return ""
    return _MARKS + _join(words) if follows else _join(words) + _MARKS


def _join(words: str) -> str:
    return _MARKS.join(re.escape(word.strip(",")) for word in words.split())
