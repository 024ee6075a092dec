"""Scans that are uneven or faint are made even; cells that could not be read are not claimed to be right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.readers.ocr import SETTINGS, cells, digits, engine, prepare
from pipeline.readers.ocr.cells import SeenCell
from pipeline.readers.ocr.engine import Word, WordLine
from pipeline.readers.ocr.page import see
from tests.test_scan_figures import alphabet, drawn


def page(ink: int = 20) -> Any:
    picture = Image.new("L", (1600, 2200), 240)
    draw = ImageDraw.Draw(picture)
    for row in range(20):
        draw.text((150, 150 + 90 * row), "Cai cach hanh chinh nam 2026 cua tinh", ink, ImageFont.load_default(60))
    return np.array(picture)


def test_even_page_stays_as_it_is() -> None:
    image = page()
    assert prepare.evened(image) is image


def test_shadow_over_a_page_is_made_up_for() -> None:
    image = page()
    shade = 1 - 0.5 / (1 + np.exp(-(np.linspace(0, 1, 1600) - 0.5) * 20))
    evened = prepare.evened((image * shade).astype(np.uint8))
    ink = image < prepare.INK
    assert np.mean((evened < prepare.INK) == ink) > 0.99  # without it, half of the page is ink
    assert np.percentile(evened[~ink], 5) > 200


def test_faint_print_is_made_black() -> None:
    image = page(ink=150)
    evened = prepare.evened(image)
    assert not (image < prepare.INK).any()
    assert np.array_equal(evened < prepare.INK, image < 198)


def test_blank_page_is_not_made_print() -> None:
    image = np.full((2200, 1600), 235, np.uint8)
    image[::7, ::5] -= 6
    assert prepare.evened(image) is image


@pytest.mark.parametrize(("confidence", "asked"), [(0.93, 0), (0.4, 1)])
def test_engine_is_asked_how_a_page_lies_only_where_it_reads_scraps(
    confidence: float, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page with few lines does not say by itself how it lies."""
    image = np.full((1200, 900), 240, np.uint8)
    seen: list[tuple[int, ...]] = []
    asked_of: list[tuple[int, ...]] = []

    def words(plain: Any, settings: object) -> list[WordLine]:
        seen.append(plain.shape)
        said = confidence if len(seen) == 1 else 0.9
        found = [Word("chữ", 100 * at, 50, 100 * at + 60, 80, said) for at in range(4)]
        return [WordLine(found, 0, 80, 0, 0, 30)]

    def orientation(plain: Any, settings: object) -> tuple[int, float]:
        asked_of.append(plain.shape)
        return 1, 5.0

    monkeypatch.setattr(engine, "words", words)
    monkeypatch.setattr(engine, "orientation", orientation)
    found = see(image, 2, SETTINGS)
    assert len(asked_of) == asked and found.turn.quarters == asked
    assert seen == [(1200, 900), (900, 1200)][: 1 + asked]


def test_page_that_seems_to_stand_on_its_head_is_turned_back_where_that_reads_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The feet of letters mislead where a form has few of them."""
    read: list[int] = []

    def upright(plain: Any, quarters: int | None = None) -> prepare.Upright:
        return prepare.Upright(plain, 2 if quarters is None else quarters, 0.0, quarters is None)

    def words(plain: Any, settings: object) -> list[WordLine]:
        read.append(1)
        found = [Word("chữ", 100 * at, 50, 100 * at + 60, 80, 0.3 * len(read)) for at in range(4)]
        return [WordLine(found, 0, 80, 0, 0, 30)]

    monkeypatch.setattr(prepare, "upright", upright)
    monkeypatch.setattr(engine, "words", words)
    monkeypatch.setattr(engine, "orientation", lambda plain, settings: (0, 0.0))
    assert see(np.full((1200, 900), 240, np.uint8), 2, SETTINGS).turn.quarters == 0
    assert len(read) == 2


def test_comma_read_as_a_stroke_is_no_pattern_of_one() -> None:
    image = drawn("9,0")
    ys, xs = np.nonzero(image < 140)
    box = int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1
    assert digits.samples(image, [Word("9/0", *box, 0.96)]) == []
    assert [sample.character for sample in digits.samples(image, [Word("9,0", *box, 0.96)])] == ["9", ",", "0"]


@pytest.mark.parametrize(("said", "claimed"), [("92/18/1", 0.85), ("10/8/13", 0.85), ("Sở", 0.95)])
def test_figure_that_its_digits_do_not_tell_is_doubted(said: str, claimed: float) -> None:
    image = np.full((40, 120), 245, np.uint8)
    image[8:32, 10:100:9] = 30
    cell = SeenCell(0, 0, image, [Word(said, 5, 5, 110, 35, 0.95)])
    assert list(cells.figures([cell], alphabet("10234"))) == []
    assert cell.words[0].confidence == claimed


def test_bars_are_roman_ones_where_strokes_are_not_clear() -> None:
    blurred = np.clip(drawn("II").astype(np.float32), 60, 255).astype(np.uint8)
    cell = SeenCell(0, 0, blurred, [Word("H", 0, 0, blurred.shape[1], blurred.shape[0], 0.66)])
    (change,) = cells.figures([cell], alphabet("10234"))
    assert [word.text for line in change.lines for word in line.words] == ["II"]


def test_row_with_a_cell_that_was_not_read_is_doubted() -> None:
    ink = np.full((30, 60), 30, np.uint8)
    gap = SeenCell(300, 100, ink)
    beside = SeenCell(100, 98, ink, [Word("12/63", 100, 98, 160, 128, 0.97), Word("điểm", 170, 98, 220, 128, 0.97)])
    below = SeenCell(100, 200, ink, [Word("4/63", 100, 200, 160, 230, 0.97)])
    cells.doubt_rows([gap, beside, below])
    assert [word.confidence for word in beside.words] == [0.85, 0.97]
    assert below.words[0].confidence == 0.97


@pytest.mark.parametrize(
    ("tops", "texts", "right"),
    [
        ((10, 10), ("20.000.", "000"), ["20.000.000"]),  # a blank that the engine saw
        ((10, 60), ("20.000.", "000"), ["20.000.", "000"]),  # cut by a narrow cell: the layout joins its lines
        ((10, 10), ("20.000.", "lớp"), None),
    ],
)
def test_figure_of_two_words_is_one(tops: tuple[int, int], texts: tuple[str, str], right: list[str] | None) -> None:
    image = np.full((110, 220), 245, np.uint8)
    lefts = (10, 118 if tops[0] == tops[1] else 10)
    words = []
    for left, top, text in zip(lefts, tops, texts, strict=True):
        image[top : top + 26, left : left + 100 : 3] = 20
        words.append(Word(text, left, top, left + 100, top + 26, 0.95))
    changes = list(cells.runs([SeenCell(0, 0, image, words)]))
    assert [[word.text for line in change.lines for word in line.words] for change in changes] == (
        [right] if right else []
    )


def test_page_with_few_lines_is_made_level() -> None:
    """The last rows of a table on a page of their own must meet the columns of the page before."""
    image = page()
    image[420:] = 240
    assert prepare.upright(prepare.level(image, -1.2)).angle == pytest.approx(1.2, abs=0.15)
