"""Who may see the pages: the person who started the server, on this machine, through these pages.

Three walls, each enough against what it is for: the host name (a foreign page that has its name lead to 127.0.0.1), the
start token (other users of this machine), and origin with a check value (a foreign page that posts here).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from pipeline.review import render

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pipeline.review.words import Language

NAMES: Final = ("127.0.0.1", "localhost")
LARGEST_FORM: Final = 64 << 10
_SAFE: Final = {
    "Content-Security-Policy": f"{render.POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # not no-referrer: forms must tell their origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Access:
    """Lets through what comes from the person's own pages; everything else gets nothing of the documents.

    Args:
        app: what is protected.
        port: where the server listens.
        token: what the person knows.
        language: of the sentences to those who are not let through.
    """

    def __init__(self, app: ASGIApp, *, port: int, token: str, language: Language) -> None:
        self.app = app
        self.hosts = frozenset(f"{name}:{port}" for name in NAMES)
        self.cookie = f"cchc-review-{port}"  # cookies know no ports: two servers would take each other's
        self.token = token
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = await self._answer(scope, receive)
        await (answer or self.app)(scope, receive, send_safe)

    async def _answer(self, scope: Scope, receive: Receive) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts:
            return PlainTextResponse("cchc review: 127.0.0.1\n", 421)
        if scope["method"] not in ("GET", "HEAD") and not _from_here(headers, host):
            return self._refused()
        if scope["path"] == "/enter" and scope["method"] == "POST":
            form = await read_form(receive)
            way = form.get("to", "/")
            return self._entered(
                way if way.startswith("/") and way[1:2] not in ("/", "\\") else "/", form.get("token", "")
            )
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = dict(asked).get("token")
        if token is not None and scope["method"] == "GET":
            rest = urlencode([pair for pair in asked if pair[0] != "token"])
            return self._entered(_path(scope) + (f"?{rest}" if rest else ""), token)
        if scope["path"].startswith("/assets/") or self._knows(headers):
            return None
        return self._asked(_path(scope))

    def _entered(self, way: str, token: str) -> Response:
        if not _equal(token.strip(), self.token):
            return self._asked(way)
        answer = RedirectResponse(way, 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def _knows(self, headers: Headers) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return cookie is not None and _equal(cookie.value, self.token)

    def _asked(self, way: str) -> Response:
        say = self.language.say
        page = render.message(say("enter.title"), say("enter.told"), self.language, render.Links(), enter=way)
        return HTMLResponse(page, 401)

    def _refused(self) -> Response:
        say = self.language.say
        return HTMLResponse(
            render.message(say("error.title"), say("error.refused"), self.language, render.Links()), 403
        )


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def check_value(token: str) -> str:
    """What a form of ours sends back, made from the token and not telling it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


async def read_form(receive: Receive) -> dict[str, str]:
    """The fields of a posted form; nothing of one that is too large."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST_FORM or message["type"] == "http.disconnect":
            return {}
        if not message.get("more_body"):
            return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _path(scope: Scope) -> str:
    """The path as it was asked for, never one that leads to another host."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.decode("latin-1")
    return "/" + path.lstrip("/\\")


def _from_here(headers: Headers, host: str) -> bool:
    return headers.get("origin") == f"http://{host}" and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
