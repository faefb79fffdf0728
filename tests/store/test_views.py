"""What an analyst reads by plain SQL: the values in force with names, small counts apart."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.persons import ADMINISTRATOR
from tests.store.loads import opened
from tests.tidy import item, money, organization, people, planned, tidy
from uspekh.actuals.reading import Reading

COLUMNS = "organization, subject, field_name, year, months, number, text"
ROWS = f"SELECT {COLUMNS} FROM {{}} WHERE kind <> 'organization' ORDER BY id"  # noqa: S608
MONEY = (None, "1.1", "Кассовое исполнение, руб.", 2023, 12, 1_234_567, None)
DONE = (None, "1.1", "Дата исполнения", 2023, 0, None, "2023-05-01")
ENGAGED = ("Школа № 1", "Ш1", "П1 Занимаются, чел.", 2023, 12, 0, None)
DISABLED = ("Школа № 1", "Ш1", "Р1.6 Дети с ОВЗ в программах, чел.", 2023, 12, 3, None)
COMMENT = ("Школа № 1", "Ш1", "Комментарий", 2023, 12, None, "трое заболели")


@pytest.fixture
def project(store_url):
    project = opened(store_url)
    comment = people("Ш1", 2023, comment=0)[0] | {"number": None, "text": "трое заболели"}
    report = tidy(
        organization("Ш1", 500, short_name="Школа № 1"),
        people("Ш1", 2023, p1_engaged=7, r1_6_disabled_engaged=3),
        [comment],
        money("1.1", "местный бюджет", 2023, executed=1_234_567),
        item("1.1", 2023, done="2023-05-01"),
    )
    files = {"a": report} | {name: tidy(people("Ш1", 2023, p1_engaged=n)) for name, n in (("b", 0), ("c", 9))}
    for name, values in files.items():
        upload, _ = project.load(Reading(name, name * 64, 1, len(values), values, ()), ADMINISTRATOR)
    project.undo(upload, ADMINISTRATOR)
    yield project
    project.engine.dispose()


def rows(connection, view):
    return [tuple(row) for row in connection.execute(text(ROWS.format(view)))]


def test_the_values_in_force_are_read_without_small_counts_and_comments(project):
    with project.engine.connect() as connection:
        assert rows(connection, "values_in_force") == [MONEY, DONE, ENGAGED]
        assert rows(connection, "values_in_force_exact") == [DISABLED, COMMENT, MONEY, DONE, ENGAGED]


def test_plans_carry_the_names_of_the_organization_and_of_the_measure(project):
    values = tidy(planned("Ш1", "П2", 2023, 90_000))
    project.load(Reading("планы", "d" * 64, 1, len(values), values, ()), ADMINISTRATOR)
    query = "SELECT organization, part, part_name, field_name, number FROM {} WHERE kind = 'plan'"
    title = project.plan.short_title("indicator", "2")
    with project.engine.connect() as connection:
        for view in ("values_in_force", "values_in_force_exact"):
            found = connection.execute(text(query.format(view))).one()
            assert tuple(found) == ("Школа № 1", "П2", title, "План", 90_000)


def test_a_field_that_the_plan_does_not_know_is_not_shown(project):
    with project.engine.begin() as connection:
        connection.execute(text("DELETE FROM fields WHERE field = 'p1_engaged'"))
        assert rows(connection, "values_in_force") == [MONEY, DONE]


def test_in_postgresql_each_view_is_granted_apart(project):
    if project.engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no rights: whoever has the file reads all of it")
    with project.engine.begin() as connection:
        # A role is of the whole server, which other tests share.
        for statement in ("CREATE ROLE analyst", "GRANT SELECT ON values_in_force TO analyst"):
            connection.execute(text(statement))
        connection.execute(text("SET LOCAL ROLE analyst"))
        assert rows(connection, "values_in_force") == [MONEY, DONE, ENGAGED]
        for query in ("SELECT id FROM values_in_force_exact", 'SELECT id FROM "values"'):
            with pytest.raises(ProgrammingError, match="permission denied"), connection.begin_nested():
                connection.execute(text(query))
        connection.rollback()
