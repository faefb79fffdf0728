"""The files of what was read: a CSV for each plan table and ``passport.toml``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
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
    for name in SCHEMAS:
        (folder / f"{name}.csv").write_text(render_table(name, draft.rows(name)), encoding="utf-8", newline="")
    (folder / "passport.toml").write_text(render_head(draft.head), encoding="utf-8")


def render_table(table: str, rows: Iterable[Mapping[str, str]]) -> str:
    """The CSV of a plan table; a cell that a row does not have is empty."""
    columns = [MONEY_COLUMN if column == "kopecks" else column for column in SCHEMAS[table].to_schema().columns]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def render_head(head: dict[str, Any]) -> str:
    """``passport.toml`` of the head of a passport."""
    return "\n".join(_head(head)) + "\n"


def _head(head: dict[str, Any]) -> Iterator[str]:
    """TOML: values first, then tables, then lists of tables."""
    yield "# Прочитано из документа или введено на странице «Паспорт»."
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
