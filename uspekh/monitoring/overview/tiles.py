"""Each indicator of the selected year in a few words, with its years for a small line."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.gaps import say_gap
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.edition_remarks import say_changed_target
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.rules import HIDDEN
from uspekh.russian.format import NO_DATA, missing, or_hidden, with_unit
from uspekh.words import NOTHING, PLAN_KINDS, YEAR_PLAN, flag_label, part_of


@dataclass(frozen=True)
class IndicatorYear:
    """Plan and fact of one year in the unit of the indicator, ``None`` where there is none."""

    year: int
    plan: float | None
    fact: float | None
    complete: bool


@dataclass(frozen=True)
class IndicatorSummary:
    """One indicator of the selected year in words: a tile, a slide or a line of a document.

    ``plan``: the one that is due, with the year's plan where it is another; ``state``: flag or why there is none
    (``counts.states_of``), ``label`` its words; ``gap``: how many people are short or over; ``coverage``: who
    reported; ``changed``: that a later edition of the passport changed the plan, mostly empty.
    """

    measure: str
    subject: str
    title: str
    unit: str
    year: int
    fact: str
    plan: str
    state: str
    label: str
    complete: bool
    gap: str
    coverage: str
    changed: str
    years: tuple[IndicatorYear, ...]


def summarize_indicators(figures: Figures) -> tuple[IndicatorSummary, ...]:
    """Every indicator of the selected year, in the order of the passport."""
    rows = of_year(subjects(figures), figures)
    rows = rows[rows["subject_kind"] == "indicator"]
    rows = rows.assign(state=states_of(rows))
    return tuple(_summarize(figures, row) for _, row in rows.iterrows())


def _summarize(figures: Figures, row: pd.Series) -> IndicatorSummary:
    state, complete = str(row["state"]), bool(row["complete"])
    label = flag_label(state, figures.rules.flag_labels, complete=complete)
    return IndicatorSummary(
        measure=str(row["measure"]),
        subject=str(row["subject"]),
        title=figures.plan.short_title("indicator", str(row["subject"])),
        unit=str(row["unit"]),
        year=int(row["year"]),
        fact=say_fact(figures, row),
        plan=_say_plan(row),
        state=state,
        label=label,
        complete=complete,
        gap=say_gap(row, people_only=True),
        coverage=_say_coverage(row),
        changed=say_changed_target(figures.plan, row),
        years=_years(figures, str(row["measure"])),
    )


def say_fact(figures: Figures, row: pd.Series) -> str:
    """The fact of a row of ``subjects`` with its unit, never rounded across its plan or a bound of its flag."""
    text = with_unit(row["fact"], row["unit"], bounds=fact_bounds(row, figures.rules))
    return or_hidden(text, row["flag"] == HIDDEN)


def say_due_plan(row: pd.Series) -> str:
    """The plan that is due with its unit; a dash where there is none."""
    text = with_unit(row["due_plan"], row["unit"])
    return NOTHING if text == NO_DATA else text


def _say_plan(row: pd.Series) -> str:
    """«план 80 %», «ориентир 73,8 %», «план 1 417 чел., план года 1 650 чел.»."""
    word = PLAN_KINDS[GUIDE] if row["plan_kind"] == GUIDE else "план"
    year = ""
    if not missing(row["plan"]) and row["plan"] != row["due_plan"]:
        year = f", {YEAR_PLAN} {with_unit(row['plan'], row['unit'])}"
    return f"{word} {say_due_plan(row)}{year}"


def _say_coverage(row: pd.Series) -> str:
    if row["basis"] == "municipality":
        return "значение муниципалитета"
    if not row["complete"] and row["reported"] >= row["expected"] and not missing(row["fact"]):
        return "не все сдали прежние годы"
    return f"сдали {part_of(row['reported'], row['expected'])}"


def _years(figures: Figures, measure: str) -> tuple[IndicatorYear, ...]:
    rows = figures.measures[figures.measures["measure"] == measure].sort_values("year")
    return tuple(
        IndicatorYear(int(row["year"]), _or_none(row["plan"]), _or_none(row["fact"]), bool(row["complete"]))
        for _, row in rows.iterrows()
    )


def _or_none(value: float) -> float | None:
    return None if missing(value) else float(value)
