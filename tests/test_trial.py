"""A file tried on before it is stored: the figures that would follow are those that do follow."""

from __future__ import annotations

from datetime import date

import pytest

from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh import settings, trial
from uspekh.project import open_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

AS_OF = date(2026, 11, 26)
STANDING = tidy(
    organization("S1", 1000, short_name="Первая"),
    organization("S2", 3000, short_name="Вторая"),
    people("S1", 2022, p1_engaged=900, p1_total=1000),
    people("S2", 2022, p1_engaged=2100, p1_total=3000),
    people("S1", 2022, months=3, p1_engaged=800, p1_total=1000),
)


@pytest.fixture
def project(tmp_path):
    project = open_project(settings.data_folder(), f"sqlite:///{tmp_path / 'store.sqlite'}")
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 2), STANDING, ADMINISTRATOR)
    return project


def test_what_follows_of_a_file_is_said_before_it_is_stored(project):
    file = tidy(people("S2", 2022, p1_engaged=2000))
    (consequence,) = trial.try_values(project, file, AS_OF).consequences
    # (900 + 2 100) of 4 000 is 75 % of the 77 planned: 97 %. (900 + 2 000) of 4 000 is 72,5 %: 94 %, at risk as before.
    assert (consequence.what, consequence.year, consequence.months) == ("показатель 1", 2022, 12)
    assert (consequence.before, consequence.after, consequence.flag_after) == ("75", "72,5", "at_risk")
    assert consequence.complete


def test_what_follows_of_a_file_while_others_are_silent_is_incomplete(project):
    file = tidy(organization("S3", 1000, short_name="Третья"), people("S2", 2022, p1_engaged=2000))
    share = next(each for each in trial.try_values(project, file, AS_OF).consequences if each.what == "показатель 1")
    assert (share.after, share.complete) == ("72,5", False)


def test_an_organization_reads_of_itself_alone(project):
    (consequence,) = trial.try_values(project, tidy(people("S1", 2022, p1_engaged=950)), AS_OF, "S1").consequences
    assert (consequence.before, consequence.after, consequence.flag_after) == ("90", "95", None)


def test_a_year_that_would_be_shown_at_another_period_says_so(project):
    # In June 2022 the first quarter is reported by one of two, which is half; half a year by nobody.
    both = [people(code, 2022, months=6, p1_engaged=500, p1_total=1000) for code in ("S1", "S2")]
    on_the_day = date(2022, 7, 5)
    (shift,) = trial.try_values(project, tidy(*both), on_the_day).shifts
    assert shift.say() == (
        "2022 год: показатели будут за период «I полугодие, сдали 2 из 2»; сейчас — «I квартал, сдали 1 из 2»"
    )


def test_a_store_too_large_is_not_tried(project, monkeypatch):
    monkeypatch.setattr(trial, "MOST", 3)
    assert trial.try_values(project, STANDING, AS_OF) is None
