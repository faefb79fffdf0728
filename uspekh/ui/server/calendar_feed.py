"""«/calendar/….ics»: the calendar of one addressee for whoever has its secret link, without login and nothing else."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from uspekh.access.person import Forbidden, operator
from uspekh.expected.gathering import find_addressee, gather, read_agenda
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.reminders.links import addressee_of
from uspekh.store.schema.project import of_project
from uspekh.ui.session import entrance, projects, state

FOLDER, ENDING = "/calendar/", ".ics"
_A_MINUTE = 120
_MINUTE = 60.0
# No copy of it may stay with a proxy, and the address is told to nobody.
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
_log = logging.getLogger(__name__)


def path_of(token: str) -> str:
    """The path of the link with a secret."""
    return f"{FOLDER}{token}{ENDING}"


@dataclass
class Requests:
    """How many calendars were asked for in the last minute, whoever asked: programs ask a few times a day.

    Used from one thread, that of the server's event loop.
    """

    most: int = _A_MINUTE
    clock: Callable[[], float] = time.monotonic
    _moments: deque[float] = field(default_factory=deque)

    def admit(self) -> bool:
        """Whether one more may be answered."""
        now = self.clock()
        while self._moments and now - self._moments[0] >= _MINUTE:
            self._moments.popleft()
        if len(self._moments) >= self.most:
            return False
        self._moments.append(now)
        return True


class CalendarFeed:
    """Answers requests for calendars; all others go by."""

    def __init__(self, app: ASGIApp, requests: Requests | None = None) -> None:
        self._app = app
        self._requests = requests or Requests()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An unknown link, a revoked one and one of an addressee that is no more are answered alike."""
        if scope["type"] != "http" or not scope["path"].startswith(FOLDER):
            await self._app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await PlainTextResponse("Календарь только читается.", 405, _HEADERS | {"Allow": "GET, HEAD"})(
                scope, receive, send
            )
        elif not self._requests.admit():
            await PlainTextResponse("Слишком много запросов.", 429, _HEADERS | {"Retry-After": "60"})(
                scope, receive, send
            )
        else:
            answer = await run_in_threadpool(_answer, Request(scope))
            await answer(scope, receive, send)


def _answer(request: Request) -> Response:
    try:
        if not entrance.is_service() and not entrance.alone(request.headers):
            return PlainTextResponse("Программа отвечает только этому компьютеру.", 403, _HEADERS)
        calendar = _calendar(request.url.path.removeprefix(FOLDER).removesuffix(ENDING))
    except Forbidden:
        return PlainTextResponse("Вход не настроен.", 403, _HEADERS)
    except StoreUnreachable:
        _log.warning("calendar not given: database unreachable")
        return PlainTextResponse("База данных не отвечает.", 503, _HEADERS | {"Retry-After": "60"})
    if calendar is None:
        return PlainTextResponse("Такого календаря нет.", 404, _HEADERS)
    headers = {"Content-Disposition": 'attachment; filename="uspekh.ics"', **_HEADERS}
    return Response(calendar, media_type="text/calendar; charset=utf-8", headers=headers)


def _calendar(token: str) -> bytes | None:
    # Only who asks for a calendar needs what writes one.
    from uspekh.expected.calendar import make_calendar

    store, today = state.store(), state.today()
    links = ((code, addressee_of(of_project(store, code), token)) for code in projects.list_codes())
    code_of_link, addressed = next((link for link in links if link[1]), ("", None))
    if addressed is None:
        return None
    with state.about(code_of_link):
        project = state.project()
    rows = read_agenda(project, today)
    addressee = find_addressee(project, rows, *addressed)
    if addressee is None:
        return None
    return make_calendar(project, addressee, gather(project, addressee, rows, today, operator("календарь")))
