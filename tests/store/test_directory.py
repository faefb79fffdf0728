"""The directory that is kept is the one in force, whatever was loaded, undone and restored since."""

from __future__ import annotations

import pytest

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import load
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.project import open_project
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.uploads.journal import undo


@pytest.fixture
def project(store_url):
    return open_project(settings.data_folder(), store_url)


def contingents(project) -> list[int]:
    rows = project.directory()
    return rows.loc[rows["code"] == "A", "contingent"].tolist()


def test_the_directory_follows_uploads_undoing_and_restoring(project, tmp_path):
    engine = project.engine
    load(engine, tidy(organization("A", 100)), "a.xlsx")
    assert contingents(project) == [100]
    backup(engine, tmp_path / "copy.zip")
    second, _ = load(engine, tidy(organization("A", 200)), "b.xlsx")
    assert contingents(project) == [200]
    load(engine, tidy(people("A", 2020, x=1)), "c.xlsx")
    assert contingents(project) == [200]
    undo(engine, second, ADMINISTRATOR)
    assert contingents(project) == [100]
    load(engine, tidy(organization("A", 300)), "d.xlsx")
    assert contingents(project) == [300]
    restore(engine, tmp_path / "copy.zip", ADMINISTRATOR, force=True)
    assert contingents(project) == [100]
    # A number of before is given again, to another value.
    load(engine, tidy(organization("A", 400)), "e.xlsx")
    assert contingents(project) == [400]
