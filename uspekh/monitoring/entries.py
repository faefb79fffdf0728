"""What each organization gives to each measure: the periods of a year in which it gave all asked."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.selection import Selection
from uspekh.russian.periods import YEAR

ROW = ["measure", "organization", "year"]
COLUMNS = [*ROW, "months", "until", "numerator", "denominator"]
STANDING = [*ROW, "months", "numerator", "denominator"]


def complete(values: pd.DataFrame, measures: pd.DataFrame, asked_both: frozenset[str]) -> pd.DataFrame:
    """Every period with all asked, columns ``COLUMNS``: it is the latest one from ``months`` up to ``until``.

    People as float64 (whole numbers), ``denominator`` null where none is asked. ``asked_both``: organizations that
    count in a share only when they gave numerator and denominator (contract, section 2).
    """
    reported = _wide(values, set(measures["numerator"]) | set(measures["denominator"]))
    both = reported["subject"].isin(asked_both)
    parts = [_of_measure(reported, measure, both) for measure in measures.itertuples()]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    later = frame.groupby(ROW, sort=False)["months"].shift(-1)
    frame["until"] = (later - 1).fillna(YEAR)
    whole = dict.fromkeys(("year", "months", "until"), "int64")
    return frame.astype({"measure": "str", "organization": "str"} | whole)[COLUMNS]


def latest(entries: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Rows of ``complete`` that stand for their year: of the selected year as of the selected period; ``STANDING``."""
    months = pd.Series(YEAR, entries.index).mask(entries["year"] == selection.year, selection.months)
    return entries.loc[(entries["months"] <= months) & (months <= entries["until"]), STANDING]


def _wide(values: pd.DataFrame, asked: set[str]) -> pd.DataFrame:
    rows = values[(values["kind"] == "component") & values["field"].isin(asked) & values["number"].notna()]
    rows = rows.astype({"number": "float64"})
    wide = rows.pivot(index=["subject", "year", "months"], columns="field", values="number")
    return wide.sort_index().reset_index()


def _of_measure(wide: pd.DataFrame, measure: pd.Series, both: pd.Series) -> pd.DataFrame:
    missing = pd.Series(float("nan"), index=wide.index)
    frame = pd.DataFrame(
        {
            "measure": measure.id,
            "organization": wide["subject"],
            "year": wide["year"],
            "months": wide["months"],
            "numerator": wide.get(measure.numerator, missing),
            "denominator": wide.get(measure.denominator, missing) if measure.denominator else missing,
        }
    )
    given = frame["numerator"].notna()
    if measure.denominator:
        given &= frame["denominator"].notna() | ~both
    return frame[given]
