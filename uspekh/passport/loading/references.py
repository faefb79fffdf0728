"""References between the plan tables: nothing may count by the name of what does not exist.

A row of the document that names nothing is a fault and counts nowhere. What our tables say of a place that the document
does not have (any more) does not hold, and is said; among our own tables nothing may be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.loading.table_reading import TableReading

Readings = dict[str, TableReading]

# table, column, the table and column it must be found in
_REFERENCES = (
    ("indicator_targets", "indicator", "indicators", "id"),
    ("annex2_indicators", "indicator", "indicators", "id"),
    ("annex2_targets", "indicator", "annex2_indicators", "indicator"),
    ("result_targets", "result", "results", "id"),
    ("measures", "numerator", "components", "id"),
    ("measures", "denominator", "components", "id"),
    ("components", "at_most", "components", "id"),
    ("applicability", "field", "components", "id"),
    ("budget", "line", "budget_lines", "line"),
    ("budget_totals", "line", "budget_lines", "line"),
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
_YEARLY = ("indicator_targets", "annex2_targets", "result_targets", "budget")
_ONE_PERSON = re.compile(r"\w[\w-]+ (?:\w\. ?\w\.?|\w+ \w+)")


def check_references(readings: Readings, years: tuple[int, ...]) -> list[str]:
    """Drops rows that name nothing or a year outside the project; returns what of our tables does not hold, in words.

    Raises ``PassportDamaged`` at the first name of our tables that another table of ours does not have.
    """
    unlinked: list[str] = []
    for table, column, other, key in _REFERENCES:
        unlinked += _drop_unknown(readings, table, column, readings[table].frame[column], other, key)
    unlinked += _drop_unknown_parents(readings)
    for table, column, choice, homes in (
        ("measures", "subject", "subject_kind", _SUBJECTS),
        ("links", "target", "kind", _TARGETS),
    ):
        for kind, (other, key) in homes.items():
            frame = readings[table].frame
            unlinked += _drop_unknown(readings, table, column, frame.loc[frame[choice] == kind, column], other, key)
    _name_unknown(readings)
    for table in _YEARLY:
        frame = readings[table].frame
        outside = frame.loc[~frame["year"].isin(years), "year"]
        for line, year in outside.items():
            readings[table].blame("outside", int(str(line)), "year", f"{year}: вне срока проекта", dropped=True)
        readings[table].drop(list(outside.index))
    return unlinked


def _drop_unknown(readings: Readings, table: str, column: str, cells: pd.Series, other: str, key: str) -> Iterable[str]:
    reading, home = readings[table], readings[other]
    names = set(home.frame[key].astype("str"))
    between_ours = not reading.schema.printed().section and not home.schema.printed().section
    sentences = []
    for line, cell in cells.items():
        unknown = [name for name in _names(cell, column) if name not in names]
        if not unknown:
            continue
        reason = f"«{unknown[0]}» нет в {other}.csv ({key})"
        if between_ours:
            raise PassportDamaged(f"{table}.csv", int(str(line)), column, reason)
        if reading.schema.printed().section:
            where = home.schema.printed().section
            reading.blame("unknown", int(str(line)), column, f"номера «{unknown[0]}» нет ({where})", dropped=True)
        else:
            sentences.append(f"{table}.csv, строка {line}: {reason}; строка не действует.")
        reading.drop([int(str(line))])
    return sentences


def _names(cell: str, column: str) -> Iterable[str]:
    return cell.split() if column == "at_most" else [cell] if cell else []


def _drop_unknown_parents(readings: Readings) -> Iterable[str]:
    items = readings["plan_items"].frame
    orphans = items[(items["parent"] != "") & ~items["parent"].isin(set(items["item"]))]
    readings["plan_items"].frame = items.assign(parent=items["parent"].where(~items.index.isin(orphans.index), ""))
    return [
        f"plan_items.csv, строка {row.Index}: пункта «{row.parent}», под которым стоит {row.item}, нет."
        for row in orphans.itertuples()
    ]


def _name_unknown(readings: Readings) -> None:
    """Gives persons, executors and levels of control that no directory explains a row of their own."""
    persons = _strange(readings, "participants", "person", "people", "spelling")
    _add(readings, "people", [(name, name, not _ONE_PERSON.fullmatch(name)) for name in persons.unique()])
    executors = _strange(readings, "plan_items", "executor", "executors", "spelling")
    for line, name in executors.items():
        reason = f"исполнителя «{name}» нет в перечне исполнителей"
        readings["plan_items"].blame("unknown", int(str(line)), "executor", reason, dropped=False)
    _add(readings, "executors", [(name, name) for name in executors.unique()])
    levels = _strange(readings, "plan_items", "control", "control_levels", "code")
    _add(readings, "control_levels", [(code, "") for code in levels.unique()])


def _strange(readings: Readings, table: str, column: str, directory: str, key: str) -> pd.Series:
    cells = readings[table].frame[column]
    return cells[(cells != "") & ~cells.isin(set(readings[directory].frame[key]))]


def _add(readings: Readings, directory: str, rows: list[tuple[object, ...]]) -> None:
    frame = readings[directory].frame
    more = pd.DataFrame(rows, columns=frame.columns).astype(frame.dtypes.to_dict())
    readings[directory].frame = pd.concat([frame, more], ignore_index=True) if rows else frame
