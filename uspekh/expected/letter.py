"""«Напоминание»: who is to do what by when, as plain text for a letter or a message."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from uspekh.monitoring.expectations import LATE, NEAR, Addressee, Expectation
from uspekh.monitoring.rules import Rules
from uspekh.russian.format import day

SUBJECT = "Напоминание"


def write_reminder(
    addressee: Addressee, expected: Collection[Expectation], title: str, rules: Rules, as_of: date, address: str = ""
) -> str:
    """The text: what is late, what falls due soon; empty where there is nothing to remind of.

    ``title`` of the project; ``address`` of the program, where it is to be named.
    """
    late = [each for each in expected if each.state in LATE]
    near = [each for each in expected if each.state == NEAR]
    if not late and not near:
        return ""
    until = day(as_of + timedelta(days=rules.due_soon_days))
    lines = [
        SUBJECT,
        "",
        f"Кому: {addressee.name}",
        f"Проект: «{title}»",
        f"По состоянию на {day(as_of)}",
        *_part("Срок истёк, просим исполнить немедленно:", late, 1),
        *_part(f"Просим исполнить в срок (до {until}):", near, len(late) + 1),
    ]
    if address:
        lines += ["", f"Отчёты отправляются здесь: {address}"]
    return "\n".join(lines) + "\n"


def _part(heading: str, expected: Collection[Expectation], first: int) -> Iterator[str]:
    if expected:
        yield from ("", heading)
        for number, each in enumerate(expected, start=first):
            returned = " (возвращён на доработку)" if each.state == "returned" else ""
            yield f"{number}. {each.say()}{returned}."
