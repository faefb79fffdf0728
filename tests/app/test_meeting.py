"""The meeting, the audit and the journal on their pages."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.app.test_pages import REPORTS, loaded, texts  # noqa: F401
from tests.persons import ADMINISTRATOR, EDITOR
from tests.tidy import item, people, tidy
from uspekh.monitoring.difference import frozen_status
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.status import status
from uspekh.store.decided import decisions, meetings
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

pytestmark = pytest.mark.usefixtures("loaded")


def test_the_summary_tells_the_worst_in_words(open_page, loaded):  # noqa: F811
    # With nothing said of the plan's items, results of which no control point is done lack all of their plan.
    assert "исполнено контрольных точек — 0 из 3" in texts(open_page("meeting")).replace("\u00a0", " ")
    items = loaded.figures(Selection(2022, date.today())).milestones.query("flag == 'overdue'")
    done = tidy(*(item(row.item, row.year, done=f"{row.due:%Y-%m-%d}") for row in items.itertuples()))
    accept(loaded.engine, File("сроки.xlsx", b"2", "2" * 64, 1), done, ADMINISTRATOR)
    # 37,5 % of 77 % in 2022: 39,5 percentage points are lacking.
    assert "не хватает 39,5 п. п." in texts(open_page("meeting")).replace("\u00a0", " ")


def test_the_summary_counts_the_measures_of_the_year_and_what_is_overdue_from_before(open_page, loaded):  # noqa: F811
    figures = loaded.figures(Selection(2022, date.today()))
    late = int((figures.milestones.query("year <= 2022")["flag"] == "overdue").sum())
    assert late > int((figures.milestones.query("year == 2022")["flag"] == "overdue").sum()) > 0
    assert f"**{late}** — просрочено" in texts(open_page("meeting"))


def test_every_screen_of_the_meeting_opens_by_its_address(open_page):
    from uspekh.ui.meeting.screens import screens

    names = [screen.name for screen in screens(_figures(open_page))]
    assert len(names) == 10
    for name in names:
        app = open_page("meeting", экран=name)
        assert not app.exception


def _figures(open_page):
    from uspekh import settings
    from uspekh.project import open_project

    return open_project(settings.data_folder(), settings.database_url()).figures(Selection(2022, date.today()))


def test_a_frozen_meeting_does_not_change_with_later_uploads(loaded, open_page):  # noqa: F811
    selection = Selection(2022, date.today())
    frozen = status(loaded.figures(selection))
    number = meetings.freeze(
        loaded.engine, date.today(), frozen, 12, decisions.in_force(loaded.engine, EDITOR), ADMINISTRATOR
    )
    kept = meetings.meeting(loaded.engine, number, EDITOR).status
    later = tidy(people("S2", 2022, p1_engaged=2100, p1_total=3000))
    accept(loaded.engine, File("позже.xlsx", b"2", "2" * 64, 1), later, ADMINISTRATOR)
    assert meetings.meeting(loaded.engine, number, EDITOR).status == kept == json.dumps(frozen, ensure_ascii=False)
    app = open_page("meeting")
    said = texts(app)
    assert "Изменилось после совещания" in said
    changed = app.dataframe[0].value
    row = changed[changed["Что"] == "Показатель 1"].iloc[0]
    # (900 + 600) / 4 000 = 37,5 %; (900 + 2 100) / 4 000 = 75 %
    assert (row["Было"], row["Стало"]) == ("37,5", "75")


def test_a_change_is_led_back_to_what_made_it(loaded, open_page):  # noqa: F811
    selection = Selection(2022, date.today())
    held = decisions.in_force(loaded.engine, EDITOR)
    frozen = frozen_status(loaded.figures(selection))
    meetings.freeze(loaded.engine, date.today(), frozen, 12, held, ADMINISTRATOR)
    later = tidy(people("S2", 2022, p1_engaged=2100, p1_total=3000))
    accept(loaded.engine, File("позже.xlsx", b"2", "2" * 64, 1), later, ADMINISTRATOR)
    app = open_page("meeting", экран="Протокол")
    assert not app.exception
    table = app.dataframe[-1].value
    row = table[table["Что"] == "Показатель 1"].iloc[0]
    # From 37,5 % to 75 % by the correction of S2 alone.
    assert (row["Было"], row["Стало"], row["Исправления"]) == ("37,5", "75", "+37,5")
    assert "Правила" not in table and "прежним правилам" not in texts(app)


def test_a_decision_is_kept_with_its_wordings_and_falls_overdue(loaded):  # noqa: F811
    told = decisions.Decision("indicator", "1", 2022, "ремонт", "открыть группы", "Иванова", date(2023, 3, 1))
    thread = decisions.decide(loaded.engine, told, EDITOR)
    later = decisions.Decision("indicator", "1", 2022, "ремонт", "открыть 4 группы", "Иванова", date(2023, 3, 1), True)
    held = decisions.in_force(loaded.engine, EDITOR)
    assert decisions.overdue(held, date(2023, 3, 2))["thread"].tolist() == [thread]
    assert decisions.overdue(held, date(2023, 3, 1)).empty
    decisions.decide(loaded.engine, later, EDITOR, thread)
    held = decisions.in_force(loaded.engine, EDITOR)
    assert held["action"].tolist() == ["открыть 4 группы"]
    assert decisions.overdue(held, date(2023, 3, 2)).empty
    assert decisions.wordings(loaded.engine, thread, EDITOR)["action"].tolist() == [
        "открыть 4 группы",
        "открыть группы",
    ]
