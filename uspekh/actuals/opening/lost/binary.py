"""Lost cells of .xlsb: the records of its sheets as [MS-XLSB] describes them."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator

from uspekh.actuals.opening.lost.cells import Cells, Lost, named
from uspekh.actuals.opening.lost.ooxml import book_part, targets, whole_path

BOOK = "workbook.bin"
_SHEET = 156
_ROW, _ERROR, _FORMULA = 0, 3, 11
_NO_ID = 0xFFFFFFFF
# What an error cell looks like; other bytes may look so too.
_LIKE = re.compile(rb"(?:\x03\x09|\x0b[\x00-\xff]{1,2})[\x00-\xff][\x00-\x3f]\x00\x00[\x00-\xff]{4}[\x00-\x2b]")


def lost(archive: zipfile.ZipFile) -> Lost:
    """The cells with an error."""
    files = targets(archive, BOOK)
    paths = {whole_path(path): path for path in archive.namelist()}
    sheets = (paths.get(files.get(each, "")) for each in _ids(book_part(archive, BOOK)))
    return {index: _errors(archive.read(path)) for index, path in enumerate(sheets) if path}


def _ids(book: bytes) -> Iterator[str]:
    """The ids of the sheets in their order."""
    for kind, start in _records(book):
        if kind == _SHEET:
            length = _whole(book, start + 8)
            if length != _NO_ID:
                yield book[start + 12 : start + 12 + 2 * length].decode("utf-16-le")


def _errors(sheet: bytes) -> Cells:
    if not _LIKE.search(sheet):
        return {}
    cells, row = {}, 0
    for kind, start in _records(sheet):
        if kind == _ROW:
            row = _whole(sheet, start)
        elif kind in (_ERROR, _FORMULA):
            cells[row, _whole(sheet, start)] = named(sheet[start + 8])
    return cells


def _records(content: bytes) -> Iterator[tuple[int, int]]:
    """Kind and beginning of each record."""
    offset, end = 0, len(content)
    while offset + 1 < end:
        kind, offset = content[offset], offset + 1
        if kind & 0x80:
            kind, offset = (kind & 0x7F) | content[offset] << 7, offset + 1
        size = shift = 0
        while offset < end:
            byte, offset = content[offset], offset + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        if offset + size > end:
            return
        yield kind, offset
        offset += size


def _whole(content: bytes, offset: int) -> int:
    return int(struct.unpack_from("<I", content, offset)[0])
