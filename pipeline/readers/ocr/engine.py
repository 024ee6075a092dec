"""Tesseract, called once a page and once more for all small images: one thread, a deadline, an own process group."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image as Pictures

from pipeline.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers.ocr_settings import OcrSettings

MISSING = (
    "Chưa có chương trình nhận dạng chữ (tesseract với tiếng Việt) nên trang quét không đọc được; cài gói "
    "tesseract-ocr và tesseract-ocr-vie rồi chạy lại."
)
SLOW = "Nhận dạng một trang quá lâu nên trang đó bị bỏ; hãy quét lại trang rõ hơn."
FAILED = "Chương trình nhận dạng chữ báo lỗi trên một trang nên trang đó bị bỏ."
AUTO, BLOCK, ORIENTATION = 3, 6, 0
"""Page segmentation: whole pages, one block of lines, orientation alone."""
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_ROTATE = re.compile(rb"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LINE_CLASSES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})


@dataclass(slots=True)
class Word:
    """A word as recognised: its box in pixels and how sure the engine is, from 0 to 1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


@dataclass(slots=True)
class WordLine:
    """Words on one line. ``slope`` and ``offset`` give the line that letters stand on, from the box's lower left."""

    words: list[Word]
    x0: int
    bottom: int
    slope: float
    offset: float
    size: float

    def baseline(self, x: float) -> float:
        """The y of the line that letters stand on at an x."""
        return self.bottom + self.offset + self.slope * (x - self.x0)


def words(image: NDArray[np.uint8], settings: OcrSettings) -> list[WordLine]:
    """The lines of words on the grey image of a page.

    Raises:
        ReadError: ``tool_missing``, ``timeout`` or ``ocr_failed``.
    """
    (found,) = _pages(_run(_grey_map(image), settings, "-l", settings.language, "--psm", str(AUTO), "hocr"), 1)
    return found


def blocks(images: Sequence[NDArray[np.uint8]], settings: OcrSettings) -> list[list[WordLine]]:
    """The lines of words on grey images of one block of text each, all in one call.

    Raises:
        ReadError: ``tool_missing``, ``timeout`` or ``ocr_failed``.
    """
    # To start the engine takes as long as a column of a letterhead does. It takes many images as the pages of a TIFF.
    raw = _run(_tiff(images), settings, "-l", settings.language, "--psm", str(BLOCK), "hocr")
    return _pages(raw, len(images))


def orientation(image: NDArray[np.uint8], settings: OcrSettings) -> tuple[int, float]:
    """By how many quarters of a turn with the clock the page must be turned to stand upright, and how sure that is.

    A page with too few letters gives no turn with confidence 0.
    """
    try:
        raw = _run(_grey_map(image), settings, "-l", "osd", "--psm", str(ORIENTATION))
    except ReadError as error:
        if error.code == "ocr_failed":
            return 0, 0.0
        raise
    found = _ROTATE.search(raw)
    return (int(found[1]) // 90 % 4, float(found[2])) if found else (0, 0.0)


@cache
def languages(tool: str | None) -> frozenset[str]:
    """The languages that the engine has models for."""
    if tool is None:
        return frozenset()
    try:
        told = subprocess.run([tool, "--list-langs"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(told.decode("utf-8", "replace").split("\n")[1:]) - {""}


def tool() -> str | None:
    """Where tesseract is, None where it is not installed."""
    return shutil.which("tesseract")


def ready(settings: OcrSettings) -> bool:
    """Whether pages can be recognised here."""
    return settings.language in languages(tool())


def _grey_map(image: NDArray[np.uint8]) -> bytes:
    height, width = image.shape
    return b"P5 %d %d 255\n" % (width, height) + image.tobytes()


def _tiff(images: Sequence[NDArray[np.uint8]]) -> bytes:
    first, *others = map(Pictures.fromarray, images)
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", save_all=True, append_images=others)
    return buffer.getvalue()


def _run(picture: bytes, settings: OcrSettings, *options: str) -> bytes:
    if not ready(settings):
        raise ReadError("tool_missing", MISSING)
    command = [tool() or "", "stdin", "stdout", "--dpi", str(settings.dpi), *options]
    # Threads of one call wait for one another: two cores are five times slower unless each call has one.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, process_group=0,
    )  # fmt: skip
    try:
        raw, _ = process.communicate(picture, timeout=settings.deadline)
    except subprocess.TimeoutExpired as error:
        raise ReadError("timeout", SLOW) from error
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
    if process.returncode:
        raise ReadError("ocr_failed", FAILED)
    return raw


def _pages(raw: bytes, count: int) -> list[list[WordLine]]:
    """The lines of each page of an answer in hOCR."""
    found: list[list[WordLine]] = [[] for _ in range(count)]
    root = (
        etree.fromstring(raw, etree.XMLParser(recover=True, resolve_entities=False, no_network=True)) if raw else None
    )
    if root is None:
        return found
    for lines, page in zip(found, root.iterfind(f".//{_XHTML}div[@class='ocr_page']"), strict=False):
        for span in page.iter(f"{_XHTML}span"):
            if span.get("class") in _LINE_CLASSES:
                line = _line(span)
                if line.words:
                    lines.append(line)
    return found


def _line(span: etree._Element) -> WordLine:
    title = span.get("title", "")
    x0, _, _, bottom = _numbers(title)
    baseline, size = _BASELINE.search(title), _SIZE.search(title)
    slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
    line = WordLine([], x0, bottom, slope, offset, float(size[1]) if size else 0.0)
    for part in span.iter(f"{_XHTML}span"):
        if part.get("class") != "ocrx_word":
            continue
        told = part.get("title", "")
        text = "".join(map(str, part.itertext())).strip()
        confidence = _CONFIDENCE.search(told)
        if text:
            line.words.append(Word(text, *_numbers(told), int(confidence[1]) / 100 if confidence else 0.0))
    return line


def _numbers(title: str) -> tuple[int, int, int, int]:
    box = _BOX.search(title)
    return (int(box[1]), int(box[2]), int(box[3]), int(box[4])) if box else (0, 0, 0, 0)
