"""The methods of calculation: one for each indicator, filled in, with the symbols of its formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uspekh.audit import places
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan

_COLUMNS = {
    "base": "базовые показатели",
    "source": "источник данных",
    "responsible": "ответственный за сбор данных",
    "aggregation": "уровень агрегирования",
    "schedule": "срок и периодичность",
}
_SYMBOL = re.compile(r"(?:^|;\s*)(\w{1,4})\s+[-–—]\s")


@rule(
    "Нет методики расчёта",
    severity="breaks",
    why="Значение показателя нельзя проверить.",
    advice="Добавить методику.",
    needs=("indicators", "methods"),
)
def method_missing(plan: Plan) -> Iterator[Contradiction]:
    """An indicator with no method of calculation."""
    for indicator in plan["indicators"].itertuples():
        if indicator.id not in set(plan["methods"]["indicator"]):
            yield Contradiction(
                f"Показатель {indicator.id}: нет методики расчёта.",
                (places.indicator(indicator.id, indicator.title),),
            )


@rule(
    "Методика заполнена не полностью",
    severity="local",
    why="Неясно, кто, откуда и когда берёт значение.",
    advice="Заполнить графы.",
    needs=("methods",),
)
def method_incomplete(plan: Plan) -> Iterator[Contradiction]:
    """A method with empty columns."""
    for method in plan["methods"].to_dict("records"):
        empty = [title for column, title in _COLUMNS.items() if not method[column]]
        if empty:
            yield Contradiction(
                f"Методика показателя {method['indicator']}: не заполнено — {', '.join(empty)}.",
                (places.method(f"{method['indicator']}.", method["method"]),),
            )


@rule(
    "Обозначение не входит в формулу",
    severity="trifle",
    why="Возможно, в формуле пропущено действие.",
    advice="Исправить формулу или убрать пояснение.",
    needs=("methods.terms",),
)
def method_term_unused(plan: Plan) -> Iterator[Contradiction]:
    """A symbol explained under a formula that does not contain it."""
    for method in plan["methods"].itertuples():
        for symbol in _SYMBOL.findall(method.terms):
            if symbol not in method.method:
                yield Contradiction(
                    f"Методика показателя {method.indicator}: обозначение {symbol} пояснено, но в формуле его нет.",
                    (
                        places.method(f"{method.indicator}.", method.method),
                        places.method(f"{method.indicator}.", method.terms[method.terms.index(f"{symbol} ") :]),
                    ),
                )
