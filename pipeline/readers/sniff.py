"""What a file really is, told by its bytes: names lie ("kehoach.doc" that holds a DOCX, or a web page)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Kind = Literal[
    "docx", "xlsx", "xlsb", "odt", "ods", "zip", "rar", "7z", "doc", "xls", "message", "encrypted", "pdf", "rtf",
    "html", "email", "image", "text", "empty", "damaged", "other",
]  # fmt: skip

_IMAGES = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",  # TIFF, little and big endian
    b"MM\x00*",
    b"GIF8",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
# A web page saved in one file (.mht): the head of a mail with parts.
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
# A mail as its program saves it (.eml): fields from the first line on, of which a saved web page has no receiver.
_MAIL_FIELDS = re.compile(rb"(?:[A-Za-z][\w-]{0,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,60}){3,}")
_MAIL_WAY = re.compile(rb"^(?:received|delivered-to|return-path|message-id|to|x-mailer):", re.IGNORECASE | re.MULTILINE)
_MAIL_WRITER = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_MAIL_FORM = re.compile(rb"^(?:mime-version|message-id|content-type|received):", re.IGNORECASE | re.MULTILINE)
_ARCHIVES: tuple[tuple[bytes, Kind], ...] = ((b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"))
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PARTS = ("word/document.xml", "word/styles.xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml")
_PART_KINDS: tuple[tuple[str, Kind], ...] = (("word/", "docx"), ("xl/", "xlsx"))
_ODF_KINDS: dict[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_BINARY_BOOK = "xl/workbook.bin"
"""What an .xlsb has in the place of "xl/workbook.xml"; some of its other parts are XML like those of an .xlsx."""


def sniff(data: bytes) -> Kind:
    """The kind of a file's content. ``text`` is anything that decodes as text, ``other`` what is none of these."""
    head = data[:4096]
    if not head.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        return "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(data)
    if head.startswith(_OLE):
        return _ole(data)
    for mark, kind in _ARCHIVES:
        if head.startswith(mark):
            return kind
    if b"%PDF-" in head[:1024]:  # readers allow some bytes before the mark
        return "pdf"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return "rtf"
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or _is_bmp(data):
        return "image"
    if _is_mail(head):
        return "email"
    if _is_html(head) or (b"multipart/related" in head.lower() and _ARCHIVE.match(head)):
        return "html"
    return "text" if _is_text(head) else "other"


def _is_bmp(data: bytes) -> bool:
    """A bitmap says its own size: "BM" alone also begins texts ("BM.01 Biểu mẫu")."""
    return data.startswith(b"BM") and len(data) > 26 and data[6:10] == b"\x00\x00\x00\x00"


def _is_mail(head: bytes) -> bool:
    fields = _MAIL_FIELDS.match(head.replace(b"\r\n", b"\n"))
    return fields is not None and all(
        mark.search(fields[0]) is not None for mark in (_MAIL_WRITER, _MAIL_WAY, _MAIL_FORM)
    )


def _is_html(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _HTML.search(head) is not None


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return _CONTROLS.search(head) is None


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:
                kind = _ODF_KINDS.get(archive.read("mimetype").strip())
                if kind:
                    return kind
    except Exception:  # a damaged archive raises many kinds of errors; the names may still be in its bytes
        names = [part for part in (*_PARTS, _BINARY_BOOK) if part.encode() in data]
        if not names:
            return "damaged"
    if _BINARY_BOOK in names:
        return "xlsb"
    for prefix, kind in _PART_KINDS:
        if any(name.startswith(prefix) and name.endswith(".xml") for name in names):
            return kind
    return "zip"


def _ole(data: bytes) -> Kind:
    """The kind of an OLE file, by the UTF-16 names of its streams in the directory."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "encrypted"
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    if has("__properties_version1.0"):
        return "message"
    directory = (int.from_bytes(data[48:52], "little") + 1) * 512
    return "damaged" if directory > len(data) else "other"
