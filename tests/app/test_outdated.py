"""Two people look at one value: whoever confirms second is told what the first has stored, before anything is kept."""

from __future__ import annotations

import pytest
import streamlit as st

from tests.app.test_pages import loaded  # noqa: F401
from tests.app.test_sending import XLSX, enter, figure, filled, press, said, sent  # noqa: F401
from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import people, tidy
from uspekh import settings
from uspekh.project import Project, open_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, journal, undo

NOTICE = "Пока вы смотрели"
# Both engines where something is stored over or accepted; what is only said needs one.
IN_ONE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


@pytest.fixture
def project(store_url, monkeypatch) -> Project:
    """The project on an empty store of each engine."""
    monkeypatch.setenv("USPEKH_DATABASE_URL", store_url)
    st.cache_data.clear()
    st.cache_resource.clear()
    return open_project(settings.data_folder(), settings.database_url())


def choose(app, content: bytes):
    app.file_uploader[0].set_value(("отчёт.xlsx", content, XLSX)).run()
    app.text_input(key="кто").input("Петров").run()
    assert not app.exception
    return app


def store(project, number: int, *rows, name="чужое.xlsx"):
    accept(project.engine, File(name, name.encode(), f"{number:064}", 1), tidy(*rows), ADMINISTRATOR)


def changed_meanwhile(app) -> dict:
    """The row of the table that stands before the preview."""
    (table,) = [part.value for part in app.dataframe if "Вы видели" in part.value]
    (row,) = table.to_dict("records")
    return row


def test_a_newer_value_of_another_is_shown_first_and_stored_over_only_when_confirmed_again(loaded, open_page):  # noqa: F811
    mine, other = (
        choose(open_page("data"), filled(loaded, engaged=950)),
        choose(open_page("data"), filled(loaded, engaged=777)),
    )
    press(other, "Сохранить")
    assert figure(loaded) == 777
    press(mine, "Сохранить")
    assert figure(loaded) == 777, "nothing of it is stored"
    assert f"{NOTICE}, изменилось значение: Петров" in said(mine)
    assert "Сохранено" not in said(mine)
    row = changed_meanwhile(mine)
    assert (row["Кто или что"], row["Вы видели"], row["Сейчас"], row["В файле"]) == ("Первая", "900", "777", "950")
    assert row["Кто изменил"] == "Петров"
    assert "новых значений — 0, будет заменено — 1" in said(mine)
    press(mine, "Сохранить")
    assert "Сохранено. Загрузка № 3" in said(mine)
    assert NOTICE not in said(mine)
    assert figure(loaded) == 950


@IN_ONE
def test_a_change_that_a_rerun_shows_by_itself_is_said_as_well(loaded, open_page):  # noqa: F811
    app = choose(open_page("data"), filled(loaded, engaged=950))
    store(loaded, 8, people("S1", 2022, p1_engaged=777))
    app.text_input(key="кто").input("Сидоров").run()
    assert NOTICE in said(app)
    assert changed_meanwhile(app)["Сейчас"] == "777"


@IN_ONE
def test_uploads_of_other_values_disturb_nobody(loaded, open_page):  # noqa: F811
    app = choose(open_page("data"), filled(loaded, engaged=950))
    store(loaded, 8, people("S2", 2022, p1_engaged=601), people("S1", 2022, p2_covered=5))
    press(app, "Сохранить")
    assert "Сохранено. Загрузка № 3" in said(app)
    assert figure(loaded) == 950


@IN_ONE
def test_a_value_that_was_taken_back_meanwhile_is_said(loaded, open_page):  # noqa: F811
    store(loaded, 8, people("S2", 2021, p1_engaged=640), name="прошлый год.xlsx")
    app = choose(open_page("data"), filled(loaded, engaged=641, total=3000, whose="Вторая", year=2021))
    undo(loaded.engine, 2, EDITOR)
    press(app, "Сохранить")
    assert "значение, которого касается файл, отменили" in said(app)
    row = changed_meanwhile(app)
    assert (row["Вы видели"], row["Сейчас"], row["Кто изменил"]) == ("640", "нет данных", "значение отменено")
    assert len(journal(loaded.engine, ADMINISTRATOR)) == 2


def test_an_editor_is_told_what_changed_before_he_accepts(loaded, open_page, enter):  # noqa: F811
    sent(loaded)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    store(loaded, 8, people("S1", 2022, p1_engaged=777))
    press(app, "Принять")
    assert figure(loaded) == 777
    assert f"{NOTICE}, изменилось значение: Иванова" in said(app)
    press(app, "Принять")
    assert figure(loaded) == 950
    assert NOTICE not in said(app)
