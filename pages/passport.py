"""«Паспорт»: the document itself, each place findable by section and row."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from uspekh.audit.budget.amounts import ALL_ROWS
from uspekh.passport import document, sections
from uspekh.passport.plan import Plan
from uspekh.russian.format import day, missing, number, roubles
from uspekh.russian.text import plain
from uspekh.ui.sections import findings
from uspekh.ui.session import door, state
from uspekh.ui.show import tables
from uspekh.words import NOTHING

ALL_YEARS = "Всего"
SHOWN = 50


def search(plan: Plan) -> None:
    """Any place of the document by its words."""
    query = st.text_input(
        "Поиск по документу", key="поиск", bind="query-params", placeholder="Например: наставничество 70",
        type="search",
    )  # fmt: skip
    if not query:
        return
    matches = document.find(document.list_texts(plan), query)
    st.caption(f"Найдено мест: {number(len(matches), 0)}")
    for section, row, text in matches.head(SHOWN).itertuples(index=False):
        st.markdown(f"**{plain(document.named(section, row))}.** {plain(text)}")
        findings.notes_at(section, row)
    if len(matches) > SHOWN:
        st.caption(f"Показаны первые {SHOWN}: уточните запрос.")


def head(plan: Plan) -> None:
    """Sections 1 and 2: the head and the aim."""
    project = plan.head["project"]
    st.subheader(f"{sections.HEAD}. Основные положения", anchor=False)
    officials, programmes = plan.head.get("officials", ()), plan.head.get("programmes", ())
    rows = [
        ("Наименование проекта", plan.title),
        ("Срок реализации", f"{day(plan.start)} – {day(plan.end)}"),
        ("Утверждён", project.get("approved_by", "")),
        *((official["role"], f"{official['name']}, {official['position']}") for official in officials),
        *(("Связь с программами", ", ".join(filter(None, (part["title"], part["act"])))) for part in programmes),
    ]
    for name, text in rows:
        st.markdown(f":gray[{plain(name)}:] {plain(text)}")
    findings.notes_at(sections.HEAD)
    st.subheader(sections.AIM, anchor=False)
    st.markdown(plain(project.get("goal", "")) or "Цели в паспорте нет.")
    st.subheader(sections.TASK, anchor=False)
    st.markdown(plain(project.get("task", "")) or "Задачи в паспорте нет.")


def indicators(plan: Plan) -> None:
    """Section 2 and annex 2 side by side."""
    st.caption(f"{sections.INDICATORS} и {sections.ANNEX2}: одни и те же показатели, базовые значения и цели рядом.")
    annex = plan["annex2_indicators"].set_index("indicator")
    for indicator in plan["indicators"].itertuples():
        st.markdown(f"**{indicator.id}. {plain(indicator.title)}**")
        rows = [
            row(f"{sections.INDICATORS}, строка {indicator.id}", indicator, plan["indicator_targets"], indicator.id)
        ]
        if indicator.id in annex.index:
            other = annex.loc[indicator.id]
            rows.append(row(f"{sections.ANNEX2}, строка {other['row']}", other, plan["annex2_targets"], indicator.id))
        data = pd.DataFrame(rows)
        tables.show(data, dict.fromkeys(map(str, plan.years), partial(number, digits=3)), key=f"цели-{indicator.id}")
        findings.notes_at(sections.INDICATORS, indicator.id)


def row(section: str, indicator: pd.Series, targets: pd.DataFrame, key: str) -> dict[str, object]:
    """Base and targets of an indicator in one section."""
    of = targets[targets["indicator"] == key].set_index("year")["target"]
    return {
        "Место": section,
        "Единица": indicator.unit,
        "База": number(indicator.base_value, 3),
        "Дата базы": day(indicator.base_date),
        **{str(year): value for year, value in of.items()},
    }


def methods(plan: Plan) -> None:
    """Methods of calculation, formulas drawn."""
    words = {"terms": "Обозначения", "base": "Базовое значение", "source": "Источник данных",
             "responsible": "Ответственный за сбор", "aggregation": "Уровень агрегирования",
             "schedule": "Временные характеристики"}  # fmt: skip
    for method in plan["methods"].itertuples():
        with st.container(border=True):
            st.markdown(f"**{sections.METHODS}, строка {method.indicator}. {plain(method.title)}**")
            if method.formula:
                st.latex(method.formula)
            else:
                st.markdown(plain(method.method))
            for field, word in words.items():
                st.markdown(f":gray[{word}:] {plain(getattr(method, field)) or 'не указано'}")
            findings.notes_at(sections.METHODS, method.indicator)


def materials(plan: Plan) -> None:
    """Supplementary materials by section and paragraph."""
    for (section, heading), rows in plan["materials"].groupby(["section", "heading"], sort=False):
        st.subheader(f"{section}. {plain(heading)}" if section.isdigit() else plain(heading), anchor=False)
        for paragraph in rows.itertuples():
            st.markdown(f":gray[{plain(paragraph.paragraph)}.] {plain(paragraph.text)}")
        findings.notes_at(sections.material(section))


def financing(plan: Plan) -> None:
    """Supplementary financing as printed: a cell may hold several amounts."""
    rows = plan["supplementary_financing"]
    if rows.empty:
        st.info("Дополнительного финансового обеспечения в паспорте нет.")
        return
    cells = rows.assign(
        printed=[roubles(kopecks) for kopecks in rows["kopecks"]],
        year=[str(year) if year else ALL_YEARS for year in rows["year"]],
    )
    wide = cells.groupby(["row", "title", "year"], sort=False)["printed"].agg("; ".join).unstack("year", sort=False)
    wide = wide.reset_index().rename(columns={"row": "Строка", "title": "Наименование"}).rename_axis(columns=None)
    printed = wide.map(lambda value: NOTHING if missing(value) or value == "" else plain(value))
    st.table(printed.rename(columns=plain), hide_index=True)
    st.caption(f"{sections.FINANCING}, руб. Несколько сумм в одной клетке стоят так, как напечатаны.")
    for number_printed in dict.fromkeys(rows["row"]):
        findings.notes_at(sections.FINANCING, number_printed or ALL_ROWS)


def everything(plan: Plan) -> None:
    """Every text of the document as one table."""
    texts = document.list_texts(plan)
    rows = zip(texts["Раздел"], texts["Строка"], strict=True)
    tables.show(texts.assign(Замечания=[findings.titles_at(*row) for row in rows]), key="документ", height=600)


door.selection()
plan = state.project().plan
st.title("Паспорт", anchor=False)
search(plan)
parts = {
    "Основное": head,
    "Показатели": indicators,
    "Методики": methods,
    "Материалы": materials,
    "Финансирование": financing,
    "Все места": everything,
}
for tab, part in zip(st.tabs(list(parts)), parts.values(), strict=True):
    with tab:
        part(plan)
