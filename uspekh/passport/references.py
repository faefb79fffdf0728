"""References between the plan tables: nothing may name what does not exist."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from uspekh.passport.damage import PassportDamaged

Tables = dict[str, pd.DataFrame]

# table, column, the table and column it must be found in
_REFERENCES = (
    ("indicator_targets", "indicator", "indicators", "id"),
    ("annex2_indicators", "indicator", "indicators", "id"),
    ("annex2_targets", "indicator", "annex2_indicators", "indicator"),
    ("organization_targets", "indicator", "indicators", "id"),
    ("result_targets", "result", "results", "id"),
    ("measures", "numerator", "components", "id"),
    ("measures", "denominator", "components", "id"),
    ("components", "at_most", "components", "id"),
    ("budget", "line", "budget_lines", "line"),
    ("budget_totals", "line", "budget_lines", "line"),
    ("plan_items", "parent", "plan_items", "item"),
    ("plan_items", "control", "control_levels", "code"),
    ("plan_items", "executor", "executors", "spelling"),
    ("participants", "person", "people", "spelling"),
    ("methods", "indicator", "indicators", "id"),
    ("links", "result", "results", "id"),
)
_SUBJECTS = {"indicator": ("indicators", "id"), "result": ("results", "id")}
_TARGETS = {
    "plan_item": ("plan_items", "item"),
    "budget_line": ("budget_lines", "line"),
    "participant": ("participants", "row"),
    "indicator": ("indicators", "id"),
}
_YEARLY = ("indicator_targets", "annex2_targets", "organization_targets", "result_targets", "budget")


def check_references(tables: Tables, years: tuple[int, ...]) -> None:
    """Raises ``PassportDamaged`` at the first name that is not found, or year outside the project.

    The index of a table is the line of its file.
    """
    for table, column, other, key in _REFERENCES:
        _found(tables, table, column, tables[table][column], other, key)
    for column, choice, places in (("subject", "subject_kind", _SUBJECTS), ("target", "kind", _TARGETS)):
        table = "measures" if column == "subject" else "links"
        for kind, (other, key) in places.items():
            _found(tables, table, column, tables[table].loc[tables[table][choice] == kind, column], other, key)
    for table in _YEARLY:
        outside = ~tables[table]["year"].isin(years)
        if outside.any():
            row = int(outside.idxmax())
            year = tables[table].loc[row, "year"]
            raise PassportDamaged(f"{table}.csv", row, "year", f"{year}: вне срока проекта")


def _found(tables: Tables, table: str, column: str, cells: pd.Series, other: str, key: str) -> None:
    known = set(tables[other][key].astype("str"))
    for row, cell in cells.items():
        unknown = [name for name in _names(cell, column) if name not in known]
        if unknown:
            raise PassportDamaged(f"{table}.csv", int(str(row)), column, f"«{unknown[0]}» нет в {other}.csv ({key})")


def _names(cell: str, column: str) -> Iterable[str]:
    return cell.split() if column == "at_most" else [cell] if cell else []
