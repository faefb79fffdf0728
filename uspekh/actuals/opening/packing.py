"""Sheets as bytes that only data can be in.

8 bytes with the length of a JSON head, the head, then the codes of every column as 32-bit integers. A column
is its distinct cells and, row by row, the place of the cell among them. Cells that JSON has no word for are
lists: ``["bool", true]``, ``["date", ISO]``, ``["time", text]``, ``["error", text]``.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PLAIN = {str, float, int}
LENGTH = 8
Rows = list[list[Any]]


@dataclass(frozen=True)
class RawSheet:
    """The filled area of a sheet: its place and its rows, all of one width."""

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
    columns = []
    for column in zip(*sheet.rows, strict=True):
        cells: Iterable[Any] = column if set(map(type, column)) <= PLAIN else [_worded(cell) for cell in column]
        distinct = dict.fromkeys(cells)
        order = dict(zip(distinct, range(len(distinct)), strict=True))
        codes.append(array("i", map(order.__getitem__, cells)).tobytes())
        columns.append(list(distinct))
    place = {"name": sheet.name, "hidden": sheet.hidden, "row": sheet.row, "column": sheet.column}
    return {**place, "height": len(sheet.rows), "columns": columns}


def _worded(cell: Any) -> Any:
    """A cell as JSON knows it; truth and one must not become the same key."""
    if isinstance(cell, bool):
        return ("bool", cell)
    if isinstance(cell, dt.date):
        return ("date", cell.isoformat())
    if isinstance(cell, dt.time | dt.timedelta):
        return ("time", str(cell))
    return cell
