"""Annex 1: dates, control, coverage, numbers, executors."""

from __future__ import annotations

import pandas as pd

from tests.audit.cases.making import Case, add, both, cut, item, put
from tests.audit.change import added, changed, without
from uspekh.audit.indicators import bases_and_targets
from uspekh.audit.plan import control, dates, items, numbers
from uspekh.audit.results import coverage
from uspekh.passport.plan import Plan

DAY = pd.Timestamp
A1 = "Приложение № 1, строка"

CASES = [
    Case(dates.outside_project, item("2.1", start=DAY("2020-12-31")), [f"{A1} 2.1", "Раздел 1"]),
    Case(dates.outside_project, item("1.2", end=DAY("2027-01-01")), [f"{A1} 1.2", "Раздел 1"]),
    Case(dates.outside_project, item("1.1", start=DAY("2021-01-01"), end=DAY("2026-12-31")), []),
    Case(dates.end_before_start, item("2.1", end=DAY("2021-12-31")), [f"{A1} 2.1"]),
    Case(dates.end_before_start, item("2.1", end=DAY("2022-01-01")), []),
    Case(dates.child_outside_parent, item("2.1", end=DAY("2024-01-01")), [f"{A1} 2.1", f"{A1} 2."]),
    Case(dates.child_outside_parent, item("2.1", start=DAY("2021-12-31")), [f"{A1} 2.1", f"{A1} 2."]),
    Case(dates.child_outside_parent, item("2.1", start=DAY("2020-12-31")), []),
    Case(dates.child_outside_parent, item("2.1", end=DAY("2023-12-31")), []),
    Case(dates.recurs_after_parent, item("2.1", yearly=True), [f"{A1} 2.1", f"{A1} 2."]),
    Case(dates.recurs_after_parent, item("2.1", yearly=True, yearly_until=DAY("2023-12-31")), []),
    Case(dates.recurs_after_parent, both(item("2.1", yearly=True), item("2", yearly=True)), []),
    Case(dates.start_missing, item("2.1", start=pd.NaT), [f"{A1} 2.1"]),
    Case(dates.start_missing, item("2.2", start=pd.NaT), []),
    Case(dates.control_point_with_start, item("2.2", start=DAY("2022-01-01")), [f"{A1} 2.2"]),
    Case(
        dates.control_point_with_start,
        both(item("2.2", start=DAY("2022-01-01")), item("3.2", start=DAY("2022-01-01"))),
        [],
    ),
    Case(dates.control_point_date_differs, item("2.2", end=DAY("2023-12-30")), [f"{A1} 2.", f"{A1} 2.2"]),
    Case(
        dates.control_point_date_differs,
        add("plan_items", {"item": "2.2"}, item="2.3", end=DAY("2022-12-31")),
        [],
    ),
    Case(dates.date_written_oddly, item("2.1", start_text="01.01.2022."), [f"{A1} 2.1"]),
    Case(dates.date_written_oddly, item("2.1", start_text=""), []),
    Case(
        dates.events_without_order,
        lambda plan: _three_events(plan, end=DAY("2023-12-31")),
        [f"{A1} 2.", f"{A1} 2.1", f"{A1} 2.1", f"{A1} 2.1"],
    ),
    Case(dates.events_without_order, lambda plan: _three_events(plan), []),
    Case(
        control.control_undefined,
        put("control_levels", {"code": "Н"}, title=""),
        [f"{A1} {row}" for row in ("1.1", "2.1", "3.", "3.1", "3.2")] + ["Приложение № 1, сноска 1"],
    ),
    Case(control.control_undefined, add("control_levels", {"code": "Н"}, code="Я", title=""), []),
    Case(control.control_empty, item("2.1", control=""), [f"{A1} 2.1"]),
    Case(control.control_differs_from_result, item("2.2", control="Н"), [f"{A1} 2.", f"{A1} 2.2"]),
    Case(control.control_differs_from_result, item("2.2", control=""), []),
    Case(
        control.control_differs_by_year,
        put("links", {"result": "1.3", "kind": "plan_item"}, result="1.2"),
        [f"{A1} 2.", f"{A1} 3."],
    ),
    Case(control.control_differs_by_year, put("links", {"result": "1.2", "kind": "plan_item"}, result="1.1"), []),
    Case(coverage.result_uncovered, cut("links", result="1.2", kind="plan_item"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_without_events, cut("plan_items", item="2.1"), [f"{A1} 2."]),
    # the lessons recur, so their one event serves a result of later years too
    Case(
        coverage.result_without_events,
        both(cut("plan_items", item="2.1"), put("links", {"result": "1.2", "kind": "plan_item"}, result="1.3")),
        [],
    ),
    Case(coverage.result_without_control_point, cut("plan_items", item="2.2"), [f"{A1} 2."]),
    Case(coverage.result_without_control_point, cut("plan_items", item="2.1"), []),
    Case(coverage.result_uncovered, cut("links", result="1.2", kind="budget_line"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_uncovered, cut("links", result="1.2", kind="participant"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_uncovered, cut("links", result="1.1", target="4"), []),
    Case(coverage.result_uncovered, cut("plan_items", item="2.2"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_uncovered, cut("plan_items", item="3.2"), []),
    # all that one result lacks is one finding
    Case(coverage.result_uncovered, cut("links", result="1.2"), ["Раздел 3, строка 1.2"]),
    Case(
        coverage.target_only_at_end,
        lambda plan: _last_target_only(plan, "Не менее 600 жителей подключены к новым сетям к концу 2026 года"),
        ["Раздел 3, строка 1.1", f"{A1} 1."],
    ),
    Case(
        coverage.target_only_at_end,
        lambda plan: changed(_last_target_only(plan), "plan_items", {"item": "1"}, start=DAY("2026-01-01")),
        [],
    ),
    # no plan item: how long it takes is not said, so nothing can be said of it
    Case(
        coverage.target_only_at_end,
        lambda plan: without(_last_target_only(plan), "links", result="1.1", kind="plan_item"),
        [],
    ),
    Case(
        coverage.target_without_year,
        lambda plan: without(_last_target_only(plan), "links", result="1.1", kind="plan_item"),
        ["Раздел 3, строка 1.1"],
    ),
    # annex 1 has the same 600 people in 2026
    Case(coverage.target_without_year, lambda plan: _last_target_only(plan), []),
    Case(dates.end_missing, item("2.1", end=pd.NaT), [f"{A1} 2.1"]),
    Case(dates.end_missing, item("2.1", start=pd.NaT), []),
    Case(
        items.cumulative_not_in_item,
        both(
            put("indicators", {"id": "1"}, title="Число подключённых жителей, нарастающим итогом, чел.", unit="чел."),
            put("indicator_targets", {"indicator": "1", "year": 2026}, target=600.0),
        ),
        ["Раздел 2, строка 1", f"{A1} 1."],
    ),
    Case(
        items.cumulative_not_in_item,
        both(
            both(
                put(
                    "indicators", {"id": "1"}, title="Число подключённых жителей, нарастающим итогом, чел.", unit="чел."
                ),
                put("indicator_targets", {"indicator": "1", "year": 2026}, target=600.0),
            ),
            item("1", title="Нарастающим итогом не менее 600 жителей подключены к новым сетям"),
        ),
        [],
    ),
    Case(
        numbers.item_number_differs,
        both(
            put("links", {"kind": "plan_item", "target": "2"}, result="1.1"),
            put("links", {"kind": "plan_item", "target": "3"}, result="1.2"),
        ),
        [f"{A1} 2.", "Раздел 3, строка 1.2", f"{A1} 3.", "Раздел 3, строка 1.3"],
    ),
    Case(numbers.item_number_differs, cut("links", kind="plan_item", target="2"), []),
    Case(
        bases_and_targets.indicator_without_result, cut("links", kind="indicator", target="2"), ["Раздел 2, строка 2"]
    ),
    Case(
        bases_and_targets.indicator_without_result, cut("links", result="1.2", kind="plan_item"), ["Раздел 2, строка 2"]
    ),
    Case(bases_and_targets.indicator_without_result, cut("links", result="1.3", kind="plan_item"), []),
    Case(numbers.number_out_of_order, item("2.1", item="2.3"), [f"{A1} 2.2"]),
    # the form prints a control point after its events, under the number that theirs begin with
    Case(numbers.number_out_of_order, item("2.1", item="2.2.1"), []),
    # 2.10 follows 2.9 by number though not by letters
    Case(numbers.number_out_of_order, both(item("2.1", item="2.9"), item("2.2", item="2.10")), []),
    Case(numbers.number_missing, item("2.1", item="2.4"), [f"{A1} 2.1"]),
    # 2.1 is the control point, 2.2 the event: no number is left out
    Case(
        numbers.number_missing,
        both(item("2.2", item="2.x"), both(item("2.1", item="2.2"), item("2.x", item="2.1"))),
        [],
    ),
    Case(numbers.number_under_another, item("2.1", parent="3"), [f"{A1} 2.1", f"{A1} 3"]),
    Case(numbers.control_point_number_unlike, item("2.2", item="2.2.1"), [f"{A1} 2.2"]),
    Case(numbers.control_point_number_unlike, item("2.1", item="2.1.1"), []),
    Case(numbers.number_dots, item("2.2", number="2.2."), [f"{A1} 2.2."]),
    Case(
        numbers.number_dots,
        both(item("1.1", number="1.1."), both(item("2.1", number="2.1."), item("3.1", number="3.1."))),
        [],
    ),
    Case(items.executor_spellings, lambda plan: _spelled(plan, "Водоканал"), [f"{A1} 1.", f"{A1} 2.1"]),
    Case(items.executor_spellings, lambda plan: _spelled(plan, "Водоканал области"), []),
    Case(items.executor_missing, item("2.1", executor=""), [f"{A1} 2.1"]),
    Case(items.document_missing, item("2.1", document=""), [f"{A1} 2.1"]),
    Case(items.document_is_action, item("2.1", document="Заключение договора"), [f"{A1} 2.1", f"{A1} 2.1"]),
    Case(items.document_is_action, item("2.1", title="Договор подряда на станцию"), []),
    Case(
        items.document_unlike_same_action,
        lambda plan: changed(_three_events(plan), "plan_items", {"row": 101}, document="Отчёт"),
        [f"{A1} 2.1", f"{A1} 2.1"],
    ),
    Case(items.document_unlike_same_action, item("2.1", document="Отчёт"), []),
]


def _three_events(plan: Plan, **cells) -> Plan:
    plan = changed(plan, "plan_items", {"item": "2.1"}, **cells) if cells else plan
    for row in (100, 101):
        plan = added(plan, "plan_items", {"item": "2.1"}, item=f"2.{row}", row=row)
    return plan


def _last_target_only(plan: Plan, title: str = "Не менее 600 жителей подключены к новым сетям") -> Plan:
    for year in range(2021, 2026):
        plan = without(plan, "result_targets", result="1.1", year=year)
    return changed(plan, "results", {"id": "1.1"}, title=title)


def _spelled(plan: Plan, organization: str) -> Plan:
    plan = added(plan, "executors", {"spelling": "Водоканал"}, spelling="МУП Водоканал", organization=organization)
    return changed(plan, "plan_items", {"item": "2.1"}, executor="МУП Водоканал")
