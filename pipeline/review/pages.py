"""Pages of PDF files, scans and images as pictures: drawn in a worker, since a hostile file may end who draws it."""

from __future__ import annotations

import ctypes
import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.config import Limits, Settings
from pipeline.errors import CchcError
from pipeline.review.lines import PageLine, page_lines
from pipeline.runs.pool import Fault, Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.readers.pdf.pdfium import OpenPage
    from pipeline.review.originals import Original, Originals
    from pipeline.runs.pool import Job
    from schemas.document import Document

DRAWN: Final = frozenset({"pdf", "pdf_scan", "image"})
"""The formats that have pages."""
DPI: Final = 130
QUALITY: Final = 82
SECONDS: Final = 30.0
MEMORY_MB: Final = 2048
FILLS: Final = 0.02
"""Of a page's side: how far an image may be off and still fills it."""
_IMAGES: Final = 96
_DOCUMENTS: Final = 512


@dataclass(frozen=True, slots=True)
class Size:
    """A page and its size in points, as its boxes are counted; ``lines`` where its words stand in the file."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """The pages of a document; where there are none, ``problem`` is the catalogue's name of the reason, if any."""

    sheets: tuple[Size, ...] = ()
    problem: str = ""
    original: Original | None = None
    recognised: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SizesJob:
    """Measure the pages of a file; ``recognised`` are those whose boxes lie on the page as it is in the file."""

    original: Original
    format: str
    recognised: frozenset[int]

    def run(self) -> tuple[Size, ...]:
        """The sizes of the pages that can be opened."""
        from pipeline.readers.ocr import images
        from pipeline.readers.pdf import pdfium

        data = self.original.read()
        if self.format == "image":
            pictures = enumerate(images.of_file(data, 72), 1)
            return tuple(Size(number, float(image.shape[1]), float(image.shape[0])) for number, image in pictures)
        found = []
        with pdfium.opened(data) as file:
            for index in range(file.pages):
                with pdfium.page(file, index) as page:
                    if page is not None:
                        _, lines = _stand(page, self.recognised)
                        found.append(Size(index + 1, round(page.width, 2), round(page.height, 2), lines))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ImageJob:
    """Draw one page."""

    original: Original
    format: str
    number: int
    recognised: frozenset[int]

    def run(self) -> bytes | None:
        """The page as JPEG; None where there is none of this number."""
        from pipeline.readers.ocr import images
        from pipeline.readers.pdf import pdfium

        data = self.original.read()
        if self.format == "image":
            found = (image for at, image in enumerate(images.of_file(data, DPI), 1) if at == self.number)
            return next((_jpeg(image) for image in found), None)
        with pdfium.opened(data) as file:
            if not 1 <= self.number <= file.pages:
                return None
            with pdfium.page(file, self.number - 1) as page:
                return None if page is None else _drawn(page, _stand(page, self.recognised)[0])


@dataclass(frozen=True, slots=True)
class PicturesJob:
    """Write the images of a file's pages into a folder: of those recognised, or of every page.

    A scan's own image is copied as it is where it fills its page and browsers show it.
    """

    original: Original
    format: str
    recognised: frozenset[int]
    folder: str
    every: bool

    def run(self) -> tuple[Size, ...]:
        """The sizes of the pages that have an image now."""
        Path(self.folder).mkdir(parents=True)
        data = self.original.read()
        return tuple(self._pictures(data) if self.format == "image" else self._pages(data))

    def _pictures(self, data: bytes) -> Iterator[Size]:
        from pipeline.readers.ocr import images

        for number, image in enumerate(images.of_file(data, DPI), 1):
            self._write(number, _jpeg(image))
            yield Size(number, round(image.shape[1] * 72 / DPI, 2), round(image.shape[0] * 72 / DPI, 2))

    def _pages(self, data: bytes) -> Iterator[Size]:
        from pipeline.readers.pdf import pdfium

        with pdfium.opened(data) as file:
            for index in range(file.pages):
                number = index + 1
                if not self.every and number not in self.recognised:
                    continue
                with pdfium.page(file, index) as page:
                    if page is None:
                        continue
                    turned, lines = _stand(page, self.recognised)
                    self._write(number, _embedded(page) or _drawn(page, turned))
                    yield Size(number, round(page.width, 2), round(page.height, 2), lines)

    def _write(self, number: int, image: bytes) -> None:
        (Path(self.folder) / f"{number}.jpg").write_bytes(image)


def _jpeg(image: Any) -> bytes:
    import cv2
    import numpy as np

    _, made = cv2.imencode(".jpg", np.ascontiguousarray(image), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return made.tobytes()


def _drawn(page: OpenPage, turned: int) -> bytes:
    import numpy as np

    from pipeline.readers.ocr import images

    return _jpeg(np.rot90(images.of_page(page, DPI), -turned))


def _embedded(page: OpenPage) -> bytes | None:
    """The page's only image as it is in the file: a JPEG that fills the page and is not turned."""
    from pypdfium2 import raw

    if page.rotation or raw.FPDFPage_CountObjects(page.raw) != 1:
        return None
    shown = raw.FPDFPage_GetObject(page.raw, 0)
    if raw.FPDFPageObj_GetType(shown) != raw.FPDF_PAGEOBJ_IMAGE or raw.FPDFImageObj_GetImageFilterCount(shown) != 1:
        return None
    name = ctypes.create_string_buffer(32)
    raw.FPDFImageObj_GetImageFilter(shown, 0, name, 32)
    matrix = raw.FS_MATRIX()
    if name.value != b"DCTDecode" or not raw.FPDFPageObj_GetMatrix(shown, matrix):
        return None
    is_upright = abs(matrix.b) < 1 > abs(matrix.c)
    places = ((matrix.a, page.width), (matrix.d, page.height), (matrix.e, page.left), (matrix.f, page.bottom))
    if not is_upright or any(abs(one - other) > FILLS * page.width for one, other in places):
        return None
    size = raw.FPDFImageObj_GetImageDataRaw(shown, None, 0)
    buffer = (ctypes.c_ubyte * size)()
    raw.FPDFImageObj_GetImageDataRaw(shown, buffer, size)
    data = bytes(buffer)
    return data if _three_or_one(data) else None


def _three_or_one(jpeg: bytes) -> bool:
    """Whether a JPEG is in grey or the usual colours; those of printers (CMYK) are shown wrongly."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(jpeg)) as picture:
            return picture.format == "JPEG" and picture.mode in ("L", "RGB")
    except (OSError, ValueError):
        return False


def _stand(page: OpenPage, recognised: frozenset[int]) -> tuple[int, tuple[PageLine, ...]]:
    """Turn a page as its reader did; by how many quarters with the clock, and the lines of a page that has text."""
    from pipeline.readers.pdf.chars import Reader, text_of

    before, lines = page.rotation, tuple[PageLine, ...]()
    if page.number not in recognised:
        lines = page_lines(Reader(page, text_of(page)))
    return int(page.rotation - before) % 4, lines


def recognised(document: Document) -> frozenset[int]:
    """The pages whose words were recognised."""
    return frozenset(
        block.page for block in document.blocks if block.page is not None and block.ocr_confidence is not None
    )


class Renderer:
    """Draws pages for the server, one at a time, and remembers the last ones."""

    def __init__(self, originals: Originals) -> None:
        self._originals = originals
        self._pool = Pool(Settings(jobs=1, limits=Limits(memory_mb=MEMORY_MB)))
        self._alone = threading.Lock()
        self._sizes: OrderedDict[str, Sizes] = OrderedDict()
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def warm(self) -> None:
        """Start the worker before it is needed."""
        self._do(_Nothing())

    def close(self) -> None:
        """End the worker."""
        with self._alone:
            self._pool.close()

    def sheets(self, document: Mapping[str, Any], load: Callable[[], Document]) -> Sizes:
        """The pages of a row of ``documents``; ``load`` gives what was read of it."""
        if document["format"] not in DRAWN:
            return Sizes()
        original, problem = self._originals.find(document)
        if original is None:
            return Sizes(problem=problem)
        key = document["doc_id"]
        known = self._sizes.get(key)
        if known is None or known.original != original:
            seen = recognised(load())
            found = self._do(SizesJob(original, document["format"], seen))
            known = Sizes(found or (), "" if found else "document.unread", original, seen)
            _keep(self._sizes, key, known, _DOCUMENTS)
        return known

    def image(self, document: Mapping[str, Any], number: int, load: Callable[[], Document]) -> bytes | None:
        """A page as JPEG; None where it cannot be drawn, or the file is not there as it was read."""
        sizes = self.sheets(document, load)
        if sizes.original is None or number not in {size.number for size in sizes.sheets}:
            return None
        key = document["doc_id"], number
        image = self._images.get(key)
        if image is None:
            image = self._do(ImageJob(sizes.original, document["format"], number, sizes.recognised))
            if image is not None:
                _keep(self._images, key, image, _IMAGES)
        return image

    def _do(self, job: Job) -> Any:
        """What came of a job; None where it failed."""
        with self._alone:
            try:
                result = next(self._pool.map([(0, job)], SECONDS))[1]
            except (StopIteration, CchcError):
                return None
        return None if isinstance(result, Fault) else result


class _Nothing:
    def run(self) -> None:
        """Let the worker load what drawing needs."""
        import cv2  # noqa: F401

        from pipeline.readers.ocr import images  # noqa: F401
        from pipeline.readers.pdf import chars  # noqa: F401


def _keep(held: OrderedDict[Any, Any], key: Any, value: Any, most: int) -> None:
    held[key] = value
    held.move_to_end(key)
    while len(held) > most:
        held.popitem(last=False)
