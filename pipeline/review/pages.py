"""Pages of PDF files, scans and images as pictures: drawn in a worker, since a hostile file may end who draws it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.config import Limits, Settings
from pipeline.errors import CchcError
from pipeline.pool import Fault, Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.pool import Job
    from pipeline.review.originals import Original, Originals
    from schemas.document import Document

DRAWN: Final = frozenset({"pdf", "pdf_scan", "image"})
"""The formats that have pages."""
DPI: Final = 130
QUALITY: Final = 82
SECONDS: Final = 30.0
MEMORY_MB: Final = 2048
_IMAGES: Final = 96
_DOCUMENTS: Final = 512


@dataclass(frozen=True, slots=True)
class Size:
    """A page and its size in points, as its boxes are counted."""

    number: int
    width: float
    height: float


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
                        _stand(page, self.recognised)
                        found.append(Size(index + 1, round(page.width, 2), round(page.height, 2)))
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
        import cv2
        import numpy as np

        from pipeline.readers.ocr import images
        from pipeline.readers.pdf import pdfium

        data = self.original.read()
        image = None
        if self.format == "image":
            image = next((one for at, one in enumerate(images.of_file(data, DPI), 1) if at == self.number), None)
        else:
            with pdfium.opened(data) as file:
                if 1 <= self.number <= file.pages:
                    with pdfium.page(file, self.number - 1) as page:
                        if page is not None:
                            turned = _stand(page, self.recognised)
                            image = np.rot90(images.of_page(page, DPI), -turned)
        if image is None:
            return None
        done, jpeg = cv2.imencode(".jpg", np.ascontiguousarray(image), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        return jpeg.tobytes() if done else None


def _stand(page: Any, recognised: frozenset[int]) -> int:
    """Turn a page as its reader did; by how many quarters with the clock."""
    from pipeline.readers.pdf.chars import Reader, text_of

    before = page.rotation
    if page.number not in recognised:
        Reader(page, text_of(page))
    return int(page.rotation - before) % 4


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
