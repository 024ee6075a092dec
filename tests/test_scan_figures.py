"""Figures of scans that the document itself hardly shows are told by the typeface that its digits are of."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from pipeline.readers.ocr import cells, digits, typefaces
from pipeline.readers.ocr.engine import Word

PICTURE = cv2.imread(str(typefaces.PICTURE), cv2.IMREAD_GRAYSCALE)
WIDE, HIGH = typefaces.TILE


def drawn(text: str, row: int = 0, gap: int = 3) -> Any:
    """A figure in a typeface, set of the tiles of its picture; a blank is as wide as a digit's half."""
    parts = [np.full((HIGH, 8), 255, np.uint8)]
    for character in text:
        if character == " ":
            parts.append(np.full((HIGH, 8), 255, np.uint8))
            continue
        column = typefaces.CHARACTERS.index(character)
        tile = PICTURE[row * HIGH : (row + 1) * HIGH, column * WIDE + 28 : (column + 1) * WIDE]
        inked = np.flatnonzero((tile < 140).any(axis=0))
        parts += [tile[:, inked[0] - 1 : inked[-1] + 2], np.full((HIGH, gap), 255, np.uint8)]
    return np.hstack([*parts, np.full((HIGH, 8), 255, np.uint8)])


def alphabet(text: str, row: int = 0) -> digits.Alphabet:
    image = drawn(text, row)
    ys, xs = np.nonzero(image < 140)
    word = Word(text, int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1, 0.96)
    return digits.Alphabet.of(digits.samples(image, [word]), typefaces.families())


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize(
    "text", ["65,5", "12,75", "8,5/9,5", "81,4%", "II", "III", "IV", "≥ 95", "≤ 15", "> 80%", "31"]
)
def test_digits_that_the_document_does_not_show_are_those_of_its_typeface(text: str, row: int) -> None:
    assert alphabet("10234", row).read(drawn(text, row)) == text


def test_digits_of_no_known_typeface_are_not_completed() -> None:
    """Digits of a plotter say nothing of how Times or Arial writes a 5."""
    image = np.full((60, 200), 255, np.uint8)
    cv2.putText(image, "10234", (10, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2, cv2.LINE_AA)
    ys, xs = np.nonzero(image < 140)
    word = Word("10234", int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1, 0.96)
    known = digits.Alphabet.of(digits.samples(image, [word]), typefaces.families())
    assert sorted(known.characters) == list("01234")


def test_one_and_roman_one_are_told_apart() -> None:
    known = alphabet("10234")
    assert [known.read(drawn(text)) for text in ("1", "I", "11", "II")] == ["1", "I", "11", "II"]


def test_two_figures_are_not_made_one() -> None:
    assert alphabet("10234").read(drawn("12  34")) is None


def test_dash_alone_in_its_cell_is_read() -> None:
    """Times writes a hyphen of three pixels' height at 200 dots an inch."""
    image = np.full((40, 190), 255, np.uint8)
    image[20:24, 12:23] = 20
    (cell,) = cells._with_words(image, [(0, 0, 190, 40)], [])
    (change,) = cells.figures([cell], alphabet("10234"))
    assert [word.text for line in change.lines for word in line.words] == ["-"]
