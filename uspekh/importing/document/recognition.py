"""Which table of a passport a row belongs to: headings are matched with those of a form, which is data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uspekh.importing.document.grid import Cell, Row
from uspekh.importing.document.parsing import parse_year
from uspekh.russian.text import fold, tidy

NUMBER, TITLE, TOTAL = "number", "title", "total"
_MOST_HEADING_ROWS = 3
_SUPERSCRIPT = "¹²³⁴⁵⁶⁷⁸⁹"
_FOOTNOTE = re.compile(f" [{_SUPERSCRIPT}]+$")


@dataclass(frozen=True)
class TableForm:
    """A table of a form. ``columns``: what their headings match, by name; ``optional``: those it may lack.

    ``years``: it has columns of years; ``numbers``: it has columns headed by numbers of indicators.
    """

    section: str
    columns: dict[str, re.Pattern[str]]
    optional: frozenset[str]
    years: bool
    numbers: bool


@dataclass(frozen=True)
class Form:
    """A form of passports: its tables, titles of sections that end a table, and how its readers are set."""

    name: str
    title: str
    tables: tuple[TableForm, ...]
    titles: re.Pattern[str]
    settings: dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A row of a recognised table. ``values``: texts by column, years as «2019»; ``group``: of a row that is a title.

    ``first``: it follows a break, so it may go on with what stands before the break.
    """

    where: str
    values: dict[str, str]
    group: str = ""
    first: bool = False

    def of(self, column: str) -> str:
        """The text of a column on one line; empty where there is none."""
        return _FOOTNOTE.sub("", tidy(self.values.get(column, "")))

    @property
    def years(self) -> list[int]:
        """The years that have a column."""
        return [int(name) for name in self.values if name.isdigit()]

    @property
    def text(self) -> str:
        """All that stands in the row."""
        return self.group or " | ".join(filter(None, map(tidy, self.values.values())))


@dataclass
class Recognized:
    """``sections``: lines by section; ``headings``: the heading of each; ``texts``: rows outside of the tables.

    ``ignored``: headings of columns that the form does not name, by section.
    """

    sections: dict[str, list[Line]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    texts: list[Row] = field(default_factory=list)
    ignored: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Leaf:
    name: str
    left: int
    right: int
    heading: str


def load_forms(folder: Path) -> list[Form]:
    """The forms of ``folder``, a TOML file each."""
    return [_form(path) for path in sorted(folder.glob("*.toml"))]


def locate(row: Row) -> str:
    """«таблица 3, строка 5» or «абзац 7»."""
    return f"таблица {row.table}, строка {row.number}" if row.table else f"абзац {row.number}"


def recognize(rows: Sequence[Row], form: Form) -> Recognized:
    """The rows by the sections of a form."""
    going = _Recognition(form)
    at = 0
    while at < len(rows):
        heading = _find_heading(rows[at : at + _MOST_HEADING_ROWS], form)
        height = heading[2] if heading else 1
        if heading:
            going.begin(heading[0], heading[1], rows[at : at + height])
        else:
            going.add(rows[at])
        at += height
    return going.result


class _Recognition:
    """Goes through a document: which section a row is in, and whether a page may have ended before it."""

    def __init__(self, form: Form) -> None:
        self.result = Recognized()
        self._form = form
        self._section = ""
        self._leaves: list[_Leaf] = []
        self._table = 0
        self._broken = False

    def begin(self, table: TableForm, leaves: list[_Leaf], rows: Sequence[Row]) -> None:
        """A heading begins a section, or repeats that of the section on the next page."""
        self._section, self._leaves = table.section, leaves
        self._table, self._broken = rows[0].table, True
        heading = " ".join(cell.text for row in rows for cell in row.cells)
        self.result.headings.setdefault(table.section, heading)
        self.result.sections.setdefault(table.section, [])
        self.result.ignored.setdefault(
            table.section, [leaf.heading for leaf in leaves if not leaf.name and leaf.heading]
        )

    def add(self, row: Row) -> None:
        """A row of the section, or one outside of the tables of the form."""
        # A heading that no table has begins a table that the form does not know.
        is_unknown = row.table > 0 and len(row.cells) > 2 and _may_begin(row, self._form)
        if is_unknown or _is_title(row, self._form):
            self._section = ""
        if not self._section or not row.table or _is_footnote(row):
            self.result.texts.append(row)
            self._broken = True
            return
        first = self._broken or row.table != self._table
        self.result.sections[self._section].append(_line(row, self._leaves, first))
        self._table, self._broken = row.table, False


def _form(path: Path) -> Form:
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = tuple(
        TableForm(
            each["section"],
            {name: re.compile(pattern) for name, pattern in each["columns"].items()},
            frozenset(each.get("optional", ())),
            each.get("years", False),
            each.get("numbers", False),
        )
        for each in settings["tables"]
    )
    titles = re.compile(r"(?:раздел )?(?:\d+\. ?)?(?:" + "|".join(settings["titles"]) + ")")
    return Form(path.stem, settings["title"], tables, titles, settings)


def _is_footnote(row: Row) -> bool:
    """Whether a row of a table is a footnote, as a conversion puts it there."""
    return _only_text(row)[:1] in tuple(_SUPERSCRIPT)


def _is_title(row: Row, form: Form) -> bool:
    return form.titles.match(fold(_only_text(row))) is not None


def _only_text(row: Row) -> str:
    """The text of a row that has one; empty of any other."""
    texts = [cell.text for cell in row.cells if cell.text]
    return texts[0] if len(texts) == 1 else ""


def _find_heading(rows: Sequence[Row], form: Form) -> tuple[TableForm, list[_Leaf], int] | None:
    """The table whose heading begins here, its columns, and how many rows the heading takes."""
    if not rows[0].table or len(rows[0].cells) < 3 or not _may_begin(rows[0], form):
        return None
    for height in range(1, len(rows) + 1):
        if rows[height - 1].table != rows[0].table:
            break
        if match := _best_match(rows[:height], form):
            # The rest of a row cut by a page is no part of the heading that is repeated under it.
            begins_later = height > 1 and _best_match(rows[1:height], form) is not None
            return None if begins_later else (*match, height + _count_continued(rows[height:]))
    return None


def _may_begin(row: Row, form: Form) -> bool:
    """Whether the first cell is the first heading of a table, so that not every row is held against all of them."""
    firsts = {next(iter(table.columns.values())) for table in form.tables}
    return any(pattern.search(fold(row.cells[0].text)) for pattern in firsts)


def _best_match(rows: Sequence[Row], form: Form) -> tuple[TableForm, list[_Leaf]] | None:
    headings = _paths(rows)
    matches = [(table, leaves) for table in form.tables if (leaves := _match(table, headings))]
    return max(matches, key=lambda match: sum(bool(leaf.name) for leaf in match[1]), default=None)


def _count_continued(rows: Sequence[Row]) -> int:
    """Rows that have nothing but the rest of cells above."""
    for count, row in enumerate(rows):
        if any(cell.text for cell in row.cells):
            return count
    return len(rows)


def _paths(rows: Sequence[Row]) -> list[tuple[str, Cell]]:
    """The columns of a heading: the cells of its last row, each with all that stands over it."""
    paths = []
    for leaf in rows[-1].cells:
        above = [cell for row in rows[:-1] for cell in _over(row, leaf)]
        paths.append((" / ".join(dict.fromkeys(fold(cell.text) for cell in (*above, leaf) if cell.text)), leaf))
    return paths


def _over(row: Row, leaf: Cell) -> Iterator[Cell]:
    """The cells of a row that cover a column; a heading without text ends at the next one of its row."""
    middle = (leaf.left + leaf.right) // 2
    covering = [cell for cell in row.cells if cell.left <= middle < cell.right]
    if covering and not covering[0].text and row.cells[-1].right > leaf.left:
        written = [cell for cell in row.cells if cell.text and cell.right <= covering[0].left]
        yield from written[-1:] if not covering[0].continued else []
    yield from covering


def _match(table: TableForm, headings: Sequence[tuple[str, Cell]]) -> list[_Leaf]:
    """The columns of a table by name; empty where a needed one is missing."""
    names: dict[int, str] = {}
    for name, pattern in table.columns.items():
        position = next((n for n, (path, _) in enumerate(headings) if n not in names and pattern.search(path)), None)
        if position is not None:
            names[position] = name
        elif name not in table.optional:
            return []
    for position, (path, _) in enumerate(headings):
        year = parse_year(path.rpartition("/")[2])
        if table.years and year is not None and position not in names and str(year) not in names.values():
            names[position] = str(year)
        number = path.rpartition(" / ")[2]
        if table.numbers and position not in names and re.fullmatch(r"\d+\.\d+", number):
            names[position] = number
    if (table.years or table.numbers) and not any(name[0].isdigit() for name in names.values()):
        return []
    return [_Leaf(names.get(n, ""), cell.left, cell.right, path) for n, (path, cell) in enumerate(headings)]


def _line(row: Row, leaves: Sequence[_Leaf], first: bool) -> Line:
    values = {leaf.name or f"столбец {n}": "" for n, leaf in enumerate(leaves, 1)}
    names = list(values)
    columns = _columns(row.cells, leaves)
    for cell, column in zip(row.cells, columns, strict=True):
        values[names[column]] = "\n".join(filter(None, (values[names[column]], cell.text)))
    written = [(cell, column) for cell, column in zip(row.cells, columns, strict=True) if cell.text]
    group = ""
    if len(written) == 1:
        cell, column = written[0]
        covered = sum(leaf.left < cell.right - 50 and leaf.right > cell.left + 50 for leaf in leaves)
        is_words = not re.fullmatch(r"[\d. ]+", cell.text)
        if column == 0 and is_words and (covered > 1 or names[0] == NUMBER):
            group = tidy(cell.text)
    return Line(locate(row), values, group, first)


def _columns(cells: Sequence[Cell], leaves: Sequence[_Leaf]) -> list[int]:
    """The column of each cell: by order where there are as many, else the first that it covers and is free."""
    if len(cells) == len(leaves):
        return list(range(len(leaves)))
    columns: list[int] = []
    for cell in cells:
        free = range(columns[-1] + 1 if columns else 0, len(leaves))
        covered = [n for n in free if _shared(cell, leaves[n]) * 2 >= min(_width(cell), _width(leaves[n]))]
        columns.append(covered[0] if covered else min(max(columns, default=-1) + 1, len(leaves) - 1))
    return columns


def _shared(cell: Cell, leaf: _Leaf) -> int:
    return max(0, min(cell.right, leaf.right) - max(cell.left, leaf.left))


def _width(area: Cell | _Leaf) -> int:
    return area.right - area.left
