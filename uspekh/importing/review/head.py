"""The head of a passport as rows that a person can edit, and back: a text by key, officials, programmes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from uspekh.importing.document.parsing import parse_date
from uspekh.russian.format import day

HEAD, OFFICIALS, PROGRAMMES = "head", "officials", "programmes"
_LISTS = (OFFICIALS, PROGRAMMES)
_HEADINGS = "headings"
START, END, CONTINGENT = "project.start", "project.end", "contingent.field"
_DAYS = (START, END)
_WHOLE = ("project.approved_year", "from", "until")
KEYS = {
    "project.title": "Наименование проекта",
    "project.short_title": "Краткое наименование",
    START: "Начало проекта",
    END: "Окончание проекта",
    "project.level": "Вид проекта",
    "project.municipality": "Муниципальное образование",
    "project.region": "Регион",
    "project.parent_title": "Наименование регионального проекта",
    "project.goal": "Цель",
    "project.task": "Задача",
    "project.approved_by": "Кем утверждён",
    "project.approved_year": "Год утверждения",
    "titles.annex2": "Заголовок приложения № 2",
    "municipality_entry.code": "Код муниципального образования в справочнике",
    "municipality_entry.type": "Вид муниципального образования в справочнике",
    CONTINGENT: "Поле, которое заменяет контингент справочника",
}
"""What stands in the head, by table and key of ``passport.toml``, in the order in which it is asked for."""

Rows = list[dict[str, str]]


def flatten_head(head: Mapping[str, Any]) -> dict[str, Rows]:
    """The tables ``HEAD`` (columns ``key, text``), ``OFFICIALS`` and ``PROGRAMMES``; keys without a value too."""
    texts = {
        f"{name}.{key}": _text(value)
        for name, part in head.items()
        if isinstance(part, Mapping)
        for key, value in part.items()
    }
    rows = [{"key": key, "text": texts.get(key, "")} for key in dict.fromkeys((*KEYS, *texts))]
    rows.append({"key": _HEADINGS, "text": json.dumps(head.get(_HEADINGS, []), ensure_ascii=False)})
    lists = {
        name: [{key: _text(value) for key, value in part.items()} for part in head.get(name, ())] for name in _LISTS
    }
    return {HEAD: rows, **lists}


def build_head(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, Any]:
    """The head of these tables; what has no text is left out, a day or a year that is none stays a text."""
    head: dict[str, Any] = {"project": {}}
    for row in tables.get(HEAD, ()):
        if row["key"] == _HEADINGS:
            head[_HEADINGS] = json.loads(row["text"] or "[]")
        elif row["text"]:
            part, _, key = row["key"].partition(".")
            head.setdefault(part, {})[key] = _value(row["key"], row["text"])
    for name in _LISTS:
        parts = [
            {key: _value(key, text) for key, text in row.items() if text or key in _NEEDED[name]}
            for row in tables.get(name, ())
        ]
        if parts:
            head[name] = parts
    return head


_NEEDED = {OFFICIALS: ("role", "name", "position"), PROGRAMMES: ("title", "act")}
"""Keys that every entry of a list has, even without a text: whoever reads the head takes them for granted."""


def _text(value: Any) -> str:
    return day(value) if isinstance(value, date) else str(value)


def _value(key: str, text: str) -> Any:
    if key in _DAYS:
        try:
            return parse_date(text) or text
        except ValueError:
            return text
    return int(text) if key in _WHOLE and text.isdigit() else text
