"""From the journal to a kept run: which parts are written anew, which are those of the run before; the folder whole."""

from __future__ import annotations

import hashlib
import shutil
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import WriteError
from pipeline.language import say, why_unread
from pipeline.output import datapackage, place
from pipeline.output.parts import FORMAT, PartJob, parts_of
from pipeline.output.store import INPUTS, older_schema
from pipeline.runs.pool import Fault
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.corrections.apply import Corrections
    from pipeline.output.parts import Part
    from pipeline.output.store import Store
    from pipeline.runs.journal import Journal
    from pipeline.runs.pool import Pool

PART_SECONDS: Final = 3600.0
"""A part is sure to end: this is for a disk that hangs."""
ROWS_A_WORKER: Final = 50_000
"""Rows to be made from the journal that are worth the start of another worker."""
MERGED_FROM: Final = 4
"""Rows of a part for each document that differs, from which on it is made of the one before."""
Parts = dict[str, dict[str, dict[str, Any]]]
"""By dataset and file: its rows, the stamp of what it was made of, and its size in bytes."""


def write_run(
    store: Store,
    journal: Journal,
    pool: Pool,
    base: str | None,
    corrections: Corrections,
    counts: Mapping[str, int],
    differing: Collection[str],
) -> tuple[Path, Parts]:
    """Write all datasets of the run aside; the folder, and its parts.

    Args:
        store: the output.
        journal: what is to be written, gathered.
        pool: the workers that write.
        base: the run whose files stand for parts that are as they were.
        corrections: what people set in the rows.
        counts: rows by dataset, as the journal has them.
        differing: doc_id of the documents whose rows are not those of that run.

    Raises:
        WriteError: something could not be written, or is not what it should be; nothing was replaced.
    """
    aside = store.aside()
    try:
        earlier = _Earlier.of(store, base, differing)
        parts: Parts = {name: {} for name in DATASETS}
        most = _workers(counts, earlier)
        for told, size in pool.map(_jobs(journal, corrections, counts, earlier, aside, parts), PART_SECONDS, most):
            if isinstance(size, Fault):
                why = why_unread(size.code, size.message)
                raise WriteError(say("Không ghi được các bảng: {why} Kết quả cũ giữ nguyên.", why=why))
            told["bytes"] = size
        files = {name: [f"{name}/{file}" for file in sorted(told)] for name, told in parts.items()}
        place.write_text(aside / datapackage.NAME, datapackage.describe(files))
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        if isinstance(error, OSError):
            raise WriteError.of(store.root, error) from error
        raise
    return aside, parts


def _jobs(
    journal: Journal, corrections: Corrections, counts: Mapping[str, int], earlier: _Earlier, aside: Path, parts: Parts
) -> Iterator[tuple[dict[str, Any], PartJob]]:
    """The parts to be written; those that are as they were are linked, and all are told of in ``parts``.

    Planned while workers write: the pool asks for one job more than it hands out.
    """
    for part, rows, stamp in _plan(journal, corrections, counts, earlier):
        told: dict[str, Any] = {"rows": rows, "stamp": stamp}
        parts[part.dataset][part.file] = told
        target = aside / part.dataset / part.file
        before, old = earlier.find(part)
        if before and old["stamp"] == stamp:
            target.parent.mkdir(exist_ok=True)
            place.link_file(before, target)
            told["bytes"] = old["bytes"]
        else:
            here = earlier.differing_in(part)
            merged = before if len(here) * MERGED_FROM <= rows else None
            cells = corrections.cells(part.dataset, *part.bounds())
            yield told, PartJob(str(journal.path), part, rows, str(target), cells, merged, here)
    with (aside / INPUTS).open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{document}\n" for document in journal.documents())


def _workers(counts: Mapping[str, int], earlier: _Earlier) -> int:
    """How many workers are worth while: one, where most rows come from the run before."""
    made_anew = not earlier.parts or len(earlier.differing) * MERGED_FROM > counts["documents"]
    return 1 + sum(counts.values()) // ROWS_A_WORKER if made_anew else 1


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The run before: its parts stand for those that are as they were, their rows for most of those that are not."""

    folder: Path
    parts: Mapping[str, Any]
    differing: Sequence[str]

    @classmethod
    def of(cls, store: Store, run: str | None, differing: Collection[str]) -> _Earlier:
        manifest = store.manifest(run)
        if run is None or manifest is None or older_schema(manifest) or manifest.get("format") != FORMAT:
            return cls(store.runs, {}, ())
        return cls(store.runs / run, manifest.get("parts", {}), sorted(differing))

    def find(self, part: Part) -> tuple[Path | None, Mapping[str, Any]]:
        """The file of a part, None where it is not there whole or covers other documents; and what was told of it."""
        parts = self.parts.get(part.dataset, {})
        told = parts.get(part.file, {})
        file = self.folder / part.dataset / part.file
        usable = len(parts) == part.of and file.is_file() and file.stat().st_size == told["bytes"]
        return (file if usable else None), told

    def differing_in(self, part: Part) -> Sequence[str]:
        """doc_id of the documents of a part whose rows are not as they were."""
        low, high = part.bounds()
        return self.differing[bisect_left(self.differing, low) : bisect_left(self.differing, high)]


def _plan(
    journal: Journal, corrections: Corrections, counts: Mapping[str, int], earlier: _Earlier
) -> Iterator[tuple[Part, int, str]]:
    """Every part with its number of rows and the stamp of what it is made of."""
    for name in DATASETS:
        for part in parts_of(name, counts[name]):
            before, told = earlier.find(part)
            if before and not earlier.differing_in(part):
                yield part, told["rows"], told["stamp"]
                continue
            rows, digest = 0, hashlib.sha256()
            for doc_id, count, stamp in journal.stamps(name, *part.bounds()):
                rows += count
                digest.update(f"{doc_id}{stamp}{corrections.digest(doc_id, name)}".encode())
            yield part, rows, digest.hexdigest()
