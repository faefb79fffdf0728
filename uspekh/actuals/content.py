"""What the limited process read from a file, and its way to the server: JSON of which every part is checked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, get_args

from uspekh.actuals.layout.candidates import Candidate
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.problem_codes import Severity
from uspekh.actuals.problems import Problem

_SEVERITIES = get_args(Severity)
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,7}")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LONGEST_MESSAGE = 10_000
_LARGEST = 2**63 - 1
_LAST_YEAR, _MONTHS = 9999, 12
_LAST_ROW = 1_048_575
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?)?")


@dataclass(frozen=True)
class FieldValues:
    """A column of a table: what it gives in each row of ``TableValues``, ``None`` where nothing is reported."""

    name: str
    letters: str
    values: list[int | str | None]


@dataclass(frozen=True)
class TableValues:
    """The values of a table on a sheet. ``row`` is the number of each row on the sheet, the keys follow it."""

    sheet: str
    kind: str
    row: list[int]
    subject: list[str]
    part: list[str]
    year: list[int]
    months: list[int]
    fields: list[FieldValues]

    def has_columns_of(self, other: TableValues) -> bool:
        """Whether both give the same things in the same columns of one sheet."""
        return (self.sheet, self.kind, _columns(self)) == (other.sheet, other.kind, _columns(other))

    def extend(self, other: TableValues) -> None:
        """Adds the rows of a table of the same columns."""
        for name in ("row", "subject", "part", "year", "months"):
            getattr(self, name).extend(getattr(other, name))
        for column, more in zip(self.fields, other.fields, strict=True):
            column.values.extend(more.values)


@dataclass(frozen=True)
class FileProjects:
    """What a file says of its project: ``named``, codes that it names as its own; ``columns``: how many columns of
    figures each of its sheets has of the form of each project (code), where it names none.
    """

    named: list[str] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class FileContent:
    """What a file says. ``rows``: rows of tables that were meant to give values; ``projects``: whose it may be."""

    tables: list[TableValues]
    problems: list[Problem]
    rows: int
    projects: FileProjects


@dataclass(frozen=True)
class SheetCells:
    """The cells of a sheet as they are given back: row and column from 0, and what stands there (days as ISO dates).

    ``title``: the name as it may be repeated. ``merges``: first row and column, last row and column of each range.
    """

    name: str
    title: str
    hidden: bool
    merges: list[tuple[int, int, int, int]]
    texts: list[tuple[int, int, str]]
    numbers: list[tuple[int, int, float]]
    dates: list[tuple[int, int, str]]


def _columns(table: TableValues) -> list[tuple[str, str]]:
    return [(field.name, field.letters) for field in table.fields]


def pack(answer: object) -> bytes:
    """Dataclasses as JSON."""
    return json.dumps(answer, ensure_ascii=False, default=vars).encode("utf-8", "replace")


def unpack_content(answer: Any) -> FileContent:
    """The content from parsed JSON. Raises ``ValueError`` where anything in it is not what it must be."""
    tables = [_table(table) for table in _list(answer["tables"])]
    problems = [_problem(problem) for problem in _list(answer["problems"])]
    return FileContent(tables, problems, _whole(answer["rows"], _LARGEST), unpack_projects(answer["projects"]))


def unpack_candidates(answer: Any) -> list[Candidate]:
    """Tables to be matched by hand from parsed JSON. Raises ``ValueError``."""
    return [
        Candidate(
            _text(each["sheet"]),
            _whole(each["row"], _LARGEST),
            _text(each["cell"], _CELL),
            _text(each["shape"]),
            tuple(_texts(each["labels"])),
            tuple(tuple(_texts(samples)) for samples in _list(each["samples"])),
        )
        for each in _list(answer)
    ]


def unpack_names(answer: Any) -> list[str]:
    """Names of organizations from parsed JSON. Raises ``ValueError``."""
    return _texts(answer)


def unpack_projects(answer: Any) -> FileProjects:
    """What a file says of its project, from parsed JSON. Raises ``ValueError``."""
    _require(type(answer) is dict and type(answer["columns"]) is dict)
    columns = {
        _text(code): [_whole(count, _LARGEST) for count in _list(counts)] for code, counts in answer["columns"].items()
    }
    _require(len(set(map(len, columns.values()))) <= 1)
    return FileProjects(_texts(answer["named"]), columns)


def unpack_cells(answer: Any) -> list[SheetCells]:
    """The cells of a file from parsed JSON. Raises ``ValueError``."""
    return [
        SheetCells(
            _text(each["name"]),
            _text(each["title"]),
            each["hidden"] is True,
            [_range(merge) for merge in _list(each["merges"])],
            [(*_position(cell), _text(cell[2])) for cell in _list(each["texts"])],
            [(*_position(cell), _number(cell[2])) for cell in _list(each["numbers"])],
            [(*_position(cell), _text(cell[2], _DAY)) for cell in _list(each["dates"])],
        )
        for each in _list(answer)
    ]


def _position(cell: Any) -> tuple[int, int]:
    _require(len(_list(cell)) == 3)
    row, column = _numbers(cell[:2], _LAST_ROW)
    _require(column <= Limits.columns)
    return row, column


def _range(merge: Any) -> tuple[int, int, int, int]:
    _require(len(_list(merge)) == 4)
    first_row, first_column, last_row, last_column = _numbers(merge, _LAST_ROW)
    _require(first_row <= last_row and first_column <= last_column <= Limits.columns)
    return first_row, first_column, last_row, last_column


def _number(value: Any) -> float:
    _require(type(value) in (int, float) and abs(value) <= _LARGEST)
    return float(value)


def _table(table: Any) -> TableValues:
    row = _numbers(table["row"], _LARGEST)
    count, kind = len(row), _text(table["kind"])
    return TableValues(
        _text(table["sheet"]),
        kind,
        row,
        _as_long(_texts(table["subject"]), count),
        _as_long(_texts(table["part"]), count),
        _as_long(_numbers(table["year"], _LAST_YEAR), count),
        _as_long(_numbers(table["months"], _MONTHS), count),
        [_field(field, count, kind) for field in _list(table["fields"])],
    )


def _field(field: Any, count: int, kind: str) -> FieldValues:
    values = _as_long(_list(field["values"]), count)
    present = [value for value in values if value is not None]
    texts = _texts([value for value in present if isinstance(value, str)])
    numbers = _numbers([value for value in present if not isinstance(value, str)], _LARGEST)
    # A column is of numbers or of words; among plans words take one back.
    _require(kind == "plan" or not (texts and numbers))
    return FieldValues(_text(field["name"]), _text(field["letters"], _LETTERS), values)


def _problem(problem: Any) -> Problem:
    sheet, cell = problem["sheet"], problem["cell"]
    _require(problem["severity"] in _SEVERITIES)
    return Problem(
        problem["severity"],
        _text(problem["code"]),
        None if sheet is None else _text(sheet),
        None if cell is None else _text(cell, _CELL),
        _text(problem["message"], longest=_LONGEST_MESSAGE),
    )


def _text(value: Any, pattern: re.Pattern[str] | None = None, longest: int = Limits.text) -> str:
    _require(type(value) is str and len(value) <= longest)
    _require(pattern is None or pattern.fullmatch(value) is not None)
    return str(value)


def _texts(values: Any) -> list[str]:
    _require(set(map(type, _list(values))) <= {str} and max(map(len, values), default=0) <= Limits.text)
    return list(values)


def _whole(value: Any, most: int) -> int:
    return _numbers([value], most)[0]


def _numbers(values: Any, most: int) -> list[int]:
    """Whole numbers from 0; a truth value is none."""
    _require(set(map(type, _list(values))) <= {int})
    _require(min(values, default=0) >= 0 and max(values, default=0) <= most)
    return list(values)


def _list(value: Any) -> list[Any]:
    _require(type(value) is list)
    return list(value)


def _as_long(values: list[Any], count: int) -> list[Any]:
    _require(len(values) == count)
    return values


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError("the answer about a file is not of the agreed form")
