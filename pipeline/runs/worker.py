"""The worker's side of :mod:`pipeline.runs.pool`: ``python -m pipeline.runs.worker SETTINGS LINE LIFE``.

Takes jobs from the line, one at a time, and sends back what came of each. Ends when the line closes; when the life line
closes in the middle of a job, ends itself with all that it started.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys
import threading

from pipeline.runs import processes

GRACE = 5.0
"""Seconds behind a job's deadline after which the kernel ends a worker whose parent did not."""


def main(settings: str, line: str, life: str) -> None:
    """Work until the line closes."""
    connection = processes.connect(line, life)
    told = json.loads(settings)
    if not processes.WINDOWS:
        threading.Thread(target=_guard, args=(int(life),), daemon=True).start()
    try:
        for plugin in told["plugins"]:
            importlib.import_module(plugin)
        importlib.import_module("pipeline.runs.work")
    except Exception as error:
        connection.send(("unable", f"{type(error).__name__}: {error}", None))
        return
    with contextlib.suppress(Exception):  # a fault of ours shows with each document
        _warm()
    processes.limit_memory(told["memory_mb"])
    connection.send(("ready", None, None))
    later = list(told.get("later", ()))
    while True:
        try:
            job, seconds = connection.recv()
        except (EOFError, OSError):
            return
        _alarm(seconds + GRACE)
        exhausted = False
        try:
            answer: tuple[str, object] = ("done", job.run())
        except MemoryError:
            answer, exhausted = ("memory", None), True
        except Exception as error:  # whatever it is, it concerns this job alone
            answer = ("error", f"{type(error).__name__}: {error}")
        _alarm(0)
        del job
        connection.send((*answer, processes.peak_memory()))
        if exhausted:
            return
        while later:
            importlib.import_module(later.pop())


def _warm() -> None:
    """Load what every document needs, so that it is no part of the first one's time."""
    import extractors
    from schemas.document import Block, Document

    _load_arrow_alone()
    extractors.extract(Document("txt", (Block(0, "paragraph", "KẾ HOẠCH"),)))


def _load_arrow_alone() -> None:
    """Load pyarrow without pandas, which it would load with its first array where it is installed: 0.3 s, 40 MB.

    A plugin may load pandas; what it gives pyarrow is no concern of ours.
    """
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        import pyarrow as pa

        pa.array([""])
    finally:
        del sys.modules["pandas"]


def _guard(life: int) -> None:
    os.read(life, 1)  # nothing is ever written: this returns when the parent is gone
    processes.kill_session(os.getpid())
    os.kill(os.getpid(), signal.SIGKILL)


def _alarm(seconds: float) -> None:
    if not processes.WINDOWS:
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
