"""One organization over the years: what it gave against its plan or guide, what it has not sent, and chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uspekh.monitoring.explaining.chance import chance_limits, chance_of
from uspekh.monitoring.explaining.origins import say_guide
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.organization_matrix import (
    MatrixCell,
    MatrixMeasure,
    figures_of_organizations,
    list_measures,
    make_cells,
    rows_of_organizations,
)
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.small_counts.sensitive import read_sensitive
from uspekh.once import remembered
from uspekh.russian.format import HIDDEN, missing, with_unit
from uspekh.russian.periods import YEAR, period_name
from uspekh.words import BELOW_GUIDE, NOT_ASKED, NOTHING, PLAN_KINDS, WITHOUT_FLAG

_MISSED = ("missed", "at_risk")


@dataclass(frozen=True)
class ChanceInterval:
    """What chance alone leaves to a share in the selected year, percent: 95 % of cases lie from ``low`` to ``high``.

    ``state``: as of ``explaining.chance``; ``city``: the share of all who gave both counts; ``children``: how many
    children the organization has in the denominator.
    """

    state: str
    city: float
    low: float
    high: float
    children: int


@dataclass(frozen=True)
class MeasureLine:
    """A measure of the organization: a cell for each year of the project, and the plan of the selected one.

    ``plan``: the plan or guide of the year with its unit and the word for it; ``origin``: how a guide came, empty of
    any other plan; ``chance``: ``None`` where the measure is no share or chance is not judged.
    """

    measure: MatrixMeasure
    cells: tuple[MatrixCell, ...]
    plan: str
    origin: str
    chance: ChanceInterval | None


@dataclass(frozen=True)
class NotSent:
    """Measures that an organization was to give for a period and did not; ``last``: words of the period it gave."""

    year: int
    months: int
    measures: tuple[MatrixMeasure, ...]
    last: str

    def say(self) -> str:
        """«за 9 месяцев 2024 года: П1, П2 (последнее — I квартал)»."""
        period = f"{self.year} год" if self.months == YEAR else f"{period_name(self.months)} {self.year} года"
        last = f" (последнее — {self.last})" if self.last else ""
        return f"за {period}: {', '.join(measure.label for measure in self.measures)}{last}"


@dataclass(frozen=True)
class OrganizationCard:
    """``sentence``: how the organization stands in the selected year; ``lines``: what it is asked for or gave."""

    organization: str
    name: str
    sentence: str
    lines: tuple[MeasureLine, ...]
    not_sent: tuple[NotSent, ...]


@remembered
def make_card(figures: Figures, organization: str, *, of_itself: bool = False) -> OrganizationCard:
    """The card of an organization of the selection.

    ``of_itself``: the organization looks at itself; then nothing is said of chance where the city's share would tell of
    small counts.
    """
    lines = _lines(figures, organization, of_itself=of_itself)
    year = figures.plan.years.index(figures.selection.year)
    not_sent = _not_sent(figures, lines)
    return OrganizationCard(organization, name_of(figures, organization), _sentence(lines, year), lines, not_sent)


def name_of(figures: Figures, organization: str) -> str:
    """The short name of an organization, else its name."""
    row = figures.roster.everyone.set_index("code").loc[organization]
    return str(row["name"] if missing(row["short_name"]) else row["short_name"])


def _lines(figures: Figures, organization: str, *, of_itself: bool) -> tuple[MeasureLine, ...]:
    rows = rows_of_organizations(figures, (organization,))
    cells: dict[str, list[MatrixCell]] = {}
    for cell in make_cells(figures, rows):
        cells.setdefault(cell.measure, []).append(cell)
    intervals = _chances(figures, organization, of_itself=of_itself)
    by_measure = dict(iter(rows.groupby("measure", sort=False)))
    lines = []
    for measure in list_measures(figures):
        if all(cell.state == NOT_ASKED for cell in cells[measure.id]):
            continue
        of_measure = by_measure[measure.id]
        of_year = of_measure[of_measure["year"] == figures.selection.year].iloc[0]
        lines.append(
            MeasureLine(
                measure,
                tuple(cells[measure.id]),
                _say_plan(of_year),
                _say_origin(figures, of_year),
                intervals.get(measure.id),
            )
        )
    return tuple(lines)


def _say_plan(row: Any) -> str:
    """«68,4 %, ориентир»; «скрыто, ориентир» where the guide would tell a hidden count."""
    if missing(row["plan_kind"]):
        return NOTHING
    plan = HIDDEN if missing(row["plan"]) else with_unit(row["plan"], str(row["unit"]))
    return f"{plan}, {PLAN_KINDS[str(row['plan_kind'])]}"


def _say_origin(figures: Figures, row: Any) -> str:
    """«77 % минус 8,6 п. п. ДДТ, ДЮСШ и ДШИ»."""
    shown = row["plan_kind"] == GUIDE and not missing(row["plan"])
    return say_guide(figures, row) if shown else ""


def _chances(figures: Figures, organization: str, *, of_itself: bool) -> Mapping[str, ChanceInterval]:
    """Of each share of the selected year that chance is judged of."""
    sensitive = read_sensitive(figures.plan).measure_ids if of_itself else frozenset()
    rows = chance_of(figures_of_organizations(figures, (organization,)))
    rows = rows[(rows["organization"] == organization) & (rows["year"] == figures.selection.year)]
    rows = rows[rows["chance"].notna() & ~rows["measure"].isin(sensitive)]
    return {row.measure: _interval(row) for row in rows.itertuples()}


def _interval(row: Any) -> ChanceInterval:
    children = int(row.denominator)
    limits = chance_limits(float(row.city_share), [children]).iloc[0]
    return ChanceInterval(
        str(row.chance), 100 * float(row.city_share), limits["inner_low"], limits["inner_high"], children
    )


def _not_sent(figures: Figures, lines: Sequence[MeasureLine]) -> tuple[NotSent, ...]:
    """By year what was not given though its date has passed, the latest first."""
    missed = []
    for at, year in reversed(list(enumerate(figures.plan.years))):
        by_last: dict[str, list[MatrixMeasure]] = {}
        for line in lines:
            if line.cells[at].state == "no_data" and year <= figures.selection.year:
                by_last.setdefault(line.cells[at].late, []).append(line.measure)
        months = figures.selection.months_of(year)
        missed += [NotSent(year, months, tuple(measures), last) for last, measures in by_last.items()]
    return tuple(missed)


def _sentence(lines: Sequence[MeasureLine], year: int) -> str:
    """«сдано 8 из 9; свой план не выполнен — 1 (П1); ниже ориентира — 2 (П2, Р1.6)»."""
    cells = [(line.measure.label, line.cells[year]) for line in lines if line.cells[year].state != NOT_ASKED]
    if not cells:
        return "в этом году не запрашивается ничего"
    silent = [label for label, cell in cells if cell.state in ("no_data", "not_due")]
    parts = [f"сдано {len(cells) - len(silent)} из {len(cells)}"]
    for words, states in (("свой план не выполнен", _MISSED), (WITHOUT_FLAG[BELOW_GUIDE], (BELOW_GUIDE,))):
        labels = [label for label, cell in cells if cell.state in states]
        if labels:
            parts.append(f"{words} — {len(labels)} ({', '.join(labels)})")
    return "; ".join(parts)
