"""What two kept runs say differently: rows added, gone and changed, field by field.

Rows of a file whose content changed have other names (doc_id, row_id); they are paired by the file's path and their
words, then by likeness of words in reading order. Places (block, offsets, page) are no change of what a row says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pipeline.corrections.apply import RULE
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLACES: Final = frozenset(
    {"doc_id", "row_id", "ordinal", "page", "block", "table_row", "char_start", "char_end", "bbox", "sources"}
)
_MADE: Final = frozenset({"extractor_version", "sha256", "size_bytes", "confidence", "duplicate_paths", "corrected"})
LIKE: Final = 60
"""Least likeness of words, of 100, at which two rows are one row that changed."""
PAIRED_AT_MOST: Final = 400
"""Rows of one document and dataset that are paired by likeness; beyond, they are added and gone."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: ``change`` is ``added``, ``gone`` or ``changed``; of a changed row, one of its fields.

    ``by`` says that a person's correction made the difference (``corrected``), or that one no longer holds
    (``withdrawn``).
    """

    dataset: str
    change: str
    source_path: str
    row_id: str | None
    words: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    by: str | None = None


Row = dict[str, Any]


def differences(before: Path, after: Path) -> Iterator[Difference]:
    """What changed from one run's folder to another's, by dataset and path."""
    import duckdb

    with duckdb.connect() as db:
        db.execute("SET threads = 1")
        for name in DATASETS:
            yield from _of_dataset(db, name, before, after)


def _of_dataset(db: Any, name: str, before: Path, after: Path) -> Iterator[Difference]:
    left: dict[str, list[Row]] = defaultdict(list)
    right: dict[str, list[Row]] = defaultdict(list)
    for here, there, kept in ((before, after, left), (after, before, right)):
        for row in _only_here(db, name, here, there):
            kept[row["source_path"]].append(row)
    for path in sorted({*left, *right}):
        pairs, gone, added = _paired(left.get(path, []), right.get(path, []))
        for old, new in pairs:
            yield from _changed(name, path, old, new)
        for change, rows in (("gone", gone), ("added", added)):
            for row in rows:
                yield Difference(name, change, path, row.get("row_id"), _words(row))


def _only_here(db: Any, name: str, here: Path, there: Path) -> list[Row]:
    """The rows of a dataset that say something that no row of the other run says, with the path of their file."""

    def read(folder: Path) -> str:
        told = f"read_parquet('{_quoted(folder / name)}/*.parquet')"
        if name == "documents":
            return f"SELECT * FROM {told}"
        return (
            f"SELECT d.source_path, r.* FROM {told} r "
            f"JOIN read_parquet('{_quoted(folder / 'documents')}/*.parquet') d USING (doc_id)"
        )

    fields = [field.name for field in DATASETS[name].fields if field.name not in _PLACES | _MADE | {"source_path"}]
    same = " AND ".join(f"a.{field} IS NOT DISTINCT FROM b.{field}" for field in fields)
    query = (
        f"SELECT a.* FROM ({read(here)}) a ANTI JOIN ({read(there)}) b "
        f"ON a.source_path = b.source_path AND {same} ORDER BY a.source_path, a.doc_id{_order(name)}"
    )
    cursor = db.execute(query)
    heads = [told[0] for told in cursor.description]
    return [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]


def _order(name: str) -> str:
    return {"documents": "", "blocks": ", a.block"}.get(name, ", a.ordinal")


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")


def _words(row: Row) -> str:
    return str(row.get("source_text") or row.get("title") or row.get("error") or "")


def _paired(left: list[Row], right: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Rows of one document that are one row in two runs, and those that stand in one run alone."""
    pairs: list[tuple[Row, Row]] = []
    for key in (lambda row: row.get("row_id"), _words):
        waiting: dict[Any, list[Row]] = defaultdict(list)
        for row in left:
            waiting[key(row)].append(row)
        rest = []
        for row in right:
            found = waiting.get(key(row))
            if found:
                pairs.append((found.pop(0), row))
            else:
                rest.append(row)
        left, right = [row for rows in waiting.values() for row in rows], rest
    if left and right and len(left) * len(right) <= PAIRED_AT_MOST**2:
        left, right = _pair_like(pairs, left, right)
    return pairs, left, right


def _pair_like(pairs: list[tuple[Row, Row]], left: list[Row], right: list[Row]) -> tuple[list[Row], list[Row]]:
    from rapidfuzz import fuzz

    likeness = sorted(
        (
            (fuzz.ratio(_words(old), _words(new), score_cutoff=LIKE), -abs(i - j), i, j)
            for i, old in enumerate(left)
            for j, new in enumerate(right)
        ),
        reverse=True,
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for score, _, i, j in likeness:
        if score and i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((left[i], right[j]))
    return (
        [row for i, row in enumerate(left) if i not in taken_left],
        [row for j, row in enumerate(right) if j not in taken_right],
    )


def _changed(name: str, path: str, old: Row, new: Row) -> Iterator[Difference]:
    set_before, set_now = _corrected(old), _corrected(new)
    for field in DATASETS[name].fields:
        if field.name in _PLACES | _MADE or field.name == "source_path":
            continue
        if old[field.name] != new[field.name]:
            told = _told(old[field.name]), _told(new[field.name])
            by = "corrected" if field.name in set_now else "withdrawn" if field.name in set_before else None
            yield Difference(name, "changed", path, new.get("row_id"), _words(new), field.name, *told, by)


def _corrected(row: Row) -> set[str]:
    """The fields that a person set."""
    return {source["field"] for source in row["sources"] or () if source["rule"] == RULE}


def _told(value: object) -> str | None:
    """A value as text, the same for equal values."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_told(item)) for item in value)
    return str(value)
