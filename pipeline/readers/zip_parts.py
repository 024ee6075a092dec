"""The entries of a zip archive in memory: a Word file has twenty, of which a reader takes three or four.

Read from the archive's directory as such files write it, in a fifth of the time of :mod:`zipfile`, which reads the
archives that are made in another way.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from struct import Struct
from typing import NamedTuple

_END = Struct("<4xHHHHLLH")
"""End of the directory: disks, entries here and in all, the directory's size and offset, length of a comment."""
_ENTRY = Struct("<4s4xHHLLLLHHHHHLL")
"""An entry of the directory: mark, flags, method, time and date, CRC, sizes packed and unpacked, lengths of name, extra
field and comment, disk, attributes, offset of the entry's head."""
_HEAD = Struct("<4s22xHH")
"""The head before an entry's packed bytes: mark, …, lengths of name and extra field."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError)
"""What opening, listing and unpacking a damaged or foreign archive raises, here and in :mod:`zipfile`."""
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_LOCKED, _UNICODE = 0x1, 0x800


class Entry(NamedTuple):
    """A file in the archive; ``offset`` is that of its head, sizes are in bytes."""

    name: str
    locked: bool
    method: int
    crc: int
    packed_size: int
    size: int
    offset: int


def entries(data: bytes) -> list[Entry]:
    """The entries of an archive; raises what :mod:`zipfile` raises where it is none or damaged."""
    found = _directory(data)
    if found is not None:
        return found
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            Entry(
                info.filename, bool(info.flag_bits & _LOCKED), info.compress_type, info.CRC, info.compress_size,
                info.file_size, info.header_offset,
            )
            for info in archive.infolist()
        ]  # fmt: skip


def _directory(data: bytes) -> list[Entry] | None:
    """The entries, where the archive ends with its plain directory: no comment, less than 4 GB, names in UTF-8."""
    end = len(data) - _END.size
    if end < 0 or data[end : end + 4] != b"PK\x05\x06":
        return None
    _, _, count, total, size, offset, comment = _END.unpack_from(data, end)
    at = end - size
    if at != offset or count != total or comment or count == 0xFFFF:
        return None
    found: list[Entry] = []
    for _ in range(count):
        if at + _ENTRY.size > end:
            return None
        (mark, flags, method, _, crc, packed_size, full_size, name_size, extra_size, comment_size, _, _, _,
         head) = _ENTRY.unpack_from(data, at)  # fmt: skip
        at += _ENTRY.size
        name = data[at : at + name_size]
        if mark != b"PK\x01\x02" or 0xFFFFFFFF in (packed_size, full_size, head) or b"\0" in name:
            return None
        if not (name.isascii() or flags & _UNICODE):
            return None
        found.append(Entry(name.decode(), bool(flags & _LOCKED), method, crc, packed_size, full_size, head))
        at += name_size + extra_size + comment_size
    return found if at == end else None


def packed(data: bytes, entry: Entry) -> bytes:
    """The packed bytes of an entry; empty where its head is not at its place."""
    if not 0 <= entry.offset <= len(data) - _HEAD.size:
        return b""
    mark, name_size, extra_size = _HEAD.unpack_from(data, entry.offset)
    if mark != b"PK\x03\x04":
        return b""
    start = entry.offset + _HEAD.size + name_size + extra_size
    return data[start : start + entry.packed_size]


def unpacked(data: bytes, entry: Entry) -> bytes:
    """The bytes of an entry, no more than it says to have.

    Raises:
        zipfile.BadZipFile: they are not what was packed.
        zlib.error: they cannot be unpacked.
        NotImplementedError: packed in a way that no Word file is.
    """
    if entry.method == _DEFLATED:
        content = zlib.decompressobj(-15).decompress(packed(data, entry), entry.size) if entry.size else b""
    elif entry.method == _STORED:
        content = packed(data, entry)
    else:
        raise NotImplementedError
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise zipfile.BadZipFile(entry.name)
    return content
