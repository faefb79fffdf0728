"""Indicators of the project and their targets: section 2, annex 2."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.sections import ANNEX2, INDICATORS
from uspekh.passport.tables.table import Printed, Table, given_text, given_year


class Indicators(
    Table, key=("id",), printed=Printed(INDICATORS, "id", derived={"unit": "title"}, ours=("short_title",))
):
    """Section 2: indicators with their base values. ``unit`` is the unit of base and targets."""

    id: str = given_text(title="номер показателя")
    title: str = given_text(title="наименование показателя")
    short_title: str = given_text(title="краткое наименование")
    type: str = pa.Field(title="тип показателя")
    unit: str = given_text(title="единица измерения")
    base_value: float = pa.Field(nullable=True, title="базовое значение")
    base_date: pd.Timestamp = pa.Field(nullable=True, title="дата базового значения")


class IndicatorTargets(Table, key=("indicator", "year"), printed=Printed(INDICATORS, "indicator")):
    """Section 2: the target of each indicator and year, in the indicator's unit."""

    indicator: str = given_text(title="номер показателя")
    year: int = given_year()
    target: float = pa.Field(title="плановое значение")


class Annex2Indicators(
    Table, key=("row",), printed=Printed(ANNEX2, "row", derived={"indicator": "row", "unit": "title"})
):
    """Annex 2: the same indicators by groups of organizations, as printed there."""

    row: str = given_text(title="номер строки")
    indicator: str = given_text(title="номер показателя")
    title: str = given_text(title="наименование показателя")
    scope: str = pa.Field(title="группа организаций")
    unit: str = pa.Field(title="единица измерения")
    base_value: float = pa.Field(nullable=True, title="базовое значение")
    base_date: pd.Timestamp = pa.Field(nullable=True, title="дата базового значения")


class Annex2Targets(IndicatorTargets, key=("indicator", "year"), printed=Printed(ANNEX2, "indicator")):
    """Annex 2: targets by year."""
