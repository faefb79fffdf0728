"""One indicator on a shared screen: the message, all years, who makes the deviation, what is to be expected."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as charts
from uspekh.monitoring.explaining.deviation_parts import divide_deviation
from uspekh.monitoring.explaining.message import say_message
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import look_ahead
from uspekh.monitoring.overview.gaps import unit_of_people
from uspekh.monitoring.overview.tiles import IndicatorSummary
from uspekh.report.content.outlook import describe_outlook
from uspekh.russian.text import plain
from uspekh.ui.meeting import headline
from uspekh.ui.show import frames, table
from uspekh.ui.show.pictures import chart_cache
from uspekh.ui.show.pictures import charts as drawn
from uspekh.ui.show.table import Cell

_PARTS = 3


def show(figures: Figures, summary: IndicatorSummary) -> None:
    """The message, tile and parts on the left, the chart of years on the right."""
    headline.show_sentence(say_message(figures, "indicator", summary.subject))
    words, picture = st.columns([2, 3], gap="medium")
    with words:
        headline.show_tiles(figures, [summary], key="показ-плитка", height=188)
        if summary.changed:
            st.markdown(f"{plain(summary.changed[:1].upper() + summary.changed[1:].removesuffix('.'))}.")
        _show_parts(figures, summary)
    with picture:
        _show_years(figures, summary)


def _show_parts(figures: Figures, summary: IndicatorSummary) -> None:
    deviation = divide_deviation(figures, summary.measure, _PARTS)
    if deviation is None:
        return
    table.show(
        ["Кто даёт отклонение", unit_of_people(summary.unit)],
        [[Cell(part.name), Cell(part.say(), number=True)] for part in deviation.parts],
        key="показ-части",
        name="Кто даёт отклонение",
        fold=0,
        widths=(62, 38),
    )


def _show_years(figures: Figures, summary: IndicatorSummary) -> None:
    years = frames.for_chart(figures.measures[figures.measures["measure"] == summary.measure])

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        return values_behind(figures, summary.measure, int(picked["year"]))

    chart = chart_cache.specify(
        charts.plan_fact, years, summary.unit, selection=drawn.PICKED, large=True, chosen=summary.year
    )
    drawn.answering(chart, f"Показатель {summary.subject}", "показ-годы", find_cells)
    ahead = look_ahead(years, summary.year)
    if ahead and figures.selection.as_of <= figures.plan.end:
        st.markdown(plain("; ".join(describe_outlook(ahead, summary.unit))))
