"""Inputs as they come: names of every kind, links, archives, files that nobody can read or that somebody is writing."""

from __future__ import annotations

import os
import threading
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from pipeline.errors import ReadError
from pipeline.output.store import Store
from pipeline.runs import archives, work
from pipeline.runs.archives import ArchiveJob, Bounds
from pipeline.runs.discover import Scan, readable
from pipeline.runs.run import Options, remembered, run
from tests.faults import good, nested, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def extract(tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """Run over tmp_path/in and give ``documents`` by path."""

    def extracted(out: Path | None = None, **told: Any) -> pd.DataFrame:
        store = Store(out or tmp_path / "out")
        run(store, [remembered(str(tmp_path / "in"))], None, Options(**told))
        return pd.read_parquet(store.root / "documents").set_index("source_path")

    (tmp_path / "in").mkdir()
    return extracted


def write(folder: Path, *names: str | bytes) -> None:
    for number, name in enumerate(names):
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(good(number))


def test_names_of_every_kind(tmp_path: Path, extract: Callable[..., pd.DataFrame]) -> None:
    composed, decomposed = "Kế hoạch.txt", unicodedata.normalize("NFD", "Quyết định.txt")
    longest = "ă" * 125 + ".txt"  # 254 bytes
    raw = b"c\xf4ng v\xa8n.txt"  # TCVN3
    write(tmp_path / "in", composed, f"thư mục con/sâu hơn/{decomposed}", "  có  dấu cách .txt", longest, raw)
    documents = extract()
    assert set(documents.index) == {
        composed, "thư mục con/sâu hơn/Quyết định.txt", "  có  dấu cách .txt", longest, "c%F4ng v%A8n.txt",
    }  # fmt: skip
    assert set(documents["status"]) == {"ok"}


@pytest.mark.parametrize(
    ("name", "told"),
    [("100%.txt", "100%.txt"), (os.fsdecode(b"100%\xff"), "100%25%FF"), ("é", "é"), ("e\u0301", "é")],
)
def test_readable_names(name: str, told: str) -> None:
    assert readable(name) == told


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(
        folder, "kh.txt", "~$kh.docx", ".an.txt", ".git/kh.txt", "phim.mp4", "ngoai/.cchc/output.json", "ngoai/kh.txt"
    )
    write(tmp_path, "khac.txt")
    (folder / "vong").symlink_to(folder, target_is_directory=True)
    (folder / "hong.txt").symlink_to(folder / "khong-co")
    (folder / "tu-minh.txt").symlink_to(folder / "tu-minh.txt")
    (folder / "ra-ngoai.txt").symlink_to(tmp_path / "khac.txt")
    (folder / "trong-nha.txt").symlink_to(folder / "kh.txt")
    os.mkfifo(folder / "ong.txt")
    scan = Scan([str(folder)])
    assert sorted(found.relative for found in scan.files()) == ["kh.txt", "trong-nha.txt"]
    assert dict(scan.ignored) == {
        ".mp4": 1, "(liên kết tới thư mục)": 1, "(liên kết hỏng)": 2, "(liên kết ra ngoài thư mục)": 1,
    }  # fmt: skip


def test_the_output_may_stand_inside_the_input(tmp_path: Path, extract: Callable[..., pd.DataFrame]) -> None:
    write(tmp_path / "in", "kh.txt")
    assert len(extract(tmp_path / "in" / "out")) == 1
    (tmp_path / "in" / "out" / "ghi-chu.txt").write_text("x", encoding="utf-8")
    assert len(extract(tmp_path / "in" / "out")) == 1


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path, extract: Callable[..., pd.DataFrame]) -> None:
    for name in ("b.txt", "a.txt", "kho/c.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(good(1))
    documents = extract()
    assert list(documents.index) == ["a.txt"]
    assert list(documents["duplicate_paths"].iloc[0]) == ["b.txt", "kho/c.txt"]


def test_a_file_that_cannot_be_opened(
    tmp_path: Path, extract: Callable[..., pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a row with a code, and is tried again by every run."""
    write(tmp_path / "in", "kh.txt", "khoa.txt")
    opened = open

    def refused(path: Any, *rest: Any, **told: Any) -> Any:
        if str(path).endswith("khoa.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **told)

    with monkeypatch.context() as locked:
        locked.setattr("builtins.open", refused)
        documents = extract()
    assert documents.loc["khoa.txt", "error_code"] == "unreadable"
    assert pd.isna(documents.loc["khoa.txt", "sha256"])
    assert list(extract()["status"]) == ["ok", "ok"]


def test_a_file_that_is_being_written_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_bytes(b"x" * 100)
    writing = threading.Event()

    def grow() -> None:
        while not writing.is_set():
            with path.open("ab") as stream:
                stream.write(b"x" * 100)
            time.sleep(0.0005)

    class Slow:
        """A file whose reading takes as long as it takes another to write to it."""

        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def read(self) -> bytes:
            data: bytes = self._stream.read()
            time.sleep(0.05)
            return data

        def __getattr__(self, name: str) -> Any:
            return getattr(self._stream, name)

        def __enter__(self) -> Slow:
            return self

        def __exit__(self, *_: object) -> None:
            self._stream.close()

    job = work.DocumentJob(str(path), "kh.txt", str(tmp_path / "cache"))
    writer = threading.Thread(target=grow)
    opened = open
    with pytest.MonkeyPatch.context() as slowly:
        slowly.setattr("builtins.open", lambda name, *rest, **told: Slow(opened(name, *rest, **told)))
        writer.start()
        try:
            with pytest.raises(ReadError) as raised:
                work._Work(job)._file()
        finally:
            writing.set()
            writer.join()
    assert raised.value.code == "changing"
    assert len(work._Work(job)._file()) == path.stat().st_size


# Archives


def listed(path: Path, data: bytes, **bounds: int) -> archives.Listing:
    path.write_bytes(data)
    return ArchiveJob(str(path), Bounds(**bounds)).run()


def test_members_are_documents_of_their_own(tmp_path: Path, extract: Callable[..., pd.DataFrame]) -> None:
    inner = zipped({"văn bản/kh 2.txt": good(2)})
    data = zipped(
        {"kh.txt": good(1), "trong.zip": inner, "anh.exe": b"x", "__MACOSX/._kh.txt": b"x", "~$kh.docx": b"x"}
    )
    (tmp_path / "in" / "nen.zip").write_bytes(data)
    documents = extract()
    assert list(documents["status"]) == ["ok", "ok"]
    assert set(documents.index) == {"nen.zip/kh.txt", "nen.zip/trong.zip/văn bản/kh 2.txt"}
    assert extract().equals(documents)
    (tmp_path / "in" / "nen.zip").write_bytes(zipped({"kh.txt": good(1), "kh-3.txt": good(3)}))
    assert set(extract().index) == {"nen.zip/kh.txt", "nen.zip/kh-3.txt"}
    (tmp_path / "in" / "nen.zip").unlink()
    write(tmp_path / "in", "khac.txt")
    assert set(extract().index) == {"khac.txt"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/kh.txt", "etc/kh.txt"),
        ("/etc/kh.txt", "etc/kh.txt"),
        ("C:\\Users\\kh.txt", "Users/kh.txt"),
        ("a/../../b.txt", "a/b.txt"),
        ("văn bản.txt", "văn bản.txt"),
    ],
)
def test_no_member_leads_out_of_its_archive(tmp_path: Path, name: str, told: str) -> None:
    (member,) = listed(tmp_path / "a.zip", zipped({name: b"x"})).members
    assert member.name == told
    assert archives.member(str(tmp_path / "a.zip"), member.way) == b"x"


def test_names_in_utf8_that_do_not_say_so(tmp_path: Path) -> None:
    data = zipped({"van ban.txt": b"x"}).replace(b"van ban.txt", "văbả.txt".encode())
    (member,) = listed(tmp_path / "a.zip", data).members
    assert member.name == "văbả.txt"


@pytest.mark.parametrize(
    ("data", "bounds", "code", "members"),
    [
        (zipped({f"{n}.txt": b"x" for n in range(9)}), {"files": 8}, "too_large", 8),  # too many
        (zipped({f"{n}.txt": b"x" * 99 for n in range(9)}), {"total": 500}, "too_large", 5),  # too much
        (nested(3), {"depth": 2}, "too_large", 0),  # too deep
        (zipped({"a.txt": b"x"})[:-9], {}, "corrupt", 0),
        (b"Rar!\x1a\x07", {}, "corrupt", 0),
        (zipped({"a.exe": b"x"}), {}, "empty", 0),
    ],
)
def test_bounds_of_archives(tmp_path: Path, data: bytes, bounds: dict[str, int], code: str, members: int) -> None:
    told = listed(tmp_path / "a.zip", data, **bounds)
    assert told.problem is not None
    assert (told.problem[0], len(told.members)) == (code, members)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (member,) = listed(tmp_path / "a.zip", zipped({"bom.txt": bytes(16 << 20)})).members
    with pytest.raises(ReadError) as raised:
        archives.member(str(tmp_path / "a.zip"), member.way)
    assert raised.value.code == "too_large"


def test_a_member_never_gives_more_than_its_directory_says(tmp_path: Path) -> None:
    """A directory that understates the size must not get more out of us than it admits."""
    data = zipped({"a.txt": b"x" * 1000}, 0)
    at = data.rindex(b"PK\x01\x02")
    lying = data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]
    (tmp_path / "a.zip").write_bytes(lying)
    with pytest.raises(ReadError) as raised:
        archives.member(str(tmp_path / "a.zip"), ("a.txt",))
    assert raised.value.code == "corrupt"


def test_a_word_file_with_the_name_of_an_archive_is_a_document(
    tmp_path: Path, extract: Callable[..., pd.DataFrame]
) -> None:
    from tests.conftest import SAMPLES

    (tmp_path / "in" / "kh.zip").write_bytes((SAMPLES / "ke-hoach-xa-2026.docx").read_bytes())
    assert dict(extract()["status"]) == {"kh.zip": "ok"}
    assert dict(extract()["status"]) == {"kh.zip": "ok"}


def test_a_walk_tells_at_once_that_it_goes_another_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a worker loads while the rest of the folder is still being walked; nothing new, and no worker starts."""
    monkeypatch.setattr("pipeline.runs.discover.MARK_EVERY", 5)
    write(tmp_path, *(f"{number:02d}.txt" for number in range(23)))

    def walked(known: list[str]) -> tuple[list[str], list[int]]:
        told: list[int] = []
        scan = Scan([str(tmp_path)], None, known, lambda: told.append(scan.count))
        assert len(list(scan.files())) == 23
        return scan.marks, told

    marks, told = walked([])
    assert (len(marks), told) == (4, [5, 10, 15, 20])
    assert walked(marks) == (marks, [])
    (tmp_path / "11.txt").write_bytes(b"khac")
    changed, told = walked(marks)
    assert (changed[:2], told) == (marks[:2], [15, 20])
