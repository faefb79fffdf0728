"""Charts of the report as pictures, drawn by the same code as on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from uspekh.charts import budget as budget_charts
from uspekh.charts.export import to_png
from uspekh.charts.indicators import plan_fact
from uspekh.charts.theme import Chart
from uspekh.monitoring import budget
from uspekh.monitoring.counts import LABELS, NO_PLAN
from uspekh.monitoring.figures import Figures
from uspekh.report import words

WIDTH = 700
"""Pixels of a picture as wide as the page's text: its type is then about nine points high."""
_TALL = 800
"""Of a chart so high that it would not share a page otherwise."""
KINDS = {"plan": "План по паспорту", "refined": "Уточнённый план", "executed": "Кассовое исполнение"}
_KOPECKS = 100


@dataclass(frozen=True)
class Picture:
    """``said``: the chart in words, for those who do not see it."""

    title: str
    png: bytes
    said: str


def indicators(figures: Figures) -> Iterator[Picture]:
    """Plan and fact by year of each indicator."""
    frame = figures.indicators[figures.indicators["primary"]]
    labels = figures.rules.flag_labels
    for _, years in frame.groupby("measure", sort=False):
        rows = years.assign(flag_label=[labels.get(flag, LABELS[NO_PLAN]) for flag in years["flag"]])
        first = years.iloc[0]
        chart = plan_fact(rows, first["unit"])
        yield _picture(f"{words.subject(figures.plan, first)}, {first['unit']}", chart)


def money_by_year(figures: Figures) -> Picture:
    """Kinds of money by year of the project."""
    frame = budget.totals(figures.budget, ["year"])
    return _picture("Бюджет проекта по годам", budget_charts.by_year(long_money(frame, ["year"])), _TALL)


def long_money(frame: pd.DataFrame, keep: list[str]) -> pd.DataFrame:
    """One row per kind of money, in roubles."""
    long = frame.melt(id_vars=keep, value_vars=list(KINDS), var_name="kind", value_name="kopecks")
    long["roubles"] = long["kopecks"].astype("Float64").astype("float64") / _KOPECKS
    return long.assign(kind=long["kind"].map(KINDS)).drop(columns="kopecks")


def _picture(title: str, chart: Chart, width: int = WIDTH) -> Picture:
    return Picture(title, to_png(chart, width=width, scale=3), str(chart.description))
