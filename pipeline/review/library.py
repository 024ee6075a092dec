"""What there is to see: the documents of the published run, the doubtful first, and all of one document."""

from __future__ import annotations

import threading
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from extractors.vietnamese.repair import repaired
from pipeline.charts import open_charts
from pipeline.output.cache import DocumentCache
from pipeline.output.place import pointed
from pipeline.output.published import open_run
from pipeline.output.store import POINTER, Store
from pipeline.queries.database import datasets
from pipeline.rows import ROW_DATASETS
from schemas.document import Block, Cell, Document, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.dataset as ds

    from pipeline.charts import Chart, Charts
    from pipeline.language import Code
    from pipeline.output.published import Published

DOUBTFUL: Final = 0.85
"""Rows below this confidence are shown first: what a guess or a recognition (OCR) decided."""
SHOWN: Final = ("scores", "targets", "tasks", "budget_lines", "legal_bases")
"""The datasets in the order in which their rows are shown; findings stand with the rows that they are about."""
ROUTINE: Final = "info"
"""Severity of findings that only tell what was done."""
_READ: Final = {"failed": 0, "partial": 1}


@dataclass(slots=True)
class Summary:
    """A document in the list. ``values`` is its row of ``documents``; ``rows`` counts those of each dataset."""

    values: Mapping[str, Any]
    rows: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0
    lowest: float | None = None
    severities: Counter[str] = field(default_factory=Counter)
    key: str = ""

    @property
    def doc_id(self) -> str:
        """The document's name."""
        name: str = self.values["doc_id"]
        return name

    @property
    def to_see(self) -> int:
        """How many things a person should look at."""
        return self.doubtful + self.severities["error"] + self.severities["warning"]

    @property
    def rank(self) -> tuple[Any, ...]:
        """The doubtful first: what was not read, then errors, then doubts, then by path."""
        unread = _READ.get(self.values["status"], 2)
        return unread, -self.severities["error"], -self.to_see, self.values["source_path"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a dataset as published; ``number`` names it within its document's page."""

    dataset: str
    number: int
    values: Mapping[str, Any]

    @property
    def row_id(self) -> str:
        """The row's name; the row of ``documents`` has none and is ``document`` on its page."""
        name: str = self.values.get("row_id") or "document"
        return name

    @property
    def confidence(self) -> float | None:
        """How likely all its fields are right; None for the row of ``documents``."""
        sure: float | None = self.values.get("confidence")
        return sure


@dataclass(frozen=True, slots=True)
class Opened:
    """One document: its rows, that of ``documents`` first, and what was read.

    ``document`` has the text that the rows' places point into; ``kinds`` the kind and level of each of its blocks as
    the extractors saw them.
    """

    rows: tuple[Row, ...]
    document: Document
    kinds: tuple[tuple[str, int | None], ...]

    @property
    def values(self) -> Mapping[str, Any]:
        """The document's row of ``documents``."""
        return self.rows[0].values

    @property
    def doc_id(self) -> str:
        """The document's name."""
        name: str = self.values["doc_id"]
        return name

    def of(self, dataset: str) -> list[Row]:
        """The rows of one dataset."""
        return [row for row in self.rows if row.dataset == dataset]


class Library:
    """The documents that an output publishes; a new run is seen with the next question.

    Args:
        out: the output folder.
        secret: whether documents with a secrecy stamp are shown.
    """

    def __init__(self, out: Path, *, secret: bool = False) -> None:
        self.store = Store(out)
        self.secret = secret
        self._lock = threading.Lock()
        self._shelf: tuple[Path, Shelf] | None = None

    def shelf(self) -> Shelf:
        """The present run.

        Raises:
            CchcError: nothing is published there.
        """
        with self._lock:
            root = (pointed(self.store.root / POINTER) or self.store.root).resolve()
            if self._shelf is None or self._shelf[0] != root:
                self._shelf = root, Shelf(open_run(self.store.root), self.store.documents, secret=self.secret)
            return self._shelf[1]


class Shelf:
    """The documents of one run.

    Args:
        run: the run.
        documents: the folder of stored Documents.
        secret: whether documents with a secrecy stamp are shown.
    """

    def __init__(self, run: Published, documents: Path, *, secret: bool) -> None:
        self.run, self.secret = run, secret
        self._datasets = datasets(run, secret=secret)
        self._alone = threading.Lock()
        self._charts: Charts | None = None
        self._cache = DocumentCache(documents)
        self.summaries = _summaries(self._datasets)
        self.by_id = {summary.doc_id: summary for summary in self.summaries}
        self._places = {summary.doc_id: at for at, summary in enumerate(self.summaries)}

    def around(self, doc_id: str) -> tuple[str | None, str | None]:
        """The documents before and after one in the list."""
        at = self._places[doc_id]
        before = self.summaries[at - 1].doc_id if at else None
        return before, self.summaries[at + 1].doc_id if at + 1 < len(self.summaries) else None

    def opened(self, doc_id: str) -> Opened | None:
        """One document with all its rows; None where the run has none of this name."""
        import pyarrow.compute as pc

        summary = self.by_id.get(doc_id)
        if summary is None:
            return None
        of_document = pc.field("doc_id") == doc_id
        names = ["documents", *(name for name in ROW_DATASETS if summary.rows[name]), "blocks"]
        return self._opened({name: self._datasets[name].to_table(filter=of_document) for name in names})

    def charts(self, doc_id: str | None, language: Code) -> list[Chart]:
        """The charts of one document, or over all; one at a time, since a database has one user."""
        with self._alone:
            if self._charts is None:
                self._charts = open_charts(self.run, secret=self.secret)
            return self._charts.for_document(doc_id, language) if doc_id else self._charts.overview(language)

    def document(self, doc_id: str) -> Document:
        """What was read of a document, without its rows; KeyError where the run has none of this name."""
        import pyarrow.compute as pc

        blocks = self._datasets["blocks"].to_table(filter=pc.field("doc_id") == doc_id)
        return self._document(self.by_id[doc_id].values, blocks)

    def walk(self, wanted: Sequence[str] | None = None) -> Iterator[Opened]:
        """Every document, or those of a range, in the order of doc_id; each dataset is read once, from end to end."""
        import pyarrow.compute as pc

        names = sorted(self.by_id) if wanted is None else wanted
        within = None if wanted is None else (pc.field("doc_id") >= names[0]) & (pc.field("doc_id") <= names[-1])
        streams = {name: _by_document(self._datasets[name], within) for name in ("documents", *ROW_DATASETS, "blocks")}
        waiting = {name: next(stream, None) for name, stream in streams.items()}
        for doc_id in names:
            tables: dict[str, pa.Table] = {}
            for name, stream in streams.items():
                held = waiting[name]
                if held is not None and held[0] == doc_id:
                    tables[name] = held[1]
                    waiting[name] = next(stream, None)
            yield self._opened(tables)

    def _opened(self, tables: Mapping[str, pa.Table]) -> Opened:
        """A document from its part of each dataset, which is in order there."""
        rows: list[tuple[str, dict[str, Any]]] = []
        for name in ("documents", *SHOWN, "findings"):
            if name in tables:
                rows += ((name, values) for values in tables[name].to_pylist())
        blocks = tables.get("blocks")
        kinds = (
            () if blocks is None else tuple(zip(blocks["kind"].to_pylist(), blocks["level"].to_pylist(), strict=True))
        )
        numbered = tuple(Row(name, number, values) for number, (name, values) in enumerate(rows))
        return Opened(numbered, self._document(numbered[0].values, blocks), kinds)

    def _document(self, told: Mapping[str, Any], blocks: pa.Table | None) -> Document:
        """The stored Document where it is the one that the rows were read from, else what ``blocks`` has of it."""
        if blocks is None or not len(blocks):
            return Document(told["format"], ())
        stored = self._cache.get(told["sha256"]) if told["sha256"] else None
        if stored is not None:
            stored = repaired(stored)
            if [block.text for block in stored.blocks] == blocks["text"].to_pylist():
                return stored
        return Document(told["format"], tuple(map(_block, blocks.to_pylist())), told["pages"])


def _block(values: Mapping[str, Any]) -> Block:
    table, text = None, values["text"]
    if values["kind"] == "table":
        cells = tuple(Cell(**cell) for cell in _plain_cells(values["cells"] or ()))
        rows = max((cell.row + cell.row_span for cell in cells), default=0)
        columns = max((cell.column + cell.column_span for cell in cells), default=0)
        table = Table(cells, rows, columns)
    return Block(
        values["block"], values["kind"], text, table=table, page=values["page"],
        box=tuple(values["bbox"]) if values["bbox"] else None, ocr_confidence=values["ocr_confidence"],
    )  # fmt: skip


def _plain_cells(cells: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    names = ("row", "column", "text", "row_span", "column_span")
    return ({name: cell[name] for name in names} for cell in cells)


def _by_document(dataset: ds.Dataset, within: ds.Expression | None) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each document, which stand together, in the order of doc_id."""
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    name = None
    for batch in dataset.to_batches(filter=within):
        ids = batch.column("doc_id").to_pylist()
        start = 0
        while start < len(ids):
            end = start
            while end < len(ids) and ids[end] == ids[start]:
                end += 1
            if name is not None and ids[start] != name:
                yield name, pa.Table.from_batches(held)
                held = []
            name = ids[start]
            held.append(batch.slice(start, end - start))
            start = end
    if name is not None:
        yield name, pa.Table.from_batches(held)


def _summaries(opened: Mapping[str, ds.Dataset]) -> list[Summary]:
    import pyarrow.compute as pc

    columns = [name for name in opened["documents"].schema.names if name != "sources"]
    found = {values["doc_id"]: Summary(values) for values in opened["documents"].to_table(columns=columns).to_pylist()}
    for name in SHOWN:
        table = opened[name].to_table(columns=["doc_id", "confidence"])
        table = table.append_column("low", pc.cast(pc.less(table["confidence"], DOUBTFUL), "int32"))
        told = table.group_by("doc_id").aggregate([("low", "count"), ("low", "sum"), ("confidence", "min")])
        for doc_id, count, low, lowest in zip(
            *(told[column].to_pylist() for column in ("doc_id", "low_count", "low_sum", "confidence_min")), strict=True
        ):
            summary = found[doc_id]
            summary.rows[name] = count
            summary.doubtful += low
            summary.lowest = lowest if summary.lowest is None else min(summary.lowest, lowest)
    told = opened["findings"].to_table(columns=["doc_id", "severity"])
    for doc_id, severity in zip(told["doc_id"].to_pylist(), told["severity"].to_pylist(), strict=True):
        found[doc_id].severities[severity] += 1
        found[doc_id].rows["findings"] += 1
    for summary in found.values():
        summary.key = search_key(" ".join(_searched(summary.values)))
    return sorted(found.values(), key=lambda summary: summary.rank)


_SEARCHED: Final = ("title", "agency", "province", "province_2025", "symbol", "signer", "source_path", "doc_id")


def _searched(values: Mapping[str, Any]) -> Iterator[str]:
    if values["number"] and values["symbol"]:
        yield f"{values['number']}/{values['symbol']}"
    for year in ("plan_year", "plan_year_to", "issued_year"):
        if values[year]:
            yield str(values[year])
    for name in _SEARCHED:
        if values[name]:
            yield values[name]


def search_key(text: str) -> str:
    """Text as it is searched: lower case, without the marks of letters, so that "ke hoach" finds "Kế hoạch"."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").split())


def about(rows: Iterable[Row]) -> Mapping[tuple[str, int], list[Row]]:
    """The findings about each row, by dataset and ordinal, those that only tell left out."""
    found: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        told = row.values
        if row.dataset == "findings" and told["severity"] != ROUTINE and told["dataset"]:
            found[told["dataset"], told["row_ordinal"]].append(row)
    return found
