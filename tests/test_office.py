"""LibreOffice: what it saves is read like the Word file; it is bounded, ended and checked, and fetches nothing."""

from __future__ import annotations

import http.server
import os
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.tools import libreoffice
from tests.conftest import ROOT, SAMPLES

FORMATS = ROOT / "tests" / "formats"
SAVED = sorted(path for path in FORMATS.iterdir() if path.suffix in (".odt", ".rtf"))


def test_there_are_files_of_both_formats() -> None:
    assert {path.suffix for path in SAVED} == {".odt", ".rtf"}


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.suffix)
def test_a_document_is_the_same_as_its_word_file(path: Path) -> None:
    found, word = read(path), read(SAMPLES / f"{path.stem}.docx")
    assert found.format == path.suffix[1:]
    assert [block.text for block in found.blocks] == [block.text for block in word.blocks]
    assert [block.table and block.table.ruled for block in found.blocks] == [
        block.table and block.table.ruled for block in word.blocks
    ]


def test_a_batch_gives_what_can_be_read_and_none_for_the_rest() -> None:
    good = b"{\\rtf1\\ansi K\\u7871? ho\\u7841?ch\\par}"
    made = libreoffice.convert([("rtf", good), ("odt", b"PK\x03\x04 no archive"), ("rtf", good)])
    assert [data is not None for data in made] == [True, False, True]
    assert made[0] is not None
    assert [block.text for block in read("x.docx", made[0]).blocks] == ["Kế hoạch"]


def test_legacy_fonts_of_an_rtf() -> None:
    data = (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fnil .VnTime;}{\\f1\\fnil .VnTimeH;}}"
        b"\\f1 quy\\'d5t \\'ae\\'denh\\par\\f0 Th\\'f1 t\\'ad\\'edng Ch\\'ddnh ph\\'f1\\par}"
    )
    found = read("x.doc", data)
    assert [block.text for block in found.blocks] == ["QUYẾT ĐỊNH", "Thủ tướng Chính phủ"]
    assert [note.code for note in found.notes] == ["legacy_encoding"]


def test_links_to_outside_are_not_followed() -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/x.png"
        data = (
            f'{{\\rtf1{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}" \\\\d}}{{\\fldrslt }}}}'
            f'{{\\field{{\\*\\fldinst INCLUDETEXT "{address}"}}{{\\fldrslt x}}}} Ch\\u7919?\\par}}'
        ).encode()
        read("x.rtf", data)
        server.shutdown()
    assert asked == []


# The program as it may behave: programs of our own in its place


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for the program before all others, and its file, not written yet."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "soffice"


def write(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_success_without_a_file_is_no_success(stand_in: Path) -> None:
    write(stand_in, "exit 0")
    with pytest.raises(ReadError) as caught:
        read("x.rtf", b"{\\rtf1 x}")
    assert caught.value.code == "corrupt"


def test_a_program_that_hangs_is_ended_with_what_it_started(stand_in: Path, tmp_path: Path) -> None:
    told = tmp_path / "child"
    write(stand_in, f"sleep 60 & echo $! > {told}; wait")
    start = time.monotonic()
    assert libreoffice.convert([("rtf", b"{\\rtf1 x}")], seconds=0.5) == [None]
    assert time.monotonic() - start < 20
    child = int(told.read_text())
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)


def _runs(number: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def test_each_run_has_a_profile_of_its_own(stand_in: Path, tmp_path: Path) -> None:
    told = tmp_path / "arguments"
    write(stand_in, f'echo "$1" >> {told}')
    for _ in range(2):
        libreoffice.convert([("rtf", b"{\\rtf1 x}")])
    profiles = told.read_text().split()
    assert len(profiles) == len(set(profiles)) >= 2
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(ReadError) as caught:
        read("x.rtf", b"{\\rtf1 x}")
    assert caught.value.code == "tool_missing"
    assert "libreoffice-writer-nogui" in caught.value.message
