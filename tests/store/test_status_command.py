"""``status --as-of-upload``: the figures as they stood right after an upload."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.commands import cli
from uspekh.project import open_project
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


def test_an_upload_that_is_not_there_is_refused(project):
    answer = CliRunner().invoke(cli, ["status", "--as-of-upload", "7"])
    assert (answer.exit_code, "Загрузки № 7 нет" in answer.output + answer.stderr) == (1, True)


def test_a_person_reads_how_many_people_are_missing(project):
    load(project, 1, organization("Ш2", 800), people("Ш2", 2019, p2_covered=40))
    answer = CliRunner().invoke(cli, ["status", "--year", "2019"])
    # The plan of indicator 2 is 600 people in 2019.
    assert "не хватает 560\xa0чел." in answer.output
