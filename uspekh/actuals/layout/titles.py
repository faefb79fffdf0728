"""What stands over a table or in the name of its sheet: the period, the year or the organization of all its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from uspekh.actuals.cells import CITED, Cell, Unreadable, is_blank, text_of
from uspekh.actuals.fields import Field, Parsed, SheetSpec
from uspekh.actuals.layout.heading import Heading
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.parsing.dates import parse_year
from uspekh.actuals.parsing.names import explain_part, parse_period
from uspekh.actuals.problems import Problem
from uspekh.russian.periods import YEAR, PartOfYear, Period, PeriodsOfTitle, find_periods, period_name, read_period

_MOST_TITLES = 100
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Title:
    """Words over a table, or the name of its sheet (no ``cell``), and what they say of years and periods."""

    text: str
    cell: str | None
    periods: PeriodsOfTitle


def find_titles(sheet: Sheet, heading: Heading) -> list[Title]:
    """The texts over the heading, then the name of the sheet."""
    texts = [
        (cell, sheet.address(row, index))
        for row in range(heading.first)
        for index, column in enumerate(sheet.columns[:_MOST_TITLES])
        if isinstance(cell := column[row], str) and len(cell) <= _LONGEST_TITLE
    ]
    named: list[tuple[str, str | None]] = [*texts[:_MOST_TITLES], (sheet.name, None)]
    return [Title(text, cell, find_periods(text)) for text, cell in named if not is_blank(text)]


def fill_from_titles(
    sheet: Sheet, spec: SheetSpec, columns: Mapping[str, int], rows: Sequence[int], titles: Sequence[Title]
) -> tuple[SheetSpec, list[Problem]]:
    """``spec`` with the keys that only a title names as what stands for a blank, and a warning for each of them.

    A key whose column is absent or blank in all rows of data is taken from the titles; a period also where some are.
    """
    problems: list[Problem] = []
    keys = []
    for key in spec.keys:
        fill = _FILLERS.get(key.name)
        blanks = _count_blanks(sheet, columns.get(key.name), rows)
        wholly = blanks == len(rows) > 0
        # What a person gave for an absent column when matching the table by hand stands.
        chosen_by_hand = key.default is not None and key.default != YEAR
        if fill is None or chosen_by_hand or not (wholly or (blanks and key.name == "months")):
            keys.append(key)
            continue
        filled, problem = fill(sheet, key, spec, titles)
        if filled is None and wholly and key.name == "year":
            filled = _year_of_periods(sheet, key, columns, rows)
        problems += [problem] if problem else []
        keys.append(filled or key)
    return replace(spec, keys=tuple(keys)), problems


def _count_blanks(sheet: Sheet, column: int | None, rows: Sequence[int]) -> int:
    """Rows without a value of a key; a cell under a merge has one."""
    if column is None:
        return len(rows)
    cells, covered = sheet.columns[column], sheet.look.covered if sheet.look else {}
    return sum(is_blank(cells[row]) and (row, column) not in covered for row in rows)


def check_titles(
    sheet: Sheet, titles: Sequence[Title], tables: Iterable[tuple[Mapping[str, int], Sequence[int]]]
) -> Iterator[Problem]:
    """Warnings where the titles name a year or a period that no row has, errors where a period names another year
    than the row; ``tables``: columns by field and rows of data."""
    years: set[int] = set()
    months: set[int] = set()
    for columns, rows in tables:
        yield from _years_of_periods(sheet, columns, rows)
        years |= set(_read(sheet, columns.get("year"), rows, parse_year))
        months |= set(_read(sheet, columns.get("months"), rows, parse_period))
    for title in titles:
        if years and len(title.periods.years) == 1 and title.periods.years.isdisjoint(years):
            (year,) = title.periods.years
            rows_have = ", ".join(map(str, sorted(years)))
            message = f"{_named(title)} — {year} год, а в строках — {rows_have}. Проверьте, тот ли это отчёт."
            yield Problem("warning", "title.other_year", sheet.name, title.cell, message)
        named = title.periods.months | {part.months for part in title.periods.parts}
        if months and named and named.isdisjoint(months):
            wanted, rows_have = (", ".join(map(period_name, sorted(each))) for each in (named, months))
            message = (
                f"{_named(title)} стоит период «{wanted}», а в строках — {rows_have}. Проверьте, тот ли это отчёт."
            )
            yield Problem("warning", "title.other_period", sheet.name, title.cell, message)


def _fill_period(
    sheet: Sheet, key: Field, spec: SheetSpec, titles: Sequence[Title]
) -> tuple[Field | None, Problem | None]:
    for title in titles:
        months, parts = title.periods.months, title.periods.parts
        if parts and not months:
            message = f"Период указан только в заголовке «{title.text[:CITED]}». {explain_part(parts[0])}"
            return None, Problem("error", "period.part", sheet.name, title.cell, message)
        if len(months) > 1:
            listed = " и ".join(map(period_name, sorted(months)))
            message = f"{_named(title)} — не один период: {listed}. Впишите период в столбец «{key.label}»."
            return None, Problem("error", "period.unknown", sheet.name, title.cell, message)
        if months and months != {YEAR}:
            (count,) = months
            message = (
                f"Период взят из заголовка «{title.text[:CITED]}»: {period_name(count)}. Если это не так, заполните "
                f"столбец «{key.label}»."
            )
            return _with_default(key, count), Problem("warning", "title.period", sheet.name, title.cell, message)
    return None, None


def _fill_year(
    sheet: Sheet, key: Field, spec: SheetSpec, titles: Sequence[Title]
) -> tuple[Field | None, Problem | None]:
    for title in titles:
        if len(title.periods.years) == 1:
            (year,) = title.periods.years
            try:
                filled = _with_default(key, key.parse(str(year)))
            except Unreadable as failure:
                return None, Problem("error", failure.code, sheet.name, title.cell, failure.message)
            message = (
                f"Год взят из заголовка «{title.text[:CITED]}»: {year}. Если это не так, заполните столбец "
                f"«{key.label}»."
            )
            return filled, Problem("warning", "title.year", sheet.name, title.cell, message)
    return None, None


def _fill_subject(
    sheet: Sheet, key: Field, spec: SheetSpec, titles: Sequence[Title]
) -> tuple[Field | None, Problem | None]:
    """The organization of a sheet that has one to itself."""
    for title in titles if spec.of_organizations else ():
        try:
            code = key.parse(title.text)
        except Unreadable:
            continue
        message = f"Организация взята из заголовка «{title.text[:CITED]}»: в таблице нет столбца «{key.label}»."
        return _with_default(key, code), Problem("warning", "title.organization", sheet.name, title.cell, message)
    return None, None


_FILLERS = {"months": _fill_period, "year": _fill_year, "subject": _fill_subject}


def _year_of_periods(sheet: Sheet, key: Field, columns: Mapping[str, int], rows: Sequence[int]) -> Field | None:
    """The year that every period of the table names: «9 месяцев 2023 г.»."""
    if "months" not in columns:
        return None
    cells = {sheet.columns[columns["months"]][row] for row in rows}
    years = {period.year for period in map(_period_of, cells) if period}
    try:
        return _with_default(key, key.parse(str(years.pop()))) if len(years) == 1 and None not in years else None
    except Unreadable:
        return None


def _years_of_periods(sheet: Sheet, columns: Mapping[str, int], rows: Sequence[int]) -> Iterator[Problem]:
    if "months" not in columns or "year" not in columns:
        return
    periods, years = sheet.columns[columns["months"]], sheet.columns[columns["year"]]
    dated = {
        cell: period.year for cell in {periods[row] for row in rows} if (period := _period_of(cell)) and period.year
    }
    if not dated:
        return
    for row in rows:
        if (cell := periods[row]) in dated and dated[cell] != (year := _year_or_none(years[row])) and year is not None:
            message = (
                f"В периоде «{text_of(cell)[:CITED]}» стоит {dated[cell]} год, а в столбце года — {year}. Исправьте "
                "одно из двух."
            )
            yield Problem("error", "period.other_year", sheet.name, sheet.address(row, columns["months"]), message)


def _read(sheet: Sheet, column: int | None, rows: Sequence[int], parse: Callable[[Cell], int | None]) -> Iterator[int]:
    if column is None:
        return
    cells = sheet.columns[column]
    for cell in {cells[row] for row in rows}:
        try:
            value = None if is_blank(cell) else parse(cell)
        except Unreadable:
            continue
        if isinstance(value, int):
            yield value


def _with_default(key: Field, value: Parsed) -> Field:
    return replace(key, default=value)


def _period_of(cell: Cell) -> Period | None:
    try:
        return read_period(cell) if isinstance(cell, str) else None
    except PartOfYear:
        return None


def _year_or_none(cell: Cell) -> int | None:
    try:
        return parse_year(cell)
    except Unreadable:
        return None


def _named(title: Title) -> str:
    return f"В заголовке «{title.text[:CITED]}»" if title.cell else f"В имени листа «{title.text[:CITED]}»"
