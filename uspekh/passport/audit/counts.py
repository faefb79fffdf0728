"""A result against the indicator it serves: one target for one count."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.passport.audit import places
from uspekh.passport.audit.figures import kind, whole
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.plan import Plan
from uspekh.russian.format import with_unit

Series = dict[int, object]


def one_target_two_counts(plan: Plan) -> Iterator[Finding]:
    """A result and its indicator with equal targets in every year, though they are counted from different columns."""
    for result, indicator, mine, theirs in _linked_series(plan):
        if not _same_count(plan, result, indicator) and mine and mine == theirs:
            yield Finding(
                "one_target_two_counts",
                "breaks",
                f"Результат {result} и показатель {indicator} считают разное, а плановые значения у них одни и те же.",
                _series_places(plan, result, indicator, mine),
                "Одно и то же число не может быть планом двух разных подсчётов.",
                "Уточнить, что считается, и развести плановые значения.",
            )


def result_and_indicator_differ(plan: Plan) -> Iterator[Finding]:
    """A result and its indicator counted from the same columns, with different targets in some year."""
    for result, indicator, mine, theirs in _linked_series(plan):
        years = [year for year in mine if year in theirs and mine[year] != theirs[year]]
        if years and _same_count(plan, result, indicator):
            yield Finding(
                "result_and_indicator_differ",
                "breaks",
                f"Результат {result} и показатель {indicator}: разный план на {', '.join(map(str, years))}.",
                _series_places(plan, result, indicator, mine),
                "План одного и того же числа определён дважды.",
                "Привести к одному значению.",
            )


def _linked_series(plan: Plan) -> Iterator[tuple[str, str, Series, Series]]:
    units = plan["indicators"].set_index("id")["unit"]
    for link in plan["links"].query("kind == 'indicator'").itertuples():
        unit = units[link.target]
        theirs = plan["indicator_targets"].query("indicator == @link.target")
        mine = plan["result_targets"].query("result == @link.result")
        mine = mine[mine["unit"].map(kind) == kind(unit)]
        yield link.result, link.target, _series(mine), _series(theirs.assign(unit=unit))


def _series(rows: pd.DataFrame) -> Series:
    return {row.year: whole(row.target, row.unit) for row in rows.itertuples()}


def _same_count(plan: Plan, result: str, indicator: str) -> bool:
    return bool(_counts(plan, "result", result) & _counts(plan, "indicator", indicator))


def _counts(plan: Plan, subject_kind: str, subject: str) -> set[tuple[str, str]]:
    rows = plan["measures"].query("subject_kind == @subject_kind and subject == @subject")
    return set(zip(rows["numerator"], rows["denominator"], strict=True))


def _series_places(plan: Plan, result: str, indicator: str, mine: Series) -> tuple[Place, ...]:
    theirs = plan["indicator_targets"].query("indicator == @indicator")
    unit = plan["indicators"].set_index("id").loc[indicator, "unit"]
    shown = "; ".join(f"{row.year}: {with_unit(row.target, unit)}" for row in theirs.itertuples())
    return (
        places.result(result, "; ".join(f"{year}: {value:f}" for year, value in mine.items())),
        places.indicator(indicator, shown),
    )
