"""Text files: their encoding and separator."""

from __future__ import annotations

import csv
import io
import re

from uspekh.actuals.opening.limits import Limits, Refusal

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SAMPLE = 50


def text_rows(content: bytes, limits: Limits) -> list[list[str]]:
    """Rows of one width; the separator is the one that gives the widest table.

    Raises ``Refusal`` for what is no text, for mark-up, and for more cells or columns than the limits allow.
    """
    text = _decoded(content)
    if CONTROL.search(text) or text[:SAMPLE].lstrip().startswith("<"):
        raise Refusal("file.format")
    # How long a cell may be is judged later, and with its address.
    csv.field_size_limit(len(text) + 1)
    beginning = text.splitlines()[:SAMPLE]
    separator = max(";\t,", key=lambda sign: sum(len(row) - 1 for row in csv.reader(beginning, delimiter=sign)))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        raise Refusal(
            "file.too_big",
            f"В строке {width} столбцов, а читается не больше {limits.columns}. Проверьте, тем ли знаком разделены "
            "столбцы, и удалите лишние.",
        )
    if width * len(rows) > limits.cells:
        raise Refusal("file.too_big")
    return [row + [""] * (width - len(row)) for row in rows]


def _decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the Windows code page."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("file.format")
