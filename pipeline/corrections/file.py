"""``corrections.csv`` beside the datasets: one line a correction, written by the review page or by hand.

The file is the person's: lines are appended, never rewritten. It is read however Excel or an editor left it: a byte
order mark, ``;`` or a tab between columns, columns in another order, Vietnamese heads. A line that cannot be used is a
:class:`Problem` with its number; the others stand.
"""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import hashlib
import io
import os
import re
import time
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pipeline.aside import aside
from pipeline.corrections.values import ValueTextError, tidy, understand
from pipeline.errors import CchcError, LockedError, WriteError
from pipeline.language import say
from pipeline.runs.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME: Final = "corrections.csv"
LOCK: Final = "corrections.lock"
PATIENCE: Final = 10.0
"""Seconds that an append waits for another; each takes a few milliseconds."""
LARGEST: Final = 64 << 20
_NO_UTF8: Final = re.compile("[\udc80-\udcff]")
_LINES_AT_MOST: Final = 40
"""Physical lines of one record: beyond, a quote was left open."""


class CorrectionError(CchcError):
    """A correction that cannot be taken, or a file that cannot be added to."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One value that a person set. Texts are canonical (:mod:`pipeline.corrections.values`).

    Args:
        document: doc_id, or the document's path as ``documents.source_path`` has it.
        dataset: the dataset's name.
        row_id: the row's name; empty for ``documents``.
        field: the column.
        old: the value before, as the person saw it.
        new: the value that is right; empty: the document states nothing.
        who: who says so.
        when: ISO time of the correction.
        why: the reason.
        path: the document's path then, to find it when its content changes.
        words: the row's source_text then, to find it when its name changes.
        line: where it stands in the file, from 1.
    """

    document: str
    dataset: str
    row_id: str
    field: str
    old: str
    new: str
    who: str
    when: str
    why: str
    path: str = ""
    words: str = ""
    line: int = dataclasses.field(default=0, compare=False)


COLUMNS: Final = tuple(item.name for item in fields(Correction) if item.name != "line")
_NEEDED: Final = frozenset({"document", "dataset", "row_id", "field", "new", "why"})
_HEADS: Final = {
    "doc_id": "document", "văn bản": "document", "mã văn bản": "document", "bảng": "dataset", "row": "row_id",
    "row key": "row_id", "row_key": "row_id", "dòng": "row_id", "mã dòng": "row_id", "cột": "field", "trường": "field",
    "cũ": "old", "giá trị cũ": "old", "mới": "new", "giá trị mới": "new", "ai": "who", "người sửa": "who",
    "khi": "when", "lúc": "when", "ngày sửa": "when", "vì sao": "why", "lý do": "why", "đường dẫn": "path",
    "lời gốc": "words",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used: its number, from 1, a sentence with what to do, and the line itself."""

    line: int
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the file holds, in its order."""

    corrections: tuple[Correction, ...] = ()
    problems: tuple[Problem, ...] = ()

    def digest(self) -> str:
        """A name for what the corrections set; empty where there are none."""
        told = [(item.document, item.dataset, item.row_id, item.field, item.new) for item in self.corrections]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16] if told else ""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a file is written: the sign between columns, and the columns in their order; None: a column of no use."""

    separator: str
    columns: tuple[str | None, ...]
    lines: int


def load(out: Path) -> Loaded:
    """The corrections of an output folder; none where there is no file.

    Raises:
        CorrectionError: the file is there and cannot be opened, so that nobody takes its corrections for withdrawn.
    """
    return parse(_text(out / NAME))


def parse(text: str) -> Loaded:
    """The corrections in the text of a file."""
    lines = text.removeprefix("\ufeff").split("\n")
    if not text.strip("\ufeff \r\n\t"):
        return Loaded()
    shape = _shape(lines)
    if shape is None:
        told = say(
            "Dòng đầu phải là tên các cột: {names}. Hãy thêm dòng đó vào đầu tệp {name}.",
            names=",".join(COLUMNS),
            name=NAME,
        )
        return Loaded((), (Problem(1, told, lines[0].strip()),))
    corrections, problems = [], []
    for number, record, words in _records(lines, shape):
        try:
            if isinstance(record, str):
                raise CorrectionError(record)
            if any(cell.strip() for cell in record):
                corrections.append(_correction(number, record, shape))
        except CchcError as error:
            problems.append(Problem(number, str(error), words))
    return Loaded(tuple(corrections), tuple(problems))


def append(out: Path, correction: Correction) -> Correction:
    """Add a correction to the output's file; what was added, its value in canonical text, its time filled in.

    Raises:
        ValueTextError: the value is none of the field's; the sentence says what is taken.
        CorrectionError: no reason is given, the row is not named, or the file on disk has no heads.
        LockedError: another program is adding and does not end.
        WriteError: the file cannot be written; it is as it was.
    """
    when = correction.when or datetime.now().astimezone().isoformat(timespec="seconds")
    made = checked(replace(correction, when=when))
    path = out / NAME
    with _alone(out):
        text = _text(path)
        lines = text.removeprefix("\ufeff").split("\n")
        # A byte order mark, so that Excel reads Vietnamese when the file is opened by a double click.
        shape = _Shape(",", COLUMNS, 1) if not text.strip("\ufeff \r\n\t") else _shape(lines)
        if shape is None:
            raise CorrectionError(
                say(
                    "{path} thiếu dòng đầu nêu tên các cột. Hãy thêm vào đầu tệp: {names}; rồi sửa lại.",
                    path=path,
                    names=",".join(COLUMNS),
                )
            )
        if not text.strip("\ufeff \r\n\t"):
            text = "\ufeff" + _line(COLUMNS, shape)
        elif not text.endswith("\n"):
            text += "\r\n"
        text += _line(tuple("" if name is None else _cell(name, made) for name in shape.columns), shape)
        try:
            with aside(path.resolve()) as written, written.open("wb") as stream:  # a link is followed, not replaced
                stream.write(text.encode("utf-8", "surrogateescape"))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise WriteError.of(path, error) from error
    return made


def checked(correction: Correction) -> Correction:
    """A correction with tidy texts and canonical values.

    Raises:
        ValueTextError: the new value is none of its field's.
        CorrectionError: something that every correction has is missing.
    """
    told = {name: tidy(getattr(correction, name)) for name in COLUMNS}
    told["row_id"] = told["row_id"].removeprefix("#").lower()
    told["dataset"], told["field"] = told["dataset"].lower(), told["field"].lower()
    if not told["document"]:
        raise CorrectionError(say("Thiếu document: hãy ghi mã văn bản (doc_id) hoặc đường dẫn của văn bản."))
    told["new"] = understand(told["dataset"], told["field"], told["new"]).text
    with contextlib.suppress(ValueTextError):  # kept as it was typed, then: it will differ from what is read
        told["old"] = understand(told["dataset"], told["field"], told["old"]).text
    if told["dataset"] == "documents":
        told["row_id"] = ""
    elif not re.fullmatch(r"[0-9a-f]{16}", told["row_id"]):
        raise CorrectionError(
            say(
                "row_id {row_id!r} không phải mã dòng (16 chữ số hex; Excel có thể đã đổi nó thành số). "
                "Hãy chép lại row_id của dòng, như cchc query hoặc bản xuất Excel cho thấy.",
                row_id=told["row_id"],
            )
        )
    if not told["why"]:
        raise CorrectionError(say("Thiếu lý do (cột why): hãy ghi vì sao sửa, ví dụ: số trong văn bản là 79,48."))
    return Correction(**told, line=correction.line)


# ---- the file's form


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise CorrectionError(
                say(
                    "{path} lớn hơn {largest} MB nên không đọc. Hãy kiểm tra lại: mỗi sửa chữa là một dòng.",
                    path=path,
                    largest=LARGEST >> 20,
                )
            )
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CorrectionError(
            say(
                "Không mở được {path} ({strerror}). Hãy kiểm tra quyền đọc, hoặc đóng Excel, rồi chạy lại.",
                path=path,
                strerror=error.strerror,
            )
        ) from error


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Alone with the file, whatever a run is doing: a run reads it once, whole."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with locked(out / ".cchc" / LOCK):
                yield
            return
        except LockedError as error:
            if time.monotonic() > until:
                raise LockedError(
                    say("Một chương trình khác đang ghi {path}. Hãy đợi một lát rồi thử lại.", path=out / NAME)
                ) from error
            time.sleep(0.02)


def _shape(lines: list[str]) -> _Shape | None:
    """How the file is written, by its head; None where it has none."""
    at = int(lines[0].lower().startswith("sep="))  # Excel's own hint
    head = " ".join(lines[at].split("\r")) if at < len(lines) else ""
    separator = max(",;\t", key=head.count)
    cells = next(csv.reader([head], delimiter=separator), [])
    from extractors.vietnamese.text import key  # its vocabulary is no part of the start of every run

    names = {key(name): name for name in COLUMNS} | {key(head): name for head, name in _HEADS.items()}
    columns = tuple(names.get(key(tidy(cell))) for cell in cells)
    known = [name for name in columns if name]
    if not set(known) >= _NEEDED or len(known) != len(set(known)):
        return None
    return _Shape(separator, columns, at + 1)


def _records(lines: list[str], shape: _Shape) -> Iterator[tuple[int, list[str] | str, str]]:
    """Each record with the number of its first line: its cells, or what is wrong; and its words.

    A quote that was left open swallows no line but its own: where no record ends within reach, the line is reported
    and reading goes on with the next.
    """
    at = shape.lines
    while at < len(lines):
        first = lines[at].rstrip("\r")
        if not first.strip():
            at += 1
            continue
        cells, used = _record(lines[at : at + _LINES_AT_MOST], shape)
        if cells is None:
            yield at + 1, say("Dấu ngoặc kép chưa đóng hoặc đặt sai chỗ. Hãy sửa dòng này."), first
        elif any(cell.strip() for cell in cells[len(shape.columns) :]):
            yield (
                at + 1,
                say("Thừa cột: hãy đặt trong ngoặc kép lời có dấu {separator!r}.", separator=shape.separator),
                first,
            )
        else:
            yield at + 1, cells, first
        at += used


def _record(lines: list[str], shape: _Shape) -> tuple[list[str] | None, int]:
    """The cells of the record that begins here and its number of lines; None and one line where there is no record."""
    for count in range(1, len(lines) + 1):
        text = "\n".join(lines[:count]).rstrip("\r")
        try:
            (cells,) = csv.reader(io.StringIO(text, newline=""), delimiter=shape.separator, strict=True)
        except csv.Error as error:
            if "unexpected end of data" not in str(error):
                break
            continue
        except ValueError:
            break
        return (cells, count) if count == 1 or len(cells) >= len(_NEEDED) else (None, 1)
    return None, 1


def _correction(number: int, cells: list[str], shape: _Shape) -> Correction:
    told = dict.fromkeys(COLUMNS, "")
    for name, cell in zip(shape.columns, cells, strict=False):
        if name:
            told[name] = _without_guard(name, cell)
    if any(map(_NO_UTF8.search, told.values())):
        raise CorrectionError(
            say("Dòng này không phải UTF-8. Hãy lưu tệp bằng Excel dạng «CSV UTF-8», rồi sửa lại chữ.")
        )
    return checked(Correction(**told, line=number))


def _line(cells: tuple[str, ...], shape: _Shape) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=shape.separator).writerow(cells)
    return stream.getvalue()


# Text that a spreadsheet would run gets an apostrophe before it, the name of a row or document that it would take for
# a number ("1234567890123456", "12e4567890123456") a "#"; on the way back one of each is taken away.
_RUNS: Final = re.compile(r"'*[=+\-@＝＋－＠]")
_A_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?")
_NAME: Final = re.compile(r"#*(?:[0-9a-f]{16}|\d+(?:[.,]\d+)*(?:e\d+)?)")
_NAMING: Final = frozenset({"document", "row_id"})


def _cell(name: str, correction: Correction) -> str:
    text: str = getattr(correction, name)
    if name in _NAMING and _NAME.fullmatch(text) and (text.startswith("#") or _A_NUMBER.fullmatch(text)):
        return f"#{text}"
    return "'" + text if _RUNS.match(text) and not _A_NUMBER.fullmatch(text) else text


def _without_guard(name: str, text: str) -> str:
    if name in _NAMING and text.startswith("#") and _NAME.fullmatch(text):
        return text[1:]
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
