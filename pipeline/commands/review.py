"""``cchc review`` and ``cchc report``: the documents beside their rows, served on this machine or as a folder."""

from __future__ import annotations

import socket
import threading
import webbrowser
from pathlib import Path
from typing import Annotated, Final

import typer

from pipeline.commands.analysts import Out, Secret  # noqa: TC001  typer reads them when it builds the command
from pipeline.commands.spoken import Command
from pipeline.ending import end
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.language import chosen, say

PORT: Final = 8421
HOST: Final = "127.0.0.1"
ENDING_SECONDS: Final = 10.0


def review(
    out: Out = Path("out"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Cổng trên máy này; 0: cổng trống nào cũng được.")] = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Mở trình duyệt.")] = True,
    secret: Secret = False,
) -> None:
    """Mở trang xem lại trên máy này: văn bản bên trái, các dòng đọc được bên phải, sửa được. Dừng bằng Ctrl-C.

    Địa chỉ in ra có mã truy cập của lần chạy này: ai không có mã thì không xem được gì.
    """
    end(lambda: review_command(out, port, browser=browser, secret=secret))


def review_command(out: Path, port: int, *, browser: bool, secret: bool) -> ExitCode:
    """Serve the pages until the person stops them; they open in the language of the commands.

    Raises:
        CchcError: nothing is published there, or the port is taken.
    """
    import uvicorn

    from pipeline.review.access import new_token
    from pipeline.review.library import Library
    from pipeline.review.originals import Originals
    from pipeline.review.pages import Renderer
    from pipeline.review.server import Review
    from pipeline.review.words import Language

    library = Library(out, secret=secret)
    library.shelf()
    listening = _listen(port)
    port = listening.getsockname()[1]
    token = new_token()
    renderer = Renderer(Originals(library.store))
    slow = (renderer.warm, lambda: library.shelf().charts(None, "vi"))
    warming = [threading.Thread(target=action, daemon=True) for action in slow]
    for thread in warming:
        thread.start()  # ready before a person has opened a document
    application = Review(library, renderer, token, Language(chosen())).application(port)
    address = f"http://{HOST}:{port}/?token={token}"
    typer.echo(say("Trang xem lại: {address}", address=address))
    typer.echo(say("Dừng bằng Ctrl-C."))
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    config = uvicorn.Config(
        application, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none"
    )
    try:
        uvicorn.Server(config).run([listening])
    finally:
        renderer.close()
        for thread in warming:  # the database must not be at work when the interpreter goes
            thread.join(ENDING_SECONDS)
    return ExitCode.OK


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)  # before the address is printed: who opens it at once waits for the first answer
    except OSError as error:
        listening.close()
        raise CchcError(
            say(
                "Cổng {port} đang có chương trình khác dùng ({reason}). Hãy chọn cổng khác bằng --port, "
                "hoặc --port 0 để lấy cổng trống.",
                port=port,
                reason=error.strerror,
            )
        ) from error
    return listening


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục mới, hoặc bản báo cáo cũ để thay.")],
    out: Out = Path("out"),
    pages: Annotated[bool, typer.Option("--pages", help="Vẽ cả trang của PDF có chữ; trang quét thì luôn có.")] = False,
    secret: Secret = False,
) -> None:
    """Ghi trang xem lại thành một thư mục để gửi đi: mở index.html là xem được, không cần mạng, không sửa được."""
    end(lambda: report_command(out, folder, pages=pages, secret=secret))


def report_command(out: Path, folder: Path, *, pages: bool, secret: bool) -> ExitCode:
    """Write the pages as a folder.

    Raises:
        CchcError: nothing is published, or the folder cannot be used.
    """
    from rich.progress import Progress

    from pipeline import terminal
    from pipeline.review.library import Library
    from pipeline.review.report import write

    library = Library(out, secret=secret)
    library.shelf()  # where nothing is published, no bar is drawn
    with Progress(console=terminal.console(stderr=True), transient=True) as shown:
        task = shown.add_task(say("Đang ghi"), total=None)
        written = write(
            library, folder, pages=pages,
            progress=lambda done, of: shown.update(task, completed=done, total=of),
        )  # fmt: skip
    counts = {"documents": written.documents, "pictures": written.pictures}
    typer.echo(say("Đã ghi {path}: {documents} văn bản, {pictures} ảnh trang.", path=folder / "index.html", **counts))
    return ExitCode.OK


def add_to(app: typer.Typer) -> None:
    """Make these commands known to the command line."""
    for command in (review, report):
        app.command(cls=Command)(command)
