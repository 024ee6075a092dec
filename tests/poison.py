"""Documents that hurt who reads them: a plugin of the workers, used by the fault suite alone.

A text that begins with ``THUỐC ĐỘC: KIND`` is read by doing what KIND says; every other text is read as always.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from pipeline import readers
from pipeline.readers import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.document import Document

MARK = "THUỐC ĐỘC: "


def read(data: bytes, name: str = "") -> Document:
    """Read a text, or do what it says."""
    head = data[:200].decode("utf-8", "replace")
    if head.startswith(MARK):
        POISONS[head.removeprefix(MARK).split()[0]]()
    return text.read(data, name)


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash() -> None:
    ctypes.string_at(0)


def _exit() -> None:
    os._exit(7)


def _loop() -> None:
    while True:
        pass


def _native_loop() -> None:
    re.compile(r"(a+)+$").match("a" * 60 + "b")  # backtracks for ages inside C, holding the interpreter's lock


def _hang_in_child() -> None:
    subprocess.run([sys.executable, "-c", "import time; time.sleep(3600)"], check=False, process_group=0)


def _memory() -> None:
    hoard = [bytearray(32 << 20) for _ in range(10_000)]
    del hoard


def _memory_of_child() -> None:
    code = "x = bytearray(b'x') * (200 << 20); import time; time.sleep(3600)"
    children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    for child in children:
        child.wait()


def _flood() -> None:
    for _ in range(50):
        os.write(1, b"x" * (1 << 20))
        os.write(2, b"x" * (1 << 20))


def _fault() -> None:
    raise ZeroDivisionError


class Sleeper:
    """A job that starts a program and waits for it, telling both numbers in a file."""

    def __init__(self, told: str) -> None:
        self.told = told

    def run(self) -> None:
        """Wait for ten minutes."""
        child = subprocess.Popen(["sleep", "600"], process_group=0)
        with open(self.told, "w", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(f"{os.getpid()} {child.pid}")
        child.wait()


POISONS: dict[str, Callable[[], None]] = {
    "killed": _killed,
    "crash": _crash,
    "exit": _exit,
    "loop": _loop,
    "native-loop": _native_loop,
    "hang-in-child": _hang_in_child,
    "memory": _memory,
    "memory-of-child": _memory_of_child,
    "flood": _flood,
    "fault": _fault,
}

readers.READERS["text"] = __name__
