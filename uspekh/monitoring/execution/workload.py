"""Load of the participants (section 5): per person by year and in sum, and by result.

A row names its share of working time for one role and task. The document gives it no dates: a task is under way in
the years of the plan items of its results; a row without dated results counts in every year of the project.
"""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.execution.links import item_results, participant_results
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import occurrences
from uspekh.russian.format import missing, number, percent

FULL = 100


def tasks(plan: Plan) -> pd.DataFrame:
    """Rows of section 5 with ``spelling`` (as printed), ``person`` and ``collective`` of the directory.

    ``results``: tuple of ids the row is linked to; ``place`` of the first of them in the plan, 0 without one;
    ``years``: tuple of the years in which its task is under way; ``dated``: whether the plan of measures says which.
    """
    frame = plan["participants"].rename(columns={"person": "spelling"})
    frame = frame.merge(plan["people"], how="left", on="spelling")
    by_row, by_result = participant_results(plan), result_years(plan)
    results = [by_row.get(row, ()) for row in frame["row"]]
    years = [sorted({year for result in linked for year in by_result.get(result, ())}) for linked in results]
    order = {result: at for at, result in enumerate(plan["results"]["id"], start=1)}
    return frame.assign(
        place=[order[linked[0]] if linked else 0 for linked in results],
        results=results,
        years=[tuple(of_task) or plan.years for of_task in years],
        dated=[bool(of_task) for of_task in years],
    )


def result_years(plan: Plan) -> dict[str, tuple[int, ...]]:
    """Years of the project in which any plan item of a result is under way, recurrences included."""
    belongs = item_results(plan)
    under_way: dict[str, set[int]] = {}
    for row in occurrences(plan).itertuples():
        first = row.due.year if missing(row.start) else row.start.year
        for result in belongs[row.item]:
            under_way.setdefault(result, set()).update(range(first, row.due.year + 1))
    return {result: tuple(year for year in plan.years if year in years) for result, years in under_way.items()}


def by_year(rows: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """One row per person and year: ``person, year, workload`` (percent), ``arithmetic``; persons by their load in sum.

    ``rows``: of ``tasks``; collective ones are left out here and below. A year without a task is a load of zero.
    """
    grouped = _single(rows).explode("years").groupby(["person", "years"])["workload"]
    every = pd.MultiIndex.from_product([in_sum(rows)["person"], years], names=["person", "year"])
    frame = pd.DataFrame({"workload": grouped.sum(), "arithmetic": grouped.apply(arithmetic)}).reindex(every)
    return frame.fillna({"workload": 0.0, "arithmetic": percent(0)}).reset_index()


def in_sum(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per person: ``person, workload, arithmetic`` over all rows of the document, the greatest first."""
    grouped = _single(rows).groupby("person", sort=False)["workload"]
    frame = pd.DataFrame({"workload": grouped.sum(), "arithmetic": grouped.apply(arithmetic)}).reset_index()
    return frame.sort_values("workload", ascending=False, kind="stable", ignore_index=True)


def arithmetic(parts: pd.Series) -> str:
    """«10 + 10 + 5 = 25 %»."""
    if len(parts) == 1:
        return percent(parts.iloc[0])
    return f"{' + '.join(number(part) for part in parts)} = {percent(parts.sum())}"


def _single(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["collective"]]
