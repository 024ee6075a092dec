"""The fast reading of zip archives says what ``zipfile`` says."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import zip_parts
from tests.conftest import word_files

PARTS = {"word/document.xml": b"<a>" * 500, "word/empty.xml": b"", "docProps/app.xml": "<b>Nội vụ</b>".encode()}


def archive(
    parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"", before: bytes = b""
) -> bytes:
    stream = io.BytesIO()
    stream.write(before)
    with zipfile.ZipFile(stream, "a" if before else "w", method) as packed:
        packed.comment = comment
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    return {entry.name: zip_parts.unpacked(data, entry) for entry in zip_parts.entries(data)}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("comment", [b"", b"made by hand"])
@pytest.mark.parametrize("before", [b"", b"\0" * 7])
def test_archives_are_read_whole(method: int, comment: bytes, before: bytes) -> None:
    # With a comment or with bytes before the archive the standard library reads the directory.
    assert read(archive(PARTS, method, comment, before)) == PARTS
    assert read(archive({"văn bản.xml": b"a"}, method, comment, before)) == {"văn bản.xml": b"a"}


def test_real_files_as_zipfile_reads_them() -> None:
    for path in word_files():
        data = path.read_bytes()
        with zipfile.ZipFile(path) as packed:
            assert read(data) == {info.filename: packed.read(info) for info in packed.infolist()}


@given(st.data())
def test_damage_is_an_error_or_changes_nothing_that_was_packed(drawn: st.DataObject) -> None:
    # One byte changed anywhere: no other content comes out under a name, no other exception than readers expect.
    data = bytearray(archive(PARTS))
    data[drawn.draw(st.integers(0, len(data) - 1))] ^= drawn.draw(st.integers(1, 255))
    try:
        contents = read(bytes(data)).values()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError):
        return
    assert set(contents) <= set(PARTS.values())
