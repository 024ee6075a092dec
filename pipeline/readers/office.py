"""Office files that LibreOffice reads for us (.rtf, .odt, a .doc that two readers disagree on): as Word files.

LibreOffice reads what it can of a damaged file and says nothing of the rest: that a file is whole is told here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import docx, zip_parts
from pipeline.readers.docx.package import MAX_PART
from pipeline.readers.sniff import sniff
from pipeline.tools import libreoffice
from schemas.document import Note

if TYPE_CHECKING:
    from schemas.document import Document

_NOT_OPENED = "LibreOffice không mở được tệp này; mở bằng chương trình đã tạo ra nó rồi lưu thành .docx."
_DAMAGED = "Tệp có chỗ bị hỏng hoặc bị cắt; có thể thiếu nội dung, cần đối chiếu với bản gốc."
# An .rtf file is written in ASCII: "\'e1", "\u7919?" are letters with marks; other bytes overwrote it.
_FOREIGN, _FOREIGN_OR_HIGH = (
    re.compile(rb"[\x01-\x08\x0b-\x0c\x0e-\x1f]"),
    re.compile(rb"[\x01-\x08\x0b-\x0c\x0e-\x1f\x80-\xff]"),
)
_ESCAPED, _BINARY = re.compile(rb"\\'[0-9a-fA-F]{2}|\\u-?\d"), re.compile(rb"\\bin\d")


def read(data: bytes, name: str = "") -> Document:
    """Read a file through LibreOffice; raises ReadError where it is missing or made nothing of the file."""
    kind = sniff(data)
    if kind == "odt" and not _odt_is_whole(data):
        raise ReadError("corrupt", _NOT_OPENED)
    return through_word(data, kind)


def through_word(data: bytes, kind: str) -> Document:
    """The document of a file of this kind ("rtf") that LibreOffice saves as a Word file."""
    return saved(libreoffice.convert([(kind, data)])[0], data, kind)


def saved(converted: bytes | None, data: bytes, kind: str) -> Document:
    """The document of a file, read from the Word file that LibreOffice made of it."""
    if converted is None:
        raise ReadError("corrupt", _NOT_OPENED)
    document = replace(docx.read(converted), format=kind)
    if kind == "rtf" and not _rtf_is_whole(data):
        return replace(document, notes=(*document.notes, Note("lost", _DAMAGED)))
    return document


def _odt_is_whole(data: bytes) -> bool:
    """Whether the parts of an .odt file with its text and styles are what was packed; a locked one is whole."""
    try:
        parts = {entry.name: entry for entry in zip_parts.entries(data)}
        if "content.xml" not in parts:
            return False
        for name in ("content.xml", "styles.xml"):
            if name in parts and not parts[name].locked and parts[name].size <= MAX_PART:
                zip_parts.unpacked(data, parts[name])
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError):
        return False
    return True


def _rtf_is_whole(data: bytes) -> bool:
    """Whether an .rtf file ends with the brace that closes it and holds nothing but ASCII."""
    if not data.rstrip(b"\x00 \t\r\n").endswith(b"}"):
        return False
    if _BINARY.search(data):
        return True
    foreign = _FOREIGN_OR_HIGH if _ESCAPED.search(data) else _FOREIGN
    return b"\x00" not in data.rstrip(b"\x00") and foreign.search(data) is None
