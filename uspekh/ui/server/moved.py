"""Former addresses lead to where their contents are now, with the parameters they carry."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from uspekh.ui.session.navigation import MOVED


class MovedAddresses:
    """Answers a request for a former address of a page with its present one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            address = present_address(scope["path"], scope["query_string"].decode("latin-1"))
        await (RedirectResponse(address, 302) if address else self._app)(scope, receive, send)


def present_address(path: str, query: str) -> str | None:
    """The address to open instead of a path and its query, as they stand in a request; ``None`` where nothing moved."""
    moved = MOVED.get(path.strip("/"))
    if moved is None:
        return None
    present = parse_qs(query, keep_blank_values=True)
    added = urlencode({name: value for name, value in moved.parameters.items() if name not in present})
    parameters = "&".join(filter(None, [query, added]))
    return f"/{moved.page}?{parameters}" if parameters else f"/{moved.page}"
