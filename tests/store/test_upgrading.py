"""The numbered shapes lead to the tables that the program writes, from nothing and from an older database."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, insert, text

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import in_force
from uspekh.store import upgrading
from uspekh.store.engine import open_store
from uspekh.store.migrations import HEAD
from uspekh.store.schema import metadata
from uspekh.store.uploads import undo
from uspekh.store.values import current, history


def differences(engine):
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def test_the_shapes_lead_to_what_the_program_writes(engine):
    assert differences(engine) == []


def test_the_latest_shape_is_the_one_the_program_asks_for():
    assert upgrading.known_versions()[0] == HEAD


def unnumbered(url):
    """A database as it was made before shapes were numbered, with one value and a table lacking."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrading.upgrade(connection, "0001")
        for statement in (
            f"DROP TABLE {upgrading.VERSION_TABLE}",
            "DROP TABLE layouts",
            "INSERT INTO files (sha256, content) VALUES ('f', '')",
            "INSERT INTO uploads (at, by, file_name, sha256, rows, new, replaced, same)"
            " VALUES ('2024-01-01 00:00:00', 'Иванова', 'a.xlsx', 'f', 1, 1, 0, 0)",
            'INSERT INTO "values" (upload, kind, subject, part, year, months, field, number, sheet, cell)'
            " VALUES (1, 'component', 'A', '', 2020, 12, 'x', 5, 'Лист', 'A1')",
        ):
            connection.execute(text(statement))
    engine.dispose()


def test_a_database_without_a_number_is_brought_forward_with_all_it_holds(store_url):
    unnumbered(store_url)
    engine = open_store(store_url)
    assert in_force(engine) == {"A": 5}
    assert differences(engine) == []


def test_a_copy_of_the_file_is_made_first(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    unnumbered(url)
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


def with_values_one_by_one(url):
    """A database of shape 0005, where a value was a row: three uploads of A in 2020, the third taken back."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrading.upgrade(connection, "0005")
        held = MetaData()
        held.reflect(connection)
        day = [datetime(2024, 1, number, tzinfo=UTC) for number in range(1, 10)]
        for number, undone in ((1, None), (2, None), (3, day[8])):
            row = {"id": number, "at": day[number], "by": "Иванова", "file_name": "a.xlsx", "sha256": f"{number}"}
            counts = {"rows": 1, "new": 1, "replaced": 1, "same": 0, "undone_at": undone}
            connection.execute(insert(held.tables["files"]).values(sha256=f"{number}", content=b""))
            connection.execute(insert(held.tables["uploads"]).values(row | counts))
        for number, field in enumerate(("x", "y", "comment"), start=1):
            key = {"id": number, "kind": "component", "subject": "A", "part": "", "field": field}
            connection.execute(insert(held.tables["series"]).values(key))
        for upload, series, months, number, words, stands in (
            (1, 1, 6, 5, None, True),
            (1, 1, 12, 7, None, False),
            (1, 3, 12, None, 'сказано: «да»;\n"нет"', True),
            (2, 1, 12, 0, None, True),
            (3, 2, 12, 9, None, False),
            (3, 1, 12, 8, None, False),
        ):
            place = {"upload": upload, "series": series, "year": 2020, "months": months, "in_force": stands}
            said = {"number": number, "text": words, "sheet": "Лист", "cell": f"A{upload}"}
            connection.execute(insert(held.tables["values"]).values(place | said))
    engine.dispose()


def test_values_kept_one_by_one_are_taken_over_with_their_history(store_url):
    with_values_one_by_one(store_url)
    engine = open_store(store_url)
    assert differences(engine) == []
    said = ["months", "field", "number", "text", "cell", "upload"]
    rows = current(engine)[said].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        [6, "x", 5, None, "A1", 1],
        [12, "comment", None, 'сказано: «да»;\n"нет"', "A1", 1],
        [12, "x", 0, None, "A2", 2],
    ]
    key = {"kind": "component", "subject": "A", "part": "", "year": 2020, "months": 12, "field": "x"}
    assert history(engine, key, ADMINISTRATOR)[["number", "cell"]].to_numpy().tolist() == [
        [8, "A3"],
        [0, "A2"],
        [7, "A1"],
    ]
    undo(engine, 2, ADMINISTRATOR)
    assert current(engine)["number"].dropna().tolist() == [5, 7]
