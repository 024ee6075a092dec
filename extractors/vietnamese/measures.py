"""Units of measure that follow a number (vocabulary ``measures.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary import load

# The next words after a number, at most five: "% ", " Khu công nghiệp đạt chuẩn", " tin, bài/tháng", "m2".
_AHEAD = re.compile(
    r"""[ ]?(?:\((?:[^\W\d]|[ ])+\)[ ])?
    (%|[^\W\d_]+[²³23]?(?!\w))
    (?:,?[ ](%|[^\W\d_]+) (?:,?[ ]([^\W\d_]+) (?:,?[ ]([^\W\d_]+))?)?)?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: ``code`` is its code in the column ``unit``, None where the noun as written stands there."""

    code: str | None
    kind: str


UNKNOWN = Measure(None, "unknown")


@cache
def _measures() -> dict[str, Measure]:
    return {
        " ".join(words.split()): Measure(entry.get("code"), entry["kind"])
        for entry in load("measures")["measure"]
        for words in entry["words"]
    }


@cache
def _no_noun() -> frozenset[str]:
    return frozenset(load("measures")["no_noun"].split())


def read(text: str, at: int) -> tuple[Measure, int, int] | None:
    """The unit that begins at or one blank after ``text[at]`` (folded), with its start and end, or None.

    The longest wording of the vocabulary counts; a noun that it lacks gives :data:`UNKNOWN` with its first two words
    ("bưu cục"), or its first word where the second one belongs to no noun.
    """
    ahead = _AHEAD.match(text, at)
    if ahead is None:
        return None
    known = _measures()
    words = [word for word in ahead.groups() if word is not None]
    for count in range(len(words), 0, -1):
        measure = known.get(" ".join(words[:count]))
        if measure is not None:
            return measure, ahead.start(1), ahead.end(count)
    others = _no_noun()
    if words[0] in others:
        return None
    joined = len(words) > 1 and words[1] != "%" and "," not in text[ahead.end(1) : ahead.start(2)]
    return UNKNOWN, ahead.start(1), ahead.end(2 if joined and words[1] not in others else 1)
