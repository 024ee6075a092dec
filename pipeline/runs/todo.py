"""What the journal tells of a file that has to be worked on, and of a document that was not wholly read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Todo:
    """A file that has to be worked on, with what is known of it.

    ``unchanged`` says that size and times are those of the last reading; ``result`` is (key, reader, status, sha256,
    size, error_code, error, format) of that reading.
    """

    input: str
    path: bytes
    name: str
    archive: bytes | None
    members: tuple[str, ...]
    stat: tuple[int, int, int]
    unchanged: bool
    fresh: bool
    result: tuple[Any, ...] | None

    @property
    def relative(self) -> str:
        """The path of the file, or of its archive, below the input."""
        return os.fsdecode(self.path if self.archive is None else self.archive)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not wholly read, for the person who looks after it."""

    input: str
    source_path: str
    status: str
    error_code: str
    error: str
