"""Folding of labels: case, ё/е, spaces of any kind, dashes of any kind, a full stop at the end."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans({"ё": "е", **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"), **dict.fromkeys("«»„“”″", '"')})
_SPACE_AROUND_DASH = re.compile(r"(?<=\d)\s*-\s*(?=\d)")


def tidy(value: object) -> str:
    """The text with spaces and line breaks of any kind made single spaces, invisible marks removed."""
    text = str(value)
    # What is printable has no invisible marks; so is nearly every text.
    if not text.isprintable():
        text = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    return " ".join(text.split())


def fold(value: object) -> str:
    """The form in which two labels that a person calls the same are equal."""
    text = tidy(value).casefold().translate(_ALIKE)
    if "-" in text:
        text = _SPACE_AROUND_DASH.sub("-", text)
    return text.rstrip(" .").strip()
