"""«Что прочитано из файла»: a workbook made anew from the values that were read, which is kept instead of the file.

It holds our headings and the values, each in its own cell of a sheet of the form, and nothing else of the file: reading
it gives the same values. Keys stand in the free columns beside them. Sheets that were matched with one form by hand
stand one under another.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from uspekh.actuals.fields import DOCUMENT, SheetSpec, organizations_spec
from uspekh.actuals.layout.heading import HEADING_WITHIN
from uspekh.actuals.parsing.numbers import KOPECKS
from uspekh.actuals.project_line import NAME, ProjectLabel
from uspekh.actuals.sheets import sheet_specs
from uspekh.passport.plan import Plan
from uspekh.russian.format import PLAN_SCALE, day
from uspekh.russian.periods import period_name
from uspekh.russian.text import fold

Content = int | float | str
_DATES = frozenset(("done", "forecast", "active_from", "active_to"))
_SCALES = {"budget": KOPECKS, "plan": PLAN_SCALE}
_LONGEST = 32_767
# The same values give the same bytes, so the moment of writing is none.
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class _Row:
    """A row of a sheet: its keys as a person writes them, and the column and content of each value by field,
    and the document that confirms its numbers.
    """

    keys: tuple[Content, ...]
    values: dict[str, tuple[int, Content]] = field(default_factory=dict)
    document: str | None = None


@dataclass
class _Table:
    """Rows under one heading; ``columns``: the column of each field."""

    columns: dict[str, int] = field(default_factory=dict)
    rows: dict[int, _Row] = field(default_factory=dict)

    def takes(self, row: _Row) -> bool:
        """Whether the row has its values in the columns of this table."""
        ours = {column: name for name, column in self.columns.items()}
        return all(
            self.columns.get(name, column) == column and ours.get(column, name) == name
            for name, (column, _) in row.values.items()
        )

    def add(self, number: int, row: _Row) -> None:
        """Takes the row in."""
        self.columns |= {name: column for name, (column, _) in row.values.items()}
        self.rows[number] = row


def rebuild_workbook(values: pd.DataFrame, plan: Plan, label: ProjectLabel | None = None) -> bytes:
    """An .xlsx of reported values (tidy frame): sheets of the form, our headings, each value in its own cell.

    ``label``: whose values they are. The same values give the same bytes.
    """
    specs = [*sheet_specs(plan), organizations_spec()]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": True})
    book.set_properties({"created": _NO_MOMENT})
    if label is not None:
        book.define_name(NAME, f"={label.formula}")
    written: dict[str, list[_Table]] = {}
    labels: dict[str, SheetSpec] = {}
    for sheet, spec, rows in _sheets(values, specs):
        name = sheet if fold(sheet) == fold(spec.name) else spec.name
        name = next((other for other in written if fold(other) == fold(name)), name)
        labels[name] = spec
        below = written.setdefault(name, [])
        _append(below, rows)
    for name, tables in written.items():
        _write(book.add_worksheet(name), labels[name], tables)
    if not written:
        book.add_worksheet(specs[0].name)
    book.close()
    return buffer.getvalue()


def name_of_rebuilt(file_name: str) -> str:
    """The name under which the rebuilt workbook of a file is saved."""
    return f"Прочитано из {file_name.rpartition('.')[0] or file_name}.xlsx"


def _sheets(values: pd.DataFrame, specs: list[SheetSpec]) -> Iterator[tuple[str, SheetSpec, dict[int, _Row]]]:
    """The sheets of the file, the form each was read as, and its rows by number from 0."""
    for (sheet, kind), part in values.groupby(["sheet", "kind"]):
        spec = _spec(str(sheet), str(kind), set(part["field"]), specs)
        rows: dict[int, _Row] = {}
        for value in _one_a_cell(part).itertuples():
            number, column = xl_cell_to_rowcol(value.cell)
            row = rows.setdefault(number, _Row(_keys(value, spec)))
            row.values[value.field] = column, _content(value)
            document = getattr(value, "document", None)
            if isinstance(document, str):
                row.document = document
        yield str(sheet), spec, dict(sorted(rows.items()))


def _one_a_cell(part: pd.DataFrame) -> pd.DataFrame:
    """Without the name of an organization that stands for its other one: reading gives it again."""
    doubled = part.duplicated("cell", keep=False)
    if not doubled.any():
        return part
    columns = part["cell"].str.rstrip("0123456789")
    headed = dict(zip(columns[~doubled], part.loc[~doubled, "field"], strict=True))
    rank = [headed.get(column) != name for column, name in zip(columns, part["field"], strict=True)]
    return part.assign(rank=rank).sort_values(["rank", "field"], kind="stable").drop_duplicates("cell")


def _spec(sheet: str, kind: str, fields: set[str], specs: list[SheetSpec]) -> SheetSpec:
    """The form by the name of the sheet, or else the one with most of the fields."""
    of_kind = [spec for spec in specs if spec.kind == kind]
    by_name = next((spec for spec in of_kind if fold(spec.name) == fold(sheet)), None)
    return by_name or max(of_kind, key=lambda spec: len(fields & {each.name for each in spec.fields}))


def _append(tables: list[_Table], rows: Mapping[int, _Row]) -> None:
    """Adds rows to the tables of a sheet; another sheet's begin below the last row that is taken."""
    shift = max((max(table.rows) + 2 for table in tables), default=0)
    fresh = True
    for number, row in rows.items():
        if fresh or not tables[-1].takes(row):
            tables.append(_Table())
            fresh = False
        tables[-1].add(number + shift, row)


def _write(sheet: Any, spec: SheetSpec, tables: list[_Table]) -> None:
    labels = {each.name: each.label for each in spec.columns}
    for index, table in enumerate(tables):
        first = min(table.rows)
        heading = min(first - 1, HEADING_WITHIN - 1) if not index else first - 1
        taken = set(table.columns.values())
        free = (column for column in range(len(taken) + len(spec.keys) + 1) if column not in taken)
        keys = [next(free) for _ in spec.keys]
        documents = next(free) if any(row.document for row in table.rows.values()) else None
        cells: dict[int, Content] = dict(zip(keys, (key.label for key in spec.keys), strict=True))
        cells |= {column: labels.get(name, name) for name, column in table.columns.items()}
        if documents is not None:
            cells[documents] = DOCUMENT
        _write_row(sheet, max(heading, 0), cells)
        for number, row in table.rows.items():
            cells = dict(zip(keys, row.keys, strict=True)) | dict(row.values.values())
            if documents is not None and row.document:
                cells[documents] = row.document
            _write_row(sheet, number, cells)


def _write_row(sheet: Any, number: int, cells: Mapping[int, Content]) -> None:
    for column, content in sorted(cells.items()):
        if isinstance(content, str):
            # As words whatever they begin with: a formula never comes of them.
            sheet.write_string(number, column, content[:_LONGEST])
        else:
            sheet.write_number(number, column, content)


def _keys(value: Any, spec: SheetSpec) -> tuple[Content, ...]:
    words: dict[str, Callable[[], Content]] = {
        "subject": lambda: value.subject,
        "part": lambda: value.part,
        "year": lambda: int(value.year),
        "months": lambda: period_name(int(value.months)),
    }
    return tuple(words[key.name]() for key in spec.keys)


def _content(value: Any) -> Content:
    if pd.isna(value.number):
        return day(date.fromisoformat(value.text)) if value.field in _DATES else str(value.text)
    whole = int(value.number)
    # Excel keeps fifteen digits of a number: none that is read has more.
    scale = _SCALES.get(value.kind)
    return float(Decimal(whole) / scale) if scale else whole
