"""Commands on a store of several projects: which one is meant is said, by the option or by the file, or they refuse."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR
from tests.small_passport import write_small_passport
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.__main__ import cli
from uspekh.actuals.project_line import NAME
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import read_texts
from uspekh.project import open_project
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.schema.project import PROJECT, of_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.store.values.queries import current

SMALL, TWIN = "лето", "копия"


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """The shipped project, a small one, and one whose passport is that of the shipped one word for word."""
    folder = tmp_path_factory.mktemp("projects")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{folder / 'store.sqlite'}")
        shipped = open_project(settings.data_folder(), settings.database_url())
        texts = {SMALL: read_texts(write_small_passport(folder / "small")), TWIN: shipped.texts}
        for code, files in texts.items():
            create_project(shipped.engine, code, code, ADMINISTRATOR)
            add_edition(shipped.engine, code, Requisites(1, None, "", date(2021, 1, 1)), files, ADMINISTRATOR)
        yield shipped.engine


def run(*words: object):
    return CliRunner().invoke(cli, [str(word) for word in words])


def form_of(code: str, tmp_path) -> io.BytesIO:
    """The form of a project with one number filled in, as a file."""
    out = tmp_path / f"{code}.xlsx"
    assert run("template", out, "--project", code, "--year", 2022, "--org", "Ш2").exit_code == 0
    book = openpyxl.load_workbook(out)
    book["Показатели"]["D4"] = 90
    book.save(out)
    return out


def test_without_a_project_a_command_says_which_there_are(engine, tmp_path):
    for words in (
        ["status"],
        ["uploads"],
        ["undo", 1],
        ["template", tmp_path / "ф.xlsx"],
        ["report", tmp_path / "о.xlsx"],
    ):
        refused = run(*words)
        assert refused.exit_code == 2, words
        assert all(code in refused.output for code in (PROJECT, SMALL, TWIN, "--project"))
    unknown = run("status", "--project", "нет")
    assert unknown.exit_code == 2 and "«нет»" in unknown.output and SMALL in unknown.output
    years = {row["year"] for row in json.loads(run("status", "--json", "--project", SMALL).output)["indicators"]}
    assert years == set(range(2021, 2027))
    # The audit of a small passport is of that passport.
    assert run("audit", "--json", "--project", SMALL).output != run("audit", "--json").output


def test_a_form_is_loaded_into_its_project_alone(engine, tmp_path):
    form = form_of(TWIN, tmp_path)
    for other in (PROJECT, SMALL):
        refused = run("load", form, "--project", other, "--json")
        assert refused.exit_code == 1, other
        assert "file.other_project" in [each["code"] for each in json.loads(refused.output)["problems"]]
    loaded = run("load", form, "--json")
    assert loaded.exit_code == 0 and json.loads(loaded.output)["accepted"], "the form itself says its project"
    counts = {code: int((current(of_project(engine, code))["kind"] == "component").sum()) for code in (PROJECT, TWIN)}
    assert counts == {PROJECT: 0, TWIN: 1}


def unnamed(code: str, tmp_path):
    """The same form without a word of its project."""
    form = form_of(code, tmp_path)
    book = openpyxl.load_workbook(form)
    del book.defined_names[NAME]
    for sheet in book:
        sheet["A1"] = "Отчёт"
    book.save(form)
    return form


def test_a_form_that_names_no_project_and_fits_two_is_read_where_a_person_says(engine, tmp_path):
    """The twin has the same columns as the shipped project, the small passport has others."""
    form = unnamed(PROJECT, tmp_path)
    for command in ("check", "load"):
        refused = run(command, form)
        assert refused.exit_code == 2 and "--project" in refused.output
        assert PROJECT in refused.output and TWIN in refused.output and SMALL not in refused.output
    checked = json.loads(run("check", form, "--project", PROJECT, "--json").output)
    (message,) = [each["message"] for each in checked["problems"] if each["code"] == "file.any_project"]
    assert checked["accepted"] and "«Успех каждого ребенка»" in message
    # Whoever reads it without a word of a person gets nothing of it.
    unread = open_project(settings.data_folder(), of_project(engine, PROJECT)).read(form.read_bytes(), form.name)
    assert unread.is_of_unclear_project and not unread.accepted and unread.values.empty


def test_a_form_that_names_no_project_is_read_into_the_only_one_with_its_columns(engine, tmp_path):
    form = unnamed(SMALL, tmp_path)
    checked = run("check", form)
    assert checked.exit_code == 0 and f"проект выбран по столбцам: {SMALL} — Безопасное лето" in checked.output
    assert run("load", form).exit_code == 0
    stored = current(of_project(engine, SMALL))
    assert stored.loc[stored["kind"] == "component", ["field", "number"]].values.tolist() == [["rested", 90]]
    assert current(of_project(engine, PROJECT)).query("kind == 'component'").empty


def test_an_indicator_is_rolled_up_by_the_code_that_a_person_gave_it(engine):
    assert "Общих показателей нет" in run("rollup").output
    for code, (engaged, total) in {PROJECT: (900, 1000), TWIN: (100, 400)}.items():
        # The second school, of the one directory, has reported to neither.
        values = tidy(people("Ш2", 2022, p1_engaged=engaged, p1_total=total), organization("Ш3", 300))
        accept(of_project(engine, code), File(code, b"", code, 1), values, ADMINISTRATOR)
        assert run("rollup", "--share", "1=охват", "--project", code).exit_code == 0
    # The cumulative count of the small passport is another kind of figure, whatever code it was given.
    assert run("rollup", "--share", "В=охват", "--project", SMALL).exit_code == 0
    assert run("rollup", "--share", "1=охват").exit_code == 2, "of which project"
    assert run("rollup", "--share", "99=охват", "--project", PROJECT).exit_code == 1
    (total,) = json.loads(run("rollup", "--year", 2022, "--json").output)["indicators"]
    # (900 + 100) of (1000 + 400); the mean of 90 and 25 would be 57,5.
    assert (total["code"], round(total["fact"], 4), total["complete"]) == ("охват", 71.4286, False)
    titles = {code: f"Успех каждого ребенка (код {code})" for code in (PROJECT, TWIN)}
    assert {part["project"] for part in total["with_data"]} == set(titles.values())
    assert [part["project"] for part in total["unlike"]] == ["Безопасное лето"]
    # Two schools are asked in each, one has reported.
    assert (total["reported"], total["expected"]) == (2, 4)
    text = run("rollup", "--year", 2022).output
    assert (
        "охват: 71,4 %, по неполным данным" in text.replace("\N{NO-BREAK SPACE}", " ")
        and text.count("Ш3: не сдано за 2022 год") == 2
    )
    assert run("rollup", "--share", "1=", "--project", TWIN).exit_code == 0
    (total,) = json.loads(run("rollup", "--year", 2022, "--json").output)["indicators"]
    assert [part["project"] for part in total["with_data"]] == [titles[PROJECT]], "taken back"
