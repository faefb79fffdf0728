"""What each organization gives to each measure: the latest period of the year in which it gave all asked."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.selection import Selection

COLUMNS = ["measure", "organization", "year", "months", "numerator", "denominator"]


def entries(
    values: pd.DataFrame, measures: pd.DataFrame, asked_both: frozenset[str], selection: Selection
) -> pd.DataFrame:
    """Columns ``COLUMNS``; people as float64 (whole numbers), ``denominator`` null where none is asked.

    ``asked_both``: organizations that count in a share only when they gave numerator and denominator
    (contract, section 2). Periods of the selected year later than the selected one are left out.
    """
    reported = _wide(values, set(measures["numerator"]) | set(measures["denominator"]), selection)
    parts = [_of_measure(reported, measure, asked_both) for measure in measures.itertuples()]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return frame.astype({"measure": "str", "organization": "str", "year": "int64", "months": "int64"})


def _wide(values: pd.DataFrame, asked: set[str], selection: Selection) -> pd.DataFrame:
    rows = values[(values["kind"] == "component") & values["field"].isin(asked) & values["number"].notna()]
    later = (rows["year"] == selection.year) & (rows["months"] > selection.months)
    rows = rows[~later].astype({"number": "float64"})
    wide = rows.pivot(index=["subject", "year", "months"], columns="field", values="number")
    return wide.sort_index().reset_index()


def _of_measure(wide: pd.DataFrame, measure: pd.Series, asked_both: frozenset[str]) -> pd.DataFrame:
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
        given &= frame["denominator"].notna() | ~frame["organization"].isin(asked_both)
    return frame[given].drop_duplicates(["organization", "year"], keep="last")
