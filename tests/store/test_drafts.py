"""A passport under review: nothing is overwritten, everything has its author, and a backup holds it."""

from __future__ import annotations

import os
import signal
from datetime import date

import pytest
from sqlalchemy import event

from tests.persons import ADMINISTRATOR, EDITOR
from tests.small_passport import write_small_passport
from uspekh.access.person import Forbidden, Person, Role
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import read_texts
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.database.engine import open_store
from uspekh.store.guards.texts import TextRefused
from uspekh.store.log.actions import revision
from uspekh.store.plans.creation import create_of_draft
from uspekh.store.plans.drafts import (
    DraftChange,
    DraftClosed,
    change_draft,
    confirm_section,
    list_drafts,
    read_draft,
    start_draft,
)
from uspekh.store.plans.editions import list_editions, texts_of
from uspekh.store.plans.projects import list_projects

TABLES = {"results": '[[{"id": "1"}, null]]', "links": "[]"}


@pytest.fixture
def number(engine):
    return start_draft(engine, "Лето", "{}", TABLES, ADMINISTRATOR, "паспорт.docx", "1" * 64)


def test_a_draft_is_kept_with_every_change_in_its_order(engine, number):
    first, second = DraftChange("results", 0, "id", "2"), DraftChange("results", 0, "id", "3")
    change_draft(engine, number, [first], ADMINISTRATOR)
    change_draft(engine, number, [second, DraftChange("results", 0, "", None)], ADMINISTRATOR)
    content = read_draft(engine, number, ADMINISTRATOR)
    assert (dict(content.tables), content.remarks) == (TABLES, "{}")
    assert content.changes == (first, second, DraftChange("results", 0, "", None))
    assert (content.entry.document, content.entry.started_by) == ("паспорт.docx", ADMINISTRATOR.signature)


def test_who_confirmed_a_section_is_kept_and_can_be_taken_back(engine, number):
    before = read_draft(engine, number, ADMINISTRATOR).version
    confirm_section(engine, number, "results", ADMINISTRATOR)
    content = read_draft(engine, number, ADMINISTRATOR)
    assert {section: each.by for section, each in content.confirmed.items()} == {"results": ADMINISTRATOR.signature}
    assert content.version != before
    confirm_section(engine, number, "results", ADMINISTRATOR, confirmed=False)
    assert read_draft(engine, number, ADMINISTRATOR).confirmed == {}


def test_writing_in_a_draft_leaves_the_figures_as_they_are(engine, number):
    """What is kept by the store's revision need not be worked out anew at every cell."""
    before = revision(engine)
    change_draft(engine, number, [DraftChange("results", 0, "title", "Клуб")], ADMINISTRATOR)
    confirm_section(engine, number, "results", ADMINISTRATOR)
    assert revision(engine) == before


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return read_texts(write_small_passport(tmp_path_factory.mktemp("small")))


def create(engine, number, texts, code="leto", by=ADMINISTRATOR):
    return create_of_draft(engine, number, code, Requisites(1, None, "", date(2021, 3, 1)), texts, by)


def test_a_draft_with_a_project_is_closed(engine, number, texts):
    edition = create(engine, number, texts)
    assert texts_of(engine, edition.id) == texts
    (entry,) = list_drafts(engine, ADMINISTRATOR)
    assert (entry.id, entry.project, entry.title) == (number, "leto", "Безопасное лето"), "as the passport calls it now"
    with pytest.raises(DraftClosed, match="уже создан проект"):
        change_draft(engine, number, [DraftChange("results", 0, "id", "2")], ADMINISTRATOR)
    with pytest.raises(DraftClosed):
        create(engine, number, texts, "second")
    assert [each.code for each in list_projects(engine)] == ["leto"]
    with pytest.raises(DraftClosed, match="№ 99 нет"):
        read_draft(engine, 99, ADMINISTRATOR)


def test_a_project_that_is_refused_is_not_there_and_its_draft_goes_on(engine, number, texts):
    with pytest.raises(TextRefused):
        create_of_draft(engine, number, "leto", Requisites(1, None, "СНИЛС 112-233-445 95", date(2021, 3, 1)), texts,
                        ADMINISTRATOR)  # fmt: skip
    assert (list_projects(engine), read_draft(engine, number, ADMINISTRATOR).entry.project) == ([], "")
    create(engine, number, texts)


def test_a_process_killed_while_it_creates_a_project_leaves_all_of_it_or_nothing(tmp_path, texts):
    """Killed before each statement in turn, until one process comes to its end."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    engine = open_store(url)
    number = start_draft(engine, "Лето", "{}", TABLES, ADMINISTRATOR)
    engine.dispose()
    for statement in range(1, 100):
        status = create_and_die(url, number, texts, statement)
        project = read_draft(engine, number, ADMINISTRATOR).entry.project
        came = [(each.code, len(list_editions(engine, each.code))) for each in list_projects(engine)]
        assert came == ([("leto", 1)] if project else []), statement
        assert status == signal.SIGKILL or project == "leto"
        engine.dispose()
        if project:
            # The draft, two inserts of the edition, the project and the log: more than a handful of statements.
            assert statement > 6
            return
    pytest.fail("no process came to its end")


def create_and_die(url, number, texts, statement) -> int:
    """The status of a process that is killed before its statement of this number, or creates the project."""
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    try:
        engine, left = open_store(url), iter(range(statement - 1))

        @event.listens_for(engine, "before_cursor_execute")
        def _die(*_):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        create(engine, number, texts)
    finally:
        # Nothing of the tests is to be ended by this copy of them.
        os._exit(0)


def test_a_draft_is_there_for_whoever_began_it_and_for_administrators_of_all_projects(engine, number):
    first, other = (
        Person(name, Role.ADMINISTRATOR, email=f"{name}@example.org", everywhere=False) for name in ("first", "other")
    )
    of_first = start_draft(engine, "Зима", "{}", TABLES, first)
    assert [each.id for each in list_drafts(engine, first)] == [of_first]
    assert [each.id for each in list_drafts(engine, ADMINISTRATOR)] == [of_first, number]
    assert list_drafts(engine, other) == []
    for call in (
        lambda: read_draft(engine, of_first, other),
        lambda: change_draft(engine, of_first, [DraftChange("results", 0, "id", "2")], other),
        lambda: confirm_section(engine, of_first, "results", other),
    ):
        with pytest.raises(DraftClosed):
            call()
    confirm_section(engine, of_first, "results", first)


def test_only_whoever_may_edit_passports_sees_and_changes_them(engine, number, texts):
    for call in (
        lambda: start_draft(engine, "Лето", "{}", TABLES, EDITOR),
        lambda: list_drafts(engine, EDITOR),
        lambda: read_draft(engine, number, EDITOR),
        lambda: change_draft(engine, number, [], EDITOR),
        lambda: confirm_section(engine, number, "results", EDITOR),
        lambda: create(engine, number, texts, by=EDITOR),
    ):
        with pytest.raises(Forbidden, match="вносить редакции паспорта"):
            call()


def test_names_of_officials_are_taken_and_personal_data_are_not(engine, number):
    change_draft(engine, number, [DraftChange("participants", 0, "person", "Иванова А. А.")], ADMINISTRATOR)
    with pytest.raises(TextRefused, match="Персональные данные"):
        change_draft(engine, number, [DraftChange("participants", 0, "task", "СНИЛС 112-233-445 95")], ADMINISTRATOR)


def test_a_backup_holds_drafts(engine, number, tmp_path):
    change_draft(engine, number, [DraftChange("results", 0, "id", "2")], ADMINISTRATOR)
    confirm_section(engine, number, "results", ADMINISTRATOR)
    backup(engine, tmp_path / "copy.zip")
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR)
    assert read_draft(other, number, ADMINISTRATOR) == read_draft(engine, number, ADMINISTRATOR)
