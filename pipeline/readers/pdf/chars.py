"""Lines of text from PDFium: its own lines, cut where a gap says that two columns stand side by side."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from pypdfium2 import raw

from pipeline.readers.pdf import fonts, pdfium
from pipeline.readers.pdf.geometry import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractors.vietnamese.legacy_encodings import Decoder
    from pipeline.readers.pdf.pdfium import OpenPage

_WORD = re.compile(r"[^\s\ufffe\x02]+")
# The same where no-break blanks are blanks that no line ends at; some programs write them for all blanks.
_UNBROKEN = re.compile(r"(?:[^\s\ufffe\x02]|(?<=\S)\xa0(?=\S))+")
# What PDFium makes of a hyphen at a line end, and of a line end.
_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
HYPHENS = "\ufffe\x02"
_HYPHENS = frozenset(HYPHENS)
# Blanks but those that nearly all pages have alone: " ", "\\r\\n", "\\xa0".
_RARE = re.compile(r"[\t\x0b\x0c\x1c-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x02]")
# Word 2010 writes PDF files whose fonts name ư "ƣ" and Ò "Õ": "THƢƠNG", "HÕA", "PHÕNG".
_FALSE_U = str.maketrans("ƣƢ", "ưƯ")
_FALSE_O = re.compile(r"Õ(?=NG|A|N(?!\w))")
COLUMN_GAP = 1.5
"""Heights of a line: a wider gap between two words may part columns. Justified words stand up to 1 apart."""
OTHER_LINE = 0.6
"""Of a size: words that stand so much higher or lower than the one before stand on another line."""
MAX_CHARS = 400_000
"""Characters of a page; an A3 page full of small print has 20,000."""
_BOLD = re.compile(r"bold|black|heavy|demi|[-,](?:b|bi)$", re.IGNORECASE)
# Names that say nothing of a font: "F1", "CIDFont+F2", "TT0".
_NAMELESS = re.compile(r"(?:CIDFont\+)?[A-Z]{0,2}\d*(?:_\d+)?")
_ITALIC = re.compile(r"ital|obli|[-,](?:i|bi)$", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_FILL_AND_STROKE = 2
_ROOM = 4096
ASCENT, DESCENT = 0.9, 0.22
"""Of the size of a font: how far letters reach above and below the line that they stand on."""
SMALLEST = 2.0
"""Points: smaller letters cannot be read."""


class _Room:
    """Room for what PDFium says of characters, and an address for each; made once, since addresses are slow to make."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.boxes = (ctypes.c_float * (4 * size))()  # FS_RECTF: left, top, right, bottom
        self.box_at = [ctypes.byref(self.boxes, 16 * at) for at in range(size)]
        self.across = (ctypes.c_double * size)()
        self.across_at = [ctypes.byref(self.across, 8 * at) for at in range(size)]
        self.up = (ctypes.c_double * size)()
        self.up_at = [ctypes.byref(self.up, 8 * at) for at in range(size)]
        self.units = (ctypes.c_ushort * size)()


_room: _Room | None = None


def _room_for(count: int) -> _Room:
    global _room
    if _room is None or _room.size < count:
        _room = _Room(max(_ROOM, 2 * count))
    return _room


def text_of(page: OpenPage) -> str:
    """The text of a page in the order of the file; characters that PDFium cannot name are U+FFFD or left out."""
    size = raw.FPDFText_CountChars(page.raw_text)
    if size <= 0 or size > MAX_CHARS:
        return ""
    units = _room_for(size + 1).units
    written = raw.FPDFText_GetText(page.raw_text, 0, size, units)
    text = ctypes.string_at(units, 2 * max(written - 1, 0)).decode("utf-16-le", "surrogatepass")
    if "ƣ" in text or "Ƣ" in text:
        text = _FALSE_O.sub("Ò", text.translate(_FALSE_U))
    return text


@dataclass(slots=True)
class _Look:
    """How letters look: the size is in points, as shown."""

    bold: bool
    italic: bool
    size: float


class Reader:
    """Reads the lines of a page; ``text`` is the text of the page, and turned to Unicode once :meth:`decode` did so.

    Making one turns the page so that its text stands upright.
    """

    def __init__(self, page: OpenPage, text: str) -> None:
        self.page = page
        self.text = text
        self.index: list[int] | None = None
        if raw.FPDFText_CountChars(page.raw_text) != len(text):
            self.index = _indices(page, text)  # characters without a name were left out, or some need two units
        self.looks: dict[int | None, _Look] = {None: _NO_LOOK}
        self.fonts: dict[int | None, tuple[bool, bool]] = {}
        self.shared: dict[tuple[int | None, float, int], _Look] = {}
        self.spans, self.starts, self.firsts = _words(text)
        if self.spans:
            page.stand(self._angle())

    def decode(self) -> Decoder | None:
        """Decode text in legacy fonts; what decoded it, None where there is no such text."""
        found = fonts.decode(self.page, self.text, self.index or list(range(len(self.text))))
        if found is None:
            return None
        self.text, self.index, decoder = found
        self.spans, self.starts, self.firsts = _words(self.text)
        return decoder

    def _places(self, places: list[int]) -> list[int]:
        return places if self.index is None else [self.index[at] for at in places]

    def origins(self, places: list[int]) -> tuple[list[float], Callable[[int], float]]:
        """Where characters begin: their left edges as shown, and what tells the line that one of them stands on."""
        size = len(places)
        room, page = _room_for(size), self.page
        deque(map(pdfium.origin, repeat(page.text), self._places(places), room.across_at, room.up_at), maxlen=0)
        across, up = room.across[:size], room.up
        if page.rotation == 0:
            left, top = page.left, page.top
            return ([x - left for x in across] if left else across), lambda at: top - up[at]
        turned = [page.turn(x, y, x, y) for x, y in zip(across, up[:size], strict=True)]
        return [box[0] for box in turned], lambda at: turned[at][1]

    def ends(self, places: list[int]) -> list[float]:
        """The right edges of characters, as shown."""
        size = len(places)
        room, page = _room_for(size), self.page
        deque(map(pdfium.loose_box, repeat(page.text), self._places(places), room.box_at), maxlen=0)
        boxes = room.boxes
        if page.rotation == 0:
            rights, left = boxes[2 : 4 * size : 4], page.left
            return [x - left for x in rights] if left else rights
        lefts, tops = boxes[0 : 4 * size : 4], boxes[1 : 4 * size : 4]
        rights, bottoms = boxes[2 : 4 * size : 4], boxes[3 : 4 * size : 4]
        return [page.turn(*box)[2] for box in zip(lefts, bottoms, rights, tops, strict=True)]

    def lines(self) -> list[Line]:
        """The lines of the page, in the order of the file, cut where a gap parts columns."""
        text = self.text
        if not self.spans:
            return []
        starts, number = self.starts, self.page.number
        xs, height_of = self.origins(starts)
        firsts, finals = self._parts(xs, height_of)
        ends = self.ends(finals)
        looks = self._looks([starts[first] for first in firsts])
        looks_of_ends = self._looks(finals)
        behind = [*firsts[1:], len(starts)]
        hyphens = any(hyphen in text for hyphen in HYPHENS)
        found: list[Line] = []
        for first, last, final, x1, look, look_of_end in zip(
            firsts, behind, finals, ends, looks, looks_of_ends, strict=True
        ):
            start = starts[first]
            if look is not look_of_end:
                look = self._mixed(look, look_of_end, (start + final) // 2)
            size = look.size
            if size >= SMALLEST:  # smaller is a hidden layer, or the letters of a drawing
                line_text = text[start : final + 1]
                if hyphens and text[final + 1 : final + 2] in _HYPHENS:
                    line_text += "-"
                y = height_of(first)
                found.append(
                    Line(
                        line_text, xs[first], y - ASCENT * size, x1, y + DESCENT * size, look.bold, look.italic,
                        starts[first:last], xs[first:last], number, start,
                    )
                )  # fmt: skip
        return found

    def _parts(self, xs: list[float], height_of: Callable[[int], float]) -> tuple[list[int], list[int]]:
        """The first word and the last character of each line, lines cut at the gaps that part columns.

        PDFium takes two short lines of a narrow cell for one: "28/02/202" | "6".
        """
        starts, spans, firsts = self.starts, self.spans, self.firsts
        finals = [last for _, last in spans]
        sample = self._looks([start for start, _ in spans[:: max(1, len(spans) // 9)]])
        size = sorted([look.size for look in sample])[len(sample) // 2]
        wide = sorted({*_wide_gaps(starts, xs, size)}.difference(firsts))
        if not wide:
            return firsts, finals
        text = self.text
        befores = [_last(text, starts[at - 1], starts[at]) for at in wide]
        gap = COLUMN_GAP * (ASCENT + DESCENT) * size
        cuts = [
            (at, before)
            for at, before, end in zip(wide, befores, self.ends(befores), strict=True)
            if xs[at] - end > gap or xs[at] <= xs[at - 1] or abs(height_of(at) - height_of(at - 1)) > OTHER_LINE * size
        ]
        if not cuts:
            return firsts, finals
        return sorted([*firsts, *(at for at, _ in cuts)]), sorted([*finals, *(before for _, before in cuts)])

    def _angle(self) -> int:
        """By how many quarters of a turn with the clock most lines of the page have to be turned to stand upright."""
        sample = self.spans[:: max(1, len(self.spans) // 9)]
        places = self._places([start for start, _ in sample])
        quarters = [-round(pdfium.char_angle(self.page.text, at) / (math.pi / 2)) % 4 for at in places]
        return int(max(set(quarters), key=quarters.count))

    def _mixed(self, start: _Look, end: _Look, middle_at: int) -> _Look:
        """The look of a line whose ends differ: bold or italic where all of it is, by three characters; usual size."""
        bold, italic = start.bold and end.bold, start.italic and end.italic
        size = max(start.size, end.size)  # a line may begin or end with a small raised figure
        if (bold or italic or start.size != end.size) and not self.text[middle_at].isspace():
            (middle,) = self._looks([middle_at])
            bold, italic = bold and middle.bold, italic and middle.italic
            size = sorted((start.size, middle.size, end.size))[1]
        return _Look(bold, italic, size)

    def _looks(self, places: list[int]) -> list[_Look]:
        """The looks of characters: those of their text objects, of which those that look the same share one."""
        text, looks, shared = self.page.text, self.looks, self.shared
        indices = self._places(places)
        found = list(map(pdfium.text_object, repeat(text), indices))
        new = {one: index for one, index in zip(found, indices, strict=True) if one not in looks}
        if new:
            handles = list(map(ctypes.c_void_p, new))
            sizes = map(pdfium.font_size, repeat(text), new.values())
            keys = list(zip(map(pdfium.font_of, handles), sizes, map(pdfium.render_mode, handles), strict=True))
            for one, handle, key in zip(new, handles, keys, strict=True):
                look = shared.get(key)
                if look is None:
                    font, size, mode = key
                    look = self._new_look(font, size * _scale(handle), mode)
                    if size > 1.5:  # else the size proper stands in the matrix of each text
                        shared[key] = look
                looks[one] = look
        return [looks[one] for one in found]

    def _new_look(self, font: int | None, size: float, mode: int) -> _Look:
        known = self.fonts.get(font)
        if known is None:
            known = self.fonts[font] = _font(font)
        return _Look(known[0] or mode == _FILL_AND_STROKE, known[1], size)  # an outline makes letters bold


_NO_LOOK = _Look(False, False, 12.0)


def _words(text: str) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """The first and the last character of each line that has words, where all words begin, and which begin a line."""
    unbroken = 0 < text.count("\xa0") * 8 < text.count(" ")
    if unbroken or _RARE.search(text) or text.count("\r") != text.count("\r\n"):
        pattern = _UNBROKEN if unbroken else _WORD
        spans = _matched_lines(text)
        starts = [word.start() for word in pattern.finditer(text)]
        return spans, starts, [bisect_left(starts, start) for start, _ in spans]
    # As nearly always: pieces between blanks, in half of the time of matches.
    spans, starts, firsts = [], [], []
    keep = starts.append
    at = 0
    for line in text.replace("\xa0", " ").replace("\ufffe", "\n").split("\n"):
        words = line.rstrip().split(" ")
        end = at + len(line) + 1
        first = len(starts)
        for word in words:
            if word:
                keep(at)
            at += len(word) + 1
        if len(starts) > first:
            spans.append((starts[first], at - 2))
            firsts.append(first)
        at = end
    return spans, starts, firsts


def _matched_lines(text: str) -> list[tuple[int, int]]:
    """The first and the last character of each line that has words."""
    spans = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        if start < end and text[start] not in HYPHENS:
            spans.append((start, _last(text, start, end)))
    return spans


def _wide_gaps(starts: list[int], xs: list[float], size: float) -> list[int]:
    """The words of a page before which there may be a wide gap or the end of a line, first words of lines among them.

    There may be one where a word with its blank takes more room than its letters need, or less.
    """
    least, each, more = size * 0.22, size * 0.5, size * 0.7
    found: list[int] = []
    before, place_before = xs[0], starts[0]
    for at, (x, place) in enumerate(zip(xs, starts, strict=True)):
        count = place - place_before
        if not least * count < x - before <= each * count + more:
            found.append(at)
        before, place_before = x, place
    return found


def _last(text: str, start: int, end: int) -> int:
    """The last character before ``end`` that is not blank."""
    at = end - 1
    while at > start and (text[at].isspace() or text[at] in HYPHENS):
        at -= 1
    return at


def _font(font: int | None) -> tuple[bool, bool]:
    """Whether a font is bold and whether it is italic, by its name and its flags."""
    if not font:
        return False, False
    handle = ctypes.c_void_p(font)
    bold, italic, nameless = _said_by(fonts.name_of(font))
    flags = max(pdfium.font_flags(handle), 0)
    bold = bold or bool(flags & _FORCE_BOLD)
    if not bold and nameless:  # a guess of PDFium from the width of stems
        bold = pdfium.font_weight(handle) >= 600
    return bold, italic or bool(flags & _ITALIC_FLAG)


@lru_cache(maxsize=1024)
def _said_by(name: str) -> tuple[bool, bool, bool]:
    """What the name of a font says: bold, italic, nothing at all."""
    return bool(_BOLD.search(name)), bool(_ITALIC.search(name)), _NAMELESS.fullmatch(name) is not None


def _scale(text_object: ctypes.c_void_p) -> float:
    """How much larger than the size of its font a text is shown."""
    matrix = raw.FS_MATRIX()
    if not pdfium.matrix_of(text_object, ctypes.byref(matrix)):
        return 1.0
    return math.hypot(matrix.c, matrix.d) or 1.0


def _indices(page: OpenPage, text: str) -> list[int]:
    """For each character of the text its index among the page's characters."""
    found: list[int] = []
    unit = 0
    for char in text:
        found.append(raw.FPDFText_GetCharIndexFromTextIndex(page.raw_text, unit))
        unit += 2 if ord(char) > 0xFFFF else 1
    return found
