"""The fault suite: what is done to a run and what comes of it; ``python -m tests.faults`` writes docs/faults.md."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from pipeline.config import Limits, Settings
from pipeline.output.store import Store
from pipeline.runs.run import Options, Report, remembered, run
from tests.poison import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "faults.md"
GOOD = 6
LIMITS = Limits(timeout_seconds=5, memory_mb=400, archive_files=50)
SETTINGS = Settings(jobs=2, plugins=("tests.poison",), limits=LIMITS)


@dataclass(frozen=True, slots=True)
class Fault:
    """A poisoned file: its name, what it does, and the status and code that its document must have."""

    name: str
    what: str
    status: str
    code: str | None
    data: bytes


def text(kind: str) -> bytes:
    """A text that does what ``kind`` says."""
    return f"{MARK}{kind}\nKẾ HOẠCH cải cách hành chính\n".encode()


def zipped(members: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def nested(depth: int) -> bytes:
    """An archive in an archive in an archive."""
    data = zipped({"kh.txt": b"x"})
    for _ in range(depth):
        data = zipped({"trong.zip": data})
    return data


def image() -> bytes:
    """A page with something dark on it."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (600, 400), 255)
    draw = ImageDraw.Draw(page)
    for line in range(5):
        for letter in range(20):
            draw.rectangle((40 + letter * 25, 60 + line * 50, 55 + letter * 25, 85 + line * 50), fill=0)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


FAULTS = (
    Fault("killed.txt", "kills its process, as the kernel does for want of memory", "failed", "crash", text("killed")),
    Fault("crash.txt", "crashes native code (SIGSEGV)", "failed", "crash", text("crash")),
    Fault("exit.txt", "ends its process from within", "failed", "crash", text("exit")),
    Fault("loop.txt", "loops in Python for ever", "failed", "timeout", text("loop")),
    Fault("native-loop.txt", "loops in native code", "failed", "timeout", text("native-loop")),
    Fault("hang-in-child.txt", "waits for a program that never ends", "failed", "timeout", text("hang-in-child")),
    Fault("memory.txt", "eats memory", "failed", "memory", text("memory")),
    Fault("memory-of-child.txt", "starts programs that eat memory", "failed", "memory", text("memory-of-child")),
    Fault("flood.txt", "floods standard output and error; is read all the same", "ok", None, text("flood")),
    Fault("fault.txt", "meets a fault of this program", "failed", "internal", text("fault")),
    Fault("rong.txt", "is empty", "failed", "empty", b""),
    Fault("hong.docx", "is a Word file that was cut off", "failed", "corrupt", b"PK\x03\x04 word/document.xml cut off"),
    Fault("anh.png", "is an image whose tesseract answers in bytes that are no UTF-8", "failed", "empty", image()),
    Fault("vanban.rtf", "needs LibreOffice, which exits 0 without a file", "failed", "corrupt", b"{\\rtf1 KH}"),
    Fault("bom.zip/bom.docx", "is an archive that unpacks to a thousand times its size", "failed", "too_large",
          zipped({"bom.docx": bytes(64 << 20)})),
    Fault("dong.zip", "is an archive with too many files", "failed", "too_large",
          zipped({f"{number}.exe": b"x" for number in range(60)})),
    Fault("sau.zip", "is archives within archives, too deep", "failed", "too_large", nested(4)),
    Fault("hong.zip", "is an archive that was cut off", "failed", "corrupt", zipped({"kh.txt": b"x" * 99})[:-30]),
)  # fmt: skip


def good(number: int) -> bytes:
    """A document with rows."""
    return (
        f"UBND TỈNH LẠNG SƠN\nSố: {number}/KH-UBND\nKẾ HOẠCH\nCải cách hành chính năm 2022\n\n"
        "I. MỤC TIÊU\n- Phấn đấu trên 90% hồ sơ được giải quyết đúng hạn.\n"
    ).encode()


FAKES = {
    "tesseract": """#!/bin/sh
case "$*" in
*--list-langs*) printf 'List of languages\\nvie\\nosd\\n' ;;
*) cat > /dev/null; printf '\\377\\376 \\300' ;;
esac
""",
    "soffice": "#!/bin/sh\nexit 0\n",
}
"""Programs that lie: bytes that are no UTF-8, and success without a file."""


@contextlib.contextmanager
def fake_tools(folder: Path) -> Iterator[None]:
    """Put the programs that lie before all others."""
    folder.mkdir()
    for name, script in FAKES.items():
        path = folder / name
        path.write_text(script, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{folder}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the suite: (status, code) by file, rows of each good document, names in the private folder."""

    report: Report
    documents: dict[str, tuple[str, str | None]]
    targets: dict[str, int]
    left: set[str]


def run_suite(folder: Path) -> Outcome:
    """One run over all poisoned files between good ones, with programs that lie."""
    inputs = folder / "in"
    inputs.mkdir(parents=True)
    for number in range(GOOD):
        (inputs / f"{'aemrz'[number % 5]}-tot-{number}.txt").write_bytes(good(number))
    for fault in FAULTS:
        (inputs / fault.name.partition("/")[0]).write_bytes(fault.data)
    store = Store(folder / "out")
    with fake_tools(folder / "bin"):
        report = run(store, [remembered(str(inputs))], None, Options(SETTINGS))
    rows = pq.read_table(
        store.root / "documents", columns=["doc_id", "source_path", "status", "error_code"]
    ).to_pylist()
    targets = Counter(pq.read_table(store.root / "targets", columns=["doc_id"])["doc_id"].to_pylist())
    return Outcome(
        report,
        {row["source_path"]: (row["status"], row["error_code"]) for row in rows},
        {row["source_path"]: targets[row["doc_id"]] for row in rows if "-tot-" in row["source_path"]},
        {path.name for path in store.private.iterdir()},
    )


def page(outcome: Outcome) -> str:
    """The table of faults and outcomes, as the documentation shows it."""
    others = all(count == 1 for count in outcome.targets.values()) and len(outcome.targets) == GOOD
    lines = [
        "# Faults and what comes of them",
        "",
        "Made by the fault suite (`python -m tests.faults`): one run over all of these files, with programs that lie,",
        f"among {GOOD} good documents; two workers, {SETTINGS.limits.timeout_seconds} seconds and "
        f"{SETTINGS.limits.memory_mb} MB a document. A test checks that this page is what the suite gives.",
        "",
        "| a document that | status | code | the others' rows |",
        "|---|---|---|---|",
    ]
    for fault in FAULTS:
        status, code = outcome.documents.get(fault.name, ("missing", None))
        lines.append(f"| {fault.what} | `{status}` | {f'`{code}`' if code else ''} | {'all' if others else 'LOST'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        PAGE.write_text(page(run_suite(Path(place))), encoding="utf-8")
