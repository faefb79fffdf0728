"""The directory of organizations belongs to every project, and indexes begin with the project.

Rows of every project stand under «*»: those of the directory, and the events that each project must see.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
IN_FORCE = sa.text("in_force")
WHOLE = sa.text("until = 12")


def upgrade() -> None:
    """The log refuses changes: who left before stands in the log of the project in which it was written."""
    op.execute("UPDATE \"values\" SET project = '*' WHERE kind = 'organization'")
    for name, table in (
        ("values_by_subject", "values"),
        ("values_in_force_once", "values"),
        ("events_by_outcome", "events"),
        ("entries_of_whole_years", "entries"),
    ):
        op.drop_index(name, table_name=table)
    op.create_index("values_by_subject", "values", ["project", "subject", "year"])
    key = ["project", "kind", "year", "months", "subject", "field", "part"]
    op.create_index(
        "values_in_force_once", "values", key, unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE
    )
    op.create_index("events_by_outcome", "events", ["outcome", "id", "project"])
    op.create_index(
        "entries_of_whole_years", "entries", ["project", "year", "measure"], sqlite_where=WHOLE, postgresql_where=WHOLE
    )
    _views()


def _views() -> None:
    """The same columns; the names of an entry of the directory are those of any project."""
    columns = (
        "v.id, v.project, v.kind, v.subject, o.short_name AS organization, v.part, v.year, v.months, v.field, "
        "f.name AS field_name, v.number, v.text, v.document, v.sheet, v.cell, v.upload, u.at AS uploaded_at, "
        "m.name AS part_name"
    )
    tables = (
        '"values" v JOIN uploads u ON u.id = v.upload '
        f"LEFT JOIN organizations o ON o.project = {_project('organizations', 'n.code = v.subject')} "
        "AND o.code = v.subject AND v.kind IN ('component', 'organization', 'plan') "
        f"LEFT JOIN fields f ON f.project = {_project('fields', 'n.kind = v.kind AND n.field = v.field')} "
        "AND f.kind = v.kind AND f.field = v.field "
        "LEFT JOIN fields m ON m.project = v.project AND m.kind = 'measure' AND m.field = v.part AND v.kind = 'plan'"
    )
    exact = f"SELECT {columns} FROM {tables} WHERE v.in_force"  # noqa: S608 (constants)
    _view("values_in_force_exact", exact)
    _view("values_in_force", f"{exact} AND NOT f.sensitive AND v.field <> 'comment'")


def _project(table: str, same: str) -> str:
    """The project by whose table a value is named."""
    any_of_them = f"SELECT min(n.project) FROM {table} n WHERE {same}"  # noqa: S608 (constants)
    return f"CASE WHEN v.project = '*' THEN ({any_of_them}) ELSE v.project END"


def _view(name: str, query: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        return
    op.execute(f"DROP VIEW {name}")
    op.execute(f"CREATE VIEW {name} AS {query}")
