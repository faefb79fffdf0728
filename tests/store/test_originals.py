"""Nothing of a file but what was read is in the database: not after loading, and not after an older one is upgraded."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData, create_engine, insert, make_url, select, text

from tests.persons import ADMINISTRATOR, EDITOR
from tests.store.test_upgrading import differences
from tests.store.test_uploads import in_force
from uspekh import sending, settings
from uspekh.__main__ import cli
from uspekh.access.person import Person, Role
from uspekh.project import open_project
from uspekh.store.database import upgrading
from uspekh.store.database.engine import open_store
from uspekh.store.schema.tables import files, submissions, uploads
from uspekh.store.submissions.lists import listed
from uspekh.store.uploads import originals
from uspekh.store.uploads.files import read_copy
from uspekh.store.uploads.journal import journal

SCHOOL = Person("Вторая школа", Role.ORGANIZATION, "Ш2")
CHILD = "Чудинова Милослава"
HEAD = "Организация;Год;Период;П1 Занимаются, чел.;П1 Всего детей 5–18 лет, чел.;Заметки\n"


def form(engaged: int) -> bytes:
    """A report of the first school with a name in a column that is not read."""
    return f"{HEAD}Ш2;2022;год;{engaged};1000;{CHILD}\n".encode()


def files_of(url: str, server=None):
    """The files in which an engine keeps a database, those of the log of writing of PostgreSQL aside."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        path = Path(address.database)
        return [file for file in (path, path.with_name(path.name + "-wal")) if file.exists()]
    with psycopg.connect(host=address.query["host"], user="uspekh", dbname=address.database, autocommit=True) as one:
        one.execute("CHECKPOINT")
        (number,) = one.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    return [file for file in Path(address.query["host"], "data", "base", str(number)).iterdir() if file.is_file()]


def held(url: str, words: str) -> list[str]:
    """Files of the database that hold some words, as they are or as JSON and bytes are written."""
    wanted = [words.encode(), words.encode("utf-16-le"), words.encode().hex().encode()]
    return [file.name for file in files_of(url) if any(each in file.read_bytes() for each in wanted)]


def test_after_loading_and_sending_no_byte_of_an_unread_cell_is_in_the_database(store_url):
    project = open_project(settings.data_folder(), store_url)
    reading = project.read(form(950), "отчёт.csv")
    assert reading.accepted, reading.problems
    project.load(reading, ADMINISTRATOR)
    again = sending.read_own(project, form(951), "второй.csv", "Ш2")
    sending.send(project, again, SCHOOL)
    project.engine.dispose()
    assert held(store_url, "Показатели"), "what was read is found in this way"
    assert held(store_url, CHILD) == []


def test_a_report_is_accepted_from_its_copy_with_the_same_values(store_url):
    project = open_project(settings.data_folder(), store_url)
    sent = sending.read_own(project, form(950), "отчёт.csv", "Ш2")
    number = sending.send(project, sent, SCHOOL)
    row = listed(project.engine, EDITOR).iloc[0]
    copy = read_copy(project.engine, row["copy"], EDITOR)
    reading = sending.read_own(project, copy, row["file_name"], "Ш2")
    assert reading.accepted and reading.values.equals(sent.values)
    upload, counted = sending.accept_sent(project, number, reading, copy, EDITOR)
    assert counted["new"] == 2
    stored = journal(project.engine, ADMINISTRATOR).set_index("id").loc[upload]
    assert (stored["sha256"], stored["copy"]) == (hashlib.sha256(form(950)).hexdigest(), row["copy"])


def before_copies(url: str, upload: bytes, waiting: bytes) -> None:
    """A database of shape 0006: an upload of one value of a school and a report of it that waits, with their files."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrading.upgrade(connection, "0006")
        tables = MetaData()
        tables.reflect(connection)
        moment = {"at": datetime(2024, 1, 2, tzinfo=UTC), "by": "Иванова"}
        for content in (upload, waiting):
            digest = hashlib.sha256(content).hexdigest()
            connection.execute(insert(tables.tables["files"]).values(sha256=digest, content=content))
        journal_ = {"file_name": "январь.csv", "sha256": hashlib.sha256(upload).hexdigest(), "rows": 1}
        connection.execute(insert(tables.tables["uploads"]).values(**moment, **journal_, new=1, replaced=0, same=0))
        record = {"upload": 1, "kind": "component", "subject": "Ш2", "year": 2022, "sheet": "Показатели", "count": 1}
        bits = {"months": 1 << 12, "numeric": 1 << 12, "in_force": True, "content": ";12;p1_engaged;940;;D2"}
        connection.execute(insert(tables.tables["records"]).values(**record, **bits))
        report = {"organization": "Ш2", "file_name": "февраль.csv", "sha256": hashlib.sha256(waiting).hexdigest()}
        state = {"periods": "[[2022, 12]]", "said": "[]", "state": "waiting"}
        connection.execute(insert(tables.tables["submissions"]).values(**moment, **report, **state))
    engine.dispose()


def upgraded(url: str):
    """The project of an older database, and what was said of its upgrade."""
    sentences = []
    return open_project(settings.data_folder(), url, sentences.append), sentences


def test_an_upgrade_replaces_every_original_by_what_was_read(empty_url):
    before_copies(empty_url, form(940), form(950))
    assert held(empty_url, CHILD), "the older database holds it"
    project, sentences = upgraded(empty_url)
    assert in_force(project.engine) == {"Ш2": 940} and differences(project.engine) == []
    loaded = journal(project.engine, ADMINISTRATOR).iloc[0]
    assert loaded["sha256"] == hashlib.sha256(form(940)).hexdigest()
    copy = project.read(read_copy(project.engine, loaded["copy"], EDITOR), "а.xlsx")
    assert copy.values[["field", "number", "cell"]].to_numpy().tolist() == [["p1_engaged", 940, "D2"]]
    row = listed(project.engine, EDITOR).iloc[0]
    content = read_copy(project.engine, row["copy"], EDITOR)
    reading = sending.read_own(project, content, row["file_name"], "Ш2")
    sending.accept_sent(project, int(row["id"]), reading, content, EDITOR)
    values = set(project.read(form(950), "а.csv").values["number"])
    assert set(reading.values["number"]) == values == {950, 1000}
    project.engine.dispose()
    assert held(empty_url, CHILD) == []
    assert any("файлов: 2" in sentence for sentence in sentences)


def test_the_copy_made_before_and_old_backups_are_named_with_what_to_do(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    before_copies(url, form(940), form(950))
    _, sentences = upgraded(url)
    (copy,) = tmp_path.glob("store.sqlite.before-*")
    words = "\n".join(sentences)
    assert str(copy) in words and "удалите" in words and "резервные копии" in words
    assert CHILD.encode() in copy.read_bytes(), "it is there to go back to"
    assert upgraded(url)[1] == [], "said once"


def test_an_original_that_cannot_be_read_leaves_its_digest_alone(empty_url):
    broken = b"PK\x03\x04 " + CHILD.encode()
    before_copies(empty_url, broken, broken + b"2")
    project, sentences = upgraded(empty_url)
    row = listed(project.engine, EDITOR).iloc[0]
    assert row["copy"] is None and row["sha256"] == hashlib.sha256(broken + b"2").hexdigest()
    assert any("февраль.csv" in sentence and row["sha256"] in sentence for sentence in sentences)
    loaded = journal(project.engine, ADMINISTRATOR).iloc[0]["copy"]
    assert read_copy(project.engine, loaded, EDITOR), "of an upload the values are stored: its copy is made of them"
    project.engine.dispose()
    assert held(empty_url, CHILD) == []


def test_a_report_with_a_list_of_children_becomes_no_copy(empty_url):
    pupils = f"{HEAD}Ш2;2022;год;950;1000;{CHILD}\n;;;;;Громов Тимофей\n;;;;;Жукова Ксения\n".encode()
    before_copies(empty_url, form(940), pupils)
    project, sentences = upgraded(empty_url)
    assert listed(project.engine, EDITOR).iloc[0]["copy"] is None
    assert any("прочитать нельзя" in sentence for sentence in sentences)


@pytest.mark.parametrize("stopped", ["between files", "before compacting"])
def test_a_killed_upgrade_goes_on_where_it_stopped(empty_url, stopped, monkeypatch):
    before_copies(empty_url, form(940), form(950))
    name = "_replace" if stopped == "between files" else "_compact"
    whole, turns = getattr(originals, name), []

    def killed(*arguments):
        turns.append(1)
        if len(turns) == (2 if stopped == "between files" else 1):
            raise KeyboardInterrupt
        return whole(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(originals, name, killed)
        with pytest.raises(KeyboardInterrupt):
            upgraded(empty_url)
    project, _ = upgraded(empty_url)
    with project.engine.connect() as connection:
        assert connection.scalars(select(files.c.original)).all() == [None, None]
        assert None not in connection.scalars(select(uploads.c.copy).union_all(select(submissions.c.copy))).all()
    project.engine.dispose()
    assert held(empty_url, CHILD) == []


@pytest.mark.thorough
def test_while_others_read_the_bytes_wait_and_that_is_said(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    before_copies(url, form(940), form(950))
    engine = open_store(url)
    with engine.connect() as reader:
        reader.execute(text("SELECT * FROM files")).all()
        replaced = originals.replace_originals(engine, lambda *arguments: None, lambda values: b"copy")
    assert not replaced.compacted and any("Сжать базу не удалось" in sentence for sentence in replaced.sentences())
    assert originals.wait(engine)
    assert originals.replace_originals(engine, lambda *arguments: None, lambda values: b"copy").compacted
    engine.dispose()
    assert held(url, CHILD) == []


def test_a_command_says_it_beside_its_answer(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    before_copies(url, form(940), form(950))
    monkeypatch.setenv("USPEKH_DATABASE_URL", url)
    done = CliRunner().invoke(cli, ["uploads", "--json"])
    assert [row["id"] for row in json.loads(done.stdout)] == [1]
    assert "больше не хранятся" in done.stderr
