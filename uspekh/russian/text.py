"""Words from outside: folding of labels, and making them harmless where they are shown or name a file."""

from __future__ import annotations

import re
import unicodedata

# What Markdown acts on anywhere, and what it acts on at the beginning of a line.
_SIGNS = re.compile(r"[\\`*_\[\]<>$~|]|&(?=[#\w])|[:@](?!\s)|^[-+=#](?=[-+=#]*(?:\s|$))")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
# Addresses, icons and emoji are found even when their signs are escaped.
_ACTING = re.compile(r"(?<=\\[:@])|(?<=www)(?=\.)", re.IGNORECASE)
_JOINER = "\u2060"
_TYING = "\u00a0\u202f"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_LONGEST_NAME = 120
_SAME_SIGN = str.maketrans({"ё": "е", **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"), **dict.fromkeys("«»„“”″", '"')})
_SPACE_AROUND_DASH = re.compile(r"(?<=\d)\s*-\s*(?=\d)")


def tidy(value: object) -> str:
    """The text with spaces and line breaks of any kind made single spaces, invisible marks removed."""
    text = str(value)
    # What is printable has no invisible marks; so is nearly every text.
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def fold(value: object) -> str:
    """The form in which two labels that a person calls the same are equal."""
    text = tidy(value).casefold().translate(_SAME_SIGN)
    if "-" in text:
        text = _SPACE_AROUND_DASH.sub("-", text)
    return text.rstrip(" .").strip()


def one_line(value: object) -> str:
    """The words on one line, without control and invisible characters, which a terminal would obey."""
    text = "".join(" " if c.isspace() and c not in _TYING else c for c in str(value))
    seen = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return " ".join(filter(None, seen.split(" ")))


def visible(words: str) -> str:
    """The words without what no office format may hold or a reader cannot see: control characters but line breaks and
    tabs, marks that turn the direction of writing, halves of pairs, characters that are none."""
    if words.isprintable():
        return words
    return "".join(c for c in words if c in "\n\t" or unicodedata.category(c)[0] != "C")


def plain(value: object) -> str:
    """The words as Markdown draws them unchanged, on one line: no link, markup, formula, colour, icon or HTML."""
    escaped = _NUMBERED.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", one_line(value)))
    return _ACTING.sub(_JOINER, escaped)


def saved_name(value: object) -> str:
    """The words as a name of a file that any system saves: no path in it, nothing too long; the ending is kept."""
    stem, dot, ending = _NOT_IN_NAMES.sub("-", one_line(value)).strip(". ").rpartition(".")
    if not dot or len(ending) > 5:
        return (stem + dot + ending)[:_LONGEST_NAME] or "файл"
    return f"{stem[:_LONGEST_NAME]}.{ending}"
