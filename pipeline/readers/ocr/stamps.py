"""Red stamps of urgency and secrecy ("HỎA TỐC", "MẬT"), read before red ink is taken off with the seals.

Only the words of the rules of documents are believed; a seal, a stamp of receipt or a drawing says nothing here.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline.errors import ReadError
from pipeline.readers.ocr import engine, prepare
from pipeline.readers.ocr.shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.ocr.engine import WordLine
    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.ocr_settings import OcrSettings

WORDS: Final = {
    "secrecy": ("MẬT", "TỐI MẬT", "TUYỆT MẬT"),
    "urgency": ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ"),
}
RED = 48
"""How much stronger red must be than green and blue."""
LEAST = 300
"""Red pixels of a page: with fewer there is no stamp."""
DEPTH = 0.6
"""Of the height of a page: stamps stand above."""
WIDE, HIGH, LYING = (0.35, 3.2), (0.1, 1.0), 1.25
"""Inches of a stamp; how much wider than high it is. Seals are round."""
NEAR = (0.09, 0.22)
"""Inches down and across by which letters of a stamp are apart at most."""
MOST = 4
"""Places looked at."""
TILT = 25.0
"""Degrees by which a hand may turn a stamp."""
FRAME, EMPTY, LOW = 0.7, 0.3, 0.12
"""Of the width or height of a stamp: longer ink is its frame; of its box that a frame fills at most; of the height of
the stamp: how thick the strokes of a frame are at most."""
LARGER = 1.5
LONG = 8
"""Letters of words of which one may be misread: none of the others is like them."""


def read(image: Image, quarters: int, settings: OcrSettings) -> dict[str, str]:
    """What the stamps on a page say: ``secrecy`` and ``urgency``, as far as there are any.

    Args:
        image: the page in blue, green and red, as it lies in the file.
        quarters: by how many quarters with the clock it stands upright.
        settings: of recognition.
    """
    if image.ndim == 2:
        return {}
    ink = _red(image)
    if int(np.count_nonzero(ink < 255)) < LEAST:
        return {}
    ink = prepare.turned(ink, quarters)
    found: dict[str, str] = {}
    parts = list(_parts(ink, settings.dpi))
    try:
        read = engine.blocks(parts, settings) if parts else []
    except ReadError:  # the page itself will say so
        return found
    for lines in read:
        for kind, words in _said(lines):
            found.setdefault(kind, words)
    return found


def _red(image: Image) -> Image:
    """The red ink of a page in grey on white."""
    blue, green, red = cv2.split(image)
    _, is_red = cv2.threshold(cv2.subtract(red, cv2.max(blue, green)), RED, 255, cv2.THRESH_BINARY)
    around = cv2.dilate(is_red, np.ones((3, 3), np.uint8))
    return cv2.bitwise_or(green, cv2.bitwise_not(around))


def _parts(ink: Image, dpi: int) -> Iterator[Image]:
    """The places that may be stamps, each level, without its frame, enlarged."""
    top = (ink[: round(DEPTH * len(ink))] < prepare.INK).astype(np.uint8)
    joined = cv2.dilate(top, np.ones((round(NEAR[0] * dpi), round(NEAR[1] * dpi)), np.uint8))
    looked = 0
    for place in shapes(joined, round(WIDE[0] * dpi), lambda wide, high: wide * high >= LEAST):
        if looked == MOST:
            return
        high, wide = place.pixels.shape
        ys, xs = np.nonzero(place.pixels & (top[place.top : place.top + high, place.left : place.left + wide] > 0))
        if len(xs) < LEAST:
            continue
        xs, ys = xs + place.left, ys + place.top
        middle, size, tilt = cv2.minAreaRect(np.column_stack([xs, ys]).astype(np.float32))
        wide, high = size
        if wide < high:
            wide, high, tilt = high, wide, tilt - 90
        tilt = (tilt + 90) % 180 - 90
        if not (WIDE[0] < wide / dpi < WIDE[1] and HIGH[0] < high / dpi < HIGH[1] and wide > LYING * high):
            continue
        if abs(tilt) > TILT:
            continue
        looked += 1
        matrix = cv2.getRotationMatrix2D(middle, tilt, LARGER)
        around = (round(wide * LARGER) + dpi // 4, round(high * LARGER) + dpi // 4)
        matrix[:, 2] += np.array(around) / 2 - np.array(middle)
        part = cv2.warpAffine(ink, matrix, around, flags=cv2.INTER_CUBIC, borderValue=255)
        yield _without_frame(part, wide * LARGER, high * LARGER)


def _without_frame(part: Image, wide: float, high: float) -> Image:
    _, places, told, _ = cv2.connectedComponentsWithStats((part < 200).astype(np.uint8), connectivity=8)
    across, down, area = told[:, cv2.CC_STAT_WIDTH], told[:, cv2.CC_STAT_HEIGHT], told[:, cv2.CC_STAT_AREA]
    # Letters that run together are as long, but fill their box; a level stroke of a frame does too, but is low.
    frames = (across > FRAME * wide) & ((area < EMPTY * across * down) | (down < LOW * high))
    frames |= (down > FRAME * high) & (across < LOW * high)
    frames[0] = False
    part[frames[places]] = 255
    return part


def _said(lines: list[WordLine]) -> Iterator[tuple[str, str]]:
    """The words of rules that lines are."""
    texts = [_bare("".join(word.text for word in line.words)) for line in lines]
    for text in (*texts, "".join(texts)):
        for kind, known in WORDS.items():
            for words in known:
                known_as = _bare(words)
                if text == known_as or (len(known_as) >= LONG and Levenshtein.distance(text, known_as) == 1):
                    yield kind, words


def _bare(text: str) -> str:
    """Letters in capitals without marks."""
    plain = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return "".join(char for char in plain if "A" <= char <= "Z")
