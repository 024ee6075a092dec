"""The rows that corrections are for: as extracted now, from the journal, and as published, from the present run."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.corrections.apply import positions
from pipeline.errors import CchcError
from pipeline.language import say
from pipeline.output import payload
from pipeline.output.published import open_run
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from pipeline.output.store import Store

Values = dict[str, Any]
"""A row by field."""


class Known:
    """What an output knows of some documents; read when asked, a dataset once."""

    def __init__(self, store: Store, documents: Collection[str]) -> None:
        self._store = store
        self._documents = list(documents)
        self._extracted: dict[tuple[str, str], dict[str, Values]] = {}
        self._folders: dict[str, Path] = {}
        self._runs: dict[Path, dict[tuple[str, str], Values]] = {}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of every document that is there now, the first of several."""
        return {doc_id: path for doc_id, path, _ in self._live}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """doc_id by every path, duplicates included; of one path in two inputs the first document."""
        return {path: doc_id for doc_id, first, others in self._live for path in (first, *json.loads(others))}

    @cached_property
    def _live(self) -> list[tuple[str, str, str]]:
        with closing(self._journal()) as db:
            return db.execute("SELECT doc_id, source_path, duplicates FROM live ORDER BY doc_id DESC").fetchall()

    def extracted(self, dataset: str, doc_id: str, row_id: str) -> Values | None:
        """A row as it is read now."""
        return self._of_journal(dataset, doc_id).get(row_id) if doc_id in self.paths else None

    def all_extracted(self, dataset: str, doc_id: str) -> Iterable[Values]:
        """The rows of a document as they are read now."""
        return self._of_journal(dataset, doc_id).values()

    def published(self, dataset: str, doc_id: str, row_id: str) -> Values | None:
        """A row as the published run has it."""
        if not self._folders:
            self._folders.update(open_run(self._store.root).folders)
        return self._of_run(self._folders[dataset]).get((doc_id, row_id))

    def earlier(self, dataset: str, doc_id: str, row_id: str) -> Values | None:
        """A row that is gone, as the last kept run that had it knew it."""
        for run in reversed(self._store.kept()):
            folder = self._store.runs / run / dataset
            found = self._of_run(folder).get((doc_id, row_id)) if folder.is_dir() else None
            if found is not None:
                return found
        return None

    def earlier_path(self, doc_id: str) -> str | None:
        """The path of a document that is gone, as the last kept run that had it knew it."""
        found = self.earlier("documents", doc_id, "")
        return None if found is None else str(found["source_path"])

    def _of_run(self, folder: Path) -> dict[tuple[str, str], Values]:
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        if folder not in self._runs:
            rows = pq.read_table(folder, filters=pc.field("doc_id").isin(self._documents)).to_pylist()
            self._runs[folder] = {(row["doc_id"], row.get("row_id", "")): row for row in rows}
        return self._runs[folder]

    def _of_journal(self, dataset: str, doc_id: str) -> dict[str, Values]:
        key = (dataset, doc_id)
        if key not in self._extracted:
            with closing(self._journal()) as db:
                query = "SELECT payload FROM rows WHERE dataset = ? AND doc_id = ?"
                found = db.execute(query, (list(DATASETS).index(dataset), doc_id)).fetchall()
            names = tuple(positions(dataset))
            rows = (dict(zip(names, row, strict=True)) for (data,) in found for row in payload.load(data))
            self._extracted[key] = {row.get("row_id", ""): row for row in rows}
        return self._extracted[key]

    def _journal(self) -> sqlite3.Connection:
        path = self._store.journal
        if not path.is_file():
            raise CchcError(
                say(
                    "Trong {root} không có nhật ký của các lần chạy. Hãy chạy lại cchc extract để có.",
                    root=self._store.root,
                )
            )
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)
