"""A session that was left stays left, and nobody computes anew for it."""

from __future__ import annotations

from tests.persons import ADMINISTRATOR, EDITOR
from tests.store.test_uploads import load
from tests.tidy import people, tidy
from uspekh.store.log.actions import list_actions, revision
from uspekh.store.log.sessions import end, ended


def test_a_session_ends_alone_and_changes_no_figure(engine):
    load(engine, tidy(people("A", 2020, x=5)))
    stamp = revision(engine)
    end(engine, EDITOR, "a" * 64)
    assert ended(engine, "a" * 64) and not ended(engine, "b" * 64)
    assert revision(engine) == stamp
    actions = list_actions(engine, ADMINISTRATOR)
    assert actions[["by", "action", "outcome"]].values.tolist() == [
        [EDITOR.signature, "logout", "left"],
        ["Иванова", "load", "done"],
    ]
    assert list_actions(engine, ADMINISTRATOR, refused=True).empty
    assert len(list_actions(engine, ADMINISTRATOR, latest=1)) == 1
