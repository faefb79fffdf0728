"""The selected year by quarters."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from uspekh.charts import trends
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.figures import Figures
from uspekh.ui.session.figures import figures_of, quarters_of
from uspekh.ui.show import figure_tables, frames
from uspekh.ui.show.pictures import chart_cache
from uspekh.ui.show.pictures import charts as drawn


def show(figures: Figures, measure: str, unit: str, caption: str) -> None:
    """How the year went, each period with its plan to date."""
    selection = figures.selection
    rows = frames.with_period(frames.for_chart(quarters_of(selection, measure)))
    months = dict(zip(rows["period"], rows["months"], strict=True))

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        chosen = picked.get("months") or months.get(picked.get("period", "")) or selection.months
        at = figures_of(replace(selection, months=int(chosen)))
        return values_behind(at, measure, selection.year)

    chart = chart_cache.specify(trends.trend, rows.drop(columns=["bounds", "edges"]), unit, selection=drawn.PICKED)
    title = f"Ход {selection.year} года по кварталам"
    make_table = partial(figure_tables.quarters_table, rows, unit)
    drawn.show(chart, title, make_table, key="кварталы", caption=caption, find_cells=find_cells)
