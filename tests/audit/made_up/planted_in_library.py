"""Contradictions put into «Читающий город», some twenty to a document."""

# ruff: noqa: E501  (rows of a CSV stay whole)

from __future__ import annotations

from tests.audit.made_up.writing import Planted

S2, S3, S4, S5, A1, A2, M = (
    f"{section}, строка"
    for section in (
        "Раздел 2",
        "Раздел 3",
        "Раздел 4",
        "Раздел 5",
        "Приложение № 1",
        "Приложение № 2",
        "Методика расчёта",
    )
)
EXTRA = "Дополнительные материалы, раздел 3, строка"
WHOLE = f"{S4} Всего по муниципальному проекту"

DOCUMENTS = [
    [
        Planted("number_dots", [f"{A1} 3.2."], [("plan_items.csv", "11,3.2,3.2,", "11,3.2.,3.2,")]),
        Planted(
            "source_without_money",
            ["Раздел 4"],
            [("budget.csv", "1.1,областной бюджет,2020,2", "1.1,спонсоры,2020,0\n1.1,областной бюджет,2020,2")],
        ),
        Planted("base_value_differs", [f"{S2} 1", f"{M} 1"], [("methods.csv", "все дети,50", "все дети,52")]),
        Planted(
            "base_date_inside_project",
            [f"{S2} 2", "Раздел 1"],
            [("indicators.csv", "чел.,0,2019-12-31", "чел.,0,2020-06-01")],
        ),
        Planted(
            "base_date_differs",
            [f"{S2} 1", f"{A2} 1.", f"{S2} 2", f"{A2} 2."],
            [("annex2_indicators.csv", "%,50,2019-12-31", "%,50,2018-12-31")],
        ),
        Planted("targets_differ", [f"{S2} 1", f"{A2} 1."], [("annex2_targets.csv", "1,2024,60", "1,2024,65")]),
        Planted(
            "method_of_another_kind",
            [f"{S2} 1", f"{M} 1"],
            [("methods.csv", "Д = З / В х 100,,З - записанные дети; В - все дети", "Численность записанных,,")],
        ),
        Planted(
            "aggregated_elsewhere",
            [f"{S2} 1", f"{M} 1"],
            [("methods.csv", "Библиотека,Город", "Библиотека,Северная область")],
        ),
        Planted(
            "many_collect",
            [f"{S2} 2", f"{M} 2"],
            [("methods.csv", "0,Отчёт,Библиотека", '0,Отчёт,"Библиотека, клубы, школы"')],
        ),
        Planted(
            "known_after_end",
            [f"{M} 2", "Раздел 1"],
            [
                ("methods.csv", '"1 раз в год, 25 декабря"\n2', "1 раз в год\n2"),
                ("methods.csv", '"1 раз в год, 25 декабря"', "до 1 марта года следующего за отчетным"),
            ],
        ),
        Planted(
            "cumulative_not_in_method", [f"{S2} 2", f"{M} 2"], [("methods.csv", "∑ Чi нарастающим итогом", "∑ Чi")]
        ),
        Planted(
            "deadline_twice",
            [f"{S3} 1.3"] * 2,
            [
                (
                    "results.csv",
                    "К концу 2022 года открыт читальный зал",
                    "К концу 2022 года открыт зал. К 2022 году закуплены книги",
                )
            ],
        ),
        Planted(
            "share_or_number",
            [f"{S3} 1.1"] * 2,
            [("results.csv", "Запись ведется во всех библиотеках города", "Растет число записанных")],
        ),
        Planted(
            "implied_population",
            [f"{S3} 1.1"] * 2,
            [("result_targets.csv", "1.1,2023,%,58,", "1.1,2023,%,58,\n1.1,2023,чел.,580,\n1.1,2024,чел.,900,")],
        ),
        Planted(
            "source_missing",
            [f"{A1} 3.1", "Раздел 4"],
            [("plan_items.csv", "Ремонт помещения зала", "Ремонт помещения зала на средства федерального бюджета")],
        ),
        Planted("printed_total_wrong", [WHOLE, WHOLE], [("budget_totals.csv", "\n,,2021,9", "\n,,2021,8")]),
        Planted(
            "financing_total_wrong",
            [f"{EXTRA} 2", f"{EXTRA} 2"],
            [("supplementary_financing.csv", "2,Клубы читателей,0,1,15", "2,Клубы читателей,0,1,16")],
        ),
        Planted(
            "overload", [f"{S5} 2", f"{S5} 5"], [("participants.csv", "заместитель главы,30", "заместитель главы,90")]
        ),
        Planted(
            "role_of_two", ["Раздел 1", f"{S5} 1"], [("passport.toml", "Садова Мария Юрьевна", "Зимин Егор Ильич")]
        ),
        Planted(
            "participant_executes_nothing",
            [f"{S5} 4", "Приложение № 1"],
            [("participants.csv", "Методист МУК «Центральная библиотека»", "Методист МУ «Дом молодёжи города»")],
        ),
        Planted("approval_without_date", ["Раздел 1"], [("passport.toml", "approved_date = 2019-12-20\n", "")]),
        Planted(
            "parent_named_like_itself",
            ["Раздел 1", "Раздел 1"],
            [("passport.toml", "Культура для каждого (Северная область)", "Читающий  город")],
        ),
        Planted(
            "outside_project",
            [f"{A1} 2.2", "Раздел 1"],
            [
                (
                    "plan_items.csv",
                    "2022-05-01,2022-05-31,01.05.2022,31.05.2022",
                    "2019-05-01,2019-05-31,01.05.2019,31.05.2019",
                )
            ],
        ),
        Planted(
            "date_written_oddly", [f"{A1} 2.3"], [("plan_items.csv", "01.11.2024,31.12.2024", "01.11.2024.,31.12.2024")]
        ),
        Planted("control_empty", [f"{A1} 3.1"], [("plan_items.csv", "Акт,РП\n11", "Акт,\n11")]),
    ],
    [
        Planted("unit_differs", [f"{S2} 2", f"{A2} 2."], [("annex2_indicators.csv", "Клубы,чел.", "Клубы,тыс. чел.")]),
        Planted(
            "method_of_other_people",
            [f"{S2} 1", f"{M} 1"],
            [("methods.csv", "З - записанные дети", "З - записанные дети 5-17 лет")],
        ),
        Planted(
            "method_narrower",
            [f"{S2} 2", f"{M} 2"],
            [("indicators.csv", "Количество читателей клубов,", "Количество читателей клубов и других объединений,")],
        ),
        Planted(
            "method_incomplete",
            [f"{M} 2"],
            [("methods.csv", "Чi - читатели клуба,0,Отчёт,Библиотека,Город", "Чi - читатели клуба,0,Отчёт,,Город")],
        ),
        Planted(
            "promised_year_differs",
            [f"{S3} 1.3", f"{A1} 3"],
            [("results.csv", "К концу 2022 года", "К середине 2023 года")],
        ),
        Planted(
            "scope_in_description_alone",
            [f"{S3} 1.2"] * 2,
            [("results.csv", "Клубы работают весь год", "Клубы работают для учеников 5-9 классов")],
        ),
        Planted(
            "wording_differs_from_target",
            [f"{S3} 1.2", f"{A1} 2"],
            [("results.csv", "не менее 800 читателей", "не менее 850 человек")],
        ),
        Planted(
            "plan_item_figure_differs",
            [f"{A1} 1", f"{S3} 1.1"],
            [("plan_items.csv", "result,,Не менее 60 % детей", "result,,Не менее 62 % детей")],
        ),
        Planted("control_point_title_differs", [f"{A1} 1", f"{A1} 1.2"], []),
        Planted(
            "lines_unlike_total",
            [WHOLE, "Раздел 4"],
            [("budget_totals.csv", ",бюджет города,2022,3", ",бюджет города,2022,2")],
        ),
        Planted(
            "one_line_holds_most",
            [f"{S4} 1.3", WHOLE],
            [("budget.csv", "1.3,областной бюджет,2024,2", "1.3,областной бюджет,2024,900")],
        ),
        Planted(
            "financing_of_nothing",
            [f"{EXTRA} 1"],
            [
                ("supplementary_financing.csv", "1,Запись в библиотеки", "1,Закупка игрушек и саженцев"),
                *[("supplementary_financing.csv", "1,Запись в библиотеки", "1,Закупка игрушек и саженцев")] * 5,
            ],
        ),
        Planted(
            "collective_with_workload",
            [f"{S5} 4"],
            [("participants.csv", "Холмов Д.А.,Методист МУК «Центральная библиотека»", "Заведующие клубами,")],
        ),
        Planted(
            "workload_missing", [f"{S5} 3"], [("participants.csv", "начальник управления,30", "начальник управления,")]
        ),
        Planted(
            "subordinate_above_chief",
            [f"{S5} 5", f"{S5} 6"],
            [
                (
                    "participants.csv",
                    "\n5,Зал,Ответственный за достижение результата,Лугов И.О.,Начальник МКУ «Управление культуры администрации города»,Садова М.Ю. заместитель главы,30",
                    "\n5,Зал,Ответственный за достижение результата,Ручьёва О.Н.,Директор МУК «Центральная библиотека»,Лугов И.О. начальник,30\n6,Зал,Участник,Лугов И.О.,Начальник МКУ «Управление культуры администрации города»,Садова М.Ю. заместитель главы,30",
                )
            ],
        ),
        Planted("programme_expires", ["Раздел 1", "Раздел 1"], [("passport.toml", "until = 2025", "until = 2022")]),
        Planted("section_number_missing", ["Раздел 1", "Раздел 3"], [("passport.toml", '[2, "Показатели"], ', "")]),
        Planted(
            "breakdown_of_one_row",
            ["Приложение № 2", f"{A2} 1.", f"{A2} 2."],
            [("passport.toml", "по группам учреждений", "в разрезе учреждений")],
        ),
        Planted(
            "promise_unmeasured",
            ["Дополнительные материалы, раздел 1"],
            [("materials.csv", "60 % детей", "90 % детей")],
        ),
        Planted(
            "recurs_after_parent",
            [f"{A1} 3.1", f"{A1} 3"],
            [
                (
                    "plan_items.csv",
                    "01.01.2021,31.12.2021,false",
                    "01.01.2021 (далее ежегодно),31.12.2021 (далее ежегодно),true",
                )
            ],
        ),
        Planted(
            "child_outside_parent",
            [f"{A1} 1.1", f"{A1} 1"],
            [
                (
                    "plan_items.csv",
                    "2020-01-01,2024-12-31,01.01.2020,31.12.2024,false,,Управление",
                    "2020-10-01,2024-12-31,01.10.2020,31.12.2024,false,,Управление",
                )
            ],
        ),
        Planted(
            "control_undefined",
            [f"{A1} 2.2", "Приложение № 1, сноска 1"],
            [("plan_items.csv", "31.05.2022,false,,МУК ЦБ,План,РП", "31.05.2022,false,,МУК ЦБ,План,Р")],
        ),
        Planted(
            "executor_unknown",
            [f"{A1} 2.3"],
            [("plan_items.csv", "01.11.2024,31.12.2024,false,,МУК ЦБ", "01.11.2024,31.12.2024,false,,Клуб ветеранов")],
        ),
    ],
    [
        Planted(
            "rise_before_result",
            [f"{S2} 2", f"{A1} 3", f"{S3} 1.3"],
            [("links.csv", "1.2,indicator,2", "1.3,indicator,2")],
        ),
        Planted("work_ends_before_target", [f"{S2} 2", f"{A1} 3", f"{S3} 1.3"], []),
        Planted(
            "money_before_work",
            [f"{S4} 1.2", f"{A1} 2"],
            [
                ("budget.csv", f"1.2,{source},{year},{mln}", f"1.2,{source},{year},0")
                for source, mln in (("областной бюджет", 2), ("бюджет города", 1))
                for year in (2023, 2024)
            ],
        ),
        Planted(
            "ladder_without_years",
            [f"{S3} 1.1"],
            [
                (
                    "results.csv",
                    "К 2024 году не менее 60 % детей 7-14 лет записаны в библиотеки",
                    "Не менее 56 % детей 7-14 лет записаны. Не менее 58 % детей 7-14 лет учтены. Не менее 60 % детей 7-14 лет записаны",
                )
            ],
        ),
        Planted("ladder_wording_differs", [f"{S3} 1.1"] * 2, []),
        Planted(
            "organizations_differ",
            [f"{S3} 1.3"] * 2,
            [
                (
                    "results.csv",
                    "Открыт читальный зал,Зал,К концу 2022 года открыт читальный зал",
                    "Открыт читальный зал в дошкольных учреждениях,Зал,Зал в общеобразовательной организации открыт",
                )
            ],
        ),
        Planted(
            "level_differs",
            [f"{A1} 2.1", f"{A1} 2.2"],
            [
                ("plan_items.csv", "Набор в клубы", "Работа районной школы юного читателя"),
                ("plan_items.csv", "Слёт клубов", "Слёт областной школы юного читателя"),
            ],
        ),
        Planted("result_uncovered", [f"{S3} 1.3"], [("links.csv", "1.3,participant,5,\n", "")]),
        Planted(
            "yearly_with_one_point",
            [f"{A1} 1", f"{A1} 1.2"],
            [
                (
                    "plan_items.csv",
                    "Не менее 60 % детей 7-14 лет записаны",
                    "Ежегодно не менее 60 % детей 7-14 лет записаны",
                ),
                ("plan_items.csv", "control_point,1,Не менее", "control_point,1,Ежегодно не менее"),
            ],
        ),
        Planted(
            "cumulative_not_in_item",
            [f"{S2} 2", f"{A1} 3"],
            [
                (
                    "plan_items.csv",
                    "result,,Открыт читальный зал,2021-01-01,2022",
                    "result,,Открыт зал на 400 чел. (читальный),2021-01-01,2022",
                )
            ],
        ),
        Planted(
            "line_number_missing",
            [f"{S4} 1.2"],
            [("budget_lines.csv", "1.1,Запись детей 7-14 лет в библиотеки,Запись,false,\n", "")],
        ),
        Planted(
            "two_amounts_in_cell",
            [f"{EXTRA} 3"],
            [
                (
                    "supplementary_financing.csv",
                    "3,Ремонт помещения зала,2021,1,3",
                    "3,Ремонт помещения зала,2021,1,1\n3,Ремонт помещения зала,2021,2,2",
                )
            ],
        ),
        Planted(
            "cell_unreadable",
            [f"{S5} 3"],
            [("participants.csv", "начальник управления,30", "начальник управления,1/3 дня")],
        ),
        Planted("number_repeated", [f"{A1} 2.2"] * 2, [("plan_items.csv", "7,2.3,2.3,", "7,2.2,2.2,")]),
        Planted("year_outside", [f"{S2} 1", "Раздел 1"], [("indicator_targets.csv", "1,2020,52", "1,2019,52")]),
        Planted(
            "end_missing",
            [f"{A1} 3.1"],
            [("plan_items.csv", "2021-01-01,2021-12-31,01.01.2021,31.12.2021", "2021-01-01,,01.01.2021,")],
        ),
        Planted(
            "person_spelled_twice",
            [f"{S5} 2", f"{S5} 5"],
            [("participants.csv", "результата,Лугов И.О.", "результата,Лугоов И.О.")],
        ),
        Planted(
            "name_spelled_twice",
            [f"{A1} 1.1", f"{A1} 2.4"],
            [
                ("plan_items.csv", "Дни открытых дверей", "Дни «Открытая книга города»"),
                (
                    "plan_items.csv",
                    'control_point,2,"Не менее 800 читателей, нарастающим итогом, состоят в клубах"',
                    "control_point,2,Читатели «Открытая кнга города»",
                ),
            ],
        ),
        Planted(
            "form_words_left",
            ["Дополнительные материалы, раздел 1"],
            [("materials.csv", "К 2024 году", "Здесь следует указать итоги. К 2024 году")],
        ),
    ],
]
