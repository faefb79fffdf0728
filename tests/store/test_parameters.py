"""Values taken out of a frame find and store the same rows as plain Python values, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Boolean, Column, DateTime, Integer, MetaData, String, Table, insert, select

from tests.persons import ADMINISTRATOR, EDITOR
from tests.store.test_uploads import load
from tests.tidy import organization, people, tidy
from uspekh.actuals.values.frame import KEY
from uspekh.monitoring.overview.decisions import Decision
from uspekh.store.database.engine import open_store, plain, writing
from uspekh.store.decided import decisions, meetings
from uspekh.store.guards import locks
from uspekh.store.schema.tables import value_rows
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.store.uploads.journal import journal, undo
from uspekh.store.uploads.remarks import of_uploads
from uspekh.store.values.queries import current, history

MOMENT = datetime(2024, 3, 5, 14, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.int64(2021), 2021),
        (np.uint8(7), 7),
        (np.float64(1.5), 1.5),
        (np.float32(0.25), 0.25),
        (np.bool_(True), True),
        (np.str_("S1"), "S1"),
        (np.bytes_(b"x"), b"x"),
        (pd.Timestamp(MOMENT), MOMENT),
        (np.datetime64("2024-03-05T14:07:00.000000000"), MOMENT.replace(tzinfo=None)),
        (pd.NA, None),
        (pd.NaT, None),
        (np.datetime64("NaT"), None),
        (float("nan"), None),
        (np.float32("nan"), None),
        (0, 0),
        (np.int64(0), 0),
        ("", ""),
        (date(2024, 3, 5), date(2024, 3, 5)),
    ],
)
def test_a_value_of_a_frame_becomes_a_plain_one(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.fixture
def table(engine):
    """A table with a column of each type, and the engine's own way to it."""
    table = Table(
        "probe", MetaData(), Column("id", Integer, primary_key=True), Column("year", Integer), Column("name", String),
        Column("open", Boolean), Column("at", DateTime(timezone=True)),
    )  # fmt: skip
    with writing(engine).begin() as connection:
        table.create(connection)
    return table


def test_rows_stored_from_a_frame_are_found_by_values_of_a_frame(engine, table):
    frame = pd.DataFrame(
        {"year": [2021, 2022], "name": ["а", "б"], "open": [True, False], "at": pd.to_datetime([MOMENT, MOMENT])}
    )
    with writing(engine).begin() as connection:
        for _, row in frame.iterrows():
            connection.execute(insert(table).values({name: row[name] for name in frame}))
        connection.execute(insert(table), [{"year": np.int64(2023), "name": pd.NA}, {"year": None, "name": "г"}])
    keys = {"year": np.int64(2021), "name": np.str_("а"), "open": np.bool_(True), "at": frame["at"].iloc[0]}
    with engine.connect() as connection:
        matched = {
            name: list(connection.scalars(select(table.c.id).where(table.c[name] == key).order_by(table.c.id)))
            for name, key in keys.items()
        }
        among = select(table.c.year).where(table.c.year.in_(frame["year"].to_numpy()), table.c.year > np.int32(2021))
        assert list(connection.scalars(among)) == [2022]
        assert connection.execute(select(table.c.year, table.c.name).where(table.c.id > 2)).all() == [
            (2023, None),
            (None, "г"),
        ]
    # Both rows have one moment; every other key is of the first row alone.
    assert matched == {"year": [1], "name": [1], "open": [1], "at": [1, 2]}


@pytest.fixture
def twice(engine):
    """An upload of 5 and, later, of 6 for one key."""
    load(engine, tidy(organization("A", 100), people("A", 2021, x=5)), "1")
    load(engine, tidy(people("A", 2021, x=6)), "2")
    return engine


def test_the_history_of_a_row_of_the_values_in_force_has_every_value(twice):
    rows = current(twice, value_rows.c.kind == "component")
    row = rows.iloc[0]
    assert isinstance(row["year"], np.integer)
    assert history(twice, {name: row[name] for name in KEY}, ADMINISTRATOR)["number"].tolist() == [6, 5]


def test_whatever_takes_a_number_takes_one_out_of_a_frame(twice):
    number = journal(twice, ADMINISTRATOR)["id"].max()
    assert isinstance(number, np.integer)
    assert changes_of_upload(twice, number, EDITOR)["number_before"].tolist() == [5]
    assert of_uploads(twice, [number], EDITOR).empty
    year, months = current(twice, value_rows.c.kind == "component")[["year", "months"]].to_numpy()[0]
    locks.set_closed(twice, year, months, "сдано", EDITOR, closed=True)
    assert locks.closed(twice) == {(2021, 12)}
    decision = Decision("indicator", "1", year, "п", "м", "И", date(2022, 1, 1), np.bool_(True), np.str_("нить"))
    assert decisions.decide(twice, decision, EDITOR) == "нить"
    assert decisions.in_force(twice, EDITOR)[["year", "closed"]].to_numpy().tolist() == [[2021, True]]
    meetings.freeze(twice, date(2022, 1, 1), {"year": year.item()}, months, decisions.in_force(twice, EDITOR), EDITOR)
    held = meetings.held(twice, EDITOR)["id"].iloc[0]
    assert meetings.meeting(twice, held, EDITOR).months == 12
    undo(twice, number, EDITOR, "ошибка")
    assert current(twice, value_rows.c.kind == "component")["number"].tolist() == [5]


def test_the_way_of_a_writer_and_of_a_store_opened_again_is_the_same(store_url):
    for _ in range(2):
        engine = open_store(store_url)
        for way in (engine, writing(engine)):
            with way.connect() as connection:
                assert connection.exec_driver_sql(*_echo(connection.dialect.name)).scalar() == 5
        engine.dispose()


def _echo(dialect: str) -> tuple[str, tuple[np.int64]]:
    sign = "%s" if dialect == "postgresql" else "?"
    return f"SELECT CAST({sign} AS INTEGER) + 1", (np.int64(4),)
