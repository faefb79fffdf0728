"""Tasks of the guide done as a person does them, from «Сегодня»: how many presses it takes until the answer is seen."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import ready

pytestmark = pytest.mark.browser


class Visitor:
    """Somebody at a page who counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, target: Locator) -> None:
        target.click()
        self.presses += 1

    def open(self, title: str) -> None:
        """Presses an entry of the menu."""
        self.press(self.page.get_by_test_id("stTopNavLink").filter(has_text=title))

    def choose_year(self, year: int) -> None:
        self.press(self.page.locator(".st-key-YEAR").get_by_text(str(year), exact=True))

    def sees(self, words: str) -> Locator:
        """Words that are seen."""
        seen = self.page.get_by_test_id("stMain").get_by_text(words).first
        expect(seen).to_be_visible()
        return seen


def find_schools_below(visitor: Visitor) -> None:
    visitor.choose_year(2022)
    visitor.open("Показатели")
    visitor.sees("Кто даёт отклонение, 2022 год")
    expect(visitor.page.get_by_role("button", name="сверх плана 45").first).to_be_visible()


def compare_two_schools(visitor: Visitor) -> None:
    visitor.open("Организации")
    visitor.press(visitor.page.get_by_role("button", name="Рядом: МОУ СОШ № 2"))
    visitor.sees("Отмечена МОУ СОШ № 2")
    visitor.press(visitor.page.get_by_role("button", name="Рядом: МОУ СОШ № 3"))
    visitor.sees("МОУ СОШ № 2 и МОУ СОШ № 3 рядом")
    expect(visitor.page.get_by_role("table", name="Выбранные организации рядом")).to_be_visible()


def find_line_of_budget(visitor: Visitor) -> None:
    visitor.open("Бюджет")
    visitor.press(visitor.page.get_by_role("button", name="1.6").first)
    visitor.sees("Все строки")


def find_what_is_due(visitor: Visitor) -> None:
    visitor.open("План")
    visitor.sees("просрочено")


def find_cells_of_a_flag(visitor: Visitor) -> None:
    visitor.press(visitor.page.locator(".uspekh .tile .fact button").first)
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog.get_by_text("Ячеек: ")).to_be_visible()
    expect(dialog.get_by_text("принято проектом").first).to_be_visible()


def open_a_school(visitor: Visitor) -> None:
    visitor.open("Организации")
    visitor.press(visitor.page.get_by_role("button", name="МОУ СОШ № 4", exact=True))
    visitor.sees("МОУ СОШ № 4, 2024 год")
    assert "организация=МОУ СОШ № 4" in unquote_plus(visitor.page.url)


def find_a_name_spelled_twice(visitor: Visitor) -> None:
    visitor.open("Паспорт")
    visitor.press(visitor.page.get_by_role("button", name="5. Участники"))
    visitor.sees("Бадулина Т.А. и Бадудина Т.А.")


TASKS = [
    pytest.param(find_schools_below, 2, id="1"),
    pytest.param(compare_two_schools, 3, id="7"),
    pytest.param(find_line_of_budget, 2, id="2", marks=pytest.mark.thorough),
    pytest.param(find_what_is_due, 1, id="3", marks=pytest.mark.thorough),
    pytest.param(find_cells_of_a_flag, 2, id="4", marks=pytest.mark.thorough),
    pytest.param(open_a_school, 2, id="8", marks=pytest.mark.thorough),
    pytest.param(find_a_name_spelled_twice, 2, id="9", marks=pytest.mark.thorough),
]


@pytest.mark.parametrize(("task", "goal"), TASKS)
def test_a_task_takes_no_more_presses_than_it_may(
    demonstration: str, page: Page, task: Callable[[Visitor], None], goal: int
) -> None:
    page.goto(demonstration)
    ready(page)
    visitor = Visitor(page)
    task(visitor)
    assert visitor.presses <= goal
