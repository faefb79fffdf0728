"""«Что изменилось»: figures that became others between two states, in the words of a screen or a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from uspekh.monitoring.difference import Change, Standing, list_changes, print_status
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.rules import HIDDEN, Rules
from uspekh.russian.format import NBSP, NO_DATA, day, missing, number, or_hidden
from uspekh.words import SUBJECTS, flag_label, status_label

KINDS = {f"{kind}s": word for kind, word in SUBJECTS.items()} | {"budget": "Бюджет", "milestones": "Пункт плана"}
"""Words of the lists of ``status --json``."""
DIGITS = 3


@dataclass(frozen=True)
class ChangedFigure:
    """What changed («Показатель 4»), and fact and flag before and now, in words."""

    what: str
    year: int
    before: str
    after: str
    flag_before: str
    flag_after: str


def list_changed(figures: Figures, frozen: dict[str, Any]) -> tuple[ChangedFigure, ...]:
    """What of the selected year is another now than at a frozen meeting (``Meeting.figures``)."""
    changes = list_changes(frozen, [("", print_status(figures))], figures.selection.year)
    return tuple(describe_changes(changes, figures.rules))


def same_organizations(figures: Figures, frozen: dict[str, Any]) -> bool:
    """Whether a meeting was about the organizations that are selected: else its figures are no earlier ones of these.

    Meetings of the first edition of the rules do not say it; they were about all.
    """
    return list(figures.selection.organizations) == list(frozen.get("selection", {}).get("organizations", []))


def describe_changes(changes: Sequence[Change], rules: Rules) -> Iterator[ChangedFigure]:
    """Each change in words, by the words of the rules."""
    for change in changes:
        before, after = change.before, change.after
        yield ChangedFigure(
            f"{KINDS[change.kind]}{NBSP}{change.id}",
            change.year,
            say_standing(before),
            say_standing(after),
            say_flag(before.flag, rules),
            say_flag(after.flag, rules),
        )


def say_standing(standing: Standing) -> str:
    """The fact of a figure in one state: a number or a date, «скрыто» where it must not be shown."""
    return or_hidden(say_value(standing.fact), standing.flag == HIDDEN)


def say_value(value: object) -> str:
    """A number of ``status --json``, or a date of it, as people read it."""
    if missing(value):
        return NO_DATA
    if isinstance(value, (int, float)):
        return number(value, DIGITS)
    return day(date.fromisoformat(str(value)))


def say_flag(flag: str | None, rules: Rules) -> str:
    """The words of a flag or of a plan item's status, with its sign."""
    if missing(flag):
        return NO_DATA
    name = str(flag)
    return (
        status_label(name, rules.status_labels) if name in rules.status_labels else flag_label(name, rules.flag_labels)
    )
