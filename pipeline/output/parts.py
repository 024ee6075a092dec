"""Parquet parts of the datasets, made from the journal by the workers: the parent holds no rows.

Equal rows give equal bytes: rows are sorted, the schema comes from the field dictionary, and neither clock, host nor
run stands in the files.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.corrections.apply import apply
from pipeline.output import payload
from schemas.arrow import arrow_schema
from schemas.fields import DATASETS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

    from pipeline.corrections.apply import Cells
    from pipeline.rows import Row

ROWS_A_FILE: Final = 10_000
"""A dataset stays one file up to here; beyond, a change of one document writes one part anew, not the dataset."""
FILES_AT_MOST: Final = 64
_ROWS_AT_ONCE: Final = 4096
_CUTS: Final = 1 << 16
"""Parts are ranges of the first four digits of doc_id."""
FORMAT: Final = f"{SCHEMA_VERSION}-{version('pyarrow')}"
"""What besides the rows the bytes of a part depend on."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a dataset: a range of doc_id. ``number`` of ``of`` parts."""

    dataset: str
    number: int
    of: int

    @property
    def file(self) -> str:
        """Its name in the dataset's folder."""
        return f"part-{self.number:02d}.parquet"

    def bounds(self) -> tuple[str, str]:
        """The first doc_id of the range, and the first behind it."""
        low, high = (-(-number * _CUTS // self.of) for number in (self.number, self.number + 1))
        return f"{low:04x}", "g" if high >= _CUTS else f"{high:04x}"


def parts_of(dataset: str, rows: int) -> list[Part]:
    """The parts of a dataset of so many rows: one, or a power of two, so that growth seldom cuts all anew."""
    files = 1
    while files < FILES_AT_MOST and rows > files * ROWS_A_FILE:
        files *= 2
    return [Part(dataset, number, files) for number in range(files)]


@dataclass(frozen=True, slots=True)
class PartJob:
    """A part to be written and checked.

    Args:
        journal: where the rows are.
        part: which part.
        rows: how many there are.
        target: the file to be written.
        corrected: what people set in its rows.
        before: the same part of the run before, where only the rows of some documents differ from it.
        differing: doc_id of these documents, those that are gone included.
    """

    journal: str
    part: Part
    rows: int
    target: str
    corrected: Cells = field(default_factory=dict)
    before: Path | None = None
    differing: Sequence[str] = ()

    def run(self) -> int:
        """Write the part; its size in bytes.

        Raises:
            ValueError: what was written is not what the journal counts, or is not in order.
        """
        target, name = Path(self.target), self.part.dataset
        with closing(sqlite3.connect(f"{Path(self.journal).resolve().as_uri()}?mode=ro", uri=True, timeout=60)) as db:
            if self.before is not None:
                with suppress(OSError, ValueError):  # the file before is damaged: the part is made anew
                    ranges = [(doc_id, f"{doc_id}\0") for doc_id in self.differing]
                    rows = (row for low, high in ranges for row in self._rows(db, low, high))
                    write_merged(target, name, self.before, self.differing, rows)
                    return check_part(target, name, self.rows)
            write_part(target, name, self._rows(db, *self.part.bounds()))
        return check_part(target, name, self.rows)

    def _rows(self, db: sqlite3.Connection, low: str, high: str) -> Iterator[Row]:
        """The rows of a range of doc_id, as they are published."""
        name = self.part.dataset
        query = (
            "SELECT payload, input, source_path, duplicates FROM rows JOIN live USING (doc_id) "
            "WHERE dataset = ? AND doc_id >= ? AND doc_id < ? ORDER BY doc_id"
        )
        found = db.execute(query, (list(DATASETS).index(name), low, high))
        rows = _placed(found) if name == "documents" else (row for told in found for row in payload.load(told[0]))
        return apply(name, rows, self.corrected) if self.corrected else rows


def _placed(found: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """Rows of ``documents`` with the names of their files, which are no part of a content's result."""
    names = [field.name for field in DATASETS["documents"].fields]
    at = [names.index(name) for name in ("input", "source_path", "duplicate_paths")]
    for data, source, path, duplicates in found:
        for row in payload.load(data):
            placed = list(row)
            for index, value in zip(at, (source, path, json.loads(duplicates)), strict=True):
                placed[index] = value
            yield tuple(placed)


def write_part(path: Path, name: str, rows: Iterable[Row]) -> None:
    """Write rows, sorted by doc_id and ordinal, as one file."""
    _write(path, _tables(name, rows))


def write_merged(path: Path, name: str, before: Path, differing: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a part from the one before without the rows of some documents, and other rows: the bytes as if made anew.

    Ten times faster than rows that are made anew: those that stay are never Python objects.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    schema = arrow_schema(name)
    old = pq.ParquetFile(before).read()  # read_table and sort_by load much more of the library
    if not old.schema.equals(schema):
        raise ValueError(f"{before.name} of {name} has another schema")
    old = old.cast(schema)  # without what the file adds to its fields
    old = old.filter(pc.invert(pc.is_in(old["doc_id"], pa.array(differing, type=pa.string()))))
    keys = [("doc_id", "ascending"), *([("ordinal", "ascending")] if "ordinal" in schema.names else [])]
    whole = pa.concat_tables([old, *_tables(name, rows)])
    _write(path, [whole.take(pc.sort_indices(whole, sort_keys=keys))])


def _write(path: Path, tables: Sequence[pa.Table]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.concat_tables(tables).combine_chunks(), path, compression="zstd")


def _tables(name: str, rows: Iterable[Row]) -> list[pa.Table]:
    """Rows as Arrow, a few thousand at a time."""
    schema = arrow_schema(name)
    tables = []
    slice_: list[Row] = []
    for row in rows:
        slice_.append(row)
        if len(slice_) == _ROWS_AT_ONCE:
            tables.append(_table(schema, slice_))
            slice_ = []
    tables.append(_table(schema, slice_))
    return tables


def _table(schema: pa.Schema, rows: Sequence[Row]) -> pa.Table:
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, type=told.type) for column, told in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def check_part(path: Path, name: str, rows: int) -> int:
    """Read back what must hold of a part: schema, number of rows, keys in order and once; its size in bytes."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    schema = arrow_schema(name)
    written = pq.read_schema(path)
    if not written.equals(schema) or written.metadata != schema.metadata:
        raise ValueError(f"{path.name} of {name} has another schema")
    order = "ordinal" if "ordinal" in schema.names else None
    with pq.ParquetFile(path) as file:
        keys = file.read(columns=["doc_id", *([order] if order else []), *(["row_id"] if order else [])])
    if keys.num_rows != rows:
        raise ValueError(f"{path.name} of {name} has {keys.num_rows} rows instead of {rows}")
    if rows > 1:
        doc_id = keys["doc_id"].combine_chunks()
        before, after = doc_id[:-1], doc_id[1:]
        rising = pc.less(before, after)
        if order:
            ordinal = keys[order].combine_chunks()
            rising = pc.or_(rising, pc.and_(pc.equal(before, after), pc.less(ordinal[:-1], ordinal[1:])))
        if not pc.all(rising).as_py():
            raise ValueError(f"{path.name} of {name} has a key twice or out of order")
        if order and pc.count_distinct(keys["row_id"]).as_py() != rows:
            raise ValueError(f"{path.name} of {name} has a row_id twice")
    if any(keys[column].null_count for column in keys.column_names):
        raise ValueError(f"{path.name} of {name} has a row without a key")
    return path.stat().st_size
