"""A shelf for what LibreOffice converts: the files of many documents in one run, each taken back by its content.

While documents are read with a shelf that waits, one that needs LibreOffice puts its bytes there and raises
:class:`WaitingError`. A :class:`BatchJob` converts what was put; then these documents are read once more. One whose
result is not there, because a poisoned file ended its batch or is itself the poisoned one, is converted alone, as all
are without a shelf: a batch may be lost, and costs time alone.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.tools import libreoffice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST: Final = 4 << 20
"""Bytes of a file that waits for a batch; a larger one takes longer than the program's start, and is converted alone.
"""
BATCH_BYTES: Final = 16 << 20
START_SECONDS, FILE_SECONDS = 60.0, 5.0
"""What a batch may take: less than its files alone, since each of them gets its own time where the batch was lost."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder that files are put in; without ``waits`` what is not there is converted at once."""

    folder: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file on the shelf: its name there, what it is to become, its bytes."""

    name: str
    to: str
    size: int


class WaitingError(Exception):
    """The document cannot be read before what it put on the shelf is converted."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__(waiting.name)
        self.waiting = waiting


_SHELF: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


@contextmanager
def reading_with(shelf: Shelf | None) -> Iterator[None]:
    """While this lasts, readers take what LibreOffice makes from the shelf."""
    token = _SHELF.set(shelf)
    try:
        yield
    finally:
        _SHELF.reset(token)


def converted(data: bytes, kind: str, to: str) -> bytes | None:
    """What LibreOffice makes of a file; None where it makes nothing of it.

    Raises:
        ReadError: the program is not installed (``tool_missing``).
        WaitingError: the file was put on the shelf.
    """
    shelf = _SHELF.get()
    if shelf is not None:
        name = f"{hashlib.sha256(data).hexdigest()}.{kind}"
        path = Path(shelf.folder, name)
        made = _made(path, to)
        if made.exists():
            return made.read_bytes()
        if shelf.waits and len(data) <= LARGEST and libreoffice.program():
            path.write_bytes(data)
            raise WaitingError(Waiting(name, to, len(data)))
    return libreoffice.convert([(kind, data)], to)[0]


@dataclass(frozen=True, slots=True)
class BatchJob:
    """Files of a shelf that are converted in one run, in a worker like a document."""

    folder: str
    names: tuple[str, ...]
    to: str
    seconds: float

    def run(self) -> int:
        """Put beside each file what came of it; how many there are."""
        paths = [Path(self.folder, name) for name in self.names]
        files = [(path.suffix[1:], path.read_bytes()) for path in paths]
        seconds = min(START_SECONDS + FILE_SECONDS * len(files), self.seconds)
        count = 0
        for path, made in zip(paths, libreoffice.batch(files, self.to, seconds), strict=True):
            if made is not None:
                _made(path, self.to).write_bytes(made)
                count += 1
        return count


def batches(waiting: Iterable[Waiting], workers: int) -> list[list[Waiting]]:
    """What waits as batches of one kind of result, each file once; a file that would be alone is in none."""
    found: list[list[Waiting]] = []
    once = sorted(set(waiting), key=lambda one: (one.to, -one.size, one.name))
    most = min(libreoffice.BATCH, -(-len(once) // max(workers, 1)))
    size = 0
    for one in once:
        if not found or found[-1][0].to != one.to or len(found[-1]) >= most or size + one.size > BATCH_BYTES:
            found.append([])
            size = 0
        found[-1].append(one)
        size += one.size
    return [batch for batch in found if len(batch) > 1]


def _made(path: Path, to: str) -> Path:
    return path.with_name(f"{path.name}.{to}")
