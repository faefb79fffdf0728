"""Which plan a figure of a year is judged by when the passport has had several editions, and how that plan changed.

A year is judged by the edition that held at its end, or by the present one before it ends. Which figures there are is
taken from the present edition alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from uspekh.passport.editions.edition import Edition, edition_in_force
from uspekh.passport.editions.identity import Pair, numbers_after
from uspekh.passport.plan import Plan, TargetHistory
from uspekh.passport.targets import measure_targets

_KEY = ["measure", "year"]
_SUBJECT = ["subject_kind", "subject"]
_FIGURE = [*_SUBJECT, "formula", "unit", "divisor"]
_TABLES = {"indicator": "indicators", "result": "results"}
_LEAST = 1e-9
"""Plans that differ by no more are the same plan."""


@dataclass(frozen=True)
class EditionPlan:
    """An edition with its plan. ``pairs``: which of its rows is which of the present edition."""

    edition: Edition
    plan: Plan
    pairs: Sequence[Pair]


def history_of(editions: Sequence[EditionPlan], present: Plan, today: date) -> TargetHistory | None:
    """The plans of the measures of the ``present`` edition over all editions; none where there is only one.

    ``editions``: those that hold ``today``, in the order in which they came into force; the present one is the last.
    A measure that the edition of a year does not have is judged by the present one.
    """
    if len(editions) < 2:
        return None
    versions = pd.concat([_targets_of(each, at, present) for at, each in enumerate(editions)], ignore_index=True)
    years = {year: _edition_of_year(editions, year, today) for year in versions["year"].unique()}
    in_force = versions[versions["edition"] == versions["year"].map(years)]
    latest = versions.groupby(_KEY, as_index=False).last()
    judged = pd.concat([in_force, latest]).drop_duplicates(_KEY).sort_values([*_KEY], ignore_index=True)
    return TargetHistory(judged[[*_KEY, "plan"]], _changes(versions, latest, judged), _budget(editions, present, today))


def _budget(editions: Sequence[EditionPlan], present: Plan, today: date) -> pd.DataFrame:
    """The money of each year by the edition of that year, of the lines that the present edition has.

    A line that the edition of a year does not have is that of the present one.
    """
    money = [_money_of(each, present) for each in editions]
    parts = []
    for year in sorted({int(year) for rows, _ in money for year in rows["year"].unique()}):
        rows, lines = money[_edition_of_year(editions, year, today)]
        new = present["budget"][~present["budget"]["line"].isin(lines)]
        parts += [frame[frame["year"] == year] for frame in (rows, new)]
    return pd.concat(parts, ignore_index=True) if parts else present["budget"]


def _money_of(each: EditionPlan, present: Plan) -> tuple[pd.DataFrame, set[str]]:
    """The money of an edition under the numbers of the present one, and the lines that both have."""
    if each.plan is present:
        return present["budget"], set(present["budget_lines"]["line"])
    lines = {pair.before: pair.after for pair in each.pairs if pair.table == "budget_lines"}
    rows = each.plan["budget"]
    rows = rows.assign(line=rows["line"].map(lines).astype(rows["line"].dtype))
    return rows[rows["line"].notna()], set(lines.values())


def _edition_of_year(editions: Sequence[EditionPlan], year: int, today: date) -> int:
    """The position of the edition that held at the end of a year, or holds now."""
    of_year = edition_in_force([each.edition for each in editions], min(date(year, 12, 31), today))
    return next(at for at, each in enumerate(editions) if each.edition is of_year)


def _targets_of(each: EditionPlan, at: int, present: Plan) -> pd.DataFrame:
    """``measure`` of the present edition, ``year, plan, edition`` (its position), ``valid_from``."""
    rows = measure_targets(each.plan)
    if each.plan is not present:
        rows = rows.merge(_measures_after(each.plan["measures"], each.pairs, present["measures"]), on="measure")
        rows = rows.drop(columns="measure").rename(columns={"present": "measure"})
    return rows[[*_KEY, "plan"]].assign(edition=at, valid_from=each.edition.requisites.valid_from)


def _measures_after(before: pd.DataFrame, pairs: Sequence[Pair], after: pd.DataFrame) -> pd.DataFrame:
    """``measure, present``: the measure of the present edition that is the same figure in the same unit."""
    numbers = numbers_after(pairs)
    subjects = [
        numbers.get((_TABLES[kind], subject), "")
        for kind, subject in zip(before["subject_kind"], before["subject"], strict=True)
    ]
    moved = before.assign(subject=subjects)
    # Several measures may be alike in all of this: the first of them in one edition is the first in the other.
    old, new = (frame.assign(turn=frame.groupby(_FIGURE).cumcount()) for frame in (moved, after))
    both = old.merge(new, on=[*_FIGURE, "turn"], suffixes=("", "_present"))
    return pd.DataFrame({"measure": both["id"], "present": both["id_present"]})


def _changes(versions: pd.DataFrame, latest: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Columns of ``TargetHistory.changes``, a row for each plan that is another now than it was at first."""
    first = versions.groupby(_KEY, as_index=False).first()
    both = first.merge(latest, on=_KEY, suffixes=("", "_present")).merge(judged, on=_KEY, suffixes=("", "_judged"))
    both = both[(both["plan"] - both["plan_present"]).abs() > _LEAST]
    # The day of the last edition that wrote another plan than the one before it.
    steps = versions.assign(earlier=versions.groupby(_KEY)["plan"].shift())
    steps = steps[(steps["plan"] - steps["earlier"]).abs() > _LEAST]
    days = steps.groupby(_KEY)["valid_from"].last()
    changed_on = [days[key] for key in zip(both["measure"], both["year"], strict=True)]
    columns = {"plan": "first", "plan_present": "present", "plan_judged": "judged"}
    return both.rename(columns=columns)[[*_KEY, "first", "present", "judged"]].assign(changed_on=changed_on)
