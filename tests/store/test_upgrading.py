"""The numbered shapes lead to the tables that the program writes, from nothing and from an older database."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from threading import Timer

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner
from sqlalchemy import MetaData, create_engine, insert, text

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import in_force, load
from tests.tidy import item, money, organization, people, tidy
from uspekh.__main__ import cli
from uspekh.actuals.values.frame import COLUMNS, KEY
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.database import upgrading
from uspekh.store.database.engine import open_store
from uspekh.store.migrations import HEAD
from uspekh.store.schema.tables import metadata
from uspekh.store.uploads.journal import undo
from uspekh.store.values.queries import current, history


@pytest.fixture(autouse=True)
def _as_the_program_shapes_it(upgrade_by_steps, monkeypatch):
    monkeypatch.setattr(upgrading, "upgrade", upgrade_by_steps)


def differences(engine):
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def test_the_shapes_lead_to_what_the_program_writes(empty_url):
    assert differences(open_store(empty_url)) == []


def test_the_latest_shape_is_the_one_the_program_asks_for():
    assert upgrading.list_versions()[0] == HEAD


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


def test_a_database_without_a_number_is_brought_forward_with_all_it_holds(empty_url):
    unnumbered(empty_url)
    engine = open_store(empty_url)
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


def test_several_processes_may_open_a_new_database_at_once(empty_url):
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(open_store, [empty_url] * 6))
    assert differences(engines[0]) == []


def test_a_file_that_another_process_is_writing_is_waited_for(tmp_path):
    # SQLite says "locked" at once to whoever changes the journal of a file in use, however long it is asked to wait.
    file = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(file, check_same_thread=False, isolation_level=None)) as other:
        other.execute("CREATE TABLE its_own (number INTEGER)")
        other.execute("BEGIN IMMEDIATE")
        timer = Timer(0.5, other.execute, ["COMMIT"])
        timer.start()
        engine = open_store(f"sqlite:///{file}")
        timer.join()
    assert in_force(engine) == {}
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_a_database_of_a_later_program_is_refused_and_left_alone(empty_url):
    engine = open_store(empty_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(upgrading.StoreTooNew):
        open_store(empty_url)
    with create_engine(empty_url).connect() as connection:
        assert upgrading.version(connection) == "9999"


FILES = (
    tidy(
        organization("Ш1", 500),
        organization("Ш2", 300),
        people("Ш1", 2022, 6, p1_engaged=200, p1_total=500, p2_covered=0),
        people("Ш1", 2022, p1_engaged=250, p1_total=500, p2_covered=40, p4_recommended=12),
        people("Ш2", 2022, p1_engaged=180, p1_total=300),
        money("1.1", "местный бюджет", 2022, refined=900_00, executed=123_45),
    ),
    tidy(
        people("Ш1", 2022, p1_engaged=260, p2_covered=41),
        people("Ш2", 2023, 9, p1_engaged=190, p1_total=310),
        item("1.1", 2022, done="2022-05-01", comment='сказано: «да»;\n"нет"\rи ещё', document=""),
    ),
    tidy(people("Ш1", 2022, p1_engaged=1), people("Ш2", 2024, p1_engaged=2, p1_total=3)),
)
"""What three uploads brought; the third was taken back."""
SERIES = ["kind", "subject", "part", "field"]
RECORD = ["upload", "kind", "subject", "year", "sheet"]
LINE = ["part", "months", "field", "number", "text", "cell"]
DAYS = [datetime(2024, 1, number, tzinfo=UTC) for number in range(1, 10)]


def store_of(url, version):
    """A database of an earlier shape that holds ``FILES`` in the form that this shape kept values in."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrading.upgrade(connection, version)
        held = MetaData()
        held.reflect(connection)
        tables = held.tables
        for number, frame in enumerate(FILES, start=1):
            row = {"id": number, "at": DAYS[number], "by": "Иванова", "file_name": "a.xlsx", "sha256": f"{number}"}
            counts = {"rows": len(frame), "new": len(frame), "replaced": 0, "same": 0}
            content = {"content": b""} if "content" in tables["files"].c else {}
            connection.execute(insert(tables["files"]).values(sha256=f"{number}", **content))
            undone = {"undone_at": DAYS[8] if number == 3 else None}
            connection.execute(insert(tables["uploads"]).values(row | counts | undone))
            event = {"at": DAYS[number], "by": "Иванова", "action": "load", "upload": number}
            connection.execute(insert(tables["events"]).values(event))
        form = records_of if "records" in tables else series_of if "series" in tables else rows_of
        form(connection, tables)
    engine.dispose()


def values_of_files():
    """Every value with its upload and whether it is in force."""
    rows = [
        row | {"upload": number}
        for number, frame in enumerate(FILES, start=1)
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]
    latest = {tuple(row[name] for name in KEY): row for row in rows if row["upload"] < 3}
    return [row | {"in_force": latest.get(tuple(row[name] for name in KEY)) is row} for row in rows]


def rows_of(connection, tables):
    """A value is a row."""
    names = [name for name in (*COLUMNS, "upload", "in_force") if name in tables["values"].c]
    for row in values_of_files():
        connection.execute(insert(tables["values"]).values({name: row[name] for name in names}))


def series_of(connection, tables):
    """A value is a point of a series."""
    numbers: dict[tuple, int] = {}
    for row in values_of_files():
        key = tuple(row[name] for name in SERIES)
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            connection.execute(insert(tables["series"]).values(id=numbers[key], **dict(zip(SERIES, key, strict=True))))
        point = {name: each for name, each in row.items() if name not in SERIES}
        connection.execute(insert(tables["values"]).values(point | {"series": numbers[key]}))


def records_of(connection, tables):
    """The values of a subject, year and sheet are lines of text, words in quotes."""
    groups: dict[tuple, list[dict]] = {}
    for row in values_of_files():
        groups.setdefault(tuple(row[name] for name in RECORD), []).append(row)
    for key, rows in groups.items():
        lines = "\n".join(";".join(map(quoted, (row[name] for name in LINE))) for row in rows)
        counts = {"months": 0, "numeric": 0, "count": len(rows), "in_force": any(row["in_force"] for row in rows)}
        record = dict(zip(RECORD, key, strict=True)) | counts | {"content": lines}
        connection.execute(insert(tables["records"]).values(record))


def quoted(content):
    if content is None or isinstance(content, int):
        return "" if content is None else str(content)
    return '"' + content.replace('"', '""') + '"'


def status(url):
    words = ["status", "--json", "--as-of", "2024-06-01"]
    result = CliRunner().invoke(cli, words, env={"USPEKH_DATABASE_URL": url})
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A store into which this program loaded the same files: its values and its status."""
    url = f"sqlite:///{tmp_path_factory.mktemp('loaded') / 'store.sqlite'}"
    engine = open_store(url)
    numbers = [load(engine, frame, f"{number}.xlsx")[0] for number, frame in enumerate(FILES, start=1)]
    undo(engine, numbers[-1], ADMINISTRATOR)
    return sorted_by_key(current(engine)), status(url)


def sorted_by_key(values):
    return values.sort_values(KEY, ignore_index=True)


@pytest.mark.parametrize("version", upgrading.list_versions()[1:])
def test_a_store_of_any_earlier_shape_holds_the_same_afterwards(empty_url, loaded, version):
    store_of(empty_url, version)
    values, printed = loaded
    engine = open_store(empty_url)
    assert differences(engine) == []
    # Figures are worked out of the values by the same statements in either engine.
    assert engine.dialect.name == "postgresql" or status(empty_url) == printed
    pd.testing.assert_frame_equal(sorted_by_key(current(engine)), values)
    key = {"kind": "component", "subject": "Ш1", "part": "", "year": 2022, "months": 12, "field": "p1_engaged"}
    past = history(engine, key, ADMINISTRATOR)
    assert past[["number", "upload"]].to_numpy().tolist() == [[1, 3], [260, 2], [250, 1]]
    undo(engine, 2, ADMINISTRATOR)
    assert keyed(current(engine)) == keyed(FILES[0])


@pytest.mark.parametrize("version", upgrading.list_versions()[1:])
def test_a_backup_of_any_earlier_shape_is_put_back(tmp_path, loaded, version):
    old, new = (f"sqlite:///{tmp_path / name}.sqlite" for name in ("old", "new"))
    store_of(old, version)
    backup(create_engine(old), tmp_path / "copy.zip")
    restore(open_store(new), tmp_path / "copy.zip", ADMINISTRATOR)
    pd.testing.assert_frame_equal(sorted_by_key(current(open_store(new))), loaded[0])


def keyed(values):
    rows = values.astype(object).where(values.notna(), None).to_dict("records")
    return {tuple(row[name] for name in KEY): (row["number"], row["text"]) for row in rows}
