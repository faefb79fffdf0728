"""The tables of a draft as one zip file, and back; of one from outside no more is unpacked than the size allowed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from uspekh.passport.texts import FILES

_LONGEST = 20_000_000


class ArchiveRefused(Exception):
    """The file is no archive of tables; the text is Russian."""


def pack_archive(texts: Mapping[str, str]) -> bytes:
    """The files in one archive, the same bytes for the same texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in FILES:
            archive.writestr(zipfile.ZipInfo(name), texts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack_archive(content: bytes) -> dict[str, str]:
    """The files of a passport in an archive, in whatever folder they lie, without others. Raises ``ArchiveRefused``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name.rpartition("/")[2]: name for name in archive.namelist()}
            return {name: _text(archive, members[name], name) for name in FILES if name in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise ArchiveRefused(
            "Архив не открывается: он повреждён или закрыт паролем. Скачайте таблицы заново."
        ) from error


def _text(archive: zipfile.ZipFile, member: str, name: str) -> str:
    with archive.open(member) as part:
        content = part.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise ArchiveRefused(f"{name}: файл слишком велик для паспорта.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArchiveRefused(f"{name}: не в кодировке UTF-8. Сохраните таблицу как «CSV UTF-8».") from error
