"""Problems of a file: what matters for the stored values first, every message whole."""

from __future__ import annotations

import re

import pytest

from tests.actuals.conftest import workbook
from tests.app.test_pages import texts
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh.actuals.problems import Problem
from uspekh.store.uploads.changes import changes
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, journal
from uspekh.store.uploads.remarks import of_uploads
from uspekh.ui.uploading.checked import order_problems


def warning(cell: str | None, severity: str = "warning", code: str = "suspect.jump") -> Problem:
    return Problem(severity, code, "Показатели", cell, f"Проверьте {cell}.")


def value(subject: str, year: int, cell: str, **numbers: int) -> list[dict]:
    return [row | {"sheet": "Показатели", "cell": cell} for row in people(subject, year, **numbers)]


def cells(problems: list[Problem]) -> list[str | None]:
    return [problem.cell for problem in problems]


CHANGED = changes(
    tidy(
        value("S1", 2020, "x", a=100), value("S1", 2021, "x", a=50, b=7),
        value("S1", 2023, "x", a=60), value("S2", 2020, "x", a=640, b=1000),
        value("S3", 2022, "x", a=9),
    ),
    tidy(
        # 100 → 101: a hundredth part of the larger number changes
        value("S1", 2020, "D2", a=101),
        # stays, and nothing of the year 2021 or of the field b of S1 changes
        value("S1", 2021, "E3", b=7),
        # stays, but the same field changes in 2020, a year before
        value("S1", 2021, "D3", a=50),
        # stays: 2020 is three years away
        value("S1", 2023, "D7", a=60),
        # 640 → 64: nine tenths are lost
        value("S2", 2020, "D4", a=64),
        # stays, but in the same year a changes
        value("S2", 2020, "E4", b=1000),
        # stays; S3 stays altogether
        value("S3", 2022, "D5", a=9),
        # new
        value("S4", 2022, "D6", a=3),
    ),
)  # fmt: skip


def test_the_sharpest_change_comes_first_and_what_stays_is_set_apart():
    problems = [warning(cell) for cell in ("D5", "E4", "E3", "D6", "D7", "D2", "D3", "D4")]
    found = order_problems(problems, CHANGED)
    # Replaced values by the part that is lost, 9/10 and 1/101, then the new one, then what may be about a change.
    assert cells(found.first) == ["D4", "D2", "D6", "E4", "D3"]
    assert cells(found.unchanged) == ["D5", "E3", "D7"]


def test_gravity_goes_before_sharpness_and_an_error_is_never_set_apart():
    problems = [warning("D4", "info"), warning("D2"), warning("D5", "error"), warning("D5", "info"), warning("D5")]
    found = order_problems(problems, CHANGED)
    assert [(problem.severity, problem.cell) for problem in found.first] == [
        ("error", "D5"), ("warning", "D2"), ("info", "D4")
    ]  # fmt: skip
    assert [problem.severity for problem in found.unchanged] == ["warning", "info"]


def test_what_is_about_no_value_stays_in_sight_and_is_said_once():
    whole_sheet = Problem("warning", "sheet.ignored", "Свод", None, "Лист не читается.")
    found = order_problems([whole_sheet, warning("Z9"), whole_sheet], CHANGED)
    assert found.first == [whole_sheet, warning("Z9")]
    assert found.unchanged == []


def test_without_a_comparison_only_gravity_counts():
    found = order_problems([warning("D5", "info"), warning("D4"), warning("D2", "error")])
    assert (cells(found.first), found.unchanged) == (["D2", "D4", "D5"], [])


HEADINGS = ["Организация", "Год", "Период", "П1 Занимаются, чел.", "П1 Всего детей 5–18 лет, чел."]
# Half of a share for 2020 (children without their total) is what stands already; for 2023 the value changes.
FILE = (
    "отчёт.xlsx",
    workbook({"Показатели": [HEADINGS, ["Первая", 2020, "год", 31, None], ["Первая", 2023, "год", 88, None]]}),
    "application/octet-stream",
)


@pytest.fixture
def half(project):
    values = tidy(organization("S1", 1000, short_name="Первая"),
                  people("S1", 2020, p1_engaged=31), people("S1", 2023, p1_engaged=880))  # fmt: skip
    accept(project.engine, File("прежний.xlsx", b"1", "1" * 64, 2), values, ADMINISTRATOR)
    return project


def opened(open_page):
    app = open_page("data")
    app.file_uploader[0].set_value(FILE).run()
    assert not app.exception
    return app


def test_a_file_shows_what_changes_first_and_folds_the_rest(half, open_page):
    app = opened(open_page)
    assert re.findall(r"лист «Показатели», (\w+)  \n(.*)", texts(app)) == [
        ("D3", "Указано «П1 Занимаются, чел.», но не указано «П1 Всего детей 5–18 лет, чел.»: доля не рассчитается.")
    ]
    assert [box.label for box in app.expander if "не меняются" in box.label] == [
        "Замечания к значениям, которые не меняются: 1"
    ]


def test_an_explanation_is_stored_with_its_value(half, open_page):
    app = opened(open_page)
    next(field for field in app.text_input if field.label.startswith("Пояснение")).input("Всего детей уточняется")
    app.text_input(key="кто").input("Иванова").run()
    next(button for button in app.button if button.label == "Сохранить").click().run()
    assert not app.exception
    number = int(journal(half.engine, ADMINISTRATOR)["id"].max())
    stored = of_uploads(half.engine, [number], ADMINISTRATOR)
    assert stored[["cell", "comment"]].to_numpy().tolist() == [["D3", "Всего детей уточняется"]]
