"""Where the file of a document lies now, and whether it is still what was read."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.errors import CchcError
from pipeline.runs import archives

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.output.store import Store


@dataclass(frozen=True, slots=True)
class Original:
    """A file, or ``members``: the way to it within the archive ``path``."""

    path: str
    members: tuple[str, ...] = ()

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            OSError, ReadError: they cannot be had.
        """
        if self.members:
            return archives.member(self.path, self.members)
        with open(self.path, "rb") as stream:  # noqa: PTH123  names that are no UTF-8
            return stream.read()


@dataclass(slots=True)
class Originals:
    """The files of an output, as its journal knows them; only these are ever opened.

    A file is hashed when it is first asked for and again when its size or times have changed.
    """

    store: Store
    _hashed: dict[tuple[Original, int, int], str] = field(default_factory=dict)

    def find(self, document: Mapping[str, Any]) -> tuple[Original | None, str]:
        """The file of a row of ``documents``; without one the catalogue's name of the reason."""
        found = False
        for original in self._known(document):
            try:
                if self._sha256(original) == document["sha256"]:
                    return original, ""
                found = True
            except (OSError, CchcError):
                continue
        return None, "document.changed" if found else "document.gone"

    def _known(self, document: Mapping[str, Any]) -> Iterator[Original]:
        if not document["sha256"] or not self.store.journal.is_file():
            return
        try:
            with closing(
                sqlite3.connect(f"{self.store.journal.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
            ) as db:
                query = "SELECT input, path, archive, members FROM files WHERE identity = ? OR name = ? ORDER BY name"
                known = db.execute(query, (document["sha256"], document["source_path"])).fetchall()
        except sqlite3.Error:
            return
        for source, path, archive, members in known:
            below = os.fsdecode(path if archive is None else archive)
            place = source if os.path.isfile(source) else os.path.join(source, below)  # noqa: PTH113, PTH118
            yield Original(place, tuple(json.loads(members)) if members else ())

    def _sha256(self, original: Original) -> str:
        told = os.stat(original.path)  # noqa: PTH116
        key = original, told.st_size, told.st_mtime_ns
        if key not in self._hashed:
            self._hashed[key] = hashlib.sha256(original.read()).hexdigest()
        return self._hashed[key]
