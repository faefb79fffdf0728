"""What the pages of a document tore apart: page numbers and numbers of columns dropped, broken rows made whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from uspekh.importing.document.grid import WIDTH, Row
from uspekh.importing.document.recognition import NUMBER, Line
from uspekh.russian.text import tidy

_PAGE = re.compile(r"[-–— ]*\d{1,3}[-–— ]*|(?:страница|стр\.?|лист)\s*\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|i|b|u|ul|ol|li|sup|sub|br)(?: [^<>]*)?/?>", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"


def clean_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows without numbers of pages, rows that number columns or rule lines, and tags that a conversion left."""
    cleaned = (replace(row, cells=[replace(cell, text=_TAG.sub("", cell.text)) for cell in row.cells]) for row in rows)
    return [row for row in cleaned if not _is_page_number(row) and not _numbers_columns(row) and not _is_rule(row)]


def join_rows(lines: Sequence[Line], single: Sequence[str] = ()) -> Iterator[Line]:
    """The lines with broken rows made whole: a row without a number goes on with the one before it.

    ``single``: columns that hold one value. Where both rows have one, they are two rows.
    """
    return join_broken(lines, lambda last, line: _joined(last, line) if _goes_on(last, line, single) else None)


def join_broken(lines: Iterable[Line], join: Callable[[Line, Line], Line | None]) -> Iterator[Line]:
    """The lines with each joined to the one before it where ``join`` gives a line for both."""
    last: Line | None = None
    for line in lines:
        both = None if last is None else join(last, line)
        if last is not None and both is None:
            yield last
        last = both or line
    if last is not None:
        yield last


def join_texts(first: str, second: str) -> str:
    """Two parts of a text that a page break separated."""
    if first.endswith(_SOFT_HYPHEN) or not first or not second:
        return first.rstrip(_SOFT_HYPHEN) + second
    return first + second if first.endswith("-") else f"{first} {second}"


def _goes_on(last: Line, line: Line, single: Sequence[str]) -> bool:
    if last.group or line.group:
        return bool(last.group and line.group and line.first and line.group[:1].islower())
    return not line.of(NUMBER) and not any(last.of(name) and line.of(name) for name in single)


def _joined(last: Line, line: Line) -> Line:
    if last.group:
        return replace(last, group=join_texts(last.group, line.group))
    names = dict.fromkeys((*last.values, *line.values))
    texts = {name: join_texts(last.values.get(name, ""), line.values.get(name, "")) for name in names}
    return replace(last, values=texts)


def _is_page_number(row: Row) -> bool:
    written = [cell for cell in row.cells if cell.text]
    if len(written) != 1 or (row.table and written[0].right - written[0].left < WIDTH // 2):
        return False
    return _PAGE.fullmatch(tidy(written[0].text)) is not None


def _is_rule(row: Row) -> bool:
    texts = [tidy(cell.text) for cell in row.cells]
    return any(texts) and all(len(text) > 1 and not text.strip("-_–—=") for text in texts if text)


def _numbers_columns(row: Row) -> bool:
    texts = [tidy(cell.text) for cell in row.cells if not cell.continued]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]
