"""The calendar behind a secret link: what it gives, to whom, and to whom it gives nothing."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import organization, people, tidy
from uspekh.expected.calendar import make_calendar
from uspekh.monitoring.expectations import PERSON, Addressee, organization_addressee
from uspekh.store.reminders.links import make_link, revoke_link
from uspekh.store.schema.project import PROJECT
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.server.calendar_feed import CalendarFeed, Requests, path_of
from uspekh.ui.session import entrance

US = organization_addressee("S1")
SECOND = File("б.xlsx", b"2", "2" * 64, 2)


@pytest.fixture
def client(project, monkeypatch):
    """Something that answers everybody, before it the calendars of a service where people log in."""
    values = tidy(
        organization("S1", 100, short_name="Первая"),
        organization("S2", 100, short_name="Вторая"),
        people("S1", 2022, p1_engaged=90, p1_total=100),
    )
    accept(project.engine, File("а.xlsx", b"1", "1" * 64, 2), values, ADMINISTRATOR)
    monkeypatch.setattr(entrance, "is_service", lambda: True)
    routes = [Route("/{path:path}", lambda request: PlainTextResponse("given"))]
    middleware = [Middleware(CalendarFeed, Requests(most=8))]
    return TestClient(Starlette(routes=routes, middleware=middleware), "http://localhost")


def test_the_link_gives_the_dates_of_its_addressee_and_nothing_else(project, client):
    token = make_link(project.engine, US, EDITOR)
    answer = client.get(path_of(PROJECT, token))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    # All of the shipped project but 2022, which it gave: five years; the plan names no school.
    assert sorted(str(event["SUMMARY"]) for event in events) == [
        f"Отчёт: {year} год" for year in (2019, 2020, 2021, 2023, 2024)
    ]
    assert client.get(path_of(PROJECT, token)).content == answer.content, "the same bytes while nothing changes"
    accept(project.engine, SECOND, tidy(people("S1", 2021, p1_engaged=80, p1_total=100)), ADMINISTRATOR)
    events = icalendar.Calendar.from_ical(client.get(path_of(PROJECT, token)).content).walk("VEVENT")
    assert len(events) == 4 and not any("2021" in event["SUMMARY"] for event in events), "what is done is gone"
    # A file strikes out what earlier ones announced, from a day on: 2024 was due on 20.01.2025, the others before.
    (gone,) = icalendar.Calendar.from_ical(make_calendar(project, US, (), date(2025, 1, 1))).walk("VEVENT")
    assert (gone["SUMMARY"], gone["STATUS"], gone["SEQUENCE"]) == ("Отчёт: 2024 год", "CANCELLED", 1)
    revoke_link(project.engine, US, EDITOR)
    assert client.get(path_of(PROJECT, token)).status_code == 404


def test_whatever_is_no_link_in_force_is_answered_alike_and_not_too_often(project, client):
    gone = make_link(project.engine, Addressee(PERSON, "Нет такого", "Нет такого", frozenset()), EDITOR)
    token = make_link(project.engine, US, EDITOR)
    paths = ["/calendar/", "/calendar/x.ics", "/calendar/a/b.ics", path_of(PROJECT, gone), f"/calendar/{gone}/x.ics"]
    answers = {(answer.status_code, answer.text) for answer in map(client.get, paths)}
    assert answers == {(404, "Такого календаря нет.")}
    assert client.post("/calendar/x.ics").status_code == 405 and client.get("/other").text == "given"
    # Of what is no link eight a minute, four of them above: the link of somebody who is no more counts for itself.
    statuses = [client.get("/calendar/x.ics").status_code for _ in range(5)]
    assert statuses == [404, 404, 404, 404, 429]
    assert client.get(path_of(PROJECT, token)).status_code == 200, "nobody uses up the link of another"


def test_at_a_desk_nobody_from_outside_is_answered(project, client, monkeypatch):
    monkeypatch.setattr(entrance, "is_service", lambda: False)
    path = path_of(PROJECT, make_link(project.engine, US, EDITOR))
    assert client.get(path).status_code == 200
    assert client.get(path, headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 403
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 403
