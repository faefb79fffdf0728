"""The store keeps every value, and an upload taken back leaves no trace in what is in force."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import item, money, people, tidy
from uspekh.store.log.actions import revision
from uspekh.store.uploads.changes import changes, count
from uspekh.store.uploads.files import File, read_copy
from uspekh.store.uploads.journal import UploadUnknown, accept, journal, undo
from uspekh.store.uploads.remarks import Remark, of_uploads
from uspekh.store.values.queries import current, history


def load(engine, frame, name="a.xlsx"):
    body = name.encode("utf-8", "replace")
    return accept(engine, File(name, body, hashlib.sha256(body).hexdigest(), len(frame)), frame, ADMINISTRATOR)


def in_force(engine) -> dict:
    frame = current(engine)
    return dict(zip(frame["subject"], frame["number"], strict=True))


def test_a_later_upload_replaces_and_the_earlier_value_stays_in_history(engine):
    load(engine, tidy(people("A", 2020, x=5), people("B", 2020, x=7)), "1")
    number, changed = load(engine, tidy(people("A", 2020, x=6), people("B", 2020, x=7), people("C", 2020, x=0)), "2")
    assert changed == {"new": 1, "replaced": 1, "same": 1}
    assert in_force(engine) == {"A": 6, "B": 7, "C": 0}
    key = {"kind": "component", "subject": "A", "part": "", "year": 2020, "months": 12, "field": "x"}
    assert history(engine, key, ADMINISTRATOR)["number"].tolist() == [6, 5]
    assert history(engine, key, ADMINISTRATOR)["upload"].tolist() == [number, 1]


def test_undo_of_the_first_leaves_what_the_second_replaced(engine):
    first, _ = load(engine, tidy(people("A", 2020, x=5), people("B", 2020, x=7)), "1")
    load(engine, tidy(people("A", 2020, x=6)), "2")
    undo(engine, first, EDITOR)
    assert in_force(engine) == {"A": 6}


def test_undo_of_the_second_brings_the_first_back_exactly(engine):
    load(engine, tidy(people("A", 2020, x=5), people("B", 2020, x=7)), "1")
    before = current(engine)
    second, _ = load(engine, tidy(people("A", 2020, x=6), people("C", 2020, x=1)), "2")
    undo(engine, second, EDITOR)
    pd.testing.assert_frame_equal(current(engine), before)
    assert journal(engine, ADMINISTRATOR)["undone_by"].fillna("").tolist() == ["Петров", ""]


def test_a_value_that_two_uploads_agree_on_survives_the_undo_of_one(engine):
    first, _ = load(engine, tidy(people("A", 2020, x=5)), "1")
    load(engine, tidy(people("A", 2020, x=5)), "2")
    undo(engine, first, EDITOR)
    assert in_force(engine) == {"A": 5}


def test_the_same_file_twice_changes_nothing(engine):
    frame = tidy(people("A", 2020, x=5))
    first, _ = load(engine, frame)
    stamp = revision(engine)
    again, changed = load(engine, frame)
    assert (again, changed) == (first, {"new": 0, "replaced": 0, "same": 1})
    assert revision(engine) == stamp
    assert len(journal(engine, ADMINISTRATOR)) == 1


def test_the_same_file_after_an_undo_is_stored_anew(engine):
    frame = tidy(people("A", 2020, x=5))
    first, _ = load(engine, frame)
    undo(engine, first, EDITOR)
    second, changed = load(engine, frame)
    assert second != first
    assert changed["new"] == 1
    assert in_force(engine) == {"A": 5}


def test_undo_of_what_is_not_in_force_is_refused(engine):
    first, _ = load(engine, tidy(people("A", 2020, x=5)))
    undo(engine, first, EDITOR)
    with pytest.raises(UploadUnknown):
        undo(engine, first, EDITOR)
    with pytest.raises(UploadUnknown):
        undo(engine, 99, EDITOR)


def test_a_failed_upload_leaves_nothing(engine):
    damaged = tidy(people("A", 2020, x=5), people("B", 2020, x=7)).assign(sheet=["Лист", None])
    with pytest.raises((IntegrityError, psycopg.IntegrityError)):
        load(engine, damaged)
    assert current(engine).empty
    assert journal(engine, ADMINISTRATOR).empty


def test_a_zero_is_a_value_and_differs_from_a_missing_one():
    before = tidy(people("A", 2020, x=0))
    changed = changes(before, tidy(people("A", 2020, x=0), people("B", 2020, x=0)))
    assert count(changed) == {"new": 1, "replaced": 0, "same": 1}


def test_the_file_is_kept_as_sent(engine):
    load(engine, tidy(people("A", 2020, x=5)), "отчёт.xlsx")
    assert read_copy(engine, journal(engine, ADMINISTRATOR)["copy"][0], EDITOR) == "отчёт.xlsx".encode()


def test_two_people_at_once_lose_nothing(engine):
    frames = [tidy(people("A", 2020, x=n), people(f"own{n}", 2020, x=n)) for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        numbers = [n for n, _ in pool.map(lambda n: load(engine, frames[n], f"{n}.xlsx"), range(16))]
    assert sorted(numbers) == list(range(1, 17))
    held = in_force(engine)
    assert {f"own{n}": n for n in range(16)}.items() <= held.items()
    last_writer = numbers.index(16)
    assert held["A"] == last_writer


def test_both_engines_give_the_same_types_and_words(engine):
    kopecks = 123_456_789_012_34
    long_sheet = "Ф" * 99 + "\0" + "ЫЫ"
    frame = tidy(
        money("1.1", "местный бюджет", 2020, executed=kopecks), item("1.1", 2020, comment="ё\0№ " + "д" * 1000)
    )
    load(engine, frame.assign(sheet=long_sheet), "о" * 300 + "\udce9.xlsx")
    held = current(engine)
    assert held["number"].tolist() == [kopecks, pd.NA]
    assert held["text"].isna().tolist() == [True, False]
    assert held["text"][1] == "ё№ " + "д" * 1000
    assert held["sheet"].tolist() == ["Ф" * 99 + "Ы"] * 2
    assert journal(engine, ADMINISTRATOR)["file_name"].tolist() == ["о" * 255]
    assert held.dtypes.astype(str).to_dict() == {
        "kind": "str", "subject": "str", "part": "str", "year": "int64", "months": "int64", "field": "str",
        "number": "Int64", "text": "str", "sheet": "str", "cell": "str", "document": "str", "upload": "int64",
    }  # fmt: skip
    assert str(journal(engine, ADMINISTRATOR)["at"].dt.tz) == "UTC"


def test_what_was_said_of_a_warning_stays_with_its_cell(engine):
    remarks = [Remark("Показатели", "D4", "suspect.scale", "в десять раз больше", "открыли новый корпус")]
    file = File("a.xlsx", b"a", "a" * 64, 1)
    number, _ = accept(engine, file, tidy(people("A", 2020, x=5)), ADMINISTRATOR, remarks)
    stored = of_uploads(engine, [number], ADMINISTRATOR)
    assert stored[["sheet", "cell", "comment"]].values.tolist() == [["Показатели", "D4", "открыли новый корпус"]]
    assert of_uploads(engine, [number + 1], ADMINISTRATOR).empty
