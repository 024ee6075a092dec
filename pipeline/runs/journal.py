"""What the output knows of every file and document, so that only what changed is worked on.

Files point to results by content; a result has the key of the versions that made it, and its rows. The journal is
disposable: without it everything is made again from the stored Documents.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any, Final

from pipeline.runs.journal_file import JournalFile
from pipeline.runs.todo import Failure, Todo
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pipeline.runs.archives import Member
    from pipeline.runs.discover import Found
    from pipeline.runs.work import Outcome

NAMES: Final = tuple(DATASETS)
"""The datasets in the order by which their rows are numbered here."""
SETTLED: Final = 2_000_000_000
"""Nanoseconds: a file that changed less than this before it was met may change again without its times telling."""
AS_EXTRACTED: Final = len(NAMES)
"""The number of the findings as they were extracted, where those that are published rest on corrected rows."""
_EVERY: Final = ",".join(str(number) for number in range(len(NAMES) + 1))
_SLICE: Final = 256


class Journal(JournalFile):
    """What is known of every file and document."""

    # ---- files

    def meet(self, found: Iterable[tuple[Found, str]]) -> None:
        """Note the files that a walk meets, each with its readable name; nothing that is kept changes yet."""
        self.write(
            "CREATE TEMP TABLE met (input TEXT, path BLOB, name TEXT, size INT, modified INT, changed INT, "
            "PRIMARY KEY (input, path)) WITHOUT ROWID"
        )
        self.write_many(
            "INSERT OR IGNORE INTO met VALUES (?, ?, ?, ?, ?, ?)",
            (
                (file.input, os.fsencode(file.relative), name, file.size, file.modified, file.changed)
                for file, name in found
            ),
        )

    def see(self) -> None:
        """Take note of the files that were met; of the others nothing is kept."""
        self.write("DELETE FROM files WHERE kind <> 'm' AND (input, path) NOT IN (SELECT input, path FROM met)")
        self.write(
            "DELETE FROM files WHERE kind = 'm' AND NOT EXISTS (SELECT 1 FROM files z WHERE z.input = files.input "
            "AND z.path = files.archive)"
        )
        self.write(
            "UPDATE files SET now_size = met.size, now_modified = met.modified, now_changed = met.changed FROM met "
            "WHERE files.input = met.input AND files.path = met.path AND (now_size, now_modified, now_changed) "
            "IS NOT (met.size, met.modified, met.changed)"
        )
        self.write(
            "INSERT INTO files (input, path, name, kind, doubtful, now_size, now_modified, now_changed) "
            "SELECT input, path, name, iif(lower(name) LIKE '%.zip', 'z', 'f'), 1, size, modified, changed FROM met "
            "WHERE (input, path) NOT IN (SELECT input, path FROM files)"
        )
        self.write("DROP TABLE met")

    def plan(self, key: str, tools: str, *, verify: bool, retry: Iterable[str] | None) -> int:
        """List what has to be worked on; the number of files.

        Args:
            key: the versions that results must have.
            tools: the programs that are installed; a document that lacked one waits for a change of these.
            verify: every file is opened and hashed.
            retry: names of documents that failed and are tried again; empty: all of them.
        """
        self.write("DELETE FROM todo")
        again = "r.status IN ('failed', 'partial')"
        wanted = None if retry is None else list(retry)
        if wanted:
            again += f" AND f.name IN ({','.join('?' * len(wanted))})"
        again = "0" if wanted is None else again
        lacking = "(r.tools <> '' AND r.tools <> ?)"
        self.write(
            f"INSERT INTO todo (input, path, fresh) SELECT f.input, f.path, ({again}) OR {lacking} FROM files f "
            f"LEFT JOIN results r ON r.identity = f.identity WHERE f.kind <> 'z' AND (? OR f.doubtful OR {_CHANGED} "
            f"OR r.identity IS NULL OR r.key <> ? OR {lacking} OR ({again})) ORDER BY f.now_size DESC, f.input, f.name",
            [*(wanted or []), tools, verify, key, tools, *(wanted or [])],
        )
        self.commit()
        return int(next(self.ask("SELECT count(*) FROM todo"))[0])

    def todo(self) -> Iterator[Todo]:
        """What :meth:`plan` listed, the largest first."""
        yield from self._todo(
            "SELECT t.id, t.fresh, {} FROM todo t JOIN files f USING (input, path) "
            "LEFT JOIN results r ON r.identity = f.identity WHERE t.id > ? ORDER BY t.id LIMIT ?"
        )

    def archives(self, *, verify: bool) -> list[Todo]:
        """The archives that have to be listed anew."""
        found = self.ask(
            f"SELECT 0, 0, {_TODO} FROM files f LEFT JOIN results r ON r.identity = f.identity "
            f"WHERE f.kind = 'z' AND (? OR f.doubtful OR {_CHANGED})", (verify,)
        )  # fmt: skip
        return [_todo(row) for row in found]

    def _todo(self, query: str) -> Iterator[Todo]:
        last = 0
        while part := list(self.ask(query.format(_TODO), (last, _SLICE))):
            last = part[-1][0]
            yield from map(_todo, part)

    def put_members(self, archive: Todo, members: Iterable[Member], *, since: int) -> None:
        """Take note of what an archive holds; its documents are looked at anew, since the archive has changed."""
        self.write("DELETE FROM files WHERE input = ? AND archive = ?", (archive.input, archive.path))
        for member in members:
            path = archive.path + b"\0" + "\0".join(member.way).encode("utf-8", "surrogateescape")
            self.write(
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
        self.write("UPDATE files SET kind = 'f' WHERE input = ? AND path = ?", (archive.input, archive.path))

    def settle(self, todo: Todo, stat: tuple[int, int, int] | None, *, since: int, identity: str | None = None) -> None:
        """Note that a file was looked at; in doubt where it changed just before ``since`` (ns), or later."""
        size, modified, changed = stat or todo.stat
        doubtful = stat is None or max(modified, changed) > since - SETTLED
        self.write(
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
            self.write("DELETE FROM rechecked WHERE doc_id = ?", (facts.doc_id,))
            # each dataset by its number: by doc_id alone the whole table would be searched
            self.write(f"DELETE FROM rows WHERE dataset IN ({_EVERY}) AND doc_id = ?", (facts.doc_id,))
            for number, name in enumerate(NAMES):
                if name in outcome.rows:
                    count, payload = outcome.rows[name]
                    stamp.update(f"{name}{count}".encode() + payload)
                    self.write("INSERT INTO rows VALUES (?, ?, ?, ?)", (number, facts.doc_id, count, payload))
            self.write(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (outcome.identity, facts.doc_id, key, reader, facts.status, facts.format, facts.error_code, facts.error,
                 facts.sha256, facts.size_bytes, lacked, stamp.hexdigest()),
            )  # fmt: skip
        self.commit_now_and_then()

    def settled(self) -> bool:
        """Whether every file can be told unchanged by its size and times alone."""
        return not next(self.ask("SELECT EXISTS (SELECT 1 FROM files WHERE doubtful)"))[0]

    # ---- what is published

    def gather(self, names: Mapping[str, str], corrected: Callable[[str], str]) -> tuple[str, str]:
        """Make ``live`` what is to be published; its stamp, equal for equal content, and that without corrections.

        ``names``: the inputs as the person named them, by path; ``corrected``: by doc_id, what people set there.
        """
        whole, extracted, count = hashlib.sha256(), hashlib.sha256(), 0
        query = (
            "SELECT r.doc_id, r.identity, r.stamp, l.identity, l.input, l.source_path, l.duplicates, l.stamp, "
            "f.input, f.name FROM files f JOIN results r USING (identity) LEFT JOIN live l ON l.doc_id = r.doc_id "
            "ORDER BY f.identity, f.input, f.name"
        )

        def changed() -> Iterator[tuple[str, ...]]:
            nonlocal count
            for (doc_id, identity, stamp, *before), places in _grouped(self.ask(query)):
                count += 1
                source, path = names[places[0][0]], places[0][1]
                others = json.dumps([name for _, name in places[1:]], ensure_ascii=False) if places[1:] else "[]"
                made = hashlib.sha256(f"{stamp}\0{source}\0{path}\0{others}".encode()).hexdigest()[:32]
                extracted.update(f"{doc_id}{made}".encode())
                made += corrected(doc_id)
                whole.update(f"{doc_id}{made}".encode())
                now = [identity, source, path, others, made]
                if now != before:
                    yield doc_id, *now

        self.write_many("INSERT OR REPLACE INTO live VALUES (?, ?, ?, ?, ?, ?)", changed())
        if count != next(self.ask("SELECT count(*) FROM live"))[0]:
            self.write(
                "DELETE FROM live WHERE doc_id NOT IN (SELECT r.doc_id FROM results r JOIN files f USING (identity))"
            )
        self.commit()
        return whole.hexdigest(), extracted.hexdigest()

    def places(self) -> dict[str, str]:
        """doc_id by path of the files that are there; of one path in two inputs the first document."""
        return dict(self.ask("SELECT f.name, r.doc_id FROM files f JOIN results r USING (identity) ORDER BY 2 DESC"))

    def documents(self) -> Iterator[str]:
        """The list of inputs that a run keeps, a JSON object each, in the order of doc_id, which stands first."""
        query = (
            "SELECT json_object('doc_id', l.doc_id, 'sha256', r.sha256, 'size', r.size, 'input', l.input, "
            "'source_path', l.source_path, 'duplicates', json(l.duplicates), 'status', r.status, "
            "'error_code', r.error_code, 'stamp', l.stamp) "
            "FROM live l JOIN results r USING (identity) ORDER BY l.doc_id"
        )
        return (line for (line,) in self.ask(query))

    def statuses(self) -> dict[str, int]:
        """Documents by status."""
        return dict(self.ask("SELECT r.status, count(*) FROM live l JOIN results r USING (identity) GROUP BY 1"))

    def counts(self) -> dict[str, int]:
        """Rows by dataset."""
        told = dict(self.ask(f"SELECT w.dataset, sum(w.count) FROM live l {_COUNTED} GROUP BY w.dataset"))
        return {name: told.get(number, 0) for number, name in enumerate(NAMES)}

    def stamps(self, dataset: str, low: str, high: str) -> Iterator[tuple[str, int, str]]:
        """Each document of a range with rows in a dataset: doc_id, number of rows, and a name for these rows."""
        stamp = "l.stamp" if dataset == "documents" else "r.stamp"
        return self.ask(
            f"SELECT l.doc_id, w.count, {stamp} FROM live l {_COUNTED} AND w.dataset = ? "
            "CROSS JOIN results r ON r.identity = l.identity WHERE l.doc_id >= ? AND l.doc_id < ? ORDER BY l.doc_id",
            (NAMES.index(dataset), low, high),
        )

    def failures(self) -> Iterator[Failure]:
        """The documents that were not wholly read."""
        query = (
            "SELECT l.input, l.source_path, r.status, r.error_code, r.error FROM live l "
            "JOIN results r USING (identity) WHERE r.error_code IS NOT NULL ORDER BY 1, 2"
        )
        return (Failure(*row) for row in self.ask(query))

    def forget_unused(self) -> None:
        """Drop the results of contents that no file has any more, once a run without them is published."""
        self.write("DELETE FROM rows WHERE doc_id NOT IN (SELECT doc_id FROM live)")
        self.write("DELETE FROM results WHERE doc_id NOT IN (SELECT doc_id FROM live)")
        self.write("DELETE FROM rechecked WHERE doc_id NOT IN (SELECT doc_id FROM live)")


# in this order and by the index alone: the rows themselves are most of the file
_COUNTED: Final = "CROSS JOIN rows w INDEXED BY rows_counted ON w.doc_id = l.doc_id"
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
        if row[:-2] != document:
            if document is not None:
                yield document, places
            document, places = row[:-2], []
        places.append(row[-2:])
    if document is not None:
        yield document, places
