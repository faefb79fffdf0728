"""A second, small, invented passport: other indicators, years, budget sources and control levels.

Whatever passes with it and with the shipped one does not lean on either.
"""

from __future__ import annotations

from pathlib import Path

from uspekh.passport.tables import MONEY_COLUMN, SCHEMAS

HEAD = """\
[project]
title = "Безопасное лето"
short_title = "Лето"
level = "муниципальный проект"
municipality = "город Озёрск-на-Каме"
start = 2021-03-01
end = 2026-12-31
approved_by = "И.И. Озёров, глава города"
approved_year = 2021
goal = "Больше детей отдыхают летом, меньше детей получают травмы."
task = "Организация летнего отдыха"

[[officials]]
role = "Куратор"
name = "Первая Анна Ивановна"
position = "заместитель главы города"

[municipality_entry]
code = "ГОРОД"
type = "город в целом"
"""

TABLES = {
    "indicators": """\
id,title,short_title,type,unit,base_value,base_date
А,"Доля детей, отдохнувших летом, %",Отдохнули летом,Основной,%,48.5,2020-09-01
Б,"Число травм в лагерях, случаев",Травмы в лагерях,Основной,случаев,44,2020-09-01
В,"Число подготовленных вожатых, нарастающим итогом, человек",Вожатые,Дополнительный,чел.,,
""",
    "indicator_targets": """\
indicator,year,target
А,2021,50
А,2022,55
А,2023,60
А,2024,65
А,2025,70
А,2026,75.5
Б,2021,40
Б,2022,36
Б,2023,32
Б,2024,28
Б,2025,24
Б,2026,20
В,2021,10
В,2022,25
В,2023,40
В,2024,55
В,2025,70
В,2026,90
""",
    "results": """\
id,title,short_title,characteristic
2.1,Не менее 60 % вожатых обучены первой помощи к 2026 году,Первая помощь,Вожатые умеют оказать первую помощь
2.2,Открыт загородный лагерь,Загородный лагерь,
""",
    "result_targets": """\
result,year,unit,target,wording
2.1,2026,%,60,Не менее 60 % вожатых обучены первой помощи
""",
    "components": """\
id,sheet,heading,title,hint,at_most,sensitive
rested,Показатели,"ПА Отдохнули, чел.",Отдохнувшие дети,Разные дети с 1 января.,children,false
children,Показатели,"ПА Всего детей, чел.",Всего детей,Контингент организации.,,false
injuries,Показатели,"ПБ Травм, случаев",Травмы,Все случаи с 1 января.,,true
leaders,Показатели,"ПВ Подготовлено вожатых, чел.",Подготовленные вожатые,Подготовлены в этом году.,,false
trained,Результаты,"Р2.1 Обучены первой помощи, чел.",Обучены первой помощи,Разные вожатые.,on_duty,false
on_duty,Результаты,"Р2.1 Всего вожатых, чел.",Всего вожатых,Работают в лагерях.,,false
""",
    "measures": """\
id,subject_kind,subject,formula,numerator,denominator,divisor,unit,direction,report_due,primary
rest,indicator,А,share,rested,children,1,%,up,02-15,true
harm,indicator,Б,sum,injuries,,1,случаев,down,,true
leaders,indicator,В,cumulative,leaders,,1,чел.,up,,true
aid,result,2.1,share,trained,on_duty,1,%,up,,true
""",
    "budget_lines": """\
line,title,short_title,derived,note
1,Путёвки в лагеря,Путёвки,false,
2,Загородный лагерь,Лагерь,false,
""",
    "budget": """\
line,source,year,amount_mln
1,городской бюджет,2021,1.25
1,городской бюджет,2022,1.3
1,спонсоры,2021,0.00000001
2,городской бюджет,2023,20
""",
    "budget_totals": """\
line,source,year,amount_mln
,городской бюджет,2021,1.25
,городской бюджет,2022,1.3
,спонсоры,2021,0.00000001
,городской бюджет,2023,20
""",
    "participants": """\
row,task,role,person,position,supervisor,workload
1,,Куратор,Первая А.И.,Заместитель главы города,Озёров И.И.,10
2,Загородный лагерь,Ответственный,Второй Б.Б.,Директор лагеря,Первая А.И.,100
""",
    "people": """\
spelling,person,collective
Первая А.И.,Первая А.И.,false
Второй Б.Б.,Второй Б.Б.,false
""",
    "plan_items": """\
row,number,item,kind,parent,title,start,end,start_text,end_text,yearly,yearly_until,executor,document,control
1,1.,1,result,,Загородный лагерь открыт,2021-03-01,2023-06-01,01.03.2021,01.06.2023,false,,Лагерь,Акт,СК
2,1.1.,1.1,event,1,Ремонт корпусов,2021-03-01,2022-12-31,01.03.2021,31.12.2022,false,,Лагерь и ЖКХ,Акт,Р
3,1.2.,1.2,event,1,Набор вожатых,,2021-05-15,,15.05.2021 (далее ежегодно до 2024 г.),true,2024-12-31,Лагерь,Приказ,Р
4,1.3.,1.3,control_point,1,Лагерь открыт,,2023-06-01,,01.06.2023,false,,Лагерь,,
""",
    "executors": """\
spelling,organization
Лагерь,Загородный лагерь
Лагерь и ЖКХ,Загородный лагерь
Лагерь и ЖКХ,Управление ЖКХ
""",
    "control_levels": """\
code,title
СК,совет кураторов
Р,руководитель проекта
""",
    "methods": """\
indicator,title,method,formula,terms,base,source,responsible,aggregation,schedule
А,"Доля детей, отдохнувших летом, %",Отдохнувшие к числу детей,A = 100 \\cdot R / C,"R, C",48.5,Отчёты,Лагерь,,
""",
    "links": """\
result,kind,target,note
2.2,plan_item,1,
2.2,budget_line,2,
2.2,participant,2,
2.1,indicator,В,
""",
}


def write_small_passport(folder: Path) -> Path:
    """Writes the passport to ``folder``, made where missing; tables it lacks have a heading only."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "passport.toml").write_text(HEAD, encoding="utf-8")
    for name, schema in SCHEMAS.items():
        columns = [MONEY_COLUMN if column == "kopecks" else column for column in schema.to_schema().columns]
        (folder / f"{name}.csv").write_text(TABLES.get(name, ",".join(columns) + "\n"), encoding="utf-8")
    return folder
