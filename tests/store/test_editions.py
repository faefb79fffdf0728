"""Projects and editions of their passports in the store: who may add which, what is in force, what a backup takes."""

from __future__ import annotations

import json
import shutil
from datetime import date

import docx
import pytest
from click.testing import CliRunner

from tests.passport.editions.test_differences import change
from tests.persons import ADMINISTRATOR, EDITOR
from tests.small_passport import write_small_passport
from tests.store.test_uploads import load
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.__main__ import cli
from uspekh.access.person import Forbidden
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.overview.money import answer_for
from uspekh.monitoring.overview.tiles import summarize_indicators
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.status import status
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.editions.edition import Requisites, edition_in_force
from uspekh.passport.texts import read_texts
from uspekh.project import open_project
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.database.engine import open_store
from uspekh.store.guards.texts import TextRefused
from uspekh.store.log.actions import list_actions
from uspekh.store.plans.editions import EditionRefused, list_editions, texts_of
from uspekh.store.plans.openable import tell_apart
from uspekh.store.plans.plan_tables import texts_at
from uspekh.store.plans.projects import add_edition, create_project, list_projects
from uspekh.store.schema.project import of_project

FIRST = Requisites(1, date(2021, 2, 25), "постановление от 25.02.2021 № 100", date(2021, 3, 1))
SECOND = Requisites(2, date(2022, 12, 1), "постановление от 01.12.2022 № 512", date(2022, 12, 15))


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return read_texts(write_small_passport(tmp_path_factory.mktemp("passport")))


@pytest.fixture(scope="module")
def lowered(texts):
    """The same passport with a lower plan of indicator А for 2022."""
    return texts | {"indicator_targets.csv": texts["indicator_targets.csv"].replace("А,2022,55", "А,2022,50")}


@pytest.fixture
def data(tmp_path):
    """A data folder whose passport is the small one."""
    folder = shutil.copytree(settings.data_folder(), tmp_path / "data")
    shutil.rmtree(folder / "passport")
    write_small_passport(folder / "passport")
    return folder


def test_editions_are_kept_with_their_texts_and_go_along_with_a_backup(engine, texts, lowered, tmp_path):
    create_project(engine, "лето", "Лето", ADMINISTRATOR)
    first = add_edition(engine, "лето", FIRST, texts, ADMINISTRATOR)
    second = add_edition(engine, "лето", SECOND, lowered, ADMINISTRATOR)
    assert [edition.requisites for edition in list_editions(engine, "лето")] == [FIRST, SECOND]
    assert (texts_of(engine, first.id), texts_of(engine, second.id)) == (texts, lowered)
    (project,) = list_projects(engine)
    # The title is that of the passport as soon as there is one.
    assert (project.code, project.title, project.created_by) == ("лето", "Безопасное лето", "Иванова")
    detail = "«лето», редакция № 2, действует с 15.12.2022"
    assert list_actions(of_project(engine, "лето"), ADMINISTRATOR)["detail"].iloc[0] == detail
    # The second says besides which of its rows are those of the first, and that the values have its numbers.
    rows = backup(engine, tmp_path / "copy.zip")
    assert (rows["projects"], rows["editions"], rows["edition_tables"]) == (1, 2, 2 * len(texts) + 2)
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    restore(other, tmp_path / "copy.zip", ADMINISTRATOR)
    assert list_editions(other, "лето") == [first, second]
    assert texts_of(other, second.id) == lowered


def test_the_passport_of_another_project_is_no_edition(engine, texts):
    """An edition cannot be taken back: with another passport every figure of the project would be gone."""
    create_project(engine, "лето", "Лето", ADMINISTRATOR)
    add_edition(engine, "лето", FIRST, texts, ADMINISTRATOR)
    with pytest.raises(EditionRefused, match="похоже, это другой проект"):
        add_edition(engine, "лето", SECOND, read_texts(settings.data_folder() / "passport"), ADMINISTRATOR)
    assert [edition.requisites for edition in list_editions(engine, "лето")] == [FIRST]
    assert [entry.title for entry in list_projects(engine) if entry.code == "лето"] == ["Безопасное лето"]


def test_projects_of_one_title_say_their_codes(engine):
    for code, title in (("лето", "Лето"), ("лето-2", "Лето"), ("зима", "Зима")):
        create_project(engine, code, title, ADMINISTRATOR)
    assert {entry.title for entry in tell_apart(list_projects(engine))} >= {
        "Лето (код лето)", "Лето (код лето-2)", "Зима",
    }  # fmt: skip


def test_what_does_not_fit_is_refused_and_nothing_is_kept(engine, texts):
    with pytest.raises(Forbidden, match="вносить редакции паспорта"):
        create_project(engine, "лето", "Лето", EDITOR)
    for code in ("", "Лето", "лето 2", "x" * 41):
        with pytest.raises(EditionRefused, match="Код проекта"):
            create_project(engine, code, "Лето", ADMINISTRATOR)
    create_project(engine, "лето", "Лето", ADMINISTRATOR)
    with pytest.raises(EditionRefused, match="уже есть"):
        create_project(engine, "лето", "Лето", ADMINISTRATOR)
    with pytest.raises(Forbidden):
        add_edition(engine, "лето", FIRST, texts, EDITOR)
    with pytest.raises(EditionRefused, match="«зима» нет"):
        add_edition(engine, "зима", FIRST, texts, ADMINISTRATOR)
    damaged = texts | {"measures.csv": texts["measures.csv"].replace("rest,indicator,А,share", "rest,indicator,А,mean")}
    with pytest.raises(PassportDamaged, match=r"^measures\.csv, строка 2, столбец formula"):
        add_edition(engine, "лето", FIRST, damaged, ADMINISTRATOR)
    with pytest.raises(TextRefused):
        private = Requisites(1, None, "СНИЛС 112-233-445 95", date(2021, 3, 1))
        add_edition(engine, "лето", private, texts, ADMINISTRATOR)
    assert list_editions(engine, "лето") == []
    add_edition(engine, "лето", SECOND, texts, ADMINISTRATOR)
    with pytest.raises(EditionRefused, match="последняя редакция — № 2"):
        add_edition(engine, "лето", Requisites(2, None, "", date(2023, 1, 1)), texts, ADMINISTRATOR)
    with pytest.raises(EditionRefused, match=r"с 14\.12\.2022: предыдущая, № 2, действует с 15\.12\.2022"):
        add_edition(engine, "лето", Requisites(3, None, "", date(2022, 12, 14)), texts, ADMINISTRATOR)
    assert len(list_editions(engine, "лето")) == 1


def test_the_shipped_passport_is_the_first_edition_once_a_second_is_added(data, store_url, texts, lowered):
    project = open_project(data, store_url)
    assert (project.edition, list_editions(project.engine, project.code)) == (None, [])
    assert [entry.title for entry in list_projects(project.engine)] == ["Безопасное лето"]
    project.add_edition(SECOND, lowered, ADMINISTRATOR)
    editions = list_editions(project.engine, project.code)
    # The shipped one holds from the first day of the project.
    assert [edition.requisites for edition in editions] == [Requisites(1, None, "", date(2021, 3, 1)), SECOND]
    # One that holds later is not the plan before its day.
    project.add_edition(Requisites(3, None, "", date(2999, 1, 1)), texts, ADMINISTRATOR)
    assert texts_of(project.engine, editions[0].id) == texts
    # From now on the folder is not asked any more: the store has the plan, and says so to the figures of any moment.
    shutil.rmtree(data / "passport")
    reopened = open_project(data, store_url)
    assert (reopened.edition, reopened.until) == (editions[1], date(2999, 1, 1))
    targets = reopened.plan["indicator_targets"].set_index(["indicator", "year"])["target"]
    assert targets["А", 2022] == 50
    assert texts_at(project.engine, None)["passport/indicator_targets.csv"] == lowered["indicator_targets.csv"]


def test_the_latest_edition_that_holds_on_a_day_is_in_force(engine, texts):
    create_project(engine, "лето", "Лето", ADMINISTRATOR)
    assert edition_in_force([], date(2023, 1, 1)) is None
    days = [date(2021, 3, 1), date(2022, 12, 15), date(2022, 12, 15), date(2030, 1, 1)]
    for number, day in enumerate(days, 1):
        add_edition(engine, "лето", Requisites(number, None, "", day), texts, ADMINISTRATOR)
    editions = list_editions(engine, "лето")
    days = [date(2020, 1, 1), date(2022, 12, 14), date(2022, 12, 15), date(2029, 12, 31), date(2030, 1, 1)]
    numbers = [edition_in_force(editions, day).requisites.number for day in days]
    # Before the first holds, the first stands; of two from one day the later one.
    assert numbers == [1, 1, 3, 3, 4]


def test_a_figure_says_that_its_plan_was_lowered_and_by_which_it_is_judged(data, store_url, texts, lowered):
    project = open_project(data, store_url)
    late = Requisites(2, None, "", date(2023, 2, 1))
    project.add_edition(late, lowered, ADMINISTRATOR)
    project = open_project(data, store_url)
    # 53 of 100 rested in 2022: less than 55 as planned then, more than 50 as the edition of February 2023 has it.
    load(project.engine, tidy(organization("Л1", 100), people("Л1", 2022, rested=53, children=100)))
    shown = project.figures(Selection(2022, date(2026, 11, 27), 12))
    explained = explain_flag(shown, "indicator", "А", 2022)
    assert [remark.replace("\xa0", " ") for remark in explained.plan_remarks] == [
        "план снижен 01.02.2023: 55 % → 50 %; оценка — по плану, который действовал в конце 2022 года: 55 %"
    ]
    (row,) = [row for row in status(shown)["indicators"] if (row["id"], row["year"]) == ("А", 2022)]
    assert (row["plan"], row["fact"], row["flag"]) == (55, 53, "at_risk")
    assert row["plan_change"] == {"first": 55, "present": 50, "on": "2023-02-01"}


def test_the_meeting_and_the_money_say_what_an_edition_changed(data, store_url, texts, lowered):
    project = open_project(data, store_url)
    # Of line 1 in 2022 1,3 million is planned at first and 1,2 from February 2023; item 1.1 is moved by a year.
    cheaper = change(
        lowered,
        budget=[("1,городской бюджет,2022,1.3\n", "1,городской бюджет,2022,1.2\n")],
        plan_items=[("2022-12-31,01.03.2021,31.12.2022", "2023-12-31,01.03.2021,31.12.2023")],
    )
    project.add_edition(Requisites(2, None, "", date(2023, 2, 1)), cheaper, ADMINISTRATOR)
    shown = open_project(data, store_url).figures(Selection(2022, date(2026, 11, 27), 12))
    headline = say_headline(shown).replace("\xa0", " ")
    assert "редакциями паспорта изменён план показателя А (55 % → 50 %)" in headline
    assert [tile.changed.partition(";")[0].replace("\xa0", " ") for tile in summarize_indicators(shown)] == [
        "план снижен 01.02.2023: 55 % → 50 %", "", "",
    ]  # fmt: skip
    money = [each.replace("\xa0", " ") for each in answer_for(shown).changed]
    assert money == [
        "строка 1, городской бюджет: план снижен 01.02.2023: 1 300 000,00 руб. → 1 200 000,00 руб.; оценка — по плану, "
        "который действовал в конце 2022 года: 1 300 000,00 руб."
    ]
    answer = status(shown)
    (row,) = [row for row in answer["budget"] if (row["line"], row["year"]) == ("1", 2022)]
    assert (row["plan"], row["plan_change"]) == (
        1_300_000,
        {"first": 1_300_000, "present": 1_200_000, "on": "2023-02-01"},
    )
    dates = {(row["item"], row["year"]): (row["due"], row["due_change"]) for row in answer["milestones"]}
    moved = {"first": "2022-12-31", "present": "2023-12-31", "on": "2023-02-01"}
    assert (dates["1.1", 2022], dates["1.1", 2023]) == (("2022-12-31", moved), ("2023-12-31", moved))
    assert dates["1", 2023] == ("2023-06-01", None)


def test_the_command_lists_editions_and_what_one_changed(data, tmp_path, monkeypatch, lowered):
    monkeypatch.setenv("USPEKH_DATA", str(data))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")

    def run(*arguments):
        return CliRunner().invoke(cli, ["editions", *arguments])

    assert json.loads(run("--json").stdout) == []
    # 48 after 50 in 2021: the plan gets worse.
    worse = lowered | {"indicator_targets.csv": lowered["indicator_targets.csv"].replace("А,2022,50", "А,2022,48")}
    open_project(data, settings.database_url()).add_edition(SECOND, worse, ADMINISTRATOR)
    first, second = json.loads(run("--json").stdout)
    assert (first["number"], first["act"], first["in_force"]) == (1, None, False)
    assert (second["valid_from"], second["confirmed_by"], second["in_force"]) == ("2022-12-15", "Иванова", True)
    (difference,) = json.loads(run("1", "2", "--json", "--letter", str(tmp_path / "письмо.docx")).stdout)
    place = {"section": "Раздел 2", "row": "А", "column": "плановое значение, 2022"}
    assert difference == {"kind": "changed", **place, "before": "55", "after": "48"}
    table = docx.Document(str(tmp_path / "письмо.docx")).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == [
        "Раздел 2, строка А: плановое значение, 2022", "«55»", "«48»", "",
    ]  # fmt: skip
    refused = run("1", "3")
    assert (refused.exit_code, refused.stderr.strip()) == (1, "Редакции № 3 нет. Есть: 1, 2.")
    assert (run("2", "1").exit_code, run("1").exit_code) == (1, 2)
    # The audit is of the edition that holds today, not of the passport in the folder.
    assert "плановое значение ухудшается" in CliRunner().invoke(cli, ["audit"]).stdout
