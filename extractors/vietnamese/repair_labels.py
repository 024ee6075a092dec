"""Numbers of headings and rows that a recognition misread ("HI.", "lII.", "I." for "1."), told by their neighbours.

A label is put right only where what stands before and behind it says what it is.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.document import Block, Cell

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
# "III. Đối tượng", "HI. TỔ CHỨC", "lII/ Kinh phí", "VỊ. Nội dung": what may be a roman number before a heading.
_LABEL = re.compile(
    r"(?P<label>[IVXHNUTLJYỊÌÍl1|!i]{1,6})\s?[.:/)]\s*(?=[^\W\d_])|(?P<bare>[IVX]{1,5}) (?=[^\W\d_a-z])"
)
# "Nội dung 6: CẢI CÁCH …", "Nội dung 6 CẢI CÁCH …": a number behind the name of its kind, with or without what ends it.
_NAMED = re.compile(
    r"(?P<kind>Nội dung|Phần|Mục|Chương|Chuyên đề|Nhóm|NỘI DUNG|PHẦN|MỤC|CHƯƠNG|CHUYÊN ĐỀ|NHÓM) "
    r"(?P<label>\d{1,2}|[IVX]{1,5})(?P<sign>[.:/-]?)\s+(?=[^\W\d_])"
)
_CELL = re.compile(r"(?P<label>[IVXHNUTLJYỊÌÍl1|!i]{1,6}|\d{1,3})\s?[.:/)]?")
_STROKES = str.maketrans({"H": "II", "N": "II", "U": "II", "l": "I", "1": "I", "|": "I", "!": "I", "T": "I", "L": "I",
                          "J": "I", "i": "I", "Ị": "I", "Ì": "I", "Í": "I", "Y": "V"})  # fmt: skip
LONGEST: Final = 160
"""Letters of a heading."""
_ONE: Final = frozenset("Il|!TiJL")
"""What a "1" is misread as."""


class Label(NamedTuple):
    """A label as read: where it stands, and what its strokes are."""

    block: int
    start: int
    end: int
    text: str
    bare: bool
    """Nothing parts it from the words of the heading; what does so was lost."""

    @property
    def strokes(self) -> str:
        """Its letters with those that are taken for strokes made strokes."""
        return self.text.translate(_STROKES)


def headings(blocks: Sequence[Block]) -> Iterator[tuple[Label, str]]:
    """The labels of headings that are to be put right, with what they are."""
    run: list[Label] = []
    for block in blocks:
        match = _LABEL.match(block.text) if block.table is None and block.ocr_confidence is not None else None
        if match is not None:
            group = "label" if match["label"] else "bare"
            run.append(Label(block.index, *match.span(group), match[group], group == "bare"))
    roman = [label for label in run if label.text != "1"]
    ones = [label for label in run if label.text == "1" and roman and label.block < roman[0].block]
    if len(ones) == 1 and _value(roman[0].strokes) == 2:  # the first heading, or there would be a second point
        roman.insert(0, ones[0])
    yield from _mended(roman)
    yield from _signs(blocks)


def _signs(blocks: Sequence[Block]) -> Iterator[tuple[Label, str]]:
    """Numbers of headings that lost the sign behind them which the one before them has."""
    before: dict[str, tuple[int, str]] = {}
    for block in blocks:
        match = _NAMED.match(block.text)
        if match is None or not block.text[match.end()].isupper():
            continue
        kind, label, sign = match["kind"].casefold(), match["label"], match["sign"]
        value = int(label) if label.isdecimal() else _value(label) or 0
        last, right = before.get(kind, (0, ""))
        is_lost = not sign and right and value == last + 1 and block.table is None
        if is_lost and block.ocr_confidence is not None and len(block.text) < LONGEST:
            yield Label(block.index, *match.span("label"), label, bare=True), f"{label}{right}"
        before[kind] = value, sign or right


def _mended(run: list[Label]) -> Iterator[tuple[Label, str]]:
    """Labels that their neighbours correct: the one before is one less, or the one behind one more."""
    last = 0
    for at, label in enumerate(run):
        value = _value(label.text)
        expected = last + 1
        right = ROMAN[expected - 1] if expected <= len(ROMAN) else None
        behind = _next_value(run, at)
        if right is None or label.text == right:
            if label.bare and right is not None and (last > 0 or behind == expected + 1):
                yield label, f"{right}."
            last = value or last
            continue
        is_spoilt = value is None and label.strokes == right
        is_short = value is not None and value < expected and behind == expected + 1 and _is_near(label.strokes, right)
        if is_spoilt or is_short:
            yield label, f"{right}." if label.bare else right
            last = expected
        elif value is not None:
            last = value


def _next_value(run: list[Label], at: int) -> int | None:
    """What the next label is, where it can be told."""
    for label in run[at + 1 :]:
        return _value(label.text) or _value(label.strokes)
    return None


def _value(text: str) -> int | None:
    return ROMAN.index(text) + 1 if text in ROMAN else None


def _is_near(strokes: str, right: str) -> bool:
    """Whether one stroke was lost or taken for another."""
    if len(strokes) == len(right):
        return sum(one != other for one, other in zip(strokes, right, strict=True)) == 1
    return len(strokes) + 1 == len(right) and any(strokes == right[:at] + right[at + 1 :] for at in range(len(right)))


def first_column(cells: Sequence[Cell]) -> Iterator[tuple[Cell, tuple[int, int], str]]:
    """The numbers of rows that are to be put right: "I." above "2.", "1" above "II", "1Ầ," between "10." and "12."."""
    column = [(cell, _CELL.fullmatch(cell.text)) for cell in cells if cell.column == 0 and cell.text]
    for (cell, match), (_, behind) in pairwise(column):
        if match is None or behind is None:
            continue
        label, following = match["label"], behind["label"]
        if label in _ONE and following == "2":
            yield cell, match.span("label"), "1"
        elif label in _ONE | {"1"} and label != "I" and following == "II":
            yield cell, match.span("label"), "I"
    for above, (cell, match), below in zip(column, column[1:], column[2:], strict=False):
        before = _counted(above)
        if before is None or _counted(below) != before + 2 or _counted((cell, match)) is not None:
            continue
        right = above[0].text.replace(str(before), str(before + 1))
        if len(cell.text) <= len(right) and _value(cell.text) is None:
            yield cell, (0, len(cell.text)), right


def _counted(numbered: tuple[Cell, re.Match[str] | None]) -> int | None:
    """The arabic number of a row."""
    match = numbered[1]
    return int(match["label"]) if match is not None and match["label"].isdecimal() else None
