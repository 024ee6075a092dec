"""A Word 97 file (.doc) as stored: its streams, its text by pieces, and the properties of each stretch of it.

Names are those of Microsoft's [MS-DOC], sections 2.4.1 (text), 2.5 (the file information block) and 2.9 (pages of
properties). Positions ("cp") count UTF-16 units of the text of all parts, one behind the other.
"""

from __future__ import annotations

import codecs
import io
import struct
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import olefile

from pipeline.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    _PageReader = Callable[[bytes, int], list[bytes]]

_MAGIC = 0xA5EC
_WORD_97 = 0xC1
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_FILES = ("WordDocument", "Workbook", "Package")
_PAGE = 512
_COMPRESSED = 1 << 30
MAX_PAGES = 1 << 20
# Bytes of compressed text: Windows-1252, whose five holes stay what they are.
_LETTERS = "".join(
    bytes([code]).decode("cp1252") if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(code) for code in range(256)
)
# Which pair of the file information block says where a structure stands.
STYLES, NOTE_REFERENCES, NOTES, CHARACTERS, PARAGRAPHS, FONTS = 1, 2, 3, 12, 13, 15
PIECES, SHAPES, END_REFERENCES, END_NOTES, BOXES, LISTS, LIST_USES = 33, 40, 46, 47, 56, 73, 74


class Spans(NamedTuple):
    """Stretches of text with equal properties: where each ends, and the number of its properties."""

    ends: list[int]
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    offset: int
    width: int
    more: bytes


class WordFile:
    """The parts of a Word 97 file; raises ReadError where it is none, is damaged or asks for a password."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except ReadError:
            raise
        except Exception as error:  # a damaged file raises whatever the first wrong number leads to
            raise corrupt() from error

    def _open(self, data: bytes) -> None:
        ole = olefile.OleFileIO(io.BytesIO(data))
        self.main: bytes = ole.openstream("WordDocument").read()
        magic, self.version = struct.unpack_from("<HH", self.main, 0)
        flags = struct.unpack_from("<H", self.main, 10)[0]
        if flags & _ENCRYPTED:
            raise ReadError("encrypted", "Tệp được đặt mật khẩu; bỏ mật khẩu trong Word, lưu lại rồi chạy lại.")
        if magic != _MAGIC or self.version < _WORD_97:
            raise ReadError(
                "unsupported", "Tệp Word quá cũ (trước Word 97); mở bằng Word, lưu thành .docx rồi chạy lại."
            )
        self._table: bytes = ole.openstream("1Table" if flags & _OTHER_TABLE else "0Table").read()
        self.data: bytes = ole.openstream("Data").read() if ole.exists("Data") else b""
        self.embedded = len({path[1] for path in ole.listdir() if path[0] == "ObjectPool" and path[-1] in _FILES})
        """How many documents and sheets are embedded."""
        lengths = struct.unpack_from("<8I", self.main, 0x4C)
        self.starts = [sum(lengths[:at]) for at in range(9)]
        """Where the parts begin: text, footnotes, heads, macros, remarks, endnotes, boxes, boxes of heads; the end."""
        self._pieces = list(self._read_pieces())
        self.text = "".join(self._text_of(piece) for piece in self._pieces)
        self.properties: list[tuple[bytes, bytes]] = [(b"", b"")]
        """Each list of operations that the file has once, and what a fast save added to it."""
        self._numbers: dict[tuple[bytes, bytes], int] = {(b"", b""): 0}
        self.characters = self._spans(CHARACTERS, _character_page)
        self.paragraphs = self._spans(PARAGRAPHS, _paragraph_page)

    def part(self, pair: int) -> bytes:
        """A structure of the table stream, empty where the file has none."""
        at = 0x9A + 8 * pair
        if at + 8 > len(self.main):
            return b""
        offset, size = struct.unpack_from("<II", self.main, at)
        return self._table[offset : offset + size]

    def after(self, pair: int) -> bytes:
        """What stands behind a structure: the levels of lists do."""
        offset, size = struct.unpack_from("<II", self.main, 0x9A + 8 * pair)
        return self._table[offset + size :]

    def positions(self, pair: int, width: int) -> tuple[list[int], list[bytes]]:
        """A list of positions with ``width`` bytes of data for each but the last."""
        return _plc(self.part(pair), width)

    def _read_pieces(self) -> list[_Piece]:
        table = self.part(PIECES)
        at, changes = 0, []
        while at < len(table) and table[at] == 1:
            size = struct.unpack_from("<H", table, at + 1)[0]
            changes.append(table[at + 3 : at + 3 + size])
            at += 3 + size
        if at >= len(table) or table[at] != 2:
            raise corrupt()
        starts, entries = _plc(table[at + 5 :], 8)
        pieces: list[_Piece] = []
        for start, end, entry in zip(starts, starts[1:], entries, strict=False):
            offset, change = struct.unpack_from("<IH", entry, 2)
            more = changes[change >> 1] if change & 1 and change >> 1 < len(changes) else b""
            compressed = bool(offset & _COMPRESSED)
            offset &= _COMPRESSED - 1
            if end > start:
                pieces.append(_Piece(start, end, offset // 2 if compressed else offset, 2 - compressed, more))
        return pieces

    def _text_of(self, piece: _Piece) -> str:
        size = piece.end - piece.start
        data = self.main[piece.offset : piece.offset + size * piece.width]
        if len(data) < size * piece.width:
            raise corrupt()
        if piece.width == 1:
            return str(codecs.charmap_decode(data, "strict", _LETTERS)[0])
        text = data.decode("utf-16-le", "replace")
        if len(text) != size:  # pairs of surrogates: positions count both halves
            text = "".join(map(chr, struct.unpack(f"<{size}H", data)))
        return text

    def _spans(self, pair: int, read_page: _PageReader) -> Spans:
        """The stretches of all pages of properties, which speak of places in the file, by positions in the text."""
        starts: list[int] = []
        ends: list[int] = []
        properties: list[bytes] = []
        for entry in _plc(self.part(pair), 4)[1][:MAX_PAGES]:
            page_at = (int.from_bytes(entry, "little") & 0x3FFFFF) * _PAGE
            page = self.main[page_at : page_at + _PAGE]
            if len(page) < _PAGE:
                continue
            count = page[_PAGE - 1]
            places = struct.unpack_from(f"<{count + 1}I", page, 0) if count <= 101 else ()
            if not places:
                continue
            starts += places[:-1]
            ends += places[1:]
            properties += read_page(page, count)
        spans = Spans([], [])
        for piece in self._pieces:
            offset, shift, more, base = piece.offset, piece.width - 1, piece.more, piece.start
            last = offset + (piece.end - base) * piece.width
            first = bisect_right(ends, offset)
            stop = bisect_left(ends, last, first)
            spans.ends.extend([base + (end - offset >> shift) for end in ends[first:stop]])
            spans.ends.append(piece.end)
            rest = properties[stop] if stop < len(starts) and starts[stop] < last else b""
            number = self._number
            spans.numbers.extend([number(what, more) for what in properties[first:stop]])
            spans.numbers.append(number(rest, more))
        return spans

    def _number(self, properties: bytes, more: bytes) -> int:
        key = (properties, more)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.properties)
            self.properties.append(key)
        return number


def _character_page(page: bytes, count: int) -> list[bytes]:
    first = 4 * (count + 1)
    result: list[bytes] = []
    for at in page[first : first + count]:
        at *= 2
        result.append(page[at + 1 : at + 1 + page[at]] if at else b"")
    return result


def _paragraph_page(page: bytes, count: int) -> list[bytes]:
    """For each paragraph the number of its style (two bytes) and its operations."""
    first = 4 * (count + 1)
    result: list[bytes] = []
    for at in page[first : first + 13 * count : 13]:
        at *= 2
        if not at:
            result.append(b"")
            continue
        size = page[at]
        if size:
            result.append(page[at + 1 : at + 2 * size])
        else:
            result.append(page[at + 2 : at + 2 + 2 * page[at + 1]])
    return result


def _plc(data: bytes, width: int) -> tuple[list[int], list[bytes]]:
    count = (len(data) - 4) // (4 + width)
    if count < 0:
        return [], []
    positions = list(struct.unpack_from(f"<{count + 1}I", data, 0))
    first = 4 * (count + 1)
    return positions, [data[first + width * at : first + width * (at + 1)] for at in range(count)]


def corrupt() -> ReadError:
    """The file is damaged."""
    return ReadError("corrupt", "Tệp Word kiểu cũ bị hỏng, không mở được; mở lại bằng Word rồi lưu thành .docx.")
