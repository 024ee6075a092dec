"""From the journal to a kept run: which parts are written anew, which are those of the run before; the folder whole."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any, Final

from pipeline import datapackage, place
from pipeline.errors import WriteError
from pipeline.parts import FORMAT, PartJob, parts_of
from pipeline.pool import Fault
from pipeline.store import INPUTS, older_schema
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.corrections.apply import Corrections
    from pipeline.journal import Journal
    from pipeline.parts import Part
    from pipeline.pool import Pool
    from pipeline.store import Store

PART_SECONDS: Final = 3600.0
"""A part is sure to end: this is for a disk that hangs."""
ROWS_A_WORKER: Final = 50_000
"""Rows to be written that are worth the start of another worker."""
Parts = dict[str, dict[str, dict[str, Any]]]
"""By dataset and file: its rows, the stamp of what it was made of, and its size in bytes."""


def write_run(
    store: Store, journal: Journal, pool: Pool, base: str | None, corrections: Corrections
) -> tuple[Path, Parts]:
    """Write all datasets of the run aside; the folder, and its parts.

    Args:
        store: the output.
        journal: what is to be written, gathered.
        pool: the workers that write.
        base: the run whose files stand for parts that are as they were.
        corrections: what people set in the rows.

    Raises:
        WriteError: something could not be written, or is not what it should be; nothing was replaced.
    """
    aside = store.aside()
    try:
        known = _usable(store, base)
        parts: Parts = {name: {} for name in DATASETS}
        jobs = []
        for part, rows, stamp in _plan(journal, corrections):
            told: dict[str, Any] = {"rows": rows, "stamp": stamp}
            parts[part.dataset][part.file] = told
            target = aside / part.dataset / part.file
            old = known.get(part.dataset, {}).get(part.file, {})
            source = store.runs / (base or "") / part.dataset / part.file
            if old.get("stamp") == stamp and source.is_file() and source.stat().st_size == old.get("bytes"):
                target.parent.mkdir(exist_ok=True)
                place.link_file(source, target)
                told["bytes"] = old["bytes"]
            else:
                cells = corrections.cells(part.dataset, *part.bounds())
                jobs.append((told, PartJob(str(journal.path), part, rows, str(target), cells)))
        rows_to_write = sum(job.rows for _, job in jobs)
        for told, size in pool.map(jobs, PART_SECONDS, 1 + rows_to_write // ROWS_A_WORKER):
            if isinstance(size, Fault):
                raise WriteError(f"Không ghi được các bảng: {size.message} Kết quả cũ giữ nguyên.")
            told["bytes"] = size
        with (aside / INPUTS).open("w", encoding="utf-8", newline="\n") as stream:
            for document in journal.documents():
                stream.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
        files = {name: [f"{name}/{file}" for file in sorted(told)] for name, told in parts.items()}
        place.write_text(aside / datapackage.NAME, datapackage.describe(files))
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        if isinstance(error, OSError):
            raise WriteError.of(store.root, error) from error
        raise
    return aside, parts


def _usable(store: Store, base: str | None) -> Mapping[str, Any]:
    manifest = store.manifest(base)
    if manifest is None or older_schema(manifest) or manifest.get("format") != FORMAT:
        return {}
    parts: Mapping[str, Any] = manifest.get("parts", {})
    return parts


def _plan(journal: Journal, corrections: Corrections) -> Iterator[tuple[Part, int, str]]:
    """Every part with its number of rows and the stamp of what it is made of."""
    counts = journal.counts()
    for name in DATASETS:
        parts = parts_of(name, counts[name])
        rows, digest = 0, hashlib.sha256()
        waiting = iter(parts)
        part = next(waiting)
        behind = part.bounds()[1]
        for doc_id, count, stamp in journal.stamps(name):
            while doc_id >= behind:
                yield part, rows, digest.hexdigest()
                part, rows, digest = next(waiting), 0, hashlib.sha256()
                behind = part.bounds()[1]
            rows += count
            digest.update(f"{doc_id}{stamp}{corrections.digest(doc_id, name)}".encode())
        yield part, rows, digest.hexdigest()
        for empty in waiting:
            yield empty, 0, hashlib.sha256().hexdigest()
