"""LibreOffice: converts office files that no reader of ours reads. The only module that knows the program.

Its ways, each measured: a second run on the same profile writes nothing, so that every run has its own; a file that it
cannot load gives exit code 0 and no output, so that what counts is the file; one run for twenty files is ten times
faster than twenty runs; its program starts another one, so that the deadline ends them all.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAMS = ("soffice", "libreoffice")
START_SECONDS = 60.0
"""For the program to start on a slow disk; a start takes 0.9 s here."""
FILE_SECONDS = 30.0
"""More for each file of a run; a plan of 59 pages takes 1.3 s."""
BATCH = 20
PACKAGES = {"xlsx": "libreoffice-calc-nogui"}
"""What to install for a conversion, where it is not the package for texts."""

# A profile in which nothing is run or fetched: no macros, no links to outside, a proxy that nobody answers.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def program() -> str | None:
    """Where the program is, None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def convert(
    files: Sequence[tuple[str, bytes]], to: str = "docx", *, seconds: float | None = None
) -> list[bytes | None]:
    """Convert files (kind and bytes) in batches; a file that a batch did not convert is tried again alone, then None.

    Raises:
        ReadError: the program is not installed (``tool_missing``).
    """
    results: list[bytes | None] = []
    for at in range(0, len(files), BATCH):
        results += batch(files[at : at + BATCH], to, seconds)
    if len(files) > 1:
        for index, (file, result) in enumerate(zip(files, results, strict=True)):
            if result is None:
                results[index] = batch([file], to, seconds)[0]
    return results


def batch(files: Sequence[tuple[str, bytes]], to: str, seconds: float | None = None) -> list[bytes | None]:
    """Convert files in one run; None for each of which nothing came out by the deadline.

    Raises:
        ReadError: the program is not installed (``tool_missing``).
    """
    found = program()
    if found is None:
        package = PACKAGES.get(to, "libreoffice-writer-nogui")
        raise ReadError("tool_missing", f"Cần LibreOffice để đọc tệp này; cài gói {package} rồi chạy lại.")
    with tempfile.TemporaryDirectory(prefix="cchc-office-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        source, target, profile = root / "in", root / "out", root / "profile"
        for path in (source, target, profile / "user"):
            path.mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        paths = [source / f"{index}.{kind}" for index, (kind, _) in enumerate(files)]
        for path, (_, data) in zip(paths, files, strict=True):
            path.write_bytes(data)
        command = [
            found, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nologo", "--convert-to", to, "--outdir", str(target), *map(str, paths),
        ]  # fmt: skip
        _run(command, root, seconds or START_SECONDS + FILE_SECONDS * len(files))
        return [_output(target / f"{path.stem}.{to}") for path in paths]


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run it to its end or its deadline, and end whatever it started.

    It stays in our process group, so that whoever ends a worker ends it too.
    """
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            with suppress(subprocess.TimeoutExpired):  # what came out by then counts
                process.wait(seconds)
        finally:
            if process.poll() is None:
                for number in reversed(_tree(process.pid)):
                    with suppress(ProcessLookupError, PermissionError):
                        os.kill(number, signal.SIGKILL)


def _tree(number: int) -> list[int]:
    """A process and its descendants, as far as the system tells."""
    found = [number]
    for one in found:
        with suppress(OSError, ValueError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii").split())
    return found


def _output(path: Path) -> bytes | None:
    try:
        return path.read_bytes() or None
    except OSError:
        return None
