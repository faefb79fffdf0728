"""Results, the plan of measures and the passport, on the shipped passport and on a small one."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
import streamlit as st

from tests.app.conftest import open_app
from tests.app.pressing import actions_of, table_of
from tests.persons import ADMINISTRATOR
from tests.small_passport import write_small_passport
from tests.tidy import item, organization, people, tidy
from uspekh import settings
from uspekh.project import open_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.session import access

PAGES = ("plan", "passport")
REPORTS = tidy(
    organization("S1", 1000, short_name="Первая"),
    people("S1", 2019, r1_2_participants=30, r1_2_total=100, p3_participants=20),
    people("S1", 2019, r1_11_participants=40, r1_11_total=100),
    people("S1", 2020, r1_11_participants=42, r1_11_total=100),
    item("5.1.3", 2020, done="2020-07-01"),
    item("2.1.3", 2024, forecast="2024-05-01"),
)


@pytest.fixture
def loaded(project):
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 6), REPORTS, ADMINISTRATOR)
    return project


def words(app) -> str:
    parts = [*app.markdown, *app.caption, *app.error, *app.warning, *app.info, *app.success, *app.title, *app.subheader]
    return "\n".join(str(part.value) for part in parts)


@pytest.mark.parametrize("page", PAGES)
def test_while_the_store_is_empty_every_page_shows_the_demonstration_and_says_so(open_page, page):
    app = open_page(page)
    assert "Демонстрационные данные" in words(app)


def test_the_plan_is_judged_as_of_the_date_in_the_address(loaded, open_page):
    late = table_of(open_page("plan", дата="2019-05-01", состояние="просрочено"), "план-список")
    # in the passport two items fall due in 2018 and by April 2019: 1.1.1, 1.1.2 and 2.1.3; none was reported
    assert [row["№"] for row in late] == ["1.1.1", "1.1.2", "2.1.3"]
    assert all(row["Отвечает"].startswith("Баранец Т.Г.") for row in late)


def test_filters_of_the_plan_narrow_the_list_and_keep_the_spelling(loaded, open_page):
    rows = table_of(open_page("plan", срок="все годы", исполнитель="Общеобразовательные организации"), "план-список")
    assert {row["№"] for row in rows} == {"2.1.1", "7.1.1"}
    assert len(rows) == 6  # 2.1.1 in 2019, 7.1.1 every year from 2020
    assert any(
        "Управление образования, Общеобразовательные организации МОУ ДПО ЦРО" in row["Пункт плана"] for row in rows
    )


def test_the_whole_plan_holds_every_row_of_the_annex(loaded, open_page):
    rows = table_of(open_page("plan", срок="все годы"), "план-список")
    assert {row["№"] for row in rows} == set(loaded.plan["plan_items"]["item"])


def test_overload_is_shown_with_its_arithmetic(loaded, open_page, monkeypatch):
    # Whoever comes is named in the plan.
    monkeypatch.setattr(access, "DESK", replace(access.DESK, names=("моу дпо цро",)))
    app = open_page("plan", год="2020", вид="Люди")
    # 20 for all; 20 until 2021; 40 for each of 1.3, 1.4, 1.5, 1.6, 1.9 in 2020
    assert "20 + 20 + 40 + 40 + 40 + 40 + 40 = 240" in app.subheader[0].value
    assert any("Бадудина Т.А." in row["Участник"] for row in table_of(app, "люди"))
    # Nothing of the plan was done, and its last date is past: the executor is reminded of all of it, for the answering
    # of Бадулина Т.А. no item is linked.
    (reminder,) = app.code
    assert "Кому: МОУ ДПО ЦРО\n" in reminder.value and "Срок истёк" in reminder.value
    expected = table_of(app, "ожидается")
    assert {row["Состояние"] for row in expected} == {"■просрочено"}
    assert f"{len(expected)}. {expected[-1]['Что ожидается']}" in reminder.value
    app.button(key="создать-ссылку").click().run()
    assert "/calendar/" in app.code[1].value and app.code[1].value.endswith(".ics")
    app.selectbox(key="кому").select("Бадулина Т.А.").run()
    assert not app.code and "Напоминать не о чем" in words(app), "the link is of one addressee"
    assert not table_of(app, "ожидается")


def test_any_place_of_the_document_is_found_by_its_words(loaded, open_page):
    app = open_page("passport", поиск="ПРОЕКТориМЫ")
    assert [(row["Раздел"], row["Строка"]) for row in table_of(app, "найденное")] == [("Приложение № 1", "2.1.2")]
    assert "Найдено мест: 1" in words(app)  # 7.1.2 is spelt «ПРОЕКТториМЫ»


def test_formulas_are_drawn(loaded, open_page):
    formulas = [found.value for found in open_page("passport", раздел="Методика расчёта").latex]
    assert any("кванториум" in formula for formula in formulas)
    assert len(formulas) == loaded.plan["methods"]["formula"].ne("").sum()


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The small passport with one report in the store."""
    folder = tmp_path / "data"
    shutil.copytree(settings.data_folder(), folder, ignore=shutil.ignore_patterns("passport"))
    write_small_passport(folder / "passport")
    monkeypatch.setenv("USPEKH_DATA", str(folder))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'small.sqlite'}")
    st.cache_data.clear()
    st.cache_resource.clear()
    project = open_project(folder, settings.database_url())
    reports = tidy(organization("Л", 100, short_name="Лагерь"), people("Л", 2022, trained=3, on_duty=6))
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 2), reports, ADMINISTRATOR)
    return project


def test_another_passport_shows_its_own_results_levels_and_people(small):
    app = open_app("indicators")
    assert actions_of(app, "список-result") == ["результат=2.1", "результат=2.2"]
    app.query_params["срок"] = "все годы"
    app.switch_page("pages/plan.py").run()
    assert set(app.multiselect(key="контроль").options) == {"СК", "Р", "не указан"}
    app.button_group(key="вид").set_value("Люди").run()
    # 100 % is the full time, not above it
    assert "Свыше 100 % не занят никто" in words(app)
