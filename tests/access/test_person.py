"""What each role may do, by the issue's own list, and nothing more."""

from __future__ import annotations

import pytest

from uspekh.access.person import ACTION_NAMES, ALLOWED, ROLE_NAMES, Action, Forbidden, Person, Role, operator, require

SCHOOL = Person("Школа", Role.ORGANIZATION, "Ш2")


def test_every_role_and_action_has_a_name_and_rights():
    assert set(ROLE_NAMES) == set(ALLOWED) == set(Role)
    assert set(ACTION_NAMES) == set(Action)


def test_a_viewer_only_looks():
    viewer = Person("Куратор", Role.VIEWER)
    assert [action for action in Action if viewer.may(action)] == [Action.LOOK]


@pytest.mark.parametrize("action", [Action.LOOK, Action.SEND, Action.OPEN_FILE, Action.SEE_SMALL])
def test_an_organization_acts_for_itself_alone(action):
    assert SCHOOL.may(action, "Ш2")
    assert not SCHOOL.may(action, "Ш3")
    assert not SCHOOL.may(action)


def test_an_organization_does_not_accept_even_its_own():
    assert not SCHOOL.may(Action.ACCEPT, "Ш2")


def test_an_editor_leaves_the_directory_the_passport_and_the_log_to_the_administrator():
    editor = Person("Редактор", Role.EDITOR)
    assert editor.may(Action.ACCEPT) and editor.may(Action.UNDO) and editor.may(Action.LOCK)
    closed = [action for action in Action if not editor.may(action)]
    assert closed == [Action.EDIT_DIRECTORY, Action.EDIT_PASSPORT, Action.RESTORE, Action.READ_LOG]


def test_a_refusal_says_who_may():
    with pytest.raises(Forbidden, match="редактор, администратор"):
        require(SCHOOL, Action.UNDO)


def test_whoever_works_on_the_machine_itself_may_everything():
    assert all(operator("Иванова").may(action) for action in Action)
