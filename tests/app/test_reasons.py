"""Why a figure is what it is, on the screens: the year before, the methodology."""

from __future__ import annotations

import pytest

from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.show.methodology import sections

COUNTS = {"S1": ("Первая", 610, 850), "S2": ("Вторая", 460, 700), "S3": ("Третья", 655, 905)}


@pytest.fixture
def loaded(project):
    schools = [organization(code, whole, short_name=name) for code, (name, _, whole) in COUNTS.items()]
    counts = [
        people(code, year, p1_engaged=part - 20 * (year == 2021), p1_total=whole)
        for year in (2021, 2022)
        for code, (_, part, whole) in COUNTS.items()
    ]
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 2), tidy(*schools, *counts), ADMINISTRATOR)
    return project


def test_the_year_before_is_split_by_organization(loaded, open_page):
    app = open_page("indicators", год="2022")
    assert not app.exception
    table = next(each.value for each in app.dataframe if "Своя доля" in each.value)
    # 20 children more of 850, 700 and 905, each at its weight in 2 455: 100 · 20 / 2 455 = 0,81 each, 2,44 together.
    assert sorted(table["Своя доля"]) == [0.81, 0.81, 0.82]
    assert set(table["Состав"]) == {0.0}
    assert round(table["Всего"].sum(), 2) == 2.44


def test_the_methodology_opens_beside_the_figure(loaded, open_page):
    app = open_page("indicators", год="2022")
    app.button(key="разложение-методика").click()
    app.run()
    assert not app.exception
    assert sections()["Почему изменилось"].strip()[:60] in "\n".join(str(part.value) for part in app.markdown)
