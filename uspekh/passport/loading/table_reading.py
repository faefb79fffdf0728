"""Reading a plan table: the texts of the document as they stand, and what can be read off them.

Only what cannot be parsed is refused: no table, another heading, a cell of ours written wrong. Whatever the document
itself has written wrong becomes a ``Fault``; a row without a sound reading is in no frame, its texts are kept.

Frames carry the line of the file as their index, so that every later check can name it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pandas as pd
import pandera.pandas as pa

from uspekh.passport.cells import MONEY, Form, form_of
from uspekh.passport.damage import Fault, FaultKind, PassportDamaged
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


@dataclass
class TableReading:
    """``texts``: every cell as it stands, by the names of the schema; ``frame``: sound rows in its dtypes."""

    name: str
    schema: type[Table]
    texts: pd.DataFrame
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, kind: FaultKind, line: int, column: str, reason: str, *, dropped: bool) -> None:
        """Adds a fault of the document; raises ``PassportDamaged`` where the cell is ours."""
        printed, cells = self.schema.printed(), self.texts.loc[line]
        if printed.origin(column) == "ours":
            text = f"«{cells[column]}»: " if cells[column] else ""
            raise PassportDamaged(f"{self.name}.csv", line, _stored(column), text + reason)
        title = str(self.schema.to_schema().columns[column].title or column)
        text = str(cells[printed.derived.get(column, column)])
        self.faults.append(Fault(kind, self.name, line, cells[printed.number], column, title, text, reason, dropped))

    def drop(self, lines: list[int]) -> None:
        """Takes rows out of the frame."""
        self.frame = self.frame.drop(index=lines)


def read_table(name: str, text: str | None, schema: type[Table]) -> TableReading:
    """The table ``name`` by the text of its CSV, which is missing where there is no file.

    Raises ``PassportDamaged`` where it cannot be parsed or a cell of ours is wrong.
    """
    reading = TableReading(name, schema, _as_text(f"{name}.csv", text, schema))
    columns = schema.to_schema().columns
    lost: set[int] = set()
    values = {}
    for column_name, column in columns.items():
        needed = not column.nullable
        form = _form(column_name, str(column.dtype))
        values[column_name], unread = _parsed(reading, column_name, form, needed)
        lost |= unread if needed else set()
    reading.frame = pd.DataFrame(values, dtype=object).drop(index=sorted(lost))
    dtypes = {each: _form(each, str(column.dtype)).dtype for each, column in columns.items()}
    reading.frame = reading.frame.astype(dtypes)
    _check(reading)
    _drop_repeated(reading)
    return reading


def _stored(name: str) -> str:
    return MONEY_COLUMN if name == "kopecks" else name


def _form(name: str, dtype: str) -> Form:
    return MONEY if name == "kopecks" else form_of(dtype)


def _as_text(file: str, text: str | None, schema: type[Table]) -> pd.DataFrame:
    if text is None:
        raise PassportDamaged(file, None, None, "файла нет")
    try:
        lines = dict(_lines(text))
    except csv.Error as error:
        raise PassportDamaged(file, None, None, f"не читается как таблица CSV: {error}") from error
    header = lines.pop(next(iter(lines), 1), [])
    names = {_stored(name): name for name in schema.to_schema().columns}
    optional = schema.printed().optional
    _same_columns(file, header, [name for name in names if name not in optional or name in header])
    for line, cells in lines.items():
        if len(cells) != len(header):
            raise PassportDamaged(file, line, None, f"ячеек {len(cells)}, а столбцов {len(header)}")
    return pd.DataFrame(list(lines.values()), index=list(lines), columns=[names[name] for name in header], dtype="str")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    first = 1
    for cells in reader:
        if cells:
            yield first, cells
        first = reader.line_num + 1


def _same_columns(file: str, header: list[str], wanted: list[str]) -> None:
    for name in wanted:
        if header.count(name) != 1:
            raise PassportDamaged(file, 1, name, "столбец повторяется" if name in header else "столбца нет")
    for name in header:
        if name not in wanted:
            raise PassportDamaged(file, 1, name, "лишний столбец")


def _parsed(reading: TableReading, name: str, form: Form, needed: bool) -> tuple[pd.Series, set[int]]:
    """The values of a column, and the lines of those that cannot be read."""
    if name not in reading.texts:
        return pd.Series("", index=reading.texts.index, dtype=object), set()
    from_document = reading.schema.printed().origin(name) != "ours"
    values: list[Any] = []
    unread = set()
    for line, text in reading.texts[name].items():
        cell = text.strip() if from_document else text
        try:
            values.append(None if cell == "" and not needed else form.value(cell))
        except ValueError as error:
            number = int(str(line))
            reading.blame(
                "unreadable" if cell else "empty", number, name, str(error) if cell else "пусто", dropped=needed
            )
            unread.add(number)
            values.append(None)
    return pd.Series(values, index=reading.texts.index, dtype=object), unread


def _check(reading: TableReading) -> None:
    """A value that the schema does not allow; a text may be empty in the document unless it names its row."""
    try:
        reading.schema.validate(reading.frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        columns = reading.schema.to_schema().columns
        for failure in error.failure_cases.sort_values("index").itertuples():
            check = str(failure.check)
            reason = _REASONS.get(check.partition("(")[0], check)
            line, column = int(failure.index), str(failure.column)
            dropped = reason != "пусто" or column in reading.schema.key()
            nullable = columns[column].nullable
            reading.blame(
                "empty" if reason == "пусто" else "unreadable", line, column, reason, dropped=dropped and not nullable
            )
            if nullable:
                reading.frame.loc[line, column] = None
        reading.drop(sorted({fault.line for fault in reading.faults if fault.dropped} & set(reading.frame.index)))


def _drop_repeated(reading: TableReading) -> None:
    key = list(reading.schema.key())
    again = reading.frame[reading.frame.duplicated(subset=key)] if key else reading.frame.iloc[:0]
    for line, row in again.iterrows():
        named = ", ".join(f"{column} = {row[column]}" for column in key)
        reading.blame("repeated", int(str(line)), key[0], f"повторяется: {named}", dropped=True)
    reading.drop(list(again.index))
