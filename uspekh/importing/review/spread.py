"""What the tables hold a row a year for as lines with a column for each year, as documents print it, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from uspekh.importing.document.parsing import parse_date
from uspekh.importing.draft import Remark
from uspekh.importing.review.columns import Column, all_columns
from uspekh.importing.review.head import END, HEAD, START
from uspekh.importing.review.rows import WHOLE_ROW, Change, ReviewRow, write_cell
from uspekh.passport.tables import MONEY_COLUMN

SPREAD = {
    "indicator_targets": "target", "result_targets": "target", "annex2_targets": "target",
    "budget": MONEY_COLUMN, "budget_totals": MONEY_COLUMN, "supplementary_financing": MONEY_COLUMN,
}  # fmt: skip
"""The tables with a row for each year, and the column of its value."""
_YEAR, _ALL_YEARS = "year", "0"
OF_TOTALS = ("budget_totals", "supplementary_financing")


@dataclass(frozen=True)
class EditLine:
    """What a person edits as one line. ``cells`` by column, those of years by the year.

    ``rows``: the number of the row of each year; of a table without years, and of a line without one yet, under "".
    """

    cells: Mapping[str, str]
    rows: Mapping[str, int]
    source: Remark | None = None

    @property
    def number(self) -> int:
        """A number that the line keeps while it is edited."""
        return min(self.rows.values())


@dataclass
class _Open:
    cells: dict[str, str]
    source: Remark | None
    rows: dict[str, int] = field(default_factory=dict)


def is_blank(table: str, cells: Mapping[str, str]) -> bool:
    """Whether a row of a table with years has neither year nor value: it stands for a line that was just added."""
    return table in SPREAD and not cells[_YEAR] and not cells[SPREAD[table]]


def lines_of(table: str, rows: Iterable[ReviewRow]) -> list[EditLine]:
    """The lines of a table in the order of their first rows; the second value of a year begins another line."""
    if table not in SPREAD:
        return [EditLine(row.cells, {"": row.number}, row.source) for row in rows]
    lines: list[_Open] = []
    of_cells: defaultdict[tuple[str, ...], list[_Open]] = defaultdict(list)
    for row in rows:
        year = row.cells[_YEAR]
        shared = {name: text for name, text in row.cells.items() if name not in (_YEAR, SPREAD[table])}
        same = of_cells[tuple(shared.values())]
        line = next((each for each in same if year and year not in each.rows), None)
        if line is None:
            line = _Open(shared, row.source)
            lines.append(line)
            same.append(line)
        line.rows[year] = row.number
        if year:
            line.cells[year] = row.cells[SPREAD[table]]
    return [EditLine(line.cells, line.rows, line.source) for line in lines]


def columns_over_years(
    table: str, columns: Sequence[Column], tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> list[Column]:
    """The columns of a line: those that all its years share, then the years of the project and of the rows."""
    if table not in SPREAD:
        return list(columns)
    shared = [column for column in columns if column.name not in (_YEAR, SPREAD[table])]
    written = {row[_YEAR] for row in tables.get(table, ()) if row[_YEAR].isdigit()} - {_ALL_YEARS}
    years = sorted({*map(str, _years_of_project(tables)), *written}, key=int)
    totals = [_ALL_YEARS] if table in OF_TOTALS else []
    titles = [Column(year, "всего" if year == _ALL_YEARS else year, "float64") for year in [*years, *totals]]
    return [*shared, *titles]


def write_line(table: str, line: EditLine, column: Column, text: str, number: int) -> list[Change]:
    """What changes when a person writes in a cell of a line. ``number``: of the row that a further year begins."""
    if table not in SPREAD or not column.name.isdigit():
        return [change for row in line.rows.values() for change in write_cell(table, row, column, text)]
    year, value = column.name, SPREAD[table]
    if year in line.rows and (text or len(line.rows) == 1):
        # The last value of a line goes, and the line stays.
        left = [] if text else [Change(table, line.rows[year], _YEAR, "")]
        return [Change(table, line.rows[year], value, text), *left]
    if year in line.rows:
        return [Change(table, line.rows[year], WHOLE_ROW, None)]
    row = line.rows.get("")
    cells = {_YEAR: year, value: text}
    if row is None:
        shared = {name: line.cells[name] for name in all_columns(table) if name not in cells}
        return add_row(table, number, shared | cells)
    return [Change(table, row, name, cell) for name, cell in cells.items()]


def take_out(table: str, line: EditLine) -> list[Change]:
    """What changes when a person takes a line out."""
    return [Change(table, row, WHOLE_ROW, None) for row in line.rows.values()]


def add_row(table: str, number: int, cells: Mapping[str, str], source: str = "") -> list[Change]:
    """What changes when a row is added; ``source``: where the row of the document stands that it is entered from."""
    written = [Change(table, number, name, text) for name, text in cells.items() if text]
    return [Change(table, number, WHOLE_ROW, source), *written]


def _years_of_project(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> range:
    days = {row["key"]: row["text"] for row in tables.get(HEAD, ())}
    try:
        start, end = (parse_date(days.get(key, "")) for key in (START, END))
    except ValueError:
        return range(0)
    return range(start.year, end.year + 1) if start and end and end.year - start.year < 100 else range(0)
