"""«Участники»: who does what, how much it takes, and who is overloaded."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from uspekh.charts import people as charts
from uspekh.monitoring.execution import workload
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import number, percent
from uspekh.russian.text import plain
from uspekh.ui.session import door, state
from uspekh.ui.session.figures import tasks
from uspekh.ui.show import chart_cache, linked, tables
from uspekh.ui.show import charts as drawn

TOTAL = "всего"
COMMON = "общие"


def overloaded(rows: pd.DataFrame, year: int) -> None:
    """Those above the full working time, with the arithmetic."""
    over = workload.over_full(rows, year)
    if over.empty:
        st.success("Свыше 100 % не занят никто.")
    for row in over.itertuples():
        show = st.error if row.over_in_year else st.warning
        show(
            f"**{plain(row.person)}**: в {year} году {row.of_year}; по всем строкам документа {row.in_sum}.",
            icon=":material/person_alert:",
        )


def loads(rows: pd.DataFrame, selection: Selection) -> None:
    """Load per person in the selected year and in sum; the table has every year."""
    year = selection.year
    by_year, whole = workload.by_year(rows, state.project().plan.years), workload.in_sum(rows).assign(year=TOTAL)
    shown = pd.concat([by_year[by_year["year"] == year].astype({"year": "str"}), whole])
    order = {person: position for position, person in enumerate(whole["person"])}
    shown = shown.sort_values("person", key=lambda names: names.map(order), kind="stable")
    data = by_year.assign(year=by_year["year"].astype("str")).pivot(index="person", columns="year", values="workload")
    data = data.reindex(whole["person"]).reset_index().rename(columns={"person": "Участник"}).rename_axis(columns=None)
    data = data.assign(Всего=whole["workload"], Слагаемые=whole["arithmetic"])
    formats = {name: partial(number, digits=1) for name in data.columns[1:-1]}
    caption = (
        f"{year} год — задачи, которые идут в этом году по плану мероприятий; строки без срока в плане считаются "
        "в каждом году. «Всего» — сумма по всем строкам раздела 5"
    )
    chart = chart_cache.specify(charts.load, shown)
    drawn.show(chart, "Занятость участников, %", data, formats, key="занятость", caption=caption)


def by_result(rows: pd.DataFrame, selection: Selection) -> None:
    """Person and result."""
    cells = workload.by_result(rows)
    cells = cells.assign(result=[", ".join(results) or COMMON for results in cells["results"]])
    data = cells[["person", "result", "workload"]].rename(
        columns={"person": "Участник", "result": "Результат", "workload": "Занятость, %"}
    )
    caption = f"«{COMMON}» — роли и задачи без результата; строка, связанная с двумя результатами, стоит под обоими"
    chart = chart_cache.specify(charts.matrix, cells)
    drawn.show(chart, "Участник и результат", data, {"Занятость, %": percent}, key="матрица", caption=caption)


def who_does_what(rows: pd.DataFrame) -> None:
    """The rows of section 5 by person, the collective ones apart."""
    st.subheader("Кто что делает", anchor=False)
    person = st.selectbox(
        "Участник", list(workload.in_sum(rows)["person"]), index=None, placeholder="Все участники", key="участник",
        bind="query-params",
    )  # fmt: skip
    single = rows[~rows["collective"]]
    if person is None:
        tables.show(*linked.tasks_table(single), key="участники-строки")
    else:
        tables.whole(linked.tasks_short(single[single["person"] == person]))
    together = rows[rows["collective"]]
    if len(together):
        st.subheader("Коллективные участники", anchor=False)
        tables.whole(linked.tasks_short(together))
        st.caption("Занятость коллективной строки не складывается с занятостью лиц: сколько в ней людей, не сказано.")


selection = door.selection()
rows = tasks()
st.title("Участники", anchor=False)
st.caption("Раздел 5 паспорта. Разные написания одного лица сведены по справочнику, написание документа стоит рядом.")
overloaded(rows, selection.year)
loads(rows, selection)
by_result(rows, selection)
who_does_what(rows)
