"""A run: inputs -> what changed -> workers -> journal -> gate -> the published output and the run's record."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline import corrections
from pipeline.config import Settings
from pipeline.corrections.apply import Corrections, is_doc_id
from pipeline.errors import ToolMissingError
from pipeline.language import marked, say
from pipeline.output.store import RememberedInput, Store, older_schema
from pipeline.readers import READER_VERSION
from pipeline.runs import gate, processes, rechecks, rounds
from pipeline.runs.archives import ArchiveJob, Bounds, Listing
from pipeline.runs.discover import Scan, readable
from pipeline.runs.journal import Journal
from pipeline.runs.lock import locked
from pipeline.runs.pool import Fault, Pool
from pipeline.runs.record import Changes, compare
from pipeline.version import extractor_version
from schemas.fields import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.runs.todo import Failure, Todo
    from pipeline.runs.work import DocumentJob, Outcome

_FOR_PARTS = ("pyarrow.compute", "pyarrow.parquet", "pipeline.output.parts")
"""What a worker needs to write parts of the datasets, once the documents are read."""
TOOLS = ("tesseract", "soffice")
"""Programs that readers may start: a document that lacked one is read again when another set of them is installed."""
_PASSING = frozenset({"internal", "crash", "timeout", "memory", "unreadable", "changing", "tool_missing"})
"""Codes of failures that say nothing lasting about the content: with other extractors it is tried again."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about its work; ``retry`` names documents that failed and are tried again, all where empty."""

    settings: Settings = field(default_factory=lambda: Settings(jobs=0))
    verify: bool = False
    full: bool = False
    accept: bool = False
    retry: tuple[str, ...] | None = None


@dataclass(slots=True)
class Report:
    """What a run did.

    ``state``: ``published``, ``unchanged``, ``gate_closed`` (``reasons`` say why), ``held`` (what a rollback put aside
    is not published again), ``nothing_found``, ``interrupted``, ``failed``.
    """

    run: str = ""
    state: str = "failed"
    statuses: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    files: int = 0
    worked: int = 0
    changes: Changes = field(default_factory=Changes)
    reasons: list[str] = field(default_factory=list)


class Progress(Protocol):
    """Told of each file as it is done."""

    def __call__(self, done: int, total: int, path: str) -> None: ...  # noqa: D102


def run(
    store: Store,
    inputs: Sequence[RememberedInput],
    progress: Progress | None = None,
    options: Options | None = None,
) -> Report:
    """Extract what changed in the inputs and publish the result; one bad file never stops a run.

    Raises:
        InputError: an input does not exist.
        LockedError: another run is at work on this output.
        ToolMissingError: a required program is not installed.
        OutputError: the output cannot be written; nothing was replaced.
        KeyboardInterrupt: the run was asked to stop; what was done is kept for the next one.
    """
    options = options or Options()
    for tool in options.settings.require:
        if shutil.which(tool) is None:
            raise ToolMissingError(
                say(
                    "Thiếu chương trình {tool!r} mà cấu hình yêu cầu. Xem cách cài: cchc doctor. Rồi chạy lại.",
                    tool=tool,
                )
            )
    with locked(store.lock):
        return _Run(store, inputs, progress, options).go()


class _Run:
    def __init__(
        self, store: Store, inputs: Sequence[RememberedInput], progress: Progress | None, options: Options
    ) -> None:
        self.store, self.inputs, self.progress, self.options = store, inputs, progress, options
        self.settings = options.settings
        self.began = datetime.now(UTC)
        self.since = time.time_ns()
        self.clock = _Clock()
        self.report = Report(run=store.new_name(f"{self.began:%Y%m%dT%H%M%SZ}"))
        self.tools = ",".join(tool for tool in TOOLS if shutil.which(tool))
        self.key = f"{extractor_version()}-{READER_VERSION}"
        self.base = store.current()
        self.loaded = corrections.load(store.root)
        limits = self.settings.limits
        self.bounds = Bounds(limits.archive_files, limits.archive_mb << 20, limits.archive_depth)
        self.pool = Pool(self.settings, store.private, _FOR_PARTS)

    def go(self) -> Report:
        self.store.set_out()
        if self.options.full:
            shutil.rmtree(self.store.documents, ignore_errors=True)
            for path in self.store.private.glob(f"{self.store.journal.name}*"):
                path.unlink()
        journal = Journal(self.store.journal)
        try:
            with self.pool, _stopped_by_signals(self.pool):
                self._extract_and_publish(journal)
        except KeyboardInterrupt:
            self.report.state = "interrupted"
            raise
        finally:
            journal.close()
            if self.report.state != "nothing_found":
                self.store.record(self.report.run, self._record())
            self.store.prune(self.settings.keep)
        return self.report

    def _extract_and_publish(self, journal: Journal) -> None:
        report = self.report
        if journal.told("key") != self._whole_key():
            self.pool.warm()
        marks = json.loads(journal.told("marks") or "[]")
        scan = Scan([item.path for item in self.inputs], self.store.root, marks, self.pool.warm)
        journal.meet((file, readable(file.relative)) for file in scan.files())
        report.ignored, report.files = scan.ignored, scan.count
        self.clock.lap("scan")
        if not scan.count:
            report.state = "nothing_found"
            return
        manifest = self.store.manifest(self.base)
        if self._is_as_it_was(journal, scan, manifest):
            report.state = "unchanged"
            self._tell_totals(journal)
            report.changes.unchanged = sum(report.statuses.values())
            return
        self.pool.warm()
        self._take_up(journal)
        self._work(journal)
        names = {item.path: item.name for item in self.inputs}
        corrected = self._corrections(journal)
        stamp, content = journal.gather(names, corrected.digest)
        journal.tell("scan", scan.digest() if journal.settled() else None)
        journal.tell("marks", json.dumps(scan.marks))
        journal.tell("key", self._whole_key())
        journal.tell("stamp", stamp)
        journal.commit()
        self.clock.lap("extract")
        self._tell_totals(journal)
        self._publish(journal, corrected, stamp, content, manifest)
        self.clock.lap("publish")

    def _whole_key(self) -> str:
        return f"{self.key}/{self.tools}/{SCHEMA_VERSION}{self.loaded.digest()}"

    def _is_as_it_was(self, journal: Journal, scan: Scan, manifest: dict[str, Any] | None) -> bool:
        """Whether sizes, times and versions are those of the run that is published."""
        if self.options.verify or self.options.retry is not None or manifest is None or older_schema(manifest):
            return False
        told = (journal.told("scan"), journal.told("key"), journal.told("stamp"))
        return told == (scan.digest(), self._whole_key(), manifest["stamp"])

    # ---- documents

    def _take_up(self, journal: Journal) -> None:
        """Take note of all files, and list the archives that changed."""
        journal.see()
        archives = journal.archives(verify=self.options.verify)
        jobs = ((todo, ArchiveJob(self._path(todo), self.bounds)) for todo in archives)
        for todo, listing in self.pool.map(jobs):
            self._put_archive(journal, todo, listing)

    def _put_archive(self, journal: Journal, todo: Todo, listing: Listing | Fault) -> None:
        if isinstance(listing, Fault):
            listing = Listing((), problem=(listing.code, listing.message))
        if listing.document:
            journal.is_file(todo)
            return
        if listing.ignored:
            self.report.ignored[marked("(trong tệp nén)")] += listing.ignored
        journal.put_members(todo, listing.members, since=self.since)
        if listing.problem:
            self._put(journal, todo, self._job(todo).failed(*listing.problem))

    def _work(self, journal: Journal) -> None:
        total = journal.plan(self.key, self.tools, verify=self.options.verify, retry=self.options.retry)
        jobs = ((todo, self._job(todo)) for todo in journal.todo())
        for todo, job, outcome in rounds.outcomes(self.pool, jobs, self.store.private):
            told = job.failed(outcome.code, outcome.message) if isinstance(outcome, Fault) else outcome
            self._put(journal, todo, told)
            if self.progress:
                self.progress(self.report.worked, total, todo.name)
            self.report.worked += 1
        journal.commit()
        if self.pool.stopping:
            raise KeyboardInterrupt

    def _put(self, journal: Journal, todo: Todo, outcome: Outcome) -> None:
        journal.put(todo, outcome, key=self.key, reader=READER_VERSION, tools=self.tools, since=self.since)

    def _path(self, todo: Todo) -> str:
        return todo.input if os.path.isfile(todo.input) else os.path.join(todo.input, todo.relative)  # noqa: PTH113, PTH118

    def _job(self, todo: Todo) -> DocumentJob:
        """The work that a file needs: with what is known of it, as little as possible."""
        from pipeline.runs.work import DocumentJob

        sha256 = size = same = failure = None
        if todo.result is not None and not todo.fresh:
            key, reader, status, known, known_size, code, message, form = todo.result
            if todo.unchanged and not self.options.verify:
                sha256, size = known, known_size
                if status == "failed" and reader == READER_VERSION and code not in _PASSING:
                    failure = (code, message, form)
            elif key == self.key:
                same = known
        return DocumentJob(
            self._path(todo), todo.name, str(self.store.documents), members=todo.members, sha256=sha256, size=size,
            same=same, failure=failure, fresh=todo.fresh, bounds=self.bounds,
        )  # fmt: skip

    # ---- publication

    def _corrections(self, journal: Journal) -> Corrections:
        """What people set, each document by its doc_id, with the findings that it calls for."""
        told = self.loaded.corrections
        by_path = any(not is_doc_id(item.document) for item in told)
        corrected = Corrections.of(told, journal.places() if by_path else {})
        return replace(corrected, findings=rechecks.recheck(journal, corrected))

    def _publish(
        self, journal: Journal, corrected: Corrections, stamp: str, content: str, manifest: dict[str, Any] | None
    ) -> None:
        from pipeline.output.parts import FORMAT
        from pipeline.output.publish import write_run

        report, store = self.report, self.store
        current = manifest is not None and not older_schema(manifest) and manifest.get("format") == FORMAT
        if current and manifest is not None and manifest["stamp"] == stamp:
            report.state = "unchanged"
            report.changes.unchanged = sum(report.statuses.values())
            return
        if store.held() in (stamp, content) and not self.options.accept:
            report.state = "held"
            return
        report.changes = compare(store.documents_of(self.base), journal.documents())
        aside, parts = write_run(store, journal, self.pool, self.base, corrected, report.rows, report.changes.differing)
        if self.pool.stopping:
            shutil.rmtree(aside, ignore_errors=True)
            raise KeyboardInterrupt
        told = {
            "run": report.run, "format": FORMAT, "stamp": stamp, "content": content, **self._facts(), "parts": parts,
        }  # fmt: skip
        store.keep(aside, report.run, told)
        if self._gate_is_closed(manifest):
            report.state = "gate_closed"
            return
        store.remember(self.inputs)
        store.point(report.run)
        store.hold(None)
        report.state = "published"
        journal.forget_unused()

    def _gate_is_closed(self, manifest: dict[str, Any] | None) -> bool:
        same_inputs = {item.path for item in self.store.inputs()} == {item.path for item in self.inputs}
        if manifest is None or self.options.accept or not same_inputs:
            return False
        report = self.report
        report.reasons = gate.reasons_to_close(self.settings.gate, report.changes, manifest["rows"], report.rows)
        return bool(report.reasons)

    # ---- what is told

    def _tell_totals(self, journal: Journal) -> None:
        self.report.statuses = Counter(journal.statuses())
        self.report.rows = journal.counts()
        self.report.failures = list(journal.failures())

    def _facts(self) -> dict[str, Any]:
        report = self.report
        return {
            "schema_version": SCHEMA_VERSION,
            "versions": {"reader": READER_VERSION, "extractors": extractor_version(), "tools": self.tools},
            "inputs": [{"name": item.name, "path": item.path} for item in self.inputs],
            "documents": dict(report.statuses),
            "rows": report.rows,
        }

    def _record(self) -> dict[str, Any]:
        report = self.report
        published = report.run if report.state in ("published", "gate_closed") else self.base
        return {
            "run": report.run,
            "state": report.state,
            "data": published,
            "began": self.began.isoformat(timespec="seconds"),
            "seconds": self.clock.seconds(),
            "peak_memory_mb": {"parent": (processes.peak_memory() or 0) >> 20, "worker": self.pool.peak >> 20},
            **self._facts(),
            "files": report.files,
            "worked": report.worked,
            "ignored": dict(report.ignored),
            "changes": report.changes.counts(),
            "named": report.changes.named,
            "reasons": report.reasons,
        }


class _Clock:
    def __init__(self) -> None:
        self._last = self._began = time.monotonic()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self._laps[name] = round(now - self._last, 3)
        self._last = now

    def seconds(self) -> dict[str, float]:
        return {**self._laps, "total": round(time.monotonic() - self._began, 3)}


@contextmanager
def _stopped_by_signals(pool: Pool) -> Iterator[None]:
    """While workers are at work, the first Ctrl-C or SIGTERM asks them to finish, the second ends all at once."""
    if pool.settings.jobs == 0 or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: object) -> None:
        if pool.stopping:
            pool.close()
            os._exit(130)
        pool.stopping = True

    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, stop) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def remembered(name: str) -> RememberedInput:
    """An input as the output remembers it."""
    return RememberedInput(name, str(Path(name).resolve()))
