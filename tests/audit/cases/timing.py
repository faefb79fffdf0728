"""What comes when: targets, work and money."""

from __future__ import annotations

import pandas as pd

from tests.audit.cases.making import Case, both, cut, item, put
from uspekh.audit.budget import budget_lines
from uspekh.audit.results import timing

DAY = pd.Timestamp
A1 = "Приложение № 1, строка"

CASES = [
    # the station is there at the end of 2023, the losses fall from 40,5 to 39 in 2022
    Case(
        timing.rise_before_result,
        put("indicator_targets", {"indicator": "2", "year": 2022}, target=39.0),
        ["Раздел 2, строка 2", f"{A1} 2.", "Раздел 3, строка 1.2"],
    ),
    Case(
        timing.rise_before_result,
        both(put("indicator_targets", {"indicator": "2", "year": 2022}, target=39.0), item("2", end=DAY("2022-12-31"))),
        [],
    ),
    # a result that is counted every year works from its first day
    Case(timing.rise_before_result, put("indicator_targets", {"indicator": "1", "year": 2021}, target=64.0), []),
    Case(
        timing.work_ends_before_target,
        put("indicator_targets", {"indicator": "2", "year": 2026}, target=33.0),
        ["Раздел 2, строка 2", f"{A1} 2.", "Раздел 3, строка 1.2"],
    ),
    Case(
        timing.work_ends_before_target,
        both(put("indicator_targets", {"indicator": "2", "year": 2026}, target=33.0), item("2.1", yearly=True)),
        [],
    ),
    Case(
        timing.money_before_work,
        both(put("budget", {"line": "1.2"}, kopecks=0), put("budget", {"line": "1.2", "year": 2021}, kopecks=5)),
        ["Раздел 4, строка 1.2", f"{A1} 2."],
    ),
    Case(
        timing.money_before_work,
        both(put("budget", {"line": "1.2"}, kopecks=0), put("budget", {"line": "1.2", "year": 2023}, kopecks=5)),
        [],
    ),
    Case(
        timing.yearly_with_one_point,
        both(
            item("1", title="Ежегодное увеличение числа домов"), item("1.2", title="Ежегодное увеличение числа домов")
        ),
        [f"{A1} 1.", f"{A1} 1.2"],
    ),
    Case(
        timing.yearly_with_one_point,
        both(item("1", title="Ежегодное увеличение числа домов"), item("1.2", yearly=True)),
        [],
    ),
    Case(
        budget_lines.one_line_holds_most,
        put("budget", {"line": "1.2", "source": "местный бюджет", "year": 2021}, kopecks=100_000_000_000),
        ["Раздел 4, строка 1.2", "Раздел 4, строка Всего по муниципальному проекту"],
    ),
    # 3 lines of 24 million, one with 100 more: 124 of 172 is 72 %
    Case(
        budget_lines.one_line_holds_most,
        put("budget", {"line": "1.2", "source": "местный бюджет", "year": 2021}, kopecks=10_100_000_000),
        [],
    ),
    Case(budget_lines.source_without_money, put("budget", {"source": "местный бюджет"}, kopecks=0), ["Раздел 4"]),
    Case(budget_lines.source_without_money, put("budget", {"source": "местный бюджет", "year": 2021}, kopecks=0), []),
    Case(budget_lines.line_number_missing, cut("budget_lines", line="1.1"), ["Раздел 4, строка 1.2"]),
    Case(budget_lines.line_number_missing, cut("budget_lines", line="1.3"), []),
    Case(
        budget_lines.financing_of_nothing,
        put("supplementary_financing", {"row": "2"}, title="Закупка насосов и фильтров"),
        ["Дополнительные материалы, раздел 3, строка 2"],
    ),
    Case(
        budget_lines.financing_of_nothing,
        put("supplementary_financing", {"row": "2"}, title="Заключение договоров подряда"),
        [],
    ),
]
