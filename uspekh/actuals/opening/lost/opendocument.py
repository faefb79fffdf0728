"""Lost cells of .ods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from xml.parsers import expat

from uspekh.actuals.opening.lost.cells import Cells, Lost

PART = "content.xml"
_TABLE, _ROW, _CELLS = "table:table", "table:table-row", {"table:table-cell", "table:covered-table-cell"}
_TEXT, _NOTE = "text:p", "office:annotation"
_SHOWN = rb"(?:#[^<\s]{1,15}[!?]|#N/A|#\xd0\x9d/\xd0\x94|(?:Err|\xd0\x9e\xd1\x88\xd0\xb8\xd0\xb1\xd0\xba\xd0\xb0):\d+)"
_ERROR = re.compile(_SHOWN.decode())
_LIKE = re.compile(rb"value-type=.error|>" + _SHOWN + b"<")
_EMPTY_CELL = re.compile(rb"<table:table-cell\b[^<>]*/>")


def lost(xml: bytes) -> Lost:
    """The cells with an error and, where no formula of the file was ever calculated, the formulas."""
    return _Walk().over(xml) if _LIKE.search(xml) or _has_blank_formula(xml) else {}


def _has_blank_formula(xml: bytes) -> bool:
    return any(b"table:formula=" in cell[0] for cell in _EMPTY_CELL.finditer(xml))


class _Walk:
    """The way through the elements of a document."""

    def __init__(self) -> None:
        self._sheets: list[tuple[Cells, Cells]] = []
        self._row, self._column = range(1), range(1)
        self._cell: Mapping[str, str] = {}
        self._text: list[str] | None = None
        self._notes = 0
        self._calculated = False

    def over(self, xml: bytes) -> Lost:
        """The cells by the place of their sheet."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add_words
        parser.Parse(xml, True)
        return {
            index: errors if self._calculated else errors | formulas
            for index, (errors, formulas) in enumerate(self._sheets)
        }

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self._sheets.append(({}, {}))
            self._row = range(0)
        elif name == _ROW:
            self._row = _next(self._row, attributes.get("table:number-rows-repeated"))
            self._column = range(0)
        elif name in _CELLS:
            self._column = _next(self._column, attributes.get("table:number-columns-repeated"))
            self._cell, self._text = attributes, None
        elif name == _TEXT and self._text is None and not self._notes:
            self._text = []
        self._notes += name == _NOTE

    def _add_words(self, words: str) -> None:
        if self._text is not None and not self._notes:
            self._text.append(words)

    def _end(self, name: str) -> None:
        self._notes -= name == _NOTE
        if name in _CELLS:
            self._judge()

    def _judge(self) -> None:
        formula, typed = "table:formula" in self._cell, "office:value-type" in self._cell
        text = "".join(self._text or ())
        error = any(name.endswith(":value-type") and kind == "error" for name, kind in self._cell.items())
        if self._sheets and (error or (formula and _ERROR.fullmatch(text))):
            self._sheets[-1][0].update(dict.fromkeys(product(self._row, self._column), text or "#"))
        elif self._sheets and formula and not typed and self._text is None:
            self._sheets[-1][1].update(dict.fromkeys(product(self._row, self._column), ""))
        elif formula:
            self._calculated = True


def _next(last: range, repeated: str | None) -> range:
    """The rows or columns of the next element: one, or as many as it stands for."""
    return range(last.stop, last.stop + int(repeated or 1))
