"""The limited process that opens a foreign file: reads bytes from stdin, writes cells to stdout.

Run by path in a fresh interpreter and importing nothing of the project, so that it starts in milliseconds
and whatever a file does to the reader ends here. Arguments: megabytes of memory, seconds of processor time,
megabytes unpacked, cells.

Answer: 8 bytes with the length of a JSON head, the head, then the codes of every column as 32-bit integers.
A column is its distinct cells and, row by row, the place of the cell among them. Cells that JSON has no
word for are lists: ``["date", ISO]``, ``["time", text]``, ``["error", text]``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sys
import zipfile
from array import array
from collections.abc import Iterable
from typing import Any

MEGABYTE = 1024 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CONTENT_TYPES = "[Content_Types].xml"
SPREADSHEETS = (b"spreadsheetml", b"ms-excel")
WORKSHEET = re.compile(r"sheet[^/\\]*\.xml$", re.IGNORECASE)
PLAIN = {str, float, int}
Rows = list[list[Any]]


class Refused(Exception):
    """The file cannot be read; the argument is a code of ``workbook.REFUSALS``."""


def limit(memory: int, seconds: int) -> None:
    """Limits this process, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheets_of(content: bytes, unpacked: int, cells: int) -> list[dict[str, Any]]:
    """The sheets of a file whose format its content tells."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refused("file.password")
        return workbook(content, {}, cells)
    if content.startswith(b"PK\x03\x04"):
        return workbook(content, lost_cells(content, unpacked), cells)
    return [text_sheet(content, cells)]


def workbook(content: bytes, lost: dict[str, dict[tuple[int, int], str]], cells: int) -> list[dict[str, Any]]:
    """Every worksheet through calamine; ``lost`` are cells that it would give as empty."""
    import python_calamine as calamine

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
        found.append({"name": sheet.name, "hidden": hidden, "row": row, "column": column, "rows": rows})
    return found


def restore(rows: Rows, row: int, column: int, lost: dict[tuple[int, int], str]) -> None:
    """Puts back errors and formulas without a value."""
    for (r, c), text in lost.items():
        if 0 <= r - row < len(rows) and 0 <= c - column < len(rows[0]):
            rows[r - row][c - column] = ("error", text)


def lost_cells(content: bytes, unpacked: int) -> dict[str, dict[tuple[int, int], str]]:
    """Cells of an .xlsx with an error or a formula that was never calculated, by sheet and place."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > unpacked * MEGABYTE:
            raise Refused("file.too_big")
        names = archive.namelist()
        if "mimetype" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refused("file.password")
            return {}
        kinds = archive.read(CONTENT_TYPES) if CONTENT_TYPES in names else b""
        if not any(word in kinds for word in SPREADSHEETS):
            raise Refused("file.format")
        found = {base(name): damaged(archive.read(name)) for name in names if WORKSHEET.search(name)}
        if not any(found.values()):
            return {}
        titles = sheet_names(archive)
        return {titles[name]: cells for name, cells in found.items() if name in titles}


def base(path: str) -> str:
    """The last part of a path; some programs write it with backslashes."""
    return path.replace("\\", "/").rpartition("/")[2].lower()


def damaged(xml: bytes) -> dict[tuple[int, int], str]:
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
                cells[place(*where.groups())] = value[1].decode() if value else "#"
            elif where and value is None and b"str" not in head:
                cells[place(*where.groups())] = ""
    return cells


def place(letters: bytes, number: bytes) -> tuple[int, int]:
    """``B3`` → (2, 1)."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(number) - 1, column - 1


def sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of the sheets by the name of the file that holds each."""
    from xml.etree import ElementTree

    relations = ElementTree.fromstring(archive.read(part(archive, "workbook.xml.rels")))  # noqa: S314
    targets = {r.get("Id"): base(r.get("Target") or "") for r in relations}
    book = ElementTree.fromstring(archive.read(part(archive, "workbook.xml")))  # noqa: S314
    sheets = [node.attrib for node in book.iter() if node.tag.endswith("}sheet")]
    ids = [next((value for name, value in sheet.items() if name.endswith("}id")), None) for sheet in sheets]
    return {targets.get(i, ""): sheet.get("name", "") for sheet, i in zip(sheets, ids, strict=True)}


def part(archive: zipfile.ZipFile, name: str) -> str:
    """The full path of a part by its name."""
    return next(path for path in archive.namelist() if base(path) == name)


def text_sheet(content: bytes, cells: int) -> dict[str, Any]:
    """A text file as one sheet without a name; the separator is the one that gives the widest table."""
    text = decoded(content)
    if CONTROL.search(text) or text.lstrip().startswith("<"):
        raise Refused("file.format")
    beginning = text.splitlines()[:50]
    separator = max(";\t,", key=lambda mark: sum(len(row) - 1 for row in csv.reader(beginning, delimiter=mark)))
    rows: Rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    width = max(map(len, rows), default=0)
    if width * len(rows) > cells:
        raise Refused("file.too_big")
    full = [row + [""] * (width - len(row)) for row in rows]
    return {"name": "", "hidden": False, "row": 0, "column": 0, "rows": full}


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the Windows code page."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("file.format")


def packed(sheet: dict[str, Any], codes: list[bytes]) -> dict[str, Any]:
    """The sheet with columns of distinct cells instead of rows; adds the codes of each column."""
    rows = sheet.pop("rows")
    sheet["height"], sheet["columns"] = len(rows), []
    for column in zip(*rows, strict=True):
        cells: Iterable[Any] = column if set(map(type, column)) <= PLAIN else [worded(cell) for cell in column]
        distinct = dict.fromkeys(cells)
        order = dict(zip(distinct, range(len(distinct)), strict=True))
        codes.append(array("i", map(order.__getitem__, cells)).tobytes())
        sheet["columns"].append(list(distinct))
    return sheet


def worded(cell: Any) -> Any:
    """A cell as JSON knows it; truth and one must not become the same key."""
    if isinstance(cell, bool):
        return ("bool", cell)
    if isinstance(cell, dt.date):
        return ("date", cell.isoformat())
    if isinstance(cell, dt.time | dt.timedelta):
        return ("time", str(cell))
    return cell


def main() -> None:
    """Answers for the file in stdin."""
    memory, seconds, unpacked, cells = map(int, sys.argv[1:5])
    limit(memory, seconds)
    codes: list[bytes] = []
    try:
        sheets = sheets_of(sys.stdin.buffer.read(), unpacked, cells)
        head: dict[str, Any] = {"sheets": [packed(sheet, codes) for sheet in sheets]}
    except Refused as refusal:
        head = {"refused": str(refusal)}
    except MemoryError:
        head = {"refused": "file.too_big"}
    except BaseException:  # the reader's panics are no Exception
        head = {"refused": "file.unreadable"}
    text = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    sys.stdout.buffer.write(len(text).to_bytes(8, "little") + text + b"".join(codes if "sheets" in head else []))


if __name__ == "__main__":
    main()
