"""Annex 1: the plan of measures, who carries it out, at which level it is controlled."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.sections import FOOTNOTE, ITEMS
from uspekh.passport.tables.table import Printed, Table, given_text


class PlanItems(
    Table,
    key=("item",),
    printed=Printed(
        ITEMS,
        "number",
        derived={"item": "number", "start": "start_text", "end": "end_text"},
        ours=("row", "kind", "parent", "yearly", "yearly_until"),
    ),
):
    """Annex 1: results, events and control points. ``number`` as printed, ``item`` without the last full stop.

    ``yearly``: «далее ежегодно», until ``yearly_until`` or the project's end. ``*_text``: dates as printed.
    An item without a sound ``end`` falls due in no year.
    """

    row: int = pa.Field(ge=1, title="место в плане")
    number: str = given_text(title="номер")
    item: str = given_text(title="номер")
    kind: str = pa.Field(isin=("result", "event", "control_point"), title="что это")
    parent: str = pa.Field(title="под каким результатом")
    title: str = given_text(title="наименование")
    start: pd.Timestamp = pa.Field(nullable=True, title="начало")
    end: pd.Timestamp = pa.Field(nullable=True, title="окончание")
    start_text: str = pa.Field(title="начало")
    end_text: str = pa.Field(title="окончание")
    yearly: bool = pa.Field(title="ежегодно")
    yearly_until: pd.Timestamp = pa.Field(nullable=True, title="ежегодно до")
    executor: str = pa.Field(title="ответственный исполнитель")
    document: str = pa.Field(title="вид документа")
    control: str = pa.Field(title="уровень контроля")


class Executors(Table, key=("spelling", "organization")):
    """Directory of executors: each spelling of annex 1 and the organizations it names, one a row."""

    spelling: str = given_text(title="написание")
    organization: str = given_text(title="кто исполняет")


class ControlLevels(Table, key=("code",), printed=Printed(FOOTNOTE, "code")):
    """Footnote 1 of annex 1: levels of control. An undefined one has an empty title."""

    code: str = given_text(title="уровень контроля")
    title: str = pa.Field(title="расшифровка")
