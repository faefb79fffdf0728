"""Reading ``passport.toml``: the head of the passport (sections 1 and 2)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from uspekh.passport.damage import PassportDamaged

_REQUIRED = (
    ("project", "title", str, "ожидается непустой текст"),
    ("project", "start", date, "ожидается дата ГГГГ-ММ-ДД без кавычек"),
    ("project", "end", date, "ожидается дата ГГГГ-ММ-ДД без кавычек"),
    ("municipality_entry", "code", str, "ожидается непустой текст"),
    ("municipality_entry", "type", str, "ожидается непустой текст"),
)


def read_head(path: Path) -> dict[str, Any]:
    """The head as it stands in the file; raises ``PassportDamaged`` with the key as the column."""
    try:
        head = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PassportDamaged(path.name, None, None, "файла нет") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PassportDamaged(path.name, None, None, f"не читается как TOML в UTF-8: {error}") from error
    for section, key, kind, expected in _REQUIRED:
        part = head.get(section)
        value = part.get(key) if isinstance(part, dict) else None
        if type(value) is not kind or not value:
            raise PassportDamaged(path.name, None, f"{section}.{key}", expected)
    if head["project"]["end"] < head["project"]["start"]:
        raise PassportDamaged(path.name, None, "project.end", "раньше начала проекта")
    return head
