"""How corrections stand: applied, still to come, orphaned, changed under a person's hands, not needed any more.

What is extracted now comes from the journal, what is published from the run that the output points to; a person is
told of both where they differ.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pipeline import payload
from pipeline.corrections.apply import is_doc_id, positions, resolved, same
from pipeline.corrections.file import NAME, Correction, CorrectionError, Loaded, load
from pipeline.corrections.values import field_of, text_of, understand
from pipeline.errors import CchcError
from pipeline.published import open_run
from pipeline.store import Store
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

STATES: Final = {
    "applied": "đã áp dụng",
    "pending": "chờ lần chạy sau",
    "changed": "văn bản đã đổi",
    "agreed": "không cần nữa",
    "superseded": "đã sửa lại",
    "orphaned": "mất dòng",
    "invalid": "dòng hỏng",
}
"""The states with their Vietnamese names; of the ones in TO_LOOK_AT a person has to do something."""
TO_LOOK_AT: Final = frozenset({"changed", "orphaned", "invalid"})
LIKE: Final = 50
"""Least likeness of words, of 100, at which a row is shown as the nearest."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The row that is most like the one that an orphaned correction was for."""

    doc_id: str
    row_id: str
    words: str
    value: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How one line of the file stands.

    ``doc_id`` is the document as it is now, ``path`` its path; ``extracted`` the canonical text of what is read now,
    ``published`` of what the published run says, None where the row is not there; ``line`` is its line in the file.
    """

    line: int
    state: str
    message: str
    correction: Correction | None = None
    doc_id: str | None = None
    path: str = ""
    extracted: str | None = None
    published: str | None = None
    nearest: Nearest | None = None


def standings(out: Path) -> list[Standing]:
    """How every line of the output's corrections stands, in the order of the file.

    Raises:
        CchcError: nothing is published there, or the file cannot be opened.
    """
    return stand(load(out), _Rows(Store(out)))


def draft(
    out: Path, dataset: str, doc_id: str, row_id: str, field: str, new: str, *, who: str, why: str, when: str = ""
) -> Correction:
    """A correction of a published row with all that is known of it: the value before, path and words.

    Raises:
        ValueTextError: there is no such field.
        CorrectionError: the published run has no such row.
    """
    field_of(dataset, field)
    rows = _Rows(Store(out))
    row = rows.published(dataset, doc_id, row_id)
    if row is None:
        raise CorrectionError(
            f"Kết quả đang công bố không có dòng {row_id or doc_id} trong bảng {dataset}. "
            "Hãy tải lại trang rồi sửa lại."
        )
    words = row.get("source_text") or ""
    return Correction(
        doc_id, dataset, row_id, field, text_of(row[field]), new, who, when, why, rows.paths.get(doc_id, ""), words
    )


def stand(loaded: Loaded, rows: _Rows) -> list[Standing]:
    """How the lines of a file stand against the rows of an output."""
    chains: dict[tuple[str, ...], list[Correction]] = {}
    for correction in loaded.corrections:
        told = resolved(correction, rows.places) or correction
        chains.setdefault((told.document, told.dataset, told.row_id, told.field), []).append(correction)
    found = [Standing(problem.line, "invalid", problem.message) for problem in loaded.problems]
    for (document, *_), chain in chains.items():
        again = f"Dòng {chain[-1].line} của {NAME} sửa lại ô này."
        found += [Standing(earlier.line, "superseded", again, earlier, document) for earlier in chain[:-1]]
        found.append(_Judge(rows, document, chain).standing())
    return sorted(found, key=lambda standing: standing.line)


class _Judge:
    """The last correction of a cell, with those before it."""

    def __init__(self, rows: _Rows, document: str, chain: list[Correction]) -> None:
        self.rows, self.document, self.chain, self.last = rows, document, chain, chain[-1]

    def standing(self) -> Standing:
        last, rows = self.last, self.rows
        row_id = last.row_id
        now = rows.extracted(last.dataset, self.document, row_id) if is_doc_id(self.document) else None
        there = rows.published(last.dataset, self.document, row_id) if is_doc_id(self.document) else None
        published = None if there is None else text_of(there[last.field])
        path = rows.paths.get(self.document, last.path or last.document)
        if now is None:
            return self._orphan(path, published)
        extracted = text_of(now[last.field])
        shown = same(understand(last.dataset, last.field, published or "").value if published is not None else None,
                     understand(last.dataset, last.field, last.new).value) and there is not None  # fmt: skip
        known = {text for told in self.chain for text in (told.old, told.new)}
        if extracted == last.new:
            state, told = "agreed", "Chương trình nay đọc đúng như đã sửa; có thể bỏ dòng này."
        elif extracted not in known:
            state = "changed"
            told = (
                f"Lúc sửa, giá trị cũ là {last.old or 'trống'!r}; nay chương trình đọc ra {extracted or 'trống'!r}. "
                f"Giá trị đã sửa vẫn được dùng. Hãy xem lại văn bản, rồi ghi giá trị cũ mới hoặc bỏ dòng này."
            )
        elif shown:
            state, told = "applied", "Đã có trong kết quả đang công bố."
        else:
            state = "pending"
            told = f"Kết quả đang công bố vẫn là {published or 'trống'!r}; lần chạy sau sẽ áp dụng."
        return Standing(last.line, state, told, last, self.document, path, extracted, published)

    def _orphan(self, path: str, published: str | None) -> Standing:
        last, rows = self.last, self.rows
        homes = [self.document] if self.document in rows.paths else [rows.places[path]] if path in rows.places else []
        nearest = _nearest(last, homes, rows)
        if not homes:
            told = f"Văn bản {path or self.document} không còn trong đầu vào. Dòng này được giữ, nhưng không áp dụng."
        elif homes[0] == self.document:
            told = "Văn bản còn đó nhưng không còn dòng này."
        else:
            told = f"Nội dung của {path} đã đổi (mã văn bản nay là {homes[0]}), nên không còn dòng này."
        if nearest is not None:
            told += (
                f" Dòng giống nhất: {nearest.row_id or nearest.doc_id} (giá trị {nearest.value or 'trống'!r}, giống "
                f"{nearest.likeness}%). Nếu đúng là nó, hãy ghi document {nearest.doc_id}"
                + (f" và row_id {nearest.row_id}" if nearest.row_id else "") + " vào dòng này."
            )  # fmt: skip
        elif homes:
            told += " Không có dòng nào giống; hãy xem lại văn bản rồi sửa lại hoặc bỏ dòng này."
        doc_id = homes[0] if homes else None
        return Standing(last.line, "orphaned", told, last, doc_id, path, None, published, nearest)


def _nearest(told: Correction, homes: Iterable[str], rows: _Rows) -> Nearest | None:
    """The most like row: by its words, of equal ones the one that still has the old value."""
    from rapidfuzz import fuzz

    best: tuple[float, bool, Nearest] | None = None
    for doc_id in homes:
        for row in rows.all_extracted(told.dataset, doc_id):
            value, words = text_of(row[told.field]), row.get("source_text") or ""
            likeness = 100.0 if told.dataset == "documents" else fuzz.ratio(told.words, words, score_cutoff=LIKE)
            rank = (round(likeness), value in (told.old, told.new))
            if likeness >= LIKE and (best is None or rank > best[:2]):
                best = (*rank, Nearest(doc_id, row.get("row_id", ""), words, value, rank[0]))
    return best[2] if best else None


class _Rows:
    """The rows of an output: as extracted, from the journal; as published, from the present run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._extracted: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
        self._published: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of every document that the journal knows to be there, or else of the published ones."""
        with closing(self._journal()) as db:
            return dict(db.execute("SELECT doc_id, source_path FROM live"))

    @cached_property
    def places(self) -> Mapping[str, str]:
        """doc_id by every path, duplicates included; of one path in two inputs the first document."""
        with closing(self._journal()) as db:
            found = db.execute("SELECT doc_id, source_path, duplicates FROM live ORDER BY doc_id DESC").fetchall()
        return {path: doc_id for doc_id, first, others in found for path in (first, *json.loads(others))}

    def extracted(self, dataset: str, doc_id: str, row_id: str) -> dict[str, Any] | None:
        """A row as it is read now."""
        if doc_id not in self.paths:
            return None
        return self._of_journal(dataset, doc_id).get(row_id)

    def all_extracted(self, dataset: str, doc_id: str) -> Iterable[dict[str, Any]]:
        """The rows of a document as they are read now."""
        return self._of_journal(dataset, doc_id).values()

    def _of_journal(self, dataset: str, doc_id: str) -> dict[str, dict[str, Any]]:
        key = (dataset, doc_id)
        if key not in self._extracted:
            number = list(DATASETS).index(dataset)
            with closing(self._journal()) as db:
                query = "SELECT payload FROM rows WHERE dataset = ? AND doc_id = ?"
                found = [row for (data,) in db.execute(query, (number, doc_id)) for row in payload.load(data)]
            names = tuple(positions(dataset))
            rows = (dict(zip(names, row, strict=True)) for row in found)
            self._extracted[key] = {row.get("row_id", ""): row for row in rows}
        return self._extracted[key]

    def published(self, dataset: str, doc_id: str, row_id: str) -> dict[str, Any] | None:
        """A row as the published run has it."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        key = (dataset, doc_id)
        if key not in self._published:
            folder = open_run(self.store.root).folders[dataset]
            rows = pq.read_table(folder, filters=pc.field("doc_id") == doc_id).to_pylist()
            self._published[key] = {row.get("row_id", ""): row for row in rows}
        return self._published[key].get(row_id)

    def _journal(self) -> sqlite3.Connection:
        path = self.store.journal
        if not path.is_file():
            raise CchcError(
                f"Trong {self.store.root} không có nhật ký của các lần chạy. Hãy chạy lại cchc extract để có."
            )
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)
