"""Values of one year after another period of it."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.actuals.checks.evidence import Evidence, amount, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.russian.periods import period_name

SERIES = ["kind", "subject", "part", "field", "year"]


def find_falling_values(evidence: Evidence) -> Iterator[Problem]:
    """A value counted from 1 January that falls within the year. Wholes (contingents) may fall."""
    flows = {"executed", *evidence.plan["components"]["id"]} - evidence.wholes
    values = evidence.numbers[evidence.numbers["field"].isin(flows)].sort_values([*SERIES, "months"])
    # -1 stands before the first period: no number is below it.
    previous = values.groupby(SERIES, observed=True)[["number", "at"]].shift(fill_value=-1)
    fell = values["number"] < previous["number"]
    for later, earlier in evidence.pairs_at(values.loc[fell, "at"], previous.loc[fell, "at"]):
        if later.stored and earlier.stored:
            continue
        message = (
            f"Значение с начала года уменьшилось: {period_name(earlier.months)} — {amount(earlier)} "
            f"({cell_reference(earlier, later.sheet)}), {period_name(later.months)} — {amount(later)} "
            f"({cell_reference(later, later.sheet)}). Указывайте нарастающим итогом с 1 января."
        )
        yield problem_at(earlier if later.stored else later, "value.falling", message)
