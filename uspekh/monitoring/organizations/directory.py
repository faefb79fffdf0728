"""The directory of organizations as the values give it, and who exists in a year."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

TEXTS = ("name", "short_name", "type", "founder", "active_from", "active_to", "former_names", "successor")
COLUMNS = ["code", *TEXTS, "contingent"]


def directory(values: pd.DataFrame, starter: pd.DataFrame, reporting: Collection[str] | None = None) -> pd.DataFrame:
    """Organizations reported in ``values`` (tidy frame), columns ``COLUMNS``, contingent ``Int64``.

    While none is reported, the ``starter`` directory; an organization of the starter that has values of its own
    (``reporting``, or by ``values`` themselves) is never dropped.
    """
    rows = values[values["kind"] == "organization"]
    texts = rows[rows["field"].isin(TEXTS)].pivot(index="subject", columns="field", values="text")
    numbers = rows[rows["field"] == "contingent"].set_index("subject")["number"]
    reported = texts.reindex(columns=list(TEXTS)).astype("str").assign(contingent=numbers.astype("Int64"))
    reported = reported.rename_axis("code").reset_index().rename_axis(columns=None)
    if reported.empty:
        return _complete(starter)
    if reporting is None:
        reporting = values.loc[values["kind"] == "component", "subject"].unique()
    starter = _complete(starter)
    starters = starter[starter["code"].isin(list(reporting)) & ~starter["code"].isin(reported["code"])]
    return pd.concat([reported, starters], ignore_index=True)[COLUMNS] if len(starters) else reported[COLUMNS]


def _complete(starter: pd.DataFrame) -> pd.DataFrame:
    return starter.reindex(columns=COLUMNS).astype(dict.fromkeys(["code", *TEXTS], "str"))


def split_municipality(frame: pd.DataFrame, municipality_type: str) -> tuple[pd.DataFrame, str | None]:
    """Organizations without the municipality's own entry, and that entry's code (``None`` without one)."""
    is_municipal = frame["type"].fillna("") == municipality_type
    return frame[~is_municipal], (str(frame.loc[is_municipal, "code"].iloc[0]) if is_municipal.any() else None)


def existing(organizations: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """Columns ``organization``, ``year``: the years in which each exists, «Действует с» to «Действует по»."""
    first = organizations["active_from"].str[:4].astype("Int64").fillna(0)
    last = organizations["active_to"].str[:4].astype("Int64").fillna(9999)
    frame = pd.DataFrame({"organization": organizations["code"], "first": first, "last": last})
    frame = frame.merge(pd.DataFrame({"year": list(years)}, dtype="int64"), how="cross")
    return frame.loc[frame["year"].between(frame["first"], frame["last"]), ["organization", "year"]]
