"""How many are in which state in the selected year: one count of each kind for every screen, command and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.monitoring.execution.budget import funded
from uspekh.monitoring.execution.milestones import items_of_year
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.subjects import list_unmeasured, subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.results import CONTROLLED
from uspekh.monitoring.rules import FLAGS, HIDDEN, STATUSES
from uspekh.words import (
    ABOVE_GUIDE,
    AT_GUIDE,
    BELOW_GUIDE,
    GUIDE_SIGNS,
    JUDGED,
    NO_PLAN,
    NOT_ASKED,
    NOT_THIS_YEAR,
    SUBJECTS_PLURAL,
    UNJUDGED,
    UNMEASURED,
)

INDICATORS, RESULTS, BUDGET, ITEMS = "indicators", "results", "budget", "items"
_STATES = (*FLAGS, HIDDEN, *GUIDE_SIGNS, NOT_THIS_YEAR, UNJUDGED, NO_PLAN, NOT_ASKED, UNMEASURED)


@dataclass(frozen=True)
class Counts:
    """``scope``: what is counted, in words; ``states``: how many are in each state that occurs, in a fixed order."""

    scope: str
    states: Mapping[str, int]

    def of(self, state: str) -> int:
        """How many are in a state."""
        return self.states.get(state, 0)


def state_counts(figures: Figures) -> dict[str, Counts]:
    """Indicators, results, lines of the budget and plan items of the selected year by state.

    An indicator of which the plan does not say how it is counted is there too (``UNMEASURED``).
    """
    rows, year = of_year(subjects(figures), figures), figures.selection.year
    indicators, results = (rows[rows["subject_kind"] == kind] for kind in ("indicator", "result"))
    of_indicators = pd.concat([states_of(indicators), pd.Series(UNMEASURED, list_unmeasured(figures), dtype="str")])
    return {
        INDICATORS: Counts(SUBJECTS_PLURAL["indicator"], _counted(of_indicators, _STATES)),
        RESULTS: Counts(SUBJECTS_PLURAL["result"], _counted(states_of(results), _STATES)),
        BUDGET: budget_counts(figures),
        ITEMS: item_counts(items_of_year(figures.milestones, year), year),
    }


def count_incomplete(figures: Figures) -> dict[str, int]:
    """How many indicators of the selected year have each flag of a fact by incomplete data: those drawn hollow."""
    rows = of_year(subjects(figures), figures)
    rows = rows[(rows["subject_kind"] == "indicator") & ~rows["complete"]]
    return _counted(rows["flag"], JUDGED)


def budget_counts(figures: Figures) -> Counts:
    """Lines of the budget with money in the selected year, each source of a line apart."""
    rows = funded(of_year(figures.budget, figures))
    return Counts(
        "Строки бюджета с деньгами, по источникам", _counted(rows["flag"].fillna(UNJUDGED), (*FLAGS, UNJUDGED))
    )


def item_counts(rows: pd.DataFrame, year: int | None) -> Counts:
    """Plan items by status; ``rows``: of ``milestones.items_of_year`` of the year, without one those of all years."""
    scope = f"{year} года и просроченные прежних лет" if year else "всех лет проекта"
    return Counts(f"Пункты плана {scope}", _counted(rows["flag"], STATUSES))


def states_of(rows: pd.DataFrame) -> pd.Series:
    """The state of each row of a frame of figures: its flag, else why it has none.

    ``rows``: ``flag``, ``plan`` and, where results are among them, ``basis_kind``; of measures ``expected`` and
    ``fact``, by which nobody was to give it; where organizations are, ``plan_kind`` and ``deviation``, which say on
    what side of its guide a fact is.
    """
    states = np.where(rows["plan"].isna(), NO_PLAN, UNJUDGED).astype(object)
    if {"expected", "fact"} <= set(rows):
        states[_true(rows["expected"].eq(0) & rows["fact"].isna() & rows["plan"].isna())] = NOT_ASKED
    if "basis_kind" in rows:
        states[_true(rows["basis_kind"] == CONTROLLED)] = NOT_THIS_YEAR
    if {"plan_kind", "deviation"} <= set(rows):
        compared = _true(rows["plan_kind"] == GUIDE)
        if "exceeds_whole" in rows:
            # Of children who were counted twice nobody knows on what side of a guide they are.
            compared = compared & ~_true(rows["exceeds_whole"])
        deviation = rows["deviation"].to_numpy("float64", na_value=np.nan)
        for side, holds in ((ABOVE_GUIDE, deviation > 0), (AT_GUIDE, deviation == 0), (BELOW_GUIDE, deviation < 0)):
            states[compared & holds] = side
    flag = rows["flag"]
    return pd.Series(np.where(flag.notna(), flag, states), rows.index, dtype=flag.dtype)


def _true(column: pd.Series) -> np.ndarray:
    """Where a column says yes; what is missing does not."""
    yes: np.ndarray = column.to_numpy(bool, na_value=False)
    return yes


def _counted(states: pd.Series, order: Sequence[str]) -> dict[str, int]:
    counts = states.value_counts()
    return {state: int(counts[state]) for state in order if state in counts}
