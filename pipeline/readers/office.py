"""Office files that LibreOffice reads for us: .rtf, .odt, a .doc that two readers disagree on, as Word files; .ods and
.xlsb as Excel files.

LibreOffice reads what it can of a damaged file and says nothing of the rest: that a file is whole is told here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.errors import ReadError
from pipeline.readers import zip_parts
from pipeline.readers.docx.package import MAX_PART, MAX_RATIO, RATIO_FROM
from pipeline.readers.sniff import sniff
from pipeline.tools import shelf
from schemas.document import Note

if TYPE_CHECKING:
    from schemas.document import Document

SHEETS: Final = {"ods": "other", "xlsb": "xlsx"}
"""The workbooks among these kinds, each with its code of ``documents.format``, which has none for .ods."""
_NOT_OPENED = "LibreOffice không mở được tệp này; mở bằng chương trình đã tạo ra nó rồi lưu thành .docx hoặc .xlsx."
_DAMAGED = "Tệp có chỗ bị hỏng hoặc bị cắt; có thể thiếu nội dung, cần đối chiếu với bản gốc."
# An .rtf file is written in ASCII: "\'e1", "\u7919?" are letters with marks; other bytes overwrote it.
_FOREIGN, _FOREIGN_OR_HIGH = (
    re.compile(rb"[\x01-\x08\x0b-\x0c\x0e-\x1f]"),
    re.compile(rb"[\x01-\x08\x0b-\x0c\x0e-\x1f\x80-\xff]"),
)
_ESCAPED, _BINARY = re.compile(rb"\\'[0-9a-fA-F]{2}|\\u-?\d"), re.compile(rb"\\bin\d")
_MANIFEST = "META-INF/manifest.xml"


def read(data: bytes, name: str = "") -> Document:
    """Read a file through LibreOffice; raises ReadError where it is missing or made nothing of the file."""
    kind = sniff(data)
    if kind != "rtf":
        _check_package(data, kind)
    return through_libreoffice(data, kind)


def through_libreoffice(data: bytes, kind: str) -> Document:
    """The document of a file of this kind ("rtf") that LibreOffice saves as a Word or Excel file."""
    return saved(shelf.converted(data, kind, "xlsx" if kind in SHEETS else "docx"), data, kind)


def saved(converted: bytes | None, data: bytes, kind: str) -> Document:
    """The document of a file, read from the Word or Excel file that LibreOffice made of it."""
    if converted is None:
        raise ReadError("corrupt", _NOT_OPENED)
    if kind in SHEETS:
        from pipeline.readers import excel

        return replace(excel.read(converted), format=SHEETS[kind])
    from pipeline.readers import docx

    document = replace(docx.read(converted), format=kind)
    if kind == "rtf" and not _rtf_is_whole(data):
        return replace(document, notes=(*document.notes, Note("lost", _DAMAGED)))
    return document


def _check_package(data: bytes, kind: str) -> None:
    """Raise what is wrong with an archive before LibreOffice opens it: parts are damaged, locked or too large."""
    try:
        parts = {entry.name: entry for entry in zip_parts.entries(data)}
        if kind == "xlsb":
            names = [name for name in parts if name.startswith("xl/") and name.endswith(".bin")]
        else:
            names = ["content.xml", *(name for name in ("styles.xml", _MANIFEST) if name in parts)]
        for name in names:
            part = parts[name]
            if part.locked:
                raise _encrypted()
            if part.size > MAX_PART or (part.size > RATIO_FROM and part.size > MAX_RATIO * max(part.packed_size, 1)):
                raise ReadError("too_large", "Tệp giải nén ra quá lớn so với một văn bản; hãy kiểm tra nguồn tệp.")
            content = zip_parts.unpacked(data, part)
            if name == _MANIFEST and b"encryption-data" in content:
                raise _encrypted()
    except zip_parts.DAMAGED as error:
        raise ReadError("corrupt", _NOT_OPENED) from error


def _encrypted() -> ReadError:
    return ReadError("encrypted", "Tệp được đặt mật khẩu; bỏ mật khẩu trong LibreOffice, lưu lại rồi chạy lại.")


def _rtf_is_whole(data: bytes) -> bool:
    """Whether an .rtf file ends with the brace that closes it and holds nothing but ASCII."""
    if not data.rstrip(b"\x00 \t\r\n").endswith(b"}"):
        return False
    if _BINARY.search(data):
        return True
    foreign = _FOREIGN_OR_HIGH if _ESCAPED.search(data) else _FOREIGN
    return b"\x00" not in data.rstrip(b"\x00") and foreign.search(data) is None
