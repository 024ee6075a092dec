"""Offices of signers that lost their marks ("GIÁM ĐÓC"), and "KT." before them, which is often written by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex as re

from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CAPITALS = re.compile(r"\p{Lu}{2,}(?: \p{Lu}{2,})+")
LONGEST = 400
"""Characters of a text that may be the foot of a document."""


@cache
def _offices() -> tuple[str, ...]:
    """The offices of two words and more, in capitals."""
    return tuple(word.upper() for word in load("signatures")["offices"]["words"] if " " in word)


@cache
def _chief() -> re.Pattern[str]:
    # "VT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "ựụ'ĩ. CHỦ TỊCH PHÓ CHỦ TỊCH": who signs below a chief's office signs for the chief.
    offices = "|".join(sorted(map(re.escape, _offices()), key=len, reverse=True))
    return re.compile(rf"(?P<mark>(?!(?:KT|TM|TL|TUQ|Q)\b)\S{{1,8}}) (?P<office>{offices}) (?=PHÓ (?P=office)(?!\w))")


def signers(text: str, breaks: tuple[int, ...], bare: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    """What is to be put right in the foot of a document; ``bare`` gives the letters without marks."""
    if len(text) > LONGEST:
        return
    for start, end, right in _spoilt(text, bare):
        yield start, end, right
        text = text[:start] + right + text[end:]
    if "PHÓ" in text:
        starts = {0, *(at + 1 for at in breaks)}
        for match in _chief().finditer(text):
            if match.start() in starts:
                yield *match.span("mark"), "KT."


def _spoilt(text: str, bare: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    """Offices in capitals that are a known one but for their marks."""
    names = _by_bare(bare)
    for run in _CAPITALS.finditer(text):
        words = [match.span() for match in re.finditer(r"\S+", run[0])]
        at = 0
        while at < len(words) - 1:
            for count in (3, 2):
                start, end = words[at][0], words[min(at + count, len(words)) - 1][1]
                name = run[0][start:end]
                right = names.get(bare(name))
                if right is not None and len(right) == len(name):
                    if right != name:
                        yield run.start() + start, run.start() + end, right
                    at += count - 1
                    break
            at += 1


@cache
def _by_bare(bare: Callable[[str], str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for office in _offices():
        found.setdefault(bare(office), set()).add(office)
    return {letters: next(iter(names)) for letters, names in found.items() if len(names) == 1}
