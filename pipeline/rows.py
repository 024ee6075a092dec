"""Records become rows: names, places and source words are added, in the order of the field dictionary."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from extractors.vietnamese.text import fold
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.document import Block, Document, Place
    from schemas.records import DocumentRecord, Extraction, Finding, Record, Source

Row = tuple[Any, ...]

ROW_DATASETS: Final = ("scores", "targets", "legal_bases", "tasks", "budget_lines", "findings")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file whether or not it could be read."""

    doc_id: str
    input: str
    source_path: str
    format: str
    status: str
    extractor_version: str
    duplicate_paths: tuple[str, ...] = ()
    sha256: str | None = None
    size_bytes: int | None = None
    error_code: str | None = None
    error: str | None = None
    pages: int | None = None
    ocr_confidence: float | None = None


@dataclass(slots=True)
class Rows:
    """The rows of every dataset, each row's values in the order of the dataset's fields."""

    by_dataset: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in DATASETS})

    def counts(self) -> dict[str, int]:
        """Rows by dataset."""
        return {name: len(rows) for name, rows in self.by_dataset.items()}

    def add_document(self, facts: FileFacts, record: DocumentRecord) -> None:
        """Add the ``documents`` row of a file."""
        values = [
            getattr(facts, name) if hasattr(facts, name) else getattr(record, name)
            for name in (field.name for field in DATASETS["documents"].fields)
            if name not in ("sources", "corrected")
        ]
        at = next(i for i, told in enumerate(DATASETS["documents"].fields) if told.name == "sources")
        values.insert(at, [_source(source) for source in record.sources])
        self.by_dataset["documents"].append((*values, False))

    def add_extraction(self, doc_id: str, document: Document, extraction: Extraction) -> None:
        """Add the rows of every other dataset, ``blocks`` included."""
        for dataset in ROW_DATASETS:
            records: Iterable[Record] = getattr(extraction, dataset)
            names = _Names(dataset, doc_id)
            own = own_fields(dataset)
            self.by_dataset[dataset].extend(
                _row(names, ordinal, record, own, _words(document, record.place))
                for ordinal, record in enumerate(records)
            )
        names = _Names("blocks", doc_id)
        self.by_dataset["blocks"].extend(
            _block_row(names, block, extraction.levels.get(block.index)) for block in document.blocks
        )


def _words(document: Document, place: Place) -> str:
    return document.blocks[place.block].text[place.start : place.end]


def _row(names: _Names, ordinal: int, record: Record, own: tuple[str, ...], words: str) -> Row:
    place = record.place
    return (
        names.doc_id,
        ordinal,
        names.name(words),
        *(_value(getattr(record, name)) for name in own),
        words,
        place.page,
        place.block,
        place.table_row,
        place.start,
        place.end,
        place.box,
        record.confidence,
        [_source(source) for source in record.sources],
        False,
    )


def finding_rows(doc_id: str, made: Iterable[tuple[Finding, str]], kept: Iterable[Row]) -> list[Row]:
    """The rows of ``findings`` of a document, in reading order: of findings with their words, and rows as they were."""
    own = own_fields("findings")
    at = {told.name: index for index, told in enumerate(DATASETS["findings"].fields)}
    places = at["block"], at["char_start"], at["rule"]
    passing = _Names("findings", doc_id)
    rows = [_row(passing, 0, finding, own, words) for finding, words in made]
    rows = sorted([*rows, *kept], key=lambda row: tuple(row[place] for place in places))
    names = _Names("findings", doc_id)
    return [(doc_id, ordinal, names.name(row[at["source_text"]]), *row[3:]) for ordinal, row in enumerate(rows)]


class _Names:
    """Names the rows of one dataset of one document: stable while the words stay, however the others change."""

    def __init__(self, dataset: str, doc_id: str) -> None:
        self.doc_id = doc_id
        self._prefix = f"{dataset}\x1f{doc_id}\x1f".encode()
        self._seen: Counter[str] = Counter()

    def name(self, words: str) -> str:
        folded = fold(words).text
        self._seen[folded] += 1
        return hashlib.sha256(self._prefix + f"{folded}\x1f{self._seen[folded]}".encode()).hexdigest()[:16]


def own_fields(dataset: str) -> tuple[str, ...]:
    """The fields of a dataset that its record has, in their order."""
    names = [told.name for told in DATASETS[dataset].fields]
    return tuple(names[names.index("row_id") + 1 : names.index("source_text")])


def _value(value: object) -> object:
    if isinstance(value, dict):
        return list(value.items())
    return value


def _source(source: Source) -> dict[str, Any]:
    place: Place | None = source.place
    if place is None:
        return {"field": source.field, "rule": source.rule}
    return {
        "field": source.field,
        "block": place.block,
        "table_row": place.table_row,
        "char_start": place.start,
        "char_end": place.end,
        "page": place.page,
        "bbox": place.box,
        "rule": source.rule,
    }


def _block_row(names: _Names, block: Block, level: int | None) -> Row:
    cells = block.table and [
        {
            "row": cell.row,
            "column": cell.column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "text": cell.text,
        }
        for cell in block.table.cells
    ]
    kind = block.kind
    if level is not None and kind in ("paragraph", "list_item"):
        kind = "heading"
    elif level is None and kind == "heading":  # a heading style on words that head nothing
        kind = "list_item" if block.label or block.text.startswith(("-", "+")) else "paragraph"
    return (
        names.doc_id,
        block.index,
        names.name(block.text),
        kind,
        level,
        block.text,
        cells,
        block.ocr_confidence,
        block.text,
        block.page,
        block.index,
        None,
        0,
        len(block.text),
        block.box,
        1.0 if block.ocr_confidence is None else block.ocr_confidence,
        [],
        False,
    )
