"""The pages as a folder to hand on: no server, no network, nothing to correct; in both languages.

::

    index.html, charts.html, documents/DOC_ID.html  Vietnamese
    en/…                                            English
    pages/DOC_ID/N.jpg                       images of pages, used by both
    assets/

The folder is written beside its place and put there whole; only a folder that was written here is replaced.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.config import Limits, Settings
from pipeline.errors import CchcError, WriteError
from pipeline.language import LANGUAGES, Code, say
from pipeline.output import place
from pipeline.output.published import Published, open_run
from pipeline.review import render
from pipeline.review.library import Shelf
from pipeline.review.notices import Notices
from pipeline.review.originals import Originals
from pipeline.review.pages import DRAWN, MEMORY_MB, SECONDS, PicturesJob, Size, recognised
from pipeline.review.prepared import Prepared
from pipeline.review.server import ASSETS, asset_bytes
from pipeline.review.words import Language
from pipeline.runs.pool import Fault, Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.review.library import Library

    _Source = tuple[Path, tuple[tuple[str, Path], ...], Path, bool]

TOGETHER: Final = 100
"""Documents that a worker writes at once."""
MARK: Final = "assets/review.js"
"""A folder that has this and an index was written here."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a report holds."""

    documents: int
    pictures: int


def write(
    library: Library,
    folder: Path,
    *,
    pages: bool = False,
    jobs: int | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Written:
    """Write the report of the present run.

    Args:
        library: what is shown.
        folder: new, empty, or an earlier report.
        pages: whether the pages of files with a text layer are drawn too; scans have their images always.
        jobs: processes that draw pages.
        progress: told after each document: how many are done, of how many.

    Raises:
        CchcError: the folder holds something else, or lies within the output.
        WriteError: the folder cannot be written.
    """  # fmt: skip
    _check(library.store.root, folder)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        written = _Report(library, aside, jobs or os.cpu_count() or 1).write(progress, pages=pages)
        place.put_in_place(aside, folder)
    except OSError as error:
        raise WriteError.of(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return written


def _check(out: Path, folder: Path) -> None:
    if out.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise CchcError(say("{place} nằm trong thư mục kết quả {out}. Hãy chọn nơi khác.", place=folder, out=out))
    if folder.exists() and not folder.is_dir():
        raise CchcError(say("{place} là một tệp. Hãy chọn một thư mục mới.", place=folder))
    if (
        folder.exists()
        and any(folder.iterdir())
        and not ((folder / MARK).exists() and (folder / "index.html").exists())
    ):
        raise CchcError(
            say("{place} đã có thứ khác bên trong. Hãy chọn một thư mục mới, hoặc báo cáo cũ để thay.", place=folder)
        )


class _Report:
    def __init__(self, library: Library, folder: Path, jobs: int) -> None:
        run = open_run(library.store.root)
        self.source = run.root, tuple(run.folders.items()), library.store.documents, library.secret
        self.out, self.folder, self.jobs = library.store.root, folder, jobs
        self.shelf = _shelf(*self.source)
        self.originals = Originals(library.store)
        self.pictures: dict[str, tuple[Size, ...]] = {}
        self.problems: dict[str, str] = {}

    def write(self, progress: Callable[[int, int], None], *, pages: bool) -> Written:
        for path in ("assets", "documents", "en/documents"):
            (self.folder / path).mkdir(parents=True)
        for name in ASSETS:
            (self.folder / "assets" / name).write_bytes(asset_bytes(name))
        for code in LANGUAGES:
            self._home(code)
        self._draw(pages=pages)
        self._documents(progress)
        return Written(len(self.shelf.summaries), sum(map(len, self.pictures.values())))

    def _home(self, code: Code) -> None:
        shelf, tree = self.shelf, _tree(code)
        links = render.Links("../" if tree else "", tree, static=True)
        other = "../index.html" if tree else "en/index.html"
        language = Language(code)
        notices = Notices(self.out).all(language, shelf.by_id)
        page = render.home(
            shelf.summaries, shelf.summaries, render.Asked(), language, links, other=other, notices=notices
        )
        (self.folder / tree / "index.html").write_text(page, encoding="utf-8")
        other = other.replace("index", "charts")
        page = render.overview(shelf.charts(None, code), language, links, other=other)
        (self.folder / tree / "charts.html").write_text(page, encoding="utf-8")

    def _documents(self, progress: Callable[[int, int], None]) -> None:
        names, done = sorted(self.shelf.by_id), 0
        jobs = self.jobs if len(names) > 2 * TOGETHER else 0  # few documents are written before a worker has started
        with Pool(Settings(jobs=jobs, limits=Limits(memory_mb=MEMORY_MB))) as pool:
            parts = (names[start : start + TOGETHER] for start in range(0, len(names), TOGETHER))
            for count, result in pool.map(((len(part), self._job(part)) for part in parts), SECONDS * TOGETHER):
                if isinstance(result, Fault):
                    raise WriteError.of(self.folder, RuntimeError(result.message))
                done += count
                progress(done, len(names))

    def _job(self, names: list[str]) -> DocumentsJob:
        pictures = {name: self.pictures[name] for name in names if name in self.pictures}
        problems = {name: self.problems[name] for name in names if name in self.problems}
        return DocumentsJob(self.source, self.folder, tuple(names), pictures, problems)

    # ---- images of pages

    def _draw(self, *, pages: bool) -> None:
        with Pool(Settings(jobs=self.jobs, limits=Limits(memory_mb=MEMORY_MB))) as pool:
            for doc_id, sizes in pool.map(self._jobs(pages=pages), SECONDS * 10):
                if isinstance(sizes, Fault) or not sizes:
                    self.problems[doc_id] = "document.unread" if isinstance(sizes, Fault) else "document.not_copied"
                else:
                    self.pictures[doc_id] = sizes

    def _jobs(self, *, pages: bool) -> Iterator[tuple[str, PicturesJob]]:
        for summary in self.shelf.summaries:
            told = summary.values
            if told["format"] not in DRAWN:
                continue
            seen = (
                recognised(self.shelf.document(summary.doc_id)) if told["ocr_confidence"] is not None else frozenset()
            )
            if not pages and not seen:
                self.problems[summary.doc_id] = "document.not_copied"
                continue
            original, problem = self.originals.find(told)
            if original is None:
                self.problems[summary.doc_id] = problem
                continue
            folder = self.folder / "pages" / summary.doc_id
            yield summary.doc_id, PicturesJob(original, told["format"], seen, str(folder), every=pages)


@dataclass(frozen=True, slots=True)
class DocumentsJob:
    """Write the pages of some documents, in both languages.

    Args:
        source: the run that is shown, as :func:`_shelf` takes it.
        folder: the report's.
        names: the documents, a range in the order of doc_id.
        pictures: the pages that have images, by document.
        problems: why a document has none, by the catalogue's names.
    """

    source: _Source
    folder: Path
    names: tuple[str, ...]
    pictures: dict[str, tuple[Size, ...]]
    problems: dict[str, str]

    def run(self) -> None:
        """Write them."""
        shelf = _shelf(*self.source)
        for opened in shelf.walk(self.names):
            doc_id = opened.doc_id
            prepared = Prepared(opened, self.pictures.get(doc_id, ()))
            for code in LANGUAGES:
                language, tree = Language(code), _tree(code)
                root = "../../" if tree else "../"
                links = render.Links(root, tree, static=True)
                other = f"{root}{_tree(language.other)}documents/{doc_id}.html"
                setting = self._setting(shelf, doc_id, language, links, other)
                page = render.document(prepared, language, links, setting)
                (self.folder / tree / "documents" / f"{doc_id}.html").write_text(page, encoding="utf-8")

    def _setting(
        self, shelf: Shelf, doc_id: str, language: Language, links: render.Links, other: str
    ) -> render.Setting:
        sheets = [
            render.Sheet(size.number, size.width, size.height, links.page(doc_id, size.number))
            for size in self.pictures.get(doc_id, ())
        ]
        problem = self.problems.get(doc_id, "")
        charts = shelf.charts(doc_id, language.code)
        return render.Setting(sheets, language.say(problem) if problem else "", shelf.around(doc_id), charts, other)


@lru_cache(maxsize=1)
def _shelf(root: Path, folders: tuple[tuple[str, Path], ...], documents: Path, secret: bool) -> Shelf:
    """The run, opened once in each process; whatever is published meanwhile, it stays this one."""
    return Shelf(Published(root, dict(folders)), documents, secret=secret)


def _tree(code: Code) -> str:
    return "" if code == "vi" else f"{code}/"
