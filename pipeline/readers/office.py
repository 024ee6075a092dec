"""Office files that LibreOffice reads for us (.rtf, .odt, a .doc that two readers disagree on): as Word files."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import docx
from pipeline.readers.sniff import sniff
from pipeline.tools import libreoffice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.document import Document

KINDS = ("rtf", "odt")
MAX_PREPARED = 256

_prepared: OrderedDict[str, bytes | None] = OrderedDict()
"""What was converted in a batch and not read yet, by the hash of the file."""


def read(data: bytes, name: str = "") -> Document:
    """Read a file through LibreOffice; raises ReadError where it is missing or made nothing of the file."""
    kind = sniff(data)
    return through_word(data, kind, "doc" if kind == "doc" else kind)


def through_word(data: bytes, kind: str, form: str) -> Document:
    """The document of a file that LibreOffice saves as a Word file; ``form`` is the document's format code."""
    key = _key(data)
    converted = _prepared.pop(key) if key in _prepared else libreoffice.convert([(kind, data)])[0]
    if converted is None:
        raise ReadError(
            "corrupt", "LibreOffice không mở được tệp này; mở bằng chương trình đã tạo ra nó rồi lưu thành .docx."
        )
    return replace(docx.read(converted), format=form)


def prepare(files: Iterable[bytes]) -> None:
    """Convert in batches the files that are read soon, which is ten times faster than one by one.

    Files of other kinds are left alone. Where LibreOffice is missing nothing is done: reading says so for each file.
    """
    wanted: list[tuple[str, bytes]] = []
    for data in files:
        kind = sniff(data)
        if kind in KINDS and _key(data) not in _prepared:
            wanted.append((kind, data))
    if not wanted or libreoffice.program() is None:
        return
    for (_, data), converted in zip(wanted, libreoffice.convert(wanted), strict=True):
        _prepared[_key(data)] = converted
    while len(_prepared) > MAX_PREPARED:
        _prepared.popitem(last=False)


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
