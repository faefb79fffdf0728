"""The text of every table of the plan is kept with the moment from which the program worked with it."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from tests.persons import ADMINISTRATOR
from uspekh import settings
from uspekh.project import open_project
from uspekh.store.database.engine import open_store
from uspekh.store.plans.used_texts import list_used_texts
from uspekh.store.schema.tables import plan_texts

RULES = "rules.csv"


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(settings.data_folder(), tmp_path / "data")


def texts(url, name):
    query = select(plan_texts).where(plan_texts.c.name == name).order_by(plan_texts.c.id)
    with open_store(url).connect() as connection:
        return connection.execute(query).all()


def test_a_text_is_kept_when_it_is_first_used_and_not_again(data, store_url):
    began = datetime.now(UTC).replace(microsecond=0)
    for _ in range(2):
        open_project(data, store_url)
    (row,) = texts(store_url, "passport/measures.csv")
    content = (data / "passport" / "measures.csv").read_bytes()
    assert (row.sha256, row.text) == (hashlib.sha256(content).hexdigest(), content.decode())
    assert row.first_used_at.replace(tzinfo=UTC) >= began
    assert len(texts(store_url, "passport/passport.toml")) == len(texts(store_url, RULES)) == 1


def test_a_change_and_its_taking_back_are_both_seen(data, store_url):
    first = (data / RULES).read_text(encoding="utf-8")
    for content in (first, first + "\n", first):
        (data / RULES).write_text(content, encoding="utf-8")
        open_project(data, store_url)
    assert [row.text for row in texts(store_url, RULES)] == [first, first + "\n", first]
    assert len(texts(store_url, "deadlines.csv")) == 1


def test_a_table_that_is_gone_is_seen_as_gone(data, store_url):
    extra = data / "notes.csv"
    extra.write_bytes("а;б\n".encode("cp1251"))
    open_project(data, store_url)
    extra.unlink()
    open_project(data, store_url)
    stored, gone = texts(store_url, "notes.csv")
    assert stored.sha256 == hashlib.sha256("а;б\n".encode("cp1251")).hexdigest()
    assert (gone.sha256, gone.text) == (None, None)


def test_texts_say_what_was_used_since_when(data, store_url):
    open_project(data, store_url)
    engine = open_store(store_url)
    (first,) = list_used_texts(engine, ADMINISTRATOR)
    assert first.first and first.say().startswith("первая редакция: ")
    # A minute later two plans of one table are others, and a line of the rules is new.
    with engine.begin() as connection:
        connection.execute(update(plan_texts).values(first_used_at=datetime(2026, 1, 1, tzinfo=UTC)))
    targets, rules = data / "passport" / "indicator_targets.csv", data / RULES
    targets.write_text(targets.read_text("utf-8").replace("1,2019,73", "1,2019,74").replace("1,2020,75", "1,2020,76"))
    rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
    open_project(data, store_url)
    latest, earlier = list_used_texts(engine, ADMINISTRATOR)
    assert earlier.since == datetime(2026, 1, 1, tzinfo=UTC)
    assert latest.say() == "цели показателей — другие строки: 2; границы оценок — другие строки: 1"
