"""The output folder: datasets as Parquet that is put in place whole, and what the output remembers of itself.

::

    out/scores/part-00.parquet …   a folder a dataset, nothing else below it
    out/.cchc/                     private: what the output remembers, stored Documents, a run that is being written

Equal rows give equal bytes: rows are sorted, the schema comes from the field dictionary, and neither clock, host nor
run stands in the files.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CchcError
from schemas.arrow import arrow_schema
from schemas.fields import DATASETS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.rows import Row, Rows

PRIVATE: Final = ".cchc"
ROWS_A_FILE: Final = 250_000
"""A dataset stays one file up to here: one file is read ten to thirty times faster than thousands."""
FILES_AT_MOST: Final = 64


class OutputError(CchcError):
    """The output folder cannot be used as asked."""


@dataclass(frozen=True, slots=True)
class RememberedInput:
    """An input of the output: ``name`` as the person named it, ``path`` where it was found."""

    name: str
    path: str


class Store:
    """One output folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.private = root / PRIVATE
        self._memory = self.private / "output.json"

    def inputs(self) -> list[RememberedInput]:
        """The inputs that the published datasets were made of; empty for a new output.

        Raises:
            OutputError: the folder holds datasets that this program did not write, or its memory is damaged.
        """
        try:
            told: dict[str, Any] = json.loads(self._memory.read_text(encoding="utf-8"))
            return [RememberedInput(**item) for item in told["inputs"]]
        except FileNotFoundError:
            foreign = [name for name in DATASETS if (self.root / name).exists()]
            if foreign:
                raise OutputError(
                    f"{self.root} đã có thư mục {foreign[0]!r} không do cchc tạo. Hãy chọn thư mục khác cho --out."
                ) from None
            return []
        except (ValueError, KeyError, TypeError) as error:
            raise OutputError(
                f"Không đọc được {self._memory}: {error}. Hãy xóa thư mục {self.root} rồi chạy lại."
            ) from error

    def publish(self, rows: Rows, inputs: Sequence[RememberedInput]) -> None:
        """Write every dataset aside and put each in place in one step; on any failure nothing is replaced."""
        self.private.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix="run-", dir=self.private))
        try:
            for name in DATASETS:
                write_dataset(aside / name, name, rows.by_dataset[name])
            memory = {"schema_version": SCHEMA_VERSION, "inputs": [{"name": i.name, "path": i.path} for i in inputs]}
            written = aside / self._memory.name
            written.write_text(json.dumps(memory, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            for name in DATASETS:
                put_in_place(aside / name, self.root / name)
            written.replace(self._memory)
        except OSError as error:
            raise OutputError(f"Không ghi được vào {self.root}: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def write_dataset(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """Write the rows of a dataset, sorted, into a new folder: one file while it is small, then one a doc_id range."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(name)
    first, second = schema.get_field_index("doc_id"), schema.get_field_index("ordinal")
    ordered = sorted(rows, key=(lambda row: (row[first], row[second])) if second >= 0 else (lambda row: row[first]))
    files = min(FILES_AT_MOST, max(1, math.ceil(len(ordered) / ROWS_A_FILE)))
    parts: list[list[Row]] = [[] for _ in range(files)]
    for row in ordered:
        parts[int(row[first][:4], 16) * files >> 16].append(row)
    folder.mkdir(parents=True)
    for number, part in enumerate(parts):
        columns = list(zip(*part, strict=True)) if part else [()] * len(schema)
        arrays = [pa.array(column, type=told.type) for column, told in zip(columns, schema, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=schema)
        pq.write_table(table, folder / f"part-{number:02d}.parquet", compression="zstd")


def put_in_place(new: Path, place: Path) -> None:
    """Make ``new`` stand at ``place``, in one step where the system can exchange two names; the old one goes."""
    if not place.exists():
        new.rename(place)
        return
    if not _exchange(new, place):
        old = new.with_name(new.name + ".old")
        place.rename(old)
        new.rename(place)
        new = old
    shutil.rmtree(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names atomically (Linux ``renameat2``); False where that is not to be had."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
