"""Adding values and moving ``in_force``: of every key the value of the latest upload that was not taken back."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select, tuple_, update

from uspekh.actuals.values.frame import COLUMNS, KEY
from uspekh.store.database.bulk import analyze, insert_many, portions
from uspekh.store.schema.columns import Words
from uspekh.store.schema.project import EVERY, project_of
from uspekh.store.schema.tables import SHEET, any_upload, value_rows

DIRECTORY = "organization"
"""The kind of the values that are entries of the directory."""
_MANY = 10_000


def add(connection: Connection, upload: int, values: pd.DataFrame) -> None:
    """Adds the values of a file (tidy frame, and ``document`` where it has one), all of them in force.

    What they replace must have been put out of force. Entries of the directory belong to every project.
    """
    names = [*COLUMNS, *(["document"] if "document" in values else [])]
    of_directory = values["kind"] == DIRECTORY
    projects = [EVERY if shared else project_of(connection) for shared in of_directory]
    constant = ([value] * len(values) for value in (upload, True))
    rows = zip(projects, *constant, *(_plain(values[name]) for name in names), strict=True)
    insert_many(connection, value_rows, ["project", "upload", "in_force", *names], rows)
    if len(values) > _MANY:
        analyze(connection, value_rows)


def put_out_of_force(connection: Connection, changed: pd.DataFrame) -> None:
    """Puts out of force what the values of a file replace: ``id_before`` of ``changes.changes``."""
    for some in portions(changed["id_before"].dropna().astype("int64").tolist()):
        connection.execute(update(value_rows).where(value_rows.c.id.in_(some)).values(in_force=False))


def take_back(connection: Connection, upload: int) -> None:
    """Puts out of force what an upload brought; what stood before it is in force again.

    The upload must be marked as taken back already.
    """
    of_upload = value_rows.c.upload == upload
    connection.execute(update(value_rows).where(of_upload).values(in_force=False))
    other = value_rows.alias()
    keys = select(*(value_rows.c[name] for name in KEY)).where(of_upload)
    latest = (
        select(func.max(other.c.id))
        .join(any_upload, any_upload.c.id == other.c.upload)
        .where(any_upload.c.undone_at.is_(None), tuple_(*(other.c[name] for name in KEY)).in_(keys))
        .group_by(*(other.c[name] for name in KEY))
    )
    back = value_rows.c.id.in_(latest) & ~value_rows.c.in_force
    connection.execute(update(value_rows).where(back).values(in_force=True))


def _plain(column: pd.Series[Any]) -> list[object]:
    """A column as the database keeps it: plain numbers, and words that every engine takes."""
    objects = column.astype(object)
    plain: list[object] = objects.where(column.notna(), None).tolist()
    if pd.api.types.is_numeric_dtype(column):
        return plain
    length = SHEET if column.name == "sheet" else None
    storable = {word: Words.storable(word, length) for word in column.dropna().unique()}
    changed: dict[object, object] = {word: words for word, words in storable.items() if words != word}
    return [changed.get(word, word) for word in plain] if changed else plain
