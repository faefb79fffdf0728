"""Analysts read plans of organizations with names: of the organization, and of the measure as ``part_name``."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The same views with one column more; PostgreSQL keeps who may read them."""
    columns = (
        "v.id, v.project, v.kind, v.subject, o.short_name AS organization, v.part, v.year, v.months, v.field, "
        "f.name AS field_name, v.number, v.text, v.document, v.sheet, v.cell, v.upload, u.at AS uploaded_at, "
        "m.name AS part_name"
    )
    tables = (
        '"values" v JOIN uploads u ON u.id = v.upload LEFT JOIN organizations o ON o.project = v.project '
        "AND o.code = v.subject AND v.kind IN ('component', 'organization', 'plan') "
        "LEFT JOIN fields f ON f.project = v.project AND f.kind = v.kind AND f.field = v.field "
        "LEFT JOIN fields m ON m.project = v.project AND m.kind = 'measure' AND m.field = v.part AND v.kind = 'plan'"
    )
    exact = f"SELECT {columns} FROM {tables} WHERE v.in_force"  # noqa: S608 (constants)
    _view("values_in_force_exact", exact)
    _view("values_in_force", f"{exact} AND NOT f.sensitive AND v.field <> 'comment'")


def _view(name: str, query: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        return
    op.execute(f"DROP VIEW {name}")
    op.execute(f"CREATE VIEW {name} AS {query}")
