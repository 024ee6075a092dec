"""Putting files and folders in place in one step, on systems that differ in what they allow.

On Linux two names are exchanged (``renameat2``), a pointer is a symbolic link that another replaces. Where the system
or the file system cannot, a folder is moved away and the new one moved in, and the pointer is a small text file with
the folder's path, which is replaced. On Windows replacing fails while a reader has the file open: it is tried again.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WINDOWS = sys.platform == "win32"
TRIES: Final = 20
WAIT: Final = 0.1


def patiently(action: Callable[[], object]) -> None:
    """Do something that a reader of the file can hinder on Windows; elsewhere a refusal is meant and final."""
    for attempt in range(TRIES):
        try:
            action()
        except PermissionError:
            if not WINDOWS or attempt == TRIES - 1:
                raise
            time.sleep(WAIT)
        else:
            return


def write_text(path: Path, text: str) -> None:
    """Replace a file by one with this text; a reader meets the old or the new one, whole."""
    aside = path.with_name(f".{path.name}.new")
    with aside.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    patiently(lambda: aside.replace(path))


def point(pointer: Path, folder: Path) -> None:
    """Make a pointer lead to a folder, which is named from the pointer's own."""
    aside = pointer.with_name(f".{pointer.name}.new")
    aside.unlink(missing_ok=True)
    if not WINDOWS:  # links need a privilege there
        with contextlib.suppress(OSError, NotImplementedError):
            aside.symlink_to(folder, target_is_directory=True)
            os.replace(aside, pointer)  # noqa: PTH105  Path.replace is the same
            return
        aside.unlink(missing_ok=True)
    write_text(pointer, f"{folder.as_posix()}\n")


def pointed(pointer: Path) -> Path | None:
    """The folder that a pointer leads to, None where there is none; read once, it does not change any more."""
    try:
        target = os.readlink(pointer) if pointer.is_symlink() else pointer.read_text(encoding="utf-8").strip()  # noqa: PTH115
    except OSError:
        return None
    folder = pointer.parent / target
    return folder if target and folder.is_dir() else None


def put_in_place(new: Path, there: Path) -> None:
    """Make ``new`` stand at ``there``, in one step where the system can exchange two names; the old one goes."""
    if not there.exists():
        new.rename(there)
        return
    if not exchange(new, there):
        old = new.with_name(new.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        patiently(lambda: there.rename(old))
        patiently(lambda: new.rename(there))
        new = old
    shutil.rmtree(new, ignore_errors=WINDOWS)  # what a reader still has open there goes with the next run


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names atomically (Linux ``renameat2``); False where that is not to be had."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, exchanged = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchanged) == 0)


def link_folder(folder: Path, new: Path) -> None:
    """A folder with the same files under the same names: links where the file system has them, else copies."""
    new.mkdir(parents=True)
    for file in folder.iterdir():
        link_file(file, new / file.name)


def link_file(file: Path, new: Path) -> None:
    """A second name for a file, or a copy of it."""
    try:
        os.link(file, new)
    except OSError:
        shutil.copyfile(file, new)


def same_files(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files under the same names: one file, or the same bytes."""
    try:
        mine, theirs = ({entry.name: entry.stat() for entry in os.scandir(folder)} for folder in (one, other))
    except OSError:
        return False
    if mine.keys() != theirs.keys():
        return False
    for name, told in mine.items():
        if not os.path.samestat(told, theirs[name]) and (one / name).read_bytes() != (other / name).read_bytes():
            return False
    return True


def settle(folder: Path) -> None:
    """Make sure that a folder's files are on the disk, so that a pointer never leads to what a power cut lost.

    A file that has another name already is one of an earlier run, and on the disk.
    """
    for path in (*folder.rglob("*"), folder):
        is_file = path.is_file()
        if is_file and path.stat().st_nlink > 1:
            continue
        if is_file or not WINDOWS:
            handle = os.open(path, os.O_RDONLY)
            try:
                with contextlib.suppress(OSError):
                    os.fsync(handle)
            finally:
                os.close(handle)
