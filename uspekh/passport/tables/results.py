"""Section 3: results, their targets, and what of the other tables belongs to each."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.sections import RESULTS
from uspekh.passport.tables.table import Printed, Table, given_text, given_year

_READ_OFF = {"year": "wording", "unit": "wording", "target": "wording"}


class Results(Table, key=("id",), printed=Printed(RESULTS, "id", ours=("short_title",))):
    """Section 3: results with their characteristic."""

    id: str = given_text(title="номер результата")
    title: str = given_text(title="наименование результата")
    short_title: str = given_text(title="краткое наименование")
    characteristic: str = pa.Field(title="характеристика результата")


class ResultTargets(Table, key=("result", "year", "unit"), printed=Printed(RESULTS, "result", derived=_READ_OFF)):
    """Section 3: measurable targets of a result. ``unit`` tells several readings of one target apart."""

    result: str = given_text(title="номер результата")
    year: int = given_year()
    unit: str = given_text(title="единица измерения")
    target: float = pa.Field(title="плановое значение")
    wording: str = pa.Field(title="формулировка")


class Links(Table, key=("result", "kind", "target")):
    """Which plan item, budget line, participant row or indicator belongs to a result (read off titles)."""

    result: str = given_text(title="номер результата")
    kind: str = pa.Field(isin=("plan_item", "budget_line", "participant", "indicator"), title="с чем связан")
    target: str = given_text(title="его номер")
    note: str = pa.Field(title="примечание")
