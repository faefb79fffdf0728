"""Reported values in words: the names of fields that no plan table names, numbers in their units, dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from uspekh.russian.format import NO_DATA, day, missing, number, roubles, thousandths
from uspekh.words import MONEY

FIELDS = {
    "refined": MONEY["refined"], "executed": MONEY["executed"], "comment": "Комментарий",
    "done": "Дата исполнения", "forecast": "Прогнозная дата", "document": "Документ", "name": "Наименование",
    "short_name": "Краткое наименование", "type": "Тип", "founder": "Учредитель", "contingent": "Контингент",
    "plan": "План", "active_from": "Действует с", "active_to": "Действует по",
    "former_names": "Прежние наименования", "successor": "Преемник",
}  # fmt: skip
_DATES = ("done", "forecast")


def number_of(kind: str, value: int) -> str:
    """The number of a value as people read it: money in roubles, a plan in its measure's unit, people."""
    if kind == "budget":
        return roubles(value)
    return thousandths(value) if kind == "plan" else number(value, 0)


def value_in_words(row: Any) -> str:
    """What a reported value (row of the tidy frame) reads like."""
    if not missing(row.text):
        return day(date.fromisoformat(row.text)) if row.field in _DATES else str(row.text)
    if missing(row.number):
        return NO_DATA
    return number_of(row.kind, row.number)
