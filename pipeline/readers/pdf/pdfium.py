"""PDFium, called so that a call costs little, and what a file and a page of it are.

pypdfium2's own prototypes convert every argument; for calls that come hundreds of times a page the same functions are
taken without prototypes, which is four times faster. PDFium must not be used from two threads.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from pipeline.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Handle = ctypes._Pointer[ctypes.Structure]


def _fast(name: str, result: Any = ctypes.c_int) -> Any:
    """A function of PDFium without a prototype: handles as c_void_p, whole numbers as int, addresses as byref."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


loose_box = _fast("FPDFText_GetLooseCharBox", None)
origin = _fast("FPDFText_GetCharOrigin", None)
font_size = _fast("FPDFText_GetFontSize", ctypes.c_double)
text_object = _fast("FPDFText_GetTextObject", ctypes.c_void_p)
char_index = _fast("FPDFText_GetCharIndexFromTextIndex")
char_angle = _fast("FPDFText_GetCharAngle", ctypes.c_float)
font_of = _fast("FPDFTextObj_GetFont", ctypes.c_void_p)
render_mode = _fast("FPDFTextObj_GetTextRenderMode")
font_name = _fast("FPDFFont_GetBaseFontName", ctypes.c_size_t)
font_flags = _fast("FPDFFont_GetFlags")
font_weight = _fast("FPDFFont_GetWeight")
count_objects = _fast("FPDFPage_CountObjects")
page_object = _fast("FPDFPage_GetObject", ctypes.c_void_p)
form_count = _fast("FPDFFormObj_CountObjects")
form_object = _fast("FPDFFormObj_GetObject", ctypes.c_void_p)
object_type = _fast("FPDFPageObj_GetType")
bounds = _fast("FPDFPageObj_GetBounds")
matrix_of = _fast("FPDFPageObj_GetMatrix")
draw_mode = _fast("FPDFPath_GetDrawMode")
count_segments = _fast("FPDFPath_CountSegments")
path_segment = _fast("FPDFPath_GetPathSegment", ctypes.c_void_p)
segment_type = _fast("FPDFPathSegment_GetType")
segment_point = _fast("FPDFPathSegment_GetPoint")
segment_close = _fast("FPDFPathSegment_GetClose")

_crop_box = _fast("FPDFPage_GetCropBox")
_media_box = _fast("FPDFPage_GetMediaBox")
_BOX = (ctypes.c_float * 4)()
_EDGES = tuple(ctypes.byref(_BOX, 4 * at) for at in range(4))

_LATE = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET)
MAX_ANNOTATIONS = 2_000
_PASSWORD = "Tệp PDF được đặt mật khẩu; bỏ mật khẩu rồi chạy lại."
_CORRUPT = "Tệp PDF bị hỏng hoặc bị cắt cụt; hãy lấy lại tệp gốc."


class File:
    """An open PDF file: a handle and how many pages it has."""

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.pages: int = raw.FPDF_GetPageCount(handle)

    def signature_days(self) -> list[str]:
        """When its digital signatures say that they were made: "D:20260629101112+07'00'"."""
        days = []
        for at in range(min(max(raw.FPDF_GetSignatureCount(self.handle), 0), 20)):
            signature = raw.FPDF_GetSignatureObject(self.handle, at)
            size = raw.FPDFSignatureObj_GetTime(signature, None, 0) if signature else 0
            if size > 1:
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFSignatureObj_GetTime(signature, buffer, size)
                days.append(buffer.value.decode("latin-1"))
        return days


@contextmanager
def opened(data: bytes) -> Iterator[File]:
    """Open a file; raises ReadError where it is locked or damaged."""
    handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        error = raw.FPDF_GetLastError()
        if error in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("encrypted", _PASSWORD)
        raise ReadError("corrupt", _CORRUPT)
    try:
        file = File(handle)
        if file.pages < 1:
            raise ReadError("corrupt", _CORRUPT)
        yield file
    finally:
        raw.FPDF_CloseDocument(handle)


class OpenPage:
    """An open page. What :meth:`turn` says is as read: origin top left, turned so that its text stands upright."""

    def __init__(self, file: File, index: int, handle: Handle, text: Handle) -> None:
        self.number = index + 1
        # As arguments ready made, which are handed over faster than pointers.
        self.handle = ctypes.c_void_p.from_param(ctypes.addressof(handle.contents))
        self.text = ctypes.c_void_p.from_param(ctypes.addressof(text.contents))
        self.raw = handle
        self.raw_text = text
        box = _crop_box(self.handle, *_EDGES) or _media_box(self.handle, *_EDGES)
        self.left, self.bottom, self.right, self.top = _BOX
        if not box or self.right <= self.left or self.top <= self.bottom:
            self.left = self.bottom = 0.0
            self.right, self.top = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        self.stand(raw.FPDFPage_GetRotation(handle))

    def stand(self, quarters: int) -> None:
        """Turn the page by quarters of a turn with the clock."""
        self.rotation = quarters & 3
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if quarters & 1 else (width, height)

    def turn(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the file as shown: x0, top, x1, bottom."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.rotation == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


@contextmanager
def page(file: File, index: int) -> Iterator[OpenPage | None]:
    """A page of a file, None where it is damaged. Fields and texts put over it become part of it."""
    handle = raw.FPDF_LoadPage(file.handle, index)
    if (
        handle
        and _has_late_text(handle)
        and raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    ):
        raw.FPDF_ClosePage(handle)
        handle = raw.FPDF_LoadPage(file.handle, index)
    if not handle:
        yield None
        return
    text = raw.FPDFText_LoadPage(handle)
    try:
        yield OpenPage(file, index, handle, text) if text else None
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(handle)


def _has_late_text(handle: Handle) -> bool:
    """Whether something that may show text was put over a page: fields of forms, free texts, stamps."""
    for at in range(min(raw.FPDFPage_GetAnnotCount(handle), MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(handle, at)
        if annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind in _LATE:
                return True
    return False
