"""The image of a page becomes lines of text and rulings in points, as the reader of PDF files has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from pipeline.readers.ocr import blanks, cells, digits, engine, prepare, rulings, scrawls, signs, stamps
from pipeline.readers.ocr.turns import Turn
from pipeline.readers.pdf import grid
from pipeline.readers.pdf.chars import ASCENT, DESCENT
from pipeline.readers.pdf.geometry import Line, Page
from pipeline.readers.pdf.rulings import joined

if TYPE_CHECKING:
    from pipeline.readers.ocr.cells import Change, SeenCell
    from pipeline.readers.ocr.digits import Sample
    from pipeline.readers.ocr.engine import Word, WordLine
    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.ocr_settings import OcrSettings
    from pipeline.readers.pdf.geometry import Rulings

# What is left of a ruling, a speck or the edge of the paper: "|", "_", "—", "¬", "‘", ". .".
_NO_WORD = re.compile(r"[|_¦¬~`‘’'\"“”«»\\{}\[\]<>^=°•.,:;·*—–-]+")
_MAY_STAND_ALONE = frozenset("-–—+*•")
_EDGES = re.compile(r"^[|_¦¬\\]+|[|_¦¬\\]+$")
LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ǎ": "ă", "Ǎ": "Ă", "—": "-", "–": "-"})
SCRAP = 0.3
"""Confidence below which a dash alone is a mark of the line below, or what is left of a ruling."""
COLUMN_GAP = 1.5
"""Sizes of a line: a wider gap between two words may part columns."""
SURE = 0.5
"""Confidence of the engine's own orientation from which it is tried."""
FEW_WORDS, TEXT = 3, 0.75
"""Words, and their mean confidence, from which a page stands upright."""
USUAL = 0.3
"""Of the size of most lines of a page: a line whose size differs by less has that size, as measuring is rough."""


@dataclass(slots=True)
class Seen:
    """A page as recognised; ``turn`` is how it was turned to stand upright and level.

    ``stamps`` are the words of stamps on the first page, by the field of the document that they fill.
    """

    number: int
    turn: Turn
    rulings: Rulings
    found: list[WordLine]
    cells: list[SeenCell]
    samples: list[Sample]
    stamps: dict[str, str]

    def page(self, point: float) -> Page:
        """The page with its lines; ``point`` is the size of a pixel in points."""
        return Page(self.number, self.turn.width, self.turn.height, lines(self.found, self.number, point), self.rulings)

    def take(self, change: Change) -> None:
        """Put what a second look at a cell gave in the place of its words."""
        old = {id(word) for word in change.cell.words}
        for line in self.found:
            line.words = [word for word in line.words if id(word) not in old]
        self.found = [line for line in self.found if line.words] + change.lines
        change.cell.words = [word for line in change.lines for word in line.words]


def see(image: Image, number: int, settings: OcrSettings) -> Seen:
    """Recognise a page of ``settings.dpi`` dots an inch.

    Raises:
        ReadError: the engine is missing, failed or was too slow.
    """
    coloured = image if number == 1 else None  # where stamps stand
    upright, plain, drawn, found = _read(prepare.grey(image), settings)
    signs.mend(plain, (word for line in found for word in line.words))
    blanks.mend(plain, found)
    point = 72 / settings.dpi
    height, width = plain.shape
    tables = grid.grids(joined(drawn))
    held = cells.seen(plain, tables, found, settings.dpi)
    samples = digits.samples(plain, (word for line in found for word in line.words))
    turn = Turn(upright.quarters, upright.angle, width * point, height * point)
    said = stamps.read(coloured, upright.quarters, settings) if coloured is not None else {}
    return Seen(number, turn, drawn, found, held, samples, said)


def _read(grey: Image, settings: OcrSettings) -> tuple[prepare.Upright, Image, Rulings, list[WordLine]]:
    """The page upright, as the engine is given it, with its rulings and the lines of words that the engine read.

    Where these are scraps the page may lie otherwise than its ink says: the engine is asked how, and the better reading
    counts.
    """

    def read(upright: prepare.Upright) -> tuple[prepare.Upright, Image, Rulings, list[WordLine]]:
        plain, drawn = without_lines(upright.image.copy(), settings)
        return upright, plain, drawn, engine.words(plain, settings)

    upright = prepare.upright(grey)
    first = read(upright)
    if _sureness(first[-1]) >= TEXT:
        return first
    quarters, sure = engine.orientation(upright.image, settings)
    if not quarters or sure < SURE:
        quarters = 2 if upright.sure else 0
    if not quarters:
        return first
    second = read(prepare.upright(grey, (upright.quarters + quarters) % 4))
    return max(first, second, key=lambda reading: _sureness(reading[-1]))


def without_lines(image: Image, settings: OcrSettings) -> tuple[Image, Rulings]:
    """The level page without its rulings and strokes of pens, as the engine is given it; the image is changed."""
    drawn, mask = rulings.find(image, settings.dpi)
    image[mask > 0] = 255
    scrawls.take_off(image, settings.dpi)
    return image, drawn


def _sureness(found: list[WordLine]) -> float:
    """The mean confidence of words: a page that lies on its head gives scraps. None of few words, and of lying ones.

    The engine turns columns of words that run down a page, and reads them well; the page must be turned all the same.
    """
    words = [word for line in found for word in line.words]
    if len(words) < FEW_WORDS:
        return 0.0
    lying = [word.bottom - word.top > word.x1 - word.x0 for word in words if len(word.text) > 2]
    return 0.0 if 2 * sum(lying) > len(lying) else sum(word.confidence for word in words) / len(words)


def lines(found: list[WordLine], number: int, point: float) -> list[Line]:
    """The lines of a page, cut where columns stand side by side; ``point`` is the size of a pixel in points."""
    sizes = [line.size for line in found for word in line.words if len(word.text) > 1]
    usual = median(sizes) if sizes else 0.0
    result: list[Line] = []
    for line in found:
        size = line.size if line.size and abs(line.size - usual) >= USUAL * usual else usual
        words = [word for word in map(_cleaned, line.words) if word is not None]
        first = 0
        for at in range(1, len(words) + 1):
            if at == len(words) or words[at].x0 - words[at - 1].x1 > COLUMN_GAP * size:
                if at > first:
                    result.append(_line(line, words[first:at], size, number, point))
                first = at
    return result


def _cleaned(word: Word) -> Word | None:
    """A word without what is left of rulings; None where nothing else is there."""
    text = _EDGES.sub("", word.text.translate(LETTERS))
    if not text or (_NO_WORD.fullmatch(text) and (text not in _MAY_STAND_ALONE or word.confidence < SCRAP)):
        return None
    word.text = text
    return word


def _line(line: WordLine, words: list[Word], size: float, number: int, point: float) -> Line:
    text = ""
    starts: list[int] = []
    for word in words:
        if text:
            text += " "
        starts.append(len(text))
        text += word.text
    x0, x1 = words[0].x0, words[-1].x1
    foot, size = line.baseline((x0 + x1) / 2) * point, size * point
    return Line(
        text, x0 * point, foot - ASCENT * size, x1 * point, foot + DESCENT * size, starts=starts,
        xs=[word.x0 * point for word in words], page=number, sure=[word.confidence for word in words],
    )  # fmt: skip
