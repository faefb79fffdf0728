"""The part of the budget totals that no printed line explains (section 4)."""

from __future__ import annotations

import pandas as pd

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.tables import MONEY_COLUMN

_CELL = ["source", "year"]


def with_remainder(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The budget with rows of the derived line: printed totals less printed lines, by source and year, in kopecks.

    Raises ``PassportDamaged`` where the lines exceed the totals, where money of a line has no total, or where
    something remains and no line is marked as derived.
    """
    budget = tables["budget"]
    line = _derived_line(tables["budget_lines"], budget)
    left = _remainder(budget, tables["budget_totals"])
    for source, year, kopecks, at in left.itertuples(index=False, name=None):
        if kopecks < 0 or (kopecks and line is None):
            reason = "строки больше итога" if kopecks < 0 else "строки меньше итога, а выведенной строки нет"
            raise PassportDamaged("budget_totals.csv", at, MONEY_COLUMN, f"{source}, {year}: {reason}")
    if line is None or left.empty:
        return budget
    return pd.concat([left.assign(line=line)[budget.columns], budget], ignore_index=True)


def _derived_line(lines: pd.DataFrame, budget: pd.DataFrame) -> str | None:
    derived = lines[lines["derived"]]
    if derived.empty:
        return None
    if len(derived) > 1:
        raise PassportDamaged("budget_lines.csv", int(derived.index[1]), "derived", "выведенная строка может быть одна")
    line = str(derived["line"].iloc[0])
    printed = budget.index[budget["line"] == line]
    if len(printed):
        raise PassportDamaged("budget.csv", int(printed[0]), "line", f"«{line}» выводится из итогов, а не вводится")
    return line


def _remainder(budget: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Columns ``source, year, kopecks`` and ``at``, the file's line of the total, in the order of the totals."""
    printed = budget.groupby(_CELL)["kopecks"].sum()
    by_source = totals[(totals["line"] == "") & (totals["source"] != "") & (totals["year"] != 0)]
    if by_source.empty:
        return pd.DataFrame(columns=[*_CELL, "kopecks", "at"])
    known = pd.MultiIndex.from_frame(by_source[_CELL])
    untold = budget[(budget["kopecks"] > 0) & ~pd.MultiIndex.from_frame(budget[_CELL]).isin(known)]
    if len(untold):
        first = untold.iloc[0]
        reason = f"для «{first['source']}», {first['year']} нет итога в budget_totals.csv"
        raise PassportDamaged("budget.csv", int(untold.index[0]), "source", reason)
    left = by_source["kopecks"].to_numpy() - printed.reindex(known, fill_value=0).to_numpy()
    return by_source[_CELL].assign(kopecks=left, at=by_source.index)
