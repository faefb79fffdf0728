"""What an organization has to send: deadlines of the shipped table, ten days after a quarter, twenty after the year."""

from __future__ import annotations

from datetime import date

import pytest

from tests.monitoring.conftest import DATA
from uspekh.monitoring.organizations.due_reports import LaterMeasure, Sending, list_due_reports
from uspekh.monitoring.rules import load_rules

RETURNED = Sending(1, "returned", frozenset({(2023, 6)}), date(2023, 7, 12), "нет итога")


@pytest.fixture(scope="module")
def listed():
    rules = load_rules(DATA)

    def run(as_of, accepted=(), sendings=(), years=(2022, 2023), later=()):
        return list_due_reports(rules, years, accepted, sendings, as_of, later)

    return run


def test_the_last_period_that_has_passed_is_awaited_and_the_nearest_comes_next(listed):
    reports = listed(date(2023, 7, 11), accepted=[(2022, 9), (2023, 3)])
    # The year 2022 was due on 20.01.2023, half of 2023 on 10.07.2023; a first quarter does not settle a half-year.
    assert [(each.year, each.months, each.state) for each in reports.due] == [
        (2023, 6, "overdue"),
        (2022, 12, "overdue"),
    ]
    assert reports.next is not None and (reports.next.months, reports.next.due) == (9, date(2023, 10, 10))
    assert reports.say() == (
        "Не сдано: 2023 год, I полугодие (срок — 10.07.2023), 2022 год (срок — 20.01.2023). "
        "Ближайший срок: 2023 год, 9 месяцев (срок — 10.10.2023)."
    )


def test_a_later_period_settles_the_earlier_one_of_its_year(listed):
    reports = listed(date(2023, 7, 11), accepted=[(2022, 12), (2023, 9)])
    assert reports.due == () and reports.next is not None and reports.next.months == 12
    assert reports.say().startswith("Все отчёты, срок которых прошёл, сданы. Ближайший срок: 2023 год (")


def test_what_was_returned_stays_until_it_is_sent_again(listed):
    before = listed(date(2023, 7, 13), accepted=[(2022, 12)], sendings=[RETURNED])
    assert before.returned == (RETURNED,) and before.due[0].state == "returned"
    assert "Возвращено отчётов: 1." in before.say()
    again = Sending(2, "waiting", frozenset({(2023, 6)}), None, "")
    after = listed(date(2023, 7, 13), accepted=[(2022, 12)], sendings=[RETURNED, again])
    assert after.returned == () and after.due[0].state == "waiting"
    assert "На проверке: 2023 год, I полугодие." in after.say()


def test_after_the_project_no_deadline_is_left(listed):
    reports = listed(date(2026, 11, 26), accepted=[(2022, 12), (2023, 12)])
    assert reports.say() == "Все отчёты, срок которых прошёл, сданы. Следующих сроков нет: проект завершён."


def test_a_measure_with_a_deadline_of_its_own_is_awaited_apart_from_the_report_of_its_year(listed):
    later = [LaterMeasure("показатель 1", "03-30", frozenset({2022}))]
    # Of 2023 all but indicator 1 was given in time; it is due on 30.03.2024, and 2022 has it.
    accepted = [(2022, 12), (2023, 12)]
    before = listed(date(2024, 3, 30), accepted, later=later)
    assert before.due == () and [report.say() for report in before.coming] == [
        "2023 год, показатель 1 (срок — 30.03.2024)"
    ]
    after = listed(date(2024, 3, 31), accepted, later=later)
    assert after.coming == () and after.say().startswith("Не сдано: 2023 год, показатель 1 (срок — 30.03.2024).")
    # Where nothing of the year came, its report says it of every figure: one line, not two.
    silent = listed(date(2024, 3, 31), accepted[:1], later=later)
    assert [(report.year, report.months, report.subject) for report in silent.due] == [(2023, 12, "")]
