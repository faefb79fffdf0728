"""Files that are no workbook and no text of one, by how they begin; and workbooks of the old format with a password."""

from __future__ import annotations

import re
import struct

from uspekh.actuals.opening.limits import Refusal
from uspekh.actuals.opening.lost.compound import stream

_BEGINNING = 2000
_TO_EXCEL = "Откройте его в Excel и сохраните как «Книга Excel (.xlsx)»."
_TO_TABLE = "Нужна сама таблица: файл Excel (.xlsx), .ods или .csv."
_KINDS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), what, advice)
    for pattern, what, advice in (
        (rb"\s*(?:mime-version:|from: ?<saved by|content-type: ?multipart/)", "веб-страница (MHTML)", _TO_EXCEL),
        (rb"\s*<\?xml.{0,500}office:spreadsheet", "таблица в виде XML", _TO_EXCEL),
        (
            rb"\s*(?:<\?xml|<!doctype html|<html|<head|<table|<meta|<!--|<style)",
            "веб-страница (HTML) или XML",
            _TO_EXCEL,
        ),
        (rb"ID;P[^\r\n]{0,200}[\r\n]+(?:[A-Z];|E\b)", "таблица SYLK", _TO_EXCEL),
        (rb"%PDF", "документ PDF", _TO_TABLE),
        (rb"\{\\rtf", "документ RTF", _TO_TABLE),
        (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00\x00|II\*\x00|MM\x00\*", "рисунок", _TO_TABLE),
        (rb"Rar!|7z\xbc\xaf|\x1f\x8b", "архив", "Распакуйте его и загрузите таблицу из него."),
    )
)
_BOOK_STREAMS, _OTHER_STREAMS = ("WORKBOOK", "BOOK"), ("WORDDOCUMENT", "POWERPOINT DOCUMENT")
_FILEPASS, _END_OF_PART = 0x2F, 0x0A


def refuse_other_kinds(content: bytes) -> None:
    """Raises ``Refusal`` that says what the file is, where its beginning tells that it is no table of ours."""
    beginning = content[:_BEGINNING]
    # A page saved as UTF-16 begins with a mark and zeros between its letters.
    beginning = beginning.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\0", b"") or beginning
    for pattern, what, advice in _KINDS:
        if re.match(pattern.pattern, beginning, pattern.flags | re.DOTALL):
            raise Refusal("file.format", f"Это {what}, а не книга Excel. {advice}")


def refuse_old_workbook(content: bytes) -> None:
    """Raises ``Refusal`` for a compound file (OLE) with a password or with another document in it."""
    if _is_encrypted(stream(content, _BOOK_STREAMS)):
        raise Refusal("file.password")
    if stream(content, _OTHER_STREAMS):
        raise Refusal("file.format", f"Это документ Word или PowerPoint, а не книга Excel. {_TO_TABLE}")


def _is_encrypted(book: bytes) -> bool:
    """Whether the first part of a workbook has the record of a password."""
    begin = 0
    while begin + 4 <= len(book):
        record, length = struct.unpack_from("<2H", book, begin)
        if record in (_FILEPASS, _END_OF_PART):
            return bool(record == _FILEPASS)
        begin += 4 + length
    return False
