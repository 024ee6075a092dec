"""Images of pages: drawn from a PDF file, or taken from an image file, in the resolution that is recognised."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2.raw as raw
from PIL import Image as Pictures
from PIL import ImageOps, ImageSequence

from pipeline.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.pdf.pdfium import OpenPage

MAX_PIXELS = 40_000_000
"""Of a page: A2 at 200 dots an inch has 31 million."""
A4_WIDTH = 8.27
"""Inches; a picture that does not say its resolution is taken for a page of this width."""
SAID = (90, 1300)
"""Dots an inch that are a scanner's; 72 and the like say nothing."""
SAME = 0.04
"""Of the resolution: a picture that is off by less is not resized."""
MAX_PAGES = 500
_CORRUPT = "Tệp ảnh bị hỏng hoặc bị cắt cụt; hãy lấy lại tệp gốc."
_HUGE = "Ảnh quá lớn; hãy quét lại ở độ phân giải 200 đến 300 dpi."


def of_page(page: OpenPage, dpi: int) -> Image:
    """A page of a PDF file as it is shown, in blue, green and red; a very large one in less than ``dpi``."""
    scale = dpi / 72
    width, height = raw.FPDF_GetPageWidthF(page.raw), raw.FPDF_GetPageHeightF(page.raw)
    if width * height * scale * scale > MAX_PIXELS:
        scale = math.sqrt(MAX_PIXELS / (width * height))
    wide, high = max(round(width * scale), 1), max(round(height * scale), 1)
    image = np.full((high, wide, 3), 255, np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(wide, high, raw.FPDFBitmap_BGR, image.ctypes.data, wide * 3)
    if not bitmap:
        raise ReadError("too_large", _HUGE)
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, wide, high, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return image


def of_file(data: bytes, dpi: int) -> Iterator[Image]:
    """The pages of an image file; raises ReadError where it is damaged or too large."""
    try:
        with Pictures.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= MAX_PAGES:
                    break
                if frame.width * frame.height > 4 * MAX_PIXELS:
                    raise ReadError("too_large", _HUGE)
                yield _sized(frame, dpi)
    except Pictures.DecompressionBombError as error:
        raise ReadError("too_large", _HUGE) from error
    except ReadError:
        raise
    except Exception as error:  # damaged pictures raise many kinds of errors
        raise ReadError("corrupt", _CORRUPT) from error


def _sized(frame: Pictures.Image, dpi: int) -> Image:
    """A picture in the resolution asked for, upright where its camera says so; what is transparent is white."""
    said = frame.info.get("dpi", (0, 0))[0]
    picture = ImageOps.exif_transpose(frame)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = Pictures.alpha_composite(Pictures.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    is_grey = picture.mode in ("1", "L", "I", "I;16", "F")
    image = np.asarray(picture.convert("L" if is_grey else "RGB"))
    if not is_grey:
        image = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    has = float(said) if SAID[0] <= said <= SAID[1] else min(image.shape[:2]) / A4_WIDTH
    scale = dpi / has
    if abs(scale - 1) < SAME:
        return np.array(image)
    scale = min(scale, math.sqrt(MAX_PIXELS / (image.shape[0] * image.shape[1])))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=how)
