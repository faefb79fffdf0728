"""Text files: their encoding and separator."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from uspekh.actuals.opening.limits import Limits, Refusal

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
SAMPLE = 50
_SEPARATORS = ";\t,"
# charset-normalizer, tried on tables of few words and tabs, takes one of these for another or for no text.
_PAGES = ("cp1251", "cp866", "koi8_r")
_SAMPLE_BYTES = 20_000
_FREQUENCIES = dict(zip("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё№«»–—…", (
    10.9, 8.5, 8.0, 7.4, 6.7, 6.3, 5.5, 4.7, 4.5, 4.3, 3.5, 3.2, 3.0, 2.8, 2.6, 2.0, 1.9, 1.7, 1.7, 1.6, 1.6, 1.4, 1.2,
    1.0, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3, 0.1, 0.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
), strict=True))  # fmt: skip
"""Per cent of letters in Russian texts, and the signs of tables."""
_STRANGE = -8.0
_CAPITAL_WITHIN = re.compile("[а-яё][А-ЯЁ]")
_END_OF_FILE = "\x1a"
_FORM_FEED = "\x0c"
_WIDE_SAMPLE = 2000
# The upper byte of a letter of Russian or English, of a dash and of № in UTF-16.
_UPPER_BYTES = frozenset((0x00, 0x04, 0x20, 0x21))
_UNKNOWN_ENCODING = (
    "Не удалось определить кодировку файла. Сохраните его в Excel как «CSV UTF-8» или «Книга Excel (.xlsx)»."
)


def text_rows(content: bytes, limits: Limits) -> tuple[list[list[str]], str]:
    """Rows of one width, and the encoding; the separator is the one that parts most rows alike, and into most columns.

    Raises ``Refusal`` for what is no text, and for more cells or columns than the limits allow.
    """
    # What old programs end a file and a page with.
    text, encoding = _decoded(content)
    text = text.rstrip(_END_OF_FILE + "\0").replace(_FORM_FEED, "")
    if CONTROL.search(text):
        raise Refusal("file.format")
    # How long a cell may be is judged later, and with its address.
    csv.field_size_limit(len(text) + 1)
    separator = _separator(text.splitlines()[:SAMPLE])
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
    return [row + [""] * (width - len(row)) for row in rows], encoding


def _separator(lines: list[str]) -> str:
    def agreement(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_SEPARATORS, key=agreement)


def _decoded(content: bytes) -> tuple[str, str]:
    """Text in UTF-8, UTF-16 with its mark or without, or one of the Russian code pages; and which it is.

    Raises ``Refusal`` where it is none of them.
    """
    encoding = _wide_encoding(content) or "utf-8-sig"
    try:
        return content.decode(encoding, "strict"), encoding
    except UnicodeDecodeError:
        pass
    page = max(_PAGES, key=lambda page: _likeness_to_russian(content[:_SAMPLE_BYTES].decode(page, "replace")))
    try:
        return content.decode(page), page
    except UnicodeDecodeError as error:
        raise Refusal("file.format", _UNKNOWN_ENCODING) from error


def _likeness_to_russian(text: str) -> float:
    """How common its letters are in Russian; signs that no table has and capitals within a word count against it."""
    letters = sum(_FREQUENCIES.get(sign, 0.0 if sign.isascii() else _STRANGE) for sign in text.lower())
    return letters + _STRANGE * len(_CAPITAL_WITHIN.findall(text))


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 by its mark, or by the upper bytes of its letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:_WIDE_SAMPLE]
    if 0 not in sample:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _UPPER_BYTES.issuperset(sample[first::2]):
            return encoding
    return None
