"""Files that are put in place whole: written beside the place, then renamed."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A new file beside the one wanted; it takes its place at the end of the block, and goes where the block fails.

    Raises:
        OSError: the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    written = Path(name)
    try:
        yield written
        mask = os.umask(0)
        os.umask(mask)
        written.chmod(0o666 & ~mask)  # mkstemp lets nobody else read
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
