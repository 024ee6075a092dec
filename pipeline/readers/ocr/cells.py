"""Cells of ruled tables looked at a second time: figures by the document's own digits, doubtful words by themselves.

A page is recognised whole, which gives its running text best; but lines of cells that stand side by side lead the
engine astray, and short cells are passed over. Doubtful cells of all pages are put one below the other on one image,
and all images go into one call, as to start the engine takes a tenth of a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np

from pipeline.readers.ocr import blanks, engine, heads, signs
from pipeline.readers.ocr.digits import NUMBER, SPECK, TOO_WIDE
from pipeline.readers.ocr.engine import Word, WordLine
from pipeline.readers.ocr.prepare import INK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.readers.ocr.digits import Alphabet
    from pipeline.readers.ocr.heads import Box
    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.ocr_settings import OcrSettings
    from pipeline.readers.pdf.grid import Grid

Part = Literal["cell", "head", "recipients", "signature"]
BORDER = 3
"""Pixels inside of a cell that its border may have left."""
BEARING = 2
"""Pixels of paper that a figure has at its sides, by which the layout measures whether a line is full."""
PAD = 4
"""Pixels of paper that are kept around the words of a cell."""
SMALLEST = 9
"""Pixels: a cell whose ink is smaller in both directions holds dust."""
CLEAR = 4
"""Pixels between a dash and the border of its cell."""
LINE, UNCOVERED = 14, 0.5
"""Pixels of a line of small print; confidence of a cell where more ink than that is in no word."""
FIGURE, LINES = (60, 320), 3
"""Pixels of height and width up to which a line of a cell may be a figure, and lines that it may be cut into."""
DOUBT = 0.9
"""Confidence of its weakest word from which a cell is not looked at again."""
SURE_COLUMN, BETTER = 0.73, 0.1
"""Mean confidence of the words of a column of a letterhead from which it is not looked at again, and by how much a
second look must be surer: read across, columns come out at 0.5 to 0.7; read well, at 0.77 and more."""
SURE_FOOT, BETTER_FOOT = 0.6, -0.05
"""Confidence of the weakest word of a column of a foot from which it is not looked at again; what a second look may be
less sure, as it reads more words."""
UNREAD = 20
"""Pixels of height of the ink of a cell from which it is no dust, but print that was not read."""
LOST = 0.5
"""Confidence of the weakest word of a cell that is looked at a third time, as large as it is on the page."""
STROKE, SHORT = 0.3, 3
"""Confidence and letters of a word in a signature up to which it is a stroke of the pen."""
LARGER = 1.5
"""Cells by themselves are read enlarged; whole pages gain nothing from it."""
APART = 36
"""Pixels of paper between two cells on the image."""
TALLEST = 12_000
"""Pixels of an image of cells; the engine takes 32,767."""
PIXELS = 2_000_000
"""Of the cells that go into one call of the engine: about as much print as on a page."""
FEW_PIXELS = 250_000
"""Of cells: to read fewer takes the engine no longer than to start."""
# "|", "H": what "I" and "II" are read as.
_BARS = re.compile(r"[|HIl!ỊÌ]+")
# "12", "81,4%", "1.250", "9,25/9,5", "1/63", "II", "-": how figures are written.
_PLAIN = re.compile(r"[≥≤><]?\d+(?:[.,]\d+)*%?(?:[/-]\d+(?:[.,]\d+)*)?|[IVX]+|-")
AGREED, ALONE, DISPUTED = 0.97, 0.85, 0.6
"""Confidence of a figure that engine and digits read alike; that the digits alone read; that they read differently."""


@dataclass(slots=True)
class SeenCell:
    """A cell of a page: its place and image in pixels, and the words that stand in it."""

    left: int
    top: int
    image: Image
    words: list[Word] = field(default_factory=list)
    settled: bool = False
    part: Part = "cell"

    @property
    def column(self) -> bool:
        """Whether it is a column of a letterhead or a foot: many lines, of which the worst says little."""
        return self.part != "cell"

    @property
    def foot(self) -> bool:
        """Whether it is a column of a foot, where strokes of a pen make words that are none."""
        return self.part in ("recipients", "signature")

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @property
    def doubt(self) -> float:
        """The confidence of its weakest word, of a column that of its words; low where it has ink without words."""
        return min(
            _least([word.confidence for word in self.words], self.column), 1.0 if self._is_covered else UNCOVERED
        )

    @property
    def _is_covered(self) -> bool:
        """Whether words stand wherever its ink does, from top to bottom: a line may have been passed over."""
        if self.column or not self.words:
            return True
        high = max(word.bottom for word in self.words) - min(word.top for word in self.words)
        return high + 2 * PAD + LINE > len(self.image)


@dataclass(slots=True)
class Change:
    """What a second look gave for a cell."""

    cell: SeenCell
    lines: list[WordLine]


def seen(image: Image, grids: Sequence[Grid], lines: Sequence[WordLine], dpi: int) -> list[SeenCell]:
    """The cells that hold ink, with the words whose middle stands in them."""
    scale = dpi / 72
    boxes = [
        (
            round(grid.xs[cell.column] * scale), round(grid.ys[cell.row] * scale),
            round(grid.xs[cell.column_end] * scale), round(grid.ys[cell.row_end] * scale),
        )
        for grid in grids
        for cell in grid.cells
    ]  # fmt: skip
    floor = min((box[1] for box in boxes), default=len(image))
    words = [word for line in lines for word in line.words]
    found = _with_words(image, boxes, words)
    parts: list[tuple[Part, Box]] = [("head", box) for box in heads.columns(image, dpi, floor)]
    parts += zip(("recipients", "signature"), heads.feet(image, dpi, lines), strict=False)
    for part, box in parts:
        for one in _with_words(image, [box], words):
            one.part = part
            found.append(one)
    return found


def _with_words(image: Image, boxes: Sequence[Box], words: Sequence[Word]) -> list[SeenCell]:
    found: list[SeenCell] = []
    for left, top, right, bottom in boxes:
        one = _cell(image, left + BORDER, top + BORDER, right - BORDER, bottom - BORDER)
        if one is not None:
            one.words = [
                word
                for word in words
                if left <= (word.x0 + word.x1) / 2 < right and top <= (word.top + word.bottom) / 2 < bottom
            ]
            found.append(one)
    return found


def _cell(image: Image, left: int, top: int, right: int, bottom: int) -> SeenCell | None:
    """The part of a cell that has ink, None where there is none."""
    part = image[max(top, 0) : bottom, max(left, 0) : right]
    if not part.size:
        return None
    _, _, told, _ = cv2.connectedComponentsWithStats((part < INK).astype(np.uint8), connectivity=8)
    told = told[1:]
    told = told[told[:, cv2.CC_STAT_AREA] > SPECK]
    if not len(told):
        return None
    x0, y0 = int(told[:, 0].min()), int(told[:, 1].min())
    x1, y1 = int((told[:, 0] + told[:, 2]).max()), int((told[:, 1] + told[:, 3]).max())
    if x1 - x0 < SMALLEST and y1 - y0 < SMALLEST:
        return None
    if y1 - y0 < SMALLEST and (y0 < CLEAR or y1 > len(part) - CLEAR or x0 < CLEAR or x1 > part.shape[1] - CLEAR):
        return None  # what is left of a border, no dash
    x0, y0 = max(x0 - PAD, 0), max(y0 - PAD, 0)
    return SeenCell(left + x0, top + y0, np.ascontiguousarray(part[y0 : y1 + PAD, x0 : x1 + PAD]))


def figures(cells: Sequence[SeenCell], alphabet: Alphabet) -> Iterator[Change]:
    """The cells that hold a figure, read by its digits."""
    for cell in cells:
        if cell.column or cell.image.shape[1] > FIGURE[1] or len(cell.image) > FIGURE[0] * LINES:
            continue
        parts = list(_lines(cell.image))
        if len(cell.words) > 3 * len(parts) or any(bottom - top > FIGURE[0] for top, bottom in parts):
            continue
        said = cell.text.replace(" ", "")
        texts = [_read(cell, top, bottom, alphabet) for top, bottom in parts]
        read = [text for text in texts if text is not None]
        if not read or len(read) < len(texts):
            _doubt(cell, said, alphabet)
            continue
        if said == "".join(read):
            confidence = AGREED
        elif _PLAIN.fullmatch(said) and cell.doubt >= DOUBT:
            confidence = DISPUTED
        else:
            confidence = ALONE
        cell.settled = True
        yield Change(cell, [_figure(cell, *line, confidence) for line in zip(read, parts, strict=True)])


def _read(cell: SeenCell, top: int, bottom: int, alphabet: Alphabet) -> str | None:
    """The figure of a line of a cell; strokes that the engine saw as bars are roman ones."""
    middles = [(word, (word.top + word.bottom) / 2 - cell.top) for word in cell.words]
    said = "".join(word.text for word, middle in middles if top <= middle < bottom)
    read = alphabet.read(cell.image[top:bottom], said)
    if read is None and _BARS.fullmatch(said):
        return "I" * alphabet.strokes(cell.image[top:bottom]) or None
    return read


def runs(cells: Sequence[SeenCell]) -> Iterator[Change]:
    """The cells whose words are one figure: the engine saw a blank in it, or it goes over two lines of its cell."""
    for cell in cells:
        said = cell.text.replace(" ", "")
        if cell.column or cell.settled or len(cell.words) < 2 or not _PLAIN.fullmatch(said):
            continue
        parts = list(_lines(cell.image))
        least = min(word.confidence for word in cell.words)
        if len(parts) == 1 and _is_run(cell):
            yield Change(cell, [_figure(cell, said, parts[0], least)])
        elif len(parts) == len(cell.words):
            told = zip(cell.words, parts, strict=True)
            yield Change(cell, [_figure(cell, word.text, part, least) for word, part in told])


def _is_run(cell: SeenCell) -> bool:
    """Whether the words of a line stand so near to each other as characters of one figure do: "20.000." and "000"."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(cell.words)]
    high = max((word.bottom - word.top for word in cell.words), default=0)
    return bool(gaps) and max(gaps) < TOO_WIDE * high


def _doubt(cell: SeenCell, said: str, alphabet: Alphabet) -> None:
    """Lower the confidence of a figure that is none as it was read, or that its digits should have told and did not."""
    if NUMBER.fullmatch(said) and (alphabet.complete or not _PLAIN.fullmatch(said)):
        for word in cell.words:
            word.confidence = min(word.confidence, ALONE)


def _lines(image: Image) -> Iterator[tuple[int, int]]:
    """Where the lines of a cell are, with some paper around them: a figure may be cut ("12/13" / ",5")."""
    inked = np.flatnonzero((image < INK).any(axis=1))
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > PAD) + 1)
    for run in runs:
        if len(run) > PAD or len(runs) == 1:  # a dash alone is low
            yield max(int(run[0]) - PAD, 0), int(run[-1]) + 1 + PAD


def _figure(cell: SeenCell, text: str, part: tuple[int, int], confidence: float) -> WordLine:
    """A figure as a line of its cell."""
    inked = np.flatnonzero((cell.image[part[0] : part[1]] < INK).any(axis=0))
    foot = cell.top + part[1] - PAD
    left, right = cell.left + int(inked[0]) - BEARING, cell.left + int(inked[-1]) + 1 + BEARING
    word = Word(text, left, cell.top + part[0] + PAD, right, foot, confidence)
    return WordLine([word], word.x0, foot, 0.0, 0.0, 0.0)


def doubtful(cells: Sequence[SeenCell]) -> list[SeenCell]:
    """The cells to be read by themselves."""
    return [cell for cell in cells if not cell.settled and _is_doubtful(cell)]


def _is_doubtful(cell: SeenCell) -> bool:
    if cell.foot and any(word.confidence < SURE_FOOT for word in cell.words):
        return True
    return cell.doubt < (SURE_COLUMN if cell.column else DOUBT)


def lost(cells: Sequence[SeenCell]) -> list[SeenCell]:
    """The cells that were looked at again in vain."""
    return [cell for cell in cells if not cell.column and cell.doubt < LOST]


def doubt_rows(cells: Sequence[SeenCell]) -> None:
    """Lower the confidence of the figures beside a cell that has ink and no words: its row is not whole."""
    for gap in cells:
        if gap.words or gap.column or len(gap.image) < UNREAD:
            continue
        middle = gap.top + len(gap.image) / 2
        for cell in cells:
            if not cell.column and cell.words and cell.top - PAD <= middle < cell.top + len(cell.image) + PAD:
                figures = [word for word in cell.words if any(map(str.isdigit, word.text))]
                for word in figures:
                    word.confidence = min(word.confidence, ALONE)


def calls(cells: Sequence[SeenCell], at_once: int = 1) -> list[list[list[SeenCell]]]:
    """Cells that are read in one call of the engine, by the images that they go on.

    ``at_once`` calls are made at the same time, so that as many processors have as much to do.
    """
    room = min(PIXELS, max(sum(cell.image.size for cell in cells) // max(at_once, 1), FEW_PIXELS))
    groups: list[list[SeenCell]] = []
    size = room
    for cell in cells:
        if size >= room:
            groups.append([])
            size = 0
        groups[-1].append(cell)
        size += cell.image.size
    return [_sheets(group) for group in groups]


def _sheets(cells: Sequence[SeenCell]) -> list[list[SeenCell]]:
    """Cells that go on one image, page by page; a column by itself, as its print is of other sizes."""
    result: list[list[SeenCell]] = []
    room = 0
    for cell in cells:
        height = round(len(cell.image) * LARGER) + APART
        if not result or height > room or cell.column:
            result.append([])
            room = 0 if cell.column else TALLEST
        result[-1].append(cell)
        room -= height
    return result


def reread(sheets: Sequence[Sequence[SeenCell]], settings: OcrSettings, larger: float = LARGER) -> list[Change]:
    """Cells read by themselves, enlarged, by the images that they go on; a change for each that is surer now.

    Raises:
        ReadError: the engine failed or was too slow.
    """
    drawn = [_drawn(cells, larger) for cells in sheets]
    read = engine.blocks([image for image, _ in drawn], settings)
    changes: list[Change] = []
    for cells, (image, tops), lines in zip(sheets, drawn, read, strict=True):
        signs.mend(image, (word for line in lines for word in line.words))
        blanks.mend(image, lines)
        for cell, top, end in zip(cells, tops, [*tops[1:], len(image)], strict=True):
            own = [line for line in lines if top - APART / 2 <= _middle(line) < end - APART / 2]
            if cell.part == "signature":
                own = _without_strokes(own)
            own = [_moved(line, cell.left - APART / larger, cell.top - top / larger, larger) for line in own]
            least = cell.doubt + (BETTER_FOOT if cell.foot else BETTER if cell.column else 0.0)
            if own and _least([word.confidence for line in own for word in line.words], cell.column) > least:
                changes.append(Change(cell, own))
    return changes


def _drawn(cells: Sequence[SeenCell], larger: float) -> tuple[Image, list[int]]:
    """Cells enlarged, one below the other on one image, and where each begins."""
    parts = [cv2.resize(cell.image, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC) for cell in cells]
    width = max(part.shape[1] for part in parts) + 2 * APART
    image = np.full((sum(len(part) for part in parts) + APART * (len(parts) + 1), width), 255, np.uint8)
    tops: list[int] = []
    at = APART
    for part in parts:
        image[at : at + len(part), APART : APART + part.shape[1]] = part
        tops.append(at)
        at += len(part) + APART
    return image, tops


def _without_strokes(lines: list[WordLine]) -> list[WordLine]:
    """Lines of a signature without the words that strokes of a pen made."""
    for line in lines:
        line.words = [word for word in line.words if word.confidence >= STROKE or len(word.text) > SHORT]
    return [line for line in lines if line.words]


def _least(confidences: Sequence[float], column: bool) -> float:
    if not confidences:
        return 0.0
    return sum(confidences) / len(confidences) if column else min(confidences)


def _middle(line: WordLine) -> float:
    return sum((word.top + word.bottom) / 2 for word in line.words) / len(line.words)


def _moved(line: WordLine, left: float, top: float, larger: float) -> WordLine:
    """A line of an enlarged cell at its place on the page."""

    def across(x: float) -> int:
        return round(left + x / larger)

    def down(y: float) -> int:
        return round(top + y / larger)

    words = [
        Word(word.text, across(word.x0), down(word.top), across(word.x1), down(word.bottom), word.confidence)
        for word in line.words
    ]
    return WordLine(words, across(line.x0), down(line.bottom), line.slope, line.offset / larger, line.size / larger)
