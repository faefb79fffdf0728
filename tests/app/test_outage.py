"""The pages while the database does not answer: a Russian sentence without what is secret, and no traceback."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, suppress

import psycopg
import pytest
import streamlit as st
from sqlalchemy.engine import make_url
from streamlit.testing.v1 import AppTest

from tests.app.conftest import ROOT
from tests.patience import PATIENCE
from uspekh.store.database import engine as way
from uspekh.store.database.unreachable import ABSENT, StoreUnreachable
from uspekh.ui.session import state


@pytest.fixture
def opened(monkeypatch):
    """Opens the app on a database."""

    def run(url: str) -> AppTest:
        monkeypatch.setenv("USPEKH_DATABASE_URL", url)
        st.cache_resource.clear()
        return AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE).run()

    yield run
    st.cache_resource.clear()


def told(app: AppTest) -> list[str]:
    assert not app.exception
    return [error.value for error in app.error]


def test_at_the_start_and_until_it_answers(opened, tmp_path) -> None:
    folder = tmp_path / "later"
    app = opened(f"sqlite:///{folder / 'store.sqlite'}")
    assert told(app) == [ABSENT]
    folder.mkdir()
    assert told(app.run()) == []
    assert "Показ" in [button.label for button in app.button], "the first page is there"


@pytest.mark.parametrize("page", ["today", "data"])
def test_in_the_middle_of_the_work(opened, postgres_server, page) -> None:
    address = make_url(postgres_server.database())
    app = opened(address.render_as_string())
    assert told(app) == []
    with psycopg.connect(host=address.query["host"], user="uspekh", dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE {address.database} WITH (FORCE)")
    assert told(app.switch_page(f"pages/{page}.py").run()) == [ABSENT]


def test_while_all_connections_are_taken(opened, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(way, "POOL_SECONDS", 0.05)
    app = opened(f"sqlite:///{tmp_path / 'store.sqlite'}")
    assert told(app) == []
    with ExitStack() as held:
        with suppress(StoreUnreachable):
            while True:
                held.enter_context(state.project().engine.connect())
        assert told(app.run()) == [ABSENT]
    assert told(app.run()) == []


def test_a_database_of_a_later_program_is_told(opened, tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    opened(url)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    (error,) = told(opened(url))
    assert "новее программы" in error
