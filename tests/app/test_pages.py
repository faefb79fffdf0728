"""Every page opens on an empty store and on a loaded one, and shows the figures of the one function."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.app.pressing import markups, press, table_of
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import with_unit
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

PAGES = ("today", "indicators", "organizations", "budget", "data")
REPORTS = tidy(
    organization("S1", 1000, short_name="Первая"),
    organization("S2", 3000, short_name="Вторая"),
    people("S1", 2022, p1_engaged=900, p1_total=1000),
    people("S2", 2022, p1_engaged=600, p1_total=3000),
)


@pytest.fixture
def loaded(project):
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 2), REPORTS, ADMINISTRATOR)
    return project


def texts(app) -> str:
    parts = [*app.markdown, *app.caption, *app.warning, *app.title, *app.subheader]
    html = [element.proto.body for element in app.get("html")]
    return "\n".join([*(str(part.value) for part in parts), *html, *markups(app).values()])


def charts(app) -> list[dict]:
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


@pytest.mark.parametrize("page", PAGES)
def test_while_the_store_is_empty_every_page_shows_the_demonstration_and_says_so(open_page, page):
    app = open_page(page)
    assert "Демонстрационные данные" in texts(app)


@pytest.mark.parametrize("page", PAGES)
def test_loaded_figures_replace_the_demonstration(loaded, open_page, page):
    app = open_page(page)
    assert "Демонстрационные данные" not in texts(app)


def test_the_overview_shows_the_figure_of_the_one_function(loaded, open_page):
    app = open_page()
    fact = loaded.figures(Selection(2022, date.today())).indicators.query("year == 2022 and subject == '1'")["fact"]
    # (900 + 600) of (1000 + 3000)
    assert fact.iloc[0] == pytest.approx(37.5)
    tile = markups(app)["сегодня-плитки"].split('class="tile"')[1]
    assert ">37,5</button>" in tile and "сдали 2 из 2" in tile


def test_filters_come_from_the_address(loaded, open_page):
    app = open_page("indicators", год="2022", организация="Вторая")
    assert "2022 год; Вторая" in texts(app)
    assert f"2022: {with_unit(20, '%')} " in texts(app), "600 of 3000"


def test_an_unknown_value_in_the_address_is_said(loaded, open_page):
    app = open_page(год="2031", организация="Третья")
    assert "год — 2031" in texts(app) and "организация — Третья" in texts(app)
    assert app.query_params["год"] == "2022", "the last year with a value"


def test_charts_carry_their_russian_locale(loaded, open_page):
    specs = charts(open_page("indicators"))
    assert specs
    assert all(spec["config"]["locale"]["number"]["decimal"] == "," for spec in specs)


def test_the_upload_page_says_what_would_change_and_stores_only_on_confirmation(loaded, open_page):
    from uspekh.actuals.writing.template import write_template
    from uspekh.store.uploads.journal import journal

    form = write_template(loaded.plan, loaded.directory(), [2022])
    app = open_page("data")
    app.file_uploader[0].set_value(("форма.xlsx", form, "application/octet-stream")).run()
    assert not app.exception
    assert "Ничего не сохранено" not in texts(app)
    assert len(journal(loaded.engine, ADMINISTRATOR)) == 1


def test_a_damaged_file_is_refused_with_a_message(loaded, open_page):
    from uspekh.store.uploads.journal import journal

    app = open_page("data")
    app.file_uploader[0].set_value(("форма.xlsx", b"not a workbook", "application/octet-stream")).run()
    assert not app.exception
    assert "не принят" in app.error[0].value
    assert len(journal(loaded.engine, ADMINISTRATOR)) == 1


def test_small_health_counts_are_hidden_in_the_journal(loaded, open_page):
    told = tidy(people("S1", 2022, r1_6_disabled_engaged=3, r1_6_disabled_total=12))
    number, _ = accept(loaded.engine, File("овз.xlsx", b"3", "3" * 64, 1), told, ADMINISTRATOR)
    app = open_page("data")
    press(app, "журнал", f"показать {number}")
    assert [row["Стало"] for row in table_of(app, "журнал-изменения")] == ["скрыто", "скрыто"]
