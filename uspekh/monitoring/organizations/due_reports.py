"""What one organization has to send and by when, and what was returned to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from uspekh.monitoring.periods.deadlines import due, reporting_date
from uspekh.monitoring.rules import Rules
from uspekh.russian.format import day
from uspekh.russian.periods import YEAR, in_year

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
class LaterMeasure:
    """A measure whose value of a whole year has a deadline of its own, after that of the report of the year.

    ``subject``: «показатель 1»; ``report_due``: month and day of the next year, «03-30»; ``complete``: the years of
    which the organization gave all that it is asked.
    """

    subject: str
    report_due: str
    complete: frozenset[int]


@dataclass(frozen=True)
class DueReport:
    """A period whose report is awaited; ``state``: of ``words.REPORT_STATES``, never «accepted».

    ``subject``: the one figure that is awaited where it has a deadline of its own («показатель 1»), else empty.
    """

    year: int
    months: int
    due: date
    state: str
    subject: str = ""

    @property
    def name(self) -> str:
        """«2023 год, I полугодие», «2023 год, показатель 1»."""
        return ", ".join(filter(None, (in_year(self.year, self.months), self.subject)))

    def say(self) -> str:
        """«2023 год, I полугодие (срок — 10.07.2023)»."""
        return f"{self.name} (срок — {day(self.due)})"


@dataclass(frozen=True)
class ReportsOfOrganization:
    """``due``: what is overdue, the latest first; ``coming``: what has a deadline ahead, the nearest first;
    ``returned``: what nothing sent later replaces.
    """

    due: tuple[DueReport, ...]
    coming: tuple[DueReport, ...]
    returned: tuple[Sending, ...]

    @property
    def next(self) -> DueReport | None:
        """The report whose deadline is the nearest; ``None`` where no deadline of the project is left."""
        return next(iter(self.coming), None)

    def say(self) -> str:
        """«Не сдано: 2023 год (срок — 20.01.2024). Возвращено отчётов: 1. Ближайший срок: …»."""
        overdue = [report.say() for report in self.due if report.state in ("overdue", "returned")]
        waiting = [report.name for report in self.due if report.state == "waiting"]
        parts = [f"Не сдано: {', '.join(overdue)}." if overdue else "Все отчёты, срок которых прошёл, сданы."]
        if waiting:
            parts.append(f"На проверке: {', '.join(waiting)}.")
        if self.returned:
            parts.append(f"Возвращено отчётов: {len(self.returned)}.")
        parts.append(f"Ближайший срок: {self.next.say()}." if self.next else "Следующих сроков нет: проект завершён.")
        return " ".join(parts)


def list_due_reports(
    rules: Rules,
    years: Iterable[int],
    accepted: Collection[Period],
    sendings: Collection[Sending],
    as_of: date,
    later: Collection[LaterMeasure] = (),
) -> ReportsOfOrganization:
    """What is due of the ``years`` in which the organization exists.

    Reports count from 1 January, so of a year the last period whose deadline has passed is awaited, and it is settled
    by a later one. ``accepted``: periods with values in force; ``sendings``: the latest last; ``later``: the measures
    with a deadline of their own that the organization is asked for.
    """
    overdue: list[DueReport] = []
    coming: list[DueReport] = []
    for year in years:
        settled = max((months for accepted_year, months in accepted if accepted_year == year), default=0)
        open_reports = [report for report in _of_year(rules, year, sendings, as_of) if report.months > settled]
        of_measures = list(_of_measures(rules, year, later, sendings, as_of))
        late = [report for report in open_reports if as_of > report.due][-1:]
        # A late report of the whole year has every measure in it, so none is named by itself.
        if not any(report.months == YEAR for report in late):
            late += [report for report in of_measures if as_of > report.due]
        overdue += late
        coming += [report for report in (*open_reports, *of_measures) if as_of <= report.due]
    coming.sort(key=lambda report: report.due)
    return ReportsOfOrganization(tuple(reversed(overdue)), tuple(coming), tuple(_returned(sendings)))


def _of_year(rules: Rules, year: int, sendings: Collection[Sending], as_of: date) -> Iterator[DueReport]:
    """The periods with a deadline, from the first on, as if none had been accepted."""
    for months in sorted(int(each) for each in rules.deadlines["months"]):
        last = due(rules, year, months)
        if last is not None:
            yield DueReport(year, months, last, _state(year, months, sendings, as_of > last))


def _of_measures(
    rules: Rules, year: int, later: Collection[LaterMeasure], sendings: Collection[Sending], as_of: date
) -> Iterator[DueReport]:
    """The measures that are to be given for the whole year on a day of their own and were not."""
    for measure in later:
        if year not in measure.complete:
            last = reporting_date(rules, year, YEAR, measure.report_due)
            yield DueReport(year, YEAR, last, _state(year, YEAR, sendings, as_of > last), measure.subject)


def _state(year: int, months: int, sendings: Collection[Sending], passed: bool) -> str:
    """What was sent for a period and waits or was returned; else whether its deadline has passed."""
    states = {sending.state for sending in sendings if (year, months) in sending.periods}
    return next((state for state in ("waiting", "returned") if state in states), "overdue" if passed else "not_sent")


def _returned(sendings: Collection[Sending]) -> Iterator[Sending]:
    """Returned reports of which a period was not sent again, the latest first."""
    again: set[Period] = set()
    for sending in sorted(sendings, key=lambda each: each.number, reverse=True):
        if sending.state == "returned" and not sending.periods <= again:
            yield sending
        if sending.state != "withdrawn":
            again |= sending.periods
