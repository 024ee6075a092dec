"""The figures of the typefaces that offices use, as a picture: ``python -m samples.figures``, which needs the fonts.

Readers of scans tell by it digits that a document hardly shows. Liberation Serif and Sans have the shapes of Times New
Roman and Arial (in Debian 12 they are ``fonts-liberation2``).
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.readers.ocr.typefaces import CHARACTERS, PICTURE, TILE

FONTS = Path("/usr/share/fonts/truetype/liberation2")
FACES = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold")
SIZE = 36
"""Pixels: digits are 24 high, as in 13 points at 200 dots an inch."""


def drawn() -> Image.Image:
    """A row a face, a tile a character, with a "0" before it that tells its height and place."""
    wide, high = TILE
    picture = Image.new("L", (wide * len(CHARACTERS), high * len(FACES)), 255)
    draw = ImageDraw.Draw(picture)
    for row, face in enumerate(FACES):
        font = ImageFont.truetype(FONTS / f"{face}.ttf", SIZE)
        for column, character in enumerate(CHARACTERS):
            draw.text((column * wide + 4, (row + 1) * high - 12), "0", 0, font, anchor="ls")
            draw.text((column * wide + 32, (row + 1) * high - 12), character, 0, font, anchor="ls")
    return picture.filter(ImageFilter.GaussianBlur(0.6)).point(lambda light: light // 17 * 17)


if __name__ == "__main__":
    drawn().save(PICTURE, optimize=True)
