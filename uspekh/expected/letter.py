"""«Напоминание»: who is to do what by when, as plain text for a letter or a message."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from uspekh.monitoring.expectations import LATE, NEAR, ORGANIZATION, Addressee, Expectation
from uspekh.monitoring.rules import Rules
from uspekh.russian.format import day
from uspekh.russian.text import one_line

SUBJECT = "Напоминание"


@dataclass(frozen=True)
class Reminder:
    """What is expected of an addressee in a project (its code, title and rules)."""

    project: str
    title: str
    rules: Rules
    addressee: Addressee
    expected: Collection[Expectation]

    @property
    def late(self) -> list[Expectation]:
        """What is overdue, and what was returned."""
        return [each for each in self.expected if each.state in LATE]

    @property
    def near(self) -> list[Expectation]:
        """What falls due soon."""
        return [each for each in self.expected if each.state == NEAR]


def write_reminder(reminders: Sequence[Reminder], as_of: date, address: str = "") -> str:
    """The text: of each reminder what is late and what falls due soon; empty where there is nothing to remind of.

    ``address`` of the program, where it is to be named.
    """
    urgent = [each for each in reminders if each.late or each.near]
    if not urgent:
        return ""
    lines = [SUBJECT, *(line for each in urgent for line in _part(each, as_of))]
    if address:
        reports = any(each.addressee.kind == ORGANIZATION for each in urgent)
        lines += ["", f"{'Отчёты отправляются здесь' if reports else 'План и сроки'}: {address}"]
    return "\n".join(lines) + "\n"


def _part(reminder: Reminder, as_of: date) -> Iterator[str]:
    until = day(as_of + timedelta(days=reminder.rules.due_soon_days))
    yield from (
        "",
        f"Кому: {one_line(reminder.addressee.name)}",
        f"Проект: «{one_line(reminder.title)}»",
        f"По состоянию на {day(as_of)}",
    )
    yield from _list("Срок истёк, просим исполнить немедленно:", reminder.late, 1)
    yield from _list(f"Просим исполнить в срок (до {until}):", reminder.near, len(reminder.late) + 1)


def _list(heading: str, expected: Collection[Expectation], first: int) -> Iterator[str]:
    if expected:
        yield from ("", heading)
        for number, each in enumerate(expected, start=first):
            returned = " (возвращён на доработку)" if each.state == "returned" else ""
            yield f"{number}. {one_line(each.say())}{returned}."
