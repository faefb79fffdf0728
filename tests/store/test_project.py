"""Of two projects in one store nobody reads or changes the rows of the other, whatever is asked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import MetaData, insert, literal, select, update

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL
from tests.store.test_uploads import in_force, load
from tests.tidy import organization, people, tidy
from uspekh.store.decided import accepted_findings, decisions, meetings
from uspekh.store.guards import locks
from uspekh.store.log.actions import list_actions, revision
from uspekh.store.schema import computed, decided, editions, tables
from uspekh.store.schema.project import ProjectTable
from uspekh.store.submissions.lifecycle import SubmissionDecided, send, withdraw
from uspekh.store.submissions.lists import accepted_of, listed, sent_of, waiting
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import UploadUnknown, journal, undo
from uspekh.store.uploads.layouts import list_mappings, store_mapping
from uspekh.store.values.queries import history, holds_any, reporting, same_subjects

# Every module that adds tables to the metadata.
SHAPES = (computed, decided, editions)
KEY = {"kind": "component", "subject": "S1", "part": "", "year": 2023, "months": 12, "field": "x"}
REPORT = tidy(people("S1", 2023, x=6))


# The same tables, read and changed whole.
WHOLE = MetaData()
for _table in tables.metadata.sorted_tables:
    _table.to_metadata(WHOLE)
OF_PROJECT = [WHOLE.tables[name] for name, table in tables.metadata.tables.items() if isinstance(table, ProjectTable)]


def rows_of_other(engine) -> dict[str, list[tuple]]:
    """Every row of the other project, by table."""
    with engine.connect() as connection:
        queries = {table.name: select(table).where(table.c.project == "other") for table in OF_PROJECT}
        return {name: sorted(map(tuple, connection.execute(query)), key=str) for name, query in queries.items()}


@pytest.fixture
def shared(engine):
    """A store with rows of another project in every table that people fill."""
    load(engine, tidy(people("S1", 2023, x=5), organization("S1", 100)))
    send(engine, File("б.xlsx", b"2", "2" * 64, 1), REPORT, SCHOOL)
    decisions.decide(engine, decisions.Decision("indicator", "1", 2023, "Причина", "Мера", "Отдел", None), EDITOR)
    meetings.freeze(engine, date(2024, 1, 15), {"year": 2023}, 12, decisions.in_force(engine, EDITOR), EDITOR)
    accepted_findings.decide_finding(engine, "k", "Принято", EDITOR)
    locks.set_closed(engine, 2022, 12, "Сдан", EDITOR, closed=True)
    store_mapping(engine, "shape", "{}", EDITOR)
    with engine.begin() as connection:
        for table in OF_PROJECT:
            if table.name != "events":
                connection.execute(update(table).values(project="other"))
        # The log refuses changes, so the other project's events are added.
        events = WHOLE.tables["events"].c
        copied = [events[name] for name in ("at", "by", "action", "role", "outcome", "detail")]
        rows = select(events.id + 1000, literal("other"), *copied)
        names = ["id", "project", *(column.name for column in copied)]
        connection.execute(insert(WHOLE.tables["events"]).from_select(names, rows, include_defaults=False))
    return engine


def test_nothing_of_the_other_project_is_read(shared):
    frames = [
        journal(shared, ADMINISTRATOR),
        listed(shared, EDITOR),
        sent_of(shared, 2023, 12),
        accepted_of(shared, 2023, 12),
        decisions.in_force(shared, EDITOR),
        meetings.held(shared, EDITOR),
        accepted_findings.list_accepted(shared, EDITOR),
        locks.history(shared, EDITOR),
        history(shared, KEY, EDITOR),
        same_subjects(shared, REPORT),
    ]
    assert [len(frame) for frame in frames] == [0] * len(frames)
    assert in_force(shared) == {}
    assert (waiting(shared), locks.closed(shared), list_mappings(shared)) == (0, set(), [])
    assert not holds_any(shared) and reporting(shared, ["S1"]) == []
    numbers = list_actions(shared, ADMINISTRATOR)["id"]
    assert len(numbers) and numbers.max() < 1000 and revision(shared) < 1000
    with pytest.raises(meetings.MeetingUnknown):
        meetings.meeting(shared, 1, EDITOR)


def test_nothing_of_the_other_project_is_changed(shared):
    before = rows_of_other(shared)
    assert all(before[name] for name in ("uploads", "values", "events", "submissions", "locks", "layouts", "decisions"))
    with pytest.raises(UploadUnknown):
        undo(shared, 1, ADMINISTRATOR)
    with pytest.raises(SubmissionDecided, match="нет"):
        withdraw(shared, 1, SCHOOL)
    # The same key and the same shape of headings: each project has its own.
    number, counted = load(shared, REPORT, "в.xlsx")
    assert counted == {"new": 1, "replaced": 0, "same": 0}
    assert in_force(shared) == {"S1": 6}
    undo(shared, number, ADMINISTRATOR)
    assert in_force(shared) == {}
    locks.set_closed(shared, 2022, 12, "Снова", EDITOR, closed=False)
    assert rows_of_other(shared) == before


def test_a_table_that_belongs_to_a_project_is_read_as_its_rows_alone():
    """A new table with the column ``project`` that is made as a plain one would be read whole."""
    plain = [table for table in tables.metadata.sorted_tables if not isinstance(table, ProjectTable)]
    assert [table.name for table in plain if "project" in table.c] == []
