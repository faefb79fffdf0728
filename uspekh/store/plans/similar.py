"""Which other projects have the same columns in their forms."""

from __future__ import annotations

import csv
from collections.abc import Collection
from io import StringIO

from sqlalchemy import Engine

from uspekh.russian.text import fold
from uspekh.store.plans.openable import list_openable_projects
from uspekh.store.plans.plan_tables import texts_at
from uspekh.store.plans.projects import list_editions, texts_of
from uspekh.store.schema.project import of_project

_TABLE = "components.csv"


def find_similar_projects(engine: Engine, code: str, headings: Collection[str]) -> list[str]:
    """Titles of the projects besides ``code`` whose forms have all of some columns (folded headings).

    Without a column of figures a file is of the budget or the plan, whose sheets all forms have.
    """
    others = [entry for entry in list_openable_projects(engine) if entry.code != code]
    return [entry.title for entry in others if set(headings) <= _headings(engine, entry.code)]


def _headings(engine: Engine, code: str) -> set[str]:
    editions = list_editions(engine, code)
    # The passport that came with the program is no edition: its texts are kept as they were used.
    text = texts_of(engine, editions[-1].id)[_TABLE] if editions else _used_text(engine, code)
    return {fold(row["heading"]) for row in csv.DictReader(StringIO(text))}


def _used_text(engine: Engine, code: str) -> str:
    return texts_at(of_project(engine, code), None).get(f"passport/{_TABLE}", "heading\n")
