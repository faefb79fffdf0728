"""Rows of a table → values with the column each stood in, and what could not be read."""

from __future__ import annotations

from uspekh.actuals.cells import Unreadable, cite, column_letters
from uspekh.actuals.content import FieldValues, TableValues
from uspekh.actuals.fields import Field, Parsed
from uspekh.actuals.layout.tables import Table
from uspekh.actuals.problem_codes import Severity
from uspekh.actuals.problems import Problems
from uspekh.actuals.rows.columns import ReadColumn, read_column
from uspekh.actuals.rows.keys import missing_key, read_keys
from uspekh.actuals.rows.looks import describe_looks, is_text

BLANK_KEYS: dict[str, Parsed] = {"subject": "", "part": "", "year": 0, "months": 0}


def read_table(table: Table, problems: Problems) -> tuple[TableValues, int]:
    """The values of a table, and the number of rows that were meant to give any; problems are added."""
    fields = {field.name: _read(table, field) for field in table.spec.fields if field.name in table.columns}
    filled: set[int] = set().union(*(column.filled() for column in fields.values()))
    # A cell that cannot be read was meant to be a value.
    reports = filled.union(*(column.failures for column in fields.values()))
    keys = read_keys(table, reports, problems)
    _report_notes(table, keys, reports, problems)
    whole = _report_keys(table, keys, sorted(reports), problems)
    for name, column in fields.items():
        for row, failure in column.failures.items():
            _report(table, row, name, failure, problems)
    problems.extend(describe_looks(table, reports))
    return _values(table, keys, fields, [row for row in whole if row in filled]), len(reports)


def _read(table: Table, field: Field) -> ReadColumn:
    index = table.columns[field.name]
    column, look = table.sheet.columns[index], table.sheet.look
    cells = [column[row] for row in table.rows]
    if is_text(field) and look is not None and look.remarks:
        # Words are stored whole: a struck or a raised part of them is said by nobody.
        remarks = [look.remarks.get((row, index)) for row in table.rows]
        cells = [r.original if r and r.original else cell for cell, r in zip(cells, remarks, strict=True)]
    return read_column(field, cells)


def _report_notes(table: Table, keys: dict[str, ReadColumn], reports: set[int], problems: Problems) -> None:
    """Rows with words where the subject stands and nothing reported: notes under the table."""
    name = table.spec.keys[0].name
    for row in keys[name].failures:
        if row not in reports:
            cell = table.sheet.columns[table.columns[name]][table.rows[row]]
            failure = Unreadable("row.ignored", f"Строка не прочитана: в ней нет данных, только «{cite(cell)}».")
            _report(table, row, name, failure, problems, "info")


def _report_keys(table: Table, keys: dict[str, ReadColumn], reports: list[int], problems: Problems) -> list[int]:
    """Adds what is wrong with the keys of reporting rows; returns the rows whose keys are whole."""
    fields = {field.name: field for field in table.spec.keys}
    broken: set[int] = set()
    for name, column in keys.items():
        for row in reports:
            if column.values[row] is not None:
                continue
            broken.add(row)
            failure = column.failures.get(row) or missing_key(table.spec, fields[name])
            _report(table, row, name, failure, problems)
    return [row for row in reports if row not in broken] if broken else reports


def _report(
    table: Table, row: int, name: str, failure: Unreadable, problems: Problems, severity: Severity = "error"
) -> None:
    cell = table.address(table.rows[row], name)
    problems.add(severity, failure.code, table.sheet.name, cell, lambda: failure.message)


def _values(table: Table, keys: dict[str, ReadColumn], fields: dict[str, ReadColumn], rows: list[int]) -> TableValues:
    """The values of some rows."""
    key = {
        name: [keys[name].values[row] for row in rows] if name in keys else [blank] * len(rows)
        for name, blank in BLANK_KEYS.items()
    }
    columns = [
        FieldValues(name, _letters(table, name), [column.values[row] for row in rows])
        for name, column in fields.items()
    ]
    numbers = [table.sheet.first_row + table.rows[row] + 1 for row in rows]
    return TableValues(table.sheet.name, table.spec.kind, numbers, **key, fields=columns)  # type: ignore[arg-type]


def _letters(table: Table, name: str) -> str:
    return column_letters(table.sheet.first_column + table.columns[name])
