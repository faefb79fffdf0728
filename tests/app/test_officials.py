"""Texts typed on pages and read from files: personal data are not stored, a name only as an official's."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.actuals.conftest import workbook
from tests.app.pressing import actions_of, holding
from tests.app.test_pages import loaded  # noqa: F401
from tests.app.test_sending import enter, sent  # noqa: F401
from tests.app.test_upload import HEADINGS
from tests.patience import PATIENCE
from tests.persons import ADMINISTRATOR, EDITOR
from uspekh.store.decided import accepted_findings, decisions
from uspekh.store.log.actions import list_actions
from uspekh.store.submissions.lists import listed
from uspekh.store.uploads.journal import journal
from uspekh.ui.show.words.officials import LABEL

NAMED, CHILD = "не учтена Жукова Ксения", "Жукова Ксения, 05.04.2013"


def ask_about_a_deviation() -> None:
    """The form of «Сегодня», drawn without its dialog, which AppTest would close at each run."""
    from datetime import date

    from uspekh.monitoring.overview.off_plan import list_off_plan
    from uspekh.monitoring.selection import Selection
    from uspekh.ui.meeting.decision_form import ask
    from uspekh.ui.session.figures import figures_of

    row = list_off_plan(figures_of(Selection(2022, date.today())))[0]
    ask(row, 2022, None, scope="app")


def press(app, label):
    button(app, label).click().run()
    assert not app.exception


def write(app, label, words):
    next(box for box in (*app.text_input, *app.text_area) if box.label == label).input(words)


def button(app, label):
    return next(each for each in app.button if each.label == label)


def question(app):
    return [box for box in app.checkbox if box.label == LABEL]


def said(app) -> str:
    return "\n".join(str(part.value) for part in (*app.success, *app.error, *app.warning))


def logged(project) -> int:
    return int((list_actions(project.engine, ADMINISTRATOR)["action"] == "officials").sum())


def file(comment):
    rows = [[*HEADINGS, "Комментарий"], ["Первая", 2022, "год", 950, 1000, comment]]
    return "отчёт.xlsx", workbook({"Показатели": rows}), "application/octet-stream"


def test_a_file_that_names_somebody_is_saved_once_the_word_is_given(loaded, open_page):  # noqa: F811
    app = open_page("data")
    app.file_uploader[0].set_value(file(NAMED)).run()
    app.text_input(key="кто").input("Иванова").run()
    assert button(app, "Сохранить").disabled and "Показатели F2" in said(app)
    question(app)[0].check().run()
    press(app, "Сохранить")
    assert len(journal(loaded.engine, ADMINISTRATOR)) == 2 and logged(loaded) == 1


def test_a_file_that_names_nobody_is_asked_nothing(loaded, open_page):  # noqa: F811
    app = open_page("data")
    app.file_uploader[0].set_value(file("открыт новый корпус")).run()
    app.text_input(key="кто").input("Иванова").run()
    assert not question(app) and not button(app, "Сохранить").disabled


def test_a_decision_with_a_childs_birthday_is_not_stored_and_with_a_name_once_confirmed(loaded, open_page):  # noqa: F811
    app = AppTest.from_function(ask_about_a_deviation, default_timeout=PATIENCE).run()
    write(app, "Причина отклонения", CHILD)
    write(app, "Мера", "открыть группы")
    write(app, "Ответственный", "Петрова А. С.")
    write(app, "Кто записывает", "Иванова")
    press(app, "Сохранить")
    assert "даты рождения" in said(app) and decisions.in_force(loaded.engine, EDITOR).empty
    write(app, "Причина отклонения", NAMED)
    press(app, "Сохранить")
    assert decisions.in_force(loaded.engine, EDITOR).empty
    question(app)[0].check()
    press(app, "Сохранить")
    held = decisions.in_force(loaded.engine, EDITOR)
    assert held[["cause", "responsible"]].to_numpy().tolist() == [[NAMED, "Петрова А. С."]]
    assert logged(loaded) == 1 and not question(app)


def test_a_reason_of_the_audit_is_looked_at_too(loaded, open_page):  # noqa: F811
    app = open_page("passport", раздел="Проверка")
    with holding("замечания-паспорта", actions_of(app, "замечания-паспорта")[1]):
        app.run()
        write(app, "Кто отмечает", "Иванова")
        write(app, "Причина", CHILD)
        app.run()
        assert "даты рождения" in said(app) and button(app, "Принять как есть").disabled
        write(app, "Причина", NAMED)
        app.run()
        assert button(app, "Принять как есть").disabled
        question(app)[0].check().run()
        press(app, "Принять как есть")
    assert accepted_findings.list_accepted(loaded.engine, EDITOR)["reason"].tolist() == [NAMED]


def test_a_remark_on_a_report_is_sent_back_once_the_word_is_given(loaded, enter, open_page):  # noqa: F811
    number = sent(loaded)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    write(app, "Замечание: что исправить", CHILD)
    app.run()
    assert button(app, "Вернуть с замечанием").disabled and "даты рождения" in said(app)
    write(app, "Замечание: что исправить", NAMED)
    app.run()
    question(app)[0].check().run()
    press(app, "Вернуть с замечанием")
    rows = listed(loaded.engine, EDITOR).set_index("id")
    assert rows.loc[number, "remark"] == NAMED and logged(loaded) == 1
