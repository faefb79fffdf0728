"""What the checks look at: the values of a file over those accepted earlier, in one frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from uspekh.actuals.problem_codes import PROBLEM_CODES
from uspekh.actuals.problems import Problem
from uspekh.actuals.values.frame import COLUMNS, KEY
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles

REPORT = ["kind", "subject", "part", "year", "months"]
"""Who reported, for which year and months: what the values of one row of a sheet have in common."""


class Value(NamedTuple):
    """A value. ``number``: people or kopecks, nothing for a text; ``stored``: it was accepted earlier."""

    kind: str
    subject: str
    year: int
    months: int
    field: str
    number: int
    sheet: str
    cell: str
    stored: bool


@dataclass(frozen=True)
class Evidence:
    """Everything that a check may ask.

    ``reported``: tidy frame of the file as it was read. ``values``: the file's values (``stored`` False), then those in
    force (True), the first of each key. Its words are categories in the order in which they first appear,
    fields of the plan that nobody reports after those that somebody does; ``report`` is
    the number of the value's ``REPORT``; ``at``, the index as well, is the position of the value, which joins keep.
    ``numbers``: those of ``values`` that are numbers (``number`` int64). ``headcounts``: the numbers of organizations
    (``number`` float64), with the same organization's for the same field and months a year before (``last``, at
    ``last_at``) and two years before (``before``), NaN where there is none.
    """

    reported: pd.DataFrame
    values: pd.DataFrame
    numbers: pd.DataFrame
    headcounts: pd.DataFrame
    plan: Plan
    directory: pd.DataFrame

    def values_at(self, positions: pd.Series[int]) -> Iterator[Value]:
        """The values at some positions, in their order."""
        if positions.empty:
            return iter(())
        rows = self.values.loc[positions.astype("int64"), list(Value._fields)]
        return map(Value._make, rows.itertuples(index=False, name=None))

    def pairs_at(self, one: pd.Series[int], other: pd.Series[int]) -> Iterator[tuple[Value, Value]]:
        """Two values that were compared, for each pair of positions."""
        return zip(self.values_at(one), self.values_at(other), strict=True)

    @property
    def wholes(self) -> set[str]:
        """Components that are a whole (a contingent), not counted from 1 January."""
        return set(self.plan["measures"]["denominator"])

    @property
    def municipality(self) -> str:
        """Code of the municipality's own entry."""
        return str(self.plan.head["municipality_entry"]["code"])


def gather_evidence(
    reported: pd.DataFrame, in_force: pd.DataFrame | None, plan: Plan, directory: pd.DataFrame
) -> Evidence:
    """The evidence about a file. ``in_force``: tidy frame of accepted values, some of which the file replaces."""
    values = reported.assign(stored=False)
    if in_force is not None and not in_force.empty:
        compared = in_force.loc[in_force["kind"].isin(["component", "budget"]), COLUMNS]
        values = pd.concat([values, compared.assign(stored=True)], ignore_index=True)
    words = {name: list(values[name].unique()) for name in ("kind", "subject", "part", "field")}
    words["field"] += sorted({"refined", "executed", *plan["components"]["id"]} - set(words["field"]))
    coded = {name: pd.Categorical(values[name], categories=each) for name, each in words.items()}
    values = values.assign(**coded, at=values.index)
    values = values[~values.duplicated(KEY)]
    values = values.assign(report=values.groupby(REPORT, observed=True).ngroup())
    numbers = values[values["number"].notna()].astype({"number": "int64"})
    return Evidence(reported, values, numbers, _headcounts(numbers), plan, directory)


def _headcounts(numbers: pd.DataFrame) -> pd.DataFrame:
    people = numbers[numbers["kind"] == "component"].astype({"number": "float64"})
    key = ["subject", "field", "months", "year"]
    last = people[[*key, "number", "at"]].assign(year=people["year"] + 1)
    before = people[[*key, "number"]].assign(year=people["year"] + 2)
    people = people.merge(last.rename(columns={"number": "last", "at": "last_at"}), how="left", on=key)
    return people.merge(before.rename(columns={"number": "before"}), how="left", on=key)


def problem_at(value: Value, code: str, message: str) -> Problem:
    """A problem at the cell of a value, as grave as its code."""
    return Problem(PROBLEM_CODES[code].severity, code, value.sheet, value.cell, message)


def cell_reference(value: Value, sheet: str) -> str:
    """Where a compared value stands: «ячейка D3», with the sheet where that is another than ``sheet``."""
    if value.stored:
        return f"принято ранее, лист «{value.sheet}», ячейка {value.cell}"
    return f"ячейка {value.cell}" + ("" if value.sheet == sheet else f" листа «{value.sheet}»")


def amount(value: Value) -> str:
    """The number of a value as people read it."""
    return f"{roubles(value.number)} руб." if value.kind == "budget" else number(value.number, 0)
