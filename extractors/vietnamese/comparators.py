"""Words before a number that compare it: "tăng ít nhất", "xuống còn tối đa" (vocabulary ``comparators.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from schemas.quick import quick
from schemas.vocabulary import load

_SYMBOLS = "<>=≥≤~≈"
_FAR = 110  # characters before a number in which a verb of change with its object may begin
# A verb of change with its object before the number: "giảm thời gian giải quyết ít nhất 20%"; not "tăng cường",
# "tốc độ tăng", and not past a verb that makes the number something else ("giảm chi phí đối với 100% …").
_FAR_CHANGE = regex.compile(
    r"""(?<!\p{L})(?<!(?:gia|độ|mức|lệ)\ )
    (?P<verb>tăng(?!\ (?:cường|trưởng|tốc))|cắt\ giảm|giảm|rút\ ngắn|tinh\ giản|cải\ thiện)\b
    (?:(?!\b(?:đạt|lên|xuống|còn|phấn\ đấu|được|đối\ với|bảo\ đảm|đảm\ bảo|nâng|trong\ đó|hoàn\ thành|có|nhằm|để)\b)
       [^.;:()\d])*$""",
    regex.X,
)
# Verbs of change before the number with others of their kind: "cắt giảm, đơn giản hóa ít nhất 30% chi phí".
_NEAR_CHANGE = re.compile(
    r"(?<![^\W\d_])(?P<verb>cắt giảm|giảm|rút ngắn)"
    r"(?:(?:,| và)? (?:đơn giản hóa|cải cách|tiết kiệm|bãi bỏ|rút ngắn|tinh gọn))+ ?$"
)


# "không để tỷ lệ hồ sơ trễ hạn quá 1%": what is not let happen turns the comparison round.
_PREVENTS = re.compile(r"\bkhông (?:được )?để (?:(?!\bcó\b)[^.;:,\d])*$")
_RANKED = re.compile(r"\b(?:xếp|thứ hạng|vị trí|vị thứ|đứng)\b[^.;\d]*$")
_FLIPPED = {"gt": "le", "lt": "ge"}
_NO_LOWER = frozenset({"không thấp hơn", "không dưới", "không kém", "không kém hơn", "không xuống dưới"})


@quick
@dataclass(frozen=True, slots=True)
class Cues:
    """What the words before a number say; ``start`` is where they begin.

    ``compare`` is the comparator's code; ``change`` a verb of change that no "đạt", "lên", "xuống còn" turned into a
    ``level``; ``rank`` and ``group`` say that a rank or a group ("nhóm", "trong") is spoken of, ``weak`` that the
    rank's words are "xếp", "đứng" alone, which may say something else.
    """

    start: int
    text: str
    compare: str | None = None
    change: str | None = None
    level: bool = False
    rank: bool = False
    weak: bool = False
    group: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grammar:
    """``compare`` has the codes of comparators, ``kinds`` the words of each kind, ``known`` all of them."""

    compare: dict[str, str]
    kinds: dict[str, frozenset[str]]
    known: frozenset[str]


@cache
def _grammar() -> _Grammar:
    vocabulary = load("comparators")
    compare = {word: code for code, words in vocabulary["compare"].items() for word in words}
    kinds = {kind: frozenset(words) for kind, words in vocabulary["words"].items()}
    return _Grammar(compare, kinds, frozenset(compare).union(*kinds.values()))


def read(text: str, number: int) -> Cues:
    """The cues that stand directly before ``text[number]`` (folded)."""
    grammar = _grammar()
    words, start = _run(text, number, grammar.known)
    if not words:
        return Cues(number, "")
    kinds = grammar.kinds
    compare, change, level = None, None, False
    for word in words:
        compare = grammar.compare.get(word, compare)
        if word in kinds["increase"] or word in kinds["decrease"]:
            change, level = ("increase" if word in kinds["increase"] else "decrease"), False
        elif word in kinds["level"]:
            level = True
    if compare in _FLIPPED and _PREVENTS.search(text, max(0, start - _FAR), start):
        compare = _FLIPPED[compare]
    ranks = kinds["rank"].intersection(words)
    if "hạng" in words and not _NO_LOWER.isdisjoint(words):
        ranks = ranks | {"thứ hạng"}  # "không thấp hơn hạng 15"
    if not ranks and words[-1] == "thứ" and compare and _RANKED.search(text, max(0, start - _FAR), start):
        ranks = ranks | {"thứ hạng"}  # "Xếp hạng Chỉ số CCHC của Sở từ thứ 8 trở lên"
    weak = ranks <= {"xếp", "đứng"} and "thứ" not in words and "hạng" not in words
    group = not kinds["group"].isdisjoint(words[-2:])
    cues = text[start:number]
    return Cues(start, cues, compare, None if level else change, level, bool(ranks), weak, group, tuple(words))


def _run(text: str, number: int, known: frozenset[str]) -> tuple[list[str], int]:
    """The cues that follow one another up to ``number``, and where the first begins; read backwards, longest first."""
    words: list[str] = []
    start = number
    while True:
        end = start - 1 if text[start - 1 : start] == " " else start
        symbol = end
        while symbol > 0 and text[symbol - 1] in _SYMBOLS:
            symbol -= 1
        first = symbol if symbol < end else _cue_start(text, end, known) if end < start else None
        if first is None or text[first:end] not in known:
            return words, start
        words.insert(0, text[first:end])
        start = first


def _cue_start(text: str, end: int, known: frozenset[str]) -> int | None:
    """Where the longest cue of at most four words begins that ends at ``text[end]``."""
    found, first = None, end
    for _ in range(4):
        before = first
        while first > 0 and text[first - 1].isalpha():
            first -= 1
        if first == before:
            break
        if text[first:end] in known:
            found = first
        if text[first - 1 : first] != " ":
            break
        first -= 1
    return found


def far_change(text: str, before: int, *, settled: bool) -> str | None:
    """The change that verbs before ``text[before]`` say, alone or, where the number is ``settled`` (its subject stood
    before it), with their object: "giảm thời gian giải quyết" ít nhất 20%.
    """
    window = text[max(0, before - _FAR) : before]
    if not any(verb in window for verb in ("tăng", "giảm", "rút ngắn", "cải thiện", "tinh giản")):
        return None
    verb = _NEAR_CHANGE.search(window) or (_FAR_CHANGE.search(window) if settled else None)
    if verb is None:
        return None
    return "increase" if verb["verb"] in _grammar().kinds["increase"] else "decrease"
