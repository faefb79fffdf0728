"""What a file changes in the values that stand: how sharply, in which order to read it, and in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.russian.format import number, percent
from uspekh.russian.periods import YEAR, period_name

_DIRECTORY = "organization"
_REPORTED = ("component", "plan")
"""Kinds of values that are of an organization, the directory aside."""


def order_changes(changed: pd.DataFrame) -> pd.DataFrame:
    """The rows that change, subject by subject, the subject and within it the value with the sharpest change first.

    The directory comes last: a first form brings it whole, and what a school reports would drown in it.

    ``changed``: as of ``store.uploads.changes.changes``. Adds ``sharpness`` (``measure_sharpness``) and
    ``difference_percent``, by how many per cent a replaced number becomes another.
    """
    moving = changed[changed["change"] != "same"]
    moving = moving.assign(sharpness=measure_sharpness(moving), difference_percent=_differences(moving))
    subjects = moving.groupby("subject", sort=False)["sharpness"]
    # The number of the subject keeps the rows of two that are equally sharp apart.
    order = pd.DataFrame(
        {
            "directory": moving["kind"] == _DIRECTORY,
            "sharpest": -subjects.transform("max"),
            "subject": subjects.ngroup(),
            "value": -moving["sharpness"],
        }
    )
    return moving.loc[order.sort_values(list(order), kind="stable").index]


def measure_sharpness(moving: pd.DataFrame) -> pd.Series:
    """How sharply each value changes: 1 a new value or another text; a replaced number more, up to 2, by the part of
    the larger of both numbers that they differ by."""
    before, after = _numbers(moving)
    larger = pd.concat([before.abs(), after.abs()], axis=1).max(axis=1)
    part = ((after - before).abs() / larger.where(larger > 0)).fillna(0.0)
    sharpness: pd.Series = (1.0 + part.where(moving["change"] == "replaced", 0.0)).astype("float64")
    return sharpness


def say_change(row: Any, heading: str, owner: str, before: str, after: str) -> str:
    """«П1 Занимаются, СОШ № 5, 2022: 797 → 97, −88 %»: a row of ``order_changes``, its values as they are printed.

    ``heading``: of its column in the form, whose unit is left out.
    """
    when = say_when(row)
    difference = say_difference(row)
    key = ", ".join(filter(None, [shorten_heading(heading), owner, when]))
    return ", ".join(filter(None, [f"{key}: {before} → {after}", difference]))


def say_scope(changed: pd.DataFrame, *, past: bool = False) -> str:
    """«Изменится значений: 12, организаций: 3; в справочнике организаций: 4»: of rows that change, what there is of it.

    ``changed``: columns ``kind, subject``.
    """
    verb = "Изменено" if past else "Изменится"
    in_directory = changed["kind"] == _DIRECTORY
    values = changed[~in_directory]
    organizations = values.loc[values["kind"].isin(_REPORTED), "subject"].nunique()
    whose = f", организаций: {number(organizations, 0)}" if organizations else ""
    parts = [f"значений: {number(len(values), 0)}{whose}"] if len(values) else []
    parts += [f"в справочнике организаций: {number(int(in_directory.sum()), 0)}"] if in_directory.any() else []
    return f"{verb} {'; '.join(parts)}"


def shorten_heading(heading: str) -> str:
    """The heading of a column without its unit: «П1 Занимаются»."""
    return heading.rpartition(", ")[0] or heading


def say_when(row: Any) -> str:
    """«2022», «2022, 9 месяцев»; nothing where a value is of no year."""
    period = period_name(row.months) if row.months not in (0, YEAR) else ""
    return ", ".join(filter(None, [str(row.year or ""), period]))


def say_difference(row: Any) -> str:
    """«−88 %» of a replaced number, «новое» of a new value; nothing where there is no percentage to say."""
    if row.change == "new":
        return "новое"
    return "" if pd.isna(row.difference_percent) else percent(row.difference_percent, 0, sign=True)


def _numbers(moving: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    before, after = (moving[name].astype("Float64") for name in ("number_before", "number"))
    return before, after


def _differences(moving: pd.DataFrame) -> pd.Series:
    before, after = _numbers(moving)
    replaced = (moving["change"] == "replaced") & (before != 0).fillna(False).astype(bool)
    difference: pd.Series = (100 * (after - before) / before.where(replaced)).astype("float64")
    return difference
