"""Small counts of children by their health: what of single organizations is not shown, and why one more with it.

Counts of 1 to 4 are «‹5»; where the published total would give a hidden count away, a second one is hidden with it;
no percentage stands on a denominator under 10. Totals of the municipality stay (domain rules of the project).
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from uspekh.once import remembered
from uspekh.passport.plan import Plan
from uspekh.russian.format import HIDDEN

FEWEST, FEWEST_IN_SHARE = 5, 10
FEW = f"‹{FEWEST}"
CELL = ["subject", "year", "field"]
Keys = frozenset[tuple[str, int, str]]


@remembered
def components(plan: Plan) -> frozenset[str]:
    """The ids of the counts by health."""
    rows = plan["components"]
    return frozenset(rows.loc[rows["sensitive"], "id"])


def masks(cells: pd.DataFrame, sensitive: Collection[str], more: Keys = frozenset()) -> pd.Series:
    """For each cell (tidy frame) «‹5», «скрыто», or an empty text where it is shown; ``more``: of ``seconds``."""
    told = pd.Series("", index=cells.index, dtype="str")
    if more:
        keys = [key in more for key in cells[CELL].itertuples(index=False, name=None)]
        told = told.mask(pd.Series(keys, index=cells.index, dtype=bool), HIDDEN)
    return told.mask(cells["field"].isin(list(sensitive)) & _few(cells["number"]), FEW)


def seconds(whole: pd.DataFrame) -> Keys:
    """Which cells are hidden beside the small ones, lest a total give them away.

    ``whole``: sensitive cells (``subject, year, field, number``), one of each organization that is in the total of
    the year and field. The least of the others is taken; where there is no other, the total tells the only one.
    """
    few = whole[_few(whole["number"])].groupby(["year", "field"])["number"].agg(["size", "sum"])
    told = few[_told_by_total(few["size"], few["sum"])]
    rest = whole[whole["number"] >= FEWEST].merge(told, left_on=["year", "field"], right_index=True)
    least = rest.sort_values(["number", "subject"]).drop_duplicates(["year", "field"])
    return frozenset(least[CELL].itertuples(index=False, name=None))


def _told_by_total(count: pd.Series, total: pd.Series) -> pd.Series:
    """Whether the sum of the hidden leaves one possibility: a single count, or all at an end of 1 to 4."""
    return (count == 1) | (total == count) | (total == count * (FEWEST - 1))


def _few(numbers: pd.Series) -> pd.Series:
    return numbers.between(1, FEWEST - 1).fillna(False).astype(bool)
