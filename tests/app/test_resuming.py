"""A file that was read and not stored is offered again to whoever chose it, in a new session as after a restart."""

from __future__ import annotations

from tests.app.pressing import markups, table_of
from tests.app.test_outdated import store
from tests.app.test_pages import loaded  # noqa: F401
from tests.app.test_sending import XLSX, enter, figure, filled, press, said, sent  # noqa: F401
from tests.persons import EDITOR, SCHOOL
from tests.tidy import organization, people
from uspekh.store.submissions.lists import listed
from uspekh.store.uploads.unsaved import unsaved_of

OFFER = "ещё не сохранён"


def choose(app, content: bytes):
    app.file_uploader[0].set_value(("отчёт.xlsx", content, XLSX)).run()
    assert not app.exception
    assert "Пока ничего не сохранено" in said(app)
    return app


def test_an_editor_goes_on_in_a_new_session_and_stores(loaded, open_page, enter):  # noqa: F811
    enter(EDITOR)
    assert OFFER not in said(choose(open_page("data"), filled(loaded, engaged=950)))
    app = open_page("data")
    assert "Файл «отчёт.xlsx» прочитан в " in said(app) and OFFER in said(app)
    assert "Пока ничего не сохранено" not in said(app)
    press(app, "Продолжить")
    assert "будет заменено — 1" in said(app)
    press(app, "Сохранить")
    assert "Сохранено. Загрузка № 2" in said(app)
    assert figure(loaded) == 950
    assert OFFER not in said(open_page("data"))


def test_what_others_stored_meanwhile_is_in_the_preview_that_comes_back(loaded, open_page, enter):  # noqa: F811
    enter(EDITOR)
    choose(open_page("data"), filled(loaded, engaged=950))
    store(loaded, 8, people("S1", 2022, p1_engaged=777))
    app = open_page("data")
    press(app, "Продолжить")
    tables = [table_of(app, key) for key in markups(app)]
    (row,) = next(rows for rows in tables if rows and "Ячейка" in rows[0])
    assert (row["Было"], row["Станет"]) == ("777", "950")


def test_an_organization_goes_on_and_sends_its_own(loaded, open_page, enter):  # noqa: F811
    enter(SCHOOL)
    choose(open_page("data"), filled(loaded, engaged=950))
    enter(EDITOR)
    assert OFFER not in said(open_page("data")), "it is the school's"
    enter(SCHOOL)
    app = open_page("data")
    press(app, "Продолжить")
    press(app, "Отправить на проверку")
    assert listed(loaded.engine, SCHOOL)["file_name"].tolist() == ["отчёт.xlsx"]
    assert OFFER not in said(open_page("data"))


def test_whoever_does_not_want_it_is_not_asked_again(loaded, open_page, enter):  # noqa: F811
    enter(EDITOR)
    choose(open_page("data"), filled(loaded, engaged=950))
    app = open_page("data")
    press(app, "Убрать")
    assert OFFER not in said(app) and "перезапущена" not in said(app)
    assert unsaved_of(loaded.engine, EDITOR) is None


def test_after_a_change_of_the_directory_the_file_is_read_anew(loaded, open_page, enter):  # noqa: F811
    enter(EDITOR)
    choose(open_page("data"), filled(loaded, engaged=950))
    store(loaded, 8, organization("S3", 100))
    app = open_page("data")
    assert "выберите файл «отчёт.xlsx» ещё раз" in said(app)
    assert "Продолжить" not in [button.label for button in app.button]
