"""Whether the bytes of a PDF file are whole: PDFium reads what it can of a damaged one and says nothing of the rest.

What the pages draw is packed with a checksum; the table of objects names where each of them begins; the file has an
end. Fonts and images are not unpacked, since no text stands in them.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEAD, _TAIL = 2_000, 2_048
_ZEROS = bytes(64)
"""So many in a row are no result of packing: they were written over it."""
MAX_UNPACKED = 64 << 20
"""Bytes that are unpacked to look at a file; what stands behind them is taken as whole."""
# Streams in which no text stands, or whose packing has no checksum alone.
_APART = re.compile(
    rb"/Image\b|/Length[123]\b|/(?:Type1C|CIDFontType0C|OpenType|Metadata|Crypt)\b|Decode\s*\[[^\]]*/\w+\s*/"
)
_STREAM = re.compile(rb"\s*stream(?:\r\n|\n|\r)")
_TABLE = re.compile(rb"xref\s+")
_PART = re.compile(rb"(\d{1,10})\s+(\d{1,10})\s*[\r\n]+")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}")
_OBJECT = re.compile(rb"\s{0,3}(\d+)\s+\d+\s+obj\b")
_START = re.compile(rb"startxref\s+(\d{1,12})\s")


class Stream(NamedTuple):
    """A stream of the file: what is said of it before, from "obj" on, and where it begins and ends (-1: nowhere)."""

    head: bytes
    start: int
    end: int


def is_whole(data: bytes, found: Sequence[Stream]) -> bool:
    """Whether nothing tells that bytes of a file with these streams were cut off or changed."""
    if b"%%EOF" not in data[-_TAIL:]:
        return False
    return _table_fits(data) and (b"/Encrypt" in data or _streams_unpack(data, found))


def _table_fits(data: bytes) -> bool:
    """Whether the last table of objects stands where the file says, and the objects where the table says."""
    found = _START.search(data, max(len(data) - _TAIL, 0))
    if found is None:
        return False
    start = max(data.find(b"%PDF-", 0, 1024), 0)
    at = int(found[1])
    at += 0 if _TABLE.match(data, at) or _OBJECT.match(data, at) else start
    table = _TABLE.match(data, at)
    if table is None:
        return _OBJECT.match(data, at) is not None  # a packed table, whose checksum is looked at like that of others
    at = table.end()
    while part := _PART.match(data, at):
        at = part.end()
        for number in range(int(part[1]), int(part[1]) + int(part[2])):
            entry = _ENTRY.match(data, at)
            if entry is None:
                return False
            at = entry.end()
            if entry[3] == b"n" and int(entry[1]):
                if data.startswith(b"%d 0 obj" % number, int(entry[1])):  # as nearly always
                    continue
                there = _OBJECT.match(data, int(entry[1])) or _OBJECT.match(data, int(entry[1]) + start)
                if there is None or int(there[1]) != number:
                    return False
    return data.startswith(b"trailer", at)


def _streams_unpack(data: bytes, found: Sequence[Stream]) -> bool:
    unpacked = 0
    for head, start, end in found:
        if end < 0:
            return False
        if b"/FlateDecode" not in head:
            continue
        if data.find(_ZEROS, start, end) >= 0:
            return False
        if _APART.search(head):
            continue
        packing = zlib.decompressobj()
        try:
            while not packing.eof:
                more = packing.decompress(packing.unconsumed_tail or data[start:end], 1 << 20)
                unpacked += len(more)
                if unpacked > MAX_UNPACKED:
                    return True
                if not more and not packing.eof:
                    return False
        except zlib.error:
            return False
    return True


def streams(data: bytes) -> Iterator[Stream]:
    """The streams of a file in their order."""
    at = data.find(b">>")
    while at >= 0:
        found = _STREAM.match(data, at + 2)
        if found is None:
            at = data.find(b">>", at + 2)
            continue
        head = data[max(data.rfind(b" obj", max(at - _HEAD, 0), at) + 1, at - _HEAD, 0) : at]
        end = data.find(b"endstream", found.end())
        yield Stream(head, found.end(), end)
        at = data.find(b">>", end) if end >= 0 else -1
