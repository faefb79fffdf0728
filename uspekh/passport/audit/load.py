"""Section 5: what a person's roles take together, in all and in the busiest year."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.passport.audit import places
from uspekh.passport.audit.family import linked, years_under_way
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, percent

FULL_TIME = 100


def overload(plan: Plan) -> Iterator[Finding]:
    """A person whose roles together take over 100 %; worse where they do so within one year."""
    rows = plan["participants"].merge(plan["people"], left_on="person", right_on="spelling", suffixes=("", "_known"))
    under_way = _years_by_row(plan)
    for person, mine in rows[~rows["collective"]].sort_values("row").groupby("person_known", sort=False):
        total = mine["workload"].sum()
        if total > FULL_TIME:
            year, busiest = _busiest(mine, under_way, plan.years)
            yield Finding(
                "overload",
                "breaks" if busiest > FULL_TIME else "local",
                f"{person}: занятость {' + '.join(map(number, mine['workload']))} = {percent(total)} по всем ролям; "
                f"больше всего в одном году — {percent(busiest)} ({year}, по срокам плана мероприятий).",
                tuple(
                    places.participant(row.row, f"{row.person}, {row.role}: {percent(row.workload)}")
                    for row in mine.itertuples()
                ),
                "Человек не может отдать проекту больше всего рабочего времени.",
                "Снизить занятость или передать часть ролей.",
            )


def _busiest(rows: pd.DataFrame, under_way: dict[int, set[int]], years: tuple[int, ...]) -> tuple[int, float]:
    loads = {year: sum(r.workload for r in rows.itertuples() if year in under_way[r.row]) for year in years}
    year = max(loads, key=lambda year: loads[year])
    return year, loads[year]


def _years_by_row(plan: Plan) -> dict[int, set[int]]:
    """Years of a row's results by annex 1; every year for a row with no result or no plan items."""
    items = {item.item: item for item in plan["plan_items"].itertuples()}
    years: dict[int, set[int]] = {}
    for link in plan["links"].query("kind == 'participant'").itertuples():
        for name in linked(plan, link.result, "plan_item"):
            years.setdefault(int(link.target), set()).update(years_under_way(plan, items[name]))
    return {row: years.get(row) or set(plan.years) for row in plan["participants"]["row"]}
