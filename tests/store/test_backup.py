"""A backup is the store at one moment, and it can be put back into either engine."""

from __future__ import annotations

import json
import threading
import zipfile
from datetime import date

import pandas as pd
import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.persons import ADMINISTRATOR, EDITOR, VIEWER
from tests.store.test_uploads import load
from tests.tidy import item, money, organization, people, tidy
from uspekh.__main__ import cli
from uspekh.access.person import Forbidden, Person, Role
from uspekh.store import sessions
from uspekh.store.backup import MANIFEST, backup
from uspekh.store.decisions import Decision, decide, in_force
from uspekh.store.engine import open_store
from uspekh.store.files import content
from uspekh.store.log import actions
from uspekh.store.marks import mark
from uspekh.store.meetings import freeze, meeting
from uspekh.store.restore import RestoreRefused, restore
from uspekh.store.uploads import journal, undo
from uspekh.store.values import current, revision


@pytest.fixture
def filled(engine):
    """Something in every table that people fill."""
    load(engine, tidy(organization("Ш1", 500), people("Ш1", 2023, p1_engaged=400, p1_total=500)), "отчёт.xlsx")
    load(engine, tidy(money("1.1", "местный бюджет", 2023, executed=12345), item("1.1", 2023, done="2023-05-01")), "b")
    second, _ = load(engine, tidy(people("Ш1", 2023, p1_engaged=1)), "c")
    undo(engine, second, EDITOR)
    decide(engine, Decision("indicator", "1", 2023, "причина", "мера", "Иванова", date(2024, 2, 1)), EDITOR)
    freeze(engine, date(2024, 1, 20), {"year": 2023}, 12, in_force(engine, EDITOR), EDITOR)
    mark(engine, "a1", "так и есть", EDITOR)
    return engine


@pytest.fixture(params=["sqlite", "postgres"])
def other(request, tmp_path):
    """An empty store of each engine, to put a backup into."""
    if request.param == "postgres":
        return open_store(request.getfixturevalue("postgres_server").database())
    return open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")


def test_a_restored_copy_holds_the_same(filled, other, tmp_path):
    rows = backup(filled, tmp_path / "copy.zip")
    assert rows["uploads"] == 3
    assert restore(other, tmp_path / "copy.zip", ADMINISTRATOR) == rows
    pd.testing.assert_frame_equal(current(other), current(filled))
    pd.testing.assert_frame_equal(journal(other, ADMINISTRATOR), journal(filled, ADMINISTRATOR))
    pd.testing.assert_frame_equal(in_force(other, EDITOR), in_force(filled, EDITOR))
    assert meeting(other, 1, EDITOR) == meeting(filled, 1, EDITOR)
    assert content(other, journal(other, ADMINISTRATOR)["sha256"].iloc[-1], EDITOR) == "отчёт.xlsx".encode()


def test_work_goes_on_after_a_restore(filled, other, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR)
    number, _ = load(other, tidy(people("Ш2", 2023, p1_engaged=7)), "после")
    assert number == 4
    assert "Ш2" in set(current(other)["subject"])


def test_a_store_that_holds_something_is_replaced_only_on_demand(filled, other, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    for n in range(20):
        load(other, tidy(people("X", 2020, p1_engaged=n)), f"{n}")
    stamp = revision(other)
    with pytest.raises(RestoreRefused):
        restore(other, tmp_path / "copy.zip", ADMINISTRATOR)
    assert len(journal(other, ADMINISTRATOR)) == 20
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR, force=True)
    pd.testing.assert_frame_equal(current(other), current(filled))
    assert revision(other) > stamp, "whoever remembers figures by the revision must read anew"


def told(engine) -> list[tuple]:
    """The log, oldest first."""
    rows = actions(engine, ADMINISTRATOR).iloc[::-1]
    return list(zip(rows["by"], rows["action"], rows["outcome"], rows["detail"], strict=True))


def test_the_log_outlives_a_restore(filled, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    before = told(filled)
    load(filled, tidy(people("Ш9", 2023, p1_engaged=9)), "после.xlsx")
    undo(filled, 2, EDITOR)
    with pytest.raises(Forbidden):
        undo(filled, 2, VIEWER)
    sessions.end(filled, EDITOR, "f" * 64)
    restore(filled, tmp_path / "copy.zip", Person("Сидорова", Role.ADMINISTRATOR), force=True)
    assert told(filled) == [
        *before,
        ("Иванова", "load", "done", "загрузка № 4; после.xlsx"),
        (EDITOR.signature, "undo", "done", ""),
        (VIEWER.signature, "undo", "refused", "№ 2"),
        (EDITOR.signature, "logout", "left", "f" * 64),
        ("Сидорова", "restore", "done", "copy.zip"),
    ]
    numbers = actions(filled, ADMINISTRATOR)["upload"].iloc[:5].tolist()
    assert numbers == [pd.NA, pd.NA, pd.NA, 2, pd.NA], "upload 2 is the same in the copy, upload 4 is gone"
    assert sessions.ended(filled, "f" * 64), "whoever left does not come back by a restore"
    with pytest.raises(DatabaseError, match="events stand"), filled.begin() as connection:
        connection.execute(text("DELETE FROM events"))


def test_restoring_twice_and_back_doubles_nothing_in_the_log(filled, tmp_path):
    backup(filled, tmp_path / "early.zip")
    load(filled, tidy(people("Ш9", 2023, p1_engaged=9)), "после.xlsx")
    backup(filled, tmp_path / "late.zip")
    before = told(filled)
    for name in ("early", "early", "late"):
        restore(filled, tmp_path / f"{name}.zip", ADMINISTRATOR, force=True)
    restores = [("Иванова", "restore", "done", f"{name}.zip") for name in ("early", "early", "late")]
    assert told(filled) == [*before, *restores]
    assert load(filled, tidy(people("Ш9", 2023, p1_engaged=8)), "ещё")[0] == 5


def test_a_foreign_backup_leaves_the_log_of_this_store(filled, other, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    load(other, tidy(people("X", 2020, p1_engaged=1)), "здешний.xlsx")
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR, force=True)
    assert told(other) == [
        *told(filled),
        ("Иванова", "load", "done", "загрузка № 1; здешний.xlsx"),
        ("Иванова", "restore", "done", "copy.zip"),
    ]
    pd.testing.assert_frame_equal(current(other), current(filled))


def test_a_damaged_backup_leaves_the_store_as_it_was(filled, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    before = current(filled)
    whole = (tmp_path / "copy.zip").read_bytes()
    cut, short, foreign = (tmp_path / name for name in ("cut.zip", "short.zip", "foreign.zip"))
    cut.write_bytes(whole[: len(whole) // 2])
    foreign.write_text("not a zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as source, zipfile.ZipFile(short, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, body if name != "records.jsonl" else body[: body.rstrip().rindex(b"\n") + 1])
    for damaged in (cut, short, foreign):
        with pytest.raises(RestoreRefused):
            restore(filled, damaged, ADMINISTRATOR, force=True)
    pd.testing.assert_frame_equal(current(filled), before)


def test_a_backup_of_a_later_program_is_refused(filled, other, tmp_path):
    with zipfile.ZipFile(tmp_path / "later.zip", "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"version": "9999", "rows": {}}))
    with pytest.raises(RestoreRefused):
        restore(other, tmp_path / "later.zip", ADMINISTRATOR)


def test_a_backup_taken_while_people_load_is_of_one_moment(engine, tmp_path):
    stop = threading.Event()

    def work():
        n = 0
        while not stop.is_set():
            n += 1
            load(engine, tidy(*(people(f"Ш{k}", 2023, p1_engaged=n) for k in range(50))), f"{n}")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        taken = [backup(engine, tmp_path / f"{n}.zip") for n in range(10)]
    finally:
        stop.set()
        worker.join()
    assert taken[-1]["uploads"] > taken[0]["uploads"], "people were working all the while"
    for rows in taken:
        assert rows["records"] == 50 * rows["uploads"]
        assert rows["events"] == rows["uploads"] == rows["files"]


def status(url):
    result = CliRunner().invoke(cli, ["status", "--json", "--as-of", "2024-06-01"], env={"USPEKH_DATABASE_URL": url})
    assert result.exit_code == 0, result.output
    return result.stdout


def run(url, *words):
    return CliRunner().invoke(cli, list(words), env={"USPEKH_DATABASE_URL": url})


def test_the_commands_bring_back_the_same_figures(filled, store_url, other, tmp_path):
    elsewhere = other.url.render_as_string(hide_password=False)
    copy = str(tmp_path / "copy.zip")
    written = run(store_url, "backup", copy, "--json")
    assert json.loads(written.stdout)["written"] == copy
    assert run(elsewhere, "restore", copy).exit_code == 0
    assert json.loads(status(elsewhere))["indicators"]
    assert status(elsewhere) == status(store_url)
    again = run(elsewhere, "restore", copy)
    assert (again.exit_code, again.stdout) == (1, "")
    assert run(elsewhere, "restore", copy, "--force").exit_code == 0
