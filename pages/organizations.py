"""«Организации»: who is ahead, who is behind, and how it changed from year to year."""

from __future__ import annotations

import streamlit as st

from uspekh.charts import organizations as charts
from uspekh.monitoring import summary
from uspekh.ui import charts as drawn
from uspekh.ui import choice, door, filters, frames, state

figures = state.figures_of(door.selection())
st.title("Организации", anchor=False)
measure, subject, unit = choice.indicator()
rows = figures.organizations[figures.organizations["measure"] == measure]
rows = frames.for_chart(rows)
year = summary.of_year(rows, figures)
reported = int(year["fact"].notna().sum())
caption = f"Показатель {subject}; {filters.sentence(figures.selection)}; значение есть у {reported} из {len(year)}"

left, right = st.columns(2, gap="large")
with left:
    data, formats = frames.organizations_table(year, unit)
    title = f"Организации по факту {figures.selection.year} года"
    drawn.show(charts.ranking(year, unit), title, data, formats, key="рейтинг", caption=caption)
with right:
    data, formats = frames.organizations_table(rows, unit)
    title = "Выполнение плана по годам, %"
    drawn.show(charts.heatmap(rows), title, data, formats, key="карта", caption=caption)
st.caption(
    "Расчётный план: для доли — план паспорта, для численности — пропорционально контингенту организации "
    "(сумма по организациям равна плану паспорта). У организаций без собственного контингента плана нет."
)
