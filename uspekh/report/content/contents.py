"""What the report says, in the order of the official progress report, before it takes a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.report.content import deviations, milestones, money, phrases, subjects, summary
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
    worst: list[str]
    overdue: str
    tables: dict[str, Table]
    officials: list[dict[str, str]]
    banner: str


def content(figures: Figures, decisions: pd.DataFrame | None, *, banner: str) -> Content:
    """The content of a report; ``decisions`` as of ``deviations.deviations``, ``banner`` of ``phrases.banner``."""
    head = figures.plan.head
    return Content(
        project=clean(figures.plan.title),
        municipality=clean(head["project"].get("municipality", "")),
        period=phrases.period(figures.selection),
        as_of=day(figures.selection.as_of),
        selection=phrases.organizations(figures),
        worst=summary.worst(figures) or [f"{summary.say_none(figures)}."],
        overdue=summary.overdue(figures),
        tables=_tables(figures, decisions),
        officials=[_official(person) for person in head.get("officials", [])],
        banner=banner,
    )


def _tables(figures: Figures, decisions: pd.DataFrame | None) -> dict[str, Table]:
    return {
        "states": summary.states(figures),
        "indicators": subjects.indicators(figures),
        "results": subjects.results(figures),
        "budget_lines": money.by_line(figures),
        "budget_sources": money.by_source(figures),
        "budget_years": money.by_year(figures),
        "milestones": milestones.of_the_year(figures),
        "deviations": deviations.deviations(figures, decisions),
    }


def _official(person: dict[str, Any]) -> dict[str, str]:
    position = clean(person.get("position", ""))
    return {
        "role": clean(person.get("role", "")),
        "position": position[:1].upper() + position[1:],
        "name": phrases.initials(clean(person.get("name", ""))),
    }
