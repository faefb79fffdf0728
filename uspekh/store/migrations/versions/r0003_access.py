"""Who did what and was refused what; reports that wait for acceptance; closed periods.

The log of actions refuses a change of what it holds, whoever asks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
_SQLITE = "CREATE TRIGGER events_stand_{what} BEFORE {what} ON events BEGIN SELECT RAISE(ABORT, 'events stand'); END"
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION events_stand() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'events stand'; END $$",
    "CREATE TRIGGER events_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION events_stand()",
)


def upgrade() -> None:
    """Columns of the log and its guard, then two tables and what an upload says of a closed period."""
    op.add_column("events", sa.Column("role", sa.String(20), nullable=False, server_default=""))
    op.add_column("events", sa.Column("outcome", sa.String(20), nullable=False, server_default="done"))
    op.add_column("events", sa.Column("detail", sa.Text(), nullable=False, server_default=""))
    op.create_index("events_by_outcome", "events", ["outcome", "id"])
    op.add_column("uploads", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    _submissions()
    _locks()
    _guard()


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("organization", sa.String(100), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("files.sha256"), nullable=False),
        sa.Column("periods", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.String(200)),
        sa.Column("remark", sa.Text()),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id")),
        sqlite_autoincrement=True,
    )
    op.create_index("submissions_by_state", "submissions", ["state", "organization"])


def _locks() -> None:
    op.create_table(
        "locks",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )


def _guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRES:
            op.execute(statement)
    else:
        for what in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(what=what))
