"""Finding our tables on a sheet that a person made, one under another: their columns and rows of data."""

from __future__ import annotations

from dataclasses import dataclass

from uspekh.actuals.cells import Cell, is_blank
from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.layout.data_rows import find_data_rows, is_year, rows_where
from uspekh.actuals.layout.heading import (
    HEADING_COLUMNS,
    HEADING_WITHIN,
    LONGEST_LABEL,
    Heading,
    add_likeness,
    find_heading,
    find_repeated_heading,
)
from uspekh.actuals.layout.heading_problems import find_heading_problems
from uspekh.actuals.layout.key_columns import add_key_columns
from uspekh.actuals.layout.titles import check_titles, fill_from_titles, find_titles
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem, refused
from uspekh.actuals.vocabulary import is_foot, label_key


@dataclass(frozen=True)
class Table:
    """Our table on a sheet: the column of each field by name, and the rows of data (within the area)."""

    sheet: Sheet
    spec: SheetSpec
    columns: dict[str, int]
    rows: list[int]

    def address(self, row: int, name: str) -> str:
        """The cell of a field; the first column of ours stands for one that the table has not."""
        column = self.columns.get(name, self.columns.get(self.spec.keys[0].name, min(self.columns.values())))
        return self.sheet.address(row, column)


@dataclass(frozen=True)
class _Part:
    """A table: its first row, the row after its last, and its heading (``None`` where it is not ours)."""

    first: int
    end: int
    heading: Heading | None


def find_tables(sheet: Sheet, spec: SheetSpec, *, exact: bool = False) -> tuple[list[Table], list[Problem]]:
    """The tables of ``spec`` on ``sheet``, one under another, and what is said about the layout.

    Without a heading or a key column there is no table but an error. ``exact``: a table matched by hand, whose other
    columns are not ours whatever they are called.
    """
    heading = find_heading(sheet, spec, exact=exact)
    if heading is None:
        wanted = ", ".join(f"«{field.label}»" for field in spec.columns[:4])
        wide = f" и {HEADING_COLUMNS} столбцах" if len(sheet.columns) > HEADING_COLUMNS else ""
        message = f"Не найдена строка заголовков ({wanted} …) в первых {HEADING_WITHIN} строках{wide} листа."
        return [], [Problem("error", "heading.missing", sheet.name, None, message)]
    if not exact:
        heading = add_likeness(sheet, spec, heading)
    titles = find_titles(sheet, heading)
    tables: list[Table] = []
    problems: list[Problem] = []
    broken = False
    for index, part in enumerate(_parts(sheet, spec, heading)):
        if part.heading is None:
            problems.append(_other_table(sheet, part.first))
            continue
        complete = part.heading if exact else add_key_columns(sheet, spec, part.heading, part.end)
        columns = complete.columns
        data = find_data_rows(sheet, spec, complete, columns, part.end)
        filled, about_titles = fill_from_titles(sheet, spec, columns, data.rows, titles)
        if not index or columns != heading.columns:
            about_heading = list(find_heading_problems(sheet, filled, complete, part.end))
            broken = broken or refused(about_heading)
            problems += about_heading
        if not index:
            problems += about_titles
        if not broken:
            tables.append(Table(sheet, filled, columns, data.rows))
            problems += data.problems
    problems += check_titles(sheet, titles, [(table.columns, table.rows) for table in tables])
    return tables, problems


def _parts(sheet: Sheet, spec: SheetSpec, heading: Heading) -> list[_Part]:
    """The table of ``heading`` and those under it, from top to bottom."""
    starts: list[tuple[int, Heading | None]] = [(heading.first, heading)]
    for row in _possible_headings(sheet, spec, heading):
        latest = starts[-1][1]
        if row > (latest.last if latest else starts[-1][0]):
            again = find_repeated_heading(sheet, spec, row)
            if again or starts[-1][1]:
                starts.append((row, again))
    ends = [first for first, _ in starts[1:]] + [sheet.height]
    return [_Part(first, end, heading) for (first, heading), end in zip(starts, ends, strict=True)]


def _other_table(sheet: Sheet, row: int) -> Problem:
    first = next(index for index, column in enumerate(sheet.columns) if not is_blank(column[row]))
    message = "Ниже начинается другая таблица: она не входит в форму и не прочитана. Перенесите её на отдельный лист."
    return Problem("warning", "table.ignored", sheet.name, sheet.address(row, first), message)


def _possible_headings(sheet: Sheet, spec: SheetSpec, heading: Heading) -> list[int]:
    """Rows where our first label stands, as in the form or as in this heading, or words only, after a gap, without a
    year."""
    key = spec.keys[0]
    labels = {label_key(key.label).words}
    if key.name in heading.columns:
        column = sheet.columns[heading.columns[key.name]]
        labels |= {label_key(cell).words for cell in column[heading.first : heading.last + 1] if isinstance(cell, str)}
    rows = {row for column in sheet.columns for row in rows_where(column, lambda cell: _is_label(cell, labels))}
    year = heading.columns.get("year")
    if year is not None:
        others = set(range(sheet.height)) - rows_where(sheet.columns[year], is_year)
        rows |= {row for row in others if row and _is_wordy(_filled(sheet, row)) and len(_filled(sheet, row - 1)) <= 1}
    return sorted(row for row in rows if row > heading.last)


def _filled(sheet: Sheet, row: int) -> list[Cell]:
    return [column[row] for column in sheet.columns if not is_blank(column[row])]


def _is_wordy(cells: list[Cell]) -> bool:
    """Several cells, words in each, and no signature."""
    words = [cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    return len(cells) > 1 and len(words) == len(cells) and not any(map(is_foot, words))


def _is_label(cell: Cell, labels: set[str]) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST_LABEL and label_key(cell).words in labels
