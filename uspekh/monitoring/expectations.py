"""What is expected of an organization or a person and by when: reports, plan items and assignments, overdue first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from uspekh.monitoring.execution.milestones import DONE, items_of_year, status
from uspekh.monitoring.organizations.due_reports import DueReport, ReportsOfOrganization
from uspekh.monitoring.overview.decisions import open_assignments
from uspekh.monitoring.rules import Rules
from uspekh.passport.plan import Plan
from uspekh.russian.format import NBSP, day, missing
from uspekh.russian.text import fold
from uspekh.words import DECIDED, NOTHING, PLAN_ITEMS, REPORT_STATES

ORGANIZATION, PERSON = "organization", "person"
LATE = ("overdue", "returned")
NEAR = "due_soon"
_WAITING = "waiting"


@dataclass(frozen=True)
class Addressee:
    """An organization of the directory (``code``), or a person or an executor of the plan (``code`` is the name).

    ``names``: all names by which the plan and the assignments call it (``name_key``).
    """

    kind: str
    code: str
    name: str
    names: frozenset[str]

    @property
    def organization(self) -> str | None:
        """The code of an organization, ``None`` of a person: what rights are asked for."""
        return self.code if self.kind == ORGANIZATION else None


@dataclass(frozen=True)
class Expectation:
    """One thing to do. ``uid`` stays the same whenever the list is made; ``due`` may be missing of an assignment.

    ``state``: of plan items (``data/statuses.csv``), of a report also «waiting» and «returned».
    """

    uid: str
    what: str
    due: date | None
    state: str

    @property
    def urgent(self) -> bool:
        """Whether the addressee is to be reminded of it."""
        return self.state in LATE or self.state == NEAR

    def say(self) -> str:
        """«Отчёт: 2023 год, I полугодие — срок 10.07.2023»."""
        return f"{self.what} — срок {day(self.due)}" if self.due else f"{self.what} — срок не назначен"


def name_key(name: str) -> str:
    """The form in which two spellings of a name are equal: without case, spaces and full stops."""
    return re.sub(r"[\s.]", "", fold(name))


def organization_addressee(code: str, *names: object) -> Addressee:
    """An organization of the directory; ``names``: the first that is not missing is what it is called."""
    called = [str(name) for name in names if not missing(name) and name]
    return Addressee(ORGANIZATION, code, called[0] if called else code, frozenset(map(name_key, (code, *called))))


def list_organizations(directory: pd.DataFrame) -> tuple[Addressee, ...]:
    """The organizations of a directory without the municipality's own entry."""
    rows = zip(*(directory[name] for name in ("code", "short_name", "name")), strict=True)
    return tuple(organization_addressee(str(code), *names) for code, *names in rows)


def list_persons(plan: Plan, agenda: pd.DataFrame) -> tuple[Addressee, ...]:
    """The participants of the project, and whoever answers for plan items or executes them; by name."""
    people = plan["people"]
    spellings = people.groupby("person", sort=False)["spelling"].apply(tuple).to_dict()
    names = {str(name) for name in people.loc[~people["collective"], "person"]}
    for column in ("responsible", "organizations"):
        names.update(name for row in agenda[column] for name in row)
    return tuple(
        Addressee(PERSON, name, name, frozenset(map(name_key, (name, *spellings.get(name, ())))))
        for name in sorted(names)
    )


def list_expectations(
    addressee: Addressee,
    rules: Rules,
    as_of: date,
    agenda: pd.DataFrame,
    decided: pd.DataFrame,
    reports: ReportsOfOrganization | None = None,
) -> tuple[Expectation, ...]:
    """All that is not done yet: late first, each part by date; what waits for a decision of others last.

    ``agenda``: of ``overview.agenda``; ``decided``: decisions in force (``overview.decisions.DECISIONS``);
    ``reports``: what an organization has to send.
    """
    expected = [
        *(_of_reports(addressee.code, reports, rules, as_of) if reports else ()),
        *_of_plan(addressee.names, agenda),
        *_of_meetings(addressee.names, decided, rules, as_of),
    ]
    return tuple(sorted(expected, key=_rank))


def say_expected(expected: Collection[Expectation], rules: Rules, as_of: date) -> str:
    """«просрочено — 3, до 26.12.2026 — 2, позже — 14»; what waits for a decision of others apart."""
    until = day(as_of + timedelta(days=rules.due_soon_days))
    counts = {
        rules.status_labels["overdue"]: sum(each.state in LATE for each in expected),
        f"до {until}": sum(each.state == NEAR for each in expected),
        "позже": sum(each.state == "not_due" for each in expected),
        REPORT_STATES[_WAITING]: sum(each.state == _WAITING for each in expected),
    }
    return ", ".join(f"{word}{NBSP}{NOTHING} {count}" for word, count in counts.items() if count) or "ничего"


def _rank(one: Expectation) -> tuple[int, date, str]:
    first = 0 if one.state in LATE else 2 if one.state == _WAITING else 1
    return first, one.due or date.max, one.uid


def _of_reports(code: str, reports: ReportsOfOrganization, rules: Rules, as_of: date) -> Iterator[Expectation]:
    for report in (*reports.due, *reports.coming):
        state = status(report.due, None, as_of, rules) if report.state == "not_sent" else report.state
        yield Expectation(_report_uid(code, report), f"Отчёт: {report.name}", report.due, state)


def _report_uid(code: str, report: DueReport) -> str:
    return "/".join(filter(None, ("report", code, str(report.year), str(report.months), report.subject)))


def _of_plan(names: frozenset[str], agenda: pd.DataFrame) -> Iterator[Expectation]:
    rows = items_of_year(agenda, None)
    for row in rows[~rows["flag"].isin(DONE)].to_dict("records"):
        if not names.isdisjoint(map(name_key, (*row["responsible"], *row["organizations"]))):
            kind = PLAN_ITEMS[str(row["kind"])].capitalize()
            what = f"{kind} {row['item']}. {str(row['title']).rstrip('.')}"
            yield Expectation(f"item/{row['item']}/{row['year']}", what, row["due"], str(row["flag"]))


def _of_meetings(names: frozenset[str], decided: pd.DataFrame, rules: Rules, as_of: date) -> Iterator[Expectation]:
    for decision in open_assignments(decided, as_of).rows:
        if not names.isdisjoint(_named(decision.responsible)):
            subject = f"{DECIDED[decision.subject_kind].lower()}{NBSP}{decision.subject}, {decision.year}"
            state = status(decision.due, None, as_of, rules) if decision.due else "not_due"
            yield Expectation(
                f"assignment/{decision.thread}", f"Поручение: {decision.action} ({subject})", decision.due, state
            )


def _named(responsible: str) -> Iterable[str]:
    """Everybody whom the field «Ответственный» names, parted by comma, semicolon or line, and the field whole."""
    return map(name_key, (responsible, *re.split(r"[,;\n]", responsible)))
