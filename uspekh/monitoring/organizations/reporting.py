"""Who has and has not sent the report of a period, and whether in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from uspekh.monitoring.organizations.directory import existing
from uspekh.words import REPORT_STATES

STATES = {state: REPORT_STATES[state] for state in ("accepted", "waiting", "returned", "not_sent", "overdue")}
COLUMNS = ["organization", "name", "state", "sent", "decided", "late", "remark"]


class Reporting(pa.DataFrameModel):
    """A row per organization that exists in the year; ``sent`` and ``decided`` are ``datetime.date`` or missing.

    ``sent``: when it came first of what stands; ``decided``: when it was accepted or returned last;
    ``late``: sent after the deadline, or not sent though the deadline has passed.
    """

    organization: str
    name: str
    state: str = pa.Field(isin=list(STATES))
    sent: object = pa.Field(nullable=True)
    decided: object = pa.Field(nullable=True)
    late: bool
    remark: str


def reporting(
    organizations: pd.DataFrame,
    accepted: pd.DataFrame,
    sent: pd.DataFrame,
    year: int,
    due: date | None,
    as_of: date,
) -> pd.DataFrame:
    """The table ``Reporting`` of one period.

    ``organizations``: the directory without the municipality's own entry; ``accepted``: ``organization, first,
    last``, days on which values of the period that are in force came; ``sent``: ``organization, state, sent,
    decided, remark`` of the submissions for the period, the latest last.
    """
    present = set(existing(organizations, (year,))["organization"])
    came = accepted.set_index("organization")
    by_organization = dict(iter(sent.groupby("organization")))
    rows = []
    for entry in organizations[organizations["code"].isin(present)].itertuples():
        standing = came.loc[entry.code] if entry.code in came.index else None
        state = _state(standing, by_organization.get(entry.code, sent.iloc[:0]), due is not None and as_of > due)
        late = due is not None and (state["sent"] or as_of) > due
        name = entry.name if pd.isna(entry.short_name) else entry.short_name
        rows.append({"organization": entry.code, "name": name, "late": late, **state})
    words = dict.fromkeys(("organization", "name", "state", "remark"), "str")
    return Reporting.validate(pd.DataFrame(rows, columns=COLUMNS).astype({"late": bool} | words))


def counted(frame: pd.DataFrame) -> dict[str, int]:
    """How many organizations stand in each state of ``STATES``."""
    counts = frame["state"].value_counts()
    return {state: int(counts.get(state, 0)) for state in STATES}


def _state(standing: pd.Series | None, submissions: pd.DataFrame, passed: bool) -> dict[str, Any]:
    """What waits comes first, then what is in force, then the last answer."""
    waiting = submissions[submissions["state"] == "waiting"]
    returned = submissions[submissions["state"] == "returned"]
    if len(waiting):
        return _describe("waiting", waiting["sent"].iloc[-1], None)
    if standing is not None:
        through = submissions.loc[submissions["state"] == "accepted", "sent"]
        return _describe("accepted", min([standing["first"], *through]), standing["last"])
    if len(returned):
        last = returned.iloc[-1]
        return _describe("returned", last["sent"], last["decided"], last["remark"])
    return _describe("overdue" if passed else "not_sent", None, None)


def _describe(state: str, sent: date | None, decided: date | None, remark: str = "") -> dict[str, Any]:
    return {"state": state, "sent": sent, "decided": decided, "remark": remark}
