"""A database that cannot be reached, is refused or busy: a Russian sentence, exit status 1, no traceback."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.engine import make_url

from tests.filling import filled_form
from tests.persons import ADMINISTRATOR
from uspekh.__main__ import cli
from uspekh.store.database import engine as way
from uspekh.store.database.engine import open_store
from uspekh.store.database.unreachable import ABSENT, BUSY, DAMAGED, StoreUnreachable
from uspekh.store.uploads.journal import journal

PASSWORD = "Schl-7-quartz"  # noqa: S105
NOBODY_LISTENS = f"postgresql://uspekh:{PASSWORD}@127.0.0.1:1/uspekh"
COMMANDS = ("template", "check", "load", "uploads", "undo", "status", "report", "backup", "restore")


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    return filled_form(tmp_path_factory.mktemp("form") / "Отчёт.xlsx", 700, 800)


@pytest.fixture
def run(monkeypatch, tmp_path, form):
    """Runs a command with sensible arguments on a database: exit status and what was said."""
    arguments = {
        "template": [tmp_path / "form.xlsx"],
        "check": [form],
        "load": [form, "--by", "Иванова"],
        "undo": ["1"],
        "report": [tmp_path / "report.docx"],
        "backup": [tmp_path / "backup.zip"],
        "restore": [form],
    }

    def go(command: str, url: str) -> tuple[int, str]:
        monkeypatch.setenv("USPEKH_DATABASE_URL", url)
        done = CliRunner().invoke(cli, [command, *map(str, arguments.get(command, []))])
        assert isinstance(done.exception, SystemExit | None), done.exception
        return done.exit_code, done.output

    return go


@contextmanager
def writing_elsewhere(url: str):
    """Somebody else's write that does not end."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        other = sqlite3.connect(address.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(host=address.query["host"], user=address.username, dbname=address.database)
        other.execute(f"SELECT pg_advisory_xact_lock({way.WRITERS_TURN})")
    yield
    other.close()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_that_nobody_answers(run, command) -> None:
    code, output = run(command, NOBODY_LISTENS)
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"{ABSENT} Причина: ")
    assert PASSWORD not in output


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/store.sqlite",
        "sqlite:////dev/null/store.sqlite",
        f"oracle://uspekh:{PASSWORD}@127.0.0.1/uspekh",  # no driver
        f"not an address, {PASSWORD}",
    ],
)
def test_so_does_an_address_that_leads_nowhere(run, url) -> None:
    code, output = run("status", url)
    assert code == 1
    assert output.startswith(ABSENT)
    assert PASSWORD not in output


def test_a_file_that_is_no_database_is_told_and_left_alone(run, tmp_path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"not a database" * 100)
    code, output = run("load", f"sqlite:///{file}")
    assert (code, output) == (1, f"{DAMAGED} Причина: file is not a database\n")
    assert file.read_bytes() == b"not a database" * 100


def test_a_role_that_may_not_make_tables_is_told(run, postgres_server) -> None:
    url = make_url(postgres_server.empty_database())
    with psycopg.connect(host=url.query["host"], user="uspekh", dbname=url.database, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS looker")
        owner.execute("CREATE ROLE looker LOGIN")
        owner.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    code, output = run("status", url.set(username="looker").render_as_string())
    assert code == 1
    assert "permission denied for schema public" in output


def test_a_busy_database_stores_nothing_and_says_so(run, store_url, monkeypatch) -> None:
    monkeypatch.setattr(way, "BUSY_MILLISECONDS", 50)
    open_store(store_url).dispose()
    with writing_elsewhere(store_url):
        code, output = run("load", store_url)
    assert code == 1
    assert output.startswith(BUSY)
    engine = open_store(store_url)
    assert journal(engine, ADMINISTRATOR).empty
    engine.dispose()
    assert run("load", store_url)[0] == 0


def test_when_no_connection_is_free_it_is_told_like_a_database_that_does_not_answer(store_url, monkeypatch) -> None:
    monkeypatch.setattr(way, "POOL_SECONDS", 0.05)
    engine = open_store(store_url)
    with ExitStack() as held:
        with pytest.raises(StoreUnreachable) as refusal:
            for _ in range(100):
                held.enter_context(engine.connect())
        assert str(refusal.value) == ABSENT
        assert "limit" in refusal.value.reason
        with pytest.raises(StoreUnreachable):
            journal(engine, ADMINISTRATOR)
    assert journal(engine, ADMINISTRATOR).empty, "once they are free again, so is the store"
    engine.dispose()


def test_a_server_that_goes_away_in_the_middle_is_told_and_found_again(postgres_server) -> None:
    engine = open_store(postgres_server.database())
    with pytest.raises(StoreUnreachable, match="не отвечает"), engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert journal(engine, ADMINISTRATOR).empty
    engine.dispose()
