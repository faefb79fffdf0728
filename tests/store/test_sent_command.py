"""The command line: who has sent, and the reason that a closed period asks."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import organization, people, tidy
from uspekh.__main__ import cli
from uspekh.store.engine import open_store
from uspekh.store.locks import set_closed
from uspekh.store.uploads import File, accept, journal

REPORT = tidy(organization("S1", 1000), organization("S2", 3000), people("S1", 2022, p1_engaged=900))


@pytest.fixture
def engine(tmp_path, monkeypatch):
    """A store in which one of two organizations reported 2022."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("USPEKH_DATABASE_URL", url)
    engine = open_store(url)
    accept(engine, File("a.xlsx", b"a", "a" * 64, 1), REPORT, ADMINISTRATOR)
    return engine


def run(*words):
    return CliRunner().invoke(cli, list(words))


def test_who_has_sent(engine):
    answer = json.loads(run("sent", "--year", "2022", "--as-of", "2023-01-21", "--json").stdout)
    assert (answer["due"], answer["basis"]) == ("2023-01-20", "принято проектом")
    assert answer["counts"] == {"accepted": 1, "waiting": 0, "returned": 0, "not_sent": 0, "overdue": 1}
    assert [row["state"] for row in answer["organizations"]] == ["accepted", "overdue"]
    assert answer["organizations"][1]["sent"] is None
    assert "S2: просрочен" in run("sent", "--year", "2022", "--as-of", "2023-01-21").output


def test_undo_of_a_closed_period_asks_a_reason(engine):
    set_closed(engine, 2022, 12, "сдано", EDITOR, closed=True)
    refused = run("undo", "1")
    assert refused.exit_code == 1 and "--reason" in refused.output
    assert journal(engine, ADMINISTRATOR)["undone_at"].isna().all()
    assert run("undo", "1", "--reason", "не тот файл").exit_code == 0
