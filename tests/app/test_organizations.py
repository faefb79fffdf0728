"""«Организации» and «Наша организация»: what is drawn for whom, and what a press does."""

from __future__ import annotations

import re

import pytest

from tests.app.test_pages import loaded, texts  # noqa: F401
from tests.app.test_sending import enter, sent  # noqa: F401
from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL
from tests.tidy import organization, planned, tidy
from uspekh.store.submissions import lifecycle
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.show import clickable


class Tables:
    """The tables that a page draws, as HTML by key; ``press`` is pressed in the next run, once."""

    def __init__(self) -> None:
        self.html: dict[str, str] = {}
        self.press = ""

    def show(self, markup, *, key, on_click=None, **_) -> None:
        self.html[key] = markup
        if self.press and on_click and f'data-action="{self.press}"' in markup:
            pressed, self.press = self.press, ""
            on_click(pressed)

    def texts(self, key: str) -> list[list[str]]:
        rows = re.findall(r"<tr.*?</tr>", self.html[key], re.S)
        cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.S) for row in rows]
        return [[re.sub("<[^>]+>", "", cell).replace("\u00a0", " ") for cell in row] for row in cells]


@pytest.fixture
def tables(monkeypatch) -> Tables:
    drawn = Tables()
    monkeypatch.setattr(clickable, "show", drawn.show)
    return drawn


def test_a_figure_leads_to_its_cells_and_a_name_to_the_organization(loaded, open_page, tables):  # noqa: F811
    for number, plan in ((2, 95_000), (3, 85_000)):
        made_easier = tidy(planned("S1", "П1", 2022, plan))
        accept(loaded.engine, File(f"план {number}.xlsx", b"2", str(number) * 64, 1), made_easier, ADMINISTRATOR)
    app = open_page("organizations", год="2022")
    head, first, second = tables.texts("организации")
    assert head[1] == "П1 Охват дополнительным образованием, %"
    # 900 of 1 000 beside its own plan of 85 %, 600 of 3 000 beside the guide of 77 %.
    assert (first[:2], second[:2]) == (["Первая", "●90"], ["Вторая", "↓20"])
    assert "П1: Первая: план смягчён после окончания года" in texts(app)
    assert "ниже ориентира — Вторая (1)" in texts(app)
    tables.press = "число p1 2022 S2"
    app.run()
    assert not app.exception
    assert "Вторая. П1 Охват" in texts(app) and "Это ориентир, а не план" in texts(app)
    tables.press = "организация S2"
    app.run()
    assert not app.exception
    assert "**Вторая, 2022 год:** сдано 1 из 9; ниже ориентира — 1 (П1)." in texts(app)
    assert "смягчён" not in texts(app)
    line = tables.texts("организация-по-годам")[1]
    assert line[0].startswith("П1") and line[4] == "↓20"
    assert [button.proto.label for button in app.get("download_button")] == ["Справка"]
    app.button(key="все организации").click().run()
    assert not app.exception
    assert "ниже ориентира — Вторая (1)" in texts(app)


def test_two_stand_beside_one_another_and_together_is_worked_out_of_counts(loaded, open_page, tables):  # noqa: F811
    third = organization("S3", 10, short_name="Третья")
    accept(loaded.engine, File("третья.xlsx", b"3", "3" * 64, 1), tidy(third), ADMINISTRATOR)
    app = open_page("organizations", год="2022", организация=["Вторая", "Первая"])
    head, share = tables.texts("организации-рядом")[:2]
    assert head[1:] == ["Вторая", "Первая", "Вместе"]
    # 1 500 of 4 000, where the mean of 20 and 90 would be 55.
    assert share[1:] == ["↓20", "↑90", "37,5 %"]
    assert app.get("vega_lite_chart")


def test_of_many_organizations_a_page_is_drawn_and_one_is_looked_for(project, open_page, tables):
    schools = [organization(f"S{number:02}", 100, short_name=f"Школа {number:02}") for number in range(31)]
    accept(project.engine, File("много.xlsx", b"1", "1" * 64, 1), tidy(*schools), ADMINISTRATOR)
    app = open_page("organizations", год="2022")
    # The first of them came with nothing: thirty rows under the headings.
    assert len(tables.texts("организации")) == 31 and "показаны 30 из 31" in texts(app)
    app.text_input(key="найти").input("школа 30").run()
    assert [row[0] for row in tables.texts("организации")[1:]] == ["Школа 30"]


def test_an_organization_sees_what_is_due_and_what_was_returned(loaded, open_page, enter, tables):  # noqa: F811
    lifecycle.return_back(loaded.engine, sent(loaded), "нет итога по кружкам", EDITOR)
    enter(SCHOOL)
    app = open_page(год="2022")
    said = texts(app)
    # It gave the year 2022 alone; the last deadline of the project passed on 20.01.2025.
    assert "**Первая.** Не сдано: 2024 год (срок — 20.01.2025), 2023 год" in said and "2022 год (срок" not in said
    assert "Возвращено отчётов: 1." in said and "возвращён" in said and "нет итога по кружкам" in said
    assert "Отправить" in [button.label for button in app.button]
    assert tables.texts("ожидается")[1][0] == "Отчёт: 2019 год" and "Что ожидается" in said
    assert "Кому: Первая\n" in app.code[0].value and "создать-ссылку" in [button.key for button in app.button]
    assert tables.texts("организация-по-годам")[1][4] == "↑90"
    assert "Вторая" not in said
