"""Readers: the bytes of a file become a :class:`~schemas.document.Document`."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers.sniff import sniff

if TYPE_CHECKING:
    from schemas.document import Document

READER_VERSION = "1"
READERS = {"docx": "pipeline.readers.docx", "text": "pipeline.readers.text"}


def read(path: Path | str, data: bytes | None = None) -> Document:
    """Read one file; ``data`` are its bytes where they are at hand, else they are read from ``path``."""
    path = Path(path)
    if data is None:
        data = path.read_bytes()
    kind = sniff(data)
    if kind not in READERS:
        raise ReadError("unsupported", f"Chưa đọc được định dạng {kind}.")
    document: Document = importlib.import_module(READERS[kind]).read(data, path.name)
    return document
