"""What an upload changed is told also after others came or were taken back."""

from __future__ import annotations

from tests.persons import EDITOR
from tests.store.test_uploads import load
from tests.tidy import people, tidy
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.store.uploads.journal import undo


def changes_of(engine, upload):
    rows = changes_of_upload(engine, upload, EDITOR)
    before = rows["number_before"].astype(object).where(rows["number_before"].notna(), None)
    return list(zip(rows["subject"], rows["change"], before, rows["number"], strict=True))


def test_new_replaced_and_same(engine):
    first, _ = load(engine, tidy(people("A", 2020, x=5), people("B", 2020, x=7)), "1")
    second, _ = load(engine, tidy(people("A", 2020, x=6), people("B", 2020, x=7), people("C", 2020, x=0)), "2")
    load(engine, tidy(people("A", 2020, x=9)), "3")
    assert changes_of(engine, second) == [("A", "replaced", 5, 6), ("B", "same", 7, 7), ("C", "new", None, 0)]
    undo(engine, first, EDITOR)
    assert changes_of(engine, second) == [("A", "new", None, 6), ("B", "new", None, 7), ("C", "new", None, 0)]
