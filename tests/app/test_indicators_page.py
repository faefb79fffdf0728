"""«Показатели»: the message, the chart, who makes the deviation, what belongs to it, and the way to the cells."""

from __future__ import annotations

import pytest

from tests.app.pressing import actions_of, press, table_of
from tests.app.test_pages import texts
from tests.app.test_provenance import REPORTS, behind
from tests.persons import ADMINISTRATOR
from tests.tidy import item, organization, people, tidy
from uspekh.monitoring.explaining.chance import MODEL
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.show.methodology import sections
from uspekh.ui.show.pictures import charts as drawn

PART, WHOLE = "Р1.2 Участники онлайн-уроков 6–11 классов, чел.", "Р1.2 Всего обучающихся 6–11 классов, чел."


def store(project, values, name: str = "отчёт.xlsx"):
    values = values.assign(cell=[f"B{position}" for position in range(len(values))])
    accept(project.engine, File(name, b"1", name.rjust(64, "0"), len(values)), values, ADMINISTRATOR)
    return project


@pytest.fixture
def loaded(project):
    return store(project, REPORTS)


@pytest.fixture
def schools(project):
    """Three schools over two years, 20 children more of each in the second."""
    counts = {"S1": ("Первая", 610, 850), "S2": ("Вторая", 460, 700), "S3": ("Третья", 655, 905)}
    rows = [organization(code, whole, short_name=name) for code, (name, _, whole) in counts.items()]
    rows += [
        people(code, year, p1_engaged=part - 20 * (year == 2021), p1_total=whole)
        for year in (2021, 2022)
        for code, (_, part, whole) in counts.items()
    ]
    return store(project, tidy(*rows))


def message(app) -> str:
    return next(part.proto.body for part in app.markdown if "aria-level" in part.proto.body).replace("\u00a0", " ")


def click_year(app, year: int):
    """Chooses a year of the chart as a click does."""
    app.session_state[drawn.pending_key("chart-год")] = {"year": year}
    app.run()
    assert not app.exception
    return app


def follow(app, link: str):
    app.button_group(key="что ещё").set_value(link).run()
    assert not app.exception
    return app


def test_a_year_of_the_chart_leads_to_its_cells_once_and_explains_the_flag_first(loaded, open_page):
    app = open_page("indicators", год="2020", результат="1.2")
    # One of the two schools has reported.
    assert ":green-badge[○\u00a0отсутствие отклонений, по неполным данным]" in texts(app)
    assert behind(app) == []
    assert behind(click_year(app, 2019)) == [
        ("Вторая", WHOLE, "100"), ("Вторая", PART, "50"), ("Первая", WHOLE, "100"), ("Первая", PART, "30")
    ]  # fmt: skip
    # 80 of 200 against 20 %.
    assert "Факт: 40\u00a0%, выполнение 200\u00a0%" in texts(app)
    assert behind(app.run()) == []


def test_who_makes_the_deviation_adds_up_and_leads_to_the_cells(schools, open_page):
    app = open_page("indicators", год="2022")
    # 77 % of 2 455 are 1 890,35; 1 725 engaged: 165 are missing. 77 % of 850, 700 and 905 less their own.
    assert "2022: 70,3 % при плане 77 %; ниже ориентира Вторая, Первая, Третья" in message(app)
    rows = table_of(app, "отклонение-p1")
    assert [(row["Организация"], row["К плану, чел."].replace("\u00a0", " ")) for row in rows] == [
        ("Вторая", "↓не хватает 79"), ("Первая", "↓не хватает 44"), ("Третья", "↓не хватает 42")
    ]  # fmt: skip
    assert "до плана не хватает **165** чел." in texts(app).replace("\u00a0", " ")
    assert MODEL in texts(app)
    assert [value for _, _, value in behind(press(app, "отклонение-p1", "S1"))] == ["850", "610"]
    assert "Ориентир: 77\u00a0%" in texts(app)


def test_the_year_before_is_split_by_organization_beside_its_methodology(schools, open_page):
    app = follow(open_page("indicators", год="2022"), "Почему изменилось")
    rows = table_of(app, "разложение")
    # 20 children more of 850, 700 and 905, each at its weight in 2 455: 100 · 20 / 2 455 = 0,81 each, 2,44 together.
    assert sorted(row["Своя доля"] for row in rows) == ["+0,81", "+0,81", "+0,82"]
    assert {row["Состав"] for row in rows} == {"0"}
    app.button(key="разложение-методика").click().run()
    assert sections()["Почему изменилось"].strip()[:60] in "\n".join(str(part.value) for part in app.markdown)


def test_the_list_holds_everything_with_its_state_and_turns_to_what_is_pressed(loaded, open_page):
    app = open_page("indicators", год="2020")
    names = {row["Результаты"] for row in table_of(app, "список-result")}
    assert len(names) == len(loaded.plan["results"])
    # Its one control point is done; 1.8 has one in 2021.
    assert "●1.5. Методология наставничества, отсутствие отклонений" in names
    assert "·1.8. Коллегиальные органы управления, в этом году срока нет" in names
    press(app, "список-result", "результат=1.5")
    assert "2020: исполнено 1 из 1 контрольных точек" in message(app)
    assert (app.query_params["результат"], "показатель" in app.query_params) == ("1.5", False)
    assert behind(press(app, "точки", "2020")) == [
        ("пункт 5.1.3", "Дата исполнения", "01.07.2020"), ("пункт 5.1.3", "Документ", "Приказ № 5")
    ]  # fmt: skip


def test_an_unknown_choice_in_the_address_is_said_and_nothing_to_judge_by_too(loaded, open_page):
    app = open_page("indicators", показатель="9")
    assert "показатель — 9" in texts(app)
    app = open_page("indicators", результат="1.7")
    assert "судить о нём не по чему" in app.info[0].value


def test_money_of_a_result_leads_to_its_line_and_an_inferred_link_says_so(loaded, open_page):
    app = follow(open_page("indicators", результат="1.4"), "Деньги")
    assert behind(press(app, "деньги", "0")) == [
        ("1.6, региональный бюджет", "Кассовое исполнение", "1\N{NO-BREAK SPACE}234,56"),
        ("1.6, региональный бюджет", "Уточнённый план", "2\N{NO-BREAK SPACE}000,00"),
    ]
    assert "предположение" not in texts(app)
    assert "предположение" in texts(follow(open_page("indicators", результат="1.2"), "Деньги"))


def test_plan_items_and_people_of_an_indicator_are_those_of_its_results(loaded, open_page):
    app = open_page("indicators", показатель="2")
    # Indicator 2 belongs to result 1.4: item 27 with all below it, rows 30 to 32 of section 5.
    items = {row["№"] for row in table_of(follow(app, "Мероприятия"), "мероприятия")}
    assert items and {number.split(".")[0] for number in items} == {"27"}
    assert [row["Строка"] for row in table_of(follow(app, "Люди"), "люди")] == ["30", "31", "32"]
    assert actions_of(follow(app, "Результаты"), "связи") == ["результат=1.4"]


def test_two_numbers_that_contradict_lead_to_both(loaded, open_page):
    app = follow(open_page("indicators", результат="1.2"), "Часть больше целого")
    assert "В отчётах 2 раза часть больше целого" in app.error[0].value
    rows = table_of(app, "превышения")  # the school and the sum
    assert [(row["Год"], row["Сдано"], row["Сдано целого"]) for row in rows] == [
        ("2019", "30", "20"),
        ("2019", "80", "20"),
    ]
    position = [row["Организация"] for row in rows].index("Первая")
    assert [value for _, _, value in behind(press(app, "превышения", str(position)))] == ["20", "30"]


def test_both_readings_of_a_growth_are_shown_and_the_chosen_one_is_named(project, open_page):
    reports = [people("S1", year, r1_11_participants=part, r1_11_total=100) for year, part in ((2019, 40), (2020, 42))]
    store(project, tidy(organization("S1", 1000, short_name="Первая"), *reports, item("5.1.3", 2020)))
    rows = table_of(follow(open_page("indicators", результат="1.11"), "Два прочтения"), "прочтения")
    (row,) = [row for row in rows if row["Год"] == "2020"]
    # 40 % → 42 %: five percent, or two points.
    assert row["Факт, в процентах к доле прошлого года, принято проектом"] == "5\N{NO-BREAK SPACE}%"
    assert row["Факт, в процентных пунктах"] == "2\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п."


def test_small_counts_stay_hidden_in_the_cells(loaded, open_page):
    shown = behind(click_year(open_page("indicators", год="2020", результат="1.6"), 2020))
    # Three of twelve, and the second school is awaited: until it reports nothing is shown.
    assert [value for _, _, value in shown] == ["скрыто", "скрыто"]


def test_the_cells_of_a_half_year_are_hidden_by_the_totals_of_the_half_year(project, open_page):
    """3, 7, 20, 11 of 40 each: 41 of 160 stands beside, and what the year will show does not matter."""
    codes = {"S1": 3, "S2": 7, "S3": 20, "S4": 11}
    rows = [people(code, 2020, 6, r1_6_disabled_engaged=part, r1_6_disabled_total=40) for code, part in codes.items()]
    year = people("S1", 2020, r1_6_disabled_engaged=30, r1_6_disabled_total=40)
    store(project, tidy(*(organization(code, 100) for code in codes), *rows, year))
    app = open_page("indicators", год="2020", период="I полугодие", результат="1.6")
    # 41 of 160
    assert "I полугодие 2020 года: 25,6 %" in message(app)
    parts = {who: value for who, what, value in behind(click_year(app, 2020)) if "в программах" in what}
    assert parts["S1"] == "скрыто"
    hidden = [who for who, value in parts.items() if value == "скрыто"]
    shown = {who: int(value) for who, value in parts.items() if value != "скрыто"}
    # Two at least, so that 41 less what is shown is no single one; the rest as reported.
    assert len(hidden) >= 2
    assert shown == {who: codes[who] for who in shown} and shown
