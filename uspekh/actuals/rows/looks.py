"""What is said of how the read cells of a table look: struck, raised, merged, hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from uspekh.actuals.cells import cite, column_letters, is_blank, parse_text
from uspekh.actuals.fields import Field
from uspekh.actuals.layout.tables import Table
from uspekh.actuals.opening.sheet_look import Merge, SheetLook
from uspekh.actuals.problem_codes import PROBLEM_CODES
from uspekh.actuals.problems import Problem


def is_text(field: Field) -> bool:
    """Whether a field is words as they are written; a key is none: it is looked up."""
    return field.parse is parse_text


def describe_looks(table: Table, reports: Collection[int]) -> Iterator[Problem]:
    """Problems of the cells that are read as keys, numbers or dates in the rows that report something.

    ``reports``: positions of the rows within ``table.rows``.
    """
    look = table.sheet.look
    if look is None:
        return
    rows = [table.rows[row] for row in sorted(reports)]
    keys = [table.columns[field.name] for field in table.spec.keys if field.name in table.columns]
    amounts = [table.columns[f.name] for f in table.spec.fields if f.name in table.columns and not is_text(f)]
    if look.remarks:
        yield from _of_cells(table, look, rows, [*keys, *amounts])
    if look.anchors:
        yield from _of_merged_numbers(table, look, rows, amounts)
        yield from _of_covered_values(table, look, rows, keys, amounts)
    yield from _of_hidden(table, look, rows)


def _of_cells(table: Table, look: SheetLook, rows: list[int], columns: list[int]) -> Iterator[Problem]:
    for row in rows:
        for column in columns:
            if remark := look.remarks.get((row, column)):
                yield _problem(table, row, column, remark.code, remark.message)


def _of_merged_numbers(table: Table, look: SheetLook, rows: list[int], amounts: list[int]) -> Iterator[Problem]:
    """Numbers in a merged cell over other rows of data or other columns of numbers: they count for the first alone."""
    reporting, counted = set(table.rows), set(amounts)
    for row in rows:
        for column in amounts:
            merge = look.anchors.get((row, column))
            if merge is None or is_blank(table.sheet.columns[column][row]):
                continue
            others = [cell for cell in merge.positions()[1:] if cell[0] in reporting and cell[1] in counted]
            if others:
                message = (
                    f"Число «{cite(table.sheet.columns[column][row])}» стоит в объединённой ячейке "
                    f"{_range(table, merge)}: оно отнесено только к ячейке {table.sheet.address(row, column)}, "
                    "остальные пусты. Разъедините ячейки и впишите каждое число отдельно."
                )
                yield _problem(table, row, column, "merge.number", message)


def _of_covered_values(
    table: Table, look: SheetLook, rows: list[int], keys: list[int], amounts: list[int]
) -> Iterator[Problem]:
    """Values that a merged cell hides: a key that is the same as the one on top is no matter."""
    columns = table.sheet.columns
    for row in rows:
        for column in [*keys, *amounts]:
            merge, cell = look.covered.get((row, column)), columns[column][row]
            if merge is None or is_blank(cell):
                continue
            shown = columns[merge.first_column][merge.first_row]
            if column in amounts or cell != shown:
                message = (
                    f"Под объединённой ячейкой {_range(table, merge)} скрыто значение «{cite(cell)}», видно "
                    f"«{cite(shown)}». Разъедините ячейки и оставьте верное."
                )
                yield _problem(table, row, column, "merge.hidden", message)


def _of_hidden(table: Table, look: SheetLook, rows: list[int]) -> Iterator[Problem]:
    sheet = table.sheet
    if hidden := [row for row in rows if row in look.hidden_rows]:
        numbers = _runs((sheet.first_row + row + 1 for row in hidden), str)
        message = f"Скрытые строки прочитаны наравне с другими: {numbers}."
        yield _problem(table, hidden[0], table.columns[table.spec.keys[0].name], "row.hidden", message)
    if rows and (columns := sorted(set(table.columns.values()) & look.hidden_columns)):
        letters = _runs((sheet.first_column + column for column in columns), column_letters)
        message = f"Скрытые столбцы прочитаны наравне с другими: {letters}."
        yield _problem(table, rows[0], columns[0], "column.hidden", message)


def _runs(numbers: Iterable[int], name: Callable[[int], str]) -> str:
    """«5, 7–9»."""
    parts = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts.append(name(run[0]) if len(run) == 1 else f"{name(run[0])}–{name(run[-1])}")
    return ", ".join(parts)


def _range(table: Table, merge: Merge) -> str:
    first, last = (table.sheet.address(*corner) for corner in (merge.anchor, (merge.last_row, merge.last_column)))
    return f"{first}:{last}"


def _problem(table: Table, row: int, column: int, code: str, message: str) -> Problem:
    return Problem(PROBLEM_CODES[code].severity, code, table.sheet.name, table.sheet.address(row, column), message)
