"""``cchc doctor``: which programs are here that reading needs, and how to get those that are not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from pipeline import terminal
from pipeline.exits import ExitCode
from pipeline.language import said, say
from pipeline.readers.ocr_settings import SETTINGS
from pipeline.tools import libreoffice

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 20
"""How long a program may take to say its version."""
_LANGUAGE: Final = f"tesseract-ocr-{SETTINGS.language}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A program: what it is for, where it is or None, its version, and how to get it where it lacks."""

    name: str
    purpose: str
    path: str | None
    version: str | None
    advice: str | None


def doctor_command(*, as_json: bool) -> ExitCode:
    """Print what is here and what lacks; the exit code says whether something lacks."""
    findings = list(examine())
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    else:
        rows = [
            (
                finding.name,
                finding.purpose,
                finding.advice or say("có: {version}", version=finding.version or finding.path),
            )
            for finding in findings
        ]
        terminal.console().print(
            terminal.table(say("Chương trình cần có"), said("Tên", "Để làm gì", "Tình trạng"), rows)
        )
    return ExitCode.TOOL_MISSING if any(finding.advice for finding in findings) else ExitCode.OK


def examine() -> Iterator[Finding]:
    """The programs that readers start."""
    purpose = say("nhận dạng chữ trong bản quét và ảnh")
    path = shutil.which("tesseract")
    yield _finding("tesseract", purpose, path, "tesseract-ocr")
    has_language = path is not None and SETTINGS.language in _told([path, "--list-langs"]).split()
    advice = None if has_language else _lacks(_LANGUAGE)
    purpose = say("nhận dạng đúng dấu tiếng Việt")
    yield Finding(f"tesseract: {SETTINGS.language}", purpose, path if has_language else None, None, advice)
    purpose = say("đọc .rtf, .odt, .ods, .xlsb và .doc hỏng (LibreOffice)")
    packages = "libreoffice-writer-nogui libreoffice-calc-nogui"
    yield _finding("soffice", purpose, libreoffice.program(), packages)


def _finding(name: str, purpose: str, path: str | None, package: str) -> Finding:
    if path is None:
        return Finding(name, purpose, None, None, _lacks(package))
    return Finding(name, purpose, path, _told([path, "--version"]).strip().split("\n")[0] or None, None)


def _lacks(package: str) -> str:
    return say("Thiếu. Cài bằng: sudo apt-get install {package}", package=package)


def _told(command: list[str]) -> str:
    """What a program says on a question, "" where it does not answer."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace")
