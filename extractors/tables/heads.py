"""What a column's head says that the column holds (vocabulary ``table_heads.toml``), and which table that makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from extractors.structure import TableKind
from extractors.tables import score_heads
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

KINDS = (TableKind.SCORES, TableKind.TASKS, TableKind.BUDGET, TableKind.TARGETS)
_SHARED = ("number", "note")
_LONGEST_HEAD = 100

# Roles that prove the kind of a table, and by how much; others only agree with it.
_WEIGHTS: dict[TableKind, dict[str, float]] = {
    TableKind.SCORES: dict.fromkeys(("max", "self", "appraised", "survey", "rank", "score", "percent", "guide"), 3.0)
    | {"criterion": 2.0, "grade": 2.0, "lost": 2.0, "evidence": 1.5, "change": 2.0, "rank_change": 3.0},
    TableKind.TASKS: {
        "task": 2.0, "lead": 3.0, "coordinating": 3.0, "lead_and_coordinating": 3.0, "monitoring": 2.0, "outputs": 2.0,
        "deadline": 2.5, "leader": 2.0, "status": 1.0,
    },
    TableKind.BUDGET: {
        "amount": 3.0, "unit_price": 3.0, "quantity": 2.5, "item": 2.0, "unit": 1.0, "funding_source": 1.0,
    },
    TableKind.TARGETS: {"indicator": 3.0, "target": 3.0, "baseline": 2.0, "unit": 1.0},
}  # fmt: skip
_WEAK = 0.4
_INSIDE = 0.8
_MARKS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|[*\d]+\s*$")
_DOTS = re.compile(r"\s*[.:;*\"']+\s*")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# A head that only says when, and in brackets what: "Năm 2022 (điểm đạt/điểm tối đa)".
_WHEN = re.compile(r"(?:kết quả )?(?:năm|kỳ|đợt|quý)?(?: (?:trước|này|[ivx]+))?")
_HINT = re.compile(r"\((?P<hint>[^()\d]{4,60})\)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a head means in one kind of table: ``strong`` where the name is of that kind alone."""

    role: str
    strong: bool
    length: int
    exact: bool


@lru_cache(maxsize=4096)
def head_key(text: str) -> str:
    """A head as it is looked up: folded, without bracketed hints, tags, figures of a year and dots of abbreviations."""
    folded = fold(text).text
    bare = _MARKS.sub(" ", folded)
    bare = _YEAR.sub(" ", bare)
    bare = re.sub(r"\s*/\s*", "/", _DOTS.sub(" ", bare))
    key = " ".join(bare.split())
    return key.strip(" ,-/" if key[:1].isalpha() else " ,/") or " ".join(_DOTS.sub(" ", folded).split()).strip(" ()")


@lru_cache(maxsize=4096)
def meanings(text: str) -> dict[TableKind, Meaning]:
    """What a head may mean, by kind of table; empty for words that head no column."""
    if len(text) > _LONGEST_HEAD or not text:
        return {}
    head = head_key(text)
    found: dict[TableKind, Meaning] = {}
    for kind in KINDS:
        meaning = _meaning(head, kind)
        if meaning is not None:
            found[kind] = meaning
    if not found and "(" in text and _WHEN.fullmatch(head) and (hint := _HINT.search(fold(text).text)) is not None:
        role = score_heads.role(hint["hint"])
        if role is not None:
            found[TableKind.SCORES] = Meaning(role, score_heads.tells_kind(role), len(hint["hint"]), False)
    return found


def _meaning(head: str, kind: TableKind) -> Meaning | None:
    names = _names()[kind]
    exact = names.exact.get(head)
    if exact is not None:
        return Meaning(exact[0], exact[1], len(head), True)
    if kind is TableKind.SCORES and (role := score_heads.role(head)) is not None:
        return Meaning(role, score_heads.tells_kind(role), len(head), False)
    if len(head) > 60:
        return None
    best: tuple[int, str] | None = None
    for match in names.inside.finditer(head):
        if best is None or len(match[0]) > best[0]:
            best = len(match[0]), match[0]
    if best is not None:
        role, strong = names.exact[best[1]]
        return Meaning(role, strong, best[0], False)
    return None


@lru_cache(maxsize=1024)
def nearest(text: str, kind: TableKind) -> Meaning | None:
    """The meaning of a head with a slip in it ("Thòi gian hoàn thành"); asked of heads that stand beside known ones."""
    head = head_key(text)
    if not 6 <= len(head) <= 40:
        return None
    names = _names()[kind].exact
    found = process.extract(head, names.keys(), scorer=fuzz.ratio, limit=2, score_cutoff=85)
    if not found or (
        len(found) > 1 and found[0][1] - found[1][1] < 3 and names[found[0][0]][0] != names[found[1][0]][0]
    ):
        return None
    role, strong = names[found[0][0]]
    return Meaning(role, strong, len(head), False)


def weigh(found: list[dict[TableKind, Meaning]]) -> dict[TableKind, float]:
    """How much the heads of a table speak for each kind; a role counts once."""
    weights = dict.fromkeys(KINDS, 0.0)
    for kind in KINDS:
        roles: dict[str, float] = {}
        for head in found:
            meaning = head.get(kind)
            if meaning is None or meaning.role in _SHARED:
                continue
            weight = _WEIGHTS[kind].get(meaning.role, 0.5) if meaning.strong else _WEAK
            weight *= 1.0 if meaning.exact else _INSIDE
            roles[meaning.role] = max(weight, roles.get(meaning.role, 0.0))
        weights[kind] = sum(roles.values())
    return weights


@dataclass(frozen=True, slots=True)
class _Names:
    exact: dict[str, tuple[str, bool]]
    inside: re.Pattern[str]


@cache
def _names() -> dict[TableKind, _Names]:
    vocabulary = load("table_heads")
    result: dict[TableKind, _Names] = {}
    for kind in KINDS:
        exact: dict[str, tuple[str, bool]] = {}
        for role, names in vocabulary[kind.value].items():
            for name in names["weak"]:
                exact.setdefault(name, (role, False))
            for name in names["strong"]:
                exact[name] = (role, True)
        for role in _SHARED:
            for name in vocabulary[role]:
                exact.setdefault(name, (role, False))
        # A name inside a longer head must have two words ("chủ trì" in "Sở, ngành chủ trì tham mưu"), and more where
        # it is one of the common weak ones ("đơn vị" in "Đơn vị được kiểm tra" heads no column of leads).
        inside = sorted(
            (name for name, (role, strong) in exact.items() if _stands_inside(name, role, strong)), key=len
        )[::-1]
        result[kind] = _Names(exact, re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, inside))})(?![^\W\d_])"))
    return result


def _stands_inside(name: str, role: str, strong: bool) -> bool:
    words = len(name.split())
    if role == "number" or words < 2:
        return name == "%"
    return strong or words > 2 or role in ("deadline", "percent", "change", "note")


def is_number_head(text: str) -> bool:
    """Whether a head is that of the column of ordinal numbers: "STT", "SỐ TT", "TT"."""
    return len(text) <= 20 and head_key(text) in _number_heads()


@cache
def _number_heads() -> frozenset[str]:
    return frozenset(load("table_heads")["number"])
