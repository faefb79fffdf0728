"""How a cell of a plan table is written: one form a dtype, strict, so that nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

KOPECKS_IN_MILLION = 100_000_000


@dataclass(frozen=True)
class Form:
    """``pattern`` of the whole cell, its parser, the dtype of the column, and what to say of another cell."""

    pattern: str
    parse: Callable[[str], Any]
    dtype: str
    expected: str

    def value(self, cell: str) -> Any:
        """The parsed cell; raises ``ValueError`` where it is written otherwise."""
        if not re.fullmatch(self.pattern, cell, re.DOTALL):
            raise ValueError(self.expected)
        try:
            return self.parse(cell)
        except ValueError as error:
            raise ValueError(self.expected) from error


def _kopecks(cell: str) -> int:
    return int(Decimal(cell.replace(",", ".")) * KOPECKS_IN_MILLION)


def _float(cell: str) -> float:
    return float(cell.replace(",", "."))


# Eight decimals of a million roubles are whole kopecks.
MONEY = Form(r"\d{1,8}([.,]\d{1,8})?", _kopecks, "int64", "ожидается одна сумма в млн рублей до копейки")
_TEXT = Form(r"(\S(.*\S)?)?", str, "str", "пробелы по краям")
_DATE = Form(r"\d{4}-\d\d-\d\d", pd.Timestamp, "datetime64[ns]", "ожидается дата")
_FORMS = {
    "int64": Form(r"-?\d{1,15}", int, "int64", "ожидается одно целое число"),
    "float64": Form(r"-?\d{1,15}([.,]\d+)?", _float, "float64", "ожидается одно число"),
    "bool": Form("true|false", "true".__eq__, "bool", "ожидается true или false"),
}


def form_of(dtype: str) -> Form:
    """The form of a column by the dtype of its schema."""
    return _DATE if dtype.startswith("datetime") else _FORMS.get(dtype, _TEXT)
