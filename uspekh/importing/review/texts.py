"""A draft as the files of a passport, and back: CSV tables and ``passport.toml`` as texts by name."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Mapping

from uspekh.importing.document.parsing import shorten_title
from uspekh.importing.draft import Tables
from uspekh.importing.review.columns import all_columns, columns_of
from uspekh.importing.review.head import build_head, flatten_head
from uspekh.importing.review.spread import is_blank
from uspekh.importing.writing import render_head, render_table
from uspekh.passport.tables import SCHEMAS
from uspekh.passport.texts import FILES, HEAD_FILE


class TextsRefused(Exception):
    """The files are no tables of a passport; the text is Russian."""


def render_texts(tables: Tables) -> dict[str, str]:
    """The files of a draft by name, with what follows from other cells filled in."""
    completed = {name: _complete(name, tables.get(name, [])) for name in SCHEMAS}
    files = {f"{name}.csv": render_table(name, rows) for name, rows in completed.items()}
    return {**files, HEAD_FILE: render_head(build_head(tables))}


def parse_texts(texts: Mapping[str, str]) -> Tables:
    """The tables of a draft of such files, those of the head too. Raises ``TextsRefused`` with the file."""
    if missing := [name for name in FILES if name not in texts]:
        raise TextsRefused(f"В архиве нет файла «{missing[0]}». Нужен архив, скачанный на этой странице.")
    try:
        tables = flatten_head(tomllib.loads(texts[HEAD_FILE]))
    except (tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise TextsRefused(f"{HEAD_FILE}: не читается как TOML: {error}") from error
    return {**tables, **{name: _parse_table(f"{name}.csv", texts[f"{name}.csv"], name) for name in SCHEMAS}}


def _parse_table(file: str, text: str, table: str) -> list[dict[str, str]]:
    try:
        lines = [line for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True) if line]
    except csv.Error as error:
        raise TextsRefused(f"{file}: не читается как таблица CSV: {error}") from error
    header, *rows = lines or [[]]
    if unknown := [name for name in header if name not in all_columns(table)]:
        raise TextsRefused(f"{file}: лишний столбец «{unknown[0]}».")
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise TextsRefused(f"{file}, строка {number}: ячеек {len(row)}, а столбцов {len(header)}.")
    blank = dict.fromkeys(all_columns(table), "")
    return [{**blank, **dict(zip(header, row, strict=True))} for row in rows]


def _complete(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with what nobody is asked for."""
    paragraphs: Counter[str] = Counter()
    completed = []
    for number, cells in enumerate((each for each in rows if not is_blank(table, each)), 1):
        row = dict(cells)
        if "short_title" in row:
            row["short_title"] = row["short_title"] or shorten_title(row["title"])
        match table:
            case "plan_items":
                row |= {"row": str(number), "item": row["number"].rstrip(".")}
                row |= {f"{end}_text": row[f"{end}_text"] or _printed_day(row[end]) for end in ("start", "end")}
            case "materials":
                paragraphs[row["section"]] += 1
                row["paragraph"] = str(paragraphs[row["section"]])
            case "supplementary_financing":
                row["position"] = row["position"] or "1"
        completed.append(row)
    return completed


def _printed_day(text: str) -> str:
    column = next(column for column in columns_of("plan_items") if column.name == "end")
    return column.show(text)
