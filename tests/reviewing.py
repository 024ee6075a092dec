"""What the tests of the review page share: an output of samples, the pages served on a free port, and a browser."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
import uvicorn

from pipeline.output.store import Store
from pipeline.review.access import new_token
from pipeline.review.library import Library
from pipeline.review.originals import Originals
from pipeline.review.pages import Renderer
from pipeline.review.server import Review
from pipeline.review.words import Language
from pipeline.runs.run import remembered, run
from tests.conftest import ROOT, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

WORD = "ke-hoach-cchc-phu-luc.docx"
SCORES = "bao-cao-tu-cham-diem.docx"
PDF = "ban-in.pdf"
SCAN = "ban-quet.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
)


def extracted(folder: Path) -> Path:
    """The output of a run over a Word file, a report of scores, a PDF file and a scan, which stand in ``in``."""
    source = folder / "in"
    source.mkdir(parents=True)
    for name, path in {
        WORD: SAMPLES / WORD,
        SCORES: SAMPLES / SCORES,
        PDF: ROOT / "tests" / "formats" / "ke-hoach-cchc-phu-luc.pdf",
        SCAN: ROOT / "tests" / "scans" / "cong-van-chi-so.pdf",
    }.items():
        shutil.copyfile(path, source / name)
    run(Store(folder / "out"), [remembered(str(source))])
    return folder / "out"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(slots=True)
class Served:
    """Pages that are being served."""

    port: int
    token: str
    library: Library
    cookie: str = field(default="")

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def entry(self) -> str:
        """The address that the command prints."""
        return f"{self.address}/?token={self.token}"

    def doc_id(self, path: str) -> str:
        """A document's name by its path."""
        return next(item.doc_id for item in self.library.shelf().summaries if item.values["source_path"] == path)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        known: bool = True,
        form: Mapping[str, str] | None = None,
        **headers: str,
    ) -> Answer:
        """Ask for exactly this path; ``known``: with the cookie of a person who has the token."""  # fmt: skip
        sent = {"Host": f"127.0.0.1:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if known:
            sent["Cookie"] = f"cchc-review-{self.port}={self.token}"
        body = None
        if form is not None:
            method, body = "POST", urlencode(form)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            line.request(method, path, body, sent)
            answer = line.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> Answer:
        """Send a form as the page does."""
        return self.ask(path, form=form, **({"Origin": self.address, "Sec_Fetch_Site": "same-origin"} | headers))

    def check(self) -> str:
        """The value that the page's forms send back."""
        page = self.ask(f"/documents/{self.library.shelf().summaries[0].doc_id}").text
        found = re.search(r'name="check" value="([0-9a-f]+)"', page)
        assert found
        return found[1]


@contextmanager
def served(out: Path, *, secret: bool = False) -> Iterator[Served]:
    """Serve the pages of an output on a free port."""
    library = Library(out, secret=secret)
    renderer = Renderer(Originals(library.store))
    listening = socket.create_server(("127.0.0.1", 0))
    port, token = listening.getsockname()[1], new_token()
    application = Review(library, renderer, token, Language("vi")).application(port)
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield Served(port, token, library)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
        renderer.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """A fresh headless Chromium; the test fails where the machine has none."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("Chromium is missing, and these tests need it: make system test, or apt-get install chromium.")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()
