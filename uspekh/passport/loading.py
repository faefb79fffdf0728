"""Reading the plan tables: a damaged table is refused with file, row, column and reason.

Frames carry the line of the file as their index, so that every later check can name it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.cells import MONEY, Form, form_of
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.tables import MONEY_COLUMN, Table

_REASONS = {
    "str_length": "пусто",
    "not_nullable": "пусто",
    "field_uniqueness": "повторяется",
    "isin": "такого значения здесь не бывает",
    "str_matches": "записано не по образцу",
    "greater_than_or_equal_to": "меньше допустимого",
    "less_than_or_equal_to": "больше допустимого",
}


def read_table(path: Path, schema: type[Table]) -> pd.DataFrame:
    """The CSV at ``path`` in the dtypes of ``schema``, indexed by line; raises ``PassportDamaged``."""
    columns = schema.to_schema().columns
    text = _as_text(path, [_stored(name) for name in columns])
    parsed = {
        name: _parsed(path.name, text[_stored(name)], _form(name, str(column.dtype)), column.nullable)
        for name, column in columns.items()
    }
    frame = _validated(path.name, pd.DataFrame(parsed, index=text.index), schema)
    _refuse_repeated(path.name, frame, schema.key())
    return frame


def _stored(name: str) -> str:
    return MONEY_COLUMN if name == "kopecks" else name


def _form(name: str, dtype: str) -> Form:
    return MONEY if name == "kopecks" else form_of(dtype)


def _as_text(path: Path, wanted: list[str]) -> pd.DataFrame:
    try:
        lines = dict(_lines(path))
    except FileNotFoundError as error:
        raise PassportDamaged(path.name, None, None, "файла нет") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise PassportDamaged(path.name, None, None, f"не читается как таблица CSV в UTF-8: {error}") from error
    header = lines.pop(next(iter(lines), 1), [])
    _same_columns(path.name, header, wanted)
    for line, cells in lines.items():
        if len(cells) != len(header):
            raise PassportDamaged(path.name, line, None, f"ячеек {len(cells)}, а столбцов {len(header)}")
    return pd.DataFrame(list(lines.values()), index=list(lines), columns=header, dtype="str")


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        first = 1
        for cells in reader:
            if cells:
                yield first, cells
            first = reader.line_num + 1


def _same_columns(file: str, given: list[str], wanted: list[str]) -> None:
    for name in wanted:
        if given.count(name) != 1:
            raise PassportDamaged(file, 1, name, "столбец повторяется" if name in given else "столбца нет")
    for name in given:
        if name not in wanted:
            raise PassportDamaged(file, 1, name, "лишний столбец")


def _parsed(file: str, cells: pd.Series, form: Form, nullable: bool) -> pd.Series:
    values: list[Any] = []
    for line, cell in cells.items():
        try:
            values.append(None if cell == "" and nullable else form.value(cell))
        except ValueError as error:
            reason = f"«{cell}»: {error}" if cell else "пусто"
            raise PassportDamaged(file, int(str(line)), str(cells.name), reason) from error
    return pd.Series(values, index=cells.index, dtype=form.dtype)


def _validated(file: str, frame: pd.DataFrame, schema: type[Table]) -> pd.DataFrame:
    try:
        return schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        first = error.failure_cases.sort_values("index").iloc[0]
        row = None if pd.isna(first["index"]) else int(first["index"])
        check = str(first["check"])
        reason = _REASONS.get(check.partition("(")[0], check)
        cell = f"«{first['failure_case']}»: " if first["failure_case"] else ""
        raise PassportDamaged(file, row, _stored(first["column"]), cell + reason) from error


def _refuse_repeated(file: str, frame: pd.DataFrame, key: tuple[str, ...]) -> None:
    again = frame[frame.duplicated(subset=list(key))] if key else frame.iloc[:0]
    if len(again):
        named = ", ".join(f"{column} = {again[column].iloc[0]}" for column in key)
        raise PassportDamaged(file, int(again.index[0]), key[0], f"повторяется: {named}")
