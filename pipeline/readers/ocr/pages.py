"""Pages recognised side by side: the engine is a process of its own, and threads that wait for it keep cores busy."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers.ocr import cells, letters, slots, typefaces
from pipeline.readers.ocr.digits import Alphabet
from pipeline.readers.ocr.page import Seen, see

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from pipeline.readers.ocr.cells import Change, SeenCell
    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.ocr_settings import OcrSettings

WORKERS = "CCHC_OCR_WORKERS"
"""Environment variable: pages recognised at the same time by one process, where that is not a page a processor."""


def workers() -> int:
    """How many pages to recognise at the same time."""
    said = os.environ.get(WORKERS, "")
    return max(int(said), 1) if said.isdecimal() else slots.count()


def recognised(images: Iterable[tuple[int, Image]], settings: OcrSettings) -> Iterator[tuple[int, Seen | ReadError]]:
    """Each page, by its number, as recognised or with the reason why it was not; in the order given.

    No more images are taken than are in work, as a page has 12 MB.
    """
    limit = workers()
    waiting: deque[tuple[int, Future[Seen]]] = deque()
    with ThreadPoolExecutor(limit) as pool:
        try:
            for number, image in images:
                waiting.append((number, pool.submit(_see, image, number, settings)))
                if len(waiting) > limit:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def second_look(seen: Sequence[Seen], settings: OcrSettings) -> None:
    """Look again at the cells of tables of all pages of a document that are figures or doubtful."""
    alphabet = Alphabet.of((sample for page in seen for sample in page.samples), typefaces.families())
    owner = {id(cell): page for page in seen for cell in page.cells}
    for page in seen:
        for change in cells.figures(page.cells, alphabet):
            page.take(change)
    doubtful = [cell for page in seen for cell in cells.doubtful(page.cells)]
    _look_again(doubtful, owner, settings, cells.LARGER)
    _look_again(cells.lost(doubtful), owner, settings, 1.0)
    for page in seen:
        for change in cells.runs(page.cells):
            page.take(change)
        letters.mend(page.cells, alphabet)
        cells.doubt_rows(page.cells)


def _look_again(doubtful: Sequence[SeenCell], owner: Mapping[int, Seen], settings: OcrSettings, larger: float) -> None:
    with ThreadPoolExecutor(workers()) as pool:
        for future in [pool.submit(_reread, sheets, settings, larger) for sheets in cells.calls(doubtful, workers())]:
            try:
                changes = future.result()
            except ReadError:  # what the first look gave stays
                continue
            for change in changes:
                owner[id(change.cell)].take(change)


def _see(image: Image, number: int, settings: OcrSettings) -> Seen:
    with slots.taken():
        return see(image, number, settings)


def _reread(sheets: Sequence[Sequence[SeenCell]], settings: OcrSettings, larger: float) -> list[Change]:
    with slots.taken():
        return cells.reread(sheets, settings, larger)


def _result(number: int, future: Future[Seen]) -> tuple[int, Seen | ReadError]:
    try:
        return number, future.result()
    except ReadError as error:
        return number, error
