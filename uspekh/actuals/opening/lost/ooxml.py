"""Lost cells of .xlsx and .xlsm."""

from __future__ import annotations

import posixpath
import re
import zipfile
from xml.etree import ElementTree

from uspekh.actuals.opening.lost.cells import Cells, Lost
from uspekh.actuals.opening.sheet_look import Position

BOOK = "workbook.xml"
WORKSHEET = re.compile(r"sheet[^/\\]*\.xml$", re.IGNORECASE)
_SIGNS = (b"<f", b":f", b't="e"', b"t='e'")
"""Without one of these a worksheet has neither a formula nor an error."""
_TOKEN = re.compile(rb"<(?:\w{1,20}:)?(row|c|f|v)\b([^<>]*)>([^<]*)")
_ROWS_END = re.compile(rb"</(?:\w{1,20}:)?sheetData")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_TYPE = re.compile(rb"\bt=[\"'](\w{1,10})[\"']")


def lost(archive: zipfile.ZipFile) -> Lost:
    """The cells with an error and the formulas without a value."""
    damaged = {whole_path(name): _damaged(archive.read(name)) for name in archive.namelist() if WORKSHEET.search(name)}
    if not any(damaged.values()):
        return {}
    book = ElementTree.fromstring(book_part(archive, BOOK))  # noqa: S314
    sheets = [node.attrib for node in book.iter() if node.tag.endswith("}sheet")]
    ids = [next((value for name, value in sheet.items() if name.endswith("}id")), "") for sheet in sheets]
    files = targets(archive, BOOK)
    return {index: damaged.get(files.get(each, ""), {}) for index, each in enumerate(ids)}


def targets(archive: zipfile.ZipFile, book: str) -> dict[str, str]:
    """The path of each part of a workbook by its id: charts have files of the same names in a folder of their own."""
    relations = ElementTree.fromstring(book_part(archive, f"{book}.rels"))  # noqa: S314
    folder = posixpath.dirname(whole_path(_path(archive, book)))
    return {each.get("Id", ""): whole_path(each.get("Target", ""), folder) for each in relations}


def book_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part by the last part of its path."""
    return archive.read(_path(archive, name))


def _path(archive: zipfile.ZipFile, name: str) -> str:
    return next(path for path in archive.namelist() if base(path) == name)


def whole_path(path: str, folder: str = "") -> str:
    """A path from the top of the archive as it is compared; a target without a slash is counted from ``folder``."""
    return posixpath.normpath(posixpath.join("/", folder, path.replace("\\", "/").lower()))


def base(path: str) -> str:
    """The last part of a path; some programs write it with backslashes."""
    return path.replace("\\", "/").rpartition("/")[2].lower()


def _damaged(xml: bytes) -> Cells:
    """Positions of the error cells and of the formulas without a value in the XML of a worksheet."""
    if not any(sign in xml for sign in _SIGNS):
        return {}
    cells: Cells = {}
    row = column = -1
    error = words = False
    for token in _TOKEN.finditer(xml, 0, _end(xml)):
        kind, attributes, text = token.groups()
        if kind == b"row":
            number = _NUMBER.search(attributes)
            row, column = int(number[1]) - 1 if number else row + 1, -1
        elif kind == b"c":
            # A cell without an address stands right of the one before it.
            address = _ADDRESS.search(attributes)
            row, column = _position(*address.groups()) if address else (row, column + 1)
            typed = None if attributes.endswith(b"/") else _TYPE.search(attributes)
            error, words = (typed is not None and typed[1] == each for each in (b"e", b"str"))
            if error:
                cells[row, column] = "#"
        elif kind == b"f" and not error and not words:
            cells[row, column] = ""
        elif kind == b"v" and error:
            cells[row, column] = text.decode() or "#"
        elif kind == b"v" and text:
            cells.pop((row, column), None)
    return cells


def _end(xml: bytes) -> int:
    """Where the rows end: what stands after them has formulas of its own."""
    end = _ROWS_END.search(xml)
    return end.start() if end else len(xml)


def _position(letters: bytes, number: bytes) -> Position:
    """``B3`` → (2, 1)."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(number) - 1, column - 1
