"""Plans of organizations in the store: values like any other, with their history, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, planned, tidy
from uspekh import settings
from uspekh.monitoring.selection import Selection
from uspekh.project import open_project
from uspekh.store.uploads import journal
from uspekh.store.uploads.files import File
from uspekh.store.values.queries import history, plan_versions

CODES = ("Ш2", "Ш3")
SCHOOLS = [row for code in CODES for row in organization(code, 100)]
KEY = {"kind": "plan", "subject": "Ш2", "part": "П2", "year": 2021, "months": 0, "field": "plan"}


@pytest.fixture
def project(store_url):
    project = open_project(settings.data_folder(), store_url)
    yield project
    project.engine.dispose()


@pytest.fixture
def load(project, monkeypatch):
    """Loads rows on a day."""

    def run(day: int, *rows: list[dict]) -> int:
        monkeypatch.setattr(journal, "now", lambda: datetime(2022, 1, day, tzinfo=UTC))
        file = File(f"{day}.xlsx", str(day).encode(), f"{day:064}", 1)
        return journal.accept(project.engine, file, tidy(*rows), ADMINISTRATOR, follow=project.keep_up)[0]

    return run


def row(project, code="Ш2"):
    rows = project.figures(Selection(2021, datetime(2025, 1, 1).date())).organizations
    (found,) = rows[(rows["measure"] == "p2") & (rows["year"] == 2021) & (rows["organization"] == code)].to_dict(
        "records"
    )
    return found


def test_a_stored_plan_judges_and_undoing_it_leaves_the_guide(project, load):
    load(1, SCHOOLS, people("Ш2", 2021, p2_covered=80), people("Ш3", 2021, p2_covered=5))
    # 900 by 1:1 over three years.
    assert (row(project)["plan"], row(project)["plan_kind"]) == (450, "guide")
    second = load(2, planned("Ш2", "П2", 2021, 90_000))
    assert (row(project)["plan"], row(project)["plan_kind"], row(project)["flag"]) == (90, "own", "missed")
    # What Ш2 does not take of the increment 150 goes to the other: its 375 of 2020 and 150 less (90 − 375), 435.
    assert (row(project, "Ш3")["plan"], row(project, "Ш3")["plan_kind"]) == (375 + 435, "guide")
    project.undo(second, ADMINISTRATOR)
    assert row(project)["plan_kind"] == "guide"


def test_a_plan_that_was_taken_back_leaves_the_guide_and_its_history(project, load):
    load(1, SCHOOLS, planned("Ш2", "П2", 2021, 90_000))
    load(2, planned("Ш2", "П2", 2021, None))
    # 900 by 1:1 over three years: 375 until 2020 and half of the increment 150.
    assert (row(project)["plan"], row(project)["plan_kind"]) == (450, "guide")
    texts = history(project.engine, KEY, ADMINISTRATOR)[["number", "text"]]
    assert texts.notna().values.tolist() == [[False, True], [True, False]]
    assert project.lowered_plans().empty
    # Set again and lower, it is held against the first that was set.
    load(3, planned("Ш2", "П2", 2021, 70_000))
    assert project.lowered_plans()[["first", "present"]].values.tolist() == [[90.0, 70.0]]


def test_a_plan_has_a_history_and_a_lowered_one_is_known(project, load):
    load(1, SCHOOLS)
    load(2, planned("Ш2", "П2", 2021, 90_000), planned("Ш3", "П2", 2021, 70_000))
    load(3, planned("Ш2", "П2", 2021, 80_000))
    numbers = history(project.engine, KEY, ADMINISTRATOR)["number"].tolist()
    assert numbers == [80_000, 90_000]
    assert len(plan_versions(project.engine)) == 3
    lowered = project.lowered_plans()
    # П2 stands for nothing else: one row. Both values came after the year, so the first is what is compared.
    assert lowered.to_dict("records") == [
        {"measure": "p2", "organization": "Ш2", "year": 2021, "first": 90.0, "present": 80.0}
    ]
