"""Results: their figures, wording and methods."""

from __future__ import annotations

from tests.audit.cases.making import Case, both, cut, item, put
from tests.audit.change import added, changed
from uspekh.audit.document import head
from uspekh.audit.indicators import methods
from uspekh.audit.plan import items
from uspekh.audit.results import descriptions
from uspekh.passport.plan import Plan

A1 = "Приложение № 1, строка"

CASES = [
    # 30 % are 330 people of 1100 in 2023, 1000 in the other years: 10 % more
    Case(
        descriptions.implied_population,
        put("result_targets", {"result": "1.3", "year": 2023, "unit": "чел."}, target=330.0),
        ["Раздел 3, строка 1.3"] * 6,
    ),
    # 310 / 30 % = 1033: 3,3 % more, as a population moves
    Case(
        descriptions.implied_population,
        put("result_targets", {"result": "1.3", "year": 2023, "unit": "чел."}, target=310.0),
        [],
    ),
    Case(
        descriptions.wording_differs_from_target,
        put("results", {"id": "1.1"}, title="Не менее 0,7 тыс. жителей подключены"),
        ["Раздел 3, строка 1.1", f"{A1} 1."],
    ),
    Case(
        descriptions.wording_differs_from_target,
        put("results", {"id": "1.1"}, title="Не менее 0,6 тыс. жителей подключены"),
        [],
    ),
    Case(
        descriptions.wording_differs_from_target,
        put("results", {"id": "1.1"}, title="Число жителей больше на 700 жителей"),
        [],
    ),
    Case(
        descriptions.result_and_indicator_differ,
        lambda plan: _twin(plan, numerator="supplied", denominator="residents"),
        ["Раздел 3, строка 1.3", "Раздел 2, строка 1"],
    ),
    Case(descriptions.result_and_indicator_differ, lambda plan: _twin(plan), []),
    Case(
        descriptions.one_target_two_counts,
        lambda plan: _same_targets(_twin(plan)),
        ["Раздел 3, строка 1.3", "Раздел 2, строка 1"],
    ),
    Case(
        descriptions.one_target_two_counts,
        lambda plan: _same_targets(_twin(plan, numerator="supplied", denominator="residents")),
        [],
    ),
    Case(
        items.plan_item_figure_differs,
        item("1", title="Не менее 650 жителей подключены к новым сетям"),
        [f"{A1} 1.", "Раздел 3, строка 1.1"],
    ),
    Case(items.plan_item_figure_differs, item("2", title="Станция на 650 жителей"), []),
    Case(
        descriptions.growth_of_share,
        put("results", {"id": "1.3"}, title="Увеличение на 5 % доли школьников"),
        ["Раздел 3, строка 1.3"],
    ),
    Case(
        descriptions.growth_of_share,
        put("results", {"id": "1.3"}, title="Увеличение на 5 процентных пунктов доли школьников"),
        [],
    ),
    Case(
        head.promise_unmeasured,
        put("materials", {"section": "1"}, text="Новые краны получат 95 % школ."),
        ["Дополнительные материалы, раздел 1"],
    ),
    Case(head.promise_unmeasured, put("materials", {"section": "1"}, text="Сейчас охвачены 60 %."), []),
    Case(methods.method_missing, cut("methods", indicator="2"), ["Раздел 2, строка 2"]),
    Case(methods.method_incomplete, put("methods", {"indicator": "2"}, schedule=""), ["Методика расчёта, строка 2"]),
    Case(methods.method_incomplete, put("methods", {"indicator": "2"}, terms="", formula=""), []),
    Case(
        methods.method_term_unused,
        put("methods", {"indicator": "2"}, terms="Пi - потери участка; U - число участков"),
        ["Методика расчёта, строка 2", "Методика расчёта, строка 2"],
    ),
    Case(
        methods.method_term_unused, put("methods", {"indicator": "2"}, terms="Пi - потери; потери участка - литры"), []
    ),
    Case(
        descriptions.duplicate_result,
        put("results", {"id": "1.2"}, title="Не менее 600 жителей подключены"),
        ["Раздел 3, строка 1.1", "Раздел 3, строка 1.2"],
    ),
    Case(descriptions.duplicate_result, put("results", {"id": "1.2"}, title="Не менее 500 жителей подключены"), []),
    Case(
        descriptions.duplicate_characteristic,
        put("results", {"id": "1.3"}, characteristic="Подключение новых домов идет каждый год."),
        ["Раздел 3, строка 1.1", "Раздел 3, строка 1.3"],
    ),
    Case(descriptions.duplicate_characteristic, put("results", {"id": "1.3"}, characteristic="Подключение школ"), []),
    Case(
        descriptions.duplicate_characteristic,
        both(put("results", {"id": "1.1"}, characteristic=""), put("results", {"id": "1.3"}, characteristic="")),
        [],
    ),
    Case(
        items.control_point_title_differs,
        item("2.2", title="Станция готова"),
        [f"{A1} 2.", f"{A1} 2.2"],
    ),
    Case(items.control_point_title_differs, item("2.2", title="Построена  станция водоподготовки."), []),
    Case(
        descriptions.promised_year_differs,
        put("results", {"id": "1.2"}, characteristic="К середине 2024 года построена станция"),
        ["Раздел 3, строка 1.2", f"{A1} 2."],
    ),
    Case(
        descriptions.promised_year_differs,
        put("results", {"id": "1.2"}, characteristic="С 2022 по 2025 годы станция строится"),
        [],
    ),
    Case(
        descriptions.ranges_differ,
        both(
            put("results", {"id": "1.3"}, title="Ученики 5-11 классов прошли уроки"),
            item("3", title="Ученики 6-11-х классов прошли уроки"),
        ),
        ["Раздел 3, строка 1.3", f"{A1} 3."],
    ),
    Case(
        descriptions.ranges_differ,
        both(
            put("results", {"id": "1.3"}, title="Ученики 5-11 классов прошли уроки"),
            item("3", title="Ученики 5 – 11-х классов от 11 до 17 лет прошли уроки"),
        ),
        [],
    ),
    Case(
        head.name_spelled_twice,
        both(item("1.1", title="Форум «Чистая река Ока»"), item("2.1", title="Форум «Чиистая река Ока»")),
        [f"{A1} 1.1", f"{A1} 2.1"],
    ),
    Case(
        head.name_spelled_twice,
        both(item("1.1", title="Форум «Чистая река 2021»"), item("2.1", title="Форум «Чистая река 2022»")),
        [],
    ),
]


def _twin(plan: Plan, **columns: str) -> Plan:
    """Result 1.3 serves indicator 1, counted from other columns or from those given."""
    plan = added(plan, "links", {"kind": "indicator", "target": "1"}, result="1.3")
    return changed(plan, "measures", {"id": "m3"}, **columns) if columns else plan


def _same_targets(plan: Plan) -> Plan:
    for row in plan["indicator_targets"].query("indicator == '1'").itertuples():
        plan = changed(plan, "result_targets", {"result": "1.3", "unit": "%", "year": row.year}, target=row.target)
    return plan
