"""Tables of what people are reminded of: links of calendars, what these announced, letters that were sent."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Index, Integer, String, Table

from uspekh.store.schema.columns import LongWords, Words
from uspekh.store.schema.project import PROJECT, ProjectTable, project_column
from uspekh.store.schema.tables import metadata

# A row a link; ``kind`` and ``code`` of the addressee as of ``monitoring.expectations``. The secret stands here as it
# is, because it is shown again to whoever made it; it opens a list of dates.
calendar_links = ProjectTable(
    "calendar_links",
    metadata,
    Column("token", String(64), primary_key=True),
    project_column(),
    Column("kind", String(20), nullable=False),
    Column("code", Words(200), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Index("calendar_links_by_addressee", "kind", "code"),
)

# What the calendar of an addressee announced last of each thing, so that a change is announced with a higher number.
calendar_events = ProjectTable(
    "calendar_events",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("code", Words(200), primary_key=True),
    Column("uid", Words(400), primary_key=True),
    project_column(primary_key=True),
    Column("what", LongWords(), nullable=False),
    Column("due", Date, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("modified", DateTime(timezone=True), nullable=False),
)

# Of what somebody was reminded by letter: a row for each thing and state, so that nothing is sent twice. A letter is of
# all projects, so this is a plain table, read whole.
# ``sent``: missing while the letter is being sent; whoever is killed then leaves it so.
letters = Table(
    "letters",
    metadata,
    Column("recipient", Words(320), primary_key=True),
    Column("uid", Words(400), primary_key=True),
    Column("due", Date, primary_key=True),
    Column("state", String(20), primary_key=True),
    Column("project", String(40), nullable=False, server_default=PROJECT, primary_key=True),
    Column("began", DateTime(timezone=True), nullable=False),
    Column("sent", DateTime(timezone=True)),
)
