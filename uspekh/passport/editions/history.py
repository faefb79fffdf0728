"""Which plan a figure of a year is judged by when the passport has had several editions, and how that plan changed.

A year is judged by the edition that held at its end, or by the present one before it ends: its targets, its lines of
the budget and its plan items, with their titles. Which indicators and results there are is taken from the present
edition alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from uspekh.passport.editions.changes import list_changes
from uspekh.passport.editions.due_dates import items_of_editions
from uspekh.passport.editions.edition import Edition, edition_in_force
from uspekh.passport.plan import Plan, TargetHistory
from uspekh.passport.recurrence import occurrences
from uspekh.passport.targets import measure_targets

_KEY = ["measure", "year"]
_MONEY = ["line", "source", "year"]
_SUBJECT = ["subject_kind", "subject"]
_FIGURE = [*_SUBJECT, "formula", "unit", "divisor"]
_TABLES = {"indicator": "indicators", "result": "results"}
_LINKED = {"plan_item": "plan_items", "budget_line": "budget_lines"}
_KEYS = {"budget_lines": "line", "plan_items": "item", "executors": "spelling"}
_LEAST = 1e-9
"""Plans that differ by no more are the same plan."""


@dataclass(frozen=True)
class EditionPlan:
    """An edition with its plan. ``numbers``: what its rows are known by in the present edition, by table and number
    (``identity.follow_moves``); none of the present one."""

    edition: Edition
    plan: Plan
    numbers: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def renumber(self, table: str, numbers: pd.Series) -> pd.Series:
        """Numbers of rows of a table as they are known in the present edition; an empty one stays."""
        after = [self.numbers.get((table, number), number) for number in numbers]
        return pd.Series(after, numbers.index, dtype=numbers.dtype)


def history_of(editions: Sequence[EditionPlan], present: Plan, today: date) -> TargetHistory | None:
    """The plans of the ``present`` edition and of those before it; none where there is only one.

    ``editions``: those that hold ``today``, in the order in which they come into force; the present one is the last.
    A measure that the edition of a year does not have is judged by the present one.
    """
    if len(editions) < 2:
        return None
    versions = pd.concat([_targets_of(each, at, present) for at, each in enumerate(editions)], ignore_index=True)
    versions = versions.assign(of_year=_editions_of_years(editions, versions["year"], today))
    in_force = versions[versions["edition"] == versions["of_year"]]
    latest = versions.groupby(_KEY, as_index=False).last()
    judged = pd.concat([in_force, latest]).drop_duplicates(_KEY).sort_values([*_KEY], ignore_index=True)
    money = pd.concat([_money_of(each, at) for at, each in enumerate(editions)], ignore_index=True)
    of_money = money[money["edition"] == _editions_of_years(editions, money["year"], today)]
    of_money = of_money.sort_values("year", kind="stable")
    dates = pd.concat([_items_of(each, at) for at, each in enumerate(editions)], ignore_index=True)
    of_year = _editions_of_years(editions, dates["year"], today)
    return TargetHistory(
        judged=judged[[*_KEY, "plan"]],
        changes=_judged_changes(versions, _KEY, "plan", judged),
        budget=of_money[present["budget"].columns].reset_index(drop=True),
        budget_changes=_judged_changes(money, _MONEY, "kopecks", of_money),
        items=items_of_editions(dates, of_year, len(editions) - 1),
        tables=_complete_tables(editions),
    )


def _editions_of_years(editions: Sequence[EditionPlan], years: pd.Series, today: date) -> pd.Series:
    """The position of the edition that held at the end of each year, or holds now."""
    every = [each.edition for each in editions]
    ends = {year: edition_in_force(every, min(date(year, 12, 31), today)) for year in years.unique()}
    return years.map({year: every.index(edition) for year, edition in ends.items() if edition is not None})


def _money_of(each: EditionPlan, at: int) -> pd.DataFrame:
    """The money of an edition under the numbers of the present one."""
    rows = each.plan["budget"]
    numbers = each.renumber("budget_lines", rows["line"])
    return rows.assign(line=numbers, edition=at, valid_from=each.edition.requisites.valid_from)


def _judged_changes(versions: pd.DataFrame, key: list[str], value: str, judged: pd.DataFrame) -> pd.DataFrame:
    """``key, first, present, judged, changed_on``: what a year is judged by where that changed (``list_changes``)."""
    changes = list_changes(versions, key, value, lambda one, other: (one - other).abs() > _LEAST)
    of_years = judged[[*key, value]].rename(columns={value: "judged"})
    return changes.merge(of_years, on=key)[[*key, "first", "present", "judged", "changed_on"]]


def _items_of(each: EditionPlan, at: int) -> pd.DataFrame:
    """The plan items of an edition by the year they fall due, under the numbers of the present one."""
    rows = occurrences(each.plan)
    numbers = {column: each.renumber("plan_items", rows[column]) for column in ("item", "parent")}
    return rows.assign(**numbers, edition=at, valid_from=each.edition.requisites.valid_from)


def _targets_of(each: EditionPlan, at: int, present: Plan) -> pd.DataFrame:
    """``measure`` of the present edition, ``year, plan, edition`` (its position), ``valid_from``."""
    rows = measure_targets(each.plan)
    if each.plan is not present:
        rows = rows.merge(_measures_after(each, present["measures"]), on="measure")
        rows = rows.drop(columns="measure").rename(columns={"present": "measure"})
    return rows[[*_KEY, "plan"]].assign(edition=at, valid_from=each.edition.requisites.valid_from)


def _measures_after(each: EditionPlan, after: pd.DataFrame) -> pd.DataFrame:
    """``measure, present``: the measure of the present edition that is the same figure in the same unit."""
    before = each.plan["measures"]
    of_kind = {kind: each.renumber(table, before["subject"]) for kind, table in _TABLES.items()}
    subjects = of_kind["indicator"].where(before["subject_kind"] == "indicator", of_kind["result"])
    moved = before.assign(subject=subjects)
    # Several measures may be alike in all of this: the first of them in one edition is the first in the other.
    old, new = (frame.assign(turn=frame.groupby(_FIGURE).cumcount()) for frame in (moved, after))
    both = old.merge(new, on=[*_FIGURE, "turn"], suffixes=("", "_present"))
    return pd.DataFrame({"measure": both["id"], "present": both["id_present"]})


def _complete_tables(editions: Sequence[EditionPlan]) -> dict[str, pd.DataFrame]:
    """``TargetHistory.tables``: a row stands as in the last edition that has it."""
    present, *earlier = [_renumbered_tables(each) for each in reversed(editions)]
    results = set(editions[-1].plan["results"]["id"])
    for each in earlier:
        gone = {name: _rows_without(each[name], present[name], key) for name, key in _KEYS.items()}
        links = each["links"]
        of_gone = [
            links["kind"].eq(kind) & links["target"].isin(gone[table][_KEYS[table]]) for kind, table in _LINKED.items()
        ]
        gone["links"] = links[pd.concat(of_gone, axis=1).any(axis=1) & links["result"].isin(results)]
        present = {name: pd.concat([rows, gone[name]], ignore_index=True) for name, rows in present.items()}
    return present


def _rows_without(rows: pd.DataFrame, others: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows whose key none of the others has."""
    return rows[~rows[key].isin(others[key])]


def _renumbered_tables(each: EditionPlan) -> dict[str, pd.DataFrame]:
    lines, items, links = (each.plan[name] for name in ("budget_lines", "plan_items", "links"))
    targets = {kind: each.renumber(table, links["target"]) for kind, table in _LINKED.items()}
    target = links["target"]
    for kind, numbers in targets.items():
        target = target.mask(links["kind"] == kind, numbers)
    return {
        "budget_lines": lines.assign(line=each.renumber("budget_lines", lines["line"])),
        "plan_items": items.assign(
            item=each.renumber("plan_items", items["item"]), parent=each.renumber("plan_items", items["parent"])
        ),
        "executors": each.plan["executors"],
        "links": links.assign(result=each.renumber("results", links["result"]), target=target),
    }
