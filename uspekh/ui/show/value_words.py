"""Reported values in words: the names of fields that no plan table names, and numbers in their units."""

from __future__ import annotations

from uspekh.russian.format import number, roubles, thousandths
from uspekh.words import MONEY

FIELDS = {
    "refined": MONEY["refined"], "executed": MONEY["executed"], "comment": "Комментарий",
    "done": "Дата исполнения", "forecast": "Прогнозная дата", "document": "Документ", "name": "Наименование",
    "short_name": "Краткое наименование", "type": "Тип", "founder": "Учредитель", "contingent": "Контингент",
    "plan": "План", "active_from": "Действует с", "active_to": "Действует по",
}  # fmt: skip


def number_of(kind: str, value: int) -> str:
    """The number of a value as people read it: money in roubles, a plan in its measure's unit, people."""
    if kind == "budget":
        return roubles(value)
    return thousandths(value) if kind == "plan" else number(value, 0)
