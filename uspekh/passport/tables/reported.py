"""What organizations report, and how a figure is made of it."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.formulas import FORMULAS
from uspekh.passport.tables.table import Table, given_text


class Components(Table, key=("id",)):
    """What organizations report: the columns of the workbook.

    ``at_most`` names the component that this one cannot exceed; ``sensitive`` marks health counts.
    """

    id: str = given_text(title="код поля")
    sheet: str = given_text(title="лист формы")
    heading: str = given_text(title="заголовок столбца")
    title: str = given_text(title="что это")
    hint: str = pa.Field(title="подсказка")
    at_most: str = pa.Field(title="не больше поля")
    sensitive: bool = pa.Field(title="о здоровье детей")


class Applicability(Table, key=("type", "field")):
    """Which ``field`` (component) organizations of a ``type`` are asked to fill; what is not listed is not asked."""

    type: str = given_text(title="вид организации")
    field: str = given_text(title="код поля")
    required: bool = pa.Field(alias="asked", title="заполняет")


class Measures(Table, key=("id",)):
    """How a figure is made of components (methods of calculation).

    ``formula``: a kind of figure of ``passport.formulas``. ``divisor`` brings people to the unit. ``direction``:
    ``up`` where more is better. ``report_due``: MM-DD of the next year by which the value is known, empty for the
    last day of the year itself. ``primary``: the first reading of its subject.
    """

    id: str = given_text(title="код расчёта")
    subject_kind: str = pa.Field(isin=("indicator", "result"), title="что считается")
    subject: str = given_text(title="номер")
    formula: str = pa.Field(isin=tuple(FORMULAS), title="как")
    numerator: str = given_text(title="поле числителя")
    denominator: str = pa.Field(title="поле знаменателя")
    divisor: int = pa.Field(ge=1, title="разделить на")
    unit: str = given_text(title="единица")
    direction: str = pa.Field(isin=("up", "down"), title="что лучше")
    report_due: str = pa.Field(str_matches=r"^(\d\d-\d\d)?$", title="срок в следующем году, ММ-ДД")
    primary: bool = pa.Field(title="основной")
