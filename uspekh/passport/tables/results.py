"""Section 3: results, their targets, and what of the other tables belongs to each."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.tables.table import Table, given_text, given_year


class Results(Table):
    """Section 3: results with their characteristic."""

    id: str = given_text(unique=True)
    title: str = given_text()
    short_title: str = given_text()
    characteristic: str


class ResultTargets(Table, key=("result", "year", "unit")):
    """Section 3: measurable targets of a result. ``unit`` tells several readings of one target apart."""

    result: str = given_text()
    year: int = given_year()
    unit: str = given_text()
    target: float
    wording: str


class Links(Table, key=("result", "kind", "target")):
    """Which plan item, budget line, participant row or indicator belongs to a result (read off titles)."""

    result: str = given_text()
    kind: str = pa.Field(isin=("plan_item", "budget_line", "participant", "indicator"))
    target: str = given_text()
    note: str
