"""For every rule, the smallest change of the clean plan that it must find, and one that it must not.

A case is the rule, the change, and the places of the single finding that the change must bring
(an empty list where the change is none of the rule's business).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from tests.passport.audit.change import Rule, added, changed, headed, without
from uspekh.passport.audit import (
    bases,
    control,
    counts,
    coverage,
    dates,
    executors,
    lines,
    load,
    methods,
    names,
    numbering,
    people,
    promises,
    schedule,
    scope,
    series,
    sums,
    titles,
    units,
)
from uspekh.passport.plan import Plan


class Case(NamedTuple):
    rule: Rule
    change: Callable[[Plan], Plan]
    places: list[str]


def _set(table: str, where: dict, **cells) -> Callable[[Plan], Plan]:
    return lambda plan: changed(plan, table, where, **cells)


def _cut(table: str, **where) -> Callable[[Plan], Plan]:
    return lambda plan: without(plan, table, **where)


def _add(table: str, like: dict, **cells) -> Callable[[Plan], Plan]:
    return lambda plan: added(plan, table, like, **cells)


def _item(number: str, /, **cells) -> Callable[[Plan], Plan]:
    return _set("plan_items", {"item": number}, **cells)


def _head(**parts) -> Callable[[Plan], Plan]:
    return lambda plan: headed(plan, **parts)


def _both(first: Callable[[Plan], Plan], second: Callable[[Plan], Plan]) -> Callable[[Plan], Plan]:
    return lambda plan: second(first(plan))


DAY = pd.Timestamp
WHOLE = "Раздел 4, строка Всего по муниципальному проекту"
EXTRA = "Дополнительные материалы, раздел 3, строка"
A1 = "Приложение № 1, строка"
NO_FEDERAL = {"source": "федеральный бюджет"}

SECTION_2 = [
    Case(bases.base_missing, _set("indicators", {"id": "1"}, base_date=pd.NaT), ["Раздел 2, строка 1"]),
    Case(bases.base_missing, _set("indicators", {"id": "2"}, base_value=0.0), []),
    Case(
        bases.base_value_differs,
        _set("methods", {"indicator": "1"}, base="Д=62"),
        ["Раздел 2, строка 1", "Методика расчёта, строка 1."],
    ),
    Case(
        bases.base_value_differs,
        _set("annex2_indicators", {"indicator": "2"}, base_value=41.0),
        ["Раздел 2, строка 2", "Приложение № 2, строка 2."],
    ),
    # 40,5 thousand and 40 500 are one base; a base in words cannot be compared
    Case(
        bases.base_value_differs, _set("annex2_indicators", {"indicator": "2"}, base_value=40500.0, unit="куб. м"), []
    ),
    Case(bases.base_value_differs, _set("methods", {"indicator": "1"}, base="по данным 2020 года 62"), []),
    Case(
        bases.base_date_differs,
        _set("annex2_indicators", {"indicator": "1"}, base_date=DAY("2020-01-01")),
        ["Раздел 2, строка 1", "Приложение № 2, строка 1."],
    ),
    Case(bases.base_date_differs, _set("annex2_indicators", {"indicator": "1"}, base_date=pd.NaT), []),
    Case(
        bases.base_date_inside_project,
        _set("indicators", {"id": "2"}, base_date=DAY("2021-06-01")),
        ["Раздел 2, строка 2", "Раздел 1"],
    ),
    Case(bases.base_date_inside_project, _set("indicators", {"id": "2"}, base_date=DAY("2020-12-31")), []),
    Case(
        units.targets_differ,
        _set("annex2_targets", {"indicator": "1", "year": 2023}, target=69.0),
        ["Раздел 2, строка 1", "Приложение № 2, строка 1."],
    ),
    Case(units.targets_differ, _cut("annex2_targets", indicator="1", year=2023), []),
    Case(units.annex2_row_missing, _cut("annex2_indicators", indicator="2"), ["Раздел 2, строка 2"]),
    Case(
        units.annex2_row_missing,
        lambda plan: Plan(plan.head, plan.tables | {"annex2_indicators": plan["annex2_indicators"].iloc[:0]}),
        [],
    ),
    Case(
        units.unit_differs,
        _set("annex2_indicators", {"indicator": "2"}, unit="куб. м"),
        ["Раздел 2, строка 2", "Приложение № 2, строка 2."],
    ),
    Case(units.unit_differs, _set("annex2_indicators", {"indicator": "2"}, unit="тыс. куб. м "), []),
    Case(
        units.target_in_title,
        _set("indicators", {"id": "1"}, title="Доля жителей, обеспеченных чистой водой, 80 %"),
        ["Раздел 2, строка 1", "Раздел 2, строка 1"],
    ),
    Case(units.target_in_title, _set("indicators", {"id": "1"}, title="Доля жителей в домах старше 79 %, %"), []),
    Case(
        series.target_falls,
        _set("indicator_targets", {"indicator": "1", "year": 2023}, target=64.0),
        ["Раздел 2, строка 1", "Раздел 2, строка 1"],
    ),
    # losses must fall: 35 after 36 in 2023 and 34 in 2024 is well, 37 is not
    Case(
        series.target_falls,
        _set("indicator_targets", {"indicator": "2", "year": 2023}, target=37.0),
        ["Раздел 2, строка 2", "Раздел 2, строка 2"],
    ),
    Case(series.target_falls, _set("indicator_targets", {"indicator": "2", "year": 2023}, target=34.5), []),
    Case(series.target_falls, _set("indicator_targets", {"indicator": "1", "year": 2023}, target=65.0), []),
]

RESULTS = [
    # 30 % are 330 people of 1100 in 2023, 1000 in the other years: 10 % more
    Case(
        series.implied_population,
        _set("result_targets", {"result": "1.3", "year": 2023, "unit": "чел."}, target=330.0),
        ["Раздел 3, строка 1.3"] * 6,
    ),
    # 310 / 30 % = 1033: 3,3 % more, as a population moves
    Case(
        series.implied_population,
        _set("result_targets", {"result": "1.3", "year": 2023, "unit": "чел."}, target=310.0),
        [],
    ),
    Case(
        series.wording_differs_from_target,
        _set("results", {"id": "1.1"}, title="Не менее 0,7 тыс. жителей подключены"),
        ["Раздел 3, строка 1.1", "Раздел 3, строка 1.1"],
    ),
    Case(
        series.wording_differs_from_target,
        _set("results", {"id": "1.1"}, title="Не менее 0,6 тыс. жителей подключены"),
        [],
    ),
    Case(
        counts.result_and_indicator_differ,
        lambda plan: _twin(plan, numerator="supplied", denominator="residents"),
        ["Раздел 3, строка 1.3", "Раздел 2, строка 1"],
    ),
    Case(counts.result_and_indicator_differ, lambda plan: _twin(plan), []),
    Case(
        counts.one_target_two_counts,
        lambda plan: _same_targets(_twin(plan)),
        ["Раздел 3, строка 1.3", "Раздел 2, строка 1"],
    ),
    Case(
        counts.one_target_two_counts,
        lambda plan: _same_targets(_twin(plan, numerator="supplied", denominator="residents")),
        [],
    ),
    Case(
        promises.plan_item_figure_differs,
        _item("1", title="Не менее 650 жителей подключены к новым сетям"),
        [f"{A1} 1.", "Раздел 3, строка 1.1"],
    ),
    Case(promises.plan_item_figure_differs, _item("2", title="Станция на 650 жителей"), []),
    Case(
        promises.growth_of_share,
        _set("results", {"id": "1.3"}, title="Увеличение на 5 % доли школьников"),
        ["Раздел 3, строка 1.3"],
    ),
    Case(
        promises.growth_of_share,
        _set("results", {"id": "1.3"}, title="Увеличение на 5 процентных пунктов доли школьников"),
        [],
    ),
    Case(
        promises.promise_unmeasured,
        _set("materials", {"section": "1"}, text="Новые краны получат 95 % школ."),
        ["Дополнительные материалы, раздел 1"],
    ),
    Case(promises.promise_unmeasured, _set("materials", {"section": "1"}, text="Сейчас охвачены 60 %."), []),
    Case(methods.method_missing, _cut("methods", indicator="2"), ["Раздел 2, строка 2"]),
    Case(methods.method_incomplete, _set("methods", {"indicator": "2"}, schedule=""), ["Методика расчёта, строка 2."]),
    Case(methods.method_incomplete, _set("methods", {"indicator": "2"}, terms="", formula=""), []),
    Case(
        methods.method_term_unused,
        _set("methods", {"indicator": "2"}, terms="Пi - потери участка; U - число участков"),
        ["Методика расчёта, строка 2.", "Методика расчёта, строка 2."],
    ),
    Case(
        methods.method_term_unused, _set("methods", {"indicator": "2"}, terms="Пi - потери; потери участка - литры"), []
    ),
    Case(
        titles.duplicate_result,
        _set("results", {"id": "1.2"}, title="Не менее 600 жителей подключены"),
        ["Раздел 3, строка 1.1", "Раздел 3, строка 1.2"],
    ),
    Case(titles.duplicate_result, _set("results", {"id": "1.2"}, title="Не менее 500 жителей подключены"), []),
    Case(
        titles.duplicate_characteristic,
        _set("results", {"id": "1.3"}, characteristic="Подключение новых домов идет каждый год."),
        ["Раздел 3, строка 1.1", "Раздел 3, строка 1.3"],
    ),
    Case(titles.duplicate_characteristic, _set("results", {"id": "1.3"}, characteristic="Подключение школ"), []),
    Case(
        titles.duplicate_characteristic,
        _both(_set("results", {"id": "1.1"}, characteristic=""), _set("results", {"id": "1.3"}, characteristic="")),
        [],
    ),
    Case(
        titles.control_point_title_differs,
        _item("2.2", title="Станция готова"),
        [f"{A1} 2.", f"{A1} 2.2"],
    ),
    Case(titles.control_point_title_differs, _item("2.2", title="Построена  станция водоподготовки."), []),
    Case(
        titles.promised_year_differs,
        _set("results", {"id": "1.2"}, characteristic="К середине 2024 года построена станция"),
        ["Раздел 3, строка 1.2", f"{A1} 2."],
    ),
    Case(
        titles.promised_year_differs,
        _set("results", {"id": "1.2"}, characteristic="С 2022 по 2025 годы станция строится"),
        [],
    ),
    Case(
        scope.ranges_differ,
        _both(
            _set("results", {"id": "1.3"}, title="Ученики 5-11 классов прошли уроки"),
            _item("3", title="Ученики 6-11-х классов прошли уроки"),
        ),
        ["Раздел 3, строка 1.3", f"{A1} 3."],
    ),
    Case(
        scope.ranges_differ,
        _both(
            _set("results", {"id": "1.3"}, title="Ученики 5-11 классов прошли уроки"),
            _item("3", title="Ученики 5 – 11-х классов от 11 до 17 лет прошли уроки"),
        ),
        [],
    ),
    Case(
        names.name_spelled_twice,
        _both(_item("1.1", title="Форум «Чистая река Ока»"), _item("2.1", title="Форум «Чиистая река Ока»")),
        [f"{A1} 1.1", f"{A1} 2.1"],
    ),
    Case(
        names.name_spelled_twice,
        _both(_item("1.1", title="Форум «Чистая река 2021»"), _item("2.1", title="Форум «Чистая река 2022»")),
        [],
    ),
]

MONEY = [
    Case(
        sums.lines_short_of_total,
        _set("budget_totals", {"line": "", "source": "местный бюджет", "year": 2023}, kopecks=400_000_000),
        [WHOLE, "Раздел 4, строка все строки"],
    ),
    Case(sums.lines_short_of_total, _cut("budget_totals", line="", source="местный бюджет", year=2023), []),
    Case(
        sums.printed_total_wrong,
        _set("budget_totals", {"line": "1.2", "source": "", "year": 2023}, kopecks=500_000_000),
        ["Раздел 4, строка 1.2", "Раздел 4, строка 1.2"],
    ),
    Case(
        sums.printed_total_wrong,
        _set("budget_totals", {"line": "", "source": "", "year": 0}, kopecks=1),
        [WHOLE, WHOLE],
    ),
    Case(sums.printed_total_wrong, _cut("budget_totals", line="1.2", source="", year=2023), []),
    Case(
        sums.financing_total_wrong,
        _set("supplementary_financing", {"row": "2", "year": 0}, kopecks=1),
        [f"{EXTRA} 2", f"{EXTRA} 2"],
    ),
    # two amounts in one cell add up
    Case(
        sums.financing_total_wrong,
        _both(
            _set("supplementary_financing", {"row": "2", "year": 2023}, kopecks=100_000_000),
            _add("supplementary_financing", {"row": "2", "year": 2023}, position=2, kopecks=300_000_000),
        ),
        [],
    ),
    Case(
        sums.financing_differs,
        _set("supplementary_financing", {"row": "", "year": 2023}, kopecks=1),
        [WHOLE, f"{EXTRA} Всего по проекту"],
    ),
    Case(sums.financing_differs, _cut("supplementary_financing", year=2023), []),
    Case(sums.spans_differ, _cut("supplementary_financing", year=2026), [WHOLE, f"{EXTRA} Всего по проекту"]),
    Case(sums.spans_differ, _cut("supplementary_financing", row="", year=0), []),
    Case(
        lines.line_without_money,
        _set("budget", {"line": "1.3"}, kopecks=0),
        ["Раздел 4, строка 1.3", "Раздел 3, строка 1.3"],
    ),
    Case(lines.line_without_money, _set("budget", {"line": "1.3", "source": "местный бюджет"}, kopecks=0), []),
    Case(
        lines.line_number_differs,
        _set("links", {"target": "1.3", "kind": "budget_line"}, result="1.2"),
        ["Раздел 4, строка 1.3", "Раздел 3, строка 1.2"],
    ),
    Case(lines.line_number_differs, _cut("links", target="1.3", kind="budget_line"), []),
    Case(
        lines.line_shared,
        _add("links", {"target": "1.2", "kind": "budget_line"}, result="1.3"),
        ["Раздел 4, строка 1.2", "Раздел 3, строка 1.2", "Раздел 3, строка 1.3"],
    ),
    Case(
        lines.line_shared,
        _both(
            _set("results", {"id": "1.3"}, title="Построена станция водоподготовки на реке"),
            _add("links", {"target": "1.2", "kind": "budget_line"}, result="1.3"),
        ),
        [],
    ),
    Case(
        lines.line_title_differs,
        _set("budget_lines", {"line": "1.2"}, title="Ремонт насосной станции"),
        ["Раздел 4, строка 1.2", "Раздел 3, строка 1.2"],
    ),
    Case(
        lines.line_title_differs, _set("budget_lines", {"line": "1.2"}, title="Построение станций водоподготовки"), []
    ),
    Case(
        lines.source_missing,
        lambda plan: changed(
            changed(_no_federal(plan), "results", {"id": "1.1"}, characteristic="За счёт федеральной субсидии"),
            "plan_items",
            {"item": "2.1"},
            title="Заявка на средства федерального бюджета",
        ),
        ["Раздел 3, строка 1.1", f"{A1} 2.1", "Раздел 4"],
    ),
    Case(lines.source_missing, _item("2.1", title="Заявка на средства федерального бюджета"), []),
    Case(lines.source_missing, lambda plan: _no_federal(plan), []),
]

ANNEX_1 = [
    Case(dates.outside_project, _item("2.1", start=DAY("2020-12-31")), [f"{A1} 2.1", "Раздел 1"]),
    Case(dates.outside_project, _item("1.2", end=DAY("2027-01-01")), [f"{A1} 1.2", "Раздел 1"]),
    Case(dates.outside_project, _item("1.1", start=DAY("2021-01-01"), end=DAY("2026-12-31")), []),
    Case(dates.end_before_start, _item("2.1", end=DAY("2021-12-31")), [f"{A1} 2.1"]),
    Case(dates.end_before_start, _item("2.1", end=DAY("2022-01-01")), []),
    Case(dates.child_outside_parent, _item("2.1", end=DAY("2024-01-01")), [f"{A1} 2.1", f"{A1} 2."]),
    Case(dates.child_outside_parent, _item("2.1", start=DAY("2021-12-31")), [f"{A1} 2.1", f"{A1} 2."]),
    Case(dates.child_outside_parent, _item("2.1", start=DAY("2020-12-31")), []),
    Case(dates.child_outside_parent, _item("2.1", end=DAY("2023-12-31")), []),
    Case(dates.recurs_after_parent, _item("2.1", yearly=True), [f"{A1} 2.1", f"{A1} 2."]),
    Case(dates.recurs_after_parent, _item("2.1", yearly=True, yearly_until=DAY("2023-12-31")), []),
    Case(dates.recurs_after_parent, _both(_item("2.1", yearly=True), _item("2", yearly=True)), []),
    Case(schedule.start_missing, _item("2.1", start=pd.NaT), [f"{A1} 2.1"]),
    Case(schedule.start_missing, _item("2.2", start=pd.NaT), []),
    Case(schedule.control_point_with_start, _item("2.2", start=DAY("2022-01-01")), [f"{A1} 2.2"]),
    Case(
        schedule.control_point_with_start,
        _both(_item("2.2", start=DAY("2022-01-01")), _item("3.2", start=DAY("2022-01-01"))),
        [],
    ),
    Case(schedule.control_point_date_differs, _item("2.2", end=DAY("2023-12-30")), [f"{A1} 2.", f"{A1} 2.2"]),
    Case(
        schedule.control_point_date_differs,
        _add("plan_items", {"item": "2.2"}, item="2.3", end=DAY("2022-12-31")),
        [],
    ),
    Case(schedule.date_written_oddly, _item("2.1", start_text="01.01.2022."), [f"{A1} 2.1"]),
    Case(schedule.date_written_oddly, _item("2.1", start_text=""), []),
    Case(
        schedule.events_without_order,
        lambda plan: _three_events(plan, end=DAY("2023-12-31")),
        [f"{A1} 2.", f"{A1} 2.1", f"{A1} 2.1", f"{A1} 2.1"],
    ),
    Case(schedule.events_without_order, lambda plan: _three_events(plan), []),
    Case(
        control.control_undefined,
        _set("control_levels", {"code": "Н"}, title=""),
        [f"{A1} {row}" for row in ("1.1", "2.1", "3.", "3.1", "3.2")] + ["Приложение № 1, сноска 1"],
    ),
    Case(control.control_undefined, _add("control_levels", {"code": "Н"}, code="Я", title=""), []),
    Case(control.control_empty, _item("2.1", control=""), [f"{A1} 2.1"]),
    Case(control.control_differs_from_result, _item("2.2", control="Н"), [f"{A1} 2.", f"{A1} 2.2"]),
    Case(control.control_differs_from_result, _item("2.2", control=""), []),
    Case(
        control.control_differs_by_year,
        _set("links", {"result": "1.3", "kind": "plan_item"}, result="1.2"),
        [f"{A1} 2.", f"{A1} 3."],
    ),
    Case(control.control_differs_by_year, _set("links", {"result": "1.2", "kind": "plan_item"}, result="1.1"), []),
    Case(coverage.result_without_plan_items, _cut("links", result="1.2", kind="plan_item"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_without_events, _cut("plan_items", item="2.1"), [f"{A1} 2."]),
    # the lessons recur, so their one event serves a result of later years too
    Case(
        coverage.result_without_events,
        _both(_cut("plan_items", item="2.1"), _set("links", {"result": "1.2", "kind": "plan_item"}, result="1.3")),
        [],
    ),
    Case(coverage.result_without_control_point, _cut("plan_items", item="2.2"), [f"{A1} 2."]),
    Case(coverage.result_without_control_point, _cut("plan_items", item="2.1"), []),
    Case(coverage.result_without_line, _cut("links", result="1.2", kind="budget_line"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_without_people, _cut("links", result="1.2", kind="participant"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_without_people, _cut("links", result="1.1", target="4"), []),
    Case(coverage.result_without_measure, _cut("plan_items", item="2.2"), ["Раздел 3, строка 1.2"]),
    Case(coverage.result_without_measure, _cut("plan_items", item="3.2"), []),
    Case(
        coverage.target_only_at_end,
        lambda plan: _last_target_only(plan),
        ["Раздел 3, строка 1.1"],
    ),
    Case(
        coverage.target_only_at_end,
        lambda plan: changed(_last_target_only(plan), "plan_items", {"item": "1"}, start=DAY("2026-01-01")),
        [],
    ),
    Case(coverage.indicator_without_result, _cut("links", kind="indicator", target="2"), ["Раздел 2, строка 2"]),
    Case(coverage.indicator_without_result, _cut("links", result="1.2", kind="plan_item"), ["Раздел 2, строка 2"]),
    Case(coverage.indicator_without_result, _cut("links", result="1.3", kind="plan_item"), []),
    Case(numbering.number_out_of_order, _item("2.1", item="2.3"), [f"{A1} 2.2"]),
    # 2.10 follows 2.9 by number though not by letters
    Case(numbering.number_out_of_order, _both(_item("2.1", item="2.9"), _item("2.2", item="2.10")), []),
    Case(numbering.number_missing, _item("2.1", item="2.4"), [f"{A1} 2.1"]),
    # 2.1 is the control point, 2.2 the event: no number is left out
    Case(
        numbering.number_missing,
        _both(_item("2.2", item="2.x"), _both(_item("2.1", item="2.2"), _item("2.x", item="2.1"))),
        [],
    ),
    Case(numbering.number_under_another, _item("2.1", parent="3"), [f"{A1} 2.1", f"{A1} 3"]),
    Case(numbering.control_point_number_unlike, _item("2.2", item="2.2.1"), [f"{A1} 2.2"]),
    Case(numbering.control_point_number_unlike, _item("2.1", item="2.1.1"), []),
    Case(numbering.number_dots, _item("2.2", number="2.2."), [f"{A1} 2.2."]),
    Case(
        numbering.number_dots,
        _both(_item("1.1", number="1.1."), _both(_item("2.1", number="2.1."), _item("3.1", number="3.1."))),
        [],
    ),
    Case(executors.executor_spellings, lambda plan: _spelled(plan, "Водоканал"), [f"{A1} 1.", f"{A1} 2.1"]),
    Case(executors.executor_spellings, lambda plan: _spelled(plan, "Водоканал области"), []),
    Case(executors.executor_missing, _item("2.1", executor=""), [f"{A1} 2.1"]),
    Case(executors.document_missing, _item("2.1", document=""), [f"{A1} 2.1"]),
    Case(executors.document_is_action, _item("2.1", document="Заключение договора"), [f"{A1} 2.1", f"{A1} 2.1"]),
    Case(executors.document_is_action, _item("2.1", title="Договор подряда на станцию"), []),
    Case(
        executors.document_unlike_same_action,
        lambda plan: changed(_three_events(plan), "plan_items", {"row": 101}, document="Отчёт"),
        [f"{A1} 2.1", f"{A1} 2.1"],
    ),
    Case(executors.document_unlike_same_action, _item("2.1", document="Отчёт"), []),
]

PEOPLE = [
    Case(
        people.person_spelled_twice,
        _set("participants", {"row": 5}, person="Решная А.Л."),
        ["Раздел 5, строка 2", "Раздел 5, строка 5"],
    ),
    # one letter apart, but of another post: two persons
    Case(people.person_spelled_twice, _set("participants", {"row": 6}, person="Решная А.Л."), []),
    Case(people.person_spelled_twice, _set("participants", {"row": 5}, person="Решная А.П."), []),
    Case(people.initials_unfinished, _set("participants", {"row": 6}, person="Горная В.В"), ["Раздел 5, строка 6"]),
    Case(people.initials_unfinished, _set("participants", {"row": 6}, person="Учителя города"), []),
    Case(
        people.role_of_two,
        _set("participants", {"row": 2}, person="Горная В.В."),
        ["Раздел 1", "Раздел 5, строка 2"],
    ),
    Case(people.role_of_two, _set("participants", {"row": 4}, person="Горная В.В."), []),
    Case(
        people.subordinate_above_chief,
        _set("participants", {"row": 3}, person="Зелёная Е.Е.", supervisor="Полевой С.С. инженер"),
        ["Раздел 5, строка 3", "Раздел 5, строка 4"],
    ),
    Case(people.subordinate_above_chief, _set("participants", {"row": 3}, supervisor="Горная В.В. учитель"), []),
    Case(
        people.responsible_missing,
        _set("participants", {"row": 3}, role="Администратор муниципального проекта"),
        ["Раздел 5, строка 3", "Раздел 5, строка 4"],
    ),
    Case(people.responsible_missing, _set("participants", {"row": 4}, role="Наблюдатель"), []),
    # 20 + 20 + 70 = 110
    Case(
        load.overload,
        _set("participants", {"row": 5}, workload=70.0),
        ["Раздел 5, строка 2", "Раздел 5, строка 3", "Раздел 5, строка 5"],
    ),
    # 20 + 20 + 60 = 100
    Case(load.overload, _set("participants", {"row": 5}, workload=60.0), []),
    Case(
        load.overload,
        _both(
            _set("participants", {"person": "Горная В.В."}, workload=130.0),
            _set("people", {"spelling": "Горная В.В."}, collective=True),
        ),
        [],
    ),
    Case(
        numbering.participant_number_missing,
        _cut("participants", row=4),
        ["Раздел 5, строка 3", "Раздел 5, строка 5"],
    ),
    Case(numbering.participant_number_missing, _cut("participants", row=6), []),
    Case(executors.programme_expires, _head(programmes=[{"title": "Вода", "until": 2025}]), ["Раздел 1"]),
    Case(executors.programme_expires, _head(programmes=[{"title": "Вода", "until": 2026}, {"title": "Лес"}]), []),
]

CASES = [*SECTION_2, *RESULTS, *MONEY, *ANNEX_1, *PEOPLE]


def _twin(plan: Plan, **columns: str) -> Plan:
    """Result 1.3 serves indicator 1, counted from other columns or from those given."""
    plan = added(plan, "links", {"kind": "indicator", "target": "1"}, result="1.3")
    return changed(plan, "measures", {"id": "m3"}, **columns) if columns else plan


def _same_targets(plan: Plan) -> Plan:
    for row in plan["indicator_targets"].query("indicator == '1'").itertuples():
        plan = changed(plan, "result_targets", {"result": "1.3", "unit": "%", "year": row.year}, target=row.target)
    return plan


def _no_federal(plan: Plan) -> Plan:
    return without(without(plan, "budget", **NO_FEDERAL), "budget_totals", **NO_FEDERAL)


def _three_events(plan: Plan, **cells) -> Plan:
    plan = changed(plan, "plan_items", {"item": "2.1"}, **cells) if cells else plan
    for row in (100, 101):
        plan = added(plan, "plan_items", {"item": "2.1"}, item=f"2.{row}", row=row)
    return plan


def _last_target_only(plan: Plan) -> Plan:
    for year in range(2021, 2026):
        plan = without(plan, "result_targets", result="1.1", year=year)
    return plan


def _spelled(plan: Plan, organization: str) -> Plan:
    plan = added(plan, "executors", {"spelling": "Водоканал"}, spelling="МУП Водоканал", organization=organization)
    return changed(plan, "plan_items", {"item": "2.1"}, executor="МУП Водоканал")
