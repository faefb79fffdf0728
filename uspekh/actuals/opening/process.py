"""The limited process that opens a foreign file: whatever the file does to the reader ends here.

It is a child of the helper (``server``) or, where a process cannot be forked, a fresh interpreter.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import python_calamine as calamine

from uspekh.actuals.opening.archive import refuse_archive
from uspekh.actuals.opening.limits import Refused, limit
from uspekh.actuals.opening.lost.cells import Cells, Lost
from uspekh.actuals.opening.lost.find import ZIP, lost_cells
from uspekh.actuals.opening.packing import RawSheet, Rows, answer, refusal
from uspekh.actuals.opening.text import text_rows

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
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


def sheets_of(content: bytes, unpacked: int, cells: int) -> Iterator[RawSheet]:
    """The sheets of a file whose format its content tells."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refused("file.password")
    elif content.startswith(ZIP):
        refuse_archive(content, unpacked)
    else:
        yield RawSheet("", False, 0, 0, text_rows(content, cells))
        return
    with ThreadPoolExecutor(1) as beside:
        yield from workbook(content, beside.submit(lost_cells, content).result, cells)


def workbook(content: bytes, lost: Callable[[], Lost], cells: int) -> Iterator[RawSheet]:
    """Every worksheet through calamine; ``lost`` gives the cells that it would give as empty."""
    try:
        book = calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise Refused("file.password") from error
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        data = book.get_sheet_by_index(place)
        if data.height * data.width > cells:
            raise Refused("file.too_big")
        row, column = data.start or (0, 0)
        rows = restored(islice(data.iter_rows(), row, None), row, column, lost().get(place, {}))
        hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
        yield RawSheet(sheet.name, hidden, row, column, rows)


def restored(rows: Rows, row: int, column: int, lost: Cells) -> Rows:
    """The rows of an area that begins at ``row`` and ``column``, with errors and formulas without a value put back."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (r, c), text in lost.items():
        by_row.setdefault(r, []).append((c - column, text))
    for number, cells in enumerate(rows, start=row):
        for place, text in by_row.get(number, ()):
            if 0 <= place < len(cells):
                cells[place] = ("error", text)
        yield cells
