"""Indicators of the project and their targets: section 2, annex 2, single organizations."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.tables.table import Table, given_text, given_year


class Indicators(Table):
    """Section 2: indicators with their base values. ``unit`` is the unit of base and targets."""

    id: str = given_text(unique=True)
    title: str = given_text()
    short_title: str = given_text()
    type: str
    unit: str = given_text()
    base_value: float = pa.Field(nullable=True)
    base_date: pd.Timestamp = pa.Field(nullable=True)


class IndicatorTargets(Table, key=("indicator", "year")):
    """Section 2: the target of each indicator and year, in the indicator's unit."""

    indicator: str = given_text()
    year: int = given_year()
    target: float


class Annex2Indicators(Table):
    """Annex 2: the same indicators by groups of organizations, as printed there."""

    row: str = given_text()
    indicator: str = given_text()
    title: str = given_text()
    scope: str
    unit: str
    base_value: float = pa.Field(nullable=True)
    base_date: pd.Timestamp = pa.Field(nullable=True)


class Annex2Targets(IndicatorTargets, key=("indicator", "year")):
    """Annex 2: targets by year."""


class OrganizationTargets(Table, key=("organization", "indicator", "year")):
    """Targets of single organizations, where one was approved. They replace the calculated plan."""

    organization: str = given_text()
    indicator: str = given_text()
    year: int = given_year()
    target: float
