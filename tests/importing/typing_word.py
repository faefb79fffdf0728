"""Types tables into a Word document: plain XML, since merges, grids and faults must be exactly as a test wants them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class TypedCell:
    """``span``: grid columns; ``down``: "" for a cell of its own, else "restart" or "continue"."""

    text: str
    span: int = 1
    down: str = ""


TypedRow = list[TypedCell]


@dataclass(frozen=True)
class TypedTable:
    """Rows over a grid of columns of the given widths."""

    widths: list[int]
    rows: list[TypedRow]


Block = str | TypedTable


def type_document(blocks: Iterable[Block]) -> bytes:
    """The .docx of paragraphs and tables."""
    body = "".join(_paragraph(block) if isinstance(block, str) else _table(block) for block in blocks)
    return pack_document(f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>')


def pack_document(document: str) -> bytes:
    """The .docx of the XML of its body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(table: TypedTable) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(map(_row, table.rows))}</w:tbl>"


def _row(cells: Sequence[TypedCell]) -> str:
    return f"<w:tr>{''.join(map(_cell, cells))}</w:tr>"


def _cell(cell: TypedCell) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    down = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[cell.down]
    text = "".join(map(_paragraph, cell.text.split("\n")))
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{text}</w:tc>"
