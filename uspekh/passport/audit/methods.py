"""Methods of calculation: one for each indicator, filled in, without symbols that the formula does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan

_COLUMNS = {
    "base": "базовые показатели",
    "source": "источник данных",
    "responsible": "ответственный за сбор данных",
    "aggregation": "уровень агрегирования",
    "schedule": "срок и периодичность",
}
_SYMBOL = re.compile(r"(?:^|;\s*)(\w{1,4})\s+[-–—]\s")


def method_missing(plan: Plan) -> Iterator[Finding]:
    """An indicator with no method of calculation."""
    for indicator in plan["indicators"].itertuples():
        if indicator.id not in set(plan["methods"]["indicator"]):
            yield Finding(
                "method_missing",
                "breaks",
                f"Показатель {indicator.id}: нет методики расчёта.",
                (places.indicator(indicator.id, indicator.title),),
                "Значение показателя нельзя проверить.",
                "Добавить методику.",
            )


def method_incomplete(plan: Plan) -> Iterator[Finding]:
    """A method with empty columns."""
    for method in plan["methods"].to_dict("records"):
        empty = [title for column, title in _COLUMNS.items() if not method[column]]
        if empty:
            yield Finding(
                "method_incomplete",
                "local",
                f"Методика показателя {method['indicator']}: не заполнено — {', '.join(empty)}.",
                (places.method(f"{method['indicator']}.", method["method"]),),
                "Неясно, кто, откуда и когда берёт значение.",
                "Заполнить графы.",
            )


def method_term_unused(plan: Plan) -> Iterator[Finding]:
    """A symbol explained under a formula that does not contain it."""
    for method in plan["methods"].itertuples():
        for symbol in _SYMBOL.findall(method.terms):
            if symbol not in method.method:
                yield Finding(
                    "method_term_unused",
                    "trifle",
                    f"Методика показателя {method.indicator}: обозначение {symbol} пояснено, но в формуле его нет.",
                    (
                        places.method(f"{method.indicator}.", method.method),
                        places.method(f"{method.indicator}.", method.terms[method.terms.index(f"{symbol} ") :]),
                    ),
                    "Возможно, в формуле пропущено действие.",
                    "Исправить формулу или убрать пояснение.",
                )
