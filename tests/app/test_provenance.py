"""From a figure on a page to its cells: by a click on a table's cell, and by the button."""

from __future__ import annotations

import pytest

from tests.app.pressing import press as press_action
from tests.app.pressing import table_of
from tests.persons import ADMINISTRATOR
from tests.tidy import item, money, organization, people, tidy
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.show import provenance

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


def behind(app) -> list[tuple[str, str, str]]:
    """Whose, what and how much in the open dialog."""
    cells, whose = [], ""
    for row in table_of(app, "откуда-ячейки"):
        whose = row["Кто"] or whose
        cells.append((whose, row["Что"], row["Значение"]))
    return sorted(cells)


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


def test_the_plan_leads_to_what_was_reported_of_the_item(loaded, open_page):
    app = open_page("plan", срок="все годы", состояние="просрочено")
    row = next(row for row in table_of(app, "план-список") if row["№"] == "2.1.3" and "2024" in row["Срок"])
    assert "ожидается 01.05.2024" in row["Состояние"]
    opened = behind(press_action(app, "план-список", "2.1.3, 2024"))
    assert opened == [("пункт 2.1.3", "Прогнозная дата", "01.05.2024")]


def test_no_cells_are_asked_for_before_a_click(loaded, open_page, monkeypatch):
    monkeypatch.setattr(provenance, "open_cells", lambda *_: pytest.fail("opened without a click"))
    asked = []
    monkeypatch.setattr("uspekh.store.values.sums.StoreReported.cells", lambda *given: asked.append(given))
    for page in ("today", "plan", "meeting", "budget", "indicators"):
        open_page(page)
    assert asked == []
