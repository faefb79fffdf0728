"""Rows of a draft: as they were imported or started, with every change that people made since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from uspekh.importing.draft import Remark
from uspekh.importing.review.columns import Column, all_columns

WHOLE_ROW = ""
"""Stands for the column of a change that adds a row, or adds it again (with a text), or takes it out (without).

The text is empty, or where the row of the document stands from which the row is entered.
"""


@dataclass(frozen=True)
class Change:
    """One cell that a person wrote anew. ``row``: the number of the row, which stays whatever is added or taken out."""

    table: str
    row: int
    column: str
    text: str | None


@dataclass(frozen=True)
class ReviewRow:
    """``source``: the row of the document that it was read from, or entered from by a person (then with a section).

    ``edited``: a person has written in it.
    """

    number: int
    cells: Mapping[str, str]
    source: Remark | None = None
    edited: bool = False


Tables = Mapping[str, Sequence[ReviewRow]]


def number_rows(rows: Iterable[Mapping[str, str]], sources: Iterable[Remark | None]) -> list[ReviewRow]:
    """The rows of a table in their order, with their sources."""
    pairs = zip(rows, sources, strict=True)
    return [ReviewRow(number, row, source) for number, (row, source) in enumerate(pairs)]


def apply_changes(
    tables: Tables, changes: Iterable[Change], unread: Iterable[Remark] = ()
) -> dict[str, list[ReviewRow]]:
    """The tables with the changes, in the order in which they were made; one of a row that never was is nothing.

    A row that was taken out keeps its cells, and what was written in it since, until it is added again.
    ``unread``: the rows of the document that were not read; an added row may say from which of them it is.
    """
    current = {table: {row.number: row for row in rows} for table, rows in tables.items()}
    out: set[tuple[str, int]] = set()
    sources = {remark.where: remark for remark in unread}
    for change in changes:
        rows = current.setdefault(change.table, {})
        if change.column == WHOLE_ROW and change.text is None:
            out.add((change.table, change.row))
        elif change.column == WHOLE_ROW:
            out.discard((change.table, change.row))
            blank = dict.fromkeys(all_columns(change.table), "")
            rows.setdefault(change.row, ReviewRow(change.row, blank, sources.get(change.text or ""), edited=True))
        elif row := rows.get(change.row):
            cells = {**row.cells, change.column: change.text or ""}
            rows[change.row] = replace(row, cells=cells, edited=True)
    return {
        table: [row for number, row in sorted(rows.items()) if (table, number) not in out]
        for table, rows in current.items()
    }


def last_taken_out(rows: Iterable[ReviewRow], changes: Sequence[Change], table: str) -> int | None:
    """The number of the row that was taken out of a table last and is not in it again; ``None``: there is none."""
    present = {row.number for row in rows}
    taken_out = (
        change.row
        for change in reversed(changes)
        if change.table == table and change.column == WHOLE_ROW and change.text is None
    )
    return next((number for number in taken_out if number not in present), None)


def write_cell(table: str, row: int, column: Column, text: str) -> list[Change]:
    """What changes when a person writes in a cell: also the column of its printed words, where there is one."""
    changes = [Change(table, row, column.name, text)]
    printed = f"{column.name}_text"
    if printed in all_columns(table):
        changes.append(Change(table, row, printed, column.show(text)))
    return changes


def next_number(rows: Iterable[ReviewRow], changes: Iterable[Change], table: str) -> int:
    """The number of a row that is added to a table: no row has ever had it."""
    taken_out = [change.row for change in changes if change.table == table]
    return max([row.number for row in rows] + taken_out, default=-1) + 1


def cells_of(tables: Tables) -> dict[str, list[dict[str, str]]]:
    """The cells alone."""
    return {table: [dict(row.cells) for row in rows] for table, rows in tables.items()}
