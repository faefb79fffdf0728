"""What each person is shown, by the pages and by the functions behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests.app.pressing import actions_of, markups, press, table_of
from tests.app.test_pages import loaded, texts  # noqa: F401
from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from tests.tidy import people, tidy
from uspekh.access.person import Forbidden
from uspekh.monitoring.selection import Selection
from uspekh.store.decided import decisions, meetings
from uspekh.store.log import actions
from uspekh.store.schema.tables import events
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.meeting import record
from uspekh.ui.meeting.off_plan import DECIDE
from uspekh.ui.session import access, entrance
from uspekh.ui.session.figures import agenda_of, figures_of
from uspekh.ui.show import provenance

MASKED = "‡\N{NO-BREAK SPACE}скрыто"
OF_BOTH = Selection(2022, date(2023, 6, 1), organizations=("S1", "S2"))


@pytest.fixture
def as_person(loaded, monkeypatch):  # noqa: F811
    """The service with somebody in it, whom a test chooses."""

    def be(who):
        monkeypatch.setattr(entrance, "is_service", lambda: True)
        monkeypatch.setattr(entrance, "arriving", lambda turning_away: who)
        monkeypatch.setattr(entrance, "show_person", lambda who: None)
        return loaded

    return be


@pytest.mark.parametrize(
    "asked", [OF_BOTH, Selection(2022, date(2023, 6, 1)), Selection(2022, OF_BOTH.as_of, 12, ("S2",))]
)
def test_whatever_an_organization_asks_the_functions_for_it_gets_itself(as_person, asked):
    as_person(VIEWER)
    assert set(figures_of(asked).organizations["organization"]) == set(asked.organizations or ("S1", "S2"))
    as_person(SCHOOL)
    figures = figures_of(asked)  # what the viewer's run left in the cache is not given to it
    assert set(figures.organizations["organization"]) == {"S1"}
    row = figures.indicators.query("subject == '1' and year == 2022").iloc[0]
    assert row["fact"] == pytest.approx(90)  # 900 of its 1 000


def test_cells_of_others_are_left_out_even_where_a_page_asks_for_them(as_person):
    as_person(SCHOOL)
    rows = tidy(people("S1", 2022, p1_engaged=900), people("S2", 2022, p1_engaged=600))
    assert access.visible(rows)["subject"].tolist() == ["S1"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda engine: decisions.in_force(engine, SCHOOL),
        lambda engine: meetings.held(engine, SCHOOL),
        lambda engine: meetings.meeting(engine, 1, SCHOOL),
        lambda engine: actions.list_actions(engine, SCHOOL),
        lambda engine: actions.list_actions(engine, EDITOR),
        lambda engine: agenda_of(OF_BOTH),
        lambda engine: record._make(figures_of(OF_BOTH), "xlsx"),
    ],
    ids=["decisions", "meetings", "a meeting", "log", "log of an editor", "agenda", "report"],
)
def test_what_is_of_the_whole_project_is_refused_by_the_function(as_person, ask):
    engine = as_person(SCHOOL).engine
    with pytest.raises(Forbidden):
        ask(engine)
    with engine.connect() as connection:
        assert connection.scalars(select(events.c.outcome).order_by(events.c.id.desc())).first() == "refused"


def test_pages_offer_only_what_the_person_may_do(as_person, open_page):
    as_person(VIEWER)
    assert DECIDE not in "".join(markups(open_page("meeting", шаг="Решения")).values())
    assert not [button for button in open_page("meeting", шаг="Протокол").button if "Зафиксировать" in button.label]
    app = open_page("passport", раздел="Проверка")
    press(app, "замечания-паспорта", actions_of(app, "замечания-паспорта")[1])
    assert not [button for button in app.button if button.label == "Принять как есть"]
    as_person(SCHOOL)
    app = open_page(организация="Вторая")
    assert "Вторая" in app.warning[-1].value, "the person is told that it was left out"
    app.switch_page("pages/indicators.py").run()
    assert [box.label for box in app.multiselect] == []
    assert "2022 год; Первая" in texts(app)


def test_the_log_is_told_in_russian(as_person, open_page):
    engine = as_person(ADMINISTRATOR).engine
    with pytest.raises(Forbidden):
        decisions.in_force(engine, SCHOOL)
    rows = table_of(open_page("data", раздел="Журнал"), "журнал-действий")
    assert [[row[name] for name in ("Кто", "Роль", "Действие", "Итог")] for row in rows] == [
        ["Первая школа <school@example.org>", "организация", "просмотр чужих данных", "отказано"],
        ["Иванова", "администратор", "загрузка", "сделано"],
    ]
    only = table_of(open_page("data", раздел="Журнал", отказы="true"), "журнал-действий")
    assert [row["Итог"] for row in only] == ["отказано"]


def test_small_counts_follow_the_role(as_person):
    told = tidy(
        people("S1", 2022, r1_6_disabled_engaged=3, r1_6_disabled_total=12),
        people("S2", 2022, r1_6_disabled_engaged=20, r1_6_disabled_total=40),
    )
    project = as_person(EDITOR)
    accept(project.engine, File("овз.xlsx", b"3", "3" * 64, 1), told, ADMINISTRATOR)
    assert provenance.values_in_words(told) == ["3", "12", "20", "40"]
    as_person(VIEWER)
    # 23 less 20 would be the three of the first, so the second is hidden with it.
    assert provenance.values_in_words(told) == ["скрыто", "12", "скрыто", "40"]
    of_city = "measure == 'r1_6' and year == 2022"
    # Both are all there are: 23 of 52. Of one alone nothing is shown.
    assert figures_of(OF_BOTH).measures.query(of_city)["fact"].tolist() == [pytest.approx(44.23, abs=0.01)]
    for code in ("S1", "S2"):
        alone = replace(OF_BOTH, organizations=(code,))
        assert figures_of(alone).measures.query(of_city)["fact"].isna().all()
    as_person(SCHOOL)
    own = figures_of(OF_BOTH).measures.query("measure == 'r1_6' and year == 2022")
    assert own["fact"].tolist() == [25.0]  # three of its twelve


def row_of(frame, result: str = "1.6") -> dict:
    return frame[frame["№"] == result].iloc[0].to_dict()


def test_a_hidden_figure_reads_as_hidden_and_not_as_missing(as_person, open_page, open_table):
    # Six of nine children: no percentage stands on fewer than ten.
    few = tidy(people("S1", 2022, r1_6_disabled_engaged=6, r1_6_disabled_total=9))
    project = as_person(VIEWER)
    accept(project.engine, File("овз.xlsx", b"3", "3" * 64, 1), few, ADMINISTRATOR)
    page = open_table(open_page("indicators", результат="1.6"), "год")
    assert any("2022: скрыто при плане" in part.value for part in page.markdown)
    (row,) = [row for row in table_of(page, "год-таблица") if row["Год"] == "2022"]
    assert row["Факт, %"] == "скрыто"


@pytest.mark.parametrize(
    ("address", "alone"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), (None, False), ("", False), ("::", False),
     ("192.168.1.5", False), ("uspekh.example.org", False)],
)  # fmt: skip
def test_only_a_loopback_address_is_this_computer_alone(address, alone):
    assert entrance.loopback(address) is alone


def test_a_desk_that_is_open_to_the_network_shows_nothing(loaded, open_page, monkeypatch):  # noqa: F811
    for headers, address in (({}, "192.168.1.5"), ({"X-Forwarded-For": "10.0.0.1"}, "127.0.0.1")):
        options = {"server.address": address, "secrets.files": []}
        monkeypatch.setattr(entrance.st, "get_option", options.__getitem__)
        monkeypatch.setattr(entrance.st, "context", SimpleNamespace(headers=headers, url="http://localhost/"))
        app = open_page()
        assert "Вход не настроен" in app.error[0].value
        assert not app.metric and not app.title


def test_secrets_that_cannot_be_read_open_nothing(loaded, open_page, monkeypatch, tmp_path):  # noqa: F811
    (tmp_path / "secrets.toml").write_text("[auth", "utf-8")
    monkeypatch.setattr(entrance.st, "get_option", lambda name: [str(tmp_path / "secrets.toml")])
    app = open_page()
    assert "не читается" in app.error[0].value
    assert not app.metric
