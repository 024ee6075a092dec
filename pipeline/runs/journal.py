"""What the output knows of every file and document: an SQLite file below the output's private folder.

Files point to results by content; a result has the key of the versions that made it, and its rows. Commits are small
and many, so that an interrupted run goes on where it stopped. The journal is disposable: without it everything is made
again from the stored Documents.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import WriteError
from pipeline.runs.todo import Failure, Todo
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.runs.archives import Member
    from pipeline.runs.discover import Found
    from pipeline.runs.work import Outcome

NAMES: Final = tuple(DATASETS)
"""The datasets in the order by which their rows are numbered here."""
_FORMAT: Final = 2
_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
-- size, modified, changed: as they were when the file was read; now_*: as the last walk met them. doubtful: the file
-- has to be looked at although these are equal. kind: f file, z archive, m member of an archive.
CREATE TABLE files (
  input TEXT, path BLOB, name TEXT, kind TEXT, archive BLOB, members TEXT, identity TEXT, doubtful INT,
  size INT, modified INT, changed INT, now_size INT, now_modified INT, now_changed INT,
  PRIMARY KEY (input, path)) WITHOUT ROWID;
CREATE INDEX files_of_archive ON files (input, archive) WHERE archive IS NOT NULL;
CREATE INDEX files_of_content ON files (identity, input, name);
CREATE TABLE results (
  identity TEXT PRIMARY KEY, doc_id TEXT, key TEXT, reader TEXT, status TEXT, format TEXT, error_code TEXT, error TEXT,
  sha256 TEXT, size INT, tools TEXT, stamp TEXT) WITHOUT ROWID;
CREATE TABLE rows (dataset INT, doc_id TEXT, count INT, payload BLOB, PRIMARY KEY (dataset, doc_id)) WITHOUT ROWID;
-- what the next publication is made of, one row a document
CREATE TABLE live (
  doc_id TEXT PRIMARY KEY, identity TEXT, input TEXT, source_path TEXT, duplicates TEXT, stamp TEXT) WITHOUT ROWID;
CREATE TABLE todo (id INTEGER PRIMARY KEY, input TEXT, path BLOB, fresh INT);
"""
SETTLED: Final = 2_000_000_000
"""Nanoseconds: a file that changed less than this before it was met may change again without its times telling."""
_EVERY: Final = ",".join(str(number) for number in range(len(NAMES)))
_COMMIT_EVERY: Final = 1.0
_SLICE: Final = 256


class Journal:
    """One journal, open for writing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._committed = time.monotonic()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._db = _open(path)
            except sqlite3.DatabaseError:  # damaged, or of another version
                _remove(path)
                self._db = _open(path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise WriteError.of(path, error) from error

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        self._db.close()

    def commit(self) -> None:
        """Keep what was put."""
        if self._db.in_transaction:
            self._do("COMMIT")
        self._committed = time.monotonic()

    def _put(self, statement: str, values: Iterable[Any] = ()) -> None:
        if not self._db.in_transaction:
            self._do("BEGIN")
        self._do(statement, values)

    def _put_many(self, statement: str, values: Iterable[tuple[Any, ...]]) -> None:
        if not self._db.in_transaction:
            self._do("BEGIN")
        try:
            self._db.executemany(statement, values)
        except sqlite3.Error as error:
            raise WriteError.of(self.path, error) from error

    def _do(self, statement: str, values: Iterable[Any] = ()) -> None:
        try:
            self._db.execute(statement, tuple(values))
        except sqlite3.Error as error:  # disk full, read-only
            raise WriteError.of(self.path, error) from error

    def _rows(self, query: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        return iter(self._db.execute(query, tuple(values)))

    # ---- what is remembered of the last run

    def told(self, name: str) -> str | None:
        """A value that was kept under a name."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE name = ?", (name,))), None)

    def tell(self, name: str, value: str | None) -> None:
        """Keep a value under a name."""
        self._put("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # ---- files

    def meet(self, found: Iterable[tuple[Found, str]]) -> None:
        """Note the files that a walk meets, each with its readable name; nothing that is kept changes yet."""
        self._do(
            "CREATE TEMP TABLE met (input TEXT, path BLOB, name TEXT, size INT, modified INT, changed INT, "
            "PRIMARY KEY (input, path)) WITHOUT ROWID"
        )
        self._put_many(
            "INSERT OR IGNORE INTO met VALUES (?, ?, ?, ?, ?, ?)",
            (
                (file.input, os.fsencode(file.relative), name, file.size, file.modified, file.changed)
                for file, name in found
            ),
        )

    def see(self) -> None:
        """Take note of the files that were met; of the others nothing is kept."""
        self._put("DELETE FROM files WHERE kind <> 'm' AND (input, path) NOT IN (SELECT input, path FROM met)")
        self._put(
            "DELETE FROM files WHERE kind = 'm' AND NOT EXISTS (SELECT 1 FROM files z WHERE z.input = files.input "
            "AND z.path = files.archive)"
        )
        self._put(
            "UPDATE files SET now_size = met.size, now_modified = met.modified, now_changed = met.changed FROM met "
            "WHERE files.input = met.input AND files.path = met.path AND (now_size, now_modified, now_changed) "
            "IS NOT (met.size, met.modified, met.changed)"
        )
        self._put(
            "INSERT INTO files (input, path, name, kind, doubtful, now_size, now_modified, now_changed) "
            "SELECT input, path, name, iif(lower(name) LIKE '%.zip', 'z', 'f'), 1, size, modified, changed FROM met "
            "WHERE (input, path) NOT IN (SELECT input, path FROM files)"
        )
        self._put("DROP TABLE met")

    def plan(self, key: str, tools: str, *, verify: bool, retry: Iterable[str] | None) -> int:
        """List what has to be worked on; the number of files.

        Args:
            key: the versions that results must have.
            tools: the programs that are installed; a document that lacked one waits for a change of these.
            verify: every file is opened and hashed.
            retry: names of documents that failed and are tried again; empty: all of them.
        """
        self._put("DELETE FROM todo")
        again = "r.status IN ('failed', 'partial')"
        wanted = None if retry is None else list(retry)
        if wanted:
            again += f" AND f.name IN ({','.join('?' * len(wanted))})"
        again = "0" if wanted is None else again
        lacking = "(r.tools <> '' AND r.tools <> ?)"
        self._put(
            f"INSERT INTO todo (input, path, fresh) SELECT f.input, f.path, ({again}) OR {lacking} FROM files f "
            f"LEFT JOIN results r ON r.identity = f.identity WHERE f.kind <> 'z' AND (? OR f.doubtful OR {_CHANGED} "
            f"OR r.identity IS NULL OR r.key <> ? OR {lacking} OR ({again})) ORDER BY f.now_size DESC, f.input, f.name",
            [*(wanted or []), tools, verify, key, tools, *(wanted or [])],
        )
        self.commit()
        return int(next(self._rows("SELECT count(*) FROM todo"))[0])

    def todo(self) -> Iterator[Todo]:
        """What :meth:`plan` listed, the largest first."""
        yield from self._todo(
            "SELECT t.id, t.fresh, {} FROM todo t JOIN files f USING (input, path) "
            "LEFT JOIN results r ON r.identity = f.identity WHERE t.id > ? ORDER BY t.id LIMIT ?"
        )

    def archives(self, *, verify: bool) -> list[Todo]:
        """The archives that have to be listed anew."""
        found = self._rows(
            f"SELECT 0, 0, {_TODO} FROM files f LEFT JOIN results r ON r.identity = f.identity "
            f"WHERE f.kind = 'z' AND (? OR f.doubtful OR {_CHANGED})", (verify,)
        )  # fmt: skip
        return [_todo(row) for row in found]

    def _todo(self, query: str) -> Iterator[Todo]:
        last = 0
        while part := list(self._rows(query.format(_TODO), (last, _SLICE))):
            last = part[-1][0]
            yield from map(_todo, part)

    def put_members(self, archive: Todo, members: Iterable[Member], *, since: int) -> None:
        """Take note of what an archive holds; its documents are looked at anew, since the archive has changed."""
        self._put("DELETE FROM files WHERE input = ? AND archive = ?", (archive.input, archive.path))
        for member in members:
            path = archive.path + b"\0" + "\0".join(member.way).encode("utf-8", "surrogateescape")
            self._put(
                "INSERT OR IGNORE INTO files (input, path, name, kind, archive, members, doubtful, now_size, "
                "now_modified, now_changed) VALUES (?, ?, ?, 'm', ?, ?, 1, ?, ?, ?)",
                (
                    archive.input,
                    path,
                    f"{archive.name}/{member.name}",
                    archive.path,
                    json.dumps(member.way),
                    *archive.stat,
                ),
            )
        self.settle(archive, archive.stat, since=since)

    def is_file(self, archive: Todo) -> None:
        """Note that what has the name of an archive is a document."""
        self._put("UPDATE files SET kind = 'f' WHERE input = ? AND path = ?", (archive.input, archive.path))

    def settle(self, todo: Todo, stat: tuple[int, int, int] | None, *, since: int, identity: str | None = None) -> None:
        """Note that a file was looked at; in doubt where it changed just before ``since`` (ns), or later."""
        size, modified, changed = stat or todo.stat
        doubtful = stat is None or max(modified, changed) > since - SETTLED
        self._put(
            "UPDATE files SET size = ?, modified = ?, changed = ?, now_size = ?, now_modified = ?, now_changed = ?, "
            "doubtful = ?, identity = ? WHERE input = ? AND path = ?",
            (size, modified, changed, size, modified, changed, doubtful, identity, todo.input, todo.path),
        )

    # ---- results

    def put(self, todo: Todo, outcome: Outcome, *, key: str, reader: str, tools: str, since: int) -> None:
        """Keep what came of a document; committed at least every second."""
        facts = outcome.facts
        stat = outcome.stat or (todo.stat if facts.sha256 else None)
        self.settle(todo, stat, since=since, identity=outcome.identity)
        if not outcome.same:
            stamp = hashlib.sha256()
            lacked = tools if facts.error_code == "tool_missing" else ""
            # each dataset by its number: by doc_id alone the whole table would be searched
            self._put(f"DELETE FROM rows WHERE dataset IN ({_EVERY}) AND doc_id = ?", (facts.doc_id,))
            for number, name in enumerate(NAMES):
                if name in outcome.rows:
                    count, payload = outcome.rows[name]
                    stamp.update(f"{name}{count}".encode() + payload)
                    self._put("INSERT INTO rows VALUES (?, ?, ?, ?)", (number, facts.doc_id, count, payload))
            self._put(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (outcome.identity, facts.doc_id, key, reader, facts.status, facts.format, facts.error_code, facts.error,
                 facts.sha256, facts.size_bytes, lacked, stamp.hexdigest()),
            )  # fmt: skip
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()

    def settled(self) -> bool:
        """Whether every file can be told unchanged by its size and times alone."""
        return not next(self._rows("SELECT EXISTS (SELECT 1 FROM files WHERE doubtful)"))[0]

    # ---- what is published

    def gather(self, names: Mapping[str, str], corrected: Callable[[str], str]) -> tuple[str, str]:
        """Make ``live`` what is to be published; its stamp, equal for equal content, and that without corrections.

        ``names``: the inputs as the person named them, by path; ``corrected``: by doc_id, what people set there.
        """
        self._put("DELETE FROM live")
        whole, extracted = hashlib.sha256(), hashlib.sha256()
        query = (
            "SELECT r.doc_id, r.identity, r.stamp, f.input, f.name FROM files f JOIN results r USING (identity) "
            "ORDER BY f.identity, f.input, f.name"
        )

        def documents() -> Iterator[tuple[str, ...]]:
            for (doc_id, identity, stamp), places in _grouped(self._db.cursor().execute(query)):
                source, path = names[places[0][0]], places[0][1]
                others = json.dumps([name for _, name in places[1:]], ensure_ascii=False) if places[1:] else "[]"
                made = hashlib.sha256(f"{stamp}\0{source}\0{path}\0{others}".encode()).hexdigest()[:32]
                extracted.update(f"{doc_id}{made}".encode())
                made += corrected(doc_id)
                whole.update(f"{doc_id}{made}".encode())
                yield doc_id, identity, source, path, others, made

        self._put_many("INSERT OR IGNORE INTO live VALUES (?, ?, ?, ?, ?, ?)", documents())
        self.commit()
        return whole.hexdigest(), extracted.hexdigest()

    def places(self) -> dict[str, str]:
        """doc_id by path of the files that are there; of one path in two inputs the first document."""
        return dict(self._rows("SELECT f.name, r.doc_id FROM files f JOIN results r USING (identity) ORDER BY 2 DESC"))

    def documents(self) -> Iterator[dict[str, Any]]:
        """The list of inputs that a run's record keeps, in the order of doc_id."""
        query = (
            "SELECT l.doc_id, r.sha256, r.size, l.input, l.source_path, l.duplicates, r.status, r.error_code, l.stamp "
            "FROM live l JOIN results r USING (identity) ORDER BY l.doc_id"
        )
        heads = ("doc_id", "sha256", "size", "input", "source_path", "duplicates", "status", "error_code", "stamp")
        for row in self._db.cursor().execute(query):
            told = dict(zip(heads, row, strict=True))
            told["duplicates"] = [] if told["duplicates"] == "[]" else json.loads(told["duplicates"])
            yield told

    def statuses(self) -> dict[str, int]:
        """Documents by status."""
        return dict(self._rows("SELECT r.status, count(*) FROM live l JOIN results r USING (identity) GROUP BY 1"))

    def counts(self) -> dict[str, int]:
        """Rows by dataset."""
        told = dict(self._rows("SELECT dataset, sum(count) FROM rows JOIN live USING (doc_id) GROUP BY dataset"))
        return {name: told.get(number, 0) for number, name in enumerate(NAMES)}

    def stamps(self, dataset: str, low: str, high: str) -> Iterator[tuple[str, int, str]]:
        """Each document of a range with rows in a dataset: doc_id, number of rows, and a name for these rows."""
        stamp = "l.stamp" if dataset == "documents" else "r.stamp"
        return self._rows(
            f"SELECT w.doc_id, w.count, {stamp} FROM rows w JOIN live l ON l.doc_id = w.doc_id "
            "JOIN results r USING (identity) WHERE w.dataset = ? AND w.doc_id >= ? AND w.doc_id < ? ORDER BY w.doc_id",
            (NAMES.index(dataset), low, high),
        )  # fmt: skip

    def failures(self) -> Iterator[Failure]:
        """The documents that were not wholly read."""
        query = (
            "SELECT l.input, l.source_path, r.status, r.error_code, r.error FROM live l "
            "JOIN results r USING (identity) WHERE r.error_code IS NOT NULL ORDER BY 1, 2"
        )
        return (Failure(*row) for row in self._rows(query))

    def forget_unused(self) -> None:
        """Drop the results of contents that no file has any more, once a run without them is published."""
        self._put("DELETE FROM rows WHERE doc_id NOT IN (SELECT doc_id FROM live)")
        self._put("DELETE FROM results WHERE doc_id NOT IN (SELECT doc_id FROM live)")


_CHANGED: Final = "(f.size, f.modified, f.changed) IS NOT (f.now_size, f.now_modified, f.now_changed)"
_TODO: Final = (
    "f.input, f.path, f.name, f.archive, f.members, f.now_size, f.now_modified, f.now_changed, "
    f"NOT f.doubtful AND NOT {_CHANGED}, r.key, r.reader, r.status, r.sha256, r.size, r.error_code, r.error, r.format"
)


def _todo(row: tuple[Any, ...]) -> Todo:
    _, fresh, source, path, name, archive, members, size, modified, changed, unchanged, *result = row
    way = tuple(json.loads(members)) if members else ()
    known = None if result[0] is None else tuple(result)
    return Todo(source, path, name, archive, way, (size, modified, changed), bool(unchanged), bool(fresh), known)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[tuple[Any, ...], list[tuple[str, str]]]]:
    document: tuple[Any, ...] | None = None
    places: list[tuple[str, str]] = []
    for row in rows:
        if row[:3] != document:
            if document is not None:
                yield document, places
            document, places = row[:3], []
        places.append((row[3], row[4]))
    if document is not None:
        yield document, places


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=60)
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -8000", "temp_store = FILE"):
        db.execute(f"PRAGMA {setting}").fetchall()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version != _FORMAT:
        if version or db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            db.close()
            raise sqlite3.DatabaseError("another format")
        db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT;")
    return db


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
