"""«Утвердить планы организаций»: the guides of a year become plans by one form, for who may set them."""

from __future__ import annotations

import pytest

from tests.app.test_sending import enter, press, said, write  # noqa: F401
from tests.persons import EDITOR, VIEWER
from uspekh.store.schema.tables import value_rows
from uspekh.store.values.queries import current
from uspekh.ui.accepting.planning import TITLE


def plans(project) -> dict[tuple[str, str, int], int]:
    rows = current(project.engine, value_rows.c.kind == "plan")
    return {(row.subject, row.part, row.year): int(row.number) for row in rows.itertuples()}


@pytest.fixture
def form(open_page, enter):  # noqa: F811
    """The page with the form of indicator 2 open for an editor, and the fields of guides by organization."""
    enter(EDITOR)
    app = open_page("organizations", год="2019")
    # The guides of all measures are a long form: it is made when somebody asks for it.
    assert not [box for box in app.text_input if "ориентир" in box.label]
    press(app, TITLE)
    box = next(box for box in app.selectbox if box.label == "Показатель или результат")
    box.select_index([words.startswith("П2") for words in box.options].index(True)).run()
    return app, {box.label.removesuffix(" (ориентир)"): box for box in app.text_input if "ориентир" in box.label}


def test_an_editor_changes_a_guide_and_accepts_all(project, form):
    app, fields = form
    # Of the demonstration six schools have a contingent: 600 over 840, 910, 760, 1020, 690 and 580 of 4 800 is 105,
    # 113,75, 95, 127,5, 86,25 and 72,5; the two that are left go to № 3 and, of the equal ones, to № 5.
    values = {name: field.value for name, field in fields.items()}
    assert values == {f"МОУ СОШ № {number}": value for number, value in
                      zip(range(2, 8), ("105", "114", "95", "128", "86", "72"), strict=True)}  # fmt: skip
    fields["МОУ СОШ № 2"].input("100")
    fields["МОУ СОШ № 7"].input("")
    press(app, "Утвердить планы")
    assert "Утверждено планов: 5" in said(app)
    assert plans(project) == {("Ш2", "П2", 2019): 100_000, ("Ш3", "П2", 2019): 114_000, ("Ш4", "П2", 2019): 95_000,
                              ("Ш5", "П2", 2019): 128_000, ("Ш6", "П2", 2019): 86_000}  # fmt: skip


def test_what_the_sheet_would_refuse_the_form_refuses(project, form):
    app, fields = form
    next(iter(fields.values())).input("601")
    press(app, "Утвердить планы")
    assert "Файл «Планы организаций, 2019.xlsx» не принят" in said(app) and plans(project) == {}


def test_who_may_not_set_plans_sees_no_form(open_page, enter):  # noqa: F811
    enter(VIEWER)
    assert TITLE not in [button.label for button in open_page("organizations").button]
