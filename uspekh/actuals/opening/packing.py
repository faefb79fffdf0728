"""Sheets as bytes that only data can be in.

8 bytes with the length of a JSON head, the head, then the codes of every column as 32-bit integers. A column
is its distinct cells and, row by row, the place of the cell among them. Cells that JSON has no word for are
lists: ``["bool", true]``, ``["date", ISO]``, ``["time", text]``, ``["error", text]``.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from operator import itemgetter
from typing import Any

PLAIN = {str, float, int}
LENGTH = 8
AT_ONCE = 4096
Rows = Iterable[list[Any]]


@dataclass(frozen=True)
class RawSheet:
    """The filled area of a sheet: its place and its rows, all of one width, read once."""

    name: str
    hidden: bool
    row: int
    column: int
    rows: Rows


def answer(sheets: Iterable[RawSheet]) -> bytes:
    """The sheets packed."""
    codes: list[bytes] = []
    heads = [_head(sheet, codes) for sheet in sheets]
    return _framed({"sheets": heads}) + b"".join(codes)


def refusal(code: str) -> bytes:
    """A refusal packed."""
    return _framed({"refused": code})


def _framed(head: dict[str, Any]) -> bytes:
    text = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return len(text).to_bytes(LENGTH, "little") + text


def _head(sheet: RawSheet, codes: list[bytes]) -> dict[str, Any]:
    orders: list[defaultdict[Any, int]] = []
    places: list[array[int]] = []
    for columns in _columns(sheet.rows):
        if not orders:
            orders = [defaultdict(count().__next__) for _ in columns]
            places = [array("i") for _ in columns]
        for cells, order, place in zip(columns, orders, places, strict=True):
            known = cells if set(map(type, cells)) <= PLAIN else tuple(map(_worded, cells))
            place.extend(array("i", _looked_up(order, known)))
    codes += [place.tobytes() for place in places]
    where = {"name": sheet.name, "hidden": sheet.hidden, "row": sheet.row, "column": sheet.column}
    return {**where, "height": len(places[0]) if places else 0, "columns": [list(order) for order in orders]}


def _columns(rows: Rows) -> Iterator[list[tuple[Any, ...]]]:
    """The columns of some rows at a time: a long sheet is never held whole."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield list(zip(*some, strict=True))


def _looked_up(order: defaultdict[Any, int], cells: tuple[Any, ...]) -> tuple[int, ...]:
    """The numbers of some cells; asking for all of them at once is faster by half than one by one."""
    # Of a single one ``itemgetter`` makes no tuple.
    return itemgetter(*cells)(order) if len(cells) > 1 else (order[cells[0]],)


def _worded(cell: Any) -> Any:
    """A cell as JSON knows it; truth and one must not become the same key."""
    if isinstance(cell, bool):
        return ("bool", cell)
    if isinstance(cell, dt.date):
        return ("date", cell.isoformat())
    if isinstance(cell, dt.time | dt.timedelta):
        return ("time", str(cell))
    return cell
