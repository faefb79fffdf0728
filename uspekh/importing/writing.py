"""Writing what was read: a CSV for each plan table and ``passport.toml``."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from uspekh.importing.draft import Draft
from uspekh.passport.tables import MONEY_COLUMN, SCHEMAS


class FolderTaken(Exception):
    """The folder has files already; the text is Russian."""


def write_passport(draft: Draft, folder: Path) -> None:
    """All tables, empty ones too, into a folder that is new or empty. Raises ``FolderTaken`` and ``OSError``."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(f"{folder}: там уже есть файлы. Укажите новую или пустую папку.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in SCHEMAS.items():
        columns = [MONEY_COLUMN if column == "kopecks" else column for column in schema.to_schema().columns]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(draft.rows(name))
    (folder / "passport.toml").write_text("\n".join(_head(draft.head)) + "\n", encoding="utf-8")


def _head(head: dict[str, Any]) -> Iterator[str]:
    """TOML: values first, then tables, then lists of tables."""
    yield "# Прочитано из документа командой import."
    yield f"headings = {_value(head.get('headings', []))}"
    for name, part in head.items():
        if isinstance(part, dict):
            yield ""
            yield f"[{name}]"
            yield from (f"{key} = {_value(value)}" for key, value in part.items())
    for name in ("officials", "programmes"):
        for part in head.get(name, ()):
            yield ""
            yield f"[[{name}]]"
            yield from (f"{key} = {_value(value)}" for key, value in part.items())


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A basic string of TOML is one of JSON, but for a character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
