"""The part of the budget totals that no printed line explains (section 4)."""

from __future__ import annotations

import pandas as pd

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.loading.table_reading import TableReading

_CELL = ["source", "year"]


def with_remainder(readings: dict[str, TableReading]) -> pd.DataFrame:
    """The budget with rows of the derived line: printed totals less printed lines, by source and year, in kopecks.

    Nothing is derived of a source and year where the lines exceed the total or an amount of theirs cannot be read.
    Raises ``PassportDamaged`` where two lines are marked as derived, or the derived one is entered too.
    """
    budget = readings["budget"].frame
    line = _derived_line(readings["budget_lines"].frame, budget)
    by_source = totals_by_source(readings["budget_totals"].frame)
    if line is None or by_source.empty:
        return budget
    printed = budget.groupby(_CELL)["kopecks"].sum()
    cells = pd.MultiIndex.from_frame(by_source[_CELL])
    left = by_source["kopecks"].to_numpy() - printed.reindex(cells, fill_value=0).to_numpy()
    sound = (left >= 0) & ~cells.isin(unread_cells(readings["budget"]))
    rows = by_source[_CELL].assign(kopecks=left, line=line)[sound]
    return pd.concat([rows[budget.columns], budget], ignore_index=True)


def totals_by_source(totals: pd.DataFrame) -> pd.DataFrame:
    """The rows of the printed totals (table ``budget_totals``) that are of one source and one year."""
    return totals[(totals["line"] == "") & (totals["source"] != "") & (totals["year"] != 0)]


def unread_cells(budget: TableReading) -> list[tuple[str, int]]:
    """Source and year of rows of the document that are in no sum."""
    rows = budget.texts[~budget.texts.index.isin(budget.frame.index)]
    return [(row.source.strip(), int(row.year)) for row in rows.itertuples() if row.year.strip().isdigit()]


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
