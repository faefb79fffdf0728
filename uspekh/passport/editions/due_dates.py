"""When plan items fall due by the edition that a year is judged by, and which dates later editions moved."""

from __future__ import annotations

from datetime import date

import pandas as pd

from uspekh.passport.editions.changes import list_changes


def items_of_editions(dates: pd.DataFrame, of_year: pd.Series, last: int) -> pd.DataFrame:
    """Plan items by the year they fall due, each year by its edition (``recurrence.occurrences``, whose columns).

    ``dates``: those of all editions under the numbers of the last, in the order of the editions, with ``edition`` (its
    position) and ``valid_from``; ``of_year``: the position of the edition of each row's year; ``last``: of the last.
    An item of the last edition that no year has by its edition is in the year that the last one names.
    """
    # The dates of what happens once are one date, whichever year it falls in; of what recurs each year has its date.
    dates = dates.assign(turn=dates["year"].where(dates["yearly"], 0))
    rows = dates[dates["edition"] == of_year]
    lost = dates[(dates["edition"] == last) & ~dates["item"].isin(rows["item"])]
    rows = pd.concat([rows, lost]).drop(columns=["first_due", "present_due", "moved_on"])
    moved = list_changes(dates, ["item", "turn"], "due", lambda one, other: one != other)
    moved = moved.rename(columns={"first": "first_due", "present": "present_due", "changed_on": "moved_on"})
    rows = rows.merge(moved, how="left", on=["item", "turn"])
    columns = ["first_due", "present_due", "moved_on"]
    rows[columns] = rows[columns].astype(object).where(rows[columns].notna(), None)
    return rows.assign(superseded=_superseded(rows)).drop(columns=["turn", "edition", "valid_from"])


def _superseded(rows: pd.DataFrame) -> list[bool]:
    """Whether a later year has the same item, which does not recur, by the date of a later edition."""
    years = set(zip(rows["item"], rows["year"], strict=True))

    def later(item: str, year: int, yearly: bool, due: date | None) -> bool:
        return not yearly and due is not None and due.year > year and (item, due.year) in years

    cells = zip(rows["item"], rows["year"], rows["yearly"], rows["present_due"], strict=True)
    return [later(*row) for row in cells]
