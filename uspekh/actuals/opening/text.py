"""Text files: their encoding and separator."""

from __future__ import annotations

import csv
import io
import re

from uspekh.actuals.opening.limits import Refused

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SAMPLE = 50


def text_rows(content: bytes, cells: int) -> list[list[str]]:
    """Rows of one width; the separator is the one that gives the widest table.

    Raises ``Refused`` for what is no text, for mark-up, and for more than ``cells``.
    """
    text = _decoded(content)
    if CONTROL.search(text) or text.lstrip().startswith("<"):
        raise Refused("file.format")
    beginning = text.splitlines()[:SAMPLE]
    separator = max(";\t,", key=lambda mark: sum(len(row) - 1 for row in csv.reader(beginning, delimiter=mark)))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    width = max(map(len, rows), default=0)
    if width * len(rows) > cells:
        raise Refused("file.too_big")
    return [row + [""] * (width - len(row)) for row in rows]


def _decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the Windows code page."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("file.format")
