"""Calendars announce changes under higher numbers, links open one calendar, letters are written down before they go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.persons import EDITOR, SCHOOL, VIEWER
from uspekh.access.person import Forbidden
from uspekh.monitoring.expectations import PERSON, Addressee, organization_addressee
from uspekh.store.reminders import letters
from uspekh.store.reminders.events import publish
from uspekh.store.reminders.letters import Item
from uspekh.store.reminders.links import addressee_of, make_link, read_link, revoke_link

US, THEM = organization_addressee("S1", "Первая"), organization_addressee("S2", "Вторая")
PETROVA = Addressee(PERSON, "Петрова А.Б.", "Петрова А.Б.", frozenset())
REPORT, ITEM = ("Отчёт", date(2024, 1, 20)), ("Пункт", date(2024, 2, 1))
MOMENT = datetime(2024, 1, 10, 7, tzinfo=UTC)


def announced(engine, addressee, **wanted):
    events = publish(engine, addressee, wanted)
    return {event.uid: (event.due.day, event.sequence, event.cancelled) for event in events}


def test_what_moves_or_ends_is_announced_again_with_a_higher_number(engine):
    assert announced(engine, US, a=REPORT, b=ITEM) == {"a": (20, 0, False), "b": (1, 0, False)}
    first = {event.uid: event.modified for event in publish(engine, US, {"a": REPORT, "b": ITEM})}
    # Moved by five days; the other one is done.
    assert announced(engine, US, a=("Отчёт", date(2024, 1, 25))) == {"a": (25, 1, False), "b": (1, 1, True)}
    again = publish(engine, US, {"a": ("Отчёт", date(2024, 1, 25))})
    assert [event.sequence for event in again] == [1, 1] and all(event.modified >= first["a"] for event in again)
    # Taken up again; another addressee has an own count.
    assert announced(engine, US, a=REPORT, b=ITEM) == {"a": (20, 2, False), "b": (1, 2, False)}
    assert announced(engine, THEM, a=REPORT) == {"a": (20, 0, False)}


def test_a_link_opens_one_calendar_until_it_is_revoked(engine):
    token = make_link(engine, US, SCHOOL)
    assert len(token) >= 40 and (read_link(engine, US), read_link(engine, THEM)) == (token, None)
    assert addressee_of(engine, token) == ("organization", "S1") and addressee_of(engine, token[:-1]) is None
    second = make_link(engine, US, EDITOR)
    assert addressee_of(engine, token) is None and read_link(engine, US) == second != token
    revoke_link(engine, US, SCHOOL)
    assert addressee_of(engine, second) is None and read_link(engine, US) is None


@pytest.mark.parametrize(("who", "whose"), [(SCHOOL, THEM), (SCHOOL, PETROVA), (VIEWER, US), (VIEWER, PETROVA)])
def test_nobody_makes_or_revokes_the_link_of_others(engine, who, whose):
    token = make_link(engine, whose, EDITOR)
    for change in (make_link, revoke_link):
        with pytest.raises(Forbidden):
            change(engine, whose, who)
    assert read_link(engine, whose) == token


def test_whoever_the_passport_names_makes_the_link_of_his_own_calendar(engine):
    named = Addressee(PERSON, "Петрова А.Б.", "Петрова А.Б.", frozenset({"петровааб"}))
    petrova = replace(VIEWER, names=("Петрова А. Б.",))
    token = make_link(engine, named, petrova)
    assert read_link(engine, named) == token
    # Neither that of others nor that of an organization under the same name.
    for other in (US, replace(US, names=named.names)):
        with pytest.raises(Forbidden):
            make_link(engine, other, petrova)


def test_a_letter_is_written_down_before_it_goes(engine):
    near, late = (Item("uspekh", "a", date(2024, 1, 20), state) for state in ("due_soon", "overdue"))
    assert letters.begin_letter(engine, "a@b.ru", [near], MOMENT, MOMENT)
    later = MOMENT + timedelta(days=1)
    assert not letters.begin_letter(engine, "a@b.ru", [near, late], later, later), "another run has begun it"
    assert not letters.begin_letter(engine, "a@b.ru", [late], MOMENT, MOMENT), "a letter of the same day"
    assert letters.was_written(engine, "a@b.ru", MOMENT) and not letters.was_written(engine, "a@b.ru", later)
    elsewhere = near._replace(project="лето")
    assert letters.list_new(engine, "a@b.ru", [near, elsewhere]) == [elsewhere], "the same number in another project"
    assert letters.list_new(engine, "a@b.ru", [near, late]) == [late], "the same thing in another state"
    assert letters.list_new(engine, "c@d.ru", [near]) == [near]
    # Killed here: nobody knows whether it went.
    (unconfirmed,) = letters.list_unconfirmed(engine, MOMENT + timedelta(minutes=1))
    assert (unconfirmed.recipient, unconfirmed.items) == ("a@b.ru", 1)
    assert letters.list_unconfirmed(engine, MOMENT) == [], "it may still be on its way"
    letters.confirm_letter(engine, "a@b.ru", MOMENT, MOMENT)
    assert letters.list_unconfirmed(engine, MOMENT + timedelta(minutes=1)) == []
    letters.take_back_letter(engine, "a@b.ru", MOMENT)
    assert letters.list_new(engine, "a@b.ru", [near]) == [], "what was confirmed is not taken back"
