"""What each organization gives to each measure: the periods of a year in which it gave all that it is asked for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.selection import Selection
from uspekh.russian.periods import YEAR

ROW = ["measure", "organization", "year"]
COLUMNS = [*ROW, "months", "until", "numerator", "denominator", "expected"]
STANDING = [*ROW, "months", "numerator", "denominator", "expected"]
GROWTH = [*ROW, "numerator", "denominator", "numerator_before", "denominator_before"]


def complete(values: pd.DataFrame, measures: pd.DataFrame, organizations: Organizations) -> pd.DataFrame:
    """Every period with all asked, columns ``COLUMNS``: it is the latest one from ``months`` up to ``until``.

    People as float64 (whole numbers). Whoever is asked for a denominator counts only with both numbers of a period;
    who is not gives the numerator alone (``denominator`` null). ``expected``: whether the organization is asked for
    the measure. The years in which an organization does not exist are left out.
    """
    reported = _wide(values, set(measures["numerator"]) | set(measures["denominator"]))
    reported = reported[organizations.exist(reported["subject"], reported["year"])]
    parts = [_of_measure(reported, measure, organizations) for measure in measures.itertuples()]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    later = frame.groupby(ROW, sort=False)["months"].shift(-1)
    frame["until"] = (later - 1).fillna(YEAR)
    whole = dict.fromkeys(("year", "months", "until"), "int64")
    people = {"numerator": "float64", "denominator": "float64"}
    return frame.astype({"measure": "str", "organization": "str", "expected": "bool"} | whole | people)[COLUMNS]


def latest(entries: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Rows of ``complete`` that stand for their year: of the selected year as of the selected period; ``STANDING``."""
    months = _period(entries, selection)
    return entries.loc[(entries["months"] <= months) & (months <= entries["until"]), STANDING]


def growth(entries: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Rows of ``complete`` of exactly the period of their year, with those of the same period a year before."""
    exact = entries[entries["months"] == _period(entries, selection)]
    before = entries[[*ROW, "months", "numerator", "denominator"]].assign(year=entries["year"] + 1)
    return exact.merge(before, on=[*ROW, "months"], suffixes=("", "_before"))[GROWTH]


def _period(entries: pd.DataFrame, selection: Selection) -> pd.Series:
    return pd.Series(YEAR, entries.index).mask(entries["year"] == selection.year, selection.months)


def _wide(values: pd.DataFrame, fields: set[str]) -> pd.DataFrame:
    rows = values[(values["kind"] == "component") & values["field"].isin(fields) & values["number"].notna()]
    rows = rows.astype({"number": "float64"})
    wide = rows.pivot(index=["subject", "year", "months"], columns="field", values="number")
    return wide.sort_index().reset_index()


def _of_measure(wide: pd.DataFrame, measure: Any, organizations: Organizations) -> pd.DataFrame:
    missing = pd.Series(float("nan"), index=wide.index)
    numerator = wide.get(measure.numerator, missing)
    denominator = wide.get(measure.denominator, missing) if measure.denominator else missing
    both = wide["subject"].isin(organizations.of_both(measure.denominator))
    frame = pd.DataFrame(
        {
            "measure": measure.id,
            "organization": wide["subject"],
            "year": wide["year"],
            "months": wide["months"],
            "numerator": numerator,
            "denominator": denominator.where(both),
            "expected": wide["subject"].isin(organizations.fillers(measure.numerator)),
        }
    )
    return frame[frame["numerator"].notna() & (frame["denominator"].notna() | ~both)]
