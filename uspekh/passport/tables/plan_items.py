"""Annex 1: the plan of measures, who carries it out, at which level it is controlled."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.tables.table import Table, given_text


class PlanItems(Table):
    """Annex 1: results, events and control points. ``number`` as printed, ``item`` without the last full stop.

    ``yearly``: «далее ежегодно», until ``yearly_until`` or the project's end. ``*_text``: dates as printed.
    """

    row: int = pa.Field(unique=True, ge=1)
    number: str = given_text()
    item: str = given_text(unique=True)
    kind: str = pa.Field(isin=("result", "event", "control_point"))
    parent: str
    title: str = given_text()
    start: pd.Timestamp = pa.Field(nullable=True)
    end: pd.Timestamp
    start_text: str
    end_text: str
    yearly: bool
    yearly_until: pd.Timestamp = pa.Field(nullable=True)
    executor: str
    document: str
    control: str


class Executors(Table, key=("spelling", "organization")):
    """Directory of executors: each spelling of annex 1 and the organizations it names, one a row."""

    spelling: str = given_text()
    organization: str = given_text()


class ControlLevels(Table):
    """Footnote 1 of annex 1: levels of control. An undefined one has an empty title."""

    code: str = given_text(unique=True)
    title: str
