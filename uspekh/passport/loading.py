"""Reading the plan tables: a damaged table is refused with file, row, column and reason."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.tables import MONEY_COLUMN, Table

KOPECKS_IN_MILLION = 100_000_000
_FIRST_LINE = 2
_FLAGS = {"true": True, "false": False}


class PassportDamaged(Exception):
    """A table that cannot be trusted. ``row`` counts lines of the file from 1."""

    def __init__(self, file: str, row: int | None, column: str | None, reason: str) -> None:
        self.file, self.row, self.column, self.reason = file, row, column, reason
        place = [file, *([f"строка {row}"] if row else []), *([f"столбец {column}"] if column else [])]
        super().__init__(f"{', '.join(place)}: {reason}")


def read_table(path: Path, schema: type[Table]) -> pd.DataFrame:
    """The CSV at ``path`` in the dtypes of ``schema``; raises ``PassportDamaged``."""
    text = _as_text(path)
    columns = list(schema.to_schema().columns)
    stored = [MONEY_COLUMN if name == "kopecks" else name for name in columns]
    _same_columns(path.name, list(text.columns), stored)
    parsed = {
        name: _parsed(path.name, text[column], name, schema) for name, column in zip(columns, stored, strict=True)
    }
    return _validated(path.name, pd.DataFrame(parsed), schema)


def _as_text(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    except FileNotFoundError as error:
        raise PassportDamaged(path.name, None, None, "файла нет") from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise PassportDamaged(path.name, None, None, f"не читается как таблица CSV в UTF-8: {error}") from error


def _same_columns(file: str, given: list[str], wanted: list[str]) -> None:
    for name in wanted:
        if name not in given:
            raise PassportDamaged(file, 1, name, "столбца нет")
    for name in given:
        if name not in wanted:
            raise PassportDamaged(file, 1, name, "лишний столбец")


def _parsed(file: str, cells: pd.Series, column: str, schema: type[Table]) -> pd.Series:
    definition = schema.to_schema().columns[column]
    parse, dtype = _parser(column, str(definition.dtype))
    values: list[Any] = []
    for line, cell in enumerate(cells, start=_FIRST_LINE):
        try:
            values.append(None if cell == "" and definition.nullable else parse(cell))
        except (ValueError, InvalidOperation, KeyError) as error:
            reason = "пусто" if cell == "" else f"«{cell}» — {_expected(column, str(definition.dtype))}"
            raise PassportDamaged(file, line, MONEY_COLUMN if column == "kopecks" else column, reason) from error
    return pd.Series(values, dtype=dtype)


def _parser(column: str, dtype: str) -> tuple[Callable[[str], Any], str]:
    if column == "kopecks":
        return _kopecks, "int64"
    if dtype.startswith("datetime"):
        return pd.Timestamp.fromisoformat, dtype
    parsers: dict[str, Callable[[str], Any]] = {"int64": int, "float64": float, "bool": _FLAGS.__getitem__}
    return (parsers[dtype], dtype) if dtype in parsers else (str, "str")


def _kopecks(cell: str) -> int:
    kopecks = Decimal(cell) * KOPECKS_IN_MILLION
    if not kopecks.is_finite() or kopecks != int(kopecks):
        raise ValueError(cell)
    return int(kopecks)


def _expected(column: str, dtype: str) -> str:
    if column == "kopecks":
        return "ожидается сумма в млн рублей с точностью до копейки, десятичная точка"
    if dtype.startswith("datetime"):
        return "ожидается дата ГГГГ-ММ-ДД"
    return {"int64": "ожидается целое число", "float64": "ожидается число", "bool": "ожидается true или false"}[dtype]


def _validated(file: str, frame: pd.DataFrame, schema: type[Table]) -> pd.DataFrame:
    try:
        frame = schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        first = error.failure_cases.iloc[0]
        row = None if pd.isna(first["index"]) else int(first["index"]) + _FIRST_LINE
        raise PassportDamaged(file, row, first["column"], f"«{first['failure_case']}»: {first['check']}") from error
    again = frame.duplicated(subset=list(schema.key()), keep="first") if schema.key() else pd.Series(dtype=bool)
    if again.any():
        row = int(again.idxmax())
        named = ", ".join(f"{column} = {frame[column].iloc[row]}" for column in schema.key())
        raise PassportDamaged(file, row + _FIRST_LINE, schema.key()[0], f"повторяется: {named}")
    return frame
