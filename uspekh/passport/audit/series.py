"""Yearly targets of indicators and results: growth, populations they imply, words that repeat them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from uspekh.passport.audit import places
from uspekh.passport.audit.figures import PEOPLE, PERCENT, kind, stated, whole
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, percent, with_unit

POPULATION_SPREAD = 0.05
"""Share by which a population may move over the years before its figures are doubted: our own."""
_COLUMNS = ["subject_kind", "subject", "unit", "year", "target"]


def target_falls(plan: Plan) -> Iterator[Finding]:
    """A target worse than that of the year before (or than the base) in a series that should improve."""
    for (subject_kind, subject, unit), series in _series(plan).groupby(["subject_kind", "subject", "unit"], sort=False):
        sign = _sign(plan, subject_kind, subject, unit)
        points = list(zip(series["year"], series["target"], strict=True))
        for (year, before), (next_year, after) in pairwise(points):
            if (after - before) * sign < 0:
                place = places.indicator if subject_kind == "indicator" else places.result
                figures = [
                    f"{'база' if y == 0 else y}: {with_unit(v, unit)}" for y, v in ((year, before), (next_year, after))
                ]
                yield Finding(
                    "target_falls",
                    "breaks",
                    f"{subject}: плановое значение ухудшается — {figures[0]}, {figures[1]}.",
                    (place(subject, figures[0]), place(subject, figures[1])),
                    "Ряд должен улучшаться из года в год; при таком плане шаг назад считается выполнением.",
                    "Проверить, не переставлены ли значения годов.",
                )


def implied_population(plan: Plan) -> Iterator[Finding]:
    """Share and headcount of one result and year whose quotient moves more than a population does."""
    targets = plan["result_targets"]
    shares = targets[(targets["unit"] == PERCENT) & (targets["target"] > 0)]
    both = shares.merge(targets[targets["unit"].map(kind) == PEOPLE], on=["result", "year"])
    for result, rows in both.groupby("result", sort=False):
        people = [float(whole(value, unit)) for value, unit in zip(rows["target_y"], rows["unit_y"], strict=True)]
        implied = [count / share * 100 for count, share in zip(people, rows["target_x"], strict=True)]
        if max(implied) > min(implied) * (1 + POPULATION_SPREAD):
            quotes = [
                f"{year}: {with_unit(count, PEOPLE)} / {percent(share)} = {number(total, 0)}"
                for year, count, share, total in zip(rows["year"], people, rows["target_x"], implied, strict=True)
            ]
            yield Finding(
                "implied_population",
                "breaks",
                f"Результат {result}: из процента и числа людей выходит от {number(min(implied), 0)} до "
                f"{number(max(implied), 0)} чел., разница {percent((max(implied) / min(implied) - 1) * 100)}.",
                tuple(places.result(str(result), quote) for quote in quotes),
                "Процент и число людей не могут быть выполнены вместе: у них разная численность.",
                "Оставить один плановый показатель или указать численность, от которой взят процент.",
            )


def wording_differs_from_target(plan: Plan) -> Iterator[Finding]:
    """A share or headcount in the title or characteristic of a result that no target of it repeats."""
    known = _series(plan)
    for result in plan["results"].itertuples():
        linked = plan["links"].query("result == @result.id and kind == 'indicator'")["target"]
        mine = known[(known["subject_kind"] == "result") & (known["subject"] == result.id)]
        theirs = known[(known["subject_kind"] == "indicator") & known["subject"].isin(linked)]
        for text in (result.title, result.characteristic):
            for written, unit, value in stated(text):
                yield from _unlike(result.id, written, value, _of_kind(mine, unit) or _of_kind(theirs, unit))


def _unlike(result: str, written: str, value: object, targets: dict[object, str]) -> Iterator[Finding]:
    if targets and value not in targets:
        last = list(targets.values())[-1]
        yield Finding(
            "wording_differs_from_target",
            "local",
            f"Результат {result}: в тексте «{written}», в плане по годам такого значения нет (последнее — {last}).",
            (places.result(result, written), places.result(result, last)),
            "Неясно, при каком значении результат достигнут.",
            "Повторить в формулировке плановое значение последнего года.",
        )


def _of_kind(series: pd.DataFrame, unit: str) -> dict[object, str]:
    rows = series[series["unit"].map(kind) == unit].sort_values("year")
    return {whole(r.target, r.unit): f"{r.year}: {with_unit(r.target, r.unit)}" for r in rows.itertuples()}


def _series(plan: Plan) -> pd.DataFrame:
    """Bases (year 0) and targets of both kinds of subjects, in order of years."""
    indicators = plan["indicators"]
    bases = indicators.rename(columns={"id": "subject", "base_value": "target"}).assign(year=0)
    targets = plan["indicator_targets"].rename(columns={"indicator": "subject"})
    targets = targets.merge(indicators[["id", "unit"]], left_on="subject", right_on="id")
    of_indicators = pd.concat([bases, targets]).assign(subject_kind="indicator")
    of_results = plan["result_targets"].rename(columns={"result": "subject"}).assign(subject_kind="result")
    known = pd.concat([of_indicators[_COLUMNS], of_results[_COLUMNS]]).dropna(subset=["target"])
    return known.sort_values("year", kind="stable")


def _sign(plan: Plan, subject_kind: str, subject: str, unit: str) -> int:
    measures = plan["measures"].query("subject_kind == @subject_kind and subject == @subject and unit == @unit")
    return -1 if len(measures) and measures["direction"].iloc[0] == "down" else 1
