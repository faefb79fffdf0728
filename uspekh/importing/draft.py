"""What has been read of a passport so far: rows of the plan tables, what was not read, what is to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from uspekh.importing.document.recognition import Line

Cellish = str | int | bool | Decimal | date | None
Tables = dict[str, list[dict[str, str]]]

SECTION_TITLES = {
    "head": "Основные положения", "indicators": "Показатели", "results": "Результаты", "budget": "Бюджет",
    "participants": "Участники", "plan": "План мероприятий", "annex2": "Показатели по организациям",
    "methods": "Методика", "materials": "Материалы", "financing": "Финансирование материалов",
    "matrix": "Связи результатов с показателями", "other": "Таблицы, которых форма не знает",
}  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """A place of the document (or of the tables) and what stands there, or what is to be said of it.

    ``section`` that it belongs to; ``column`` of the cell, where it is of one; ``row``: all that stands in its row.
    ``cells`` of a row that was not read: their columns in the form, empty where it knows none, and texts.
    """

    where: str
    text: str
    section: str = ""
    column: str = ""
    row: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass
class SectionCount:
    """Rows of a section in the document, how many were read, and cells that a person must look at."""

    section: str
    rows: int = 0
    read: int = 0
    doubtful: int = 0


@dataclass
class Draft:
    """``tables``: texts of cells as the files hold them; ``head``: what becomes ``passport.toml``.

    ``sources``: for each row of a table the row of the document that it was read from, none of one that was proposed;
    ``head_sources``: the same for the texts of the head, by table and key. ``doubts``: what a person must decide;
    ``notes``: what the program leaves out or changes, with nothing to be done.
    """

    head: dict[str, Any] = field(default_factory=lambda: {"project": {}})
    tables: Tables = field(default_factory=dict)
    sources: dict[str, list[Remark | None]] = field(default_factory=dict)
    head_sources: dict[str, Remark] = field(default_factory=dict)
    unread: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    counts: dict[str, SectionCount] = field(default_factory=dict)

    def add(self, table: str, line: Line | None = None, /, **cells: Cellish) -> None:
        """Adds a row of a plan table; ``line``: the row of the document that it was read from."""
        self.tables.setdefault(table, []).append(_written(cells))
        self.sources.setdefault(table, []).append(None if line is None else Remark(line.where, line.text))

    def add_first(self, table: str, /, **cells: Cellish) -> None:
        """Adds a row that no row of the document says before the others."""
        self.tables.setdefault(table, []).insert(0, _written(cells))
        self.sources.setdefault(table, []).insert(0, None)

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a plan table."""
        return self.tables.get(table, [])

    def count(self, section: str) -> SectionCount:
        """The count of a section."""
        return self.counts.setdefault(section, SectionCount(section))

    def accept(self, section: str) -> None:
        """Counts a row that was read."""
        self.count(section).rows += 1
        self.count(section).read += 1

    def leave(self, section: str, line: Line, values: Mapping[str, str] | None = None) -> None:
        """Counts and lists a row that was not read; ``values``: its cells in the units of the tables."""
        self.count(section).rows += 1
        cells = tuple((values or line.values).items()) or (("", line.group),)
        self.unread.append(Remark(line.where, line.text, section, cells=cells))

    def ignore(self, section: str, headings: list[str]) -> None:
        """Lists columns that have no table of ours."""
        if headings:
            self.note(section, f"столбцы, которые программе не нужны: {'; '.join(headings)}")

    def note(self, section: str, text: str) -> None:
        """Lists what a person may want to know and has nothing to do about."""
        self.notes.append(Remark(SECTION_TITLES.get(section, section), text, section))

    def doubt(self, section: str, line: Line, text: str, column: str = "") -> None:
        """Counts and lists a cell that was not read, or not surely; ``column``: that of the plan table."""
        self.count(section).doubtful += 1
        self.doubts.append(Remark(line.where, text, section, column, line.text))


def _written(cells: Mapping[str, Cellish]) -> dict[str, str]:
    return {name: write_cell(value) for name, value in cells.items()}


def write_cell(value: Cellish) -> str:
    """A value as the files of the plan tables hold it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value.normalize() if value != value.to_integral() else value.quantize(Decimal(1)), "f")
        case date():
            return value.isoformat()
    return str(value)
