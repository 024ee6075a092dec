"""What reading a scan costs beside the engine alone on the same prepared pages: ``python -m bench.read_scan [FILE]``.

Both in one run, page by page in turns, in time of the processor, so that other work on the machine hits neither. Then
by the clock the whole file with one page at a time and with a page a core.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.turns import spent
from pipeline.readers import pdf
from pipeline.readers.ocr import SETTINGS, engine, images, pages, prepare
from pipeline.readers.ocr.page import see, without_lines
from pipeline.readers.pdf import pdfium

if TYPE_CHECKING:
    from collections.abc import Callable

SCAN = Path(__file__).parent.parent / "tests" / "scans" / "cong-van-chi-so.pdf"


def timed(work: Callable[[], Any], clock: Callable[[], float] = spent) -> tuple[float, Any]:
    """Seconds that a piece of work takes, and what it gives."""
    start = clock()
    given = work()
    return clock() - start, given


def main() -> None:
    """Print seconds a page: the engine alone, all that is done for the page, and their ratio."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else SCAN).read_bytes()
    alone = first = 0.0
    seen = []
    with pdfium.opened(data) as file:
        for index in range(file.pages):
            with pdfium.page(file, index) as opened:
                if opened is None:
                    continue
                drawing, image = timed(partial(images.of_page, opened, SETTINGS.dpi))
            plain, _ = without_lines(prepare.upright(prepare.grey(image.copy())).image, SETTINGS)
            engine_time, _ = timed(partial(engine.words, plain, SETTINGS))
            seeing, page = timed(partial(see, image, index + 1, SETTINGS))
            alone += engine_time
            first += drawing + seeing
            seen.append(page)
    again, _ = timed(partial(pages.second_look, seen, SETTINGS))
    count = max(len(seen), 1)
    print(
        f"engine alone {alone / count:.2f} s of the processor a page; first look {first / count:.2f}, "
        f"second {again / count:.2f}"
    )
    print(f"all that is done is {(first + again) / alone:.2f} times the engine alone")
    os.environ[pages.WORKERS] = "1"
    one, _ = timed(partial(pdf.read, data), perf_counter)
    del os.environ[pages.WORKERS]
    many, _ = timed(partial(pdf.read, data), perf_counter)
    print(f"{pages.workers()} pages at a time: {one / many:.2f} times as fast as one")


if __name__ == "__main__":
    main()
