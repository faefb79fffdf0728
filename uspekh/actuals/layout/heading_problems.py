"""What is wrong or worth a word about the columns of a table, by its heading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from uspekh.actuals.cells import CITED
from uspekh.actuals.fields import Field, SheetSpec
from uspekh.actuals.layout.heading import Heading, find_heading, folded, label_at
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem
from uspekh.actuals.vocabulary import UNIT_NAMES, is_figure

_CITED_CELLS = 3
_WORDS_ONLY = frozenset(("comment", "document"))


def find_heading_problems(sheet: Sheet, spec: SheetSpec, heading: Heading, end: int) -> Iterator[Problem]:
    """Problems of the columns of a table that ends before row ``end``; an error refuses its figures."""
    yield from _absent(sheet, spec, heading)
    yield from _several(sheet, spec, heading)
    yield from _reworded(sheet, spec, heading)
    ours = {column for name, column in heading.columns.items() for column in heading.twice.get(name, [column])}
    numbers = _columns_with_numbers(sheet, heading, end, ours)
    yield from _no_figures(sheet, spec, heading, numbers)
    if sheet.encoding:
        yield from _longer_rows(sheet, heading, end)
    for column, cells in enumerate(sheet.columns):
        if column not in ours and any(cells[row] is not None for row in range(heading.first, end)):
            yield _not_read(sheet, heading, column, numbers)


def _absent(sheet: Sheet, spec: SheetSpec, heading: Heading) -> Iterator[Problem]:
    for key in spec.keys:
        if key.name in heading.columns:
            continue
        near = next((column for column, label in heading.likeness.near.items() if label == key.label), None)
        if near is not None:
            # What stands for an absent column, such as the year, must not stand for one that was not recognized.
            label = label_at(sheet, heading, near)[:CITED]
            message = f"Столбец «{label}» похож на «{key.label}», но не прочитан. Назовите его «{key.label}»."
            yield Problem("error", "column.missing", sheet.name, sheet.address(heading.last, near), message)
        elif key.default is None:
            message = f"Нет столбца «{key.label}»."
            yield Problem("error", "column.missing", sheet.name, sheet.address(heading.last, 0), message)


def _several(sheet: Sheet, spec: SheetSpec, heading: Heading) -> Iterator[Problem]:
    for column in spec.columns:
        if column.name in heading.twice:
            columns = heading.twice[column.name]
            cells = [sheet.address(heading.last, each) for each in islice(columns, _CITED_CELLS)]
            more = f" и ещё в {len(columns) - _CITED_CELLS}" if len(columns) > _CITED_CELLS else ""
            message = f"Столбец «{column.label}» стоит не один раз: {' и '.join(cells)}{more}. Оставьте один."
            yield Problem("error", "column.duplicate", sheet.name, cells[1], message)


def _reworded(sheet: Sheet, spec: SheetSpec, heading: Heading) -> Iterator[Problem]:
    """Columns that are read though their headings are not ours, letter for letter or in meaning."""
    for each in spec.columns:
        if each.name not in heading.columns or each.name in heading.twice:
            continue
        column = heading.columns[each.name]
        cell, label = sheet.address(heading.last, column), label_at(sheet, heading, column)
        message = f"Столбец «{label[:CITED]}» прочитан как «{each.label}»."
        if each.name in heading.reworded:
            message += " Проверьте, что это он, или назовите его как в форме."
            yield Problem("warning", "column.reworded", sheet.name, cell, message)
        elif _is_respelled(label, each):
            yield Problem("info", "column.respelled", sheet.name, cell, message)


def _is_respelled(label: str, each: Field) -> bool:
    """Whether letters, signs or the unit differ; the words of merged headings over it do not count."""
    written, ours = folded(label), folded(each.label)
    return not (written.endswith(ours) or ours.endswith(written))


def has_figures(sheet: Sheet, spec: SheetSpec) -> bool:
    """Whether a sheet has any column of what its form asks for, words that accompany figures aside."""
    heading = find_heading(sheet, spec)
    return heading is not None and not ({each.name for each in spec.fields} - _WORDS_ONLY).isdisjoint(heading.columns)


def _no_figures(sheet: Sheet, spec: SheetSpec, heading: Heading, numbers: set[int]) -> Iterator[Problem]:
    """An error where all that could be stored stands in columns that are not ours."""
    names = {each.name for each in spec.fields} - _WORDS_ONLY
    if names.isdisjoint(heading.columns) and numbers:
        listed = ", ".join(f"«{each.label}»" for each in islice(spec.fields, _CITED_CELLS))
        message = f"На листе нет ни одного столбца с данными формы: {listed} … Назовите столбцы как в форме."
        yield Problem("error", "column.none", sheet.name, sheet.address(heading.last, min(numbers)), message)


def _longer_rows(sheet: Sheet, heading: Heading, end: int) -> Iterator[Problem]:
    """Rows of a text file that go beyond the last heading: a sign within a value parts it as well."""
    labelled = max(column for column in range(len(sheet.columns)) if label_at(sheet, heading, column))
    unlabelled = range(labelled + 1, len(sheet.columns))
    for row in range(heading.last + 1, end):
        beyond = [column for column in unlabelled if sheet.columns[column][row] is not None]
        if beyond:
            message = (
                f"В строке больше значений, чем заголовков: {beyond[-1] + 1} и {labelled + 1}. Похоже, тем же знаком, "
                "что и столбцы, отделены копейки. Сохраните файл как «Книга Excel (.xlsx)»."
            )
            yield Problem("error", "row.too_long", sheet.name, sheet.address(row, beyond[0]), message)


def _not_read(sheet: Sheet, heading: Heading, column: int, numbers: set[int]) -> Problem:
    label = label_at(sheet, heading, column)
    cell = sheet.address(heading.last, column)
    if column in heading.likeness.other_unit and column in numbers:
        ours, unit = heading.likeness.other_unit[column]
        message = (
            f"Столбец «{label[:CITED]}» — в других единицах ({UNIT_NAMES[unit]}), а в форме «{ours}». Впишите числа "
            "целиком и назовите столбец как в форме."
        )
        return Problem("error", "column.unit", sheet.name, cell, message)
    if column in heading.likeness.near and column in numbers:
        message = (
            f"Столбец «{label[:CITED]}» не прочитан. Если это «{heading.likeness.near[column]}», назовите его так и "
            "загрузите файл снова."
        )
        return Problem("warning", "column.near", sheet.name, cell, message)
    what = f"Столбец «{label[:CITED]}»" if label else "Столбец без заголовка"
    return Problem("info", "column.ignored", sheet.name, cell, f"{what} не входит в форму и не прочитан.")


def _columns_with_numbers(sheet: Sheet, heading: Heading, end: int, ours: set[int]) -> set[int]:
    """Columns that are not ours and hold a figure under the heading."""
    return {
        index
        for index, column in enumerate(sheet.columns)
        if index not in ours and any(map(is_figure, set(column[heading.last + 1 : end])))
    }
