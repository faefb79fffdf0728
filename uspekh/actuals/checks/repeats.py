"""Last year's report sent again, and totals since the project's start where the year's own numbers are asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, amount, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.passport.formulas import which
from uspekh.russian.periods import YEAR, period_name

SAME_LEAST, TELLING_LEAST = 3, 2
YEARS_LEAST = 3
LEAST = 20
TELLING = 10
_SERIES = ["subject", "field"]


def find_repeated_reports(evidence: Evidence) -> Iterator[Problem]:
    """All headcounts of a row equal last year's: at least three, two of them ten or more and no contingents."""
    people = evidence.headcounts
    people = people[~people["stored"] & people["last"].notna()]
    row = ["report", "sheet"]
    people = people.assign(
        changed=people["number"] != people["last"],
        telling=(people["number"] >= TELLING) & ~people["field"].isin(evidence.wholes),
    )
    rows = people.groupby(row)
    same = ~rows["changed"].transform("any") & (rows["at"].transform("size") >= SAME_LEAST)
    first = people[same & (rows["telling"].transform("sum") >= TELLING_LEAST)].drop_duplicates(row)
    for value, last in evidence.pairs_at(first["at"], first["last_at"]):
        message = (
            f"Все значения строки те же, что за {last.year} год: здесь {amount(value)}, там {amount(last)} "
            f"({cell_reference(last, value.sheet)}). Проверьте, не переслан ли прошлогодний отчёт."
        )
        yield problem_at(value, "suspect.same", message)


def find_carried_over(evidence: Evidence) -> Iterator[Problem]:
    """The first half of a year already holds all of the year before, where only the year's own people are asked."""
    people = _counted_by_year(evidence)
    years = people[(people["months"] == YEAR) & (people["number"] >= LEAST)]
    years = years[[*_SERIES, "year", "number", "at"]].assign(year=years["year"] + 1)
    begun = people[(people["months"] <= YEAR // 2) & ~people["stored"]]
    begun = begun.merge(years, on=[*_SERIES, "year"], suffixes=("", "_year"))
    # One remark for an organization, a field and a year, however many periods of it are given.
    carried = begun[begun["number"] >= begun["number_year"]].drop_duplicates([*_SERIES, "year"])
    for value, whole in evidence.pairs_at(carried["at"], carried["at_year"]):
        message = (
            f"Уже за {period_name(value.months)} не меньше, чем за весь {whole.year} год: {amount(value)} и "
            f"{amount(whole)} ({cell_reference(whole, value.sheet)}). Похоже на итог с начала проекта: нужны только "
            "дети этого года."
        )
        yield problem_at(value, "suspect.cumulative", message)


def find_growing_totals(evidence: Evidence) -> Iterator[Problem]:
    """From the project's first year each value is about the last one and as much again as a year gives."""
    people, years = _counted_by_year(evidence), evidence.plan.years
    people = people[(people["months"] == YEAR) & people["year"].isin(years)]
    wide = people.pivot(index=_SERIES, columns="year", values="number").reindex(columns=years)
    grown = wide[_grows_as_total(wide.to_numpy())]
    if grown.empty:
        return
    series = people.merge(grown.index.to_frame(index=False), on=_SERIES).sort_values(["year", "at"])
    latest = series[~series["stored"]].drop_duplicates(_SERIES, keep="last")
    latest = latest.merge(series.drop_duplicates(_SERIES)[[*_SERIES, "at"]], on=_SERIES, suffixes=("", "_first"))
    for value, first in evidence.pairs_at(latest["at"], latest["at_first"]):
        message = (
            f"С {first.year} года значения растут так, будто каждый год прибавляют прошлые: {amount(first)} "
            f"({cell_reference(first, value.sheet)}) … {amount(value)}. Нужны только дети этого года."
        )
        yield problem_at(value, "suspect.cumulative", message)


def _counted_by_year(evidence: Evidence) -> pd.DataFrame:
    """Headcounts of one year each that the program itself adds up over the years."""
    measures = evidence.plan["measures"]
    fields = measures.loc[which(measures["formula"], lambda kind: kind.adds_years), "numerator"]
    return evidence.headcounts[evidence.headcounts["field"].isin(fields)]


def _grows_as_total(years: np.ndarray) -> np.ndarray:
    """Which rows grow so, unbroken from the first year; a column for each year, NaN where there is no value."""
    present, before, now = ~np.isnan(years), years[:, :-1], years[:, 1:]
    grown = (now >= before * (1 + 0.6 / np.arange(1, years.shape[1]))) | np.isnan(now)
    unbroken = present[:, :-1] | ~present[:, 1:]
    enough = (present.sum(axis=1) >= YEARS_LEAST) & (years[:, 0] >= LEAST)
    return np.asarray((grown & unbroken).all(axis=1) & enough)
