"""Zip archives from untrusted hands: their members by name, within bounds, and never written to the disk.

A member is named by its way: ``("inner.zip", "plan.docx")`` is plan.docx within inner.zip within the archive.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import dataclass
from typing import IO, Final

from pipeline.errors import ReadError
from pipeline.readers import MAX_SIZE
from pipeline.readers.zip_parts import DAMAGED
from pipeline.runs.discover import SUFFIXES, readable

_UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1
_PARTS: Final = ("word/", "xl/", "ppt/", "mimetype", "[Content_Types].xml")
"""What an office document has among its members: such a file is a document and no archive."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may hold; ``file`` and ``total`` in unpacked bytes."""

    files: int = 5000
    total: int = 2048 << 20
    depth: int = 3
    file: int = MAX_SIZE
    ratio: int = 300
    """Unpacked to packed; documents have 10 to 40, a bomb about 1,000."""
    ratio_from: int = 4 << 20
    """Smaller members may be as repetitive as they like."""


BOUNDS: Final = Bounds()


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive; ``name`` is its way as text, ``/`` between folders and archives."""

    way: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds; ``problem`` is (code, message) where it could not be listed, or not wholly."""

    members: tuple[Member, ...]
    ignored: int = 0
    problem: tuple[str, str] | None = None
    document: bool = False
    """The file is a document with the name of an archive."""


@dataclass(frozen=True, slots=True)
class ArchiveJob:
    """An archive to be listed, in a worker like a document."""

    path: str
    bounds: Bounds = BOUNDS

    def run(self) -> Listing:
        """List the archive; what is wrong with it is told, not raised."""
        return _List(self.bounds).of(self.path)


class _List:
    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.members: list[Member] = []
        self.ignored = self.unpacked = self.seen = 0

    def of(self, path: str) -> Listing:
        problem = None
        try:
            with open(path, "rb") as stream, zipfile.ZipFile(stream) as archive:  # noqa: PTH123
                if any(name.startswith(_PARTS) for name in archive.namelist()[:50]):
                    return Listing((), document=True)
                self._walk(archive, (), (), 1)
        except ReadError as error:
            problem = error.code, error.message
        except PermissionError:
            problem = "unreadable", "Không mở được tệp nén (không có quyền đọc). Hãy kiểm tra quyền đọc rồi chạy lại."
        except DAMAGED:
            problem = "corrupt", "Tệp nén bị hỏng hoặc không phải ZIP. Hãy giải nén rồi chạy lại với các tệp bên trong."
        if not self.members and problem is None:
            problem = "empty", "Tệp nén không có văn bản nào bên trong."
        return Listing(tuple(self.members), self.ignored, problem)

    def _walk(self, archive: zipfile.ZipFile, way: tuple[str, ...], label: tuple[str, ...], depth: int) -> None:
        for info in archive.infolist():
            if info.is_dir():
                continue
            self.seen += 1
            self.unpacked += info.file_size
            if self.seen > self.bounds.files or self.unpacked > self.bounds.total:
                raise _too_large("Tệp nén có quá nhiều tệp hoặc bung ra quá lớn")
            names = _names(info)
            suffix = "." + names[-1].rpartition(".")[2].lower() if names and "." in names[-1] else ""
            if not names or suffix not in SUFFIXES or any(name.startswith((".", "~$", "__MACOSX")) for name in names):
                self.ignored += 1
                continue
            inner = (*way, info.filename)
            if suffix == ".zip":
                if depth >= self.bounds.depth:
                    raise _too_large("Tệp nén lồng nhau quá nhiều lớp")
                with zipfile.ZipFile(io.BytesIO(_unpacked(archive, info, self.bounds))) as nested:
                    self._walk(nested, inner, (*label, *names), depth + 1)
            else:
                self.members.append(Member(inner, "/".join((*label, *names))))


def member(path: str, way: tuple[str, ...], bounds: Bounds = BOUNDS) -> bytes:
    """The bytes of a member.

    Raises:
        ReadError: it is damaged, encrypted or beyond the bounds, or the archive cannot be opened.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return _member(stream, way, bounds)
    except DAMAGED as error:
        raise ReadError("corrupt", "Tệp này trong tệp nén bị hỏng. Hãy nén lại hoặc gửi riêng tệp.") from error


def _member(stream: IO[bytes], way: tuple[str, ...], bounds: Bounds) -> bytes:
    with zipfile.ZipFile(stream) as archive:
        data = _unpacked(archive, archive.getinfo(way[0]), bounds)
    return _member(io.BytesIO(data), way[1:], bounds) if way[1:] else data


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: Bounds) -> bytes:
    """The bytes of a member, never more than its directory said and the bounds allow."""
    if info.flag_bits & _ENCRYPTED:
        raise ReadError("encrypted", "Tệp nén được đặt mật khẩu. Hãy giải nén rồi chạy lại với các tệp bên trong.")
    if info.file_size > bounds.file:
        raise _too_large(f"Tệp trong tệp nén lớn hơn {bounds.file >> 20} MB")
    if info.file_size > bounds.ratio_from and info.file_size > bounds.ratio * max(info.compress_size, 1):
        raise _too_large("Tệp trong tệp nén bung ra lớn bất thường")
    with archive.open(info) as unpacking:
        data = unpacking.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise ReadError("corrupt", "Tệp này trong tệp nén bị hỏng. Hãy nén lại hoặc gửi riêng tệp.")
    return data


def _names(info: zipfile.ZipInfo) -> list[str]:
    """The folders and name of a member without anything that leads elsewhere: no "..", drive or root."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:  # decoded as code page 437; most packers meant UTF-8 without saying so
        with contextlib.suppress(UnicodeEncodeError):
            name = name.encode("cp437").decode("utf-8", "surrogateescape")
    parts = readable(name).replace("\\", "/").split("/")
    return [part for part in parts if part not in ("", ".", "..") and not (len(part) == 2 and part[1] == ":")]


def _too_large(what: str) -> ReadError:
    return ReadError("too_large", f"{what}. Hãy giải nén rồi chạy lại với các tệp bên trong.")
