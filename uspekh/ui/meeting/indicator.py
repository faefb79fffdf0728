"""An indicator at a meeting: plan and fact of the year, all years in a chart, what is to be expected."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as indicator_charts
from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import look_ahead, possible_range
from uspekh.monitoring.provenance import values_behind
from uspekh.report.content.outlook import describe_outlook
from uspekh.russian.format import number, percent
from uspekh.russian.text import plain
from uspekh.ui.show import chart_cache, charts, flags, frames


def show(figures: Figures, measure: str) -> None:
    """The screen of the indicator that is measured so."""
    years = frames.for_chart(figures.measures[figures.measures["measure"] == measure])
    row = summary.of_year(years, figures).iloc[0]
    st.markdown(f"### {row['subject']}. {plain(frames.subject_title('indicator', row['subject']))}")
    told, drawn = st.columns([2, 3], gap="medium")
    with told:
        fact, plan = st.columns(2)
        fact.metric(f"Факт, {row['unit']}", frames.told(frames.figure(row["fact"], row["unit"]), row["flag"]))
        plan.metric("План", frames.figure(row["plan"], row["unit"]))
        st.markdown(f"{flags.line(row['flag'])}, выполнение {frames.told(percent(row['completion']), row['flag'])}")
        st.markdown("\n".join(f"- {note}" for note in _notes(figures, measure, years, row)))
    with drawn:
        unit = row["unit"]

        def behind(picked: dict[str, Any]) -> pd.DataFrame:
            return values_behind(figures, measure, int(picked["year"]))

        key, heading = f"совещание-{measure}", f"Показатель {row['subject']}"
        chart = chart_cache.specify(indicator_charts.plan_fact, years, unit, selection=charts.PICKED, large=True)
        charts.answering(chart, heading, key, behind)


def _notes(figures: Figures, measure: str, years: pd.DataFrame, row: pd.Series) -> list[str]:
    said = [frames.coverage(figures, row)]
    bounds = possible_range(figures, measure, row["year"])
    if bounds and bounds[0] < bounds[1]:
        low, high = (number(value) for value in bounds)
        said.append(f"когда сдадут все, будет от {low} до {high} %")
    ahead = look_ahead(years, row["year"])
    if ahead:
        said += describe_outlook(ahead, row["unit"])
    return said
