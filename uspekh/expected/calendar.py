"""What is expected of somebody as a calendar (.ics): a day for each thing, moved with it, gone when it is done."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, timedelta

import icalendar

from uspekh.monitoring.expectations import Addressee, Expectation
from uspekh.project import Project
from uspekh.russian.text import one_line
from uspekh.store.reminders.events import Event, publish
from uspekh.store.schema.project import project_of

_REFRESH = timedelta(hours=12)


def make_calendar(
    project: Project, addressee: Addressee, expected: Collection[Expectation], struck_out_from: date | None = None
) -> bytes:
    """The calendar of an addressee.

    ``struck_out_from``: days from which on a file that is opened again and again strikes out what an earlier one
    announced and is done or gone since. A program that follows a link drops of itself what the link no longer has, and
    shows for ever what is struck out (Thunderbird, Apple).
    """
    dated = {each.uid: (each.what, each.due) for each in expected if each.due is not None}
    events = [
        event
        for event in publish(project.engine, addressee, dated)
        if not event.cancelled or (struck_out_from and event.due >= struck_out_from)
    ]
    return write_calendar(addressee.name, project.plan.title, project_of(project.engine), events)


def write_calendar(name: str, title: str, code: str, events: Collection[Event]) -> bytes:
    """The file of the events of an addressee (``name``) in a project (``title``, ``code``)."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Успех//Сроки//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # The library escapes what it knows to be text; this name it does not know.
    calendar.add("x-wr-calname", icalendar.vText(one_line(f"{title}: {name}")))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(_REFRESH))
    for event in sorted(events, key=lambda event: (event.due, event.uid)):
        calendar.add_component(_event(event, title, code))
    content: bytes = calendar.to_ical()
    return content


def _event(event: Event, title: str, code: str) -> icalendar.Event:
    day = icalendar.Event()
    # Codes of organizations may hold letters and spaces that not every program takes in a name.
    day.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_OID, f'{code}/{event.uid}')}@uspekh")
    day.add("dtstamp", event.modified)
    day.add("last-modified", event.modified)
    day.add("sequence", event.sequence)
    day.add("dtstart", event.due)
    day.add("dtend", event.due + timedelta(days=1))
    day.add("summary", one_line(event.what))
    day.add("description", one_line(f"Проект «{title}»"))
    day.add("transp", "TRANSPARENT")
    day.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return day
