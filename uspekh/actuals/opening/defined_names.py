"""Texts to which somebody gave a name in a workbook, without a cell («Диспетчер имён» of Excel)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from uspekh.actuals.opening.archive import ZIP
from uspekh.actuals.opening.lost import ooxml, opendocument
from uspekh.russian.text import fold

_EXCEL = re.compile(rb"<(?:\w{1,20}:)?definedName\b([^<>]{1,2000})>([^<]{1,2000})<")
_OPENDOCUMENT = re.compile(rb"<table:named-expression\b([^<>]{1,4000})>")
_NAME = re.compile(r"\bname=\"([^\"]{1,255})\"|\bname='([^']{1,255})'")
_EXPRESSION = re.compile(r"\btable:expression=\"([^\"]{1,2000})\"")
_TEXT = re.compile(r"(?:of:)?=?\"([^\"]{1,255})\"")


def read_named_texts(content: bytes, name: str) -> list[str]:
    """The texts that bear a name in .xlsx, .xlsm or .ods; none in files of other kinds, whose names are not read."""
    if not content.startswith(ZIP):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        named = (formula for each, formula in _names(archive) if fold(each) == fold(name))
        return [match[1] for formula in named if (match := _TEXT.fullmatch(formula.strip()))]


def _names(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Every name with its formula."""
    parts = archive.namelist()
    if "mimetype" in parts:
        for defined in _OPENDOCUMENT.finditer(archive.read(opendocument.PART)):
            attributes = defined[1].decode("utf-8", "replace")
            if expression := _EXPRESSION.search(attributes):
                yield _name_in(attributes), unescape(expression[1])
    elif any(ooxml.base(part) == ooxml.BOOK for part in parts):
        for defined in _EXCEL.finditer(ooxml.book_part(archive, ooxml.BOOK)):
            yield _name_in(defined[1].decode("utf-8", "replace")), unescape(defined[2].decode("utf-8", "replace"))


def _name_in(attributes: str) -> str:
    match = _NAME.search(attributes)
    return unescape(match[1] or match[2]) if match else ""
