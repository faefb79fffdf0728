"""From a figure on a page to its cells: by a click on a table's cell, and by the button."""

from __future__ import annotations

import pytest

from tests.app.pressing import press as press_action
from tests.app.pressing import table_of
from tests.persons import ADMINISTRATOR
from tests.tidy import item, money, organization, people, tidy
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.show import clicks, provenance

# Cells by which each value is known: people of two schools, money of a line, dates of plan items.
REPORTS = tidy(
    organization("S1", 1000, short_name="Первая"),
    organization("S2", 3000, short_name="Вторая"),
    people("S1", 2019, r1_2_participants=30, r1_2_total=100, p3_participants=20),
    people("S2", 2019, r1_2_participants=50, r1_2_total=100, p1_engaged=70, p1_total=90),
    people("S1", 2020, r1_2_participants=31, r1_2_total=100, r1_6_disabled_engaged=3, r1_6_disabled_total=12),
    money("1.6", "региональный бюджет", 2019, executed=123_456, refined=200_000),
    item("5.1.3", 2020, done="2020-07-01", document="Приказ № 5"),
    item("2.1.3", 2024, forecast="2024-05-01"),
).assign(cell=lambda rows: [f"B{place}" for place in range(len(rows))])


@pytest.fixture
def loaded(project):
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 9), REPORTS, ADMINISTRATOR)
    return project


def click(app, key: str, row: int, column: str):
    """Chooses a cell of a table as a click does."""
    app.session_state[clicks.pending_key(key)] = (row, column)
    app.run()
    assert not app.exception
    return app


def press(app, key: str):
    app.button(key=f"{key}-откуда").click().run()
    assert not app.exception
    return app


def behind(app) -> list[tuple[str, str, str]]:
    """Whose, what and how much in the open dialog."""
    cells, whose = [], ""
    for row in table_of(app, "откуда-ячейки"):
        whose = row["Кто"] or whose
        cells.append((whose, row["Что"], row["Значение"]))
    return sorted(cells)


def row_of(app, key: str, column: str, value: str) -> int:
    (table,) = (found.value for found in app.dataframe if found.key == key)
    return list(table[column]).index(value)


def test_a_cell_of_the_results_leads_to_the_cells_of_its_year(loaded, open_page):
    app = open_page("results", год="2020")
    assert behind(app) == []
    place = row_of(app, "результаты-годы", "№", "1.2")
    part, whole = "Р1.2 Участники онлайн-уроков 6–11 классов, чел.", "Р1.2 Всего обучающихся 6–11 классов, чел."
    assert behind(click(app, "результаты-годы", place, "2019")) == [
        ("Вторая", whole, "100"), ("Вторая", part, "50"), ("Первая", whole, "100"), ("Первая", part, "30")
    ]  # fmt: skip
    # Another column says nothing of a year: the selected one is meant.
    assert behind(click(app, "результаты-годы", place, "Результат")) == [
        ("Первая", whole, "100"), ("Первая", part, "31")
    ]  # fmt: skip


def test_a_click_opens_once(loaded, open_page):
    app = open_page("results", год="2020")
    click(app, "результаты-годы", row_of(app, "результаты-годы", "№", "1.2"), "2019")
    assert behind(app.run()) == []


def test_a_result_without_a_measure_leads_to_its_control_points(loaded, open_page):
    app = open_page("results", результат="1.5")
    place = row_of(app, "результат-точки", "Год", "2020")
    assert behind(click(app, "результат-точки", place, "Исполнено")) == [
        ("пункт 5.1.3", "Дата исполнения", "01.07.2020"), ("пункт 5.1.3", "Документ", "Приказ № 5")
    ]  # fmt: skip


def test_two_numbers_that_contradict_lead_to_both(loaded, open_page):
    app = open_page("results")
    (place,) = (n for n, error in enumerate(app.error) if "Первая, 2019" in error.value)
    found = behind(press(app, f"превышение-{place}"))
    assert [value for _, _, value in found] == ["20", "30"]
    assert {who for who, _, _ in found} == {"Первая"}


def test_money_of_a_result_leads_to_its_line_and_year(loaded, open_page):
    app = open_page("results", результат="1.4")
    place = row_of(app, "результат-бюджет", "Год", 2019)
    assert behind(click(app, "результат-бюджет", place, "Год")) == [
        ("1.6, региональный бюджет", "Кассовое исполнение", "1\N{NO-BREAK SPACE}234,56"),
        ("1.6, региональный бюджет", "Уточнённый план", "2\N{NO-BREAK SPACE}000,00"),
    ]


def test_a_line_of_the_budget_opens_its_years_and_each_year_its_cells(loaded, open_page):
    """1 234,56 of 2 000 roubles refined: 61,7 %."""
    app = press_action(open_page("budget", год="2019"), "бюджет-строки", "строка:1.6")
    assert app.query_params["строка"] == "1.6"
    years = {row["Год, руб."]: row for row in table_of(app, "бюджет-годы")}
    assert years["2019\N{NO-BREAK SPACE}год"]["К уточнённому"] == "61,7\N{NO-BREAK SPACE}%"
    assert "критических" in years["2019\N{NO-BREAK SPACE}год"]["Оценка"]
    assert behind(press_action(app, "бюджет-годы", "ячейки:2019")) == [
        ("1.6, региональный бюджет", "Кассовое исполнение", "1\N{NO-BREAK SPACE}234,56"),
        ("1.6, региональный бюджет", "Уточнённый план", "2\N{NO-BREAK SPACE}000,00"),
    ]
    assert any("Оценка: наличие критических отклонений" in text.value for text in app.markdown)


def test_small_counts_stay_hidden_in_the_cells(loaded, open_page):
    app = open_page("results", год="2020")
    found = behind(click(app, "результаты-годы", row_of(app, "результаты-годы", "№", "1.6"), "2020"))
    # Three of twelve, and the second school is awaited: until it reports nothing is shown.
    assert [value for _, _, value in found] == ["скрыто", "скрыто"]


def test_the_cells_of_a_half_year_are_hidden_by_the_totals_of_the_half_year(project, open_page):
    """3, 7, 20, 11 of 40 each: 41 of 160 stands beside, and what the year will show does not matter."""
    codes = {"S1": 3, "S2": 7, "S3": 20, "S4": 11}
    rows = [people(code, 2020, 6, r1_6_disabled_engaged=part, r1_6_disabled_total=40) for code, part in codes.items()]
    year = people("S1", 2020, r1_6_disabled_engaged=30, r1_6_disabled_total=40)
    values = tidy(*(organization(code, 100) for code in codes), *rows, year)
    values = values.assign(cell=[f"B{place}" for place in range(len(values))])
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 9), values, ADMINISTRATOR)
    app = open_page("results", год="2020", период="I полугодие")
    found = behind(click(app, "результаты-годы", row_of(app, "результаты-годы", "№", "1.6"), "2020"))
    parts = {who: value for who, what, value in found if "в программах" in what}
    assert parts["S1"] == "скрыто"
    hidden = [who for who, value in parts.items() if value == "скрыто"]
    shown = {who: int(value) for who, value in parts.items() if value != "скрыто"}
    # Two at least, so that 41 less what is shown is no single one; the rest as reported.
    assert len(hidden) >= 2
    assert shown == {who: codes[who] for who in shown} and shown
    (table,) = [part.value for part in app.dataframe if part.key == "результаты-год"]
    # 41 of 160
    assert table.set_index("№").loc["1.6", "Факт"].startswith("25,6")


def test_the_plan_leads_to_what_was_reported_of_the_item(loaded, open_page, open_table):
    app = open_table(open_page("plan", срок="все годы"), "план")
    place = row_of(app, "план-таблица", "№", "2.1.3")
    assert behind(click(app, "план-таблица", place, "Прогноз")) == [("пункт 2.1.3", "Прогнозная дата", "01.05.2024")]


def test_the_plan_leads_to_all_that_was_reported_of_its_items(loaded, open_page):
    found = behind(press(open_page("plan", срок="все годы"), "план"))
    assert [who for who, _, _ in found] == ["пункт 2.1.3", "пункт 5.1.3", "пункт 5.1.3"]


@pytest.mark.parametrize(
    ("page", "key", "expected"),
    [
        ("today", "обзор-p1", {"70", "90"}),
        ("today", "обзор-бюджет", {"1\N{NO-BREAK SPACE}234,56", "2\N{NO-BREAK SPACE}000,00"}),
        ("indicators", "год", {"70", "90"}),
        ("indicators", "кварталы", {"70", "90"}),
    ],
)
def test_a_button_leads_to_the_cells_of_the_selected_year(loaded, open_page, page, key, expected):
    found = behind(press(open_page(page, год="2019"), key))
    assert {value for _, _, value in found} == expected


def test_no_cells_are_asked_for_before_a_click(loaded, open_page, monkeypatch):
    monkeypatch.setattr(provenance, "open_cells", lambda *_: pytest.fail("opened without a click"))
    asked = []
    monkeypatch.setattr("uspekh.store.values.sums.StoreReported.cells", lambda *given: asked.append(given))
    for page in ("today", "results", "plan", "meeting", "budget", "indicators"):
        open_page(page)
    assert asked == []


def test_many_contradictions_are_listed_each_leading_to_its_numbers(loaded, open_page):
    """«Вторая» gives 9 different participants who took part 2 to 6 times in all, in each of five years."""
    years = tidy(*(people("S2", year, r1_2_participants=9, r1_2_total=10, p3_participants=year - 2018)
                   for year in range(2020, 2025)))  # fmt: skip
    accept(loaded.engine, File("ещё.xlsx", b"2", "2" * 64, 5), years, ADMINISTRATOR)
    app = open_page("results")
    assert [error.value for error in app.error if "часть больше целого" in error.value]
    (table,) = (found.value for found in app.dataframe if found.key == "превышения")
    rows = table[table["Организация"] == "Вторая"]
    assert dict(zip(rows["Год"], zip(rows["Сдано"], rows["Сдано целого"], strict=True), strict=True)) == {
        year: ("9", str(year - 2018)) for year in range(2020, 2025)
    }
    place = list(zip(table["Организация"], table["Год"], strict=True)).index(("Вторая", 2022))
    found = behind(click(app, "превышения", place, "Сдано"))
    assert sorted(value for _, _, value in found) == ["4", "9"]
