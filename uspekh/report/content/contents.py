"""What the report says, in the order in which a meeting asks, before it takes a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.figures import Figures
from uspekh.report.content import deviations, milestones, money, open_items, phrases, shortfalls, subjects, summary
from uspekh.report.content.cells import clean
from uspekh.report.content.table import Table
from uspekh.russian.format import day


@dataclass(frozen=True)
class Content:
    """Words and tables of one report. ``tables`` by name: the names the template of the document uses."""

    project: str
    municipality: str
    period: str
    as_of: str
    selection: str
    headline: str
    tables: Mapping[str, Table]
    officials: list[dict[str, str]]
    banner: str


def content(
    figures: Figures, decisions: pd.DataFrame | None, *, banner: str, lowered: pd.DataFrame | None = None
) -> Content:
    """The content of a report; ``decisions`` as of ``deviations.deviations``, ``banner`` of ``phrases.banner``,
    ``lowered`` of ``shortfalls.parts``."""
    head = figures.plan.head
    return Content(
        project=clean(figures.plan.title),
        municipality=clean(head["project"].get("municipality", "")),
        period=phrases.period(figures.selection),
        as_of=day(figures.selection.as_of),
        selection=phrases.organizations(figures),
        headline=clean(say_headline(figures)),
        tables=_tables(figures, decisions, lowered),
        officials=[_official(person) for person in head.get("officials", [])],
        banner=banner,
    )


class _Tables(Mapping[str, Table]):
    """Tables by name, each made when it is first asked for: no form of the report has all of them."""

    def __init__(self, makers: Mapping[str, Callable[[], Table]]) -> None:
        self._makers = makers
        self._made: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def _tables(figures: Figures, decisions: pd.DataFrame | None, lowered: pd.DataFrame | None) -> Mapping[str, Table]:
    return _Tables(
        {
            "states": partial(summary.states, figures),
            "indicators": partial(subjects.indicators, figures),
            "off_plan": lambda: deviations.without_items(deviations.deviations(figures, decisions)),
            "parts": partial(shortfalls.parts, figures, lowered),
            "changes": partial(shortfalls.changes, figures),
            "open_items": partial(open_items.open_items, figures),
            "assignments": partial(open_items.assignments, figures, decisions),
            "results": partial(subjects.results, figures),
            "budget_lines": partial(money.by_line, figures),
            "budget_sources": partial(money.by_source, figures),
            "budget_years": partial(money.by_year, figures),
            "milestones": partial(milestones.of_the_year, figures),
            "deviations": partial(deviations.deviations, figures, decisions),
        }
    )


def _official(person: dict[str, Any]) -> dict[str, str]:
    position = clean(person.get("position", ""))
    return {
        "role": clean(person.get("role", "")),
        "position": position[:1].upper() + position[1:],
        "name": phrases.initials(clean(person.get("name", ""))),
    }
