"""Lines become paragraphs: told by the width that they fill, their indents, their spacing and their look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.readers.assemble import Piece
from pipeline.readers.pdf.geometry import box_of, sure_words
from pipeline.readers.pdf.tables import PADDING
from pipeline.readers.pdf.wraps import CLOSED, LABEL, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.readers.pdf.geometry import Line, Page
    from schemas.document import Alignment

INDENT = 6.0
"""Points: the first line of a paragraph stands at least this much to the right of the others."""
CENTRED = 6.0
"""Points: how far the middle of a centred line may be off the middle of the text."""
SPACING = 2.5
"""Points more between two lines than inside a paragraph: space between paragraphs."""
SIZE_STEP = 0.09
"""Of a height: lines that differ by more are of different fonts."""
APART = 1.4
"""Times what the lines of a paragraph stand apart: two lines further apart may belong to two."""
LONG = 0.45
"""Of the width of the page: longer lines show where the column begins and ends."""
WIDER = 15.0
"""Points: a table that reaches further shows that no line of text is as wide as the column."""
JUSTIFIED = 3
"""One line of so many, at least, ends at the right edge of justified text."""
RAGGED = 30.0
"""Points: how far the longest line may reach beyond the right edge that most lines share."""
_BOLD, _ITALIC = attrgetter("bold"), attrgetter("italic")
# "1.41 điểm", "86.5 %": a figure with a point that a line begins with, and not the number of an item.
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,2} ?(?:%|điểm|bậc|lần|phần|triệu|tỷ|nghìn|giờ|ngày|ha|km)")
_BULLET = re.compile(r"[-–—+*•▪●○◦❖➢✓✔►→·\uf000-\uf0ff]\s")


@dataclass(frozen=True, slots=True)
class Frame:
    """The column that text stands in."""

    left: float
    right: float

    @property
    def centre(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


def frame(lines: Sequence[Line], tables: Sequence[tuple[float, float]], width: float) -> Frame:
    """The column of the text of pages of one size: where most long lines begin and end.

    ``tables`` are the left and right edges of ruled tables, which are as wide as the column where there is hardly any
    other text.
    """
    long = [line for line in lines if line.x1 - line.x0 > width * LONG] or list(lines)
    left, right = (_left(long), _right(long)) if long else (width * 0.12, width * 0.9)
    for start, end in tables:
        left = start + PADDING if start < left - WIDER else left
        right = end - PADDING if end > right + WIDER else right
    return _balanced(Frame(left, right), long, lines, width)


def _balanced(where: Frame, long: Sequence[Line], lines: Sequence[Line], width: float) -> Frame:
    """The column of pages that have hardly any text but titles: these stand in its middle, a table may not fill it."""
    centres = Counter([round(line.centre) for line in lines if where.left + 12 < line.x0 and line.x1 < width - 12])
    if not centres:
        return where
    middle, count = centres.most_common(1)[0]
    if count < 2 or abs(middle - where.centre) < CENTRED / 2:
        return where
    titles = [line for line in lines if abs(line.centre - middle) < 2]
    if (
        sum(abs(line.centre - middle) >= 2 for line in long) > 2
        or len({round(line.x0 / INDENT) for line in titles}) < 2
    ):
        return where
    left, right = min(where.left, 2 * middle - where.right), max(where.right, 2 * middle - where.left)
    return Frame(left, right) if min(left, width - right) > INDENT else where


def usual_height(pages: Sequence[Page]) -> float:
    """The height of most lines of a file outside of tables."""
    counts = Counter([round(line.bottom - line.top, 1) for page in pages for line in page.lines])
    return max(counts, key=lambda height: counts[height]) if counts else 0.0


def usual_step(pages: Sequence[Page]) -> float | None:
    """How far the lines of a paragraph stand apart, the least that is common below long lines; None of too few."""
    counts: Counter[int] = Counter()
    for page in pages:
        long = page.width * LONG
        for above, below in pairwise(page.lines):
            if above.x1 - above.x0 > long and above.top < below.top < above.bottom + above.height:
                counts[round(2 * (below.top - above.top))] += 1
    enough = max(3, max(counts.values(), default=0) / 4)
    return min((step / 2 for step, count in counts.items() if count >= enough), default=None)


def _left(lines: Sequence[Line]) -> float:
    counts = Counter([round(line.x0) for line in lines])
    most = max(counts.values())
    return min([edge for edge, count in counts.items() if count * 8 >= most])


def _right(lines: Sequence[Line]) -> float:
    """The right edge: of justified text where many lines end, else where the longest does."""
    furthest = max([line.x1 for line in lines])
    counts = Counter([round(line.x1) for line in lines])
    get = counts.get
    shared, edge = max([(get(at - 1, 0) + count + get(at + 1, 0), at) for at, count in counts.items()])
    justified = shared > 2 and shared * JUSTIFIED >= len(lines) and edge > furthest - RAGGED
    return edge if justified else furthest


class Paragraphs:
    """Collects lines and gives paragraphs; :meth:`end` gives the last one. ``step`` is what lines stand apart."""

    def __init__(self, step: float | None) -> None:
        self._step = step
        self._open: list[Line] = []
        self._frame = Frame(0, 0)
        self._pitch: float | None = None

    def add(self, line: Line, where: Frame) -> Piece | None:
        """Take the next line; the paragraph that ends before it, if one does."""
        if self._open and not self._begins(line, where):
            last = self._open[-1]
            if last.page == line.page:
                self._pitch = line.top - last.top
            self._open.append(line)
            self._frame = where
            return None
        done = self.end()
        self._open = [line]
        self._frame = where
        return done

    def end(self) -> Piece | None:
        """The paragraph that is open."""
        lines, self._open = self._open, []
        self._pitch = None
        return _piece(lines, self._frame) if lines else None

    def _begins(self, line: Line, where: Frame) -> bool:
        """Whether a line begins a paragraph. What the page shows goes before what the words say."""
        last = self._open[-1]
        first = self._open[0]
        same_page = last.page == line.page
        height, before = line.bottom - line.top, last.bottom - last.top
        if abs(before - height) > SIZE_STEP * max(before, height):
            return True
        if same_page and self._is_spaced(last, line):
            return True
        here = self._frame
        hanging = first is not last and abs(line.x0 - last.x0) < 1 and LABEL.match(first.text) is not None
        if not hanging and (_is_centred(last, here) or _is_centred(line, where)):
            return not self._title_goes_on(last, line, here, where)
        room = here.right - last.x0
        if last.x1 - last.x0 + line.first_word < room - 1:
            return True
        indent, indent_before = line.x0 - where.left, last.x0 - here.left
        if len(self._open) == 1:
            if indent > indent_before + INDENT:
                return not LABEL.match(first.text)
            if indent < indent_before - INDENT:
                return False
        else:
            if indent > indent_before + INDENT:
                return True
            if indent < indent_before - INDENT:
                return not same_page or indent < -INDENT
            if first.x0 - here.left > indent_before + INDENT:  # a first line with indent: this one has none
                return False
        if LABEL.match(line.text):
            if _is_inside(last.text, line.text):
                return False
            return bool(CLOSED.search(last.text)) or not _BULLET.match(line.text) or indent > INDENT
        return last.bold and not line.bold and (bool(CLOSED.search(last.text)) or last.text.isupper())

    def _is_spaced(self, last: Line, line: Line) -> bool:
        step = line.top - last.top
        if self._pitch is not None:
            return step > self._pitch + SPACING
        if step > 1.9 * line.height:
            return True
        if self._step is None or step < APART * self._step or line.text[0].islower():
            return False
        return last.bold != line.bold or CLOSED.search(last.text) is not None

    def _title_goes_on(self, last: Line, line: Line, here: Frame, where: Frame) -> bool:
        """Whether a centred line that is full goes on in the next one."""
        if not _is_centred(line, where) or not (_is_centred(last, here) or last.x1 > here.right - 25):
            return False
        return (
            last.bold == line.bold
            and last.italic == line.italic
            and last.x1 - last.x0 + line.first_word > (here.right - here.left) - 12
        )


def _is_inside(before: str, text: str) -> bool:
    """Whether what looks like an item's number stands within a sentence: "giảm" | "1.41 điểm", "(khóa" | "XII)"."""
    if _DECIMAL.match(text):
        return before[-1].isalpha()
    return ")" in text[:6] and text[0] != "(" and before.rfind("(") > before.rfind(")")


def _is_centred(line: Line, where: Frame) -> bool:
    """Whether a line stands in the middle, with room at both sides; an item of a list may do so by chance."""
    left, right, start, end = where.left, where.right, line.x0, line.x1
    if start <= left + 12 or end >= right - 12 or abs(start + end - left - right) >= 2 * CENTRED:
        return False
    return line.text[0].isalpha() or line.text.isupper() or LABEL.match(line.text) is None


def _piece(lines: list[Line], where: Frame) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        text = join(text, line.text)
    return Piece(
        text,
        bold=all(map(_BOLD, lines)),
        italic=all(map(_ITALIC, lines)),
        align=_align(lines, where),
        page=lines[0].page,
        wrapped=len(lines),
        sure=sure_words(lines),
        box=box_of(lines),
    )


def _align(lines: list[Line], where: Frame) -> Alignment:
    if all(_is_centred(line, where) for line in lines) or (
        len(lines) > 1
        and _is_centred(lines[-1], where)
        and abs(lines[0].centre - where.centre) < CENTRED
        and lines[0].x0 > where.left - INDENT
    ):
        return "center"
    if lines[0].x0 > where.centre - 20 and lines[-1].x1 > where.right - 12:
        return "right"
    return "justify" if len(lines) > 1 and all(line.x1 > where.right - 6 for line in lines[:-1]) else "left"
