"""The file of the journal: opened or made anew, written in small commits, asked.

An SQLite file below the output's private folder. Commits are small and many, so that an interrupted run goes on where
it stopped.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FORMAT: Final = 3
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
CREATE INDEX rows_counted ON rows (doc_id, dataset, count);
-- what the next publication is made of, one row a document
CREATE TABLE live (
  doc_id TEXT PRIMARY KEY, identity TEXT, input TEXT, source_path TEXT, duplicates TEXT, stamp TEXT) WITHOUT ROWID;
-- documents whose findings were made again of corrected rows, and of which corrections and result
CREATE TABLE rechecked (doc_id TEXT PRIMARY KEY, made_of TEXT) WITHOUT ROWID;
CREATE TABLE todo (id INTEGER PRIMARY KEY, input TEXT, path BLOB, fresh INT);
"""
_COMMIT_EVERY: Final = 1.0


class JournalFile:
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

    def commit_now_and_then(self) -> None:
        """Keep what was put, at least every second."""
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()

    def write(self, statement: str, values: Iterable[Any] = ()) -> None:
        """Change something, kept with the next commit.

        Raises:
            WriteError: the disk is full, or cannot be written.
        """
        if not self._db.in_transaction:
            self._do("BEGIN")
        self._do(statement, values)

    def write_many(self, statement: str, values: Iterable[tuple[Any, ...]]) -> None:
        """Change as many times as there are values.

        Raises:
            WriteError: as :meth:`write`.
        """
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

    def ask(self, query: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a query finds, as they come; what is written meanwhile does not disturb them."""
        return iter(self._db.execute(query, tuple(values)))

    # ---- what is remembered of the last run

    def told(self, name: str) -> str | None:
        """A value that was kept under a name."""
        return next((value for (value,) in self.ask("SELECT value FROM meta WHERE name = ?", (name,))), None)

    def tell(self, name: str, value: str | None) -> None:
        """Keep a value under a name."""
        self.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


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
