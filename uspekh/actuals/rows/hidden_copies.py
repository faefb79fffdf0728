"""A hidden sheet that repeats rows of a visible one: an old copy, or the very report, which only a person can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from uspekh.actuals.content import TableValues
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem

HIDDEN_COPY, HAS_HIDDEN_COPY = "sheet.hidden_copy", "sheet.has_hidden_copy"


def find_hidden_copies(sheets: Sequence[Sheet], tables: Sequence[TableValues]) -> list[Problem]:
    """An error on each hidden sheet with keys of a visible one, and one on each such visible sheet."""
    hidden = {sheet.name for sheet in sheets if sheet.hidden}
    visible: defaultdict[object, set[str]] = defaultdict(set)
    copies: defaultdict[str, set[object]] = defaultdict(set)
    for table in tables:
        if table.sheet in hidden:
            copies[table.sheet].update(_keys(table))
            continue
        for key in _keys(table):
            visible[key].add(table.sheet)
    problems: list[Problem] = []
    for name, keys in copies.items():
        repeated = sorted({each for key in keys if key in visible for each in visible[key]})
        if repeated:
            count = sum(key in visible for key in keys)
            listed = ", ".join(f"«{each}»" for each in repeated)
            message = (
                f"Скрытый лист «{name}» повторяет строки листа {listed} (общих строк: {count}). Какой из них верный, "
                "решить может только человек: выберите лист на странице загрузки или удалите лишний из файла."
            )
            problems.append(Problem("error", HIDDEN_COPY, name, None, message))
            message = f"Те же строки есть на скрытом листе «{name}»."
            problems += [Problem("error", HAS_HIDDEN_COPY, each, None, message) for each in repeated]
    return problems


def _keys(table: TableValues) -> list[tuple[object, ...]]:
    columns = (table.subject, table.part, table.year, table.months)
    return [(table.kind, *key) for key in zip(*columns, strict=True)]
