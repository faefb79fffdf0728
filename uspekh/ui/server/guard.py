"""The guard before Streamlit: who opens a socket from where, who gets files and sends them, and how much of them.

Streamlit itself gives and takes files without asking who it is, keeps as many as a session sends, and asks an address
on the internet about a socket that comes from a foreign page.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import runtime
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from uspekh.access.person import Action, Forbidden
from uspekh.access.registry import AccessDamaged
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.log.actions import demand
from uspekh.ui.server.upload_limits import UploadLimits, UploadRefused
from uspekh.ui.session import entrance, projects, state

# Downloads and pictures; what is being uploaded.
_DOWNLOADS, _UPLOADS = "/media/", "/_stcore/upload_file/"
_DESK = "desk"
REFUSAL = "Войдите, чтобы получать и отправлять файлы."
NO_LENGTH = "Размер файла не указан, поэтому он не принят."
_log = logging.getLogger(__name__)


class Guard:
    """Answers 403 to a socket of a foreign page, 403 to a file of nobody who may, 413 or 429 to more than one may send.

    Nothing of the body of what is refused is read.
    """

    def __init__(self, app: ASGIApp, limits: UploadLimits | None = None) -> None:
        self._app = app
        self._limits = limits or UploadLimits(_is_held)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks at every request: whoever left or was struck off gets nothing more."""
        if scope["type"] == "websocket" and not is_from_this_program(Headers(scope=scope)):
            # Closed before it is accepted, a socket is refused with 403.
            await WebSocketClose()(scope, receive, send)
        elif scope["type"] == "http" and scope["path"].startswith((_DOWNLOADS, _UPLOADS)):
            person = await run_in_threadpool(_identify, Request(scope))
            if person is None:
                await PlainTextResponse(REFUSAL, 403)(scope, receive, send)
            elif scope["method"] == "PUT":
                await self._upload(person, scope, receive, send)
            else:
                await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _upload(self, person: str, scope: Scope, receive: Receive, send: Send) -> None:
        session, _, file = scope["path"].removeprefix(_UPLOADS).partition("/")
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            await PlainTextResponse(NO_LENGTH, 411)(scope, receive, send)
            return
        try:
            upload = self._limits.begin(person, session, file, int(length))
        except UploadRefused as refusal:
            _log.warning("upload refused", extra={"who": person, "status": refusal.status, "reason": str(refusal)})
            await PlainTextResponse(str(refusal), refusal.status, {"Retry-After": "60"})(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._limits.finish(upload)


def is_from_this_program(headers: Headers) -> bool:
    """Whether a socket is opened by a page of this program, or by no page at all.

    A page is the program's own when it was opened under the name that the request asks for (``Host``), or under the
    one that is set as ``browser.serverAddress``, with or without its port: Streamlit lets in these without asking.
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        address = urlsplit(origin).netloc
    except ValueError:
        return False
    name, port = st.get_option("browser.serverAddress"), st.get_option("browser.serverPort")
    return bool(address) and address in {headers.get("host"), name, f"{name}:{port}"}


def _is_held(session: str, file: str) -> bool:
    return runtime.exists() and bool(runtime.get_instance().uploaded_file_mgr.get_files(session, [file]))


def _identify(request: Request) -> str | None:
    """What tells the person from others who send files; ``None`` for whoever may do neither."""
    try:
        if not entrance.is_service():
            return _DESK if entrance.alone(request.headers) else None
        claims = _claims(request.cookies)
        if not claims:
            return None
        # Which project a file is for is not known yet: whoever may send in one may send bytes.
        codes = entrance.persons_in(claims, projects.list_codes())
        return next(filter(None, (_identify_in(code, claims, request) for code in codes)), None)
    except (Forbidden, AccessDamaged, StoreUnreachable):
        return None


def _identify_in(code: str, claims: Mapping[str, Any], request: Request) -> str | None:
    try:
        with state.about(code):
            who = entrance.identify(claims)
            if request.scope["path"].startswith(_UPLOADS):
                demand(state.project().engine, who, Action.SEND, who.organization or None, "upload")
            return who.signature
    except Forbidden:
        return None


def _claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What the provider said of whoever has this cookie; empty where it is not signed by us."""

    def part(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies[name]) if name in cookies else None

    cookie = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    return json.loads(cookie) if cookie else {}
