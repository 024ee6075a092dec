"""From the inputs that a person names to the files that are documents.

Only files of office, text, image and archive types are listed; others are counted. Word's lock files (``~$…``), hidden
files, links to folders, links that lead out of the input, and outputs of this program are passed over.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.errors import CchcError
from pipeline.language import marked, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SUFFIXES: Final = frozenset(
    (
        *(".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".rtf", ".pdf"),
        *(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".txt", ".md", ".html", ".htm", ".mht"),
        *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
        *(".zip", ".rar", ".7z", ".eml", ".msg"),
    )
)
MARK_EVERY: Final = 500
OUTPUT_MARK: Final = ".cchc"
"""The private folder of an output: a folder that has one is an output and no input."""


class InputError(CchcError):
    """An input that cannot be used as named."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document, with the times by which a change is told.

    ``relative`` is its path below the input as the system has it; ``changed`` is the time of the last change of the
    file or its rights where the system keeps one (not on Windows), in nanoseconds like ``modified``.
    """

    input: str
    path: str
    relative: str
    size: int
    modified: int
    changed: int


@dataclass(slots=True)
class Scan:
    """One walk over the inputs; ``ignored`` and ``digest`` are complete once :meth:`files` was walked to its end.

    Args:
        inputs: files or folders by their full paths.
        exclude: the output folder, which may stand inside an input and is no input itself.
        known: the ``marks`` of the last walk.
        differs: called as soon as the walk does not go as the last one, and every five hundred files from there on.
    """

    inputs: Sequence[str]
    exclude: Path | None = None
    known: list[str] = field(default_factory=list)
    differs: Callable[[], object] = bool
    marks: list[str] = field(default_factory=list)
    """What was met up to every five hundredth file, as a name."""
    ignored: Counter[str] = field(default_factory=Counter)
    count: int = 0
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def files(self) -> Iterator[Found]:
        """Every file that may be a document.

        Raises:
            InputError: an input does not exist.
        """
        outside = os.path.realpath(self.exclude) if self.exclude else None
        for name in self.inputs:
            self._digest.update(os.fsencode(name) + b"\0\0")
            if os.path.isdir(name):  # noqa: PTH112  no Path for each of a hundred thousand files
                yield from self._walk(name, name, "", os.path.realpath(name), outside)
            elif os.path.isfile(name):  # noqa: PTH113
                yield self._found(name, name, os.path.basename(name), os.stat(name))  # noqa: PTH116, PTH119
            else:
                raise InputError(say("Không có tệp hay thư mục {name!r}. Hãy kiểm tra lại đường dẫn.", name=name))

    def digest(self) -> str:
        """One name for all paths, sizes and times that were met, in the order of the walk."""
        return self._digest.hexdigest()

    def _walk(self, name: str, folder: str, below: str, root: str, outside: str | None) -> Iterator[Found]:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if not below:
                raise InputError(
                    say(
                        "Không mở được thư mục {name!r} ({strerror}). Hãy kiểm tra quyền đọc.",
                        name=name,
                        strerror=error.strerror,
                    )
                ) from error
            self.ignored[marked("(thư mục không mở được)")] += 1
            self._digest.update(os.fsencode(below) + b"\0?")
            return
        if below and (any(entry.name == OUTPUT_MARK for entry in entries) or os.path.realpath(folder) == outside):
            return
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(name, entry.path, f"{below}{entry.name}/", root, outside)
            else:
                yield from self._file(name, entry, below, root)

    def _file(self, name: str, entry: os.DirEntry[str], below: str, root: str) -> Iterator[Found]:
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122
        try:
            told = entry.stat()
        except OSError:  # a link that leads nowhere or in a circle, or a file that has just gone
            self.ignored[marked("(liên kết hỏng)")] += 1
            return
        if not stat.S_ISREG(told.st_mode):
            if entry.is_symlink():
                self.ignored[marked("(liên kết tới thư mục)")] += 1
        elif suffix not in SUFFIXES:
            self.ignored[suffix or marked("(không có đuôi)")] += 1
        elif entry.is_symlink() and not os.path.realpath(entry.path).startswith(os.path.join(root, "")):  # noqa: PTH118
            self.ignored[marked("(liên kết ra ngoài thư mục)")] += 1
        else:
            yield self._found(name, entry.path, below + entry.name, told)

    def _found(self, name: str, path: str, relative: str, told: os.stat_result) -> Found:
        found = Found(name, path, relative, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
        line = f"{relative}\0{found.size}\0{found.modified}\0{found.changed}\0"
        self._digest.update(line.encode("utf-8", "surrogateescape"))
        self.count += 1
        if not self.count % MARK_EVERY:
            self._mark()
        return found

    def _mark(self) -> None:
        self.marks.append(self.digest()[:16])
        if self.marks != self.known[: len(self.marks)]:
            self.differs()


def readable(name: str) -> str:
    """The name as text: NFC; bytes that are no UTF-8 as %XX."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name).replace(b"%", b"%25")
        name = "".join(
            f"%{ord(char) - 0xDC00:02X}" if "\udc80" <= char <= "\udcff" else char
            for char in raw.decode("utf-8", "surrogateescape")
        )
    return unicodedata.normalize("NFC", name)
