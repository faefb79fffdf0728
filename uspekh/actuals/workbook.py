"""Opening a foreign file: in a child process with limits, so that no file can harm the server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from uspekh.actuals.cells import Cell, ErrorCell, TimeCell, address
from uspekh.actuals.helper import ask
from uspekh.actuals.interpreter import Limits
from uspekh.actuals.opening.limits import MEGABYTE
from uspekh.actuals.opening.packing import LENGTH

DIVIDE = "Разделите его по годам или листам."
REFUSALS = {
    "file.empty": "Файл пуст.",
    "file.format": "Это не таблица. Нужен файл Excel (.xlsx, .xlsm, .xlsb, .xls), .ods или .csv: откройте файл в "
    "Excel и сохраните как «Книга Excel (.xlsx)».",
    "file.password": "Файл закрыт паролем. Снимите пароль и загрузите снова.",
    "file.too_big": "В файле слишком много данных или есть заполненная ячейка далеко за таблицей. Удалите лишние "
    "листы, строки и столбцы за пределами таблицы (Ctrl+End покажет последнюю ячейку).",
    "file.timeout": "Файл не удалось прочитать за отведённое время. Оставьте в нём только листы формы.",
    "file.unreadable": "Файл повреждён, прочитать его нельзя. Откройте его в Excel и сохраните заново.",
}


class Refusal(Exception):
    """The file was not opened; ``code`` is one of ``REFUSALS``, the text is its Russian message or a closer one."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or REFUSALS[code])
        self.code = code


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its distinct cells, and for each row the place of its cell among them (int32)."""

    cells: Sequence[Cell]
    codes: np.ndarray

    def __getitem__(self, row: int) -> Cell:
        return self.cells[self.codes[row]]


@dataclass(frozen=True)
class Sheet:
    """The filled area of a sheet. Rows and columns are counted from 0 within the area."""

    name: str
    hidden: bool
    first_row: int
    first_column: int
    height: int
    columns: tuple[Column, ...]

    def address(self, row: int, column: int) -> str:
        """Name of a cell as the person sees it."""
        return address(self.first_row + row, self.first_column + column)


def open_workbook(content: bytes, limits: Limits | None = None) -> list[Sheet]:
    """The worksheets of a file (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv), in order.

    A text file gives one sheet with an empty name. Raises ``Refusal`` where the file cannot be read.
    """
    limits = limits or Limits()
    if not content.strip():
        raise Refusal("file.empty")
    if len(content) > limits.content:
        raise Refusal("file.too_big", f"Файл больше {limits.content // MEGABYTE} МБ. {DIVIDE}")
    answer = _ask_child(content, limits)
    start = LENGTH + int.from_bytes(answer[:LENGTH], "little")
    try:
        head = json.loads(answer[LENGTH:start])
        codes = np.frombuffer(answer[start:], dtype=np.int32)
    except ValueError as error:
        raise Refusal("file.unreadable") from error
    if "refused" in head:
        raise Refusal(head["refused"])
    return _sheets(head["sheets"], codes)


def _ask_child(content: bytes, limits: Limits) -> bytes:
    try:
        answer, status = ask(content, limits)
    except TimeoutError as error:
        raise Refusal("file.timeout") from error
    if status:
        raise Refusal(_death(status))
    return answer


def _death(status: int) -> str:
    """Which limit ended the child: an aborted allocation, the time of processor or clock, or a fault of the reader."""
    names = {-6: "file.too_big", -9: "file.too_big", -14: "file.timeout", -24: "file.timeout"}
    return names.get(status, "file.unreadable")


def _sheets(found: list[dict[str, Any]], codes: np.ndarray) -> list[Sheet]:
    sheets, start = [], 0
    for sheet in found:
        columns = []
        for cells in sheet["columns"]:
            columns.append(Column([_cell(cell) for cell in cells], codes[start : start + sheet["height"]]))
            start += sheet["height"]
        sheets.append(
            Sheet(sheet["name"], sheet["hidden"], sheet["row"], sheet["column"], sheet["height"], tuple(columns))
        )
    return sheets


def _cell(cell: Any) -> Cell:
    if not isinstance(cell, list):
        return None if cell == "" else cell
    kind, content = cell
    if kind == "bool":
        return bool(content)
    if kind == "date":
        return datetime.fromisoformat(content) if "T" in content else date.fromisoformat(content)
    return ErrorCell(content) if kind == "error" else TimeCell(content)
