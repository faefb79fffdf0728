"""What one edition of a passport changed of another, cell by cell, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from uspekh.passport.document import named
from uspekh.passport.editions.identity import NUMBERED, Pair, numbers_after, pair_rows
from uspekh.passport.plan import Plan
from uspekh.passport.printed import WHOLE, list_sections, printed_cell
from uspekh.passport.sections import AIM, HEAD, TASK, material, position
from uspekh.passport.tables import SCHEMAS
from uspekh.russian.text import tidy

Kind = Literal["changed", "added", "removed", "renumbered"]
_OF_NUMBERED = {
    ("indicator_targets", "indicator"): "indicators",
    ("annex2_targets", "indicator"): "indicators",
    ("annex2_indicators", "indicator"): "indicators",
    ("methods", "indicator"): "indicators",
    ("result_targets", "result"): "results",
    ("budget", "line"): "budget_lines",
    ("budget_totals", "line"): "budget_lines",
}
"""Columns that name a row of a numbered table by its number."""
_HEAD_TITLES = {AIM: ("goal", "цель"), TASK: ("task", "задача")}
_ADDED, _REMOVED, _RENUMBERED = "новая строка", "строка исключена", "номер строки"
_WITHOUT_YEAR = {"0": WHOLE}
"""What is said of the year 0: all years together."""
Key = tuple[str, ...]
Row = dict[str, str]


@dataclass(frozen=True)
class CellDifference:
    """A cell that is other, or a row that is in one edition only or under another number.

    ``section`` and ``row``: the place by the numbers of the later edition; of a row that is only in the earlier one, by
    the numbers of the earlier.
    ``column``: what the cell says, or what became of the row, in words; ``before``, ``after``: its words, empty where
    there were none.
    """

    kind: Kind
    section: str
    row: str
    column: str
    before: str
    after: str

    @property
    def spot(self) -> str:
        """«Раздел 2, строка 1»."""
        return named(self.section, self.row)


def find_differences(before: Plan, after: Plan, pairs: Iterable[Pair] | None = None) -> list[CellDifference]:
    """The differences of two editions; what is read off the words of another cell is not listed.

    ``pairs``: which rows are the same ones; by likeness where nobody has said so.
    """
    numbers = numbers_after(pair_rows(before, after) if pairs is None else pairs)
    differences = [*_of_head(before, after)]
    for table in SCHEMAS:
        if SCHEMAS[table].printed().section:
            differences += _of_table(table, before, after, numbers)
    return sorted(differences, key=lambda difference: position(difference.section, difference.row))


def _of_head(before: Plan, after: Plan) -> Iterator[CellDifference]:
    for section, (key, title) in _HEAD_TITLES.items():
        yield from _changed(section, "", title, *(str(plan.head["project"].get(key, "")) for plan in (before, after)))
    old, new = _list_head(before), _list_head(after)
    for title in dict.fromkeys([*old, *new]):
        yield from _changed(HEAD, "", title, old.get(title, ""), new.get(title, ""))


def _list_head(plan: Plan) -> dict[str, str]:
    """Section 1: each title with its text, or texts where it is repeated."""
    texts: dict[str, str] = {}
    for table in list_sections(plan)[HEAD]:
        for row in table.rows:
            title, text = row.cells
            texts[title] = f"{texts[title]}; {text}" if title in texts else text
    return texts


def _changed(section: str, row: str, column: str, old: str, new: str) -> Iterator[CellDifference]:
    if tidy(old) != tidy(new):
        yield CellDifference("changed", section, row, column, old, new)


def _of_table(table: str, before: Plan, after: Plan, numbers: dict[tuple[str, str], str]) -> Iterator[CellDifference]:
    old = {_key_after(table, row, numbers): row for row in _rows(before, table)}
    new = {_key(table, row): row for row in _rows(after, table)}
    before_and_after = [pair for pair in numbers.items() if pair[0][0] == "budget_lines"]
    lines_before = {number for (_, number), _ in before_and_after}
    lines_after = {number for _, number in before_and_after}
    for key, row in old.items():
        if key not in new and not _is_nought_of_other_line(table, row, lines_before):
            yield CellDifference("removed", *_spot(table, row), _REMOVED, _say(table, row), "")
    for key, row in new.items():
        if key in old:
            yield from _of_row(table, old[key], row)
        elif not _is_nought_of_other_line(table, row, lines_after):
            yield CellDifference("added", *_spot(table, row), _ADDED, "", _say(table, row))


def _is_nought_of_other_line(table: str, row: Row, lines: set[str]) -> bool:
    """Whether it is nothing of a budget line that only one edition has: the line itself is listed."""
    return table in ("budget", "budget_totals") and row["line"] not in lines and _number(row["kopecks"]) == 0


def _of_row(table: str, old: Row, new: Row) -> Iterator[CellDifference]:
    section, number = _spot(table, new)
    if table in NUMBERED and old[NUMBERED[table][0]] != new[NUMBERED[table][0]]:
        column = NUMBERED[table][0]
        yield CellDifference("renumbered", section, number, _RENUMBERED, old[column], new[column])
    printed = SCHEMAS[table].printed()
    for column in _columns(table):
        # A value that was read off the words of another cell is no cell of its own.
        read_off = bool(new.get(printed.derived.get(column, ""), ""))
        if not read_off and _differ(old.get(column, ""), new.get(column, "")):
            title = _title(table, column, new)
            yield CellDifference(
                "changed", section, number, title, printed_cell(old.get(column, "")), printed_cell(new.get(column, ""))
            )


def _rows(plan: Plan, table: str) -> list[Row]:
    return [
        {str(name): str(cell).strip() for name, cell in row.items()} for row in plan.document[table].to_dict("records")
    ]


def _key(table: str, row: Row) -> Key:
    return tuple(row[column] for column in SCHEMAS[table].key())


def _key_after(table: str, row: Row, numbers: dict[tuple[str, str], str]) -> Key:
    """The key that a row of the earlier edition has in the later one; where it is not there, a key that fits no row."""
    key = []
    for column in SCHEMAS[table].key():
        home = table if table in NUMBERED and NUMBERED[table][0] == column else _OF_NUMBERED.get((table, column), "")
        number = row[column]
        key.append(numbers.get((home, number), f"\0{number}") if home and number else number)
    return tuple(key)


def _columns(table: str) -> list[str]:
    """The columns that are compared: the document's, but for those by which rows are told apart."""
    printed, schema = SCHEMAS[table].printed(), SCHEMAS[table]
    numbers = {*schema.key(), printed.number, *(column for name, column in _OF_NUMBERED if name == table)}
    return [column for column in schema.to_schema().columns if column not in numbers | set(printed.ours)]


def _spot(table: str, row: Row) -> tuple[str, str]:
    """The section and the number printed before a row."""
    printed = SCHEMAS[table].printed()
    if table == "materials":
        return material(row["section"]), row["paragraph"]
    return printed.section, row[printed.number]


def _title(table: str, column: str, row: Row | None = None) -> str:
    """«плановое значение, 2023»: the column in words, with what else tells the row apart."""
    schema = SCHEMAS[table]
    words = str(schema.to_schema().columns[column].title or column)
    further = [name for name in schema.key() if name not in (schema.printed().number, "position", "item")]
    told_apart = [_WITHOUT_YEAR.get(row[name], row[name]) for name in further if name in row] if row else []
    return ", ".join([words, *filter(None, told_apart)]) if table != "materials" else words


def _say(table: str, row: Row) -> str:
    """The words of a whole row."""
    columns = [column for column in SCHEMAS[table].to_schema().columns if column not in SCHEMAS[table].printed().ours]
    return "; ".join(_say_cell(table, column, row[column]) for column in columns if row.get(column))


def _say_cell(table: str, column: str, cell: str) -> str:
    if column == SCHEMAS[table].printed().number or (table, column) in _OF_NUMBERED:
        return cell
    return _WITHOUT_YEAR.get(cell, cell) if column == "year" else printed_cell(cell)


def _differ(old: str, new: str) -> bool:
    """Whether two cells say different things: «80» and «80.0» do not."""
    return tidy(old) != tidy(new) and (_number(old) is None or _number(old) != _number(new))


def _number(cell: str) -> Any:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None
