"""What one organization has to send and by when, and what was returned to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from uspekh.monitoring.periods.deadlines import due
from uspekh.monitoring.rules import Rules
from uspekh.russian.format import day
from uspekh.russian.periods import in_year

Period = tuple[int, int]
"""Year and months from 1 January."""


@dataclass(frozen=True)
class Sending:
    """A report that the organization sent. ``state``: of ``words.REPORT_STATES``; ``decided``: when it was decided."""

    number: int
    state: str
    periods: frozenset[Period]
    decided: date | None
    remark: str


@dataclass(frozen=True)
class DueReport:
    """A period whose report is awaited; ``state``: of ``words.REPORT_STATES``, never «accepted»."""

    year: int
    months: int
    due: date
    state: str

    def say(self) -> str:
        """«2023 год, I полугодие (срок — 10.07.2023)»."""
        return f"{in_year(self.year, self.months)} (срок — {day(self.due)})"


@dataclass(frozen=True)
class ReportsOfOrganization:
    """``due``: what is overdue, the latest first, and the next report; ``returned``: what nothing sent later replaces.

    ``next``: the report whose deadline is the nearest, ``None`` where no deadline of the project is left.
    """

    due: tuple[DueReport, ...]
    next: DueReport | None
    returned: tuple[Sending, ...]

    def say(self) -> str:
        """«Не сдано: 2023 год (срок — 20.01.2024). Возвращено отчётов: 1. Ближайший срок: …»."""
        overdue = [report.say() for report in self.due if report.state in ("overdue", "returned")]
        waiting = [in_year(report.year, report.months) for report in self.due if report.state == "waiting"]
        parts = [f"Не сдано: {', '.join(overdue)}." if overdue else "Все отчёты, срок которых прошёл, сданы."]
        if waiting:
            parts.append(f"На проверке: {', '.join(waiting)}.")
        if self.returned:
            parts.append(f"Возвращено отчётов: {len(self.returned)}.")
        parts.append(f"Ближайший срок: {self.next.say()}." if self.next else "Следующих сроков нет: проект завершён.")
        return " ".join(parts)


def list_due_reports(
    rules: Rules, years: Iterable[int], accepted: Collection[Period], sendings: Collection[Sending], as_of: date
) -> ReportsOfOrganization:
    """What is due of the ``years`` in which the organization exists.

    Reports count from 1 January, so of a year the last period whose deadline has passed is awaited, and it is settled
    by a later one. ``accepted``: periods with values in force; ``sendings``: the latest last.
    """
    overdue: list[DueReport] = []
    coming: list[DueReport] = []
    for year in years:
        settled = max((months for accepted_year, months in accepted if accepted_year == year), default=0)
        open_reports = [report for report in _of_year(rules, year, sendings, as_of) if report.months > settled]
        overdue += [report for report in open_reports if as_of > report.due][-1:]
        coming += [report for report in open_reports if as_of <= report.due]
    following = min(coming, key=lambda report: report.due, default=None)
    return ReportsOfOrganization(tuple(reversed(overdue)), following, tuple(_returned(sendings)))


def _of_year(rules: Rules, year: int, sendings: Collection[Sending], as_of: date) -> Iterator[DueReport]:
    """The periods with a deadline, from the first on, as if none had been accepted."""
    for months in sorted(int(each) for each in rules.deadlines["months"]):
        last = due(rules, year, months)
        if last is not None:
            states = {sending.state for sending in sendings if (year, months) in sending.periods}
            silent = "overdue" if as_of > last else "not_sent"
            yield DueReport(year, months, last, next((s for s in ("waiting", "returned") if s in states), silent))


def _returned(sendings: Collection[Sending]) -> Iterator[Sending]:
    """Returned reports of which a period was not sent again, the latest first."""
    again: set[Period] = set()
    for sending in sorted(sendings, key=lambda each: each.number, reverse=True):
        if sending.state == "returned" and not sending.periods <= again:
            yield sending
        if sending.state != "withdrawn":
            again |= sending.periods
