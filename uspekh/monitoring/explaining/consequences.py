"""What follows of changed values for the figures of the municipality or of one organization, figure by figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from uspekh import words
from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.execution.budget import total
from uspekh.monitoring.execution.milestones import overdue_items
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.subjects import same_figure, subjects
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.small_counts.sensitive import read_sensitive
from uspekh.russian.format import digits_of, missing, number, roubles
from uspekh.russian.periods import YEAR

_GRAVITY = ("missed", "at_risk", "met")
"""Flags of what is judged, from the gravest."""
_KEY = ["subject_kind", "subject", "year"]


@dataclass(frozen=True)
class Consequence:
    """A figure that becomes another. ``what`` it is, in words; ``before`` and ``after`` as they are printed, without
    the ``unit``.

    ``concealed``: it rests on sensitive counts, of which no recomputed state is shown: both are empty then. ``weight``:
    by which part of the larger number it changes. ``complete``: everyone asked has given what it becomes.
    """

    what: str
    year: int
    months: int
    before: str
    after: str
    unit: str = ""
    flag_before: str | None = None
    flag_after: str | None = None
    concealed: bool = False
    weight: float = 1.0
    complete: bool = True

    @property
    def worsens(self) -> bool:
        """Whether the flag becomes a graver one."""
        both = self.flag_before in _GRAVITY and self.flag_after in _GRAVITY
        return both and _GRAVITY.index(str(self.flag_after)) < _GRAVITY.index(str(self.flag_before))


def list_consequences(before: Figures, after: Figures, years: Collection[int]) -> list[Consequence]:
    """The figures of some years that differ between two states, in ``sort_consequences`` order.

    Indicators and results, each figure once; of the whole municipality also money and overdue items of the plan. What
    is printed as before is left out.
    """
    consequences = [*_of_subjects(before, after, years)]
    if not after.selection.organizations and before.reported.planned.digest != after.reported.planned.digest:
        consequences += [*_of_money(before, after, years), *_of_items(before, after)]
    return sort_consequences(consequences)


def sort_consequences(consequences: Collection[Consequence]) -> list[Consequence]:
    """Those whose flag becomes graver first, then those whose flag becomes another, then by how much they change."""
    return sorted(consequences, key=lambda each: (not each.worsens, each.flag_before == each.flag_after, -each.weight))


def _of_subjects(before: Figures, after: Figures, years: Collection[int]) -> Iterator[Consequence]:
    concealed = read_sensitive(after.plan).measure_ids
    earlier = subjects(before).set_index(_KEY)
    rows = subjects(after)
    rows = rows[rows["year"].isin(list(years))]
    # A result that is the same figure as an indicator is named with it.
    for _, group in rows.groupby([same_figure(after, rows), rows["year"]], sort=False):
        row = group.iloc[0]
        standing = earlier.loc[tuple(row[_KEY])]
        if all(_is_same(standing[name], row[name]) for name in ("fact", "due_plan", "flag")):
            continue
        names = zip(group["subject_kind"], group["subject"], strict=True)
        what = ", ".join(f"{words.SUBJECTS[kind].lower()} {subject}" for kind, subject in names)
        months = after.selection.months_of(int(row["year"]))
        if row["measure"] in concealed:
            yield Consequence(what, int(row["year"]), months, "", "", concealed=True)
        else:
            consequence = _of_subject(what, months, standing, row, after.rules)
            if consequence.before != consequence.after or consequence.flag_before != consequence.flag_after:
                yield consequence


def _of_subject(what: str, months: int, standing: pd.Series, row: pd.Series, rules: Rules) -> Consequence:
    unit, of_fact = str(row["unit"]), not _is_same(standing["fact"], row["fact"])
    # Where the fact stays, it is the plan that makes another flag.
    column, whose = ("fact", what) if of_fact else ("due_plan", f"{what}, план")
    old, new = (
        number(each[column], digits_of(unit), bounds=fact_bounds(each, rules) if of_fact else ())
        for each in (standing, row)
    )
    old_flag, new_flag = (None if missing(each["flag"]) else str(each["flag"]) for each in (standing, row))
    weight = _weigh(standing[column], row[column])
    complete = bool(row["complete"])
    return Consequence(
        whose, int(row["year"]), months, old, new, unit, old_flag, new_flag, weight=weight, complete=complete
    )


def _of_money(before: Figures, after: Figures, years: Collection[int]) -> Iterator[Consequence]:
    for year in years:
        old, new = (total(each.budget[each.budget["year"] == year]) for each in (before, after))
        months = after.budget_period if year == after.selection.year else YEAR
        for kind in ("refined", "executed"):
            if not _is_same(old[kind], new[kind]):
                was, becomes = (roubles(each[kind], fixed=False) for each in (old, new))
                weight = _weigh(old[kind], new[kind])
                yield Consequence(words.MONEY[kind].lower(), year, months, was, becomes, "руб.", weight=weight)


def _of_items(before: Figures, after: Figures) -> Iterator[Consequence]:
    year = after.selection.year
    old, new = (len(overdue_items(each.milestones, year)) for each in (before, after))
    if old != new:
        weight = _weigh(old, new)
        yield Consequence("просрочено пунктов плана", year, YEAR, number(old, 0), number(new, 0), weight=weight)


def _is_same(old: Any, new: Any) -> bool:
    return bool(missing(old) and missing(new)) or bool(not missing(old) and not missing(new) and old == new)


def _weigh(old: Any, new: Any) -> float:
    if missing(old) or missing(new):
        return 1.0
    larger = max(abs(float(old)), abs(float(new)))
    return abs(float(new) - float(old)) / larger if larger else 0.0
