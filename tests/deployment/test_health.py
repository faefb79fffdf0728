"""`python -m uspekh health`: sound or not, and why, in a sentence; it changes nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from uspekh import settings
from uspekh.__main__ import cli
from uspekh.store.engine import open_store


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
