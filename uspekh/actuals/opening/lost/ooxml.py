"""Lost cells of .xlsx and .xlsm."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

from uspekh.actuals.opening.lost.cells import Cells, Lost, Place

BOOK = "workbook.xml"
WORKSHEET = re.compile(r"sheet[^/\\]*\.xml$", re.IGNORECASE)


def lost(archive: zipfile.ZipFile) -> Lost:
    """The cells with an error and the formulas without a value."""
    found = {base(name): _damaged(archive.read(name)) for name in archive.namelist() if WORKSHEET.search(name)}
    if not any(found.values()):
        return {}
    book = ElementTree.fromstring(part(archive, BOOK))  # noqa: S314
    sheets = [node.attrib for node in book.iter() if node.tag.endswith("}sheet")]
    ids = [next((value for name, value in sheet.items() if name.endswith("}id")), "") for sheet in sheets]
    files = targets(archive, BOOK)
    return {place: found.get(files.get(each, ""), {}) for place, each in enumerate(ids)}


def targets(archive: zipfile.ZipFile, book: str) -> dict[str, str]:
    """The name of the file that holds each part of a workbook, by the part's id."""
    relations = ElementTree.fromstring(part(archive, f"{book}.rels"))  # noqa: S314
    return {relation.get("Id", ""): base(relation.get("Target", "")) for relation in relations}


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part by the last part of its path."""
    return archive.read(next(path for path in archive.namelist() if base(path) == name))


def base(path: str) -> str:
    """The last part of a path; some programs write it with backslashes."""
    return path.replace("\\", "/").rpartition("/")[2].lower()


def _damaged(xml: bytes) -> Cells:
    """Places of the error cells and of the formulas without a value in the XML of a worksheet."""
    prefix = re.search(rb"<(\w+:)?sheetData", xml)
    if prefix is None:
        return {}
    mark = prefix[1] or b""
    formula, wrong = b"<" + mark + b"f", (b't="e"', b"t='e'")
    if not any(word in xml for word in (formula, *wrong)):
        return {}
    cells = {}
    rows, _, _ = xml.partition(b"</" + mark + b"sheetData")
    for piece in rows.split(b"</" + mark + b"c>"):
        error = any(word in piece for word in wrong)
        if error or formula in piece:
            head, _, inside = piece[piece.rfind(b"<" + mark + b"c ") :].partition(b">")
            where = re.search(rb"\br=[\"']([A-Z]{1,3})(\d+)[\"']", head)
            value = re.search(b"<" + mark + rb"v(?: [^<>]*)?>([^<]+)<", inside)
            if head.endswith(b"/"):
                continue
            if where and error:
                cells[_place(*where.groups())] = value[1].decode() if value else "#"
            elif where and value is None and b"str" not in head:
                cells[_place(*where.groups())] = ""
    return cells


def _place(letters: bytes, number: bytes) -> Place:
    """``B3`` → (2, 1)."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(number) - 1, column - 1
