"""Files over HTTP are for whoever has come in: Streamlit itself gives and takes them without asking who it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from uspekh.access.person import Action, Forbidden
from uspekh.access.registry import AccessDamaged
from uspekh.store.journal import demand
from uspekh.store.unreachable import StoreUnreachable
from uspekh.ui import entrance, state

# Downloads and pictures; what is being uploaded.
_GIVEN, _TAKEN = "/media/", "/_stcore/upload_file/"
REFUSAL = "Войдите, чтобы получать и отправлять файлы."


class Guard:
    """Refuses (403) to give or take a file where people log in and nobody is asking who may; nothing of it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks at every request: whoever left or was struck off gets nothing more."""
        guarded = scope["type"] == "http" and scope["path"].startswith((_GIVEN, _TAKEN))
        if guarded and not await run_in_threadpool(_let_in, Request(scope)):
            await PlainTextResponse(REFUSAL, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _let_in(request: Request) -> bool:
    try:
        if not entrance.is_service():
            return entrance.alone(request.headers)
        claims = _claims(request.cookies)
        if not claims:
            return False
        who = entrance.known(claims)
        if request.scope["path"].startswith(_TAKEN):
            demand(state.project().engine, who, Action.SEND, who.organization or None, "upload")
        return True
    except (Forbidden, AccessDamaged, StoreUnreachable):
        return False


def _claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What the provider said of whoever has this cookie; empty where it is not signed by us."""

    def part(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies[name]) if name in cookies else None

    found = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    return json.loads(found) if found else {}
