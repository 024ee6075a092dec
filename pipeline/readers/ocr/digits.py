"""Numbers in cells read a second time, by the shapes of the document's own digits.

An engine that reads whole lines errs most where a cell holds a figure alone ("1" is no word, "17,5" becomes "1729").
But a document sets its figures in one typeface: digits that were recognised with certainty anywhere in it are the
pattern for those that stand alone. Where they are those of a typeface that offices use, its figures complete them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from pipeline.readers.ocr.engine import Word
    from pipeline.readers.ocr.prepare import Image

    Box = tuple[int, int, int, int]

# "17,5", "15/17", "120.000.000", "81,52%", "≥ 95", "II", "-": what is made of the characters that patterns are kept of.
NUMBER = re.compile(r"[≥≤><]?[0-9IVX.,/%-]+")
_KNOWN = re.compile(r"[0-9IVX.,/%-]*[0-9IVX][0-9IVX.,/%-]*")
CERTAIN = 0.9
"""Confidence of a word from which its digits are patterns."""
SIDE = 20
"""Pixels of the square that a shape is brought to."""
SPECK = 4
"""Pixels of ink: less is dust."""
LOWEST = 12
"""Pixels: lower digits show too little."""
SAMPLES = 12
"""Patterns kept of a character."""
LIKE, APART = 0.78, 0.05
"""How like its pattern a shape must be, of 1, and how much less like the next one. Of 249 figures on the scans that
this was written on, 235 passed and one was wrong; of 249 on fresh scans 238, and two were wrong: digits that nothing
else in the document showed."""
UNSEEN = 0.88
"""How like its pattern a shape must be where the document shows not all digits: it may be one of the others."""
STROKES = 0.92
"""Ones alone ("1", "11") may be "I", "II": where the document shows no such letters they must be this like."""
STROKES_APART = 0.03
"""How much less like "1" an "I" must be, or the other way round."""
MOST = 16
"""Characters of a figure in a cell."""
FITS, FEWEST = 0.89, 3
"""How like the figures of a family of typefaces those of the document must be in the mean, and how many kinds of them:
its own family came out at 0.93 to 0.94, another at 0.84."""
TALL = 0.6
"""Of the height of digits: lower shapes are commas, points and dashes, though "9,0" may be read as "9/0"."""
BLANK, TOO_WIDE = 0.3, 0.45
"""Of the height of digits: a gap behind a sign that is a blank, and one between digits that makes them two figures."""
_SIGNS = frozenset("≥≤><")


@dataclass(slots=True)
class Sample:
    """A shape: its picture, and its height, width and place against the digits beside it."""

    character: str
    picture: NDArray[np.float32]
    place: NDArray[np.float32]


@dataclass(slots=True)
class Alphabet:
    """The patterns of one document."""

    characters: list[str] = field(default_factory=list)
    _pictures: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, SIDE * SIDE), np.float32))
    _places: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 3), np.float32))

    @classmethod
    def of(cls, samples: Iterable[Sample], families: Iterable[Sequence[Sample]] = ()) -> Alphabet:
        """The patterns that samples give, with those of the families of typefaces that they belong to."""
        kept: dict[str, list[Sample]] = {}
        for sample in samples:
            known = kept.setdefault(sample.character, [])
            if len(known) < SAMPLES:
                known.append(sample)
        every = [sample for known in kept.values() for sample in known]
        if not every:
            return cls()
        every += [sample for family in families if _is_of(kept, family) for sample in family]
        pictures = np.stack([sample.picture for sample in every])
        return cls([sample.character for sample in every], pictures, np.stack([sample.place for sample in every]))

    @property
    def complete(self) -> bool:
        """Whether it has all digits."""
        return set("0123456789") <= set(self.characters)

    def read(self, image: Image, said: str = "") -> str | None:
        """The figure that an image holds, None where it is none or some shape is not clear.

        ``said`` is what the engine made of it, which decides between two characters that are as like.
        """
        if not self.characters:
            return None
        shapes = _shapes(image)
        if not 0 < len(shapes) <= MOST:
            return None
        if len(shapes) == 1 and _is_dash(shapes[0]):
            return "-"
        told = self._told(image, shapes, said)
        if told is None:
            return None
        found, least, unsure = told
        if any(character.isdecimal() for character in found.replace("1", "")):
            found = found.replace("I", "1")  # in some typefaces they are alike; no figure mixes them
        elif unsure or {"1", "I"} <= set(found):
            return None
        if least < UNSEEN and not self.complete:
            return None
        if set(found) == {"1"} and "I" not in self.characters and least < STROKES:
            return None
        return _spaced(found, shapes)

    def strokes(self, image: Image) -> int:
        """How many shapes an image has, where each is "1" or "I" and nobody can tell which; 0 otherwise."""
        shapes = _shapes(image)
        told = self._told(image, shapes) if self.characters and 0 < len(shapes) <= MOST else None
        return len(shapes) if told is not None and set(told[0]) <= {"1", "I"} else 0

    def shapes(self, image: Image) -> str:
        """The characters that an image shows, with "1" and "I" as they look; none where a shape is not clear."""
        shapes = _shapes(image)
        told = self._told(image, shapes) if self.characters and 0 < len(shapes) <= MOST else None
        return told[0] if told is not None and not told[2] else ""

    def _told(self, image: Image, shapes: list[Box], said: str = "") -> tuple[str, float, bool] | None:
        """The characters of shapes, how like the least like one is, and whether a "1" may be "I"; None in doubt."""
        found = ""
        least, unsure = 1.0, False
        said = said if len(said) == len(shapes) else " " * len(shapes)
        for (picture, place), other in zip(_measured(image, shapes), said, strict=True):
            likeness = self._pictures @ picture - np.abs(self._places - place).max(axis=1)
            best: dict[str, float] = {}
            for character, like in zip(self.characters, likeness.tolist(), strict=True):
                best[character] = max(best.get(character, -1.0), like)
            first, *others = sorted(best, key=best.__getitem__, reverse=True)
            if best[first] < LIKE:
                return None
            if others and {first, others[0]} == {"1", "I"}:  # told by what stands beside them
                unsure = unsure or best[first] - best[others[0]] < STROKES_APART
                del others[0]
            if others and best[first] - best[others[0]] < APART and first != other:
                return None
            least = min(least, best[first])
            found += first
        return found, least, unsure


def _is_of(kept: Mapping[str, Sequence[Sample]], family: Sequence[Sample]) -> bool:
    """Whether the digits of a document are those of a family of typefaces."""
    likeness: list[float] = []
    for character in filter(str.isdecimal, kept):
        own = [sample for sample in family if sample.character == character]
        likeness.append(fmean(max(_like(sample, one) for one in own) for sample in kept[character]))
    return len(likeness) >= FEWEST and fmean(likeness) >= FITS


def _like(one: Sample, other: Sample) -> float:
    return float(one.picture @ other.picture - np.abs(one.place - other.place).max())


def _spaced(found: str, shapes: Sequence[Box]) -> str | None:
    """A figure with the blank behind its sign; None where a blank parts two figures."""
    high = max(bottom - top for _, top, _, bottom in shapes)
    gaps = [(right[0] - left[2]) / high for left, right in pairwise(shapes)]
    for at, gap in enumerate(gaps):
        if gap > TOO_WIDE and found[at].isdecimal() and found[at + 1].isdecimal():
            return None
    if found[0] in _SIGNS and gaps and gaps[0] > BLANK:
        return f"{found[0]} {found[1:]}"
    return found


def samples(image: Image, words: Iterable[Word]) -> list[Sample]:
    """The patterns that the certain figures of a page give."""
    found: list[Sample] = []
    for word in words:
        if word.confidence < CERTAIN or not _KNOWN.fullmatch(word.text):
            continue
        part = image[max(word.top - 2, 0) : word.bottom + 2, max(word.x0 - 2, 0) : word.x1 + 2]
        if not part.size:
            continue
        shapes = _shapes(part)
        if len(shapes) == len(word.text) and max(bottom - top for _, top, _, bottom in shapes) >= LOWEST:
            told = [Sample(char, *one) for char, one in zip(word.text, _measured(part, shapes), strict=True)]
            if all((sample.place[0] < TALL) == (sample.character in ".,-") for sample in told):
                found += told
    return found


def measured(image: Image) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """The picture of each shape of an image, from left to right, and its place against the tall ones."""
    return _measured(image, _shapes(image))


def _shapes(image: Image) -> list[Box]:
    """The boxes of ink from left to right; parts above one another, as of "%", are one."""
    _, ink = cv2.threshold(image, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    _, _, told, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    result: list[Box] = []
    for left, top, wide, high, area in sorted(map(tuple, told[1:].tolist())):
        if area < SPECK:
            continue
        if result:
            x0, y0, x1, y1 = result[-1]
            if min(x1, left + wide) - left > 0.2 * min(x1 - x0, wide):
                result[-1] = (x0, min(y0, top), max(x1, left + wide), max(y1, top + high))
                continue
        result.append((left, top, left + wide, top + high))
    return result


def _is_dash(box: Box) -> bool:
    x0, top, x1, bottom = box
    return 2 <= bottom - top <= 6 and 1.5 * (bottom - top) < x1 - x0 < 30


def _measured(image: Image, shapes: list[Box]) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Each shape's picture, and its place against the tall shapes."""
    high = max(bottom - top for _, top, _, bottom in shapes)
    tall = [box for box in shapes if (box[3] - box[1]) * 2 > high]
    head, foot = min(box[1] for box in tall), max(box[3] for box in tall)
    scale = foot - head
    measured = []
    for x0, top, x1, bottom in shapes:
        place = np.array(((bottom - top) / scale, (x1 - x0) / scale, (top - head) / scale), np.float32)
        measured.append((_picture(image[top:bottom, x0:x1]), place))
    return measured


def _picture(part: Image) -> NDArray[np.float32]:
    """A shape in a square, without its mean, of length 1: the product of two is how like they are."""
    high, wide = part.shape
    scale = SIDE / max(high, wide)
    size = (max(round(wide * scale), 1), max(round(high * scale), 1))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(255 - part, size, interpolation=how).astype(np.float32)
    square = np.zeros((SIDE, SIDE), np.float32)
    top, left = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    flat = cv2.GaussianBlur(square, (3, 3), 0).ravel()
    flat -= flat.mean()
    result: NDArray[np.float32] = flat / (np.linalg.norm(flat) + 1e-6)
    return result
