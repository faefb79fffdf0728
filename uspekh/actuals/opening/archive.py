"""What calamine does not tell of an archive: its unpacked size, a password, and that it is something else."""

from __future__ import annotations

import io
import zipfile

from uspekh.actuals.opening.limits import MEGABYTE, Refusal

CONTENT_TYPES = "[Content_Types].xml"
SPREADSHEETS = (b"spreadsheetml", b"ms-excel")


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
