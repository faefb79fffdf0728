"""``status --as-of-upload``: the figures as they stood right after an upload."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, planned, tidy
from uspekh import settings
from uspekh.commands import cli
from uspekh.project import open_project
from uspekh.store.plans.plan_tables import keep_texts, read_used_texts
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept


@pytest.fixture
def project(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("USPEKH_DATABASE_URL", url)
    project = open_project(settings.data_folder(), url)
    yield project
    project.engine.dispose()


def load(project, place, *rows):
    file = File(f"{place}.xlsx", str(place).encode(), f"{place:064}", 1)
    return accept(project.engine, file, tidy(*rows), ADMINISTRATOR, follow=project.keep_up)[0]


def covered(*arguments):
    """The fact of indicator 2 in 2022, and the year that is shown."""
    answer = CliRunner().invoke(cli, ["status", "--json", *arguments])
    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.output)
    return next(row["fact"] for row in said["indicators"] if (row["id"], row["year"]) == ("2", 2022)), said["year"]


def flag(*arguments):
    """The flag of indicator 2 in 2019: 400 of 600 are 66,7 %."""
    rows = json.loads(CliRunner().invoke(cli, ["status", "--json", *arguments]).output)["indicators"]
    return next(row["flag"] for row in rows if (row["id"], row["year"]) == ("2", 2019))


def test_every_state_is_printed_as_it_stood(project):
    first = load(project, 1, organization("Ш2", 800), people("Ш2", 2022, p2_covered=40))
    second = load(project, 2, people("Ш2", 2022, p2_covered=55), people("Ш2", 2023, p2_covered=9))
    project.undo(first, ADMINISTRATOR)
    third = load(project, 3, organization("Ш3", 700), people("Ш3", 2022, p2_covered=8))
    project.undo(second, ADMINISTRATOR)
    # Undoings later than the upload do not count; the year is the last that was reported then.
    states = [covered("--as-of-upload", str(upload)) for upload in (first, second, third)]
    assert states == [(40, 2022), (55, 2023), (63, 2023)]
    assert covered() == (8, 2022)
    assert covered("--as-of", date.today().isoformat()) == covered()


def test_an_earlier_state_is_judged_by_the_rules_of_that_time(project):
    shipped = read_used_texts(settings.data_folder())
    # Then 60 % were enough to be at risk; the next start of the program is with the rules of today again.
    lenient = shipped["rules.csv"].decode().replace("90,100", "60,100").replace(",,90", ",,60")
    keep_texts(project.engine, shipped | {"rules.csv": lenient.encode()})
    upload = load(project, 1, organization("Ш2", 800), people("Ш2", 2019, p2_covered=400))
    assert (flag("--as-of-upload", str(upload)), flag()) == ("at_risk", "missed")


def test_rules_of_that_time_that_cannot_be_read_are_said(project):
    keep_texts(project.engine, read_used_texts(settings.data_folder()) | {"rules.csv": b"flag,label\n"})
    upload = load(project, 1, organization("Ш2", 800), people("Ш2", 2019, p2_covered=400))
    answer = CliRunner().invoke(cli, ["status", "--as-of-upload", str(upload)])
    assert (answer.exit_code, "по сегодняшним правилам" in answer.stderr) == (0, True)


def test_a_plan_that_was_lowered_is_said_with_the_flag(project):
    plans = (planned("Ш2", "П2", 2019, thousandths) for thousandths in (600_000, 500_000))
    load(project, 1, organization("Ш2", 800), people("Ш2", 2019, p2_covered=400), next(plans))
    second = load(project, 2, next(plans))
    words = "план смягчён после окончания года, был 600\xa0чел., теперь 500\xa0чел."
    for arguments, expected in ((("--explain",), True), (("--explain", "--as-of-upload", str(second - 1)), False)):
        answer = CliRunner().invoke(cli, ["status", "--year", "2019", *arguments])
        assert (words in answer.output) == expected
    answer = CliRunner().invoke(cli, ["status", "--explain", "--json"])
    rows = json.loads(answer.output)["organizations"]
    of_plan = [row for row in rows if (row["organization"], row["indicator"], row["year"]) == ("Ш2", "2", 2019)]
    assert of_plan[0]["explanation"]["plan_remarks"] == [f"Ш2: {words.removesuffix('.')}."]


def test_an_upload_that_is_not_there_is_refused(project):
    answer = CliRunner().invoke(cli, ["status", "--as-of-upload", "7"])
    assert (answer.exit_code, "Загрузки № 7 нет" in answer.output + answer.stderr) == (1, True)


def test_a_person_reads_how_many_people_are_missing(project):
    load(project, 1, organization("Ш2", 800), people("Ш2", 2019, p2_covered=40))
    answer = CliRunner().invoke(cli, ["status", "--year", "2019"])
    # The plan of indicator 2 is 600 people in 2019.
    assert "не хватает 560\xa0чел." in answer.output
