"""«Паспорт → Редакции»: a new edition is entered from an archive of tables, and what it changed is listed."""

from __future__ import annotations

from datetime import date

from tests.app.pressing import actions_of, press, table_of
from tests.app.test_pages import texts
from tests.persons import ADMINISTRATOR
from uspekh import settings
from uspekh.importing.review.archive import pack_archive
from uspekh.passport.editions.edition import Requisites
from uspekh.project import open_project
from uspekh.store.plans.editions import list_editions
from uspekh.ui.session import state


def test_a_new_edition_is_entered_and_what_it_changed_is_listed(project, open_page):
    app = open_page("passport", раздел="Редакции")
    assert [row["Действует с"] for row in table_of(app, "редакции")] == ["01.01.2019"]
    # The plan of indicator 1 for 2022 is lowered from 77 to 76 %; «<b>» in a title must not become markup.
    lowered = project.texts["indicator_targets.csv"].replace("1,2022,77\n", "1,2022,76\n")
    assert lowered != project.texts["indicator_targets.csv"]
    goal = project.texts["passport.toml"].replace('goal = "Обеспечение', 'goal = "<b>Обеспечение')
    archive = pack_archive({**project.texts, "indicator_targets.csv": lowered, "passport.toml": goal})
    app.file_uploader(key="редакция-файл").set_value(("таблицы.zip", archive, "application/zip")).run()
    lowering = {"Где": "Раздел 2, строка 1", "Что": "плановое значение, 2022", "Было": "77", "Стало": "76"}
    aim, target = table_of(app, "новая-редакция")
    assert target == lowering and aim["Стало"].startswith("<b>Обеспечение")
    app.date_input(key="редакция-с").set_value(date(2022, 12, 1))
    app.text_input(key="редакция-акт").set_value("постановление № 7")
    app.text_input(key="редакция-кто").set_value("Иванова").run()
    app.button(key="редакция-внести").click().run()
    assert not app.exception
    second = list_editions(project.engine, project.code)[-1]
    assert (second.requisites.number, second.requisites.valid_from) == (2, date(2022, 12, 1))
    assert second.confirmed_by == "Иванова"
    assert [(row["№"], row["Акт"]) for row in table_of(app, "редакции")] == [("2", "постановление № 7"), ("1", "—")]
    assert table_of(app, "различия")[1] == lowering
    # The figures rest on the new edition at once, also where another process enters it.
    assert state.project().edition == second
    third = Requisites(3, None, "", date(2023, 12, 1))
    entered = open_project(settings.data_folder(), project.engine).add_edition(third, project.texts, ADMINISTRATOR)
    app.run()
    assert state.project().edition == entered
    press(app, "редакции", actions_of(app, "редакции")[-1])
    assert "различия" not in texts(app) and not table_of(app, "различия")
