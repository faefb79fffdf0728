"""Formulas of the methods applied to what was reported, for single organizations and for a set of them.

Sums are taken before any division, so no percentage is ever averaged (contract, section 2).
"""

from __future__ import annotations

import pandas as pd

ROW = ["measure", "organization", "year"]
SET = ""


def organization_facts(
    entries: pd.DataFrame, measures: pd.DataFrame, codes: pd.Series, years: tuple[int, ...], reading: str
) -> pd.DataFrame:
    """One row per measure, organization and year: ``numerator``, ``denominator``, ``months``, ``fact``."""
    return _with_facts(_dense(entries, measures, codes, years), measures, reading)


def set_facts(
    sums: pd.DataFrame,
    own: pd.DataFrame,
    expected: pd.Series,
    measures: pd.DataFrame,
    years: tuple[int, ...],
    reading: str,
) -> pd.DataFrame:
    """One row per measure and year for a set of organizations taken together.

    ``sums``: of the set (``reported.collapsed``); ``own``: entries of the municipality's own row, which replaces the
    sum where it is filled (empty when the set is not the whole); ``expected``: number of organizations by year. Adds
    ``reported``, ``expected``, ``complete``, ``stale`` (values of an earlier period than the latest), ``basis`` («sum»,
    «municipality», empty) and ``sum_fact``, the check beside it.
    """
    summed = _dense(sums.assign(organization=SET), measures, pd.Series([SET]), years)
    own = _dense(own.assign(organization=SET), measures, pd.Series([SET]), years)
    used = own.where(own["numerator"].notna(), summed)
    frame = _with_facts(used, measures, reading)
    frame["sum_fact"] = _with_facts(summed, measures, reading)["fact"]
    frame["basis"] = "sum"
    frame.loc[frame["numerator"].isna(), "basis"] = ""
    frame.loc[own["numerator"].notna(), "basis"] = "municipality"
    counts = sums.set_index(["measure", "year"])[["reported", "stale"]]
    frame = frame.join(counts, on=["measure", "year"]).assign(expected=frame["year"].map(expected))
    whole = ["reported", "stale", "expected"]
    frame[whole] = frame[whole].fillna(0).astype("int64")
    return frame.assign(complete=_complete(frame))


def _dense(entries: pd.DataFrame, measures: pd.DataFrame, codes: pd.Series, years: tuple[int, ...]) -> pd.DataFrame:
    """Every measure × organization × year of the project, in order; what nobody reported is missing."""
    rows = pd.MultiIndex.from_product([measures["id"], codes, years], names=ROW)
    columns = ["months", "numerator", "denominator"]
    frame = entries.set_index(ROW)[columns].reindex(rows).astype("float64").reset_index()
    return frame.astype({"year": "int64"})


def _with_facts(frame: pd.DataFrame, measures: pd.DataFrame, reading: str) -> pd.DataFrame:
    known = measures.set_index("id")
    of_measure = {name: frame["measure"].map(known[name]).astype(known[name].dtype) for name in ("formula", "divisor")}
    frame = frame.assign(**of_measure)
    share = 100 * frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    frame["fact"] = float("nan")
    for formula in known["formula"].unique():
        frame["fact"] = frame["fact"].where(frame["formula"] != formula, _by_formula(formula, frame, share, reading))
    frame["share"] = share.where(frame["formula"].isin(["share", "growth"]))
    return frame


def _by_formula(formula: str, frame: pd.DataFrame, share: pd.Series, reading: str) -> pd.Series:
    keys = [frame["measure"], frame["organization"]]
    if formula == "share":
        return share
    if formula == "sum":
        return frame["numerator"] / frame["divisor"]
    if formula == "cumulative":
        return frame["numerator"].groupby(keys, sort=False).cumsum() / frame["divisor"]
    before = share.groupby(keys, sort=False).shift(1)
    return 100 * (share / before.where(before > 0) - 1) if reading == "relative" else share - before


def _complete(frame: pd.DataFrame) -> pd.Series:
    """Whether nothing is lacking: for a cumulative value in no year up to this one."""
    whole = (frame["basis"] == "municipality") | ((frame["reported"] >= frame["expected"]) & (frame["reported"] > 0))
    so_far = whole.astype("int64").groupby(frame["measure"], sort=False).cummin().astype(bool)
    with_last = whole & whole.groupby(frame["measure"], sort=False).shift(1, fill_value=True)
    whole = whole.mask(frame["formula"] == "cumulative", so_far)
    return whole.mask(frame["formula"] == "growth", with_last)
