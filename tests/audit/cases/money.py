"""Section 4 and the supplementary financing."""

from __future__ import annotations

from tests.audit.cases.making import Case, add, both, cut, item, put
from tests.audit.change import changed, without
from uspekh.audit.budget import budget_lines, sums
from uspekh.passport.plan import Plan

WHOLE = "Раздел 4, строка Всего по муниципальному проекту"
EXTRA = "Дополнительные материалы, раздел 3, строка"
A1 = "Приложение № 1, строка"
NO_FEDERAL = {"source": "федеральный бюджет"}

CASES = [
    Case(
        sums.lines_unlike_total,
        put("budget_totals", {"line": "", "source": "местный бюджет", "year": 2023}, kopecks=400_000_000),
        [WHOLE, "Раздел 4"],
    ),
    Case(sums.lines_unlike_total, cut("budget_totals", line="", source="местный бюджет", year=2023), []),
    Case(
        sums.printed_total_wrong,
        put("budget_totals", {"line": "1.2", "source": "", "year": 2023}, kopecks=500_000_000),
        ["Раздел 4, строка 1.2", "Раздел 4, строка 1.2"],
    ),
    Case(
        sums.printed_total_wrong,
        put("budget_totals", {"line": "", "source": "", "year": 0}, kopecks=1),
        [WHOLE, WHOLE],
    ),
    Case(sums.printed_total_wrong, cut("budget_totals", line="1.2", source="", year=2023), []),
    Case(
        sums.financing_total_wrong,
        put("supplementary_financing", {"row": "2", "year": 0}, kopecks=1),
        [f"{EXTRA} 2", f"{EXTRA} 2"],
    ),
    # two amounts in one cell add up
    Case(
        sums.financing_total_wrong,
        both(
            put("supplementary_financing", {"row": "2", "year": 2023}, kopecks=100_000_000),
            add("supplementary_financing", {"row": "2", "year": 2023}, position=2, kopecks=300_000_000),
        ),
        [],
    ),
    Case(
        sums.financing_differs,
        put("supplementary_financing", {"row": "", "year": 2023}, kopecks=1),
        [WHOLE, f"{EXTRA} Всего по проекту"],
    ),
    Case(sums.financing_differs, cut("supplementary_financing", year=2023), []),
    Case(sums.spans_differ, cut("supplementary_financing", year=2026), [WHOLE, f"{EXTRA} Всего по проекту"]),
    Case(sums.spans_differ, cut("supplementary_financing", row="", year=0), []),
    Case(
        budget_lines.line_without_money,
        both(put("budget", {"line": "1.3"}, kopecks=0), put("budget", {"line": "1.1"}, kopecks=0)),
        ["Раздел 4, строка 1.1", "Раздел 4, строка 1.3"],
    ),
    Case(budget_lines.line_without_money, put("budget", {"line": "1.3", "source": "местный бюджет"}, kopecks=0), []),
    Case(
        budget_lines.line_number_differs,
        put("links", {"target": "1.3", "kind": "budget_line"}, result="1.2"),
        ["Раздел 4, строка 1.3", "Раздел 3, строка 1.2"],
    ),
    Case(budget_lines.line_number_differs, cut("links", target="1.3", kind="budget_line"), []),
    Case(
        budget_lines.line_shared,
        add("links", {"target": "1.2", "kind": "budget_line"}, result="1.3"),
        ["Раздел 4, строка 1.2", "Раздел 3, строка 1.2", "Раздел 3, строка 1.3"],
    ),
    Case(
        budget_lines.line_shared,
        both(
            put("results", {"id": "1.3"}, title="Построена станция водоподготовки на реке"),
            add("links", {"target": "1.2", "kind": "budget_line"}, result="1.3"),
        ),
        [],
    ),
    Case(
        budget_lines.line_title_differs,
        put("budget_lines", {"line": "1.2"}, title="Ремонт насосной станции"),
        ["Раздел 4, строка 1.2", "Раздел 3, строка 1.2"],
    ),
    Case(
        budget_lines.line_title_differs,
        put("budget_lines", {"line": "1.2"}, title="Построение станций водоподготовки"),
        [],
    ),
    Case(
        budget_lines.source_missing,
        lambda plan: changed(
            changed(_no_federal(plan), "results", {"id": "1.1"}, characteristic="За счёт федеральной субсидии"),
            "plan_items",
            {"item": "2.1"},
            title="Заявка на средства федерального бюджета",
        ),
        ["Раздел 3, строка 1.1", f"{A1} 2.1", "Раздел 4"],
    ),
    Case(budget_lines.source_missing, item("2.1", title="Заявка на средства федерального бюджета"), []),
    Case(budget_lines.source_missing, lambda plan: _no_federal(plan), []),
]


def _no_federal(plan: Plan) -> Plan:
    return without(without(plan, "budget", **NO_FEDERAL), "budget_totals", **NO_FEDERAL)
