"""The forms of all projects, by which a file that names none is compared with each of them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from io import StringIO

from sqlalchemy import Connection, Engine, select

from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.layout.fitting import ProjectForm
from uspekh.actuals.layout.mapping import split_matched
from uspekh.actuals.sheets import figure_sheets
from uspekh.store.plans.openable import list_openable_projects
from uspekh.store.plans.plan_tables import texts_at
from uspekh.store.schema.editions import edition_tables, editions
from uspekh.store.schema.project import of_project
from uspekh.store.uploads.layouts import list_mappings

_TABLE = "components.csv"


def list_project_forms(engine: Engine) -> tuple[ProjectForm, ...]:
    """The form of each project by the edition that holds today; none where there are not several projects."""
    codes = [entry.code for entry in list_openable_projects(engine)]
    if len(codes) < 2:
        return ()
    with engine.connect() as connection:
        texts = _texts_in_force(connection)
    return tuple(_form(engine, code, texts) for code in codes)


def _form(engine: Engine, code: str, texts: dict[str, str]) -> ProjectForm:
    of_code = of_project(engine, code)
    # The passport that came with the program is no edition: its texts are kept as they were used.
    text = texts[code] if code in texts else texts_at(of_code, None).get(f"passport/{_TABLE}", "")
    mappings, _ = split_matched(list_mappings(of_code))
    return ProjectForm(code, _sheets(text), tuple(mappings))


def _texts_in_force(connection: Connection) -> dict[str, str]:
    """The table of columns of each project that has editions: of the latest that holds today, else of the first."""
    query = (
        select(editions.c.code, editions.c.valid_from, edition_tables.c.text)
        .join(edition_tables, edition_tables.c.edition == editions.c.id)
        .where(edition_tables.c.name == _TABLE)
        .order_by(editions.c.valid_from, editions.c.number)
    )
    texts: dict[str, str] = {}
    for row in connection.execute(query):
        if row.code not in texts or row.valid_from <= date.today():
            texts[row.code] = row.text
    return texts


@lru_cache(maxsize=128)
def _sheets(text: str) -> tuple[SheetSpec, ...]:
    rows: Sequence[dict[str, str]] = list(csv.DictReader(StringIO(text)))
    return figure_sheets((row["sheet"], row["heading"], row["id"]) for row in rows)
