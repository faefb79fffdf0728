"""`python -m uspekh health`: sound or not, and why, in a sentence; it changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import load
from tests.tidy import people, tidy
from uspekh import settings
from uspekh.__main__ import cli
from uspekh.passport.editions.edition import Requisites
from uspekh.project import open_project
from uspekh.store.database import health as health_of_store
from uspekh.store.database.engine import open_store
from uspekh.store.database.health import database_problem
from uspekh.store.database.unreachable import StoreUnreachable


@pytest.fixture
def health(monkeypatch):
    """Runs the command on a database and a folder of data: exit status and answer."""

    def run(url: str, data: Path = settings.ROOT / "data") -> tuple[int, dict]:
        monkeypatch.setenv("USPEKH_DATABASE_URL", url)
        monkeypatch.setenv("USPEKH_DATA", str(data))
        done = CliRunner().invoke(cli, ["health", "--json"])
        return done.exit_code, json.loads(done.stdout)

    return run


def test_a_store_of_this_shape_is_sound(health, store_url) -> None:
    open_store(store_url).dispose()
    assert health(store_url) == (0, {"healthy": True, "problems": []})


def test_people_read_it_too(monkeypatch, store_url) -> None:
    monkeypatch.setenv("USPEKH_DATABASE_URL", store_url)
    open_store(store_url).dispose()
    done = CliRunner().invoke(cli, ["health"])
    assert (done.exit_code, done.stdout) == (0, "Всё в порядке.\n")


def test_a_database_that_is_not_there_yet_is_not_made(health, tmp_path) -> None:
    file = tmp_path / "none.sqlite"
    code, answer = health(f"sqlite:///{file}")
    assert (code, answer["healthy"]) == (1, False)
    assert "ещё не создана" in answer["problems"][0]
    assert not file.exists()


@pytest.mark.parametrize(("stands", "words"), [("0001", "обновится, когда"), ("9999", "новее программы")])
def test_another_shape_is_told_and_left_as_it_is(health, store_url, stands, words) -> None:
    engine = open_store(store_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :stands"), {"stands": stands})
    code, answer = health(store_url)
    assert code == 1
    assert stands in answer["problems"][0]
    assert words in answer["problems"][0]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == stands
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://uspekh:Schl-7-quartz@127.0.0.1:1/uspekh",  # nobody listens there
        "oracle://uspekh:Schl-7-quartz@127.0.0.1/uspekh",  # no driver
        "not an address, Schl-7-quartz",
    ],
)
def test_a_database_that_does_not_answer_is_told_without_its_password(health, url) -> None:
    code, answer = health(url)
    assert code == 1
    assert answer["problems"][0].startswith("База данных не отвечает: ")
    assert "Schl-7-quartz" not in json.dumps(answer)


def test_damaged_data_are_told_with_the_place(health, store_url, tmp_path) -> None:
    open_store(store_url).dispose()
    data = shutil.copytree(settings.ROOT / "data", tmp_path / "data")
    (data / "passport" / "indicators.csv").write_text("id\n", encoding="utf-8")
    code, answer = health(store_url, data)
    assert code == 1
    assert answer["problems"][0].startswith("Данные паспорта повреждены: indicators.csv")


def test_where_the_store_has_editions_they_are_what_must_be_sound(health, store_url, tmp_path) -> None:
    data = shutil.copytree(settings.ROOT / "data", tmp_path / "data")
    project = open_project(data, store_url)
    texts = project.texts
    project.add_edition(Requisites(2, None, "", date(2024, 1, 1)), texts, ADMINISTRATOR)
    shutil.rmtree(data / "passport")
    assert health(store_url, data) == (0, {"healthy": True, "problems": []})
    with project.engine.begin() as connection:
        damage = text("UPDATE edition_tables SET text = 'id' WHERE name = 'indicators.csv'")
        connection.execute(damage)
    project.engine.dispose()
    code, answer = health(store_url, data)
    assert (code, answer["problems"][0][:42]) == (1, "Данные паспорта повреждены: indicators.csv")


def damaged_copies(url: str, folder: Path) -> list[Path]:
    """Copies of a database, in each of them the first page of another table or index spoilt."""
    whole = Path(make_url(url).database or "")
    with closing(sqlite3.connect(whole)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        pages = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 1")]
    copies = []
    for page in pages:
        content = bytearray(whole.read_bytes())
        begin = (page - 1) * size
        content[begin : begin + 12] = bytes(byte ^ 0xFF for byte in content[begin : begin + 12])
        copies.append(folder / f"spoilt{page}.sqlite")
        copies[-1].write_bytes(content)
    return copies


def test_a_damaged_database_is_said_wherever_it_is_damaged(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    engine = open_store(url)
    load(engine, tidy(people("Ш1", 2023, p1_engaged=1)))
    engine.dispose()
    copies = damaged_copies(url, tmp_path)
    assert len(copies) > 20
    for copy in copies:
        problem = database_problem(f"sqlite:///{copy}")
        assert problem is not None and problem.startswith("База данных повреждена"), copy
    assert database_problem(url) is None


def test_a_spoilt_header_is_said(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(url).dispose()
    with (tmp_path / "store.sqlite").open("r+b") as file:
        file.write(b"\0" * 16)
    assert (database_problem(url) or "").startswith("База данных повреждена")


def test_rows_whose_counterpart_is_gone_are_damage(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    engine = open_store(url)
    load(engine, tidy(people("Ш1", 2023, p1_engaged=1)))
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection, connection:
        connection.execute("DELETE FROM uploads")
    problem = database_problem(url) or ""
    assert problem.startswith("База данных повреждена") and "uploads" in problem


def test_a_database_that_may_only_be_read_is_said(postgres_server) -> None:
    url = postgres_server.database()
    open_store(url).dispose()
    name = make_url(url).database
    with create_engine(make_url(url).set(drivername="postgresql+psycopg")).begin() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    assert (database_problem(url) or "").startswith("База данных открыта только для чтения")
    with pytest.raises(StoreUnreachable, match="только для чтения"):
        load(open_store(url), tidy(people("Ш1", 2023, p1_engaged=1)))


def test_somebody_elses_long_write_is_no_fault(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(health_of_store, "ANSWER_SECONDS", 0)
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(url).dispose()
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert database_problem(url) is None


def test_health_leaves_nothing_behind(store_url) -> None:
    engine = open_store(store_url)
    load(engine, tidy(people("Ш1", 2023, p1_engaged=1)))
    with engine.connect() as connection:
        before = inspect(connection).get_table_names()
    assert database_problem(store_url) is None
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == before
    number, _ = load(engine, tidy(people("Ш1", 2023, p1_engaged=2)), "вторая")
    assert number == 2
    engine.dispose()
