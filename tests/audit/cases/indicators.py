"""Indicators: section 2, annex 2, the targets of both."""

from __future__ import annotations

import pandas as pd

from tests.audit.cases.making import Case, cut, put
from uspekh.audit.indicators import bases_and_targets
from uspekh.audit.results import descriptions
from uspekh.passport.plan import Plan

DAY = pd.Timestamp

CASES = [
    Case(bases_and_targets.base_missing, put("indicators", {"id": "1"}, base_date=pd.NaT), ["Раздел 2, строка 1"]),
    Case(bases_and_targets.base_missing, put("indicators", {"id": "2"}, base_value=0.0), []),
    Case(
        bases_and_targets.base_value_differs,
        put("methods", {"indicator": "1"}, base="Д=62"),
        ["Раздел 2, строка 1", "Методика расчёта, строка 1"],
    ),
    Case(
        bases_and_targets.base_value_differs,
        put("annex2_indicators", {"indicator": "2"}, base_value=41.0),
        ["Раздел 2, строка 2", "Приложение № 2, строка 2."],
    ),
    # 40,5 thousand and 40 500 are one base; a base in words cannot be compared
    Case(
        bases_and_targets.base_value_differs,
        put("annex2_indicators", {"indicator": "2"}, base_value=40500.0, unit="куб. м"),
        [],
    ),
    Case(bases_and_targets.base_value_differs, put("methods", {"indicator": "1"}, base="по данным 2020 года 62"), []),
    Case(
        bases_and_targets.base_date_differs,
        put("annex2_indicators", {"indicator": "1"}, base_date=DAY("2020-01-01")),
        ["Раздел 2, строка 1", "Приложение № 2, строка 1."],
    ),
    Case(bases_and_targets.base_date_differs, put("annex2_indicators", {"indicator": "1"}, base_date=pd.NaT), []),
    Case(
        bases_and_targets.base_date_inside_project,
        put("indicators", {"id": "2"}, base_date=DAY("2021-06-01")),
        ["Раздел 2, строка 2", "Раздел 1"],
    ),
    Case(bases_and_targets.base_date_inside_project, put("indicators", {"id": "2"}, base_date=DAY("2020-12-31")), []),
    Case(
        bases_and_targets.targets_differ,
        put("annex2_targets", {"indicator": "1", "year": 2023}, target=69.0),
        ["Раздел 2, строка 1", "Приложение № 2, строка 1."],
    ),
    Case(bases_and_targets.targets_differ, cut("annex2_targets", indicator="1", year=2023), []),
    Case(bases_and_targets.annex2_row_missing, cut("annex2_indicators", indicator="2"), ["Раздел 2, строка 2"]),
    Case(
        bases_and_targets.annex2_row_missing,
        lambda plan: Plan(plan.head, plan.tables | {"annex2_indicators": plan["annex2_indicators"].iloc[:0]}),
        [],
    ),
    Case(
        bases_and_targets.unit_differs,
        put("annex2_indicators", {"indicator": "2"}, unit="куб. м"),
        ["Раздел 2, строка 2", "Приложение № 2, строка 2."],
    ),
    Case(bases_and_targets.unit_differs, put("annex2_indicators", {"indicator": "2"}, unit="тыс. куб. м "), []),
    Case(
        bases_and_targets.target_in_title,
        put("indicators", {"id": "1"}, title="Доля жителей, обеспеченных чистой водой, 80 %"),
        ["Раздел 2, строка 1", "Раздел 2, строка 1"],
    ),
    Case(
        bases_and_targets.target_in_title,
        put("indicators", {"id": "1"}, title="Доля жителей в домах старше 79 %, %"),
        [],
    ),
    Case(
        descriptions.target_falls,
        put("indicator_targets", {"indicator": "1", "year": 2023}, target=64.0),
        ["Раздел 2, строка 1", "Раздел 2, строка 1"],
    ),
    # losses must fall: 37 after 40,5 in 2023 and 34 in 2024 is well, 41 is not
    Case(
        descriptions.target_falls,
        put("indicator_targets", {"indicator": "2", "year": 2023}, target=41.0),
        ["Раздел 2, строка 2", "Раздел 2, строка 2"],
    ),
    Case(descriptions.target_falls, put("indicator_targets", {"indicator": "2", "year": 2023}, target=37.0), []),
    Case(descriptions.target_falls, put("indicator_targets", {"indicator": "1", "year": 2023}, target=65.0), []),
]
