"""Writers of the smallest .xls, .xlsb and .ods that hold words, numbers and errors: nothing else writes all three."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tests.actuals.compound import compound

Sheets = Mapping[str, Sequence[Sequence[object]]]
CODES = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


@dataclass(frozen=True)
class Error:
    """A cell with an error, typed in or computed."""

    text: str
    computed: bool = True


def xls(sheets: Sheets) -> bytes:
    """BIFF8 in a compound file."""
    heads = [struct.pack("<IHBB", 0, 0, len(name), 1) + name.encode("utf-16-le") for name in sheets]
    globals_ = b"".join([_biff(0x0809, struct.pack("<4H8x", 0x0600, 5, 0, 0))] + [_biff(0x85, each) for each in heads])
    place, bodies = len(globals_) + 4, [_xls_sheet(rows) for rows in sheets.values()]
    for head, body in zip(heads, bodies, strict=True):
        globals_ = globals_.replace(head, struct.pack("<I", place) + head[4:])
        place += len(body)
    return compound(globals_ + _biff(0x0A) + b"".join(bodies))


def _xls_sheet(rows: Sequence[Sequence[object]]) -> bytes:
    cells = (_xls_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell is not None)
    # A chart keeps copies of cells: its error must not be taken for one of the sheet.
    chart = [_biff(0x0809, struct.pack("<4H8x", 0x0600, 0x20, 0, 0)), _xls_cell(0, 0, Error("#REF!", False))]
    return b"".join([_biff(0x0809, struct.pack("<4H8x", 0x0600, 0x10, 0, 0)), *chart, _biff(0x0A), *cells, _biff(0x0A)])


def _xls_cell(row: int, column: int, cell: object) -> bytes:
    where = struct.pack("<3H", row, column, 0)
    if isinstance(cell, Error) and cell.computed:
        return _biff(0x06, where + struct.pack("<BxB3xHH4xH", 2, CODES[cell.text], 0xFFFF, 0, 0))
    if isinstance(cell, Error):
        return _biff(0x0205, where + bytes([CODES[cell.text], 1]))
    if isinstance(cell, bool):
        return _biff(0x0205, where + bytes([cell, 0]))
    if isinstance(cell, int | float):
        return _biff(0x0203, where + struct.pack("<d", cell))
    return _biff(0x0204, where + struct.pack("<HB", len(str(cell)), 1) + str(cell).encode("utf-16-le"))


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


def xlsb(sheets: Sheets) -> bytes:
    """The binary sheets of Excel 2007."""
    kinds = "http://schemas.openxmlformats.org/package/2006/"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    numbers = range(1, len(sheets) + 1)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}" Target="worksheets/sheet{n}.bin"/>' for n in reversed(numbers)
    )
    heads = [struct.pack("<2I", 0, n) + _wide(f"rId{n}") + _wide(name) for n, name in zip(numbers, sheets, strict=True)]
    book = b"".join([_record(131), _record(143), *(_record(156, head) for head in heads), _record(144), _record(132)])
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{kinds}relationships">{links}</Relationships>',
    }
    for n, rows in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{n}.bin"] = _xlsb_sheet(rows)
    return _archive(parts)


def _xlsb_sheet(rows: Sequence[Sequence[object]]) -> bytes:
    size = struct.pack("<4I", 0, max(0, len(rows) - 1), 0, max(map(len, rows), default=1) - 1)
    filled = [
        _record(0, struct.pack("<I13x", r))
        + b"".join(_xlsb_cell(c, cell) for c, cell in enumerate(row) if cell is not None)
        for r, row in enumerate(rows)
    ]
    return b"".join([_record(129), _record(148, size), _record(145), *filled, _record(146), _record(130)])


def _xlsb_cell(column: int, cell: object) -> bytes:
    where = struct.pack("<2I", column, 0)
    if isinstance(cell, Error) and cell.computed:
        return _record(11, where + bytes([CODES[cell.text]]) + bytes(10))
    if isinstance(cell, Error):
        return _record(3, where + bytes([CODES[cell.text]]))
    if isinstance(cell, bool):
        return _record(4, where + bytes([cell]))
    if isinstance(cell, int | float):
        return _record(5, where + struct.pack("<d", cell))
    return _record(6, where + _wide(str(cell)))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    return _seven(kind) + (_seven(len(content)) if content else b"\0") + content


def _seven(number: int) -> bytes:
    """A number by seven bits, the least first."""
    if number < 0x80:
        return bytes([number])
    return bytes([number & 0x7F | 0x80]) + _seven(number >> 7)


def ods(sheets: Sheets) -> bytes:
    """An OpenDocument spreadsheet as LibreOffice writes it."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{kind}="{names}:{kind}:1.0"' for kind in ("office", "text", "table"))
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content {spaces}>{body}</office:document-content>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _archive({"mimetype": kind, "META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Error):
        kind = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
        return f"<table:table-cell {kind}><text:p>{cell.text}</text:p></table:table-cell>"
    if isinstance(cell, bool):
        said = str(cell).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{said}"/>'
    kind = f'float" office:value="{cell}' if isinstance(cell, int | float) else "string"
    return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


def _archive(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Sheets], bytes]] = {"xls": xls, "xlsb": xlsb, "ods": ods}
