"""Worker processes, a job at a time each: what a job does to its worker costs that job alone.

A job is a picklable object with ``run()``. Each worker has a group of its own, a deadline a job and a memory limit. A
job whose worker died is tried once more at the end, alone, in a fresh worker; then it is a :class:`Fault`.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.language import say
from pipeline.runs import processes

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from pipeline.config import Settings

TEMPORARY: Final = ".temporary-"
"""How the folder for temporary files begins in the private folder of the output."""
LOOK_EVERY: Final = 0.25
"""Seconds between two looks at the memory of the workers."""
START_WITHIN: Final = 120.0
"""Seconds that a worker has to load what it needs."""
START_TRIES: Final = 3
"""Workers in a row that could not begin, after which the run is given up."""
STOP_WITHIN: Final = 10.0
"""Seconds that jobs at work have to finish once the pool is asked to stop; then they are dropped, not failed."""


class StartError(CchcError):
    """A worker could not begin: nothing was published."""

    exit_code = ExitCode.ERROR

    def __init__(self, how: str) -> None:
        super().__init__(
            say(
                "Không khởi động được tiến trình đọc ({how}). Hãy kiểm tra plugins trong cấu hình và "
                "bộ nhớ của máy rồi chạy lại.",
                how=how,
            )
        )


class Job(Protocol):
    """Something to be done in a worker."""

    def run(self) -> Any:
        """Do it; what is given back is pickled."""


Tag = TypeVar("Tag")


@dataclass(frozen=True, slots=True)
class Fault:
    """A job that its worker did not survive, twice: ``code`` as in ``documents.error_code``, a Vietnamese sentence."""

    code: str
    message: str


@dataclass(slots=True)
class _Worker(Generic[Tag]):
    process: subprocess.Popen[bytes]
    line: Connection
    life: int | None
    done: int = 0
    tag: Tag | None = None
    job: Job | None = None
    deadline: float = 0.0
    ready: bool = False


@dataclass(slots=True)
class Pool:
    """Workers that live until the pool is closed; :attr:`stopping` ends the handing out of jobs."""

    settings: Settings
    private: Path | None = None
    later: tuple[str, ...] = ()
    """Modules that a worker loads when it has done its first job, while it waits for others."""
    stopping: bool = False
    peak: int = 0
    """The most memory that a worker had, in bytes."""
    _workers: list[_Worker[Any]] = field(default_factory=list)
    _stopped: float = 0.0
    _folder: str | None = None
    _seconds: float = 0.0
    _bad_starts: int = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start a worker that will soon be needed: it loads while the parent plans."""
        if self.settings.jobs and not self._workers:
            self._start()

    def close(self) -> None:
        """End all workers and what they started."""
        for worker in list(self._workers):
            self._end(worker)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _temporary(self) -> str | None:
        """A folder for what workers write for a moment; it goes with the pool, or with the next run."""
        if self._folder is None and self.private is not None:
            with contextlib.suppress(OSError):
                self._folder = tempfile.mkdtemp(prefix=TEMPORARY, dir=self.private)
        return self._folder

    def map(
        self, jobs: Iterable[tuple[Tag, Job]], seconds: float | None = None, most: int | None = None
    ) -> Iterator[tuple[Tag, Any]]:
        """What came of each job, as it comes, with the tag that it was given under; a Fault for a job that killed.

        ``seconds`` is the time that each may take, a document's where it is not told; ``most`` the workers that are
        worth while.
        """
        self._seconds = seconds or self.settings.limits.timeout_seconds
        if self.settings.jobs == 0:
            yield from self._here(jobs)
            return
        again: list[tuple[Tag, Job]] = []
        for tag, job, result in self._round(iter(jobs), min(self.settings.jobs, most or self.settings.jobs)):
            if isinstance(result, Fault):
                again.append((tag, job))
            else:
                yield tag, result
        for tag, job in again:
            if self.stopping:
                return
            self.close()  # alone, and fresh
            for _, _, result in self._round(iter([(tag, job)]), 1):
                yield tag, result

    def _here(self, jobs: Iterable[tuple[Tag, Job]]) -> Iterator[tuple[Tag, Any]]:
        for tag, job in jobs:
            if self.stopping:
                return
            try:
                result = job.run()
            except (ValueError, OSError) as error:
                result = Fault("internal", f"{type(error).__name__}: {error}")
            yield tag, result

    def _round(self, jobs: Iterator[tuple[Tag, Job]], most: int) -> Iterator[tuple[Tag, Job, Any]]:
        from multiprocessing.connection import wait

        waiting = next(jobs, None)  # one ahead, so that no worker is started for nothing
        while True:
            while waiting and not self.stopping and (worker := self._idle(most)):
                self._hand_out(worker, *waiting)
                waiting = next(jobs, None)
            busy = [worker for worker in self._workers if worker.job is not None]
            if not busy or (self.stopping and self._has_waited()):
                return
            ready = wait([worker.line for worker in busy], self._patience(busy))
            for worker in busy:
                result = self._answer(worker) if worker.line in ready else self._overdue(worker)
                if result is not None:
                    tag, job = worker.tag, worker.job
                    assert tag is not None
                    assert job is not None
                    worker.job = worker.tag = None
                    yield tag, job, result[0]

    def _has_waited(self) -> bool:
        """Whether the jobs at work had their time to finish since the pool was asked to stop."""
        now = time.monotonic()
        self._stopped = self._stopped or now
        return now - self._stopped > STOP_WITHIN

    def _idle(self, most: int) -> _Worker[Any] | None:
        for worker in list(self._workers):
            if worker.job is None:
                if worker.done < self.settings.limits.recycle:
                    return worker
                self._end(worker)
        return self._start() if len(self._workers) < most else None

    def _start(self) -> _Worker[Any]:
        limits = self.settings.limits
        told = {"plugins": self.settings.plugins, "memory_mb": limits.memory_mb, "later": self.later}
        worker: _Worker[Any] = _Worker(*processes.start_worker([json.dumps(told)], self._temporary()))
        self._workers.append(worker)
        return worker

    def _hand_out(self, worker: _Worker[Tag], tag: Tag, job: Job) -> None:
        worker.tag, worker.job = tag, job
        patience = self._seconds if worker.ready else START_WITHIN
        worker.deadline = time.monotonic() + patience
        with contextlib.suppress(OSError):  # a worker that died idle: its end shows when we wait for it
            worker.line.send((job, self._seconds))

    def _patience(self, busy: list[_Worker[Any]]) -> float:
        until_deadline = min(worker.deadline for worker in busy) - time.monotonic()
        return max(0.0, min(until_deadline, LOOK_EVERY))

    def _answer(self, worker: _Worker[Any]) -> tuple[Any] | None:
        """What a worker sent, in a tuple; a Fault where it sent nothing and is gone; None where it is just ready."""
        try:
            kind, result, peak = worker.line.recv()
        except (EOFError, OSError):
            processes.await_end(worker.process)
            status = self._end(worker)
            if worker.ready:
                return (_death(status),)
            self._start_again(worker, say("mã {status}", status=status))
            return None
        except Exception as error:  # what cannot be unpickled
            self._end(worker)
            return (Fault("internal", f"Lỗi của chương trình: kết quả không nhận được ({error})."),)
        if kind == "unable":
            self._end(worker)
            self._start_again(worker, result)
            return None
        if kind == "ready":
            worker.ready = True
            self._bad_starts = 0
            worker.deadline = time.monotonic() + self._seconds
            return None
        worker.done += 1
        self.peak = max(self.peak, peak or 0)
        if kind == "done":
            return (result,)
        self._end(worker)
        return (_MEMORY if kind == "memory" else Fault("internal", f"Lỗi của chương trình ({result})."),)

    def _start_again(self, worker: _Worker[Any], how: str) -> None:
        """Give the job of a worker that could not begin to another; a machine may be short of memory for a moment."""
        self._bad_starts += 1
        if self._bad_starts >= START_TRIES:
            raise StartError(how)
        tag, job = worker.tag, worker.job
        if tag is not None and job is not None:
            self._hand_out(self._start(), tag, job)

    def _overdue(self, worker: _Worker[Any]) -> tuple[Any] | None:
        now = time.monotonic()
        if now >= worker.deadline:
            self._end(worker)
            if not worker.ready:
                self._start_again(worker, say("quá {seconds:g} giây", seconds=START_WITHIN))
                return None
            seconds = self._seconds
            return (
                Fault("timeout", f"Đọc tệp này quá {seconds:g} giây nên đã dừng. Hãy tăng limits.timeout_seconds."),
            )
        limit = self.settings.limits.memory_mb << 20
        if limit:
            used = processes.memory_of_group(worker.process.pid)
            self.peak = max(self.peak, used)
            if used > limit:
                self._end(worker)
                return (_MEMORY,)
        return None

    def _end(self, worker: _Worker[Any]) -> int:
        self._workers.remove(worker)
        status = processes.end_group(worker.process)
        worker.line.close()
        if worker.life is not None:
            os.close(worker.life)
        return status


_MEMORY: Final = Fault(
    "memory", "Đọc tệp này cần nhiều bộ nhớ hơn mức cho phép. Hãy tăng limits.memory_mb hoặc tách nhỏ tệp."
)


def _death(status: int) -> Fault:
    """The fault of a worker that died by itself."""
    if status >= 0:
        how = f"thoát với mã {status}"
    else:
        try:
            how = f"nhận tín hiệu {signal.Signals(-status).name}"
        except ValueError:
            how = f"nhận tín hiệu {-status}"
    return Fault("crash", f"Chương trình đọc bị hỏng giữa chừng vì tệp này ({how}). Hãy gửi tệp để được sửa.")
