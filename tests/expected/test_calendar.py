"""The file of a calendar as programs read it, and the text of a reminder."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from tests.monitoring.conftest import DATA
from uspekh.expected.calendar import write_calendar
from uspekh.expected.letter import Reminder, write_reminder
from uspekh.monitoring.expectations import Expectation, organization_addressee
from uspekh.monitoring.rules import load_rules
from uspekh.store.reminders.events import Event

MOMENT = datetime(2023, 12, 10, 9, 30, tzinfo=UTC)
EVENTS = [
    Event("report/Ш 2/2023/12", "Отчёт: 2023 год", date(2024, 1, 20), False, 2, MOMENT),
    Event("item/1.1/2023", "Мероприятие 1.1. Обучить; всех, кто\nхочет", date(2023, 12, 31), True, 1, MOMENT),
]


@pytest.fixture(scope="module")
def rules():
    return load_rules(DATA)


def test_every_thing_is_a_whole_day_with_a_name_that_stays():
    content = write_calendar("СОШ № 2", "Успех", "uspekh", EVENTS)
    assert content == write_calendar("СОШ № 2", "Успех", "uspekh", list(reversed(EVENTS))), (
        "the same bytes of the same events"
    )
    calendar = icalendar.Calendar.from_ical(content)
    assert str(calendar["X-WR-CALNAME"]) == "Успех: СОШ № 2" and str(calendar["METHOD"]) == "PUBLISH"
    item, report = calendar.walk("VEVENT")
    assert (report.decoded("DTSTART"), report.decoded("DTEND")) == (date(2024, 1, 20), date(2024, 1, 21))
    assert (str(report["SUMMARY"]), report["SEQUENCE"], str(report["STATUS"])) == ("Отчёт: 2023 год", 2, "CONFIRMED")
    assert report.decoded("LAST-MODIFIED") == MOMENT == report.decoded("DTSTAMP")
    # Semicolons and commas of a title stay what they are, a line break is a space.
    assert str(item["SUMMARY"]) == "Мероприятие 1.1. Обучить; всех, кто хочет" and str(item["STATUS"]) == "CANCELLED"
    assert str(item["UID"]).isascii() and item["UID"] != report["UID"]
    assert max(len(line) for line in content.split(b"\r\n")) <= 75, "RFC 5545, 3.1"


def test_names_with_line_breaks_add_nothing_to_the_calendar():
    hostile = "Школа;\r\nX-A:1\rX-B:2\u2028X-C:3,"
    content = write_calendar(hostile, hostile, "uspekh", [Event("a", hostile, date(2024, 1, 20), False, 0, MOMENT)])
    assert not [line for line in content.decode().splitlines() if line.startswith("X-") and line[2] in "ABC"]
    (day,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(day["SUMMARY"]) == "Школа; X-A:1 X-B:2 X-C:3,"


def test_a_reminder_says_who_what_and_by_when(rules):
    late = Expectation("a", "Отчёт: 2023 год, 9 месяцев", date(2023, 10, 10), "returned")
    near = Expectation("b", "Отчёт: 2022 год, показатель 1", date(2024, 1, 9), "due_soon")
    later = Expectation("c", "Отчёт: 2023 год", date(2024, 1, 20), "not_due")
    us = organization_addressee("Ш2", "СОШ № 2")
    day, address = date(2023, 12, 10), "https://uspekh.example.ru"
    text = write_reminder([Reminder("uspekh", "Успех", rules, us, [late, near, later])], day, address)
    assert text == (
        "Напоминание\n\nКому: СОШ № 2\nПроект: «Успех»\nПо состоянию на 10.12.2023\n\n"
        "Срок истёк, просим исполнить немедленно:\n"
        "1. Отчёт: 2023 год, 9 месяцев — срок 10.10.2023 (возвращён на доработку).\n\n"
        "Просим исполнить в срок (до 09.01.2024):\n"
        "2. Отчёт: 2022 год, показатель 1 — срок 09.01.2024.\n\n"
        "Отчёты отправляются здесь: https://uspekh.example.ru\n"
    )
    assert write_reminder([Reminder("uspekh", "Успех", rules, us, [later])], day) == ""
