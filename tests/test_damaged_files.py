"""Damaged, locked, hostile and foreign files: each has its stable code and a sentence that says what to do."""

from __future__ import annotations

import io
import os
import socket
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from pipeline.errors import ReadError
from pipeline.output.store import Store
from pipeline.readers import read
from pipeline.runs.discover import SUFFIXES, Scan
from pipeline.runs.run import remembered, run
from pipeline.runs.work import LOSSES
from tests import damage
from tests.conftest import SAMPLES
from tests.docx_builder import p, package, root, xml
from tests.pdf_builder import PdfPage
from tests.pdf_builder import build as pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VARIANTS = int(os.environ.get("CCHC_DAMAGE", "0"))
"""How many files of each format are damaged at random; 25 unless told, 6 of those that LibreOffice reads."""
GOOD = SAMPLES / "cong-van-chi-so.docx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIL = (
    "Received: from mail.vi-du.vn by mx.vi-du.vn; Mon, 6 Mar 2023 08:00:00 +0700\r\n"
    "From: Van thu <vanthu@vi-du.vn>\r\nTo: phong@vi-du.vn\r\nSubject: =?utf-8?Q?K=E1=BA=BF_ho=E1=BA=A1ch?=\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
    "<html><body><p>Xin gửi kèm kế hoạch</p></body></html>\r\n--x--\r\n"
)
SAVED_PAGE = (
    "From: <Saved by a browser>\r\nSubject: Ke hoach\r\nDate: Mon, 6 Mar 2023 08:00:00 +0700\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    "<html><body><p>Kế hoạch năm 2023</p></body></html>\r\n--x--\r\n"
)


def bomb() -> bytes:
    """A Word file of 10 kB that would be 10 MB."""
    return package({"word/document.xml": b"<a>" + b" " * (10 << 20)})


def entities(part: str, text: str) -> bytes:
    """A file of which one part would be a billion letters."""
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">{levels}]>'
    return package({part: head + text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')})


def with_entities(path: Path, part: str, old: bytes) -> bytes:
    """A sample with an entity in the place of some of its text."""
    levels = b"".join(b'<!ENTITY e%d "%b">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 10))
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old_file, zipfile.ZipFile(buffer, "w") as new:
        for name in old_file.namelist():
            data = old_file.read(name)
            if name == part:
                assert old in data
                head, mark, rest = data.partition(b"?>") if data.startswith(b"<?xml") else (b"", b"", data)
                data = head + mark + b'<!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">' + levels + b"]>"
                data += rest.replace(old, b"&e9;", 1)
            new.writestr(name, data)
    return buffer.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF file of so many pages, all of them one object."""
    data = pdf(PdfPage().text(72, 72, "Kế hoạch"))
    start = data.index(b"/Kids [") + len(b"/Kids [")
    kid = data[start : data.index(b"]", start)]
    data = data.replace(b"[" + kid + b"]", b"[" + (kid + b" ") * count + b"]")
    return data.replace(b"/Count 1", b"/Count %d" % count)


def locked_pdf() -> bytes:
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >> "
    return pdf(PdfPage().text(72, 72, "Kế hoạch")).replace(b"trailer << ", b"trailer << /ID [<00><00>] " + lock)


def looping_pdf(times: int = 1) -> bytes:
    """A page with a stamp that draws itself, so many times."""
    page = PdfPage()
    page.paragraph(60, "Tiếp tục triển khai có hiệu quả các nhiệm vụ cải cách hành chính của tỉnh trong năm nay.")
    page.annotation("Stamp", 300, 300, "Đã ký")
    page.annotations[0] += " /Itself Do" * times
    return pdf(page)


def with_macros(path: Path, name: str) -> bytes:
    """A sample as its program saves it with macros."""
    buffer = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr(name, b"Attribute VB_Name = AutoOpen")
    return buffer.getvalue()


def linked() -> bytes:
    """A Word file with a template, a picture and a text elsewhere, as a thief of passwords sends it."""
    address = "http://127.0.0.1:9/x"
    kinds = ("attachedTemplate", "image", "frame", "oleObject")
    links = "".join(
        f'<Relationship Id="x{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{address}" TargetMode="External"/>'
        for at, kind in enumerate(kinds)
    )
    return package(
        {
            "word/document.xml": root("document", f"<w:body>{xml(p('Kế hoạch năm 2023'))}</w:body>"),
            "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
            "word/_rels/settings.xml.rels": f"<Relationships>{links}</Relationships>",
        }
    )


# name of the file -> its bytes, status and code
CORPUS: dict[str, tuple[Callable[[], bytes], str, str | None]] = {
    "rong.docx": (bytes, "failed", "empty"),
    "trang.pdf": (lambda: b" \r\n" * 40, "failed", "empty"),
    "cut.docx": (lambda: GOOD.read_bytes()[:9_000], "failed", "corrupt"),
    "cut.doc": (lambda: GOOD.with_suffix(".doc").read_bytes()[:700], "failed", "corrupt"),
    "cut.pdf": (lambda: pdf(PdfPage().text(72, 72, "Kế hoạch"))[:60], "failed", "corrupt"),
    "cut.xlsx": (lambda: (SAMPLES / "du-toan-kinh-phi.xlsx").read_bytes()[:3_000], "failed", "corrupt"),
    "khoa.docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "failed", "encrypted"),
    "khoa.pdf": (locked_pdf, "failed", "encrypted"),
    "bom.docx": (bomb, "failed", "too_large"),
    "bom.xlsx": (lambda: package({"xl/workbook.xml": b"<a>" + b" " * (10 << 20)}), "failed", "too_large"),
    "thuc-the.docx": (
        lambda: entities("word/document.xml", root("document", f"<w:body>{xml(p('&e9;'))}</w:body>")),
        "failed",
        "corrupt",
    ),
    "nhieu-trang.pdf": (lambda: many_pages(20_000), "failed", "too_large"),
    "lap.pdf": (lambda: looping_pdf(2), "failed", "too_large"),  # PDFium alone would draw it 2 ** 40 times
    "nen.rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(60), "failed", "archive_rar"),
    "cu.rar": (lambda: b"Rar!\x1a\x07\x00" + bytes(60), "failed", "archive_rar"),
    "nen.7z": (lambda: b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(60), "failed", "archive_7z"),
    "thu.eml": (lambda: MAIL.format(kind="mixed").encode(), "failed", "email"),
    "thu-hinh.eml": (lambda: MAIL.format(kind="related").encode(), "failed", "email"),
    "thu.msg": (lambda: OLE + "__properties_version1.0".encode("utf-16-le"), "failed", "email"),
    "rar.docx": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(61), "failed", "archive_rar"),
    "la.doc": (lambda: OLE + b"x", "failed", "unsupported"),
    "macro.docm": (lambda: with_macros(GOOD, "word/vbaProject.bin"), "partial", "macros"),
    "macro.xlsm": (
        lambda: with_macros(SAMPLES / "bao-cao-tu-cham-diem.xlsx", "xl/vbaProject.bin"), "partial", "macros",
    ),
    "sai-duoi.pdf": (GOOD.read_bytes, "ok", None),
    "sai-duoi.doc": (lambda: (SAMPLES / "quyet-dinh-xep-hang.html").read_bytes(), "ok", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The rows of documents of one run over all these files and a link that leads out of their folder."""
    place = tmp_path_factory.mktemp("damaged")
    (place / "in").mkdir()
    for name, (made, _, _) in CORPUS.items():
        (place / "in" / name).write_bytes(made())
    (place / "khac.docx").write_bytes((SAMPLES / "ke-hoach-xa-2026.docx").read_bytes())
    (place / "in" / "lien-ket.docx").symlink_to(place / "khac.docx")
    store = Store(place / "out")
    run(store, [remembered(str(place / "in"))])
    rows = pd.read_parquet(store.root / "documents").astype(object).to_dict("records")
    return {row["source_path"]: row for row in rows}


def test_every_file_has_a_row_but_those_that_are_elsewhere(corpus: dict[str, Any]) -> None:
    assert set(corpus) == set(CORPUS)


@pytest.mark.parametrize("name", CORPUS)
def test_code_and_advice(corpus: dict[str, Any], name: str) -> None:
    """A code; a sentence that says what is wrong and one that says what to do."""
    row = corpus[name]
    code = None if pd.isna(row["error_code"]) else row["error_code"]
    assert (row["status"], code) == CORPUS[name][1:]
    if code:
        assert any(word in row["error"].lower() for word in ("hãy", "kiểm tra", "lưu", "bỏ mật khẩu", "mở lại", "tách"))
        assert row["error"].endswith(".")


def test_a_document_with_macros_is_read_like_one_without() -> None:
    found = read("a.docm", with_macros(GOOD, "word/vbaProject.bin"))
    assert found.blocks == read(GOOD).blocks
    assert [note.code for note in found.notes if note.code in LOSSES] == ["macros"]


def test_foreign_files_are_listed_and_no_others(tmp_path: Path) -> None:
    """Mails and archives have a row that says what to do with them, since a plan may be in them."""
    for suffix in (".rar", ".7z", ".docm", ".eml", ".msg", ".exe"):
        (tmp_path / f"x{suffix}").write_bytes(b"x")
    assert len(list(Scan([str(tmp_path)]).files())) == 5
    assert {".rar", ".7z", ".docm", ".eml", ".msg"} <= SUFFIXES


def test_a_saved_page_is_no_mail() -> None:
    assert [block.text for block in read("a.mht", SAVED_PAGE.encode()).blocks] == ["Kế hoạch năm 2023"]


@pytest.mark.parametrize("text", ["Kính gửi: các sở\nNơi nhận: Như trên\n", "From: a\nTo: b\n\nKế hoạch\n"])
def test_texts_with_colons_are_no_mail(text: str) -> None:
    assert read("a.txt", text.encode()).format == "txt"


def test_entities_of_a_workbook_are_not_unfolded() -> None:
    data = with_entities(SAMPLES / "du-toan-kinh-phi.xlsx", "xl/worksheets/sheet1.xml", b"<sheetData>")
    start = time.process_time()
    with pytest.raises(ReadError) as caught:
        read("a.xlsx", data)
    assert caught.value.code == "corrupt"
    assert time.process_time() - start < 5


def test_a_loop_of_forms_ends() -> None:
    assert read("a.pdf", looping_pdf()).blocks


def test_a_page_tree_that_holds_itself_ends() -> None:
    data = pdf(PdfPage().text(72, 72, "Kế hoạch"))
    start = data.index(b"/Kids [") + len(b"/Kids [")
    kid = data[start : data.index(b"]", start)]
    with pytest.raises(ReadError):
        read("a.pdf", data.replace(b"/Kids [" + kid, b"/Kids [" + b"2 0 R".ljust(len(kid))))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert [block.text for block in read("a.docx", linked()).blocks] == ["Kế hoạch năm 2023"]
    page = '<html><link rel=stylesheet href="http://127.0.0.1:9/"><body><img src="http://127.0.0.1:9/">Kế hoạch'
    assert [block.text for block in read("a.html", page.encode()).blocks] == ["Kế hoạch"]


@pytest.mark.parametrize("name", [name for name in damage.FILES if name != "txt"])
def test_a_file_damaged_at_random_loses_no_table_silently(name: str) -> None:
    """An error, a note that something was lost, or all rows."""
    usual = 6 if name in damage.BY_LIBREOFFICE else 25
    found = damage.outcomes(name, VARIANTS or usual)
    assert [told for told, what in found if what == damage.SILENT] == []
    assert {what for _, what in found} != {"whole"}


def test_a_text_damaged_at_random_loses_no_table_silently() -> None:
    """But where its end was cut off: a shorter text is a text."""
    found = damage.outcomes("txt", VARIANTS or 25)
    assert [told for told, what in found if what == damage.SILENT and not damage.is_shorter_text(told)] == []
