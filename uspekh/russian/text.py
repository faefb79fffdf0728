"""Folding of labels: case, ё/е, spaces of any kind, dashes of any kind, a full stop at the end."""

from __future__ import annotations

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”″"), '"')
_SPACE_AROUND_DASH = re.compile(r"(?<=\d)\s*-\s*(?=\d)")


def tidy(value: object) -> str:
    """The text with spaces and line breaks of any kind made single spaces, invisible marks removed."""
    text = "".join(" " if c.isspace() else c for c in str(value) if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def fold(value: object) -> str:
    """The form in which two labels that a person calls the same are equal."""
    text = tidy(value).casefold().replace("ё", "е").translate(_DASHES).translate(_QUOTES)
    return _SPACE_AROUND_DASH.sub("-", text).rstrip(" .").strip()
