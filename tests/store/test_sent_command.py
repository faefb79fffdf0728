"""The command line: who has sent, and the reason that a closed period asks."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import organization, people, tidy
from uspekh.__main__ import cli
from uspekh.store.database.engine import open_store
from uspekh.store.guards.locks import set_closed
from uspekh.store.log.actions import list_actions
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, journal
from uspekh.store.values.queries import current

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


def test_loading_into_a_closed_period_asks_a_reason_and_keeps_it(engine, tmp_path):
    set_closed(engine, 2022, 12, "сдано", EDITOR, closed=True)
    report = tmp_path / "исправление.csv"
    report.write_text("Организация;Год;Период;П1 Занимаются, чел.\nS1;2022;год;950\n", "utf-8-sig")
    for options in ((), ("--reason", "  ")):
        refused = run("load", str(report), "--by", "Сидорова", *options)
        assert refused.exit_code == 1 and "2022 год" in refused.output and "--reason" in refused.output
        assert len(journal(engine, ADMINISTRATOR)) == 1 and headcount(engine) == 900
    loaded = run("load", str(report), "--by", "Сидорова", "--reason", "ошибка школы", "--json")
    assert json.loads(loaded.stdout)["changed"] == {"new": 0, "replaced": 1, "same": 0}
    assert headcount(engine) == 950
    assert journal(engine, ADMINISTRATOR)["reason"].tolist() == ["ошибка школы", ""]
    last = list_actions(engine, ADMINISTRATOR).iloc[0]
    assert (last["by"], last["action"], last["detail"]) == ("Сидорова", "load", "исправление.csv: ошибка школы")


def headcount(engine) -> int:
    values = current(engine)
    return int(values.loc[values["field"] == "p1_engaged", "number"].iloc[0])


@pytest.mark.parametrize(
    ("as_of", "words"),
    [("2023-01-20", "не сдано — 1."), ("2023-01-21", "не сдано — 1, из них просрочено — 1.")],
)
def test_whoever_sent_nothing_is_counted_as_not_sent_before_and_after_the_deadline(engine, as_of, words):
    output = run("sent", "--year", "2022", "--as-of", as_of).output
    assert words in output and "Принято — 1" in output
