"""«Результаты»: all results of section 3, and one of them with everything that belongs to it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as charts
from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.results import CONTROLLED, POINTS, excesses
from uspekh.russian.format import day, number
from uspekh.russian.text import plain
from uspekh.ui import charts as drawn
from uspekh.ui import derived, door, filters, flags, frames, kept, linked, result_tables, screening, state, tables


def overview(figures: Figures, rows: pd.DataFrame) -> None:
    """Every result of the selected year: plan, fact, flag."""
    year = summary.of_year(rows[rows["primary"]], figures)
    counts = year["flag"].value_counts(dropna=False)
    found = [(flag, int(counts.get(flag, 0))) for flag in [*flags.SHAPES, float("nan")]]
    st.markdown("&ensp;".join(f"{flags.badge(flag)} **{count}**" for flag, count in found if count))
    by_year, of_year = st.tabs(["Все годы", f"{figures.selection.year} год"])
    with by_year:
        tables.show(result_tables.years_table(rows[rows["primary"]]), key="результаты-годы", height="content")
        signs = ", ".join(flags.label(flag) for flag in flags.SHAPES)
        st.caption(f"Выполнение плана года, %. {signs}, — план не установлен.")
    with of_year:
        tables.whole(result_tables.year_table(year))
        st.caption(f"«{POINTS}» — контрольные точки результата, у которого нет численного плана.")


def contradictions(figures: Figures) -> None:
    """Where a part exceeds its whole: unique children above views."""
    found = excesses(figures)
    titles = state.project().plan["components"].set_index("id")["heading"]
    names = {code: name for name, code in filters.organization_names().items()}
    for row in found.itertuples():
        who = names.get(row.organization, row.organization) or "В сумме"
        st.error(
            f"{plain(who)}, {row.year} год: «{plain(titles[row.part])}» — {number(row.value, 0)}, это больше, чем "
            f"«{plain(titles[row.whole])}» — {number(row.limit, 0)}. Проверьте оба числа.",
            icon=":material/error:",
        )


def one(figures: Figures, rows: pd.DataFrame) -> None:
    """The chosen result with its characteristic, years, and what is linked to it."""
    known = state.project().plan["results"].set_index("id")
    chosen = st.segmented_control(
        "Результат", list(known.index), default=known.index[0], required=True, key="результат", bind="query-params"
    )
    st.subheader(f"{chosen}. {plain(known['short_title'][chosen])}", anchor=False)
    with st.expander("Полное наименование и характеристика"):
        st.markdown(f"**{plain(known['title'][chosen])}**")
        st.markdown(plain(known["characteristic"][chosen]) or "Характеристики в паспорте нет.")
    of_result = frames.for_chart(rows[rows["result"] == chosen])
    if (of_result["basis_kind"] == CONTROLLED).all():
        by_points(of_result, figures.selection.as_of)
    else:
        for measure, years in of_result.groupby("measure", sort=False):
            by_year(figures, chosen, measure, years)
    grown = derived.growth_readings_of(figures.selection).query("subject == @chosen")
    if len(grown):
        readings(grown)
    belongings(figures, chosen)


def by_year(figures: Figures, result: str, measure: str, years: pd.DataFrame) -> None:
    """Targets and facts of one reading by year."""
    unit = years["unit"].iloc[0]
    data, formats = frames.years_table(years, unit)
    key, title = f"результат-{measure}", f"План и факт по годам, {unit}"
    chart = kept.picture(key, lambda: charts.plan_fact(years, unit), figures.selection, result)
    caption = f"Результат {result}; {filters.sentence(figures.selection)}"
    drawn.show(chart, title, data, formats, key=key, caption=caption)


def by_points(years: pd.DataFrame, as_of: date) -> None:
    """A result that is done or not done: its control points by year."""
    years = years[years["expected"] > 0]
    if years.empty:
        st.info("В паспорте нет ни плановых значений, ни контрольных точек этого результата: судить о нём не по чему.")
        return
    st.markdown("**Контрольные точки**")
    tables.show(result_tables.points_table(years), key="результат-точки")
    st.caption(f"Численного плана нет: план — контрольные точки со сроком в году, факт — исполненные на {day(as_of)}.")


def readings(rows: pd.DataFrame) -> None:
    """Both readings of a growth, the chosen one marked."""
    st.markdown("**Два прочтения планового прироста**")
    tables.whole(result_tables.readings_table(rows))
    st.caption('Прочтение выбирается в data/settings.toml: [growth] reading = "relative" или "points".')


def belongings(figures: Figures, result: str) -> None:
    """Plan items, money, people and the indicator of a result."""
    items = derived.agenda_of(figures.selection)
    items = items[[result in results for results in items["results"]]]
    plan, money, people, indicator = st.tabs(["Мероприятия", "Бюджет", "Участники", "Показатель"])
    with plan:
        linked_table("мероприятий", linked.items_table(items))
    with money:
        data, formats = linked.budget_table(figures, result)
        linked_table("строк бюджета", data, formats=formats)
        for note in linked.budget_notes(figures, result):
            st.caption(plain(note))
    with people:
        linked_table("участников", linked.people_table(result))
    with indicator:
        linked_table("показателя", linked.indicator_table(figures, result))


def linked_table(what: str, data: pd.DataFrame, formats: tables.Formats | None = None) -> None:
    """A table, or the words that the passport links nothing of the kind to this result."""
    if data.empty:
        st.info(f"Паспорт не связывает с этим результатом {what}.")
    else:
        tables.whole(data, formats)


figures = state.figures_of(door.selection())
st.title("Результаты", anchor=False)
st.caption(f"{plain(filters.sentence(figures.selection))}. По состоянию на {day(figures.selection.as_of)}.")
found = derived.results_of(figures.selection)
screening.note(figures, "result")
contradictions(figures)
overview(figures, found)
one(figures, found)
