"""A backup is the store at one moment, and it can be put back into either engine."""

from __future__ import annotations

import hashlib
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
from uspekh.monitoring.overview.decisions import Decision
from uspekh.store.backup.backup import backup
from uspekh.store.backup.manifest import MANIFEST, SIGNATURE, RestoreRefused
from uspekh.store.backup.restore import restore
from uspekh.store.database.engine import open_store
from uspekh.store.decided.accepted_findings import decide_finding
from uspekh.store.decided.decisions import decide, in_force
from uspekh.store.decided.meetings import freeze, meeting
from uspekh.store.log import sessions
from uspekh.store.log.actions import list_actions, revision
from uspekh.store.uploads.files import read_copy
from uspekh.store.uploads.journal import journal, undo
from uspekh.store.values.queries import current


@pytest.fixture
def filled(engine):
    """Something in every table that people fill."""
    load(engine, tidy(organization("Ш1", 500), people("Ш1", 2023, p1_engaged=400, p1_total=500)), "отчёт.xlsx")
    load(engine, tidy(money("1.1", "местный бюджет", 2023, executed=12345), item("1.1", 2023, done="2023-05-01")), "b")
    second, _ = load(engine, tidy(people("Ш1", 2023, p1_engaged=1)), "c")
    undo(engine, second, EDITOR)
    decide(engine, Decision("indicator", "1", 2023, "причина", "мера", "Иванова", date(2024, 2, 1)), EDITOR)
    freeze(engine, date(2024, 1, 20), {"year": 2023}, 12, in_force(engine, EDITOR), EDITOR)
    decide_finding(engine, "a1", "так и есть", EDITOR)
    return engine


@pytest.fixture(params=["sqlite", "postgres"])
def other(request, tmp_path):
    """An empty store of each engine, to put a backup into."""
    if request.param == "postgres":
        return open_store(request.getfixturevalue("postgres_server").database())
    return open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")


# Each engine gives and takes; both with both is tried once, by the test of what a copy holds.
CROSSING = pytest.mark.parametrize(
    ("store_url", "other"), [("sqlite", "postgres"), ("postgres", "sqlite")], indirect=True
)


def test_a_restored_copy_holds_the_same(filled, other, tmp_path):
    rows = backup(filled, tmp_path / "copy.zip")
    assert rows["uploads"] == 3
    assert restore(other, tmp_path / "copy.zip", ADMINISTRATOR) == rows
    pd.testing.assert_frame_equal(current(other), current(filled))
    pd.testing.assert_frame_equal(journal(other, ADMINISTRATOR), journal(filled, ADMINISTRATOR))
    pd.testing.assert_frame_equal(in_force(other, EDITOR), in_force(filled, EDITOR))
    assert meeting(other, 1, EDITOR) == meeting(filled, 1, EDITOR)
    assert read_copy(other, journal(other, ADMINISTRATOR)["copy"].iloc[-1], EDITOR) == "отчёт.xlsx".encode()


@CROSSING
def test_work_goes_on_after_a_restore(filled, other, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR)
    number, _ = load(other, tidy(people("Ш2", 2023, p1_engaged=7)), "после")
    assert number == 4
    assert "Ш2" in set(current(other)["subject"])


@CROSSING
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


def logged(engine) -> list[tuple]:
    """The log, oldest first."""
    rows = list_actions(engine, ADMINISTRATOR).iloc[::-1]
    return list(zip(rows["by"], rows["action"], rows["outcome"], rows["detail"], strict=True))


def test_the_log_outlives_a_restore(filled, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    before = logged(filled)
    load(filled, tidy(people("Ш9", 2023, p1_engaged=9)), "после.xlsx")
    undo(filled, 2, EDITOR)
    with pytest.raises(Forbidden):
        undo(filled, 2, VIEWER)
    sessions.end(filled, EDITOR, "f" * 64)
    restore(filled, tmp_path / "copy.zip", Person("Сидорова", Role.ADMINISTRATOR), force=True)
    assert logged(filled) == [
        *before,
        ("Иванова", "load", "done", "загрузка № 4; после.xlsx"),
        (EDITOR.signature, "undo", "done", ""),
        (VIEWER.signature, "undo", "refused", "№ 2"),
        (EDITOR.signature, "logout", "left", "f" * 64),
        ("Сидорова", "restore", "done", "copy.zip"),
    ]
    numbers = list_actions(filled, ADMINISTRATOR)["upload"].iloc[:5].tolist()
    assert numbers == [pd.NA, pd.NA, pd.NA, 2, pd.NA], "upload 2 is the same in the copy, upload 4 is gone"
    assert sessions.ended(filled, "f" * 64), "whoever left does not come back by a restore"
    with pytest.raises(DatabaseError, match="events stand"), filled.begin() as connection:
        connection.execute(text("DELETE FROM events"))


def test_restoring_twice_and_back_doubles_nothing_in_the_log(filled, tmp_path):
    backup(filled, tmp_path / "early.zip")
    load(filled, tidy(people("Ш9", 2023, p1_engaged=9)), "после.xlsx")
    backup(filled, tmp_path / "late.zip")
    before = logged(filled)
    for name in ("early", "early", "late"):
        restore(filled, tmp_path / f"{name}.zip", ADMINISTRATOR, force=True)
    restores = [("Иванова", "restore", "done", f"{name}.zip") for name in ("early", "early", "late")]
    assert logged(filled) == [*before, *restores]
    assert load(filled, tidy(people("Ш9", 2023, p1_engaged=8)), "ещё")[0] == 5


@CROSSING
def test_a_foreign_backup_leaves_the_log_of_this_store(filled, other, tmp_path):
    backup(filled, tmp_path / "copy.zip")
    load(other, tidy(people("X", 2020, p1_engaged=1)), "здешний.xlsx")
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR, force=True)
    assert logged(other) == [
        *logged(filled),
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
            target.writestr(name, body if name != "values.jsonl" else body[: body.rstrip().rindex(b"\n") + 1])
    for damaged in (cut, short, foreign):
        with pytest.raises(RestoreRefused):
            restore(filled, damaged, ADMINISTRATOR, force=True)
    pd.testing.assert_frame_equal(current(filled), before)


@CROSSING
def test_a_backup_of_a_later_program_is_refused(filled, other, tmp_path):
    manifest = {"format": 2, "version": "9999", "at": "", "rows": {}, "parts": {}}
    for logged in (manifest, manifest | {"format": 3, "version": "0001"}):
        with zipfile.ZipFile(tmp_path / "later.zip", "w") as archive:
            archive.writestr(MANIFEST, json.dumps(logged))
        with pytest.raises(RestoreRefused, match="более новой программой"):
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
        assert rows["values"] == 50 * rows["uploads"]
        assert rows["events"] == rows["uploads"] == rows["files"]


def status(url):
    result = CliRunner().invoke(cli, ["status", "--json", "--as-of", "2024-06-01"], env={"USPEKH_DATABASE_URL": url})
    assert result.exit_code == 0, result.output
    return result.stdout


def run(url, *words):
    return CliRunner().invoke(cli, list(words), env={"USPEKH_DATABASE_URL": url})


@CROSSING
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


KEY, OTHER_KEY = b"a key of the department, well kept", b"another key, of somebody else's"


def changed(source, target, parts) -> None:
    """A copy of a backup with other content of some parts (``None`` leaves one out), made by an honest zip."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as archive:
        for name in [*whole.namelist(), *(parts.keys() - set(whole.namelist()))]:
            content = parts.get(name, whole.read(name) if name in whole.namelist() else None)
            if content is not None:
                archive.writestr(name, content)


def part(source, name: str) -> bytes:
    with zipfile.ZipFile(source) as archive:
        return archive.read(name)


def forged(source, target, name: str, content: bytes) -> None:
    """The edit of somebody who works the digest out anew."""
    manifest = json.loads(part(source, MANIFEST))
    manifest["parts"][name] = hashlib.sha256(content).hexdigest()
    changed(source, target, {name: content, MANIFEST: json.dumps(manifest)})


@pytest.fixture
def copy(filled, tmp_path):
    """A backup of the filled store, not signed."""
    backup(filled, tmp_path / "copy.zip")
    return tmp_path / "copy.zip"


@pytest.fixture
def signed(filled, tmp_path):
    """The same, signed."""
    backup(filled, tmp_path / "signed.zip", KEY)
    return tmp_path / "signed.zip"


@pytest.fixture
def refused(filled):
    """Says why a file is not restored, having seen that nothing has changed."""

    def why(source, **more) -> str:
        before, log = current(filled), logged(filled)
        with pytest.raises(RestoreRefused) as refusal:
            restore(filled, source, ADMINISTRATOR, force=True, **more)
        pd.testing.assert_frame_equal(current(filled), before)
        assert logged(filled) == log
        return str(refusal.value)

    return why


def test_an_edited_number_is_refused_with_the_name_of_the_part(copy, refused, tmp_path):
    for name in [*json.loads(part(copy, MANIFEST))["parts"]]:
        edited = part(copy, name) + b" "
        changed(copy, tmp_path / "edited.zip", {name: edited})
        assert f"«{name}» изменена или повреждена" in refused(tmp_path / "edited.zip")


def test_a_part_that_is_missing_or_too_many_is_refused_by_its_name(copy, refused, tmp_path):
    changed(copy, tmp_path / "less.zip", {"decisions.jsonl": None})
    assert "не хватает части «decisions.jsonl»" in refused(tmp_path / "less.zip")
    changed(copy, tmp_path / "more.zip", {"readme.txt": b"?"})
    assert "лишняя часть «readme.txt»" in refused(tmp_path / "more.zip")
    changed(copy, tmp_path / "none.zip", {MANIFEST: None})
    assert "нет части «manifest.json»" in refused(tmp_path / "none.zip")
    doubled = tmp_path / "doubled.zip"
    doubled.write_bytes(copy.read_bytes())
    with zipfile.ZipFile(doubled, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("uploads.jsonl", part(copy, "uploads.jsonl"))
    assert "лишняя часть «uploads.jsonl»" in refused(doubled)


def test_a_flipped_byte_of_any_part_is_refused(copy, refused, tmp_path):
    whole, spoilt = copy.read_bytes(), tmp_path / "spoilt.zip"
    with zipfile.ZipFile(copy) as archive:
        parts = archive.infolist()
    for held in parts:
        # Before its bytes stand 30 of a head, the name, and 20 of the sizes of a long member where it was streamed.
        position = held.header_offset + 30 + len(held.filename) + 20 + held.compress_size // 2
        spoilt.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        assert refused(spoilt), held.filename


@CROSSING
def test_with_a_key_only_what_was_signed_with_it_is_restored(filled, other, copy, signed, refused, tmp_path):
    assert "не подписана" in refused(copy, key=KEY)
    assert "не подписана" in refused(copy, key=KEY, unverified=True)
    assert "Подпись копии не сходится" in refused(signed, key=OTHER_KEY)
    uploads = part(signed, "uploads.jsonl").replace("отчёт.xlsx".encode(), "иной.xlsx".encode())
    forged(signed, tmp_path / "forged.zip", "uploads.jsonl", uploads)
    assert "Подпись копии не сходится" in refused(tmp_path / "forged.zip", key=KEY)
    changed(signed, tmp_path / "bare.zip", {SIGNATURE: None})
    assert "не подписана" in refused(tmp_path / "bare.zip", key=KEY)
    restore(other, signed, ADMINISTRATOR, key=KEY)
    pd.testing.assert_frame_equal(current(other), current(filled))


@CROSSING
def test_without_a_key_a_signed_backup_is_restored_by_its_digests(filled, other, signed):
    restore(other, signed, ADMINISTRATOR)
    pd.testing.assert_frame_equal(current(other), current(filled))


def of_first_format(copy, target) -> None:
    """A backup as the program wrote it before parts had digests."""
    manifest = json.loads(part(copy, MANIFEST))
    earlier = {name: manifest[name] for name in ("version", "at", "rows")}
    changed(copy, target, {MANIFEST: json.dumps(earlier)})


@CROSSING
def test_a_backup_from_before_the_digests_is_restored_only_on_demand(filled, other, copy, refused, tmp_path):
    of_first_format(copy, tmp_path / "early.zip")
    assert "добавьте --unverified" in refused(tmp_path / "early.zip")
    restore(other, tmp_path / "early.zip", ADMINISTRATOR, unverified=True)
    pd.testing.assert_frame_equal(current(other), current(filled))
    assert logged(other)[-1] == ("Иванова", "restore", "done", "early.zip, без контрольных сумм")


def test_the_digests_do_not_let_contradictions_through(copy, refused, tmp_path):
    lines = part(copy, "uploads.jsonl").splitlines(keepends=True)
    forged(copy, tmp_path / "doubled.zip", "uploads.jsonl", b"".join([*lines, lines[-1]]))
    assert "не подходит базе данных" in refused(tmp_path / "doubled.zip")
    forged(copy, tmp_path / "strange.zip", "uploads.jsonl", lines[0] + b'{"a": 1}\n')
    assert "не читается как резервная копия" in refused(tmp_path / "strange.zip")


@CROSSING
def test_the_commands_sign_and_check_by_the_key_of_the_environment(filled, store_url, other, tmp_path, monkeypatch):
    elsewhere, out = other.url.render_as_string(hide_password=False), str(tmp_path / "out.zip")
    monkeypatch.setenv("USPEKH_BACKUP_KEY", KEY.decode())
    assert run(store_url, "backup", out).exit_code == 0
    monkeypatch.setenv("USPEKH_BACKUP_KEY", OTHER_KEY.decode() * 2)
    answer = run(elsewhere, "restore", out)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Подпись копии не сходится" in answer.stderr
    monkeypatch.setenv("USPEKH_BACKUP_KEY", "short")
    for words in (("backup", out), ("restore", out)):
        answer = run(elsewhere, *words)
        assert answer.exit_code == 1 and "короче 32 знаков" in answer.stderr
    monkeypatch.setenv("USPEKH_BACKUP_KEY", KEY.decode())
    assert run(elsewhere, "restore", out).exit_code == 0
    monkeypatch.delenv("USPEKH_BACKUP_KEY")
    of_first_format(tmp_path / "out.zip", tmp_path / "early.zip")
    assert run(elsewhere, "restore", str(tmp_path / "early.zip"), "--force").exit_code == 1
    answer = run(elsewhere, "restore", str(tmp_path / "early.zip"), "--force", "--unverified")
    assert answer.exit_code == 0 and "Внимание" in answer.stderr
