"""What a role may not do is refused by the function that does it, and the log keeps the refusal."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from tests.tidy import money, organization, people, tidy
from uspekh.access.person import Forbidden
from uspekh.monitoring.overview.decisions import Decision
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.decided.accepted_findings import decide_finding, list_accepted
from uspekh.store.decided.decisions import decide, in_force
from uspekh.store.decided.meetings import freeze
from uspekh.store.guards import locks
from uspekh.store.log.actions import now, revision
from uspekh.store.schema import tables
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.store.uploads.files import File, read_copy
from uspekh.store.uploads.journal import accept, journal, undo
from uspekh.store.uploads.layouts import store_mapping
from uspekh.store.uploads.remarks import Remark, of_uploads
from uspekh.store.values.queries import current, history

FILE = File("отчёт.xlsx", b"read", "a" * 64, 1)
COPY = hashlib.sha256(b"read").hexdigest()
REPORT = tidy(people("S1", 2023, p1_engaged=5))
DECISION = Decision("indicator", "1", 2023, "причина", "мера", "Иванова", date(2024, 2, 1))
CHANGES = {
    "accept": lambda engine, by: accept(engine, FILE, REPORT, by),
    "undo": lambda engine, by: undo(engine, 1, by),
    "explain": lambda engine, by: decide(engine, DECISION, by),
    "match": lambda engine, by: store_mapping(engine, "f", "{}", by),
    "mark": lambda engine, by: decide_finding(engine, "a1", "так и есть", by),
    "restore": lambda engine, by: restore(engine, Path("copy.zip"), by, force=True),
    "open_file": lambda engine, by: read_copy(engine, COPY, by),
}


def log(engine) -> list[tuple]:
    columns = [tables.events.c[name] for name in ("by", "role", "action", "outcome")]
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(tables.events.c.id))]


def held(engine) -> dict[str, int]:
    """Rows of every table but the log."""
    others = [table for table in tables.metadata.sorted_tables if table is not tables.events]
    with engine.connect() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in others}


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
    store_mapping(loaded, "f", "{}", EDITOR)
    decide_finding(loaded, "a1", "так и есть", EDITOR)
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
        sent["copy"] = COPY
        connection.execute(insert(tables.submissions).values(at=now(), by="Школа", state="pending", **sent))
    assert read_copy(loaded, COPY, SCHOOL) == b"read"
    accept(loaded, File("чужой.xlsx", b"other", "c" * 64, 1), tidy(people("S2", 2023, p1_engaged=1)), ADMINISTRATOR)
    with pytest.raises(Forbidden):
        read_copy(loaded, hashlib.sha256(b"other").hexdigest(), SCHOOL)


def _of_two_schools(engine) -> int:
    """The number of an upload that tells of both schools and of the budget, with a remark on a cell of each school."""
    rows = tidy(
        [row | {"cell": "D4"} for row in people("S1", 2023, p1_engaged=6)],
        [row | {"cell": "D5"} for row in people("S2", 2023, p1_engaged=9)],
        money("1.6", "бюджет", 2023, executed=100),
    )
    remarks = [Remark("Лист", cell, "suspect.scale", "много", f"о {cell}") for cell in ("D4", "D5")]
    number, _ = accept(engine, File("оба.xlsx", b"both", "b" * 64, 3), rows, ADMINISTRATOR, remarks)
    return number


def test_an_organization_reads_of_the_journal_what_holds_its_own_values(loaded):
    both = _of_two_schools(loaded)
    accept(loaded, File("чужой.xlsx", b"other", "c" * 64, 1), tidy(people("S2", 2023, p1_engaged=1)), ADMINISTRATOR)
    accept(loaded, File("деньги.xlsx", b"money", "d" * 64, 1), tidy(money("S1", "б", 2023, executed=1)), ADMINISTRATOR)
    assert journal(loaded, SCHOOL)["id"].tolist() == [both, 1]
    assert journal(loaded, VIEWER)["id"].tolist() == journal(loaded, EDITOR)["id"].tolist() == [4, 3, both, 1]


def test_an_organization_reads_what_an_upload_changed_of_itself(loaded):
    both = _of_two_schools(loaded)
    changed = changes_of_upload(loaded, both, SCHOOL)
    assert changed[["subject", "change", "number_before", "number"]].values.tolist() == [["S1", "replaced", 5, 6]]
    assert sorted(changes_of_upload(loaded, both, EDITOR)["subject"]) == ["1.6", "S1", "S2"]
    with pytest.raises(Forbidden):  # exact counts, small ones among them
        changes_of_upload(loaded, both, VIEWER)
    assert log(loaded)[-1] == (VIEWER.signature, "viewer", "see_small", "refused")


def test_an_organization_reads_the_remarks_on_its_own_cells(loaded):
    both = _of_two_schools(loaded)
    assert of_uploads(loaded, [1, both], SCHOOL)["comment"].tolist() == ["о D4"]
    assert of_uploads(loaded, [1, both], VIEWER)["comment"].tolist() == ["о D4", "о D5"]


def test_an_organization_reads_the_history_of_its_own_values(loaded):
    _of_two_schools(loaded)
    key = {"kind": "component", "subject": "S1", "part": "", "year": 2023, "months": 12, "field": "p1_engaged"}
    assert history(loaded, key, SCHOOL)["number"].tolist() == [6, 5]
    line = {"kind": "budget", "subject": "S1", "part": "б", "year": 2023, "months": 12, "field": "executed"}
    for foreign in (key | {"subject": "S2"}, line):
        with pytest.raises(Forbidden):
            history(loaded, foreign, SCHOOL)
        assert log(loaded)[-1] == (SCHOOL.signature, "organization", "look", "refused")


@pytest.mark.parametrize(
    "ask",
    [lambda engine: locks.history(engine, SCHOOL), lambda engine: list_accepted(engine, SCHOOL)],
    ids=["locks", "marks"],
)
def test_what_is_said_of_the_whole_project_is_not_for_an_organization(loaded, ask):
    with pytest.raises(Forbidden):
        ask(loaded)
    assert log(loaded)[-1] == (SCHOOL.signature, "organization", "look", "refused")
