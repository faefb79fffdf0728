"""What a file holds beside its cells. None of it is read or stored; that it is left out is said to the person.

Only what somebody put there is named: the marks that our own form and the programs that write files leave are not.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from html import unescape

from uspekh.actuals.opening.archive import ZIP
from uspekh.actuals.opening.lost.compound import stream
from uspekh.actuals.opening.lost.ooxml import WORKSHEET

FORM_AUTHOR = "Успех"
"""The author of the notes of our form."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROPERTIES = re.compile(
    rb"<(?:\w{1,20}:)?(?:creator|initial-creator|lastModifiedBy|title|subject|description|keywords?|category|manager|"
    rb"company|printed-by)(?: [^>]{0,200})?>([^<]{1,2000})<",
    re.IGNORECASE,
)
# Libraries and office programs name themselves.
_PROGRAMS = frozenset(("openpyxl", "calamine", "xlsxwriter", "microsoft office user", "apache poi"))
_AUTHORS = re.compile(rb"<(?:\w{1,20}:)?author(?: [^>]{0,200})?>([^<]{0,300})<")
_HEADERS = re.compile(rb"<(?:\w{1,20}:)?(?:odd|even|first)(?:Header|Footer)>([^<]{1,2000})<")
_CODES = re.compile(r"&(?:\"[^\"]{0,100}\"|K[0-9A-F]{6}|\d{1,3}|[A-Za-z])")
_FORM_FOOTER = "стр. из"
_TYPED_LIST = re.compile(rb"<(?:\w{1,20}:)?formula1>\s{0,20}(?:\"|&quot;)")
_ODS_HEADER = re.compile(rb"<style:(?:header|footer)(?:-left|-first)?>(.{1,4000}?)</style:(?:header|footer)", re.DOTALL)
_ODS_FIELD = re.compile(r"<text:(sheet-name|page-number|page-count|title|date|time|file-name)[^>]{0,200}>[^<]{0,200}<")
_TAG = re.compile(r"<[^>]{0,500}>")
_ODS_DEFAULT = frozenset(("page", "страница", "стр", "из", "of"))
_NAMES = {
    "сводные таблицы": re.compile(r"pivotcache", re.IGNORECASE),
    "вложенные документы и рисунки": re.compile(r"(^|/)(embeddings|media|Pictures|Object \d{1,4})/"),
    "данные других книг": re.compile(r"(^|/)externallinks/", re.IGNORECASE),
    "макросы": re.compile(r"vbaproject\.bin$|(^|/)Basic/", re.IGNORECASE),
}
_NOTES = re.compile(r"(^|/)(threaded)?comments?/?[^/]{0,40}\.(xml|bin)$", re.IGNORECASE)
_SUMMARY = ("\x05SUMMARYINFORMATION",)
# Title, subject, author, keywords, comments and who saved it last, by their numbers in [MS-OLEPS].
_WORDS_OF_SUMMARY, _TEXT = (2, 3, 4, 5, 6, 8), 0x1E


def dropped_parts(content: bytes) -> list[str]:
    """What the file holds beside its cells, in Russian, each once."""
    if content.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return list(dict.fromkeys(_of_archive(archive)))
    return ["свойства документа"] if content.startswith(OLE) and _is_named_in_summary(stream(content, _SUMMARY)) else []


def _of_archive(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    if any(_is_named(archive.read(name)) for name in names if _is_properties(name)):
        yield "свойства документа"
    for name in names:
        if _NOTES.search(name) and _is_anothers(archive.read(name)):
            yield "примечания к ячейкам"
        yield from (what for what, pattern in _NAMES.items() if pattern.search(name))
    for name in names:
        if WORKSHEET.search(name):
            yield from _of_sheet(archive.read(name))
    if "mimetype" in names:
        yield from _of_document(lambda name: archive.read(name) if name in names else b"")


def _of_sheet(xml: bytes) -> Iterator[str]:
    headers = (unescape(match[1].decode("utf-8", "replace")) for match in _HEADERS.finditer(xml))
    if any(_says_something(header) for header in headers):
        yield "колонтитулы"
    if _TYPED_LIST.search(xml):
        yield "списки проверок"


def _of_document(part: Callable[[str], bytes]) -> Iterator[str]:
    content = part("content.xml")
    if b"<office:annotation" in content:
        yield "примечания к ячейкам"
    if any(_says_something_in_ods(match[1]) for match in _ODS_HEADER.finditer(part("styles.xml"))):
        yield "колонтитулы"
    if b"cell-content-is-in-list" in content:
        yield "списки проверок"


def _is_properties(name: str) -> bool:
    return name == "meta.xml" or name.lower().startswith("docprops/")


def _is_named(xml: bytes) -> bool:
    words = (unescape(match[1].decode("utf-8", "replace")).strip() for match in _PROPERTIES.finditer(xml))
    return any(word and word.lower() not in _PROGRAMS for word in words)


def _is_named_in_summary(summary: bytes) -> bool:
    """Whether a property of a file of the old format holds words."""
    try:
        (section,) = struct.unpack_from("<I", summary, 44)
        (count,) = struct.unpack_from("<I", summary, section + 4)
        for index in range(min(count, 100)):
            number, offset = struct.unpack_from("<2I", summary, section + 8 + 8 * index)
            kind, length = struct.unpack_from("<2I", summary, section + offset)
            start = section + offset + 8
            if number in _WORDS_OF_SUMMARY and kind == _TEXT and summary[start : start + length].strip(b"\0 "):
                return True
    except struct.error:
        return False
    return False


def _is_anothers(xml: bytes) -> bool:
    """Whether notes have another author than our form."""
    authors = {match[1].decode("utf-8", "replace") for match in _AUTHORS.finditer(xml)}
    return authors != {FORM_AUTHOR}


def _says_something(header: str) -> bool:
    """Whether anything but the fields of Excel and the pages of our form stands there."""
    words = " ".join(_CODES.sub(" ", header).replace(",", " ").split())
    return any(character.isalpha() for character in words) and words != _FORM_FOOTER


def _says_something_in_ods(header: bytes) -> bool:
    """The same of a header of .ods, of which every document has some with the name of the sheet and the page."""
    words = _TAG.sub(" ", _ODS_FIELD.sub("<", header.decode("utf-8", "replace"))).lower()
    return any(word.isalpha() and word not in _ODS_DEFAULT for word in re.split(r"[\W\d_]{1,50}", words) if word)
