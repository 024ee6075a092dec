"""One run at a time on an output: a lock that the kernel frees when its holder dies, however it dies.

The file stays; only the kernel's lock on it counts. What is written in it says who holds it, for the message alone.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.errors import LockedError, WriteError
from pipeline.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOWS_BYTE = 1 << 20
"""The byte that is locked on Windows, behind the text: a locked byte can be read by nobody else there."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises:
        LockedError: another process holds it; the message says which, where and since when.
        WriteError: the lock file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise WriteError.of(path.parent, error) from error
    try:
        if not _take(handle):
            raise LockedError(_held(path))
        _tell(handle)
        yield
    finally:
        os.close(handle)  # closing frees the lock


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, WINDOWS_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _tell(handle: int) -> None:
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps(holder).encode())


def _held(path: Path) -> str:
    who = ""
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(holder["since"])
        who = say(
            " (tiến trình {pid} trên máy {host}, từ {since:%H:%M:%S ngày %d/%m/%Y})",
            pid=holder["pid"],
            host=holder["host"],
            since=since,
        )
    except (OSError, ValueError, KeyError, TypeError):
        pass  # the holder is just writing its name
    return say(
        "Một lần chạy khác đang làm việc với {out}{who}. Hãy đợi nó xong rồi chạy lại.",
        out=path.parent.parent,
        who=who,
    )
