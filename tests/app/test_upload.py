"""Loading a file: what costs much is done once, however often the page runs."""

from __future__ import annotations

import pytest

from tests.actuals.conftest import workbook
from tests.app.test_pages import loaded  # noqa: F401
from tests.persons import ADMINISTRATOR
from tests.tidy import item, money, organization, people, tidy
from uspekh.store.uploads.journal import journal
from uspekh.ui.show.words.value_words import owners
from uspekh.ui.uploading import loading
from uspekh.ui.uploading.choosing import matching


@pytest.fixture
def counted(monkeypatch):
    """How often a file was compared with the store, and how often it was searched for tables that are not ours."""
    calls = {"same_subjects": 0, "foreign_tables": 0}
    for room, name in ((loading, "same_subjects"), (matching, "foreign_tables")):
        real = getattr(room, name)

        def counting(*given, real=real, name=name):
            calls[name] += 1
            return real(*given)

        monkeypatch.setattr(room, name, counting)
    return calls


HEADINGS = ["Организация", "Год", "Период", "П1 Занимаются, чел.", "П1 Всего детей 5–18 лет, чел."]
FILE = (
    "отчёт.xlsx",
    workbook({"Показатели": [HEADINGS, ["Первая", 2022, "год", 950, 1000]]}),
    "application/octet-stream",
)


def test_a_file_is_compared_and_searched_once_and_anew_when_the_store_has_changed(loaded, open_page, counted):  # noqa: F811
    app = open_page("data")
    app.file_uploader[0].set_value(FILE).run()
    app.text_input(key="кто").input("Иванова").run()
    assert counted == {"same_subjects": 1, "foreign_tables": 1}
    # 900 of the store is replaced by 950; 1 000 stays.
    assert any("будет заменено — 1, без изменений — 1" in info.value for info in app.info)
    next(button for button in app.button if button.label == "Сохранить").click().run()
    assert not app.exception
    assert len(journal(loaded.engine, ADMINISTRATOR)) == 2
    app.file_uploader[0].set_value(FILE).run()
    # The same file again: the store has it already.
    assert any("будет заменено — 0, без изменений — 2" in info.value for info in app.info)
    assert counted["same_subjects"] == 2


def test_what_changes_is_said_of_organizations_by_name_and_of_money_by_line_and_source(project):
    rows = tidy(
        organization("S1", short_name="Первая"),
        organization("S9", short_name="Девятая"),
        people("S9", 2022, p1_engaged=5),
        people("S8", 2022, p1_engaged=5),
        money("1.1", "Местный бюджет", 2022, executed=100),
        item("1.2", 2022, done="2022-03-01"),
    )
    named = list(dict.fromkeys(owners(rows)))
    # Nothing is stored: names come from the file itself, and S8 stands in no directory at all.
    assert named == ["Первая", "Девятая", "S8", "1.1, Местный бюджет", "пункт 1.2"]


def test_a_refused_file_is_offered_back_with_its_cells_marked(loaded, open_page):  # noqa: F811
    app = open_page("data")
    rows = [HEADINGS, ["Первая", 2022, "год", "много", 1000]]
    app.file_uploader[0].set_value(("отчёт.xlsx", workbook({"Показатели": rows}), "application/octet-stream")).run()
    assert not app.exception
    (button,) = (each for each in app.get("download_button") if each.proto.label == "Скачать файл с пометками")
    assert not button.proto.disabled
