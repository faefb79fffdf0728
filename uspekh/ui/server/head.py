"""Russian before anything is drawn: language, title, style and dictionary stand in the page that Streamlit sends.

So does what the first page needs of Streamlit's parts: a browser gets them with the rest, before it knows of elements.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from uspekh.settings import ROOT

TITLE = "Успех каждого ребенка"
_STATIC = ROOT / "static"
_NEEDS_SCRIPTS = (
    "<noscript><p>Включите в браузере выполнение сценариев: без них страница не показывается.</p></noscript>"
)
# A face that the page does not use, and the interface of agents, which is closed.
_NEEDLESS = re.compile(r"<link[^>]*SourceSans[^>]*>|<link[^>]*service-desc[^>]*>|<!--.*?-->", re.DOTALL)
# The sign of the program in the tab, from the first moment and without a request.
_ICON = (
    '<link rel="shortcut icon" href="data:image/svg+xml,'
    "&lt;svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'&gt;"
    "&lt;text y='.9em' font-size='90'&gt;📊&lt;/text&gt;&lt;/svg&gt;\" />"
)
_ELEMENTS = ("ButtonGroup", "Button", "BidiComponent")
"""Those that stand on every page, as Streamlit names their scripts."""
_IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
_FACES = ("IBMPlexSans-Regular", "IBMPlexSans-SemiBold")


class RussianHead:
    """Rewrites the page on its way to a browser; everything else goes by as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            await self._app(_uncompressed(scope), receive, _Rewriting(send).send)
        else:
            await self._app(scope, receive, send)


class _Rewriting:
    """Holds an answer that is a page until it is whole, and sends it rewritten."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        body = rewritten(self._body.decode()).encode()
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified"):
            del headers[name]
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def rewritten(page: str) -> str:
    """Streamlit's page in Russian; raises ``ValueError`` where it is not the page that this is written for."""
    page, languages = re.subn(r'<html lang="en">', '<html lang="ru">', page)
    page, titles = re.subn(r"<title>Streamlit</title>", f"<title>{TITLE}</title>", page)
    # After the style of Streamlit, which it overrides.
    page, ends = re.subn(r"</head>", lambda end: f"{_style_and_dictionary()}\n{_fetched_early(page)}\n{end[0]}", page)
    if (languages, titles, ends) != (1, 1, 1):
        raise ValueError("the page of Streamlit has changed: its language, title or head is not where it was")
    page = re.sub(r"<noscript>.*?</noscript>", _NEEDS_SCRIPTS, page, flags=re.DOTALL)
    page = re.sub(r'<link rel="shortcut icon"[^>]*>', lambda _: _ICON, page)
    return _NEEDLESS.sub("", page)


@cache
def _style_and_dictionary() -> str:
    """The dictionary under an address of its own for each edition: a browser does not ask whether it has changed."""
    edition = sha256((_STATIC / "russian.js").read_bytes()).hexdigest()[:8]
    style = "".join((_STATIC / f"{name}.css").read_text("utf-8") for name in ("frame", "content"))
    return f'<style>{style}</style>\n<script src="./app/static/russian.js?{edition}"></script>'


def _fetched_early(page: str) -> str:
    """Links to the typeface and to those scripts of ``_ELEMENTS`` to which the page has none."""
    faces = [
        f'<link rel="preload" href="./app/static/fonts/{face}.woff2" as="font" type="font/woff2" crossorigin>'
        for face in _FACES
    ]
    scripts = [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in list_scripts()
        if name not in page
    ]
    return "\n".join([*faces, *scripts])


@cache
def list_scripts() -> list[str]:
    """Names of the scripts of ``_ELEMENTS`` with all that they import, as this version of Streamlit has them."""
    folder = Path(get_static_dir()) / "static" / "js"
    waiting = [path.name for element in _ELEMENTS for path in folder.glob(f"{element}.*.js")]
    scripts: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in scripts:
            scripts[name] = None
            waiting += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return list(scripts)


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _uncompressed(scope: Scope) -> Scope:
    """Streamlit has the pages ready compressed too; those cannot be rewritten."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
