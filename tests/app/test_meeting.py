"""«Сегодня», its steps on a shared screen, and what is kept of a meeting."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from tests.app.pressing import actions_of, press, table_of
from tests.app.test_pages import loaded, texts  # noqa: F401
from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import people, tidy
from uspekh.monitoring.difference import frozen_status
from uspekh.monitoring.overview.decisions import Decision, open_assignments
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.status import status
from uspekh.store.decided import decisions, meetings
from uspekh.store.schema.decided import decisions as decided_rows
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.meeting.off_plan import DECIDE, NUMBER
from uspekh.ui.meeting.record import MADE

pytestmark = pytest.mark.usefixtures("loaded")


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def button(app, label: str):
    return next(each for each in app.button if each.label == label)


YEAR_2022 = Selection(2022, date.today())


def test_today_says_what_is_short_and_leads_to_its_cells(open_page):
    app = open_page()
    # (900 + 600) / 4 000 = 37,5 % of 77 %: 39,5 points, of 4 000 children 3 080 - 1 500 = 1 580.
    assert "до плана не хватает 1 580 чел. по показателю 1" in plain(texts(app))
    row = table_of(app, "сегодня-не-по-плану")[0]
    assert plain(row["Показатель, результат"]).startswith("Показатель 1. Охват")
    assert plain(row["Факт и план"]).endswith("не хватает 39,5 п. п. (1 580 чел.)")
    # The guides are 77 % for both, «Вторая» lacks 2 310 - 600 = 1 710; «Первая» has 130 more than its 770.
    assert plain(row["Больше всего не хватает"]) == "Вторая — 1 710 чел."
    action = next(each for each in actions_of(app, "сегодня-не-по-плану") if NUMBER in each)
    press(app, "сегодня-не-по-плану", action)
    assert "Показатель 1, 2022 год" in texts(app)


def test_the_button_of_a_row_opens_the_form_for_who_may_decide(open_page, loaded):  # noqa: F811
    decided = Decision("indicator", "1", 2022, "Ремонт", "Открыть группы", "Иванова", date(2023, 3, 1))
    for year in range(2019, 2025):
        decisions.decide(loaded.engine, replace(decided, year=year), EDITOR)
    app = open_page()
    # One more than are seen at first.
    assert len(table_of(app, "сегодня-поручения")) == 6
    row = table_of(app, "сегодня-не-по-плану")[0]
    assert row["Причина и мера"].startswith("Ремонт\n→ Открыть группы")
    assert row["Кто отвечает, срок"] == "Иванова\nдо 01.03.2023"
    action = next(each for each in actions_of(app, "сегодня-не-по-плану") if DECIDE in each)
    press(app, "сегодня-не-по-плану", action)
    assert [area.value for area in app.text_area] == ["Ремонт", "Открыть группы"]


def test_every_step_opens_by_its_address_and_a_former_one_too(open_page, loaded):  # noqa: F811
    app = open_page("meeting")
    names = list(next(box for box in app.get("menu_button")).proto.options)
    assert names[:5] == ["Сводка", *(f"Показатель {number}" for number in (1, 2, 3, 4))]
    assert names[-1] == "Протокол" and {"Не по плану", "Бюджет", "План", "Решения"} <= set(names)
    expected = {
        "Показатель 1": "2022: 37,5 % при плане 77 %",
        "Мероприятия": "Просрочено",
        "Бюджет": "2022 год: исполнение не сдано",
        "Нет такого": "Шага «Нет такого» нет",
    }
    for address, words in expected.items():
        # «Мероприятия» was a screen of the former meeting.
        name = "экран" if address == "Мероприятия" else "шаг"
        assert words in plain(texts(open_page("meeting", **{name: address})))


def test_the_arrows_go_from_step_to_step(open_page):
    app = open_page("meeting", шаг="Показатель 1")
    button(app, "Вперёд").click().run()
    assert app.query_params["шаг"] == "Показатель 2"
    button(app, "Назад").click().run()
    button(app, "Назад").click().run()
    assert app.query_params["шаг"] == "Сводка" and button(app, "Назад").disabled


def test_one_action_freezes_the_meeting_and_makes_its_files(open_page, loaded):  # noqa: F811
    app = open_page("meeting", шаг="Протокол")
    app.text_input[0].input("Иванова А. А.")
    button(app, "Зафиксировать и подготовить документ и слайды").click().run()
    assert not app.exception
    assert "Совещание № 1 зафиксировано" in texts(app)
    labels = [element.proto.label for element in app.get("download_button")]
    assert labels[:3] == ["Скачать документ и слайды", "Документ", "Слайды"]
    meeting = meetings.meeting(loaded.engine, 1, EDITOR)
    assert (meeting.by, meeting.year) == ("Иванова А. А.", 2022)
    made = app.session_state[MADE]
    words = "\n".join(p.text for p in docx.Document(BytesIO(made.files["docx"])).paragraphs)
    assert "Успех каждого ребенка" in words and made.files["pptx"][:2] == b"PK"


def test_a_frozen_meeting_does_not_change_with_later_uploads(loaded, open_page):  # noqa: F811
    frozen = status(loaded.figures(YEAR_2022))
    held = decisions.in_force(loaded.engine, EDITOR)
    number = meetings.freeze(loaded.engine, date.today(), frozen, 12, held, ADMINISTRATOR)
    before = meetings.meeting(loaded.engine, number, EDITOR).status
    later = tidy(people("S2", 2022, p1_engaged=2100, p1_total=3000))
    accept(loaded.engine, File("позже.xlsx", b"2", "2" * 64, 1), later, ADMINISTRATOR)
    assert meetings.meeting(loaded.engine, number, EDITOR).status == before == json.dumps(frozen, ensure_ascii=False)
    app = open_page()
    assert "Изменилось после совещания" in texts(app)
    row = table_of(app, "сегодня-изменилось")[0]
    # (900 + 600) / 4 000 = 37,5 %; (900 + 2 100) / 4 000 = 75 %
    assert (plain(row["Что"]), row["Было"], row["Стало"]) == ("Показатель 1", "37,5", "75")


def test_a_change_is_led_back_to_what_made_it(loaded, open_page):  # noqa: F811
    held = decisions.in_force(loaded.engine, EDITOR)
    meetings.freeze(loaded.engine, date.today(), frozen_status(loaded.figures(YEAR_2022)), 12, held, ADMINISTRATOR)
    later = tidy(people("S2", 2022, p1_engaged=2100, p1_total=3000))
    accept(loaded.engine, File("позже.xlsx", b"2", "2" * 64, 1), later, ADMINISTRATOR)
    app = open_page("meeting", шаг="Протокол")
    row = next(row for row in table_of(app, "изменилось") if plain(row["Что"]) == "Показатель 1")
    # From 37,5 % to 75 % by the correction of S2 alone.
    assert (row["Было"], row["Стало"], row["Исправления"]) == ("37,5", "75", "+37,5")
    assert "Правила" not in row and "прежним правилам" not in texts(app)


def test_a_decision_is_kept_with_its_wordings_and_falls_overdue(loaded):  # noqa: F811
    told = Decision("indicator", "1", 2022, "ремонт", "открыть группы", "Иванова", date(2023, 3, 1))
    thread = decisions.decide(loaded.engine, told, EDITOR)
    held = decisions.in_force(loaded.engine, EDITOR)
    assert [row.thread for row in open_assignments(held, date(2023, 3, 2)).rows] == [thread]
    assert [open_assignments(held, date(2023, 3, day)).overdue for day in (1, 2)] == [0, 1]
    decisions.decide(loaded.engine, replace(told, action="открыть 4 группы", closed=True, thread=thread), EDITOR)
    held = decisions.in_force(loaded.engine, EDITOR)
    assert held["action"].tolist() == ["открыть 4 группы"]
    assert open_assignments(held, date(2023, 3, 2)).rows == ()
    with loaded.engine.connect() as connection:
        assert connection.scalars(select(decided_rows.c.action)).all() == ["открыть группы", "открыть 4 группы"]
