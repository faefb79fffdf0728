"""One indicator over several projects: sums of what the projects gave, never a mean of their percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.explaining.missing_reports import missing_reports
from uspekh.monitoring.figures import Figures, figures
from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.periods.period import choose_period
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.sensitive import read_sensitive
from uspekh.monitoring.values.reported import Reported
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.plan import Plan
from uspekh.russian.format import NO_DATA, missing
from uspekh.russian.names import list_briefly
from uspekh.russian.periods import YEAR, period_name
from uspekh.words import NO_SUM, SENSITIVE


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
    """What a project gives to an indicator that it shares with others, at a period of ``months``.

    ``numerator`` and ``denominator`` of a share; ``fact`` of any other kind of figure; all missing without data, and
    of a measure with a sensitive count (``sensitive``), which is in no roll-up.
    ``flag``: of the project against its own plan, empty where there is none; ``bounds``: what its figure must not seem
    to reach (``monitoring.bounds``); ``reported`` of the ``expected`` organizations gave it; ``not_sent``: whose
    reports are lacking, in words.
    """

    project: str
    subject: str
    title: str
    kind: str
    unit: str
    numerator: float | None
    denominator: float | None
    fact: float | None
    complete: bool
    months: int = YEAR
    flag: str = ""
    bounds: tuple[float, ...] = ()
    reported: int = 0
    expected: int = 0
    sensitive: bool = False
    not_sent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Total:
    """An indicator over the projects. ``fact`` is of those in ``with_data`` alone; ``without_data`` gave nothing.

    ``unlike``: those whose figure is of another kind or unit, which is never added; ``sensitive``: those whose figure
    is of a sensitive count. ``title``: as most projects call it; ``reported`` of the ``expected`` organizations gave
    what is summed.
    """

    code: str
    title: str
    unit: str
    fact: float | None
    complete: bool
    reported: int
    expected: int
    with_data: tuple[Part, ...]
    without_data: tuple[Part, ...]
    unlike: tuple[Part, ...]
    sensitive: tuple[Part, ...]

    @property
    def parts(self) -> dict[str, Part]:
        """What each project gives, by project."""
        every = (*self.with_data, *self.without_data, *self.unlike, *self.sensitive)
        return {part.project: part for part in every}

    @property
    def absences(self) -> dict[str, str]:
        """Why a project gives nothing to the sum (``words.NO_SUM``), by project."""
        groups = {"no_data": self.without_data, "unlike": self.unlike, SENSITIVE: self.sensitive}
        return {part.project: reason for reason, parts in groups.items() for part in parts}

    @property
    def no_fact(self) -> str:
        """Why there is no sum, in words."""
        if self.with_data:
            return NO_SUM["no_total"]
        return next((NO_SUM[reason] for reason in ("no_data", SENSITIVE) if reason in self.absences.values()), NO_DATA)


def measure_parts(source: Source, year: int, as_of: date) -> Iterator[tuple[str, Part]]:
    """The shared codes of a project with what it gives to each in a year; nothing in a year that is not of its own."""
    if not source.codes or year not in source.plan.years:
        return
    period = choose_period(source.reported.coverage(year), source.rules, year, as_of)
    selection = Selection(year, as_of, period.months, (), period.chosen)
    computed = figures(source.plan, source.rules, source.reported, source.roster, selection)
    measures, sensitive = set(source.plan["measures"]["id"]), read_sensitive(source.plan).measure_ids
    for measure, code in source.codes.items():
        if measure in measures:
            part = _measure_part(computed, source.project, measure)
            yield code, _withheld(part) if measure in sensitive else part


def _measure_part(computed: Figures, project: str, measure: str) -> Part:
    rows, selection = computed.measures, computed.selection
    row = rows[(rows["measure"] == measure) & (rows["year"] == selection.year)].iloc[0]
    kind, subject = str(row["formula"]), str(row["subject"])
    return Part(
        project,
        subject,
        computed.plan.short_title(str(row["subject_kind"]), subject),
        kind,
        str(row["unit"]),
        numerator=None if missing(row["numerator"]) else float(row["numerator"]),
        denominator=None if missing(row["denominator"]) else float(row["denominator"]),
        fact=None if missing(row["fact"]) else float(row["fact"]),
        complete=bool(row["complete"]),
        months=selection.months,
        flag="" if missing(row["flag"]) else str(row["flag"]),
        bounds=fact_bounds(row, computed.rules),
        reported=int(row["reported"]),
        expected=int(row["expected"]),
        not_sent=tuple(each.say() for each in missing_reports(computed, measure, selection.year)),
    )


def _withheld(part: Part) -> Part:
    """A sum over towns, less the towns that publish theirs, would be a town's count: sensitive ones are not summed."""
    return Part(
        part.project, part.subject, part.title, part.kind, part.unit, None, None, None, complete=False, sensitive=True
    )


def roll_up(code: str, parts: Iterable[Part]) -> Total:
    """The indicator of a shared code over its parts: a share as 100 · Σ numerators / Σ denominators, a count as a sum.

    Only parts of the kind and unit that most have are added. A growth has no sum, so it has no total. Parts of
    different periods are added, and the total is incomplete.
    """
    every = list(parts)
    (kind, unit), _ = Counter((part.kind, part.unit) for part in every).most_common(1)[0]
    title = Counter(part.title for part in every).most_common(1)[0][0]
    summed = [part for part in every if (part.kind, part.unit) == (kind, unit) and not part.sensitive]
    with_data = [part for part in summed if part.fact is not None]
    one_period = len({part.months for part in with_data}) == 1
    return Total(
        code,
        title,
        unit,
        _total(with_data),
        complete=one_period and len(with_data) == len(every) and all(part.complete for part in with_data),
        reported=sum(part.reported for part in summed),
        expected=sum(part.expected for part in summed),
        with_data=tuple(with_data),
        without_data=tuple(part for part in summed if part.fact is None),
        unlike=tuple(part for part in every if (part.kind, part.unit) != (kind, unit) and not part.sensitive),
        sensitive=tuple(part for part in every if part.sensitive),
    )


def roll_up_all(parts: Iterable[tuple[str, Part]]) -> list[Total]:
    """The totals of all shared codes, by code, of parts with their codes."""
    by_code: dict[str, list[Part]] = {}
    for code, part in parts:
        by_code.setdefault(code, []).append(part)
    return [roll_up(code, by_code[code]) for code in sorted(by_code)]


def say_absences(totals: Sequence[Total], most: int | None = None) -> list[str]:
    """«Нет данных: город Озёрск, город Заречье (Охват)», a sentence for each reason; at most so many names in each.

    The indicators are named where others of the project are there; of sensitive ones they alone.
    """
    shared = Counter(project for total in totals for project, part in total.parts.items() if not part.sensitive)
    sentences = []
    for reason in NO_SUM:
        titles: dict[str, list[str]] = {}
        for total in totals:
            for project in (each for each, why in total.absences.items() if why == reason):
                titles.setdefault(project, []).append(total.title)
        named = [
            project if len(of_project) == shared[project] else f"{project} ({', '.join(of_project)})"
            for project, of_project in titles.items()
        ]
        if reason == SENSITIVE:
            named = list(dict.fromkeys(title for of_project in titles.values() for title in of_project))
        if named:
            sentences.append(f"{NO_SUM[reason].capitalize()}: {list_briefly(named, most or len(named))}.")
    return sentences


def say_periods(totals: Iterable[Total]) -> str:
    """Whose figures are of a part of the year: «За 9 месяцев: город Озёрск»; empty where all are of the year."""
    projects: dict[int, dict[str, None]] = {}
    for part in (part for total in totals for part in total.with_data if part.months != YEAR):
        projects.setdefault(part.months, {})[part.project] = None
    return " ".join(f"За {period_name(months)}: {', '.join(names)}." for months, names in sorted(projects.items()))


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
