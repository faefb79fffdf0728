"""The limited process that opens a foreign file: whatever the file does to the reader ends here.

It is a child of the helper (``server``) or, where a process cannot be forked, a fresh interpreter.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping

import python_calamine as calamine

from uspekh.actuals.opening.archive import Lost, Place, lost_cells
from uspekh.actuals.opening.limits import Refused, limit
from uspekh.actuals.opening.packing import RawSheet, Rows, answer, refusal
from uspekh.actuals.opening.text import text_rows

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def main() -> None:
    """The fresh interpreter: bytes from stdin, the answer to stdout; the arguments are those of ``answer_to``."""
    sys.stdout.buffer.write(answer_to(sys.stdin.buffer.read(), *map(int, sys.argv[1:5])))


def answer_to(content: bytes, memory: int, processor: int, unpacked: int, cells: int) -> bytes:
    """Packed cells or a refusal; this process is limited to megabytes of memory and seconds of the processor."""
    limit(memory, processor)
    try:
        return answer(sheets_of(content, unpacked, cells))
    except Refused as refused:
        return refusal(str(refused))
    except MemoryError:
        return refusal("file.too_big")
    except BaseException:  # the reader's panics are no Exception
        return refusal("file.unreadable")


def sheets_of(content: bytes, unpacked: int, cells: int) -> list[RawSheet]:
    """The sheets of a file whose format its content tells."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refused("file.password")
        return workbook(content, {}, cells)
    if content.startswith(ZIP):
        return workbook(content, lost_cells(content, unpacked), cells)
    return [RawSheet("", False, 0, 0, text_rows(content, cells))]


def workbook(content: bytes, lost: Lost, cells: int) -> list[RawSheet]:
    """Every worksheet through calamine; ``lost`` are cells that it would give as empty."""
    try:
        book = calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise Refused("file.password") from error
    found = []
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        data = book.get_sheet_by_index(place)
        if data.height * data.width > cells:
            raise Refused("file.too_big")
        rows = data.to_python(skip_empty_area=True)
        row, column = data.start or (0, 0)
        restore(rows, row, column, lost.get(sheet.name, {}))
        hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
        found.append(RawSheet(sheet.name, hidden, row, column, rows))
    return found


def restore(rows: Rows, row: int, column: int, lost: Mapping[Place, str]) -> None:
    """Puts back errors and formulas without a value."""
    for (r, c), text in lost.items():
        if 0 <= r - row < len(rows) and 0 <= c - column < len(rows[0]):
            rows[r - row][c - column] = ("error", text)
