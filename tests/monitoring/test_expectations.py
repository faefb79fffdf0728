"""What is expected of whom: by hand, of a made-up plan, on 10 December 2023; «near» is within 30 days."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.monitoring.conftest import DATA
from uspekh.monitoring.expectations import (
    PERSON,
    Addressee,
    list_expectations,
    list_persons,
    name_key,
    organization_addressee,
    say_expected,
)
from uspekh.monitoring.organizations.due_reports import DueReport, ReportsOfOrganization
from uspekh.monitoring.rules import load_rules
from uspekh.passport.plan import Plan

DAY = date(2023, 12, 10)
PERSON_A = Addressee(PERSON, "Петрова А.Б.", "Петрова А.Б.", frozenset({name_key("Петрова А.Б.")}))
SCHOOL = organization_addressee("Ш2", "СОШ № 2", float("nan"))
AGENDA = pd.DataFrame(
    [
        ("1.1", 2023, "event", "Обучить.", date(2023, 12, 1), "overdue", ("Петрова А.Б.",), ("Центр",), False),
        # An edition moved it into 2023: nobody is reminded of the former date besides.
        ("1.1", 2022, "event", "Обучить.", date(2022, 12, 1), "overdue", ("Петрова А.Б.",), ("Центр",), True),
        ("1.2", 2023, "event", "Провести", date(2023, 12, 31), "due_soon", ("Петрова А.Б.",), (), False),
        (
            "1.3",
            2023,
            "control_point",
            "Отчитаться",
            date(2024, 5, 31),
            "not_due",
            ("Иванов В.Г.",),
            ("СОШ № 2",),
            False,
        ),
        ("1.4", 2023, "event", "Готово", date(2023, 6, 1), "done_late", ("Петрова А.Б.",), ("СОШ № 2",), False),
    ],
    columns=["item", "year", "kind", "title", "due", "flag", "responsible", "organizations", "superseded"],
)
COLUMNS = ["thread", "subject_kind", "subject", "year", "cause", "action", "responsible", "due", "closed"]


def decided(*rows: tuple[str, date | None, bool]) -> pd.DataFrame:
    """Assignments by whom they name, their date and whether they are closed."""
    kinds = ["indicator", "budget"]
    listed = [(f"t{at}", kinds[at % 2], "1", 2023, "", f"Дело {at}", *rest) for at, rest in enumerate(rows)]
    return pd.DataFrame(listed, columns=COLUMNS).astype({"due": object})


@pytest.fixture(scope="module")
def rules():
    return load_rules(DATA)


def test_a_person_is_expected_what_is_not_done_late_first(rules):
    assignments = decided(
        ("Иванов В. Г., петрова а. б.", date(2023, 12, 5), False),
        ("Петрова А.Б.", None, False),
        ("Петрова А.Б.", date(2023, 1, 1), True),
        ("Петрова", date(2023, 1, 1), False),
    )
    expected = list_expectations(PERSON_A, rules, DAY, AGENDA, assignments)
    assert [(each.say(), each.state) for each in expected] == [
        ("Мероприятие 1.1. Обучить — срок 01.12.2023", "overdue"),
        ("Поручение: Дело 0 (показатель\u00a01, 2023) — срок 05.12.2023", "overdue"),
        ("Мероприятие 1.2. Провести — срок 31.12.2023", "due_soon"),
        ("Поручение: Дело 1 (строка бюджета\u00a01, 2023) — срок не назначен", "not_due"),
    ]
    # 10.12.2023 and 30 days are 09.01.2024.
    assert say_expected(expected, rules, DAY) == "просрочено\u00a0— 2, до 09.01.2024\u00a0— 1, позже\u00a0— 1"
    assert say_expected((), rules, DAY) == "ничего"


def test_an_organization_is_expected_its_reports_and_what_it_executes(rules):
    reports = ReportsOfOrganization(
        due=(DueReport(2023, 9, date(2023, 10, 10), "returned"), DueReport(2022, 12, date(2023, 1, 20), "waiting")),
        coming=(
            DueReport(2022, 12, date(2024, 1, 9), "not_sent", "показатель 1"),
            DueReport(2023, 12, date(2024, 1, 20), "not_sent"),
        ),
        returned=(),
    )
    expected = list_expectations(SCHOOL, rules, DAY, AGENDA, decided(), reports)
    # 09.01.2024 is the thirtieth day ahead, 20.01.2024 is not; what waits for a decision of others stands last.
    assert [(each.what, each.state, each.urgent) for each in expected] == [
        ("Отчёт: 2023 год, 9 месяцев", "returned", True),
        ("Отчёт: 2022 год, показатель 1", "due_soon", True),
        ("Отчёт: 2023 год", "not_due", False),
        ("Контрольная точка 1.3. Отчитаться", "not_due", False),
        ("Отчёт: 2022 год", "waiting", False),
    ]
    assert len({each.uid for each in expected}) == 5


def test_persons_are_participants_and_whoever_answers_or_executes():
    people = pd.DataFrame(
        [("Петрова А.Б.", "Петрова А.Б.", False), ("Петрова Анна Борисовна", "Петрова А.Б.", False),
         ("Директора", "Директора", True)],
        columns=["spelling", "person", "collective"],
    )  # fmt: skip
    persons = list_persons(Plan({}, {"people": people}), AGENDA)
    assert [one.code for one in persons] == ["Иванов В.Г.", "Петрова А.Б.", "СОШ № 2", "Центр"]
    assert persons[1].names == {"петровааб", "петровааннаборисовна"}
