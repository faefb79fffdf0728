"""Who makes the deviation of the selected year: people short or over by organization, adding up to the city's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from uspekh.monitoring.explaining.chance import chance_of
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.shortfall import MUNICIPALITY
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.guides import NOBODY, OWN_ABOVE
from uspekh.once import remembered
from uspekh.passport.formulas import FORMULAS
from uspekh.russian.format import NBSP, missing, number
from uspekh.words import PLAN_KINDS

REASONS = {
    OWN_ABOVE: "планы организаций больше плана города",
    NOBODY: "часть плана, которая никому не поручена",
    MUNICIPALITY: "строка муниципалитета отличается от суммы по организациям",
}


@dataclass(frozen=True)
class DeviationPart:
    """``shortfall``: people missing, negative where there are more than planned; in words to what (``plan``).

    ``organization``: code, empty where the part is of nobody or of several; ``fact``, ``due_plan`` in the unit of the
    measure; ``chance`` as of ``explaining.chance``, ``None`` where it says nothing; ``state``: ``counts.states_of``;
    ``silent``: nothing was reported.
    """

    name: str
    shortfall: int
    plan: str
    organization: str = ""
    plan_kind: str | None = None
    due_plan: float | None = None
    fact: float | None = None
    chance: str | None = None
    state: str = ""
    silent: bool = False

    def say(self) -> str:
        """«не хватает 60», «сверх плана 8»: a sign before the number would be read either way."""
        if not self.shortfall:
            return f"по{NBSP}плану"
        words = f"не{NBSP}хватает" if self.shortfall > 0 else f"сверх{NBSP}плана"
        return f"{words}{NBSP}{number(abs(self.shortfall), 0)}"


@dataclass(frozen=True)
class Deviation:
    """The parts add up to ``total``, which is missing where the city has no figure: then they are what is awaited."""

    total: int | None
    parts: tuple[DeviationPart, ...]

    @property
    def longest(self) -> int:
        """People of the greatest part, one at least."""
        return max(1, *(abs(part.shortfall) for part in self.parts))


@remembered
def divide_deviation(figures: Figures, measure: str, most: int = 12) -> Deviation | None:
    """The greatest parts of the selected year first, those beyond ``most`` organizations in one.

    ``None`` where nothing is divided: a growth, nothing due yet, or where anything is hidden.
    """
    return divide_deviations(figures, [measure], most).get(measure)


def divide_deviations(figures: Figures, measures: Collection[str], most: int = 12) -> dict[str, Deviation]:
    """The same of several measures, by measure; one of which nothing is divided is not there."""
    if not measures:
        return {}
    of_measures = figures.of(measures)
    each = of_year(of_measures.organizations.assign(shortfall=of_measures.shortfalls.organizations), figures)
    frames = [of_year(frame, figures) for frame in (of_measures.shortfalls.rest, of_measures.measures)]
    frames.append(of_year(chance_of(of_measures), figures))
    divided = {}
    for measure in measures:
        rows, rest, whole, chance = (frame[frame["measure"] == measure] for frame in (each, *frames))
        if rows["shortfall"].notna().any():
            divided[measure] = _divide(figures, rows, rest, whole["shortfall"].iloc[0], chance, most)
    return divided


def say_undivided(figures: Figures, measure: str) -> str:
    """Why the deviation of a measure is not divided among organizations."""
    if FORMULAS[str(figures.definitions.set_index("id")["formula"][measure])].compares_years:
        return "Прирост складывается из долей двух лет и по организациям не делится."
    if figures.conceals(measure):
        return "Часть чисел скрыта, поэтому по организациям отклонение не показано."
    return "Значений ещё нет, делить нечего."


def _divide(
    figures: Figures, each: pd.DataFrame, rest: pd.DataFrame, total: float, chances: pd.DataFrame, most: int
) -> Deviation:
    each = each.assign(state=states_of(each))
    # Who has neither plan nor guide and adds nothing to the rest would only lengthen the list.
    each = each[each["shortfall"].notna() & (each["plan_kind"].notna() | (each["shortfall"] != 0))].sort_values(
        ["shortfall", "organization"], ascending=[False, True]
    )
    chance = chances.set_index("organization")["chance"].to_dict()
    # Whoever lacks or exceeds most stands first, also where the other side has nobody.
    first = each.loc[each["shortfall"].abs().sort_values(ascending=False, kind="stable").index[:most]]
    shown = [_of_organization(figures, row, chance) for row in each[each.index.isin(first.index)].itertuples()]
    others = each[~each.index.isin(first.index)]
    if len(others):
        shown.append(DeviationPart(f"остальные — {len(others)}", int(others["shortfall"].sum()), ""))
    nobody = (DeviationPart(REASONS[row.reason], int(row.shortfall), "") for row in rest.itertuples())
    return Deviation(None if missing(total) else int(total), (*shown, *nobody))


def _of_organization(figures: Figures, row: Any, chance: dict[str, str | None]) -> DeviationPart:
    code = str(row.organization)
    due, fact = (None if missing(value) else float(value) for value in (row.due_plan, row.fact))
    kind = None if missing(row.plan_kind) else str(row.plan_kind)
    states = chance.get(code)
    return DeviationPart(
        organization_name(figures, code),
        int(row.shortfall),
        "без плана, вклад" if kind is None else PLAN_KINDS[kind],
        code,
        kind,
        due,
        fact,
        None if missing(states) else states,
        str(row.state),
        silent=missing(row.numerator),
    )


def organization_name(figures: Figures, code: str) -> str:
    """The short name of an organization, its full one where it has none."""
    return _names(figures)[code]


@remembered
def _names(figures: Figures) -> dict[str, str]:
    everyone = figures.roster.everyone
    return dict(zip(everyone["code"], everyone["short_name"].fillna(everyone["name"]), strict=True))


@remembered
def list_worst(figures: Figures, measure: str, kind: str) -> list[str]:
    """Names of the organizations that are short of a plan of this kind («own», «guide»), the most people first."""
    of_measure = figures.of([measure])
    each = of_year(of_measure.organizations.assign(shortfall=of_measure.shortfalls.organizations), figures)
    rows = each[(each["deviation"] < 0) & (each["plan_kind"] == kind)]
    rows = rows.sort_values(["shortfall", "organization"], ascending=[False, True])
    return [organization_name(figures, code) for code in rows["organization"]]
