"""The content of a file made ready for reading: taken out of its .zip, mended where calamine refuses a sound file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from uspekh.actuals.opening.archive import ZIP, refuse_archive, unpack_workbook
from uspekh.actuals.opening.limits import Limits, Refusal
from uspekh.actuals.opening.lost.ooxml import WORKSHEET
from uspekh.actuals.opening.lost.opendocument import PART

_BEGINNING = 5000
"""Bytes of a worksheet within which its size is written."""
_SIZE = re.compile(rb"""<(?:\w{1,20}:)?dimension [^<>]{0,200}ref=["']([^"']{0,100})["'][^<>]{0,200}/>""")
_PLAIN_SIZE = re.compile(rb"[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?")
_INDENTED = re.compile(rb">\s*\n\s*<(?:office|table):")
_BETWEEN_TAGS = re.compile(rb">\s*\n\s*<")
_PARAGRAPH = re.compile(rb"(<text:p[ >].*?</text:p>)", re.DOTALL)


def prepare_content(content: bytes, limits: Limits, file_name: str = "") -> bytes:
    """The workbook itself. Raises ``Refusal`` where an archive holds none or several, or cannot be read."""
    if not content.startswith(ZIP):
        return content
    try:
        content = unpack_workbook(content, limits, file_name)
        return _repaired(content, limits) if content.startswith(ZIP) else content
    except (Refusal, MemoryError):
        raise
    except Exception as error:  # what is damaged in an archive breaks in many ways
        raise Refusal("file.unreadable") from error


def _repaired(content: bytes, limits: Limits) -> bytes:
    """The workbook, rebuilt where it needs to be.

    LibreOffice writes the size of a sheet of whole rows as «1:2»; programs that write .ods may indent its XML.
    """
    refuse_archive(content, limits.unpacked)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        changed = dict(_indented(archive) if PART in archive.namelist() else _odd_sizes(archive))
        return _rebuilt(archive, changed) if changed else content


def _odd_sizes(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in filter(WORKSHEET.search, archive.namelist()):
        with archive.open(name) as part:
            size = _SIZE.search(part.read(_BEGINNING))
        if size and not _PLAIN_SIZE.fullmatch(size[1]):
            xml = archive.read(name)
            yield name, xml[: size.start()] + xml[size.end() :]


def _indented(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    xml = archive.read(PART)
    if not _INDENTED.search(xml[:_BEGINNING]):
        return
    # Within a paragraph a line break is a space, as in HTML.
    pieces = _PARAGRAPH.split(xml)
    outside = [_BETWEEN_TAGS.sub(b"><", piece) for piece in pieces[::2]]
    inside = [re.sub(rb"\s*\n\s*", b" ", piece).replace(b"> ", b">").replace(b" <", b"<") for piece in pieces[1::2]]
    pieces[::2], pieces[1::2] = outside, inside
    yield PART, b"".join(pieces)


def _rebuilt(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for entry in archive.infolist():
            copy.writestr(entry, changed.get(entry.filename) or archive.read(entry))
    return buffer.getvalue()
