"""What organizations report, and how a figure is made of it."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.formulas import FORMULAS
from uspekh.passport.tables.table import Table, given_text


class Components(Table, key=("id",)):
    """What organizations report: the columns of the workbook.

    ``at_most`` names the component that this one cannot exceed; ``sensitive`` marks health counts.
    """

    id: str = given_text()
    sheet: str = given_text()
    heading: str = given_text()
    title: str = given_text()
    hint: str
    at_most: str
    sensitive: bool


class Applicability(Table, key=("type", "field")):
    """Which ``field`` (component) organizations of a ``type`` are asked to fill; what is not listed is not asked."""

    type: str = given_text()
    field: str = given_text()
    required: bool = pa.Field(alias="asked")


class Measures(Table, key=("id",)):
    """How a figure is made of components (methods of calculation).

    ``formula``: a kind of figure of ``passport.formulas``. ``divisor`` brings people to the unit. ``direction``:
    ``up`` where more is better. ``report_due``: MM-DD of the next year by which the value is known, empty for the
    last day of the year itself. ``primary``: the first reading of its subject.
    """

    id: str = given_text()
    subject_kind: str = pa.Field(isin=("indicator", "result"))
    subject: str = given_text()
    formula: str = pa.Field(isin=tuple(FORMULAS))
    numerator: str = given_text()
    denominator: str
    divisor: int = pa.Field(ge=1)
    unit: str = given_text()
    direction: str = pa.Field(isin=("up", "down"))
    report_due: str = pa.Field(str_matches=r"^(\d\d-\d\d)?$")
    primary: bool
