"""What calamine does not tell of an archive: its unpacked size, a password, and cells that it gives as empty."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from uspekh.actuals.opening.limits import MEGABYTE, Refused

CONTENT_TYPES = "[Content_Types].xml"
SPREADSHEETS = (b"spreadsheetml", b"ms-excel")
WORKSHEET = re.compile(r"sheet[^/\\]*\.xml$", re.IGNORECASE)
Place = tuple[int, int]
Lost = dict[str, dict[Place, str]]


def refuse_archive(content: bytes, unpacked: int) -> None:
    """Raises ``Refused`` for an archive of more than ``unpacked`` megabytes, encrypted or of something else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > unpacked * MEGABYTE:
            raise Refused("file.too_big")
        names = archive.namelist()
        if "mimetype" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refused("file.password")
            return
        kinds = archive.read(CONTENT_TYPES) if CONTENT_TYPES in names else b""
        if not any(word in kinds for word in SPREADSHEETS):
            raise Refused("file.format")


def lost_cells(content: bytes) -> Lost:
    """Cells of an .xlsx with an error or a formula that was never calculated, by sheet and place."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "mimetype" in names:
            return {}
        found = {_base(name): _damaged(archive.read(name)) for name in names if WORKSHEET.search(name)}
        if not any(found.values()):
            return {}
        titles = _sheet_names(archive)
        return {titles[name]: cells for name, cells in found.items() if name in titles}


def _base(path: str) -> str:
    """The last part of a path; some programs write it with backslashes."""
    return path.replace("\\", "/").rpartition("/")[2].lower()


def _damaged(xml: bytes) -> dict[Place, str]:
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
            value = re.search(b"<" + mark + rb"v(?: [^>]*)?>([^<]+)<", inside)
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


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of the sheets by the name of the file that holds each."""
    relations = ElementTree.fromstring(archive.read(_part(archive, "workbook.xml.rels")))  # noqa: S314
    targets = {r.get("Id"): _base(r.get("Target") or "") for r in relations}
    book = ElementTree.fromstring(archive.read(_part(archive, "workbook.xml")))  # noqa: S314
    sheets = [node.attrib for node in book.iter() if node.tag.endswith("}sheet")]
    ids = [next((value for name, value in sheet.items() if name.endswith("}id")), None) for sheet in sheets]
    return {targets.get(i, ""): sheet.get("name", "") for sheet, i in zip(sheets, ids, strict=True)}


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """The full path of a part by its name."""
    return next(path for path in archive.namelist() if _base(path) == name)
