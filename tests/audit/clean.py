"""A small, made-up passport in which nothing contradicts itself: what every rule must stay silent on."""

# ruff: noqa: E501  (rows of a CSV stay whole)

from __future__ import annotations

from pathlib import Path

YEARS = range(2021, 2027)

HEAD = """
[project]
title = "Чистая вода"
short_title = "Чистая вода"
start = 2021-01-01
end = 2026-12-31
goal = "Обеспечение к 2026 году чистой водой 80 % жителей города"
task = "Обновление сетей водоснабжения"

[[officials]]
role = "Куратор муниципального проекта"
name = "Лесной Пётр Ильич"
position = "Глава города"

[[officials]]
role = "Руководитель муниципального проекта"
name = "Речная Анна Львовна"
position = "Начальник отдела"

[[programmes]]
title = "Муниципальная программа «Вода» на 2021-2026 годы"
act = "постановление № 1"
from = 2021
until = 2026

[municipality_entry]
code = "ГОРОД"
type = "городской округ"
"""

TABLES = {
    "indicators": """id,title,short_title,type,unit,base_value,base_date
1,"Доля жителей, обеспеченных чистой водой, %",Чистая вода,Основной,%,60,2021-01-01
2,"Потери воды в сетях, тыс. куб. м",Потери воды,Основной,тыс. куб. м,40.5,2021-01-01""",
    "annex2_indicators": """row,indicator,title,scope,unit,base_value,base_date
1.,1,"Доля жителей, обеспеченных чистой водой, %",Водоканал,%,60,2021-01-01
2.,2,"Потери воды в сетях, тыс. куб. м",Водоканал,тыс. куб. м,40.5,2021-01-01""",
    "results": """id,title,short_title,characteristic
1.1,Не менее 600 жителей подключены к новым сетям,Подключение,Подключение новых домов идёт каждый год
1.2,Построена станция водоподготовки,Станция,К концу 2023 года построена станция водоподготовки
1.3,К 2026 году не менее 60 % (600 чел.) школьников прошли уроки бережливости,Уроки,Уроки проводятся во всех школах""",
    "components": """id,sheet,heading,title,hint,at_most,sensitive
supplied,Показатели,"В1 Обеспечены, чел.",Обеспечены чистой водой,,residents,false
residents,Показатели,"В1 Всего жителей, чел.",Всего жителей,,,false
lost,Показатели,"В2 Потери, куб. м",Потери воды,,,false
connected,Результаты,"Р1 Подключены, чел.",Подключены к сетям,,,false
taught,Результаты,"Р3 Прошли уроки, чел.",Прошли уроки,,pupils,false
pupils,Результаты,"Р3 Всего школьников, чел.",Всего школьников,,,false""",
    "applicability": "type,field,asked",
    "measures": """id,subject_kind,subject,formula,numerator,denominator,divisor,unit,direction,report_due,primary
v1,indicator,1,share,supplied,residents,1,%,up,02-15,true
v2,indicator,2,sum,lost,,1000,тыс. куб. м,down,,true
m1,result,1.1,cumulative,connected,,1,чел.,up,,true
m3,result,1.3,share,taught,pupils,1,%,up,,true
m3_people,result,1.3,sum,taught,,1,чел.,up,,false""",
    "budget_lines": """line,title,short_title,derived,note
1.1,Не менее 600 жителей подключены к новым сетям,Подключение,false,
1.2,Построена станция водоподготовки,Станция,false,
1.3,Прохождение школьниками уроков бережливости,Уроки,false,""",
    "participants": """row,task,role,person,position,supervisor,workload
1,,Куратор муниципального проекта,Лесной П.И.,Глава города,,5
2,,Руководитель муниципального проекта,Речная А.Л.,Начальник отдела,Лесной П.И. глава города,20
3,Подключение жителей,Ответственный за достижение результата,Речная А.Л.,Начальник отдела,Лесной П.И. глава города,20
4,Подключение жителей,Участник муниципального проекта,Полевой С.С.,Инженер,Речная А.Л. начальник отдела,40
5,Строительство станции,Ответственный за достижение результата,Речная А.Л.,Начальник отдела,Лесной П.И. глава города,20
6,Уроки бережливости,Ответственный за достижение результата,Горная В.В.,Учитель,Речная А.Л. начальник отдела,30""",
    "people": """spelling,person,collective
Лесной П.И.,Лесной П.И.,false
Лесной Пётр Ильич,Лесной П.И.,false
Речная А.Л.,Речная А.Л.,false
Речная Анна Львовна,Речная А.Л.,false
Полевой С.С.,Полевой С.С.,false
Горная В.В.,Горная В.В.,false""",
    "plan_items": """row,number,item,kind,parent,title,start,end,start_text,end_text,yearly,yearly_until,executor,document,control
1,1.,1,result,,Не менее 600 жителей подключены к новым сетям,2021-01-01,2026-12-31,01.01.2021,31.12.2026,false,,Водоканал,Отчёт,Г
2,1.1,1.1,event,1,Прокладка сетей,2021-03-01,2021-10-31,01.03.2021 (далее ежегодно),31.10.2021 (далее ежегодно),true,,Водоканал,Акт приёмки,Н
3,1.2,1.2,control_point,1,Не менее 600 жителей подключены к новым сетям,,2026-12-31,,31.12.2026,false,,Водоканал,Отчёт,Г
4,2.,2,result,,Построена станция водоподготовки,2022-01-01,2023-12-31,01.01.2022,31.12.2023,false,,Водоканал,Акт приёмки,Г
5,2.1,2.1,event,2,Заключение договора подряда на станцию,2022-01-01,2022-06-30,01.01.2022,30.06.2022,false,,Водоканал,Договор,Н
6,2.2,2.2,control_point,2,Построена станция водоподготовки,,2023-12-31,,31.12.2023,false,,Водоканал,Акт приёмки,Г
7,3.,3,result,,Школьники прошли уроки бережливости,2021-01-01,2026-12-31,01.01.2021,31.12.2026,false,,Школы,Отчёт,Н
8,3.1,3.1,event,3,Составление расписания уроков,2021-01-01,2021-09-30,01.01.2021 (далее ежегодно до 2026 г.),30.09.2021 (далее ежегодно до 2026 г.),true,2026-09-30,Школы,Отчёт,Н
9,3.2,3.2,control_point,3,Школьники прошли уроки бережливости,,2026-12-31,,31.12.2026,false,,Школы,Отчёт,Н""",
    "executors": """spelling,organization
Водоканал,Водоканал
Школы,Школы""",
    "control_levels": """code,title
Г,глава города
Н,начальник отдела""",
    "methods": """indicator,title,method,formula,terms,base,source,responsible,aggregation,schedule
1,"Доля жителей, обеспеченных чистой водой, %",Д = О / В · 100,D = O / V,О - обеспеченные; В - все,60,Отчёт,Водоканал,Город,1 раз в год
2,"Потери воды в сетях, тыс. куб. м",П = ∑ Пi,P = \\sum P_i,Пi - потери участка,"П=40,5",Отчёт,Водоканал,Город,1 раз в год""",
    "materials": """section,heading,paragraph,text
1,Модель проекта,1,К 2026 году чистой водой обеспечены 80 % жителей.""",
    "links": """result,kind,target,note
1.1,plan_item,1,
1.2,plan_item,2,
1.3,plan_item,3,
1.1,budget_line,1.1,
1.2,budget_line,1.2,
1.3,budget_line,1.3,
1.1,participant,3,
1.1,participant,4,
1.2,participant,5,
1.3,participant,6,
1.1,indicator,1,
1.2,indicator,2,""",
}

# The station of 2023 brings the losses down, nothing after it.
LOSSES = (40.5, 40.5, 34, 34, 34, 34)
SHARES = (62, 65, 68, 72, 76, 80)
SOURCES = {"федеральный бюджет": 3, "местный бюджет": 1}  # million roubles a line and year


def write_clean_passport(folder: Path) -> Path:
    """Writes every table into ``folder`` and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "passport.toml").write_text(HEAD, encoding="utf-8")
    for name, text in (TABLES | _yearly()).items():
        (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def _yearly() -> dict[str, str]:
    targets = [f"1,{year},{share}" for year, share in zip(YEARS, SHARES, strict=True)]
    targets += [f"2,{year},{lost}" for year, lost in zip(YEARS, LOSSES, strict=True)]
    by_indicator = "\n".join(["indicator,year,target", *targets])
    return {
        "indicator_targets": by_indicator,
        "annex2_targets": by_indicator,
        "result_targets": "\n".join(["result,year,unit,target,wording", *_result_targets()]),
        "budget": "\n".join(["line,source,year,amount_mln", *_budget()]),
        "budget_totals": "\n".join(["line,source,year,amount_mln", *_totals()]),
        "supplementary_financing": SUPPLEMENT,
    }


def _result_targets() -> list[str]:
    rows = []
    for count, year in enumerate(YEARS, start=1):
        wording = f"Не менее {count * 10} % ({count * 100} чел.) школьников прошли уроки бережливости"
        rows.append(f"1.1,{year},чел.,{count * 100},Не менее {count * 100} жителей подключены к новым сетям")
        rows += [f"1.3,{year},%,{count * 10},{wording}", f"1.3,{year},чел.,{count * 100},{wording}"]
    return rows


def _budget() -> list[str]:
    return [f"{line},{source},{year},{mln}" for line in _lines() for source, mln in SOURCES.items() for year in YEARS]


def _lines() -> list[str]:
    return [row.split(",")[0] for row in TABLES["budget_lines"].splitlines()[1:]]


def _totals() -> list[str]:
    """Every total: of a line one line's money (``times`` 1), of the project that of all lines."""
    rows = []
    for line, times in [*((line, 1) for line in _lines()), ("", len(_lines()))]:
        rows += [f"{line},{source},0,{times * mln * len(YEARS)}" for source, mln in SOURCES.items()]
        rows += [f"{line},,{year},{times * sum(SOURCES.values())}" for year in YEARS]
        rows.append(f"{line},,0,{times * sum(SOURCES.values()) * len(YEARS)}")
    rows += [f",{source},{year},{len(_lines()) * mln}" for source, mln in SOURCES.items() for year in YEARS]
    return rows


def _supplement() -> str:
    return "\n".join(["row,title,year,position,amount_mln", *_financing()])


def _financing() -> list[str]:
    rows = []
    for row, title, mln in (
        ("1", "Станция водоподготовки", 8),
        ("2", "Уроки бережливости", 4),
        ("", "Всего по проекту", 12),
    ):
        rows += [f"{row},{title},{year},1,{mln}" for year in YEARS] + [f"{row},{title},0,1,{mln * len(YEARS)}"]
    return rows


SUPPLEMENT = _supplement()
