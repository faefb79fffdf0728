"""Reading ``passport.toml``: the head of the passport (sections 1 and 2)."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from uspekh.passport.damage import PassportDamaged

_REQUIRED = (
    ("project", "title", str, "ожидается непустой текст"),
    ("project", "start", date, "ожидается дата ГГГГ-ММ-ДД без кавычек"),
    ("project", "end", date, "ожидается дата ГГГГ-ММ-ДД без кавычек"),
    ("municipality_entry", "code", str, "ожидается непустой текст"),
    ("municipality_entry", "type", str, "ожидается непустой текст"),
)


def read_head(file: str, text: str | None) -> dict[str, Any]:
    """The head as it stands in the text of the ``file``; raises ``PassportDamaged`` with the key as the column."""
    if text is None:
        raise PassportDamaged(file, None, None, "файла нет")
    try:
        head = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PassportDamaged(file, None, None, f"не читается как TOML: {error}") from error
    for section, key, kind, expected in _REQUIRED:
        part = head.get(section)
        value = part.get(key) if isinstance(part, dict) else None
        if type(value) is not kind or not value:
            raise PassportDamaged(file, None, f"{section}.{key}", expected)
    if head["project"]["end"] < head["project"]["start"]:
        raise PassportDamaged(file, None, "project.end", "раньше начала проекта")
    return head
