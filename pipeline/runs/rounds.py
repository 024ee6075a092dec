"""Documents are worked on in rounds: those that need LibreOffice are converted together, and read once more.

A document is read by one worker alone, first and last; what they share is a run of LibreOffice, which starts in one
second and converts a file in a tenth of one. A batch that dies costs time: what it did not convert is converted alone.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from pipeline.runs.pool import TEMPORARY
from pipeline.tools.shelf import BatchJob, Shelf, Waiting, batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.runs.pool import Fault, Pool
    from pipeline.runs.work import DocumentJob, Outcome

Tag = TypeVar("Tag")
_Done: TypeAlias = "tuple[Tag, DocumentJob, Outcome | Fault]"
MOST_WAITING: Final = 200
"""Documents that wait before they are converted: what is on the shelf must not fill the disk."""


def outcomes(pool: Pool, jobs: Iterator[tuple[Tag, DocumentJob]], private: Path) -> Iterator[_Done[Tag]]:
    """What came of each job, with its tag and the job; ``private`` is a folder on the disk of the output."""
    try:
        folder = tempfile.mkdtemp(prefix=TEMPORARY, dir=private)
    except OSError:  # without a shelf each is converted alone
        for (tag, job), outcome in pool.map((one, one[1]) for one in jobs):
            yield tag, job, outcome
        return
    try:
        yield from _rounds(pool, jobs, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rounds(pool: Pool, jobs: Iterator[tuple[Tag, DocumentJob]], folder: str) -> Iterator[_Done[Tag]]:
    waits = Shelf(folder, waits=True)
    waiting: list[tuple[Tag, DocumentJob, Waiting]] = []
    exhausted = False

    def some() -> Iterator[tuple[tuple[Tag, DocumentJob], DocumentJob]]:
        nonlocal exhausted
        while len(waiting) < MOST_WAITING:
            one = next(jobs, None)
            if one is None:
                exhausted = True
                return
            yield one, replace(one[1], shelf=waits)

    while not exhausted and not pool.stopping:
        waiting.clear()
        for (tag, job), outcome in pool.map(some()):
            if isinstance(outcome, Waiting):
                waiting.append((tag, job, outcome))
            else:
                yield tag, job, outcome
        if waiting:
            yield from _converted(pool, waiting, folder)


def _converted(pool: Pool, waiting: list[tuple[Tag, DocumentJob, Waiting]], folder: str) -> Iterator[_Done[Tag]]:
    """What came of the documents that waited, once they were converted; the files are gone from the shelf then."""
    seconds = pool.settings.limits.timeout_seconds
    groups = batches((one for _, _, one in waiting), pool.settings.jobs)
    runs = [BatchJob(folder, tuple(one.name for one in group), group[0].to, seconds / 2) for group in groups]
    for _ in pool.map((number, run) for number, run in enumerate(runs)):
        pass  # what did not come out, a document that lacks it finds out
    ready = Shelf(folder, waits=False)
    for (tag, job), outcome in pool.map(((tag, job), replace(job, shelf=ready)) for tag, job, _ in waiting):
        yield tag, job, outcome
    for path in Path(folder).iterdir():
        path.unlink(missing_ok=True)
