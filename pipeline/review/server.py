"""The pages on this machine: a small application, all of it behind :mod:`pipeline.review.access`."""

from __future__ import annotations

import re
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pipeline import corrections
from pipeline.errors import CchcError
from pipeline.language import LANGUAGES, choose
from pipeline.review import render
from pipeline.review.access import Access, check_value, read_form
from pipeline.review.library import search_key
from pipeline.review.notices import Notices
from pipeline.review.prepared import Prepared
from pipeline.review.words import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from pipeline.corrections import Correction
    from pipeline.review.library import Library, Opened, Shelf, Summary
    from pipeline.review.pages import Renderer

ON_A_PAGE: Final = 200
"""Documents in a part of the list."""
ASSETS: Final = {"review.css": "text/css", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}
_DOC_ID: Final = re.compile(r"[0-9a-f]{16}")
_LANGUAGE: Final = "cchc-language"


class Review:
    """The application's answers.

    Args:
        library: what is shown.
        renderer: draws pages.
        token: of this start.
        language: where a person has not chosen one.
    """

    def __init__(self, library: Library, renderer: Renderer, token: str, language: Language) -> None:
        self.library, self.renderer, self.language = library, renderer, language
        self.check = check_value(token)
        self.token = token
        self.notices = Notices(library.store.root)

    def application(self, port: int) -> Starlette:
        """The application as it listens on a port."""
        routes = [
            Route("/", self.home),
            Route("/charts", self.charts),
            Route("/documents/{doc_id}", self.document),
            Route("/documents/{doc_id}/corrections", self.correct, methods=["POST"]),
            Route("/pages/{doc_id}/{number:int}", self.page),
            Route("/assets/{name}", asset),
        ]
        wall = Middleware(Access, port=port, token=self.token, language=self.language)
        handlers = {HTTPException: self.problem, CchcError: self.problem}
        return Starlette(routes=routes, middleware=[wall], exception_handlers=handlers)

    # ---- pages

    def home(self, request: Request) -> Response:
        """The list of documents."""
        asked = _asked(request)
        shelf = self.library.shelf()
        found = select(shelf.summaries, asked)
        start = (asked.part - 1) * ON_A_PAGE
        shown = found[start : start + ON_A_PAGE]
        before = asked.address(asked.part - 1) if start else ""
        after = asked.address(asked.part + 1) if start + ON_A_PAGE < len(found) else ""
        language = self._language(request)
        page = render.home(
            shelf.summaries, shown, asked, language, render.Links(), other=_other(request, language),
            before=before, after=after, count=len(found), notices=self.notices.all(language, shelf.by_id),
        )  # fmt: skip
        return self._page(request, page)

    def document(self, request: Request) -> Response:
        """One document."""
        shelf = self.library.shelf()
        opened = self._opened(request, shelf)
        language, links = self._language(request), render.Links()
        drawn = self.renderer.sheets(opened.values, lambda: opened.document)
        sheets = [
            render.Sheet(size.number, size.width, size.height, links.page(opened.doc_id, size.number))
            for size in drawn.sheets
        ]
        setting = render.Setting(
            sheets, language.say(drawn.problem) if drawn.problem else "", shelf.around(opened.doc_id),
            shelf.charts(opened.doc_id, language.code), _other(request, language), self.check,
            [notice for notice in self.notices.all(language, shelf.by_id) if notice.doc_id == opened.doc_id],
        )  # fmt: skip
        return self._page(
            request,
            render.document(Prepared(opened, drawn.sheets), language, links, setting, self._corrections(opened)),
        )

    def charts(self, request: Request) -> Response:
        """The charts over all documents."""
        language = self._language(request)
        charts = self.library.shelf().charts(None, language.code)
        page = render.overview(charts, language, render.Links(), other=_other(request, language))
        return self._page(request, page)

    def page(self, request: Request) -> Response:
        """The image of a page."""
        shelf, doc_id = self.library.shelf(), self._doc_id(request)
        summary = shelf.by_id.get(doc_id)
        image = None if summary is None else self.renderer.image(
            summary.values, request.path_params["number"], lambda: shelf.document(doc_id)
        )  # fmt: skip
        if image is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(image, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    async def correct(self, request: Request) -> Response:
        """Take a correction; the answer says what was understood, or what is wrong."""
        form = await read_form(request.receive)
        if form.get("check") != self.check:
            raise HTTPException(HTTPStatus.FORBIDDEN)
        told = await run_in_threadpool(self._correct, self._doc_id(request), form, self._language(request))
        return JSONResponse(told)

    def _correct(self, doc_id: str, form: dict[str, str], language: Language) -> dict[str, object]:
        choose(language.code)
        out = self.library.store.root
        if doc_id not in self.library.shelf().by_id:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        told = {name: form.get(name, "") for name in ("dataset", "row_id", "field", "new", "who", "why")}
        row_id = "" if told["dataset"] == "documents" else told["row_id"]
        try:
            drafted = corrections.draft(
                out, told["dataset"], doc_id, row_id, told["field"], told["new"], who=told["who"], why=told["why"]
            )
            made = corrections.append(out, drafted)
        except CchcError as error:
            return {"saved": False, "told": str(error)}
        labels = {field.name: language.label(field) for field in corrections.fields_to_correct(made.dataset)}
        shown = {"label": labels[made.field], "new": made.new or language.say("row.empty")}
        return {
            "saved": True,
            "told": language.say("correct.saved", **shown),
            "line": language.say("row.pending_told", **shown, who=made.who, why=made.why),
            "flag": language.say("row.pending"),
        }

    def _corrections(self, opened: Opened) -> Sequence[Correction]:
        names = {opened.doc_id, opened.values["source_path"], *opened.values["duplicate_paths"]}
        return [item for item in corrections.load(self.library.store.root).corrections if item.document in names]

    def problem(self, request: Request, error: Exception) -> Response:
        """A sentence instead of a page."""
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        language = self._language(request)
        told = str(error) if isinstance(error, CchcError) else language.say(
            "error.refused" if status == HTTPStatus.FORBIDDEN else "error.not_found"
        )  # fmt: skip
        return HTMLResponse(render.message(language.say("error.title"), told, language, render.Links()), status)

    # ---- what a request says

    def _doc_id(self, request: Request) -> str:
        doc_id: str = request.path_params["doc_id"]
        if not _DOC_ID.fullmatch(doc_id):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return doc_id

    def _opened(self, request: Request, shelf: Shelf) -> Opened:
        opened = shelf.opened(self._doc_id(request))
        if opened is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return opened

    def _language(self, request: Request) -> Language:
        for said in (request.query_params.get("lang"), request.cookies.get(_LANGUAGE)):
            for code in LANGUAGES:
                if said == code:
                    return Language(code)
        return self.language

    def _page(self, request: Request, page: str) -> Response:
        answer = HTMLResponse(page)
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(_LANGUAGE, request.query_params["lang"], httponly=True, samesite="strict", path="/")
        return answer


def select(summaries: Sequence[Summary], asked: render.Asked) -> Sequence[Summary]:
    """The documents that are asked for, in the order that is asked for."""
    words = search_key(asked.q).split()
    found = [
        summary
        for summary in summaries
        if asked.status in ("", summary.values["status"])
        and asked.format in ("", summary.values["format"])
        and asked.type in ("", summary.values["doc_type"])
        and all(word in summary.key for word in words)
    ]
    if asked.order == "name":
        found.sort(key=lambda summary: summary.values["source_path"])
    elif asked.order == "year":
        found.sort(key=lambda summary: -(summary.values["plan_year"] or summary.values["issued_year"] or 0))
    return found


def asset(request: Request) -> Response:
    """A file of the pages' own, of the few that there are."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(asset_bytes(name), media_type=ASSETS[name])


def asset_bytes(name: str) -> bytes:
    """The content of an asset."""
    return files("pipeline.review").joinpath("assets", name).read_bytes()


def _asked(request: Request) -> render.Asked:
    told = request.query_params
    part = told.get("part", "1")
    names = ("q", "status", "format", "type", "order")
    number = int(part) if part.isdecimal() and len(part) < 8 else 1
    return render.Asked(**{name: told.get(name, "")[:200] for name in names}, part=max(number, 1))


def _other(request: Request, language: Language) -> str:
    """The same page in the other language."""
    url = request.url.include_query_params(lang=language.other)
    return f"{url.path}?{url.query}"
