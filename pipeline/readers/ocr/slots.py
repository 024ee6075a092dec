"""No more pages in recognition than processors, however many workers a run has.

Each worker has a thread a processor for its pages, so that one large scan keeps the machine busy; the workers of a run
share as many slots as there are processors. A slot is a locked file: the system frees it when its holder dies.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    import fcntl
except ImportError:  # Windows: workers there do not share slots
    fcntl = None  # type: ignore[assignment]

FOLDER = "CCHC_OCR_SLOTS"
"""Environment variable: the folder of the slots, which a run tells its workers. Without it a process stands alone."""
LOOK_EVERY = 0.02
"""Seconds between two looks for a free slot."""


def count() -> int:
    """How many pages may be in recognition at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def taken() -> Iterator[None]:
    """Wait for a slot and hold it."""
    held = _wait(Path(os.environ.get(FOLDER, "")))
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _wait(folder: Path) -> int | None:
    if fcntl is None or not folder.name:
        return None
    while True:
        for number in range(count()):
            try:
                file = os.open(folder / f"page-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError:  # the run that made the folder is gone
                return None
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(file)
            else:
                return file
        time.sleep(LOOK_EVERY)
