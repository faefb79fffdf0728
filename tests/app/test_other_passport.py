"""Another passport (other indicators, years, sources, control levels) passes through every page and command."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
import streamlit as st
from click.testing import CliRunner

from tests.app.conftest import open_app
from tests.app.test_pages import texts
from tests.persons import ADMINISTRATOR
from tests.small_passport import TABLES, write_small_passport
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.__main__ import cli
from uspekh.expected.gathering import gather, list_addressees, read_agenda
from uspekh.project import open_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

PAGES = ("today", "indicators", "organizations", "budget", "plan", "passport",
         "meeting", "data")  # fmt: skip


@pytest.fixture
def other(tmp_path, monkeypatch):
    """A data folder of the other passport, without any demonstration, on a store of its own."""
    yield from open_folder(tmp_path, monkeypatch)


@pytest.fixture
def unmeasured(tmp_path, monkeypatch):
    """The same, of a passport in which nobody has said yet of which counts indicators are made."""
    for name in ("measures", "components"):
        monkeypatch.delitem(TABLES, name)
    yield from open_folder(tmp_path, monkeypatch)


def open_folder(tmp_path, monkeypatch):
    data = tmp_path / "data"
    write_small_passport(data / "passport")
    for name in ("rules.csv", "statuses.csv", "settings.toml"):
        shutil.copy(settings.data_folder() / name, data)
    shutil.copytree(settings.data_folder() / "report", data / "report")
    monkeypatch.setenv("USPEKH_DATA", str(data))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_data.clear()
    st.cache_resource.clear()
    yield open_project(data, settings.database_url())
    st.cache_resource.clear()


def reports(project):
    """One organization that reports 40 of everything in the first year."""
    fields = dict.fromkeys(project.plan["components"]["id"], 40)
    return tidy(organization("Л1", 200, short_name="Лагерь"), people("Л1", project.plan.years[0], **fields))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_empty_and_loaded(other, page):
    assert "Демонстрационные данные" not in texts(open_app(page))
    accept(other.engine, File("отчёт.xlsx", b"1", "1" * 64, 1), reports(other), ADMINISTRATOR)
    assert "Отчётов ещё нет" not in texts(open_app(page))


def test_pages_and_commands_work_before_anybody_said_how_indicators_are_counted(unmeasured, tmp_path):
    # Of the three indicators none has a formula; the result 2.2 has a control point.
    pages = ("today", "indicators", "organizations")
    words = {page: texts(open_app(page)).replace("\N{NO-BREAK SPACE}", " ") for page in pages}
    assert "показатели не оценены: формула не задана — 3" in words["today"]
    assert "Формула не задана, факт не считается: А, Б и В." in words["indicators"]
    commands = [["report", tmp_path / "отчёт.xlsx"], ["report", tmp_path / "итог.xlsx", "--final"]]
    commands += [["template", tmp_path / "форма.xlsx", "--plans"], ["status", "--json", "--explain"], ["status"]]
    for command in commands:
        done = CliRunner().invoke(cli, list(map(str, command)))
        assert done.exit_code == 0, (command, done.output)
    assert "Показатели: формула не задана — 3" in done.output


def test_every_command_works(other, tmp_path):
    accept(other.engine, File("отчёт.xlsx", b"1", "1" * 64, 1), reports(other), ADMINISTRATOR)
    # No deadline of reports is set; indicator А is due on 15 February, and of 2021 it was given.
    day = date(2026, 6, 1)
    rows = read_agenda(other, day)
    expected = {one.name: gather(other, one, rows, day, ADMINISTRATOR) for one in list_addressees(other, rows)}
    assert [(each.due.year, each.state) for each in expected.pop("Лагерь")] == [
        (2023, "overdue"), (2024, "overdue"), (2025, "overdue"), (2026, "overdue"), (2027, "not_due"),
    ]  # fmt: skip
    assert any(expected.values()), "executors of the plan"
    form = tmp_path / "форма.xlsx"
    run = CliRunner()
    commands = [["template", form], ["check", form], ["load", form], ["uploads"], ["audit", "--json"]]
    commands += [["report", tmp_path / f"отчёт.{ending}"] for ending in ("docx", "pptx", "xlsx")]
    for command in commands:
        done = run.invoke(cli, list(map(str, command)))
        assert done.exit_code == 0, (command, done.output)
    told = json.loads(run.invoke(cli, ["status", "--json", "--year", str(other.plan.years[0])]).output)
    assert {row["year"] for row in told["indicators"]} == set(other.plan.years)
    assert {row["id"] for row in told["indicators"]} == set(other.plan["indicators"]["id"])
    # The share is 40 of 40, the first year of a cumulative count is its own 40.
    facts = {(row["id"], row["year"]): row["fact"] for row in told["indicators"]}
    assert facts[("А", other.plan.years[0])] == 100
    assert facts[("В", other.plan.years[0])] == 40
