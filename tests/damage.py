"""Files damaged at random with a fixed seed, and what a damaged file may not do: lose a table silently.

``python -m tests.damage [VARIANTS]`` damages the samples of every format, 150 times each unless told otherwise, and
tells what became of them.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.runs.work import LOSSES
from pipeline.tools.shelf import BatchJob, Shelf, WaitingError, batches, reading_with
from samples import formats
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.tools.shelf import Waiting
    from schemas.document import Document

KINDS = ("cut", "changed", "zeroed")
STEM = "ke-hoach-cchc-phu-luc"
FILES: dict[str, Path] = {
    "docx": SAMPLES / f"{STEM}.docx",
    "doc": SAMPLES / f"{STEM}.doc",
    "pdf": formats.FORMATS / f"{STEM}.pdf",
    "txt": SAMPLES / f"{STEM}.txt",
    "html": SAMPLES / "quyet-dinh-xep-hang.html",
    "xlsx": SAMPLES / "quyet-dinh-xep-hang.xlsx",
    "xls": SAMPLES / "quyet-dinh-xep-hang.xls",
    "rtf": formats.FORMATS / f"{STEM}.rtf",
    "odt": formats.FORMATS / f"{STEM}.odt",
    "ods": formats.FORMATS / "bao-cao-tu-cham-diem.ods",
    "xlsb": formats.FORMATS / "bao-cao-tu-cham-diem.xlsb",
}
SILENT = "silent"
MOST = 0.95
"""Of the filled cells: a changed byte may make a cell of an .xls file, which has no checksums, one of another kind."""
BY_LIBREOFFICE = ("rtf", "odt", "ods", "xlsb")


def damaged(data: bytes, chance: random.Random, kind: str) -> bytes:
    """The file cut, with twenty bytes changed, or with a stretch of 2,000 bytes overwritten by zeros."""
    if kind == "cut":
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    if kind == "changed":
        for _ in range(20):
            changed[chance.randrange(len(data))] = chance.randrange(256)
    else:
        start = chance.randrange(len(data))
        changed[start : start + 2_000] = bytes(len(changed[start : start + 2_000]))
    return bytes(changed)


def variants(data: bytes, name: str, count: int) -> Iterator[tuple[str, bytes]]:
    """Damaged files of a format with what was done to them; the same ones each time."""
    chance = random.Random(name)
    for at in range(count):
        kind = KINDS[at % len(KINDS)]
        yield f"{name} {at} {kind}", damaged(data, chance, kind)


def amount(document: Document) -> tuple[int, int]:
    """How many rows the tables of a document have, and how many cells with words."""
    tables = [block.table for block in document.blocks if block.table is not None]
    return sum(table.rows for table in tables), sum(bool(cell.text) for table in tables for cell in table.cells)


def outcome(document: Document, whole: tuple[int, int]) -> str:
    """What became of a damaged file: ``partial`` where it says so, ``whole``, or ``silent`` where rows lack."""
    if {note.code for note in document.notes} & LOSSES:
        return "partial"
    found = amount(document)
    return "whole" if found[0] >= whole[0] and found[1] >= MOST * whole[1] else SILENT


def outcomes(name: str, count: int) -> list[tuple[str, str]]:
    """What became of each damaged file of a format; the code of its error where it could not be read."""
    data = FILES[name].read_bytes()
    files = list(variants(data, name, count))
    whole = amount(read(FILES[name]))
    assert whole[0] > 5
    documents = _in_batches(name, [one for _, one in files])
    return [
        (told, document.code if isinstance(document, ReadError) else outcome(document, whole))
        for (told, _), document in zip(files, documents, strict=True)
    ]


def _read(name: str, data: bytes) -> Document | ReadError:
    try:
        return read(f"x.{name}", data)
    except ReadError as error:
        return error


def _in_batches(name: str, files: list[bytes]) -> list[Document | ReadError]:
    """As a run reads them: what LibreOffice is needed for waits, and is converted together."""
    found: list[Document | ReadError] = [ReadError("", "")] * len(files)
    waiting: dict[int, Waiting] = {}
    with tempfile.TemporaryDirectory() as folder:
        with reading_with(Shelf(folder, waits=True)):
            for at, data in enumerate(files):
                try:
                    found[at] = _read(name, data)
                except WaitingError as error:
                    waiting[at] = error.waiting
        for batch in batches(waiting.values(), 1):
            BatchJob(folder, tuple(one.name for one in batch), batch[0].to, 600).run()
        with reading_with(Shelf(folder, waits=False)):
            for at in waiting:
                found[at] = _read(name, files[at])
    return found


def main() -> int:
    """Tell how many files of each format ended in which way; the number of those that lost rows silently."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    wrong = 0
    for name in sys.argv[2:] or FILES:
        found = outcomes(name, count)
        sys.stdout.write(f"{name}: {dict(Counter(what for _, what in found))}\n")
        silent = [told for told, what in found if what == SILENT and not is_shorter_text(told)]
        if silent:
            sys.stdout.write(f"   silent: {silent}\n")
        wrong += len(silent)
    return wrong


def is_shorter_text(told: str) -> bool:
    """Whether a text was cut off: a shorter text is a text, and nothing tells."""
    return told.startswith("txt ") and told.endswith(" cut")


if __name__ == "__main__":
    sys.exit(min(main(), 1))
