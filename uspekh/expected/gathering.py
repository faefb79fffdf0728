"""What is expected of an organization or a person, gathered from plan, reports and meetings: one home for the screen,
the calendar and the letters."""

from __future__ import annotations

from datetime import date

import pandas as pd

from uspekh.access.person import Action, Person, Role, operator
from uspekh.monitoring.expectations import (
    ORGANIZATION,
    Addressee,
    Expectation,
    list_expectations,
    list_organizations,
    list_persons,
)
from uspekh.monitoring.organizations.due_reports import ReportsOfOrganization
from uspekh.monitoring.overview.agenda import agenda
from uspekh.monitoring.selection import Selection
from uspekh.project import Project
from uspekh.sending import reports_of_organization
from uspekh.store.decided import decisions
from uspekh.store.log.actions import demand

# Decisions are read for the whole project; the addressee is given only those that name it.
_PROGRAM = operator("напоминания")


def read_agenda(project: Project, as_of: date) -> pd.DataFrame:
    """The plan of measures as the values in force give it (``monitoring.overview.agenda.agenda``)."""
    return agenda(project.figures(Selection(project.plan.end.year, as_of)))


def list_addressees(project: Project, rows: pd.DataFrame) -> tuple[Addressee, ...]:
    """Persons and executors of the plan, then organizations; one that is both is the organization alone.

    ``rows``: of ``read_agenda``.
    """
    organizations = list_organizations(project.roster().everyone)
    names = frozenset[str]().union(*(one.names for one in organizations))
    persons = [one for one in list_persons(project.plan, rows) if one.names.isdisjoint(names)]
    return (*persons, *organizations)


def find_addressee(project: Project, rows: pd.DataFrame, kind: str, code: str) -> Addressee | None:
    """The addressee of a kind and code; ``None`` where the plan and the directory have none."""
    return next((one for one in list_addressees(project, rows) if (one.kind, one.code) == (kind, code)), None)


def gather(
    project: Project,
    addressee: Addressee,
    rows: pd.DataFrame,
    as_of: date,
    by: Person,
    reports: ReportsOfOrganization | None = None,
) -> tuple[Expectation, ...]:
    """What is expected of the addressee (``monitoring.expectations``).

    ``rows``: of ``read_agenda``; ``reports``: of the organization, where they are at hand.
    Raises ``Forbidden``: an organization reads what is expected of itself alone.
    """
    demand(project.engine, by, Action.LOOK, addressee.organization, "expected")
    if addressee.kind == ORGANIZATION and reports is None:
        whose = Person(addressee.name, Role.ORGANIZATION, addressee.code)
        reports = reports_of_organization(project, as_of, whose)
    decided = decisions.in_force(project.engine, _PROGRAM)
    return list_expectations(addressee, project.rules, as_of, rows, decided, reports)
