"""«Активное долголетие»: the present form of regional projects — no participants, levels of control or methods."""

# ruff: noqa: E501  (rows of a CSV stay whole)

from __future__ import annotations

from tests.audit.made_up.writing import MadeUp, Planted

HEAD = """
[project]
title = "Активное долголетие"
short_title = "Долголетие"
start = 2025-01-01
end = 2030-12-31
goal = "Здоровая и долгая жизнь жителей города"

[municipality_entry]
code = "Г"
type = "округ"
"""

YEARS = range(2025, 2031)
TABLES = {
    "indicators": """
id,title,short_title,type,unit,base_value,base_date
1,Доля граждан старшего возраста в спортивных секциях,Секции,обязательный,%,20,2023-12-31
2,Заболевания на тысячу жителей,Заболевания,обязательный,случаев,90,2023-12-31
""",
    "indicator_targets": "indicator,year,target\n"
    + "\n".join(f"1,{year},{22 + 2 * n}\n2,{year},{88 - 2 * n}" for n, year in enumerate(YEARS)),
    "results": """
id,title,short_title,characteristic
1.1,Граждане старшего возраста занимаются в секциях,Секции,Секции открыты во всех микрорайонах
1.2,Построен спортивный комплекс,Комплекс,Комплекс построен к концу 2025 года
2.1,Жители прошли осмотр,Осмотр,Осмотр проходят все жители города
""",
    "result_targets": "result,year,unit,target,wording\n"
    + "\n".join(f"2.1,{year},ед.,{100 + 10 * n}," for n, year in enumerate(YEARS)),
    "components": """
id,sheet,heading,title,hint,at_most,sensitive
sport,Показатели,"Д1 Занимаются, чел.",Занимаются,,elders,false
elders,Показатели,"Д1 Всего, чел.",Всего,,,false
ill,Показатели,"Д2 Случаев",Случаи,,,false
checked,Результаты,"Р2.1 Осмотры, ед.",Осмотры,,,false
""",
    "measures": """
id,subject_kind,subject,formula,numerator,denominator,divisor,unit,direction,report_due,primary
d1,indicator,1,share,sport,elders,1,%,up,,true
d2,indicator,2,sum,ill,,1,случаев,down,,true
r3,result,2.1,sum,checked,,1,ед.,up,,true
""",
    "budget_lines": """
line,title,short_title,derived,note
1.1,Граждане старшего возраста занимаются в секциях,Секции,false,
1.2,Построен спортивный комплекс,Комплекс,false,
2.1,Жители прошли осмотр,Осмотр,false,
""",
    "plan_items": """
row,number,item,kind,parent,title,start,end,start_text,end_text,yearly,yearly_until,executor,document,control
1,1.1,1.1,result,,Граждане старшего возраста занимаются в секциях,2025-01-01,2030-12-31,01.01.2025,31.12.2030,false,,Отдел спорта,Отчёт,
2,1.1.1,1.1.1,control_point,1.1,Граждане старшего возраста занимаются в секциях,,2030-12-31,,31.12.2030,false,,Отдел спорта,Отчёт,
3,1.2,1.2,result,,Построен спортивный комплекс,2025-01-01,2025-12-31,01.01.2025,31.12.2025,false,,Отдел строительства,Акт,
4,1.2.1,1.2.1,control_point,1.2,Построен спортивный комплекс,,2025-12-31,,31.12.2025,false,,Отдел строительства,Акт,
5,2.1,2.1,result,,Жители прошли осмотр,2025-01-01,2030-12-31,01.01.2025,31.12.2030,false,,Больница,Отчёт,
6,2.1.1,2.1.1,control_point,2.1,Жители прошли осмотр,,2030-12-31,,31.12.2030,false,,Больница,Отчёт,
""",
    "executors": """
spelling,organization
Отдел спорта,Отдел спорта
Отдел строительства,Отдел строительства
Больница,Больница
""",
    "links": """
result,kind,target,note
1.1,plan_item,1.1,
1.2,plan_item,1.2,
2.1,plan_item,2.1,
1.1,budget_line,1.1,
1.2,budget_line,1.2,
2.1,budget_line,2.1,
1.1,indicator,1,
1.2,indicator,1,
2.1,indicator,2,
""",
}
MONEY = {
    (line, source): mln
    for line in ("1.1", "1.2", "2.1")
    for source, mln in (("бюджет субъекта", 5), ("местный бюджет", 1))
}
PASSPORT = MadeUp(HEAD, TABLES, YEARS, MONEY)
S2, S3, S4, A1 = (f"{section}, строка" for section in ("Раздел 2", "Раздел 3", "Раздел 4", "Приложение № 1"))
WHOLE = f"{S4} Всего по муниципальному проекту"

DOCUMENTS = [
    [
        Planted("base_missing", [f"{S2} 2"], [("indicators.csv", "случаев,90,2023-12-31", "случаев,,")]),
        Planted("target_falls", [f"{S2} 2", f"{S2} 2"], [("indicator_targets.csv", "2,2028,82", "2,2028,89")]),
        Planted(
            "duplicate_result",
            [f"{S3} 1.1", f"{S3} 2.1"],
            [("results.csv", "2.1,Жители прошли осмотр", "2.1,Граждане старшего возраста занимаются в секциях")],
        ),
        Planted("line_title_differs", [f"{S4} 2.1", f"{S3} 2.1"], []),
        Planted(
            "promised_year_differs",
            [f"{S3} 1.2", f"{A1} 1.2"],
            [("results.csv", "Комплекс построен к концу 2025 года", "Комплекс построен к концу 2027 года")],
        ),
        Planted(
            "end_before_start",
            [f"{A1} 1.1"],
            [
                (
                    "plan_items.csv",
                    "2025-01-01,2030-12-31,01.01.2025,31.12.2030,false,,Отдел спорта",
                    "2025-01-01,2024-12-31,01.01.2025,31.12.2024,false,,Отдел спорта",
                )
            ],
        ),
        Planted(
            "control_point_date_differs",
            [f"{A1} 2.1", f"{A1} 2.1.1"],
            [("plan_items.csv", "2030-12-31,,31.12.2030,false,,Больница", "2030-11-30,,30.11.2030,false,,Больница")],
        ),
        Planted(
            "executor_missing",
            [f"{A1} 1.2.1"],
            [("plan_items.csv", "31.12.2025,false,,Отдел строительства,Акт,\n5", "31.12.2025,false,,,Акт,\n5")],
        ),
        Planted(
            "document_missing", [f"{A1} 1.1.1"], [("plan_items.csv", "Отдел спорта,Отчёт,\n3", "Отдел спорта,,\n3")]
        ),
        Planted(
            "line_without_money",
            [f"{S4} 1.1"],
            [
                ("budget.csv", f"1.1,{source},{year},{mln}", f"1.1,{source},{year},0")
                for source, mln in (("бюджет субъекта", 5), ("местный бюджет", 1))
                for year in YEARS
            ],
        ),
        Planted("lines_unlike_total", [WHOLE, "Раздел 4"], []),
        Planted(
            "result_without_control_point",
            [f"{A1} 2.2"],
            [
                (
                    "plan_items.csv",
                    "6,2.1.1,2.1.1,control_point,2.1",
                    "7,2.2,2.2,result,,Новые осмотры,2026-01-01,2026-12-31,01.01.2026,31.12.2026,false,,Больница,Отчёт,\n6,2.1.1,2.1.1,control_point,2.1",
                )
            ],
        ),
    ],
    [
        Planted("line_number_missing", [f"{S4} 1.1"], [("budget_lines.csv", "1.2,Построен", "1.3,Построен")]),
        Planted("row_of_nothing", [f"{S4} 1.2"], []),
        Planted(
            "growth_of_share",
            [f"{S3} 1.1"],
            [
                (
                    "results.csv",
                    "1.1,Граждане старшего возраста занимаются в секциях",
                    '1.1,"Увеличение на 2,5 % доли граждан старшего возраста в секциях"',
                )
            ],
        ),
        Planted(
            "control_point_title_differs",
            [f"{A1} 1.2", f"{A1} 1.2.1"],
            [
                (
                    "plan_items.csv",
                    "control_point,1.2,Построен спортивный комплекс",
                    "control_point,1.2,Заложен фундамент",
                )
            ],
        ),
        Planted("indicator_without_result", [f"{S2} 2"], [("links.csv", "2.1,indicator,2,\n", "")]),
        Planted(
            "money_before_work",
            [f"{S4} 2.1", f"{A1} 2.1"],
            [
                ("budget.csv", f"2.1,{source},2030,{mln}", f"2.1,{source},2030,0")
                for source, mln in (("бюджет субъекта", 5), ("местный бюджет", 1))
            ],
        ),
        Planted("cell_unreadable", [f"{S2} 1"], [("indicator_targets.csv", "1,2026,24", "1,2026,24-25")]),
        Planted(
            "total_missing",
            [f"{S4} 1.1", WHOLE],
            [("budget.csv", "1.1,местный бюджет,2026,1", "1.1,иные источники,2026,1")],
        ),
        Planted(
            "date_written_oddly",
            [f"{A1} 1.1"],
            [
                (
                    "plan_items.csv",
                    "01.01.2025,31.12.2030,false,,Отдел спорта",
                    "01.01.2025,31 декабря 2030,false,,Отдел спорта",
                )
            ],
        ),
        Planted(
            "executor_spellings",
            [f"{A1} 2.1", f"{A1} 2.1.1"],
            [
                ("executors.csv", "Больница,Больница", "Больница,Больница\nБольница города,Больница"),
                ("plan_items.csv", "31.12.2030,false,,Больница,Отчёт,\n", "31.12.2030,false,,Больница,Отчёт,\n"),
                (
                    "plan_items.csv",
                    ",,2030-12-31,,31.12.2030,false,,Больница",
                    ",,2030-12-31,,31.12.2030,false,,Больница города",
                ),
            ],
        ),
    ],
]
