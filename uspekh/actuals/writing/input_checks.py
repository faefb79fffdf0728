"""What may be typed into a cell of the template: drop-down lists, whole numbers, sums, dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from uspekh.actuals.fields import Field
from uspekh.actuals.parsing.dates import parse_date
from uspekh.actuals.parsing.numbers import CLEARED, parse_kopecks, parse_people, parse_plan

PROMPT_MOST = 255
_BLANK = "Если данных нет, оставьте ячейку пустой."


def input_kind(column: Field) -> str:
    """What is typed into a column: ``people``, ``money``, ``plan``, ``date``, ``year`` or ``text``."""
    if column.name == "year":
        return "year"
    kinds: dict[object, str] = {parse_people: "people", parse_kopecks: "money", parse_plan: "plan", parse_date: "date"}
    return kinds.get(column.parse, "text")


def input_check(column: Field, lists: Mapping[str, str], hint: str | None) -> DataValidation | None:
    """The check of a column, ``None`` where anything may be typed; ``lists`` are ranges of allowed values by field."""
    check = _check(input_kind(column), lists.get(column.name))
    if check is not None:
        check.errorTitle, check.showErrorMessage, check.allow_blank = "Значение не подходит", True, True
        if hint:
            check.promptTitle, check.prompt, check.showInputMessage = "Подсказка", hint[:PROMPT_MOST], True
    return check


def _check(kind: str, listed: str | None) -> DataValidation | None:
    if listed:
        return DataValidation("list", formula1=listed, error="Выберите значение из списка.")
    at_least = {"operator": "greaterThanOrEqual", "formula1": "0"}
    if kind == "people":
        return DataValidation("whole", **at_least, error=f"Впишите целое число, 0 или больше. {_BLANK}")
    if kind == "money":
        return DataValidation("decimal", **at_least, error=f"Впишите сумму в рублях, 0 или больше. {_BLANK}")
    if kind == "plan":
        error = f"Впишите план в единице показателя: 73,5 или 260. Слова «{CLEARED}», которые снимают план, оставьте."
        # A warning lets the words stay.
        return DataValidation("decimal", **at_least, errorStyle="warning", error=error)
    if kind == "date":
        first = str((date(2000, 1, 1) - date(1899, 12, 30)).days)
        return DataValidation("date", operator="greaterThan", formula1=first, error="Впишите дату в виде 28.02.2019.")
    return None
