"""The numbered shapes lead to the tables that the program writes, from nothing and from an older database."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from tests.store.test_uploads import in_force, load
from tests.tidy import people, tidy
from uspekh.store import upgrading
from uspekh.store.engine import open_store
from uspekh.store.migrations import HEAD
from uspekh.store.schema import metadata


def differences(engine):
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def test_the_shapes_lead_to_what_the_program_writes(engine):
    assert differences(engine) == []


def test_the_latest_shape_is_the_one_the_program_asks_for():
    assert upgrading.known_versions()[0] == HEAD


def unnumbered(url, frame):
    """A database as it was made before shapes were numbered."""
    engine = open_store(url)
    load(engine, frame)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {upgrading.VERSION_TABLE}"))
        connection.execute(text("DROP TABLE layouts"))
    engine.dispose()


def test_a_database_without_a_number_is_brought_forward_with_all_it_holds(store_url):
    unnumbered(store_url, tidy(people("A", 2020, x=5)))
    engine = open_store(store_url)
    assert in_force(engine) == {"A": 5}
    assert differences(engine) == []


def test_a_copy_of_the_file_is_made_first(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    unnumbered(url, tidy(people("A", 2020, x=5)))
    assert not list(tmp_path.glob("*.before-*")), "a new database is not copied"
    open_store(url)
    (copy,) = tmp_path.glob("store.sqlite.before-*")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute('SELECT number FROM "values"').fetchall() == [(5,)]
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'layouts'").fetchone() == (0,)
    open_store(url)
    assert list(tmp_path.glob("*.before-*")) == [copy], "nothing to bring forward, nothing to copy"


def test_several_processes_may_open_a_new_database_at_once(store_url):
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(open_store, [store_url] * 6))
    assert differences(engines[0]) == []


def test_a_database_of_a_later_program_is_refused_and_left_alone(store_url):
    engine = open_store(store_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(upgrading.StoreTooNew):
        open_store(store_url)
    with create_engine(store_url).connect() as connection:
        assert upgrading.version(connection) == "9999"
