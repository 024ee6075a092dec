"""From the inputs that a person names to the files that are documents.

Only files of office, text, image and archive types are listed; others are counted. Word's lock files (``~$…``), hidden
files and links to folders are passed over.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CchcError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES: Final = frozenset(
    (
        *(".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".rtf", ".pdf"),
        *(".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".md", ".html", ".htm", ".mht"),
        *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
        *(".zip", ".rar", ".7z"),
    )
)


class InputError(CchcError):
    """An input that cannot be used as named."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: ``input`` as the person named it, ``source_path`` below it with ``/`` between folders."""

    input: str
    source_path: str
    path: Path


@dataclass(slots=True)
class Discovery:
    """What the inputs hold; ``ignored`` counts the files of other types by suffix."""

    files: list[Found] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)


def discover(inputs: Sequence[str], *, exclude: Path | None = None) -> Discovery:
    """The documents of the inputs in sort order of input and path.

    Args:
        inputs: files or folders as the person named them.
        exclude: the output folder, which may stand inside an input and is no input itself.

    Raises:
        InputError: an input does not exist.
    """
    discovery = Discovery()
    outside = exclude.resolve() if exclude else None
    for name in inputs:
        path = Path(name)
        if path.is_file():
            discovery.files.append(Found(name, _readable(path.name), path))
        elif path.is_dir():
            for found in _walk(path, outside):
                relative = _readable(found.relative_to(path).as_posix())
                if found.suffix.lower() in SUFFIXES:
                    discovery.files.append(Found(name, relative, found))
                else:
                    discovery.ignored[found.suffix.lower() or "(không có đuôi)"] += 1
        else:
            raise InputError(f"Không có tệp hay thư mục {name!r}. Hãy kiểm tra lại đường dẫn.")
    discovery.files.sort(key=lambda found: (found.input, found.source_path))
    return discovery


def _walk(folder: Path, outside: Path | None) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (outside is None or (here / name).resolve() != outside)
        )
        for name in sorted(names):
            if not name.startswith((".", "~$")) and (here / name).is_file():
                yield here / name


def _readable(name: str) -> str:
    """The name as text: NFC; bytes that are no UTF-8 as %XX."""
    if any("\udc80" <= char <= "\udcff" for char in name):
        raw = os.fsencode(name).replace(b"%", b"%25")
        name = "".join(
            f"%{ord(char) - 0xDC00:02X}" if "\udc80" <= char <= "\udcff" else char
            for char in raw.decode("utf-8", "surrogateescape")
        )
    return unicodedata.normalize("NFC", name)
