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

    from pipeline.output.published import Published
    from schemas.document import Document
    from schemas.records import Extraction

__all__ = ["extract", "open", "read"]


def read(path: Path | str) -> Document:
    """Read one file, whatever its name says it is.

    Raises:
        ReadError: the file cannot be read; ``code`` and the message say why and what to do.
    """
    from extractors.vietnamese.repair import repaired
    from pipeline import readers

    return repaired(readers.read(path))


def extract(document: Document | Path | str) -> Extraction:
    """All that a document says, as records; a path is read first.

    Raises:
        ReadError: the path cannot be read.
    """
    import extractors
    from schemas.document import Document

    return extractors.extract(document if isinstance(document, Document) else read(document))


def open(out: Path | str) -> Published:  # noqa: A001  pipeline.open() is what it is called
    """The published run of an output folder, resolved once: its datasets are of one run, whatever comes next.

    Raises:
        CchcError: nothing is published there.
    """
    from pathlib import Path

    from pipeline.output.published import open_run

    return open_run(Path(out))
