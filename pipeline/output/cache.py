"""Stored Documents: all that a reader saw, so that a file is read once.

Kept by content, reader version and settings of recognition (its language among them): what is done with the words
later, repairs included, never recognises a page again.

Private and disposable: a damaged or missing entry is read again from its file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.readers import READER_VERSION
from pipeline.readers.ocr_settings import SETTINGS
from schemas.document import Block, Cell, Document, Note, Table

if TYPE_CHECKING:
    from pathlib import Path


class DocumentCache:
    """Stored Documents below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}-{READER_VERSION}-{SETTINGS.key}.json.zst"

    def get(self, sha256: str) -> Document | None:
        """The Document of these bytes, or None where it is not stored or cannot be used."""
        import pyarrow as pa

        try:
            with pa.input_stream(str(self._path(sha256)), compression="zstd") as stream:
                return _document(json.loads(stream.read()))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, sha256: str, document: Document) -> None:
        """Store a Document; a full disk costs the entry, not the run."""
        import pyarrow as pa

        path = self._path(sha256)
        aside = path.with_suffix(".new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with pa.output_stream(str(aside), compression="zstd") as stream:
                stream.write(json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":")).encode())
            aside.replace(path)
        except OSError:
            aside.unlink(missing_ok=True)


def _plain(value: object) -> Any:
    """A dataclass as the list of its fields, the rest as JSON has it."""
    slots = getattr(type(value), "__dataclass_fields__", None)
    if slots is not None:
        return [_plain(getattr(value, name)) for name in slots]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _document(plain: list[Any]) -> Document:
    told = dict(zip(Document.__dataclass_fields__, plain, strict=True))
    told["blocks"] = tuple(_block(block) for block in told["blocks"])
    told["notes"] = tuple(Note(*note) for note in told["notes"])
    return Document(**told)


def _block(plain: list[Any]) -> Block:
    told = dict(zip(Block.__dataclass_fields__, plain, strict=True))
    told["breaks"] = tuple(told["breaks"])
    told["box"] = told["box"] and tuple(told["box"])
    told["doubts"] = tuple(map(tuple, told["doubts"]))
    if told["table"] is not None:
        cells, *rest = told["table"]
        told["table"] = Table(tuple(_cell(cell) for cell in cells), *rest)
    return Block(**told)


def _cell(plain: list[Any]) -> Cell:
    told = dict(zip(Cell.__dataclass_fields__, plain, strict=True))
    told["breaks"] = tuple(told["breaks"])
    told["box"] = told["box"] and tuple(told["box"])
    told["doubts"] = tuple(map(tuple, told["doubts"]))
    return Cell(**told)
