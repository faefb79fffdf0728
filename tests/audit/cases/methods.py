"""Methods of calculation against their indicators."""

from __future__ import annotations

from tests.audit.cases.making import Case, both, put
from uspekh.audit.indicators import bases_and_targets, methods

ONE, METHOD = "Раздел 2, строка 1", "Методика расчёта, строка 1"


def first(**cells):
    return put("methods", {"indicator": "1"}, **cells)


def title(words):
    return put("indicators", {"id": "1"}, title=words)


CASES = [
    Case(
        methods.method_of_another_kind,
        first(method="Численность жителей с чистой водой", formula="", terms=""),
        [ONE, METHOD],
    ),
    Case(methods.method_of_another_kind, title("Число жителей, обеспеченных чистой водой"), [ONE, METHOD]),
    Case(
        methods.method_of_another_kind,
        first(method="Отношение численности жителей с чистой водой к общей", formula="", terms=""),
        [],
    ),
    Case(methods.method_of_other_people, first(terms="О - дети от 7 до 18 лет; В - все"), [ONE, METHOD]),
    Case(
        methods.method_of_other_people,
        both(first(terms="О - дети от 7 до 18 лет; В - все"), title("Доля детей 7-18 лет с чистой водой, %")),
        [],
    ),
    Case(methods.method_narrower, title("Доля жителей колодцев и других источников, %"), [ONE, METHOD]),
    Case(
        methods.method_narrower,
        both(
            title("Доля жителей колодцев и других источников, %"), first(terms="О - из колодцев и иных мест; В - все")
        ),
        [],
    ),
    Case(methods.cumulative_not_in_method, title("Доля жителей с чистой водой, %, нарастающим итогом"), [ONE, METHOD]),
    Case(methods.cumulative_not_in_method, first(schedule="1 раз в год, нарастающим итогом"), [ONE, METHOD]),
    Case(
        methods.cumulative_not_in_method,
        both(title("Доля жителей с водой, %, нарастающим итогом"), first(schedule="1 раз в год, нарастающим итогом")),
        [],
    ),
    Case(methods.aggregated_elsewhere, first(aggregation="Субъект Российской Федерации"), [ONE, METHOD]),
    Case(methods.aggregated_elsewhere, first(aggregation="Муниципальные образования области"), []),
    Case(methods.many_collect, first(responsible="Водоканал, отдел хозяйства, школы города"), [ONE, METHOD]),
    Case(methods.many_collect, first(responsible="Водоканал города, отдел учёта"), []),
    Case(methods.known_after_end, first(schedule="15 февраля года, следующего за отчётным"), [METHOD, "Раздел 1"]),
    Case(methods.known_after_end, first(schedule="1 раз в год, 15 декабря отчётного года"), []),
    Case(bases_and_targets.bound_unsaid, title("Доля детей от 7 до 18 лет с чистой водой, %"), [ONE]),
    Case(bases_and_targets.bound_unsaid, title("Доля детей от 7 до 18 лет включительно с чистой водой, %"), []),
]
