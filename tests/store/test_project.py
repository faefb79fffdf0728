"""Of two projects in one store nobody reads or changes the rows of the other, whatever is asked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import MetaData, func, select

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL
from tests.store.test_uploads import in_force, load
from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.expectations import organization_addressee
from uspekh.monitoring.overview.decisions import Decision
from uspekh.store.decided import accepted_findings, decisions, meetings
from uspekh.store.guards import locks
from uspekh.store.log import sessions
from uspekh.store.log.actions import ELSEWHERE, list_actions, revision
from uspekh.store.reminders.events import publish
from uspekh.store.reminders.links import make_link, read_link, revoke_link
from uspekh.store.schema import computed, decided, editions, reminders, tables
from uspekh.store.schema.project import PROJECT, ProjectTable, of_project
from uspekh.store.submissions.lifecycle import SubmissionDecided, send, withdraw
from uspekh.store.submissions.lists import accepted_of, listed, sent_of, waiting
from uspekh.store.uploads.earlier import moment_of_upload, values_at
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import UploadUnknown, journal, undo
from uspekh.store.uploads.layouts import list_mappings, store_mapping
from uspekh.store.uploads.remarks import of_uploads
from uspekh.store.values.queries import current, history, holds_any, reporting, same_subjects

# Every module that adds tables to the metadata.
SHAPES = (computed, decided, editions, reminders)
KEY = {"kind": "component", "subject": "S1", "part": "", "year": 2023, "months": 12, "field": "x"}
US = organization_addressee("S1")
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
def other(engine):
    """The other project of the same store, with rows in every table that people fill."""
    other = of_project(engine, "other")
    load(other, tidy(people("S1", 2023, x=5), money("1.1", "местный бюджет", 2023, executed=700)))
    send(other, File("б.xlsx", b"2", "2" * 64, 1), REPORT, SCHOOL)
    decisions.decide(other, Decision("indicator", "1", 2023, "Причина", "Мера", "Отдел", None), EDITOR)
    meetings.freeze(other, date(2024, 1, 15), {"year": 2023}, 12, decisions.in_force(other, EDITOR), EDITOR)
    accepted_findings.decide_finding(other, "k", "Принято", EDITOR)
    locks.set_closed(other, 2022, 12, "Сдан", EDITOR, closed=True)
    store_mapping(other, "shape", "{}", EDITOR)
    make_link(other, US, SCHOOL)
    publish(other, US, {"a": ("Отчёт", date(2024, 1, 20))})
    return other


def test_nothing_of_the_other_project_is_read(engine, other):
    frames = [
        journal(engine, ADMINISTRATOR),
        listed(engine, EDITOR),
        sent_of(engine, 2023, 12),
        accepted_of(engine, 2023, 12),
        decisions.in_force(engine, EDITOR),
        meetings.held(engine, EDITOR),
        accepted_findings.list_accepted(engine, EDITOR),
        locks.history(engine, EDITOR),
        history(engine, KEY, EDITOR),
        same_subjects(engine, REPORT),
        list_actions(engine, ADMINISTRATOR),
        of_uploads(engine, [1], EDITOR),
    ]
    assert [len(frame) for frame in frames] == [0] * len(frames)
    assert (in_force(engine), len(current(engine)), revision(engine)) == ({}, 0, 0)
    assert (waiting(engine), locks.closed(engine), list_mappings(engine)) == (0, set(), [])
    assert read_link(engine, US) is None and publish(engine, US, {}) == []
    assert not holds_any(engine) and reporting(engine, ["S1"]) == []
    with pytest.raises(meetings.MeetingUnknown):
        meetings.meeting(engine, 1, EDITOR)
    # A statement compiled for one project serves the other, with the other's code.
    assert (in_force(other)["S1"], reporting(other, ["S1"]), waiting(other)) == (5, ["S1"], 1)
    assert len(journal(other, ADMINISTRATOR)) == 1


def test_nothing_of_the_other_project_is_changed(engine, other):
    before = rows_of_other(engine)
    assert all(before[name] for name in ("uploads", "values", "events", "submissions", "locks", "layouts", "decisions"))
    with pytest.raises(UploadUnknown):
        undo(engine, 1, ADMINISTRATOR)
    with pytest.raises(SubmissionDecided, match="нет"):
        withdraw(engine, 1, SCHOOL)
    # The same key and the same shape of headings: each project has its own.
    number, counted = load(engine, REPORT, "в.xlsx")
    assert counted == {"new": 1, "replaced": 0, "same": 0}
    assert in_force(engine) == {"S1": 6}
    undo(engine, number, ADMINISTRATOR)
    assert in_force(engine) == {}
    locks.set_closed(engine, 2022, 12, "Снова", EDITOR, closed=False)
    store_mapping(engine, "shape", "[]", EDITOR)
    revoke_link(engine, US, SCHOOL)
    publish(engine, US, {"a": ("Отчёт", date(2024, 1, 21))})
    assert rows_of_other(engine) == before


def test_every_row_that_is_added_belongs_to_the_project_of_the_connection(engine, other):
    load(engine, REPORT, "в.xlsx")
    with engine.connect() as connection:
        for name in ("values", "uploads", "events"):
            table = WHOLE.tables[name].c
            rows = connection.execute(select(table.project, func.count()).group_by(table.project)).all()
            assert dict(map(tuple, rows)).keys() == {PROJECT, "other"}, name


def test_the_directory_is_one_for_all_projects(engine, other):
    """What one project loads and takes back all see; the journal and the right to undo stay where it was loaded."""
    key = {"kind": "organization", "subject": "S1", "part": "", "year": 0, "months": 0, "field": "contingent"}
    first, _ = load(engine, tidy(organization("S1", 100)), "а.xlsx")
    was = revision(other)
    second, counted = load(other, tidy(organization("S1", 120)), "г.xlsx")
    assert counted == {"new": 0, "replaced": 1, "same": 3}
    assert contingent(engine) == contingent(other) == [120]
    assert history(engine, key, EDITOR)["number"].tolist() == [120, 100]
    assert journal(engine, ADMINISTRATOR)["id"].tolist() == [first]
    # Neither the number nor the file of another project's upload is in this log.
    log = list_actions(engine, ADMINISTRATOR)[["upload", "detail"]].astype(object)
    assert log.where(log.notna(), None).to_numpy().tolist() == [[None, ELSEWHERE], [first, "а.xlsx"]]
    assert list_actions(other, ADMINISTRATOR)["detail"].head(2).tolist() == ["г.xlsx", ELSEWHERE]
    assert revision(engine) == revision(other) > was, "what pages keep is made anew in both"
    with pytest.raises(UploadUnknown):
        undo(engine, second, ADMINISTRATOR)
    undo(other, second, ADMINISTRATOR)
    assert contingent(engine) == contingent(other) == [100]
    assert contingents(values_at(engine, moment_of_upload(other, second))) == [120], "as it stood then"
    # A form that says nothing new of the directory is no news for the other project.
    was = revision(engine)
    load(other, tidy(organization("S1", 100), people("S1", 2024, x=1)), "д.xlsx")
    assert revision(engine) == was
    undo(engine, first, ADMINISTRATOR)
    assert contingent(engine) == [100], "the other project's form says it too"


def contingent(engine) -> list[int]:
    return contingents(current(engine))


def contingents(values) -> list[int]:
    return values.loc[values["field"] == "contingent", "number"].tolist()


def test_whoever_left_has_left_every_project(engine, other):
    sessions.end(engine, EDITOR, "session")
    assert sessions.ended(other, "session")


def test_a_table_that_belongs_to_a_project_is_read_as_its_rows_alone():
    """A new table with the column ``project`` that is made as a plain one would be read whole.

    Drafts of passports belong to none: they say which project has come of them. A letter is of all projects. Packages
    say what the project is called at the municipality that sent them.
    """
    plain = [table for table in tables.metadata.sorted_tables if not isinstance(table, ProjectTable)]
    assert {table.name for table in plain if "project" in table.c} <= {"drafts", "letters", "packages"}
