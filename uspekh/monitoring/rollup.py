"""One indicator over several projects: sums of what the projects gave, never a mean of their percentages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from uspekh.monitoring.explaining.missing_reports import missing_reports
from uspekh.monitoring.figures import Figures, figures
from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.periods.period import choose_period
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.reported import Reported
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.plan import Plan
from uspekh.russian.format import missing


@dataclass(frozen=True)
class Source:
    """What the parts of a project are worked out of. ``codes``: shared code by measure."""

    project: str
    plan: Plan
    rules: Rules
    reported: Reported
    roster: Organizations
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """What a project gives to an indicator that it shares with others.

    ``numerator`` and ``denominator`` of a share; ``fact`` of any other kind of figure; all missing without data.
    ``not_sent``: whose reports are lacking, in words.
    """

    project: str
    subject: str
    kind: str
    unit: str
    numerator: float | None
    denominator: float | None
    fact: float | None
    complete: bool
    not_sent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Total:
    """An indicator over the projects. ``fact`` is of ``reported`` alone; ``without_data``: codes of the projects that
    gave nothing. ``unlike``: those whose figure is of another kind or unit, which is never added.
    """

    code: str
    unit: str
    fact: float | None
    complete: bool
    reported: tuple[Part, ...]
    without_data: tuple[Part, ...]
    unlike: tuple[Part, ...]


def measure_parts(source: Source, year: int, as_of: date) -> Iterator[tuple[str, Part]]:
    """The shared codes of a project with what it gives to each in a year; nothing in a year that is not of its own."""
    if not source.codes or year not in source.plan.years:
        return
    period = choose_period(source.reported.coverage(year), source.rules, year, as_of)
    selection = Selection(year, as_of, period.months, (), period.chosen)
    computed = figures(source.plan, source.rules, source.reported, source.roster, selection)
    measures = set(source.plan["measures"]["id"])
    for measure, code in source.codes.items():
        if measure in measures:
            yield code, _measure_part(computed, source.project, measure)


def _measure_part(computed: Figures, project: str, measure: str) -> Part:
    rows, year = computed.measures, computed.selection.year
    row = rows[(rows["measure"] == measure) & (rows["year"] == year)].iloc[0]
    numbers = {name: None if missing(row[name]) else float(row[name]) for name in ("numerator", "denominator", "fact")}
    lacking = tuple(each.say() for each in missing_reports(computed, measure, year))
    kind, subject = str(row["formula"]), str(row["subject"])
    return Part(project, subject, kind, str(row["unit"]), **numbers, complete=bool(row["complete"]), not_sent=lacking)


def roll_up(code: str, parts: Iterable[Part]) -> Total:
    """The indicator of a shared code over its parts: a share as 100 · Σ numerators / Σ denominators, a count as a sum.

    Only parts of the same kind and unit as the first one are added. A growth has no sum, so it has no total.
    """
    every = list(parts)
    first = every[0]
    same_kind = [part for part in every if (part.kind, part.unit) == (first.kind, first.unit)]
    with_data = [part for part in same_kind if part.fact is not None]
    return Total(
        code,
        first.unit,
        _total(with_data),
        complete=len(with_data) == len(every) and all(part.complete for part in with_data),
        reported=tuple(with_data),
        without_data=tuple(part for part in same_kind if part.fact is None),
        unlike=tuple(part for part in every if part not in same_kind),
    )


def _total(with_data: list[Part]) -> float | None:
    if not with_data:
        return None
    formula = FORMULAS[with_data[0].kind]
    if formula.compares_years:
        return None
    if formula.needs_denominator:
        whole = sum(part.denominator or 0 for part in with_data)
        return formula.scale * sum(part.numerator or 0 for part in with_data) / whole if whole else None
    return sum(part.fact or 0 for part in with_data)
