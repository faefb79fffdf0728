"""The rows of a Word document: each cell with its text and the part of the width that it covers.

It runs in the limited process and needs the standard library alone. Paragraphs outside of tables are rows of one cell.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from uspekh.actuals.opening.limits import MEGABYTE, Limits, Refusal

WIDTH = 10_000
"""The width of every table: positions of cells are parts of it."""
_MOST_COLUMNS = 400
_DEEPEST = 12
_BODY, _FOOTNOTES = "word/document.xml", "word/footnotes.xml"
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FORMULAS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_OLD = "Это документ старого формата (.doc) или он закрыт паролем. Снимите пароль и сохраните его в Word как .docx."
_TOO_BIG = "В документе слишком много данных для паспорта. Оставьте в нём только паспорт."
_DAMAGED = "Документ повреждён, прочитать его нельзя. Откройте его в Word и сохраните заново."
_NO_DOCUMENT = (
    "Это не документ Word. Нужен файл .docx: откройте документ в Word и сохраните как «Документ Word (.docx)»."
)


@dataclass(frozen=True)
class Cell:
    """``left`` and ``right`` in parts of ``WIDTH``; ``continued``: it belongs to the cell above. Lines by ``\\n``."""

    text: str
    left: int
    right: int
    continued: bool = False


@dataclass(frozen=True)
class Row:
    """``table`` and ``number`` count from 1; a paragraph has table 0 and counts among paragraphs."""

    table: int
    number: int
    cells: list[Cell]


def read_grid(content: bytes, argument: object, limits: Limits) -> list[Row]:
    """The rows of a .docx in their order, footnotes last; ``argument`` is not used. Raises ``Refusal``."""
    if content.startswith(_OLD_FORMAT):
        raise Refusal("file.format", _OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if _BODY not in names:
                raise Refusal("file.format", _NO_DOCUMENT)
            parts = [_unpack(archive, name, limits) for name in (_BODY, _FOOTNOTES) if name in names]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise Refusal("file.format", _NO_DOCUMENT) from error
    reading = _Reading(limits)
    for part in parts:
        reading.parse(part)
    return reading.rows


def _unpack(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """The part, read no further than it may be long, whatever the archive says of its length."""
    most = limits.unpacked * MEGABYTE // 8
    with archive.open(name) as part:
        text = part.read(most + 1)
    if len(text) > most:
        raise Refusal("file.too_big", _TOO_BIG)
    return text


@dataclass
class _Cell:
    lines: list[str] = field(default_factory=list)
    span: int = 1
    continued: bool = False


@dataclass
class _Table:
    number: int
    columns: list[int] = field(default_factory=list)
    rows: list[tuple[int, list[_Cell]]] = field(default_factory=list)
    before: int = 0
    cells: list[_Cell] = field(default_factory=list)


class _Reading:
    """What the parser has met so far; ``rows`` is complete once all parts were parsed."""

    def __init__(self, limits: Limits) -> None:
        self.rows: list[Row] = []
        self._limits = limits
        self._tables: list[_Table] = []
        self._open_cells: list[_Cell] = []
        self._text: list[str] = []
        self._in_text = False
        self._skipped = 0
        self._count = self._paragraphs = self._cells = 0
        self._list: tuple[str, int] | None = None
        self._level = 0
        self._counters: dict[tuple[str, int], int] = {}

    def parse(self, part: bytes) -> None:
        """Reads a part of the document. Raises ``Refusal``."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.buffer_text = True
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            raise Refusal("file.unreadable", _DAMAGED) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if tag == "Fallback" or self._skipped:
            self._skipped += 1
        elif space in _FORMULAS:
            # Of an equation only its letters: what is over and under what is lost.
            self._in_text = tag == "t"
        elif space in _WORDS:
            self._begin(tag, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "tbl":
                self._count += 1
                self._tables.append(_Table(self._count))
                if len(self._tables) > _DEEPEST:
                    raise Refusal("file.too_big", _TOO_BIG)
            case "gridCol":
                self._tables[-1].columns.append(max(1, min(_whole(attributes.get("w", "1")), 1_000_000)))
            case "tr":
                self._tables[-1].before, self._tables[-1].cells = 0, []
            case "gridBefore":
                self._tables[-1].before = min(_whole(attributes.get("val", "0")), _MOST_COLUMNS)
            case "tc":
                self._open_cells.append(_Cell())
                self._tables[-1].cells.append(self._open_cells[-1])
                self._cells += 1
            case "gridSpan":
                self._open_cells[-1].span = max(1, _whole(attributes.get("val", "1")))
            case "vMerge":
                self._open_cells[-1].continued = attributes.get("val", "continue") == "continue"
            case "ilvl":
                self._level = min(_whole(attributes.get("val", "0")), 8)
            case "numId":
                self._list = (attributes.get("val", "0"), self._level)
            case "p":
                self._text, self._list, self._level = [], None, 0
            case "t":
                self._in_text = True
            case "tab" | "noBreakHyphen":
                self._text.append("-" if tag == "noBreakHyphen" else " ")
            case "br" | "cr":
                self._text.append("\n")
        if self._cells > self._limits.looked_at * 4:
            raise Refusal("file.too_big", _TOO_BIG)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        space, _, tag = name.rpartition(" ")
        if space in _FORMULAS:
            self._in_text = False
        if space not in _WORDS:
            return
        match tag:
            case "t":
                self._in_text = False
            case "p":
                self._end_paragraph()
            case "tc":
                self._open_cells.pop()
            case "tr":
                table = self._tables[-1]
                table.rows.append((table.before, table.cells))
            case "tbl":
                self.rows.extend(_placed(self._tables.pop(), self._limits.text))

    def _characters(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._text.append(text)

    def _end_paragraph(self) -> None:
        text, self._text = "".join(self._text).strip(), []
        if self._open_cells:
            text = text or self._automatic_number()
            if text:
                self._open_cells[-1].lines.append(text)
        elif text:
            self._paragraphs += 1
            self.rows.append(Row(0, self._paragraphs, [Cell(text, 0, WIDTH)]))

    def _automatic_number(self) -> str:
        """The number that Word itself writes into an empty cell of a numbered list."""
        if self._list is None or self._list[0] == "0":
            return ""
        numbering, level = self._list
        for deeper in range(level + 1, 9):
            self._counters.pop((numbering, deeper), None)
        self._counters[numbering, level] = self._counters.get((numbering, level), 0) + 1
        return ".".join(str(self._counters.get((numbering, upper), 1)) for upper in range(level + 1)) + "."


def _placed(table: _Table, longest: int) -> Iterator[Row]:
    """The rows of a table with the place of every cell in its width."""
    needed = max((before + sum(cell.span for cell in cells) for before, cells in table.rows), default=0)
    if max(needed, len(table.columns)) > _MOST_COLUMNS:
        raise Refusal("file.too_big", f"В таблице {table.number} больше {_MOST_COLUMNS} столбцов: это не паспорт.")
    widths = table.columns if len(table.columns) >= needed else [1] * needed
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    for number, (before, cells) in enumerate(table.rows, 1):
        at, row = before, []
        for cell in cells:
            left, right = (edges[edge] * WIDTH // edges[-1] for edge in (at, at + cell.span))
            row.append(Cell("" if cell.continued else "\n".join(cell.lines), left, right, cell.continued))
            at += cell.span
        if any(len(cell.text) > longest for cell in row):
            raise Refusal("file.too_big", f"Ячейка таблицы {table.number} длиннее {longest} знаков: это не паспорт.")
        if any(cell.text for cell in row) or any(cell.continued for cell in row):
            yield Row(table.number, number, row)


def _refuse_entities(*_: object) -> None:
    raise Refusal("file.unreadable", _DAMAGED)


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 8 else 1
