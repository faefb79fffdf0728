"""What a role may not do is refused by the function that does it, and the log keeps the refusal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from tests.tidy import organization, people, tidy
from uspekh.access.person import Forbidden
from uspekh.store import schema
from uspekh.store.backup import backup
from uspekh.store.decisions import Decision, decide, in_force
from uspekh.store.journal import now
from uspekh.store.layouts import keep
from uspekh.store.marks import mark
from uspekh.store.meetings import freeze
from uspekh.store.restore import restore
from uspekh.store.uploads import File, accept, content, undo
from uspekh.store.values import current, revision

FILE = File("отчёт.xlsx", b"sent", "a" * 64, 1)
REPORT = tidy(people("S1", 2023, p1_engaged=5))
DECISION = Decision("indicator", "1", 2023, "причина", "мера", "Иванова", date(2024, 2, 1))
CHANGES = {
    "accept": lambda engine, by: accept(engine, FILE, REPORT, by),
    "undo": lambda engine, by: undo(engine, 1, by),
    "explain": lambda engine, by: decide(engine, DECISION, by),
    "match": lambda engine, by: keep(engine, "f", "{}", by),
    "mark": lambda engine, by: mark(engine, "a1", "так и есть", by),
    "restore": lambda engine, by: restore(engine, Path("copy.zip"), by, force=True),
    "open_file": lambda engine, by: content(engine, "a" * 64, by),
}


def log(engine) -> list[tuple]:
    columns = [schema.events.c[name] for name in ("by", "role", "action", "outcome")]
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(schema.events.c.id))]


def held(engine) -> dict[str, int]:
    """Rows of every table but the log."""
    tables = [table for table in schema.metadata.sorted_tables if table is not schema.events]
    with engine.connect() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}


@pytest.fixture
def loaded(engine):
    accept(engine, FILE, REPORT, ADMINISTRATOR)
    return engine


@pytest.mark.parametrize("person", [VIEWER, SCHOOL], ids=["viewer", "organization"])
@pytest.mark.parametrize("action", CHANGES)
def test_who_may_not_changes_nothing_and_is_written_down(loaded, action, person):
    before, stamp = held(loaded), revision(loaded)
    with pytest.raises(Forbidden):
        CHANGES[action](loaded, person)
    assert held(loaded) == before
    assert revision(loaded) == stamp, "a refusal changes no figure, so nobody computes anew for it"
    assert log(loaded)[-1] == (person.signature, person.role, action, "refused")
    assert log(loaded)[0] == ("Иванова", "administrator", "load", "done")


def test_freezing_a_meeting_is_refused_to_who_only_looks(loaded):
    with pytest.raises(Forbidden):
        freeze(loaded, date(2024, 1, 20), {"year": 2023}, 12, in_force(loaded, VIEWER), VIEWER)
    assert held(loaded)["meetings"] == 0


def test_an_editor_does_the_daily_work(loaded):
    number, _ = accept(loaded, File("b.xlsx", b"b", "b" * 64, 1), tidy(people("S1", 2023, p1_engaged=6)), EDITOR)
    undo(loaded, number, EDITOR)
    decide(loaded, DECISION, EDITOR)
    keep(loaded, "f", "{}", EDITOR)
    mark(loaded, "a1", "так и есть", EDITOR)
    freeze(loaded, date(2024, 1, 20), {"year": 2023}, 12, in_force(loaded, EDITOR), EDITOR)
    assert [(by, action) for by, _, action, _ in log(loaded)][1:] == [
        ("Петров <editor@example.org>", action) for action in ("load", "undo", "decide", "match", "mark", "freeze")
    ]


def test_an_editor_does_not_restore(engine, tmp_path):
    backup(engine, tmp_path / "copy.zip")
    with pytest.raises(Forbidden):
        restore(engine, tmp_path / "copy.zip", EDITOR)


def test_a_form_carries_the_directory_along_but_changes_it_only_for_the_administrator(engine):
    directory = [organization("S1", 500, short_name="Первая")]
    accept(engine, FILE, tidy(*directory), ADMINISTRATOR)
    filled = tidy(*directory, people("S1", 2023, p1_engaged=5))
    accept(engine, File("b.xlsx", b"b", "b" * 64, 1), filled, EDITOR)
    before = current(engine)
    for changed in (organization("S1", 501, short_name="Первая"), organization("S9", 100, short_name="Новая")):
        with pytest.raises(Forbidden, match="справочник"):
            accept(engine, File("c.xlsx", b"c", "c" * 64, 1), tidy(changed), EDITOR)
    assert current(engine).equals(before)
    assert log(engine)[-1] == (EDITOR.signature, "editor", "edit_directory", "refused")


def test_an_undo_that_would_change_the_directory_is_the_administrators(engine):
    first, _ = accept(engine, FILE, tidy(organization("S1", 500)), ADMINISTRATOR)
    second, _ = accept(engine, File("b.xlsx", b"b", "b" * 64, 1), tidy(organization("S1", 501)), ADMINISTRATOR)
    with pytest.raises(Forbidden, match="справочник"):
        undo(engine, second, EDITOR)
    assert current(engine)["number"].dropna().tolist() == [501]
    undo(engine, first, EDITOR)  # what it said of the directory was replaced: nothing of it changes
    undo(engine, second, ADMINISTRATOR)
    assert current(engine).empty


def test_an_organization_opens_what_it_sent_itself(loaded):
    with loaded.begin() as connection:
        sent = {"organization": "S1", "file_name": "отчёт.xlsx", "sha256": "a" * 64, "periods": "[]", "said": "[]"}
        connection.execute(insert(schema.submissions).values(at=now(), by="Школа", state="pending", **sent))
    assert content(loaded, "a" * 64, SCHOOL) == b"sent"
    accept(loaded, File("чужой.xlsx", b"other", "c" * 64, 1), tidy(people("S2", 2023, p1_engaged=1)), ADMINISTRATOR)
    with pytest.raises(Forbidden):
        content(loaded, "c" * 64, SCHOOL)
