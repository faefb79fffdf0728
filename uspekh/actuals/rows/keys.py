"""What each row of a table is about: its organization, year and period, also where they are written once for several.

A merged cell gives its value to every row under it. A blank under a written cell repeats it where the table is laid
out so (a pivot, or one value for the whole table) and no key comes twice; where the blank means something else as well,
that is an error which names both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from uspekh.actuals.cells import Cell, Unreadable, cite, is_blank
from uspekh.actuals.fields import Field, Parsed, SheetSpec
from uspekh.actuals.layout.tables import Table
from uspekh.actuals.problems import Problem, Problems
from uspekh.actuals.rows.columns import ReadColumn, read_column

_MISSING = {
    "subject": ("subject.missing", "Не указано, к чему относится строка: заполните столбец «{label}»."),
    "part": ("source.missing", "Не указан источник: заполните столбец «{label}»."),
    "year": ("year.missing", "Не указан год: заполните столбец «{label}»."),
    "months": ("period.missing", "Не указан период: заполните столбец «{label}»."),
    "plan part": ("measure.missing", "Не указано, чего это план: заполните столбец «{label}»."),
}


@dataclass(frozen=True)
class _Key:
    """A key of the rows of a table: its cells (a merged one stands in each row under it) and what they give.

    ``repeated``: rows with a blank that stands for a written cell, and the row of that cell.
    """

    field: Field
    index: int
    cells: list[Cell]
    values: list[Parsed]
    failures: dict[int, Unreadable]
    blanks: list[int]
    repeated: dict[int, int]


def read_keys(table: Table, reports: Collection[int], problems: Problems) -> dict[str, ReadColumn]:
    """The keys of each row by their names; ``reports``: rows that report something, in which they are needed.

    A key that cannot be told is a failure of its row; a blank that stands for the cell above is a warning.
    """
    keys = [_read_key(table, field) for field in table.spec.keys]
    for key in sorted(keys, key=lambda key: key.index):
        blanks = [row for row in key.blanks if row in reports]
        if blanks and table.sheet.look is None:
            key.failures.update(dict.fromkeys(blanks, _unchecked(table.spec, key.field)))
            for row in blanks:
                key.values[row] = None
        elif blanks:
            _settle_blanks(table, key, keys, blanks, reports)
    _give_back(keys)
    for key in keys:
        problems.extend(_repeated_cells(table, key))
    return {key.field.name: ReadColumn(key.values, key.failures) for key in keys}


def _give_back(keys: Sequence[_Key]) -> None:
    """A row of which another key is not known says nothing of what its blanks repeat."""
    for row in {row for key in keys for row in key.repeated}:
        if any(key.values[row] is None for key in keys):
            for key in keys:
                if key.repeated.pop(row, None) is not None:
                    key.values[row] = key.field.default


def _read_key(table: Table, field: Field) -> _Key:
    if field.name not in table.columns:
        return _Key(field, -1, [], [field.default] * len(table.rows), {}, [], {})
    index = table.columns[field.name]
    cells = _cells_under_merges(table, index)
    read = read_column(field, cells)
    blank = {cell for cell in set(cells) if is_blank(cell)}
    blanks = [row for row, cell in enumerate(cells) if cell in blank] if blank else []
    for row in blanks:
        read.values[row] = field.default
    return _Key(field, index, cells, read.values, read.failures, blanks, {})


def _cells_under_merges(table: Table, index: int) -> list[Cell]:
    columns, look = table.sheet.columns, table.sheet.look
    cells = [columns[index][row] for row in table.rows]
    if look is None or not look.covered:
        return cells
    merges = [look.covered.get((row, index)) for row in table.rows]
    return [columns[m.first_column][m.first_row] if m else cell for cell, m in zip(cells, merges, strict=True)]


def _settle_blanks(table: Table, key: _Key, keys: Sequence[_Key], blanks: list[int], reports: Collection[int]) -> None:
    """Decides what the blanks of a key mean, and writes that into its values."""
    default = key.field.default
    above = {row: source for row, source in _rows_above(table, key, blanks).items() if key.values[source] != default}
    repeated = [key.values[above.get(row, row)] for row in range(len(key.values))]
    if not above or not _is_laid_out_so(key, keys, above) or _come_twice(key, keys, repeated, above, reports):
        return
    if default is not None and not _come_twice(key, keys, key.values, above, reports):
        for row, source in above.items():
            key.failures[row], key.values[row] = _read_two_ways(table, key, source), None
        return
    key.values[:] = repeated
    key.repeated.update(above)


def _rows_above(table: Table, key: _Key, blanks: list[int]) -> dict[int, int]:
    """The row of the written cell above each blank; a gap, a total or a cell that was not read parts them."""
    unwritten, above = set(blanks), {}
    source: int | None = None
    for row, number in enumerate(table.rows):
        if row and number != table.rows[row - 1] + 1:
            source = None
        if row not in unwritten:
            source = None if is_blank(key.cells[row]) or row in key.failures else row
        elif source is not None:
            above[row] = source
    return above


def _is_laid_out_so(key: _Key, keys: Sequence[_Key], above: dict[int, int]) -> bool:
    """Whether all left of each blank repeats as well, as in a pivot, or the column has one value for all rows.

    A period has one value for all only where the year does.
    """
    left = [other.values for other in keys if 0 <= other.index < key.index]
    if all(values[row] == values[row - 1] for row in above for values in left):
        return True
    years = {value for other in keys if other.field.name == "year" for value in other.values}
    once = set(above.values()) == {0} and len(above) == len(key.values) - 1
    return once and (key.field.name != "months" or len(years) == 1)


def _come_twice(
    key: _Key, keys: Sequence[_Key], values: list[Parsed], above: dict[int, int], reports: Collection[int]
) -> bool:
    """Whether a row of ``above`` would be about the same as another, were the values of ``key`` these."""
    columns = [values if other is key else other.values for other in keys]
    subjects = {row: tuple(column[row] for column in columns) for row in reports}
    counts = Counter(subject for subject in subjects.values() if None not in subject)
    return any(counts[subjects[row]] > 1 for row in above)


def missing_key(spec: SheetSpec, field: Field) -> Unreadable:
    """Why a row that lacks a key of its sheet is not read."""
    code, message = _MISSING.get(f"{spec.kind} {field.name}", _MISSING[field.name])
    return Unreadable(code, message.format(label=field.label))


def _unchecked(spec: SheetSpec, field: Field) -> Unreadable:
    missing = missing_key(spec, field)
    return Unreadable(missing.code, f"{missing.message} Оформление не проверено: может быть, она объединена.")


def _read_two_ways(table: Table, key: _Key, source: int) -> Unreadable:
    default = "год" if key.field.name == "months" else str(key.field.default)
    above = f"«{cite(key.cells[source])}», как в ячейке {table.sheet.address(table.rows[source], key.index)}"
    return Unreadable(
        "key.two_ways", f"Пустая ячейка читается двояко: «{default}» или {above}. Впишите значение в каждую строку."
    )


def _repeated_cells(table: Table, key: _Key) -> Iterator[Problem]:
    """A warning for the blanks under each written cell."""
    below: dict[int, list[int]] = {}
    for row, source in key.repeated.items():
        below.setdefault(source, []).append(row)
    for source, rows in below.items():
        first, last, written = (table.sheet.address(table.rows[row], key.index) for row in (rows[0], rows[-1], source))
        where = f"Ячейка {first} пуста" if first == last else f"Ячейки {first}–{last} пусты"
        message = (
            f"{where}: прочитано «{cite(key.cells[source])}», как в ячейке {written} выше. Если это не так, впишите "
            "значение в каждую строку."
        )
        yield Problem("warning", "key.from_above", table.sheet.name, first, message)
