"""Reported values in words: whose each is, the names of fields that no plan table names, numbers in their units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from uspekh.russian.format import number, roubles, thousandths
from uspekh.ui.session.filters import organization_names
from uspekh.words import MONEY

FIELDS = {
    "refined": MONEY["refined"], "executed": MONEY["executed"], "comment": "Комментарий",
    "done": "Дата исполнения", "forecast": "Прогнозная дата", "document": "Документ", "name": "Наименование",
    "short_name": "Краткое наименование", "type": "Тип", "founder": "Учредитель", "contingent": "Контингент",
    "plan": "План", "active_from": "Действует с", "active_to": "Действует по",
    "former_names": "Прежние наименования", "successor": "Преемник",
}  # fmt: skip


def owners(rows: pd.DataFrame) -> list[str]:
    """Whose or what each reported value is: an organization by its name, a line and source of the budget, a plan item.

    An organization that is not stored yet is called as the rows call it; one that they do not name, by its code.
    """
    named_here = rows[(rows["kind"] == "organization") & (rows["field"] == "short_name") & rows["text"].notna()]
    names = dict(zip(named_here["subject"], named_here["text"], strict=True))
    names |= {code: name for name, code in organization_names().items()}
    return [_owner(row, names) for row in rows[["kind", "subject", "part"]].itertuples()]


def _owner(row: Any, names: Mapping[str, str]) -> str:
    if row.kind == "milestone":
        return f"пункт {row.subject}"
    if row.kind == "budget":
        return f"{row.subject}, {row.part}"
    return names.get(row.subject, row.subject)


def number_of(kind: str, value: int) -> str:
    """The number of a value as people read it: money in roubles, a plan in its measure's unit, people."""
    if kind == "budget":
        return roubles(value)
    return thousandths(value) if kind == "plan" else number(value, 0)
