"""Load of the participants: per person against the full working time, and per person and result."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, numbered, plain, tooltip, wrapped
from uspekh.charts.layers import SQUARES, bar_texts, lines_texts, touch_area
from uspekh.charts.rows import broken, reach, row_axis, row_height
from uspekh.charts.theme import Chart, empty, finish, number_axis
from uspekh.russian.format import NBSP, NO_DATA, percent

FULL = 100
_WITHIN, _OVER = "не более 100 %", "более 100 %"
_STEP, _CELL, _BAR = 28, 34, 18
_LOAD = {"Участник": "person", "Год": "year_text", "Занятость": "load_text"}
_MATRIX = {"Участник": "person", "Результат": "result", "Занятость": "load_text"}


def load(frame: pd.DataFrame, *, title: str = "", selection: str | None = None) -> Chart:
    """Workload of each person by year with a line at 100 %; what exceeds it is told by colour and word.

    ``frame``: ``person`` str; ``year`` int or str (what the row counts); ``workload`` float in percent, nullable.
    ``selection`` chooses by ``person``.
    """
    if frame["workload"].isna().all():
        return empty(title)
    rows, years = _loads(frame), list(dict.fromkeys(frame["year"].astype(str)))
    names = broken(rows["person"], 30)
    offset = alt.YOffset("year_text:N", sort=years, scale=alt.Scale(paddingInner=0.1))
    position: dict[str, Any] = {"y": row_axis("person", names), "yOffset": offset}
    scale = alt.Scale(domain=[0, max(reach(rows["workload"], rows["label"]), FULL * 1.1)], nice=False)
    amount = alt.X("workload:Q", scale=scale, axis=number_axis("Занятость, %"))
    with_load = rows[rows["workload"].notna()]
    layers = [
        alt.Chart(with_load).mark_bar(height=_BAR - 3).encode(x=amount, fill=_over(with_load), **position),
        alt.Chart(rows.head(1)).mark_rule(color=palette.INK, strokeDash=[3, 3]).encode(x=alt.XDatum(FULL)),
        *bar_texts(rows, "workload", **position),
        touch_area(rows, tooltip(_LOAD), ["person"], selection, **position),
    ]
    height = row_height(names, max(_STEP, _BAR * len(years) + 10))
    return finish(*layers, height=height, title=title, description=described(rows, _LOAD))


def _loads(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts of each bar; the year is said beside it where there are several."""
    rows = numbered(frame, "workload").assign(
        year_text=list(frame["year"].astype(str)), load_text=[percent(v) for v in frame["workload"]]
    )
    prefix = rows["year_text"] + f":{NBSP}" if rows["year_text"].nunique() > 1 else ""
    over = (rows["workload"] > FULL).map({True: _OVER, False: _WITHIN})
    return rows.assign(label=prefix + rows["load_text"], over=over)


def _over(with_load: pd.DataFrame) -> alt.Fill:
    words = [word for word in (_WITHIN, _OVER) if word in set(with_load["over"])]
    colours = [{_WITHIN: palette.FACT, _OVER: palette.FLAGS["missed"].colour}[word] for word in words]
    legend = alt.Legend(**SQUARES)
    return alt.Fill("over:N", scale=alt.Scale(domain=words, range=colours), legend=legend)


def matrix(frame: pd.DataFrame, *, title: str = "", selection: str | None = None) -> Chart:
    """Person by result: the workload in percent, deeper where it is greater; an empty cell is no task.

    ``frame``: ``person``, ``result`` str (short: it heads a column); ``workload`` float in percent, nullable.
    ``selection`` chooses by ``person`` and ``result``.
    """
    if frame.empty:
        return empty(title)
    rows = numbered(frame, "workload").assign(
        load_text=[percent(value) for value in frame["workload"]],
        cell=[plain(value, "%") for value in frame["workload"]],
        gap=wrapped(NO_DATA, 9),
    )
    names, results = broken(rows["person"], 30), list(dict.fromkeys(rows["result"]))
    heads = alt.Axis(labelAngle=0, orient="top", domain=False)
    position: dict[str, Any] = {
        "x": alt.X("result:N", sort=results, title="Занятость по результатам, %", axis=heads),
        "y": row_axis("person", names, domain=False),
    }
    with_load = rows["workload"].notna()
    edge: dict[str, Any] = {"stroke": palette.SURFACE, "strokeWidth": 2}
    tint = alt.Color("workload:Q", scale=alt.Scale(domainMin=0, range=list(palette.LOAD)), legend=None)
    layers = [
        alt.Chart(rows[with_load]).mark_rect(**edge).encode(color=tint, **position),
        alt.Chart(rows[~with_load]).mark_rect(fill=palette.FLAGS["no_data"].tint, **edge).encode(**position),
        alt.Chart(rows[with_load]).mark_text().encode(text=alt.Text("cell:N"), **position),
        *lines_texts(rows[~with_load], "gap", **position),
        touch_area(rows, tooltip(_MATRIX), ["person", "result"], selection, **position),
    ]
    return finish(*layers, height=row_height(names, _CELL), title=title, description=described(rows, _MATRIX))
