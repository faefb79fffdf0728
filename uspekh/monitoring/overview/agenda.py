"""The plan of measures as a meeting asks for it: whose turn it is, what is near, what is late, who answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import pandas as pd

from uspekh.monitoring.execution.links import item_results, responsible
from uspekh.monitoring.execution.milestones import DONE
from uspekh.monitoring.figures import Figures


def agenda(figures: Figures) -> pd.DataFrame:
    """Rows of ``Figures.milestones`` in the order of results, with what a person asks of each.

    ``results`` tuple of ids; ``executor`` as the document spells it; ``organizations`` tuple of the executors in the
    directory; ``responsible`` tuple: persons who answer for the results of the item, else the executors; ``answers``
    says which («person» or «executor»).
    """
    frame = figures.milestones.reset_index(drop=True)
    belongs, answers = item_results(figures.plan), responsible(figures.plan)
    spellings = figures.plan.of_all_editions("executors").groupby("spelling", sort=False)["organization"]
    directory = spellings.apply(tuple).to_dict()
    persons = [_persons(belongs[item], answers) for item in frame["item"]]
    executors = [directory.get(spelling, ()) for spelling in frame["executor"]]
    frame = frame.assign(
        results=[belongs[item] for item in frame["item"]],
        organizations=executors,
        responsible=[who or whose for who, whose in zip(persons, executors, strict=True)],
        answers=["person" if who else "executor" for who in persons],
    )
    order = list(figures.plan["results"]["id"])
    first = [order.index(results[0]) if results else len(order) for results in frame["results"]]
    return frame.iloc[pd.Series(first, dtype="int64").argsort(kind="stable")].reset_index(drop=True)


def _persons(results: tuple[str, ...], answers: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for result in results for person in answers.get(result, ())))


def chosen(
    frame: pd.DataFrame,
    *,
    year: int | None = None,
    controls: Collection[str] = (),
    organizations: Collection[str] = (),
    statuses: Collection[str] = (),
    persons: Collection[str] = (),
) -> pd.DataFrame:
    """Rows of ``agenda`` due in a year, of these control levels, executors, statuses and persons who answer.

    Empty means all.
    """
    fits = pd.Series(True, index=frame.index)
    if year is not None:
        fits &= frame["year"] == year
    if controls:
        fits &= frame["control"].isin(controls)
    if organizations:
        fits &= frame["organizations"].map(lambda whose: not set(organizations).isdisjoint(whose)).astype(bool)
    if statuses:
        fits &= frame["flag"].isin(statuses)
    if persons:
        fits &= frame["responsible"].map(lambda whose: not set(persons).isdisjoint(whose)).astype(bool)
    return frame[fits]


def undocumented(frame: pd.DataFrame, controls: Collection[str]) -> pd.DataFrame:
    """Rows done without a document, of the levels of control that need one, the earliest first."""
    named = frame["document"].astype("str").fillna("").str.strip() != ""
    lacking = frame["flag"].isin(DONE) & frame["control"].isin(controls) & ~named
    return frame[lacking].sort_values("due", kind="stable").reset_index(drop=True)


def upcoming(frame: pd.DataFrame, as_of: date, days: int) -> pd.DataFrame:
    """Rows not done that fall due from ``as_of`` to ``days`` later, the nearest first."""
    near = frame["due"].map(lambda due: as_of <= due <= as_of + timedelta(days=days)).astype(bool)
    return frame[~frame["flag"].isin(DONE) & near].sort_values("due", kind="stable").reset_index(drop=True)
