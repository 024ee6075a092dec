"""Words of scans put right by what the image shows: blanks that were passed over, small letters read as capitals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline.readers.ocr import blanks, letters
from pipeline.readers.ocr.cells import SeenCell
from pipeline.readers.ocr.digits import Alphabet
from pipeline.readers.ocr.engine import Word, WordLine
from tests.test_scan_figures import alphabet, drawn

FONT = ImageFont.load_default(34)
SIZE = 36.0


def printed(text: str) -> tuple[Any, list[Word]]:
    """A line of print, and its words as they stand."""
    picture = Image.new("L", (60 + 30 * len(text), 70), 245)
    draw = ImageDraw.Draw(picture)
    words: list[Word] = []
    at = 10.0
    for part in text.split():
        draw.text((at, 10), part, 20, FONT)
        words.append(Word(part, int(at), 10, int(at + draw.textlength(part, FONT)) + 1, 60, 0.95))
        at += draw.textlength(part + " ", FONT)
    return np.array(picture), words


def run_together(text: str, said: str) -> list[str]:
    """What becomes of a line that was read as one word."""
    image, words = printed(text)
    whole = Word(said, words[0].x0, 10, words[-1].x1, 60, 0.95)
    line = WordLine([whole], whole.x0, 60, 0.0, 0.0, SIZE)
    blanks.mend(image, [line])
    assert [word.x0 for word in line.words] == sorted(word.x0 for word in line.words)
    assert line.words[0].x0 == whole.x0 and line.words[-1].x1 == whole.x1
    return [word.text for word in line.words]


@pytest.mark.parametrize("text", ["ban hanh", "cong tac", "tra cuu", "Ke hoach", "02 lop", "Ty le ho so", "15 hanh"])
def test_blank_that_the_image_shows_is_put_back(text: str) -> None:
    parts = text.split() if text != "tra cuu" else ["tracuu"]  # "cuu" is no syllable without its marks
    assert run_together(text, text.replace(" ", "")) == parts


@pytest.mark.parametrize("text", ["Website", "online", "hanh", "UBND", "(Par", "banhanh", "12/2022", "a-b"])
def test_word_without_a_blank_stays(text: str) -> None:
    """Even where it could be two syllables: what is written as one word is one."""
    assert run_together(text, text) == [text]


@given(st.text("abchnotu0123456789/,.()-ăẤ", min_size=1, max_size=20))
def test_any_word_keeps_its_letters(text: str) -> None:
    assert "".join(run_together("ban hanh", text)) == text


def cell_of(text: str, said: str) -> SeenCell:
    image, words = printed(text)
    for word, other in zip(words, said.split(), strict=True):
        word.text = other
    return SeenCell(0, 0, image, words)


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("mot ho so", "mot ho SO", "mot ho so"),
        ("mot ho so", "mot ho So", "mot ho so"),
        ("Van phong So", "Van phong So", "Van phong So"),
        ("cua SO", "cua SO", "cua SO"),
        ("Ca nam", "Ca nam", "Ca nam"),
        ("het. So con", "het. So con", "het. So con"),
    ],
)
def test_letters_alike_are_told_by_their_height(text: str, said: str, right: str) -> None:
    cell = cell_of(text, said)
    letters.mend([cell], Alphabet())
    assert cell.text == right


@pytest.mark.parametrize(
    ("figure", "said", "right"),
    [
        ("I/2022", "1/2022", "I/2022"),
        ("II", "H", "II"),
        ("III/2026", "IIL2026", "III/2026"),
        ("1/2022", "1/2022", "1/2022"),
        ("3", "3", "3"),
    ],
)
def test_quarters_are_roman_where_the_image_says_so(figure: str, said: str, right: str) -> None:
    part = drawn(figure)
    cell = SeenCell(100, 50, part, [Word("Quý", 0, 0, 40, 40, 0.9)])
    cell.words.append(Word(said, 100, 50, 100 + part.shape[1], 50 + part.shape[0], 0.95))
    letters.mend([cell], alphabet("0123456"))
    assert cell.words[1].text == right
    assert (cell.words[1].confidence < 0.9) == (said != right)
