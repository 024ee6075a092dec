"""Rulings from PDFium: strokes, and thin rectangles, which is how Word draws the borders of cells."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from pypdfium2 import raw

from pipeline.readers.pdf import pdfium
from pipeline.readers.pdf.geometry import Rulings, Segment

if TYPE_CHECKING:
    from collections.abc import Container

    from pipeline.readers.pdf.pdfium import OpenPage

THIN = 3.0
"""Points: a rectangle thinner than this is a line."""
MAX_OBJECTS = 60_000
"""Objects of a page; more are a map or a drawing."""
MAX_SEGMENTS = 4_000
"""Pieces of one path, and of all paths that are no rectangles."""
MAX_DEPTH = 6
"""Forms within forms; a file may hold a loop of them."""
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE_TO, _MOVE_TO = 0, 2
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class Paths:
    """Reads the rulings of a page. ``images`` is the part of the page that images cover, ``crowded`` says that there
    were too many objects to read them all. ``texts`` are objects of the page that are known to be text.
    """

    def __init__(self, page: OpenPage, texts: Container[int | None]) -> None:
        self.page = page
        self.rulings = Rulings()
        self.images = 0.0
        self.crowded = False
        self._left = MAX_OBJECTS
        self._segments = MAX_SEGMENTS
        self._box = (ctypes.c_float * 4)()
        self._addresses = [ctypes.byref(self._box, 4 * at) for at in range(4)]
        count = min(pdfium.count_objects(page.handle), MAX_OBJECTS + 1)
        objects = list(map(pdfium.page_object, repeat(page.handle, count), range(count)))
        self._left -= count
        self._read([one for one in objects if one not in texts], _IDENTITY, 0)

    def _read(self, objects: list[int], matrix: Matrix, depth: int) -> None:
        if self._left < 0:
            self.crowded = True
            return
        handles = list(map(ctypes.c_void_p, objects))
        for handle, kind in zip(handles, map(pdfium.object_type, handles), strict=True):
            if kind == _TEXT:  # as most are
                continue
            if kind == _PATH:
                self._path(handle, matrix)
            elif kind == _IMAGE:
                self._image(handle, matrix)
            elif kind == _FORM and depth < MAX_DEPTH:
                inner = [pdfium.form_object(handle, ctypes.c_ulong(at)) for at in range(self._inside(handle))]
                self._left -= len(inner)
                self._read(inner, _product(_matrix(handle), matrix), depth + 1)

    def _inside(self, handle: ctypes.c_void_p) -> int:
        return int(min(max(pdfium.form_count(handle), 0), MAX_OBJECTS + 1))

    def _bounds(self, handle: ctypes.c_void_p, matrix: Matrix) -> tuple[float, float, float, float] | None:
        if not pdfium.bounds(handle, *self._addresses):
            return None
        left, bottom, right, top = self._box
        if matrix is not _IDENTITY:
            corners = [_point(x, y, matrix) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return self.page.turn(left, bottom, right, top)

    def _image(self, handle: ctypes.c_void_p, matrix: Matrix) -> None:
        box = self._bounds(handle, matrix)
        if box is not None:
            width = min(box[2], self.page.width) - max(box[0], 0.0)
            height = min(box[3], self.page.height) - max(box[1], 0.0)
            self.images += max(width, 0.0) * max(height, 0.0) / max(self.page.width * self.page.height, 1.0)

    def _path(self, handle: ctypes.c_void_p, matrix: Matrix) -> None:
        box = self._bounds(handle, matrix)
        if box is None:
            return
        x0, top, x1, bottom = box
        if bottom - top <= THIN:
            if x1 - x0 > THIN:
                self.rulings.horizontal.append(Segment((top + bottom) / 2, x0, x1))
            elif x1 - x0 > 0 and bottom - top > 0:
                self._dot(box)
        elif x1 - x0 <= THIN:
            self.rulings.vertical.append(Segment((x0 + x1) / 2, top, bottom))
        else:
            self._outline(handle, matrix)

    def _dot(self, box: tuple[float, float, float, float]) -> None:
        """A piece of a dotted line: which way the line runs is seen only when the pieces are joined."""
        x0, top, x1, bottom = box
        self.rulings.horizontal.append(Segment((top + bottom) / 2, x0, x1))
        self.rulings.vertical.append(Segment((x0 + x1) / 2, top, bottom))

    def _outline(self, handle: ctypes.c_void_p, matrix: Matrix) -> None:
        """A path that is more than a line: its upright and level edges where it is stroked, else those of thin parts.

        Filled areas are shades of cells and say nothing, but several thin rectangles may be one path.
        """
        count = pdfium.count_segments(handle)
        if count < 2 or count > MAX_SEGMENTS or self._segments < count:
            self.crowded = self.crowded or count > MAX_SEGMENTS or self._segments < count
            return
        self._segments -= count
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.draw_mode(handle, ctypes.byref(fill), ctypes.byref(stroke))
        full = _product(_matrix(handle), matrix)
        for outline in self._outlines(handle, count, full):
            if stroke.value:
                for (x, y), (next_x, next_y) in pairwise(outline):
                    self._edge(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
            elif fill.value and len(outline) > 3:
                left, right = min(x for x, _ in outline), max(x for x, _ in outline)
                top, bottom = min(y for _, y in outline), max(y for _, y in outline)
                self._edge(left, top, right, bottom, THIN)

    def _edge(self, x0: float, top: float, x1: float, bottom: float, thin: float = 0.5) -> None:
        if bottom - top <= thin < x1 - x0:
            self.rulings.horizontal.append(Segment((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= thin < bottom - top:
            self.rulings.vertical.append(Segment((x0 + x1) / 2, top, bottom))

    def _outlines(self, handle: ctypes.c_void_p, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """The points of each part of a path as shown; a curve ends a part."""
        outlines: list[list[tuple[float, float]]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(count):
            segment = ctypes.c_void_p(pdfium.path_segment(handle, at))
            pdfium.segment_point(segment, ctypes.byref(x), ctypes.byref(y))
            kind = pdfium.segment_type(segment)
            across, up = _point(x.value, y.value, matrix)
            left, top, _, _ = self.page.turn(across, up, across, up)
            if kind == _LINE_TO and outlines:
                outlines[-1].append((left, top))
            else:
                outlines.append([(left, top)])
            if pdfium.segment_close(segment) and len(outlines[-1]) > 2:
                outlines[-1].append(outlines[-1][0])
        return outlines


def _matrix(handle: ctypes.c_void_p) -> Matrix:
    found = raw.FS_MATRIX()
    if not pdfium.matrix_of(handle, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    if then is _IDENTITY:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
