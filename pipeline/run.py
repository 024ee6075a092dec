"""A run: inputs -> files -> Documents -> records -> rows -> the published output."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import extractors
from pipeline.cache import DocumentCache
from pipeline.discover import Found, discover
from pipeline.errors import ReadError
from pipeline.formats import format_of
from pipeline.readers import read
from pipeline.rows import ROW_DATASETS, FileFacts, Rows
from pipeline.store import RememberedInput, Store
from pipeline.version import extractor_version
from schemas.records import DocumentRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.document import Document
    from schemas.records import Extraction

LOSSES = frozenset({"lost", "tool_missing", "page_unread"})
"""Codes of reader notes that say that something of the file was not read."""


@dataclass(slots=True)
class Report:
    """What a run did: counts by status and dataset, and each file that was not wholly read."""

    statuses: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    failures: list[FileFacts] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    files: int = 0


class Progress(Protocol):
    """Told of each file as it is taken up."""

    def __call__(self, done: int, total: int, path: str) -> None: ...  # noqa: D102


def run(store: Store, inputs: Sequence[RememberedInput], progress: Progress | None = None) -> Report:
    """Extract every document of the inputs and publish the result; one bad file never stops a run.

    Raises:
        InputError: an input does not exist.
        OutputError: the output cannot be written; nothing was replaced.
    """
    discovery = discover([item.path for item in inputs], exclude=store.root)
    names = {item.path: item.name for item in inputs}
    report = Report(ignored=discovery.ignored, files=len(discovery.files))
    if not discovery.files:
        return report
    rows = Rows()
    cache = DocumentCache(store.private / "documents")
    contents = _contents(found if names[found.input] == found.input else replace(found, input=names[found.input])
                         for found in discovery.files)  # fmt: skip
    for done, content in enumerate(contents):
        if progress:
            progress(done, len(contents), content.files[0].source_path)
        facts = _extract_into(rows, content, cache)
        report.statuses[facts.status] += 1
        if facts.error_code:
            report.failures.append(facts)
    store.publish(rows, inputs)
    report.rows = rows.counts()
    return report


@dataclass(slots=True)
class _Content:
    """One file content, under one name or several."""

    sha256: str | None
    size: int | None
    files: list[Found]


def _contents(files: Iterable[Found]) -> list[_Content]:
    """The distinct contents; a file that cannot be opened is a content of its own."""
    contents: dict[str, _Content] = {}
    for found in files:
        try:
            with found.path.open("rb") as stream:
                sha256: str | None = hashlib.file_digest(stream, "sha256").hexdigest()
                size: int | None = stream.tell()
        except OSError:
            sha256 = size = None
        key = sha256 or f"{found.input}/{found.source_path}"
        contents.setdefault(key, _Content(sha256, size, [])).files.append(found)
    return list(contents.values())


def _extract_into(rows: Rows, content: _Content, cache: DocumentCache) -> FileFacts:
    """Read and extract one content and add its rows; whatever goes wrong becomes its ``documents`` row."""
    first = content.files[0]
    identity = content.sha256 or hashlib.sha256(first.source_path.encode()).hexdigest()
    facts = FileFacts(
        doc_id=identity[:16],
        input=first.input,
        source_path=first.source_path,
        duplicate_paths=tuple(found.source_path for found in content.files[1:]),
        sha256=content.sha256,
        size_bytes=content.size,
        format="other",
        status="failed",
        extractor_version=extractor_version(),
    )
    record = DocumentRecord()
    try:
        document = _document(first, content.sha256, cache)
        extraction = extractors.extract(document)
    except ReadError as error:
        facts = replace(facts, format=format_of(first.path), error_code=error.code, error=error.message)
    except RecursionError:
        facts = replace(facts, error_code="too_large", error="Cấu trúc tệp lồng nhau quá sâu nên không đọc được.")
    except Exception as error:  # a fault of ours must not cost the other documents their rows
        told = f"Lỗi của chương trình khi xử lý tệp này ({type(error).__name__}: {error}). Hãy gửi tệp để được sửa."
        facts = replace(facts, format=format_of(first.path), error_code="internal", error=told)
    else:
        record = extraction.document
        facts = _read_facts(facts, document, extraction)
        rows.add_extraction(facts.doc_id, document, extraction)
    rows.add_document(facts, record)
    return facts


def _document(found: Found, sha256: str | None, cache: DocumentCache) -> Document:
    document = cache.get(sha256) if sha256 else None
    if document is None:
        try:
            data = found.path.read_bytes()
        except OSError as error:
            reason = f"Không mở được tệp ({error.strerror}). Hãy kiểm tra quyền đọc rồi chạy lại."
            raise ReadError("unreadable", reason) from error
        document = read(found.path, data)
        if sha256:
            cache.put(sha256, document)
    return document


def _read_facts(facts: FileFacts, document: Document, extraction: Extraction) -> FileFacts:
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


def remembered(name: str) -> RememberedInput:
    """An input as the output remembers it."""
    return RememberedInput(name, str(Path(name).resolve()))
