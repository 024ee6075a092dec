"""Readers: the bytes of a file become a :class:`~schemas.document.Document`.

A reader is a module with ``read(data: bytes, name: str) -> Document``, entered in :data:`READERS` under the kind of
content that it reads.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers.sniff import Kind, sniff
from schemas.document import Note

if TYPE_CHECKING:
    from schemas.document import Document

READER_VERSION = "7"
"""Changes whenever a reader reads the same bytes differently: stored documents of another version are read again."""

# By name and not by function: a run over texts must not import what reads PDF.
READERS: dict[Kind, str] = {
    "doc": "pipeline.readers.doc",
    "docx": "pipeline.readers.docx",
    "html": "pipeline.readers.html",
    "odt": "pipeline.readers.office",
    "ods": "pipeline.readers.office",
    "rtf": "pipeline.readers.office",
    "pdf": "pipeline.readers.pdf",
    "image": "pipeline.readers.ocr",
    "text": "pipeline.readers.text",
    "xls": "pipeline.readers.excel",
    "xlsb": "pipeline.readers.office",
    "xlsx": "pipeline.readers.excel",
}
MAX_SIZE = 200 << 20
"""Bytes of a file; the largest scan of a plan that was met has 60 MB."""

MACROS = "Tệp chứa macro; văn bản được đọc, macro không được đọc và không chạy. Hãy lưu lại thành .docx hoặc .xlsx."
_MACRO_PARTS: dict[Kind, bytes] = {
    "docx": b"vbaProject.bin",
    "xlsx": b"vbaProject.bin",
    "xlsb": b"vbaProject.bin",
    "doc": "_VBA_PROJECT".encode("utf-16-le"),
    "xls": "_VBA_PROJECT".encode("utf-16-le"),
}

_UNREADABLE: dict[Kind, tuple[str, str]] = {
    "empty": ("empty", "Tệp rỗng, không có nội dung; hãy kiểm tra lại tệp gốc."),
    "damaged": ("corrupt", "Tệp bị hỏng hoặc bị cắt cụt, không mở được; hãy lấy lại tệp gốc."),
    "encrypted": ("encrypted", "Tệp được đặt mật khẩu; bỏ mật khẩu trong Word hoặc Excel, lưu lại rồi chạy lại."),
    "zip": ("unsupported", "Tệp nén không phải văn bản Word; hãy giải nén rồi chạy lại với các tệp bên trong."),
    "rar": ("archive_rar", "Tệp nén RAR chưa đọc được; hãy giải nén rồi chạy lại với các tệp bên trong."),
    "7z": ("archive_7z", "Tệp nén 7-Zip chưa đọc được; hãy giải nén rồi chạy lại với các tệp bên trong."),
    "email": ("email", "Tệp là thư điện tử; hãy lưu các tệp đính kèm ra thư mục rồi chạy lại với các tệp đó."),
    "message": ("email", "Tệp là thư của Outlook; hãy lưu các tệp đính kèm ra thư mục rồi chạy lại với các tệp đó."),
    "other": ("unsupported", "Không nhận ra định dạng của tệp; mở bằng chương trình đã tạo ra nó rồi lưu thành .docx."),
}  # fmt: skip


def read(path: Path | str, data: bytes | None = None) -> Document:
    """Read one file; ``data`` are its bytes where they are at hand, else they are read from ``path``.

    Raises :class:`~pipeline.errors.ReadError` where nothing can be read, with the reason's code and what to do.
    """
    path = Path(path)
    if data is None:
        data = _bytes(path)
    if len(data) > MAX_SIZE:
        raise ReadError(
            "too_large", f"Tệp lớn hơn {MAX_SIZE >> 20} MB; hãy tách nhỏ hoặc giảm dung lượng rồi chạy lại."
        )
    kind = sniff(data)
    module = READERS.get(kind)
    if module is None:
        raise ReadError(*_UNREADABLE[kind])
    document: Document = importlib.import_module(module).read(data, path.name)
    part = _MACRO_PARTS.get(kind)
    if part is not None and part in data:
        document = replace(document, notes=(*document.notes, Note("macros", MACROS)))
    return document


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_SIZE:
            raise _too_large()
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "lỗi hệ thống"
        raise ReadError("unreadable", f"Không mở được tệp ({reason}); hãy kiểm tra đường dẫn và quyền đọc.") from error


def _too_large() -> ReadError:
    return ReadError("too_large", f"Tệp lớn hơn {MAX_SIZE >> 20} MB; hãy tách nhỏ hoặc giảm dung lượng rồi chạy lại.")
