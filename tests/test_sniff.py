"""A file is what its bytes say, whatever its name says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.readers import _UNREADABLE, READERS, read
from pipeline.readers.sniff import sniff
from tests.conftest import REFERENCE
from tests.docx_builder import docx, p, package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        # Word files: told by the parts of the archive
        (docx(p("Chào")), "docx"),
        (package({"xl/workbook.xml": "<workbook/>"}), "xlsx"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "odt"),
        (package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "ods"),
        (package({"xl/workbook.bin": b"\x83\x01", "xl/theme/theme1.xml": "<theme/>"}), "xlsb"),
        (package({"anh.jpg": b"\xff\xd8\xff"}), "zip"),
        # an archive that lost its end still shows what it was
        (docx(p("Chào"))[:-60], "docx"),
        # OLE: the names of streams tell Word from Excel, and both from an encrypted package of either
        (OLE + utf16("WordDocument"), "doc"),
        (OLE + utf16("Workbook"), "xls"),
        (OLE + utf16("EncryptedPackage"), "encrypted"),
        (OLE, "other"),
        # others by their first bytes
        (b"%PDF-1.7\n", "pdf"),
        (b"\x00\x00garbage before\n%PDF-1.4\n", "pdf"),
        (rb"{\rtf1\ansi", "rtf"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"II*\x00\x08\x00", "image"),
        (b"<!DOCTYPE html><html><body>", "html"),
        (b'\xef\xbb\xbf\r\n<html xmlns:o="urn:x">', "html"),
        ("<html>".encode("utf-16"), "html"),
        # text, and what only looks like something else
        ("KẾ HOẠCH".encode(), "text"),
        ("KẾ HOẠCH".encode("utf-16"), "text"),
        ("BM.01 Biểu mẫu báo cáo".encode(), "text"),
        ("PK trực ban: 12".encode(), "text"),
        ("Thẻ <html> trong câu".encode(), "text"),
        (b"", "empty"),
        (b"\n \t\r\n", "empty"),
        (bytes(range(256)), "other"),
    ],
)
def test_kind(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_a_word_file_under_an_old_name_is_read() -> None:
    document = read(Path("ke-hoach.doc"), docx(p("Kế hoạch năm 2022")))
    assert document.format == "docx"
    assert [block.text for block in document.blocks] == ["Kế hoạch năm 2022"]


@pytest.mark.parametrize("kind", sorted(set(_UNREADABLE) - set(READERS)))
def test_what_no_reader_reads_says_so_and_what_to_do(kind: str) -> None:
    """Every kind without a reader has a stable code and a sentence of two parts: what is wrong; what to do."""
    code, message = _UNREADABLE[kind]  # type: ignore[index]
    assert code in ("unsupported", "encrypted", "empty", "corrupt", "archive_rar", "archive_7z", "email")
    assert ";" in message
    assert message.endswith(".")


def test_every_kind_has_a_reader_or_a_reason() -> None:
    from typing import get_args

    from pipeline.readers.sniff import Kind

    assert set(get_args(Kind)) <= set(READERS) | set(_UNREADABLE)


def test_errors_survive_the_way_between_processes() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(ReadError("corrupt", "Tệp hỏng; gửi lại.")))
    assert (error.code, str(error)) == ("corrupt", "Tệp hỏng; gửi lại.")


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "khong-co.docx")
    assert caught.value.code == "unreadable"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.readers

    monkeypatch.setattr(pipeline.readers, "MAX_SIZE", 3)
    path = tmp_path / "a.txt"
    path.write_text("abcd")
    for call in (lambda: read(path), lambda: read(path, b"abcd")):
        with pytest.raises(ReadError) as caught:
            call()
        assert caught.value.code == "too_large"


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE[:8], b"<", b"\xff\xfe", b"%PDF-"]))
def test_any_bytes_have_a_kind(data: bytes, head: bytes) -> None:
    """Sniffing never raises; reading raises nothing but ReadError."""
    sniff(head + data)
    try:
        assert read("a", head + data).blocks
    except ReadError as error:
        assert error.code and str(error)


_EXTENSIONS = {".docx": "docx", ".pdf": "pdf", ".rtf": "rtf", ".html": "html", ".xls": "xls", ".txt": "text"}


def test_reference_files_are_what_they_are_named() -> None:
    """The files of the reference corpus have honest names, but for Word files, where ".doc" may be anything."""
    for path in sorted(REFERENCE.rglob("*")):
        if path.suffix in _EXTENSIONS:
            assert sniff(path.read_bytes()) == _EXTENSIONS[path.suffix], path.name
