"""A passport under review: nothing is overwritten, everything has its author, and a backup holds it."""

from __future__ import annotations

import pytest

from tests.persons import ADMINISTRATOR, EDITOR
from uspekh.access.person import Forbidden
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.database.engine import open_store
from uspekh.store.guards.texts import TextRefused
from uspekh.store.log.actions import revision
from uspekh.store.plans.drafts import (
    DraftChange,
    DraftClosed,
    change_draft,
    close_draft,
    confirm_section,
    list_drafts,
    read_draft,
    start_draft,
)

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


def test_a_draft_with_a_project_is_closed(engine, number):
    close_draft(engine, number, "leto", ADMINISTRATOR)
    assert [(entry.id, entry.project) for entry in list_drafts(engine, ADMINISTRATOR)] == [(number, "leto")]
    with pytest.raises(DraftClosed, match="уже создан проект"):
        change_draft(engine, number, [DraftChange("results", 0, "id", "2")], ADMINISTRATOR)
    with pytest.raises(DraftClosed):
        close_draft(engine, number, "second", ADMINISTRATOR)
    with pytest.raises(DraftClosed, match="№ 99 нет"):
        read_draft(engine, 99, ADMINISTRATOR)


def test_only_whoever_may_edit_passports_sees_and_changes_them(engine, number):
    for call in (
        lambda: start_draft(engine, "Лето", "{}", TABLES, EDITOR),
        lambda: list_drafts(engine, EDITOR),
        lambda: read_draft(engine, number, EDITOR),
        lambda: change_draft(engine, number, [], EDITOR),
        lambda: confirm_section(engine, number, "results", EDITOR),
        lambda: close_draft(engine, number, "leto", EDITOR),
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
