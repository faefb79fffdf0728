"""The lost cells of a workbook of any format."""

from __future__ import annotations

import io
import zipfile

from uspekh.actuals.opening.archive import ZIP
from uspekh.actuals.opening.lost import biff, binary, ooxml, opendocument
from uspekh.actuals.opening.lost.cells import Lost


def lost_cells(content: bytes) -> Lost:
    """Cells with an error or, where the format tells (not .xls and .xlsb), a formula without a value."""
    if not content.startswith(ZIP):
        return biff.lost(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "mimetype" in names:
            return opendocument.lost(archive.read(opendocument.PART))
        way = binary if any(ooxml.base(name) == binary.BOOK for name in names) else ooxml
        lost: Lost = way.lost(archive)
        return lost
