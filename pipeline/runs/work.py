"""What is done for one document, in a worker: bytes, hash, stored Document or reader, extractors, rows.

Whatever goes wrong with a document here becomes its ``documents`` row; only what stops the process itself does not come
back from :meth:`DocumentJob.run`.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

import extractors
from extractors.vietnamese.repair import repaired
from pipeline.errors import ReadError
from pipeline.formats import format_of
from pipeline.output import payload
from pipeline.output.cache import DocumentCache
from pipeline.readers import read
from pipeline.rows import ROW_DATASETS, FileFacts, Rows
from pipeline.runs import archives
from pipeline.tools.shelf import Shelf, Waiting, WaitingError, reading_with
from pipeline.version import extractor_version
from schemas.records import DocumentRecord

if TYPE_CHECKING:
    from pipeline.runs.archives import Bounds
    from schemas.document import Document
    from schemas.records import Extraction

LOSSES: Final = frozenset({"lost", "tool_missing", "page_unread", "text_damaged", "macros"})
"""Codes of reader notes that say that something of the file was not read."""
LARGEST_RESULT: Final = 256 << 20
"""Bytes of the rows of one document; more is an attack or a fault of ours."""
LOOKS: Final = 3
"""How often a file is looked at that changes while it is read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: the rows of each dataset as (count, bytes), by the dataset's name.

    ``same`` says that the content is that of the last run and that its rows stand; there are none here then. ``stat``
    is (size, modified, changed) of the file as it was read.
    """

    identity: str
    facts: FileFacts
    stat: tuple[int, int, int] | None
    rows: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    same: bool = False


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """One document to be read and extracted.

    Args:
        path: the file; of an archive's member, the archive.
        source_path: how the output names it.
        members: the way within the archive, empty for a file of its own.
        sha256: what is known of its content, where size and times say that it is unchanged: it is not opened as long
            as its Document is stored.
        same: the hash that needs no new rows.
        failure: (code, message, format) of a reading that failed for good, where only extractors changed.
        fresh: whether a stored Document is passed over.
        shelf: where files are put that LibreOffice converts together.
    """

    path: str
    source_path: str
    cache: str
    members: tuple[str, ...] = ()
    sha256: str | None = None
    size: int | None = None
    same: str | None = None
    failure: tuple[str, str, str] | None = None
    fresh: bool = False
    bounds: Bounds = archives.BOUNDS
    shelf: Shelf | None = None

    def run(self) -> Outcome | Waiting:
        """Read, extract and give the rows; or what has to be converted before the document can be read."""
        try:
            with reading_with(self.shelf):
                return _Work(self).outcome()
        except WaitingError as error:
            return error.waiting

    def failed(self, code: str, message: str) -> Outcome:
        """What comes of a document whose worker died of it; the file is hashed, not read."""
        work = _Work(self)
        if not self.members:
            work.hash_alone()
        facts = work.facts(
            format=format_of(
                Path(self.source_path),
            ),
            error_code=code,
            error=message,
        )
        return work.outcome_of(facts)


class _Work:
    def __init__(self, job: DocumentJob) -> None:
        self.job = job
        self.cache = DocumentCache(Path(job.cache))
        self.sha256 = job.sha256
        self.size = job.size
        self.stat: tuple[int, int, int] | None = None
        self.data: bytes | None = None
        self.rows = Rows()

    @property
    def identity(self) -> str:
        """The content's hash; of a file whose bytes cannot be had, the hash of its path."""
        return self.sha256 or hashlib.sha256(self.job.source_path.encode()).hexdigest()

    def facts(self, **told: object) -> FileFacts:
        """The facts of the file, failed unless told otherwise."""
        facts = FileFacts(
            doc_id=self.identity[:16], input="", source_path=self.job.source_path, sha256=self.sha256,
            size_bytes=self.size, format="other", status="failed", extractor_version=extractor_version(),
        )  # fmt: skip
        return replace(facts, **told)  # type: ignore[arg-type]

    def outcome(self) -> Outcome:
        record = DocumentRecord()
        try:
            if self.job.failure:
                raise ReadError(*self.job.failure[:2])
            if self.sha256 is None:
                self.load()
                if self.sha256 is not None and self.sha256 == self.job.same:
                    return Outcome(self.identity, self.facts(), self.stat, same=True)
            document = repaired(self.document())
            extraction = extractors.extract(document)
            record = extraction.document
            facts = read_facts(self.facts(), document, extraction)
            self.rows.add_extraction(facts.doc_id, document, extraction)
        except WaitingError:
            raise
        except ReadError as error:
            facts = self.facts(format=self.format(), error_code=error.code, error=error.message)
        except RecursionError:
            told = "Cấu trúc tệp lồng nhau quá sâu nên không đọc được. Hãy lưu lại tệp bằng Word rồi chạy lại."
            facts = self.facts(format=self.format(), error_code="too_large", error=told)
        except MemoryError:
            self.rows, self.data = Rows(), None
            told = "Đọc tệp này cần nhiều bộ nhớ hơn mức cho phép. Hãy tăng limits.memory_mb hoặc tách nhỏ tệp."
            facts = self.facts(error_code="memory", error=told)
        except Exception as error:  # a fault of ours must not cost the other documents their rows
            self.rows = Rows()
            told = f"Lỗi của chương trình khi xử lý tệp này ({type(error).__name__}: {error}). Hãy gửi tệp để được sửa."
            facts = self.facts(format=self.format(), error_code="internal", error=told)
        return self.outcome_of(facts, record)

    def outcome_of(self, facts: FileFacts, record: DocumentRecord | None = None) -> Outcome:
        self.rows.add_document(facts, record or DocumentRecord())
        packed = {name: (len(rows), payload.dump(rows)) for name, rows in self.rows.by_dataset.items() if rows}
        if sum(len(data) for _, data in packed.values()) > LARGEST_RESULT:
            told = "Văn bản cho ra quá nhiều dữ liệu. Hãy tách nhỏ tệp rồi chạy lại."
            self.rows = Rows()
            return self.outcome_of(replace(facts, status="failed", error_code="too_large", error=told))
        return Outcome(self.identity, facts, self.stat, packed)

    def document(self) -> Document:
        """The stored Document, else the file is read."""
        key = self.identity
        if self.sha256 and not self.job.fresh:
            stored = self.cache.get(key)
            if stored is not None:
                return stored
        if self.data is None:
            self.load()
        document = read(PurePath(self.job.source_path).name, self.data)
        self.data = None
        if self.sha256:
            self.cache.put(key, document)
        return document

    def load(self) -> None:
        """The bytes with their hash; a file that someone is writing is looked at again."""
        if self.job.members:
            self.data = archives.member(self.job.path, self.job.members, self.job.bounds)
        else:
            self.data = self._file()
        self.sha256, self.size = hashlib.sha256(self.data).hexdigest(), len(self.data)

    def _file(self) -> bytes:
        for look in range(LOOKS):
            try:
                with open(self.job.path, "rb") as stream:  # noqa: PTH123  names that are no UTF-8
                    before = _stat(os.fstat(stream.fileno()))
                    if before[0] > archives.BOUNDS.file:
                        self.stat, self.size = before, before[0]
                        self._hash(stream)
                        mega = archives.BOUNDS.file >> 20
                        raise ReadError("too_large", f"Tệp lớn hơn {mega} MB; hãy tách nhỏ hoặc giảm dung lượng.")
                    data = stream.read()
                    self.stat = _stat(os.fstat(stream.fileno()))
            except OSError as error:
                reason = f"Không mở được tệp ({error.strerror}). Hãy kiểm tra quyền đọc rồi chạy lại."
                raise ReadError("unreadable", reason) from error
            if before == self.stat and len(data) == before[0]:
                return data
            time.sleep(0.2 * (look + 1))
        self.stat = None
        raise ReadError("changing", "Tệp đang được ghi trong lúc đọc. Hãy đợi ghi xong; lần chạy sau sẽ đọc lại.")

    def hash_alone(self) -> None:
        """Hash the file without holding it in memory."""
        try:
            with open(self.job.path, "rb") as stream:  # noqa: PTH123
                self.stat = _stat(os.fstat(stream.fileno()))
                self.size = self.stat[0]
                self._hash(stream)
        except OSError:
            self.sha256 = None

    def _hash(self, stream: object) -> None:
        self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]

    def format(self) -> str:
        if self.job.failure:
            return self.job.failure[2]
        return format_of(PurePath(self.job.source_path), self.data)


def _stat(told: os.stat_result) -> tuple[int, int, int]:
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns


def read_facts(facts: FileFacts, document: Document, extraction: Extraction) -> FileFacts:
    """The facts of a file that was read: whole, in part, or no document of this kind."""
    told = extraction.document
    any_row = any(getattr(extraction, name) for name in ROW_DATASETS if name != "findings")
    status, code, error = "ok", None, None
    lost = [note for note in document.notes if note.code in LOSSES]
    if lost:
        status, code, error = "partial", lost[0].code, lost[0].message
    elif not any_row and not (told.doc_type or told.agency or told.symbol):
        status = "refused"
    return replace(
        facts, format=document.format, pages=document.pages, ocr_confidence=document.ocr_confidence,
        status=status, error_code=code, error=error,
    )  # fmt: skip
