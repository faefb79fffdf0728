"""Which figures are asked for: the options and what they select."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import click
import pandas as pd

from uspekh.commands.answers import must_be_known
from uspekh.monitoring.organizations.directory import split_municipality
from uspekh.monitoring.selection import Selection
from uspekh.project import Project, default_year, period_of
from uspekh.russian.periods import parse_period


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which figures are asked for."""
    periods = "Отчётный период: I квартал, I полугодие, 9 месяцев, год, N месяцев."
    day = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
    for option in (
        click.option("--as-of", type=day, help="На какую дату; по умолчанию — сегодня."),
        click.option("--org", "orgs", multiple=True, help="Только эти организации (код; можно несколько раз)."),
        click.option("--period", help=periods),
        click.option("--year", type=int, help="Отчётный год."),
    ):
        command = option(command)
    return command


def selection_of(
    project: Project, year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None
) -> Selection:
    """What the options select; wrong usage where they name what is not there. By default the latest year reported,
    at the period that the reports of all organizations give."""
    roster = project.roster()
    reported, day = project.reported(roster), as_of.date() if as_of else date.today()
    must_be_known(project.plan.years, year, "--year")
    _selectable(project, roster.directory, orgs)
    months = parse_period(period) if period else None
    if period and months is None:
        raise click.BadParameter(f"период «{period}» не понят", param_hint="--period")
    shown = year or default_year(project.plan, reported.last_year(), day)
    chosen = period_of(reported, project.rules, shown, day, months)
    return Selection(shown, day, chosen.months, tuple(orgs), chosen.chosen)


def _selectable(project: Project, directory: pd.DataFrame, orgs: tuple[str, ...]) -> None:
    for org in orgs:
        must_be_known(tuple(directory["code"]), org, "--org")
    _, municipality = split_municipality(directory, project.plan.head["municipality_entry"]["type"])
    if municipality in orgs and len(orgs) > 1:
        raise click.BadParameter(
            f"«{municipality}» — это весь муниципалитет, его не складывают с организациями", param_hint="--org"
        )
