"""Lost cells of .xls: the records of its sheets as [MS-XLS] describes them (BIFF8; those of BIFF5 are alike)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from uspekh.actuals.opening.lost.cells import Cells, Lost, named
from uspekh.actuals.opening.lost.compound import stream

_NAMES = ({"WORKBOOK"}, {"BOOK"})
_BEGIN, _END, _SHEET = 0x0809, 0x000A, 0x0085
_VALUE, _FORMULA = 0x0205, 0x0006
# What an error cell looks like; other bytes may look so too.
_LIKE = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02.{5}\xff\xff", re.DOTALL)


def lost(content: bytes) -> Lost:
    """The cells with an error."""
    book = next(filter(None, (stream(content, name) for name in _NAMES)), b"")
    if not _LIKE.search(book):
        return {}
    begins = [struct.unpack_from("<I", book, start)[0] for kind, start in _records(book, 0) if kind == _SHEET]
    return {index: _errors(book, begin) for index, begin in enumerate(begins)}


def _errors(book: bytes, begin: int) -> Cells:
    cells = {}
    for kind, start in _records(book, begin):
        if kind == _VALUE and book[start + 7]:
            cells[struct.unpack_from("<2H", book, start)] = named(book[start + 6])
        # A formula's value that is no number ends so; of the kinds of such, 2 is an error.
        elif kind == _FORMULA and book[start + 12 : start + 14] == b"\xff\xff" and book[start + 6] == 2:
            cells[struct.unpack_from("<2H", book, start)] = named(book[start + 8])
    return cells


def _records(book: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """Kind and beginning of each record of a sheet; a chart within it keeps copies of cells, and is passed over."""
    depth = 0
    while offset + 4 <= len(book):
        kind, size = struct.unpack_from("<2H", book, offset)
        offset += 4
        if offset + size > len(book):
            return
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, offset
        elif depth <= 0:
            return
        offset += size
