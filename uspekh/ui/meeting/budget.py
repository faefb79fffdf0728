"""The budget at a meeting: the year in four sums, and its lines in a chart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import budget as budget_charts
from uspekh.monitoring import budget as money
from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.provenance import money_behind
from uspekh.russian.format import percent, roubles
from uspekh.ui.session.state import project
from uspekh.ui.show import chart_cache, charts, frames


def show(figures: Figures) -> None:
    """The screen of the budget."""
    st.markdown("### Бюджет")
    lines = summary.of_year(figures.budget, figures)
    total = money.total(lines)
    plan, refined, executed, done = st.columns(4)
    plan.metric("План, руб.", roubles(total["plan"]))
    refined.metric("Уточнённый, руб.", roubles(total["refined"]))
    executed.metric("Исполнено, руб.", roubles(total["executed"]))
    done.metric("К плану", percent(total["completion"]))
    if money.partly_refined(lines):
        st.caption(f"{money.PARTLY_REFINED.capitalize()}.")
    year, rows, key = figures.selection.year, _by_line(figures), "совещание-бюджет"

    def behind(picked: dict[str, Any]) -> pd.DataFrame:
        return money_behind(figures, year, str(picked["line_title"]).split(". ")[0])

    chart = chart_cache.specify(budget_charts.by_line, rows, selection=charts.PICKED, large=True)
    charts.answering(chart, f"Бюджет {year} года", key, behind)


def _by_line(figures: Figures) -> pd.DataFrame:
    by_line = money.totals(summary.of_year(figures.budget, figures), ["line"])
    by_line = by_line.merge(project().plan["budget_lines"], on="line")
    by_line["line_title"] = by_line["line"] + ". " + by_line["short_title"]
    return frames.money_long(money.funded(by_line), ["line_title", "derived"])
