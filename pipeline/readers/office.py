"""Office files that LibreOffice reads for us (.rtf, .odt, a .doc that two readers disagree on): as Word files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import docx
from pipeline.readers.sniff import sniff
from pipeline.tools import libreoffice

if TYPE_CHECKING:
    from schemas.document import Document


def read(data: bytes, name: str = "") -> Document:
    """Read a file through LibreOffice; raises ReadError where it is missing or made nothing of the file."""
    return through_word(data, sniff(data))


def through_word(data: bytes, kind: str) -> Document:
    """The document of a file of this kind ("rtf") that LibreOffice saves as a Word file."""
    converted = libreoffice.convert([(kind, data)])[0]
    if converted is None:
        raise ReadError(
            "corrupt", "LibreOffice không mở được tệp này; mở bằng chương trình đã tạo ra nó rồi lưu thành .docx."
        )
    return replace(docx.read(converted), format=kind)
