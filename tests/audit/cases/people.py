"""Sections 1 and 5, and programmes."""

from __future__ import annotations

from tests.audit.cases.making import Case, add, both, cut, in_head, put
from uspekh.audit.document import head
from uspekh.audit.people import bodies, roles

A1 = "Приложение № 1, строка"

CASES = [
    Case(
        roles.person_spelled_twice,
        put("participants", {"row": 5}, person="Решная А.Л."),
        ["Раздел 5, строка 2", "Раздел 5, строка 5"],
    ),
    # one letter apart, but of another post: two persons
    Case(roles.person_spelled_twice, put("participants", {"row": 6}, person="Решная А.Л."), []),
    Case(roles.person_spelled_twice, put("participants", {"row": 5}, person="Решная А.П."), []),
    Case(roles.initials_unfinished, put("participants", {"row": 6}, person="Горная В.В"), ["Раздел 5, строка 6"]),
    Case(roles.initials_unfinished, put("participants", {"row": 6}, person="Учителя города"), []),
    Case(
        roles.role_of_two,
        put("participants", {"row": 2}, person="Горная В.В."),
        ["Раздел 1", "Раздел 5, строка 2"],
    ),
    Case(roles.role_of_two, put("participants", {"row": 4}, person="Горная В.В."), []),
    # the directory need not list the full name: surname and initials tell
    Case(roles.role_of_two, cut("people", spelling="Лесной Пётр Ильич"), []),
    Case(
        roles.subordinate_above_chief,
        put("participants", {"row": 3}, person="Зелёная Е.Е.", supervisor="Полевой С.С. инженер"),
        ["Раздел 5, строка 3", "Раздел 5, строка 4"],
    ),
    Case(roles.subordinate_above_chief, put("participants", {"row": 3}, supervisor="Горная В.В. учитель"), []),
    Case(
        roles.responsible_missing,
        put("participants", {"row": 3}, role="Администратор муниципального проекта"),
        ["Раздел 5, строка 3", "Раздел 5, строка 4"],
    ),
    Case(roles.responsible_missing, put("participants", {"row": 4}, role="Наблюдатель"), []),
    # 20 + 20 + 70 = 110
    Case(
        roles.overload,
        put("participants", {"row": 5}, workload=70.0),
        ["Раздел 5, строка 2", "Раздел 5, строка 3", "Раздел 5, строка 5"],
    ),
    # 20 + 20 + 60 = 100
    Case(roles.overload, put("participants", {"row": 5}, workload=60.0), []),
    Case(
        roles.overload,
        both(
            put("participants", {"person": "Горная В.В."}, workload=130.0),
            put("people", {"spelling": "Горная В.В."}, collective=True),
        ),
        [],
    ),
    Case(roles.workload_missing, put("participants", {"row": 4}, workload=float("nan")), ["Раздел 5, строка 4"]),
    Case(roles.workload_missing, put("participants", {"row": 4}, workload=0.0), []),
    Case(
        roles.collective_with_workload,
        both(
            put("participants", {"row": 6}, person="Учителя школ"),
            add("people", {"spelling": "Горная В.В."}, spelling="Учителя школ", person="Учителя школ", collective=True),
        ),
        ["Раздел 5, строка 6"],
    ),
    Case(
        roles.collective_with_workload,
        both(
            put("participants", {"row": 6}, person="Учителя школ", workload=float("nan")),
            add("people", {"spelling": "Горная В.В."}, spelling="Учителя школ", person="Учителя школ", collective=True),
        ),
        [],
    ),
    Case(
        bodies.participant_executes_nothing,
        put("participants", {"row": 4}, position="Инженер МУП «Горсвет города»"),
        ["Раздел 5, строка 4", "Приложение № 1"],
    ),
    Case(
        bodies.participant_executes_nothing,
        put("participants", {"row": 4}, position="Инженер МУП «Водоканал города»"),
        [],
    ),
    Case(bodies.participant_executes_nothing, put("participants", {"row": 4}, position="Мэр «города Ключи»"), []),
    # «ЦВС» is short for «Центр водных стоков»
    Case(
        bodies.participant_executes_nothing,
        both(
            put("participants", {"row": 4}, position="Директор МУ «Центр водных стоков»"),
            put("executors", {"spelling": "Водоканал"}, organization="МУ ЦВС"),
        ),
        [],
    ),
    Case(
        bodies.executor_takes_no_part,
        put("executors", {"spelling": "Водоканал"}, organization="Управление хозяйства"),
        [f"{A1} 1."],
    ),
    Case(
        bodies.executor_takes_no_part,
        both(
            put("executors", {"spelling": "Водоканал"}, organization="Управление хозяйства"),
            put("participants", {"row": 4}, position="Инженер МКУ «Управление хозяйства администрации»"),
        ),
        [],
    ),
    Case(
        roles.participant_number_missing,
        cut("participants", row=4),
        ["Раздел 5, строка 3", "Раздел 5, строка 5"],
    ),
    Case(roles.participant_number_missing, cut("participants", row=6), []),
    Case(head.programme_expires, in_head(programmes=[{"title": "Вода", "until": 2025}]), ["Раздел 1", "Раздел 1"]),
    Case(head.programme_expires, in_head(programmes=[{"title": "Вода", "until": 2026}, {"title": "Лес"}]), []),
]
