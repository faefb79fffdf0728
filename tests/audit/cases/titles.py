"""Wordings against each other."""

from __future__ import annotations

from tests.audit.cases.making import Case, both, item, put
from uspekh.audit.document import titles

THIRD = "Раздел 3, строка 1.3"
A1 = "Приложение № 1, строка"
STEPS = "Не менее 10 % школ оснащены. Не менее 20 % школ {}. Не менее 30 % школ оснащены."


def third(**cells):
    return put("results", {"id": "1.3"}, **cells)


CASES = [
    Case(titles.ladder_without_years, third(title=STEPS.format("оснащены")), [THIRD]),
    Case(titles.ladder_without_years, third(title="В 2021 году 10 %, в 2022 году 20 %, в 2023 году 30 % школ"), []),
    Case(titles.ladder_without_years, third(title="Не менее 60 % (600 чел.) школьников прошли уроки"), []),
    Case(titles.ladder_wording_differs, third(title=STEPS.format("освещены")), [THIRD, THIRD]),
    Case(titles.ladder_wording_differs, third(title=STEPS.format("оснащены")), []),
    Case(
        titles.deadline_twice,
        put("results", {"id": "1.2"}, characteristic="К концу 2023 года станция построена. К 2023 году вода чиста."),
        ["Раздел 3, строка 1.2"] * 2,
    ),
    Case(
        titles.deadline_twice,
        put(
            "results",
            {"id": "1.2"},
            characteristic="К концу 2023 года станция построена. К концу 2023 года вода чиста.",
        ),
        [],
    ),
    Case(
        titles.share_or_number,
        third(title="Доля школ с уроками — 60 %", characteristic="Увеличивается число школ с уроками"),
        [THIRD, THIRD],
    ),
    Case(
        titles.share_or_number,
        third(title="Количество школ с уроками — 6", characteristic="Доля школ с уроками выросла"),
        [THIRD, THIRD],
    ),
    Case(titles.share_or_number, third(characteristic="Увеличивается число и доля школ с уроками"), []),
    Case(
        titles.scope_in_description_alone,
        third(characteristic="Уроки проводятся для 5-9 классов во всех школах"),
        [THIRD, THIRD],
    ),
    Case(
        titles.scope_in_description_alone,
        third(title="Ученики 5-9 классов прошли уроки", characteristic="Уроки проводятся для 5-9-х классов"),
        [],
    ),
    Case(
        titles.organizations_differ,
        third(
            title="Фонтаны стоят в организациях дополнительного образования",
            characteristic="В общеобразовательные организации привезены фонтаны",
        ),
        [THIRD, THIRD],
    ),
    Case(
        titles.organizations_differ,
        third(
            title="Фонтаны стоят в общеобразовательных организациях",
            characteristic="В общеобразовательные организации и в детские сады привезены фонтаны",
        ),
        [],
    ),
    Case(
        titles.level_differs,
        both(
            item("1.1", title="Внедрение муниципальной схемы подачи воды"),
            item("2.1", title="Внедрение региональной схемы подачи воды"),
        ),
        [f"{A1} 1.1", f"{A1} 2.1"],
    ),
    Case(
        titles.level_differs,
        both(
            item("1.1", title="Внедрение муниципальной схемы подачи воды"),
            item("2.1", title="Внедрение региональной схемы отвода стоков"),
        ),
        [],
    ),
]
