"""What calamine does not tell of an archive: its unpacked size, a password, and that it is something else."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from uspekh.actuals.opening.limits import MEGABYTE, Limits, Refusal

ZIP = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"
SPREADSHEETS = (b"spreadsheetml", b"ms-excel")
_TABLES = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"))
_SHEETS = "xl/worksheets/"
_ENCRYPTED = 0x1
_HEAD = 4096
"""Bytes of a part in which a declaration of its type can stand: before everything else."""


def refuse_archive(content: bytes, unpacked: int) -> None:
    """Raises ``Refusal`` for an archive of more than ``unpacked`` megabytes, encrypted or of something else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > unpacked * MEGABYTE:
            raise Refusal("file.too_big")
        names = archive.namelist()
        if "mimetype" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refusal("file.password")
            return
        kinds = archive.read(CONTENT_TYPES) if CONTENT_TYPES in names else b""
        if not any(word in kinds for word in SPREADSHEETS):
            raise Refusal("file.format")
        # Which of two sheets of one name is read, each program decides for itself.
        sheets = [name.lower() for name in names if _SHEETS in name.lower()]
        if len(set(sheets)) < len(sheets):
            raise Refusal("file.unreadable")
        # The standard of packages forbids it (ECMA-376-2, 8.1.3), and what it declares would be read as empty cells.
        if any(_declares_types(archive, name) for name in names if name.endswith(".xml")):
            message = "В файле есть описание типа документа (DOCTYPE), с которым читаются не все ячейки. "
            raise Refusal("file.unreadable", message + "Откройте файл в Excel и сохраните заново.")


def unpack_workbook(content: bytes, limits: Limits, file_name: str = "") -> bytes:
    """The workbook that is alone in a .zip; any other content as it is.

    Raises ``Refusal`` for an archive of several tables or none, with a password, too big, or called a workbook itself.
    """
    if not content.startswith(ZIP):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_of_system(entry.filename)]
        names = {entry.filename for entry in files}
        if CONTENT_TYPES in names or "mimetype" in names:
            return content
        tables = [entry for entry in files if _ending(entry.filename) in _TABLES]
        if not tables:
            raise Refusal("file.format", "Это архив, и таблицы в нём нет. Нужен файл Excel (.xlsx), .ods или .csv.")
        if len(tables) > 1:
            message = f"В архиве {len(tables)} таблицы или больше. Распакуйте его и загрузите их по одной."
            raise Refusal("file.archive", message)
        if _ending(file_name) in _TABLES:
            raise Refusal("file.archive", f"Файл назван {_ending(file_name)}, а это архив zip с таблицей внутри. "
                          "Распакуйте его и загрузите таблицу.")  # fmt: skip
        (table,) = tables
        if table.flag_bits & _ENCRYPTED:
            raise Refusal("file.password")
        if table.file_size > limits.content:
            raise Refusal("file.too_big")
        return archive.read(table)


def _declares_types(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        # What is written in two bytes a character is the same without the zeros.
        return b"<!DOCTYPE" in part.read(_HEAD).replace(b"\0", b"")


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_of_system(name: str) -> bool:
    """Files that a system puts into an archive beside those of the person."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")
