"""The plan in the order of its answers: overdue, soon, later, done; who answers for what; who carries how much."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from uspekh.monitoring.overview import schedule
from uspekh.monitoring.overview.schedule import PersonLoad

DAY = date(2021, 6, 1)
ROWS = [
    ("done early", 2021, date(2021, 3, 1), "done", ("А",)),
    ("late new", 2021, date(2021, 5, 1), "overdue", ("А", "Б")),
    ("late old", 2019, date(2019, 5, 1), "overdue", ("Б",)),
    ("soon", 2021, date(2021, 6, 30), "due_soon", ("Б",)),
    ("later", 2021, date(2021, 12, 31), "not_due", ("А",)),
    ("soon of another year", 2022, date(2021, 7, 1), "due_soon", ("Б", "В")),
    ("late of a later year", 2022, date(2021, 5, 30), "overdue", ("В",)),
    ("done last", 2021, date(2021, 5, 1), "done_late", ("А",)),
    ("of another year", 2020, date(2020, 5, 1), "done", ("А",)),
]


@pytest.fixture
def agenda() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["item", "year", "due", "flag", "responsible"]).assign(superseded=False)


def test_overdue_stand_first_then_what_comes_then_what_is_done(agenda):
    """Thirty days after 1 June end on 1 July: the item of another year that falls due then stands in the list too."""
    rows = schedule.rows_of(agenda, 2021, DAY)
    assert list(rows["item"]) == [
        "late old", "late new", "soon", "soon of another year", "later", "done last", "done early"
    ]  # fmt: skip
    assert len(schedule.rows_of(agenda, None, DAY)) == len(ROWS)


def test_the_plan_is_said_with_its_scope_and_who_answers_soon(agenda):
    """Of 2021: five of its own and one overdue of 2019; soon are two, for both of which Б answers."""
    text = schedule.say_plan(agenda, 2021, DAY).replace("\N{NO-BREAK SPACE}", " ")
    assert text == (
        "Просрочено 2 из 6 пунктов плана 2021 года и просроченных прежних лет; "
        "до 01.07.2021 наступает срок 2 пунктов: Б — 2, В — 1"
    )
    assert schedule.say_later(agenda, 2021) == "Просроченных со сроком после 2021 года — 1, они видны за все годы"
    assert schedule.say_later(agenda, None) == ""


def test_that_nothing_is_late_or_near_is_said(agenda):
    quiet = agenda[agenda["flag"] == "done"]
    assert schedule.say_plan(quiet, None, DAY) == (
        "Просроченных нет среди 2 пунктов плана всех лет проекта; до 01.07.2021 сроков нет"
    )


def test_a_person_carries_time_and_plan_items(agenda):
    """А: 60 and 50 in 2021, 30 more in 2020; one item overdue and one ahead in 2021. The collective row is left out."""
    columns = ["person", "collective", "workload", "years"]
    tasks = pd.DataFrame(
        [("А", False, 60.0, (2021,)), ("А", False, 50.0, (2021,)), ("А", False, 30.0, (2020,)),
         ("Б", False, 20.0, (2020, 2021)), ("Все", True, 90.0, (2021,))],
        columns=columns,
    )  # fmt: skip
    first, second = schedule.loads(tasks, agenda, 2021)
    space = "\N{NO-BREAK SPACE}"
    assert first == PersonLoad("А", 110.0, f"60 + 50 = 110{space}%", 140.0, f"60 + 50 + 30 = 140{space}%", 1, 1)
    # Б answers for both overdue of 2021 and before, and for both that fall due soon.
    assert (second.person, second.of_year, second.overdue, second.ahead) == ("Б", 20.0, 2, 2)
    assert schedule.say_loads([first, second], 2021) == (
        f"Свыше 100 % рабочего времени, 2021 год: А (60 + 50 = 110{space}%)"
    )
    assert schedule.say_loads([second], 2021) == "Свыше 100 % не занят никто"
