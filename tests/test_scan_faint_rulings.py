"""Level rulings that are faint, or broken where print touches them, are followed to the next upright ruling."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.readers.ocr import rulings
from pipeline.readers.pdf import grid
from pipeline.readers.pdf.rulings import joined


def table(faint: int = 0, noise: float = 0.0, text: bool = False, ends: int = 900) -> Any:
    """Three rows and three columns; the border between the first two rows is faint in the last column."""
    image = np.full((700, 1000), 240, np.uint8)
    for y in (200, 300, 400, 500):
        cv2.line(image, (100, y), (900 if y != 300 else 600, y), 60, 2)
    for x in (100, 300, 600, 900):
        cv2.line(image, (x, 200), (x, 500), 60, 2)
    if faint:
        cv2.line(image, (600, 300), (ends, 300), 240 - faint, 2)
    if text:
        picture = Image.fromarray(image)
        ImageDraw.Draw(picture).text((620, 278), "CHI SO CHUNG NAM", 20, ImageFont.load_default(34))
        image = np.array(picture)
    if noise:
        image = np.clip(image + np.random.default_rng(1).normal(0, noise, image.shape), 0, 255).astype(np.uint8)
    return image


def cells(image: Any) -> int:
    drawn, _ = rulings.find(image, 200)
    (found,) = grid.grids(joined(drawn))
    return len(found.cells)


@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_faint_border_parts_cells(noise: float) -> None:
    assert cells(table(faint=25, noise=noise)) == 9


@pytest.mark.parametrize(("noise", "text"), [(0.0, False), (12.0, False), (0.0, True), (6.0, True)])
def test_cell_over_two_rows_stays_one(noise: float, text: bool) -> None:
    """Neither noise nor print at the height of the border beside it is a border."""
    assert cells(table(noise=noise, text=text)) == 8


def test_border_that_ends_within_a_cell_is_none() -> None:
    assert cells(table(faint=25, ends=680)) == 8


def test_what_was_followed_is_taken_off_for_the_engine() -> None:
    image = table(faint=60)
    _, mask = rulings.find(image, 200)
    assert mask[300, 610:890].all()


def test_page_without_tables_is_left_alone() -> None:
    image = np.full((400, 600), 240, np.uint8)
    cv2.line(image, (100, 200), (400, 200), 40, 2)
    drawn, mask = rulings.find(image, 200)
    assert len(drawn.horizontal) == 1 and not mask[:, 420:].any()
