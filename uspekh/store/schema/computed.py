"""Tables that are worked out from the values in force, the directory and the plan, and the views for analysts.

They can be emptied at any time: ``store.values.entries`` fills them again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, MetaData, String, Text, false, text

from uspekh.store.schema.packages import contributions
from uspekh.store.schema.project import ProjectTable, project_column
from uspekh.store.schema.tables import metadata

# The directory of organizations as the figures see it. ``filler``: the kind by which it is asked for fields, missing
# of the municipality's own row; the years: in which it exists, missing where in none.
organizations = ProjectTable(
    "organizations",
    metadata,
    # The code comes first: by it alone the key is looked up.
    Column("code", String(100), primary_key=True),
    project_column(primary_key=True),
    Column("name", String),
    Column("short_name", String),
    Column("filler", String(200)),
    Column("municipality", Boolean, nullable=False),
    Column("first_year", Integer),
    Column("last_year", Integer),
)

# The fields of the workbook of actuals, with their headings, and under the kind «measure» what each label of a plan
# stands for. ``sensitive``: a count of children by their health.
fields = ProjectTable(
    "fields",
    metadata,
    project_column(primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("field", String(100), primary_key=True),
    Column("name", String, nullable=False),
    Column("sensitive", Boolean, nullable=False),
)

# What each organization gave to each measure: of every period with all that is asked, the two numbers, which stand
# for the year from ``months`` to ``until``; ``expected``: the organization is asked for the measure. It is kept
# because working it out of a million values takes seconds.
entries = ProjectTable(
    "entries",
    metadata,
    Column("organization", String(100), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("measure", String(100), primary_key=True),
    Column("months", Integer, primary_key=True, autoincrement=False),
    project_column(primary_key=True),
    Column("until", Integer, nullable=False),
    Column("numerator", BigInteger, nullable=False),
    Column("denominator", BigInteger),
    Column("expected", Boolean, nullable=False, server_default=false()),
    Index(
        "entries_of_whole_years", "project", "year", "measure",
        sqlite_where=text("until = 12"), postgresql_where=text("until = 12"),
    ),
)  # fmt: skip

# One row of a project: the last event, and the SHA-256 of the plan, that the tables above are worked out for.
derived = ProjectTable(
    "derived",
    metadata,
    project_column(primary_key=True),
    Column("event", Integer, nullable=False),
    Column("plan", String(64), nullable=False),
)

# What the list of all projects says of one, as of a day: worked out for its event ``event``. ``states``: how many
# indicators are in each state, and how many of these by incomplete data, as JSON; ``overdue``: plan items.
headlines = ProjectTable(
    "headlines",
    metadata,
    project_column(primary_key=True),
    Column("event", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("states", Text, nullable=False),
    Column("overdue", Integer, nullable=False),
)
# The same rows of whichever project.
every_headline = headlines.to_metadata(MetaData())

DERIVED = (entries, organizations, fields, derived, headlines)
NO_PART_OF_A_BACKUP = {*(table.name for table in DERIVED), contributions.name, "sums", "units", "affected"}
"""Names of tables that are worked out from others, now or in an earlier shape of the database."""
VIEWS = ("values_in_force", "values_in_force_exact")
"""What analysts read, made in the migrations: the values in force with names, without and with the small counts."""
