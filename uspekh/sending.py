"""Sending and accepting over the project as a whole: screen and command line both come through here."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from uspekh.access.person import Action, Person
from uspekh.actuals.organization_report import restrict_to_organization
from uspekh.actuals.reading import Reading
from uspekh.monitoring.organizations.directory import split_municipality
from uspekh.monitoring.organizations.due_reports import (
    LaterMeasure,
    ReportsOfOrganization,
    Sending,
    list_due_reports,
)
from uspekh.monitoring.organizations.reporting import counted, reporting
from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.periods import deadlines
from uspekh.monitoring.selection import Selection
from uspekh.project import Project
from uspekh.russian.format import NBSP, day, missing, plural
from uspekh.russian.periods import YEAR, in_year, period_name
from uspekh.store.log.actions import demand
from uspekh.store.submissions import lifecycle
from uspekh.store.submissions.lists import accepted_of, accepted_periods, listed, sent_of
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import confirmations
from uspekh.store.uploads.remarks import Remark
from uspekh.words import SUBJECTS


@dataclass(frozen=True)
class Sent:
    """Who has sent for a period. ``due``: the deadline, ``basis``: on what it rests; ``rows``: as of
    ``monitoring.organizations.reporting``."""

    year: int
    months: int
    due: date | None
    basis: str
    rows: pd.DataFrame

    @property
    def sentence(self) -> str:
        """«2023 год, I полугодие: ждём 9 отчётов, срок — 10.07.2023 (…). Принято — 5, …, не сдано — 4, из них …»

        Each organization is counted once; «не сдано» are all who sent nothing, before the deadline and after it.
        """
        expected = len(self.rows)
        due = f"срок — {day(self.due)} ({self.basis})" if self.due else "срок не задан"
        counts = counted(self.rows)
        not_sent = counts["not_sent"] + counts["overdue"]
        late = f", из них просрочено — {counts['overdue']}" if counts["overdue"] else ""
        reports = plural(expected, "отчёт", "отчёта", "отчётов")
        return (
            f"{in_year(self.year, self.months)}: ждём {expected} {reports}, {due}. Принято — {counts['accepted']}, "
            f"на проверке — {counts['waiting']}, возвращено — {counts['returned']}, не сдано — {not_sent}{late}."
        )

    def as_dict(self) -> dict[str, Any]:
        """The form of ``sent --json``; dates as ISO text."""
        head = {"year": self.year, "period": period_name(self.months), "due": _iso(self.due), "basis": self.basis}
        return {
            **head,
            "counts": counted(self.rows),
            "organizations": [_plain_row(row) for row in self.rows.to_dict("records")],
        }


def read_own(
    project: Project,
    content: bytes,
    name: str,
    organization: str,
    *,
    confirmed: bool = False,
    skipped: Collection[str] = (),
    stop: threading.Event | None = None,
) -> Reading:
    """The reading of a file as an organization sends it: refused where it holds anything but its own values.

    ``confirmed``, ``skipped`` and ``stop`` as of ``Project.read``.
    """
    reading = project.read(content, name, confirmed=confirmed, skipped=skipped, stop=stop)
    return restrict_to_organization(reading, organization, project.directory())


def send(
    project: Project, reading: Reading, by: Person, remarks: Sequence[Remark] = (), *, officials: bool = False
) -> int:
    """Keeps an accepted reading of ``read_own`` until an editor decides (``store.submissions.lifecycle.send``).

    Plans that the organization proposes are kept as a report of their own, so that they are never accepted with the
    figures. ``officials``: whoever is named in its texts is one.
    """
    if officials:
        remarks = [*remarks, *confirmations(reading.values, remarks)]
    is_plan = reading.values["kind"] == "plan"
    halves = (reading.values[~is_plan], reading.values[is_plan])
    parts = [replace(reading, values=half.reset_index(drop=True)) for half in halves if len(half)]
    first, *others = [(project.file_of(part), part.values) for part in parts]
    return lifecycle.send(project.engine, *first, by, remarks, plans=next(iter(others), None))


def accept_sent(
    project: Project,
    number: int,
    reading: Reading,
    copy: bytes,
    by: Person,
    reason: str = "",
    shown: pd.DataFrame | None = None,
    *,
    officials: bool = False,
) -> tuple[int, dict[str, int]]:
    """Accepts what an organization sent (``submissions.lifecycle.accept_sent``); ``reading``: of the ``copy`` of it."""
    file = File(reading.file_name, copy, reading.sha256, reading.rows)
    more = confirmations(reading.values, (), reason) if officials else ()
    return lifecycle.accept_sent(project.engine, number, file, reading.values, by, reason, project.keep_up, shown, more)


def sent(project: Project, year: int, months: int, as_of: date, by: Person) -> Sent:
    """Who has and has not sent the report of a period. Raises ``Forbidden``: it is of all organizations."""
    demand(project.engine, by, Action.LOOK, detail="sent")
    directory = project.directory()
    organizations, _ = split_municipality(directory, project.plan.head["municipality_entry"]["type"])
    due = deadlines.due(project.rules, year, months)
    accepted, submitted = accepted_of(project.engine, year, months), sent_of(project.engine, year, months)
    rows = reporting(organizations, accepted, submitted, year, due, as_of)
    return Sent(year, months, due, deadlines.basis(project.rules, months), rows)


def reports_of_organization(project: Project, as_of: date, by: Person) -> ReportsOfOrganization:
    """What the person's organization has to send and what was returned to it. Raises ``Forbidden``."""
    roster = project.roster()
    rows = roster.expected[roster.expected["organization"].isin(roster.reporting)]
    years = sorted(int(year) for year in rows.loc[rows["organization"] == by.organization, "year"])
    sendings = [_sending(row) for row in listed(project.engine, by).iloc[::-1].itertuples()]
    accepted, later = accepted_periods(project.engine, by), _later_measures(project, roster, by.organization, as_of)
    return list_due_reports(project.rules, years, accepted, sendings, as_of, later)


def _later_measures(project: Project, roster: Organizations, organization: str, as_of: date) -> list[LaterMeasure]:
    """The measures with a deadline of their own that an organization is asked for."""
    rows = [
        row
        for row in project.plan["measures"].itertuples()
        if row.primary and row.report_due and organization in roster.fillers(row.numerator)
    ]
    selection = Selection(project.plan.end.year, as_of)
    entries = project.reported(roster).entries(selection, [row.id for row in rows], [organization])
    whole = entries[entries["months"] == YEAR]
    return [
        LaterMeasure(
            f"{SUBJECTS[row.subject_kind].lower()}{NBSP}{row.subject}",
            row.report_due,
            frozenset(int(year) for year in whole.loc[whole["measure"] == row.id, "year"]),
        )
        for row in rows
    ]


def _sending(row: Any) -> Sending:
    decided = None if missing(row.decided_at) else row.decided_at.to_pydatetime().astimezone().date()
    remark = "" if missing(row.remark) else str(row.remark)
    return Sending(int(row.id), str(row.state), frozenset(row.periods), decided, remark)


def _plain_row(row: dict[Any, Any]) -> dict[Any, Any]:
    return {**row, "sent": _iso(row["sent"]), "decided": _iso(row["decided"])}


def _iso(day: date | None) -> str | None:
    return None if day is None or missing(day) else day.isoformat()
