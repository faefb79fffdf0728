"""«/calendar/….ics»: the calendar of one addressee for whoever has its secret link, without login and nothing else."""

from __future__ import annotations

import logging
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from uspekh.access.person import Forbidden, operator
from uspekh.expected.gathering import find_addressee, gather, read_agenda
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.reminders.links import addressee_of
from uspekh.store.schema.project import PROJECT, of_project
from uspekh.ui.session import entrance, projects, state

FOLDER, ENDING = "/calendar/", ".ics"
_A_MINUTE = 30
_MINUTE = 60.0
# No copy of it may stay with a proxy, and the address is told to nobody.
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
_LATER = {"Retry-After": "60"}
_log = logging.getLogger(__name__)


def path_of(project: str, token: str) -> str:
    """The path of the link with a secret; that of the project which came with the program does without its code."""
    return FOLDER + ("" if project == PROJECT else f"{quote(project)}/") + token + ENDING


@dataclass
class Requests:
    """How often each link was asked for in the last minute; addresses that are no link count together as one.

    Programs ask a few times a day. Whoever asks too often takes nothing from the links of others.

    Used from one thread, that of the server's event loop.
    """

    most: int = _A_MINUTE
    clock: Callable[[], float] = time.monotonic
    _moments: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, link: str) -> bool:
        """Whether one more request of a link may be answered; ``link``: empty for what is none."""
        now = self.clock()
        for other, moments in list(self._moments.items()):
            while moments and now - moments[0] >= _MINUTE:
                moments.popleft()
            if not moments:
                del self._moments[other]
        if len(self._moments[link]) >= self.most:
            return False
        self._moments[link].append(now)
        return True


class CalendarFeed:
    """Answers requests for calendars; all others go by."""

    def __init__(self, app: ASGIApp, requests: Requests | None = None) -> None:
        self._app = app
        self._requests = requests or Requests()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An unknown link, a revoked one and one of an addressee that is no more are answered alike."""
        if scope["type"] == "http" and scope["path"].startswith(FOLDER):
            answer = await self._answer(Request(scope))
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return _refuse(405, "Календарь только читается.", {"Allow": "GET, HEAD"})
        folder, _, name = request.scope["path"].removeprefix(FOLDER).rpartition("/")
        project, token = folder or PROJECT, name.removesuffix(ENDING)
        try:
            if not await run_in_threadpool(_is_answered, request):
                return _refuse(403, "Программа отвечает только этому компьютеру.")
            addressed = await run_in_threadpool(_find, project, token)
            if not self._requests.admit(token if addressed else ""):
                return _refuse(429, "Слишком много запросов.", _LATER)
            calendar = await run_in_threadpool(_calendar, project, *addressed) if addressed else None
        except Forbidden:
            return _refuse(403, "Вход не настроен.")
        except StoreUnreachable:
            _log.warning("calendar not given: database unreachable")
            return _refuse(503, "База данных не отвечает.", _LATER)
        if calendar is None:
            return _refuse(404, "Такого календаря нет.")
        headers = {"Content-Disposition": 'attachment; filename="uspekh.ics"', **_HEADERS}
        return Response(calendar, media_type="text/calendar; charset=utf-8", headers=headers)


def _refuse(status: int, reason: str, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    return PlainTextResponse(reason, status, {**_HEADERS, **headers})


def _is_answered(request: Request) -> bool:
    """Whether the request may be answered: without logins, only one from this very computer."""
    return entrance.is_service() or entrance.alone(request.headers)


def _find(project: str, token: str) -> tuple[str, str] | None:
    """Kind and code of the addressee of a link; ``None`` where the project or the link is not there."""
    return addressee_of(of_project(state.store(), project), token) if project in projects.list_codes() else None


def _calendar(project_code: str, kind: str, code: str) -> bytes | None:
    """The calendar of an addressee; ``None`` where the plan or the directory has it no more."""
    # Only who asks for a calendar needs what writes one.
    from uspekh.expected.calendar import make_calendar

    with state.about(project_code):
        project, today = state.project(), state.today()
    rows = read_agenda(project, today)
    addressee = find_addressee(project, rows, kind, code)
    if addressee is None:
        return None
    return make_calendar(project, addressee, gather(project, addressee, rows, today, operator("календарь")))
