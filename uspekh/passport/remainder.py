"""The part of the budget totals that no printed line explains (section 4)."""

from __future__ import annotations

import pandas as pd

from uspekh.passport.loading import PassportDamaged


def with_remainder(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The budget with rows of the derived line: printed totals less printed lines, by source and year, in kopecks.

    Raises ``PassportDamaged`` where the lines exceed the totals, or where something remains and no line is
    marked as derived.
    """
    budget, lines = tables["budget"], tables["budget_lines"]
    derived = lines.loc[lines["derived"], "line"]
    totals = tables["budget_totals"]
    totals = totals[(totals["line"] == "") & (totals["source"] != "") & (totals["year"] != 0)]
    printed = budget.groupby(["source", "year"], as_index=False)["kopecks"].sum()
    left = totals.merge(printed, how="left", on=["source", "year"], suffixes=("", "_printed"))
    left["kopecks"] -= left["kopecks_printed"].fillna(0).astype("int64")
    for row in left.itertuples():
        if row.kopecks < 0:
            raise PassportDamaged(
                "budget_totals.csv", None, "amount_mln", f"{row.source}, {row.year}: строки больше итога"
            )
        if row.kopecks and derived.empty:
            raise PassportDamaged(
                "budget_totals.csv", None, "amount_mln", f"{row.source}, {row.year}: строк меньше итога"
            )
    if derived.empty:
        return budget
    rows = left[["source", "year", "kopecks"]].assign(line=derived.iloc[0])
    return pd.concat([rows[budget.columns], budget], ignore_index=True)
