"""Bytes become Documents, records and Parquet: the only package with input and output.

::

    from pipeline import extract, read

    document = read("ke-hoach.docx")
    extraction = extract(document)
    extraction.scores[0].score
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.document import Document
    from schemas.records import Extraction

__all__ = ["extract", "read"]


def read(path: Path | str) -> Document:
    """Read one file, whatever its name says it is.

    Raises:
        ReadError: the file cannot be read; ``code`` and the message say why and what to do.
    """
    from pipeline import readers

    return readers.read(path)


def extract(document: Document | Path | str) -> Extraction:
    """All that a document says, as records; a path is read first.

    Raises:
        ReadError: the path cannot be read.
    """
    import extractors
    from schemas.document import Document

    return extractors.extract(document if isinstance(document, Document) else read(document))
