"""Organizations: ranked by fact, organization by year, and what part of the city's figure each gives."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, judged, masked_texts, numbered, plain, tooltip, unknown, wrapped
from uspekh.charts.layers import bar_texts, end_texts, lines_texts, plan_ticks, state_scale, state_signs, touch_area
from uspekh.charts.rows import broken, reach, row_axis, row_height
from uspekh.charts.theme import Chart, empty, finish, number_axis
from uspekh.russian.format import NBSP, percent, with_unit

_STEP = 28
_CELL = 36
_WORDS = 54
"""Pixels of a cell that holds words."""
_RANKED = {
    "Организация": "short_name",
    "План": "plan_text",
    "Факт": "fact_text",
    "Выполнение": "completion_text",
    "Состояние": "flag_label",
}
_CELLS = {
    "Организация": "short_name",
    "Год": "year_text",
    "Факт": "fact_text",
    "Выполнение": "completion_text",
    "Состояние": "flag_label",
}
_PARTS = {"Организация": "short_name", "Значение": "value_text", "Доля": "share_text"}


def ranking(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """Bars of fact coloured by state, the greatest first, a tick of plan on each; those with no data at the end.

    ``frame``: ``short_name`` str; ``fact``, ``plan``, ``completion`` float, nullable; ``flag``, ``flag_label`` str.
    ``selection`` chooses by ``short_name``.
    """
    if frame.empty:
        return empty(title)
    rows = _ranked(frame, unit)
    names = broken(rows["short_name"])
    name = row_axis("short_name", names, labelPadding=24, domain=False)
    # The texts stand in one column, so the longest bar leaves room for the longest text.
    ends = pd.Series(rows[["fact", "plan"]].max(axis=None), index=rows.index)
    reported, unknowns = rows[rows["fact"].notna()], rows[rows["fact"].isna()]
    scale = alt.Scale(domain=[0, reach(ends, rows["end"])], nice=False)
    fill = alt.Fill("flag_label:N", scale=state_scale(rows, "colour"))
    axis = number_axis(unit)
    fact, planned = alt.X("fact:Q", scale=scale, axis=axis), alt.X("plan:Q", scale=scale, axis=axis)
    layers = [
        alt.Chart(reported).mark_bar(height=16).encode(x=fact, y=name, fill=fill),
        plan_ticks(rows[rows["plan"].notna()], planned, name, "План"),
        end_texts(reported, "end", {"fontWeight": 600}, y=name),
        # Where a bar would begin: at the end the tick of plan would cross the words.
        *bar_texts(unknowns.assign(label=unknowns["end"]), "fact", y=name),
        state_signs(rows, x=alt.XValue(-12), y=name),
        touch_area(rows, tooltip(_RANKED), ["short_name"], selection, y=name),
    ]
    return finish(*layers, height=row_height(names, _STEP), title=title, description=described(rows, _RANKED))


def _ranked(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    frame = numbered(frame, "plan")
    rows = _texts(frame, unit).assign(plan_text=[with_unit(value, unit) for value in frame["plan"]])
    reported = rows["fact"].notna()
    rows = rows.assign(has_fact=reported, end=rows["fact_short"].where(reported, rows["gap"]))
    return rows.sort_values(["has_fact", "fact", "short_name"], ascending=[False, False, True])


def _texts(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    frame = judged(numbered(frame, "fact", "completion"))
    gaps = [unknown(*state) for state in zip(frame["flag"], frame["flag_label"], strict=True)]
    return frame.assign(
        fact_text=masked_texts(frame, "fact", lambda value: with_unit(value, unit, bounds=frame["plan"]).strip()),
        fact_short=[plain(value, unit, bounds=frame["plan"]) for value in frame["fact"]],
        completion_short=[plain(value, "%") for value in frame["completion"]],
        completion_text=masked_texts(frame, "completion", percent),
        gap=gaps,
    )


def heatmap(frame: pd.DataFrame, unit: str = "", *, title: str = "", selection: str | None = None) -> Chart:
    """Organization by year: completion in percent on the colour of the state, words where there is no figure.

    ``frame``: ``short_name`` str; ``year`` int; ``fact``, ``completion`` float, nullable; ``flag``, ``flag_label`` str.
    ``selection`` chooses by ``short_name`` and ``year``.
    """
    if frame.empty:
        return empty(title)
    rows = _texts(frame, unit).assign(year_text=list(frame["year"].astype(str)))
    rows = rows.assign(cell=[wrapped(word, 10) for word in rows["flag_label"]])
    names = broken(rows["short_name"])
    year = alt.X("year:O", title="Выполнение плана, %", axis=alt.Axis(labelAngle=0, orient="top", domain=False))
    position: dict[str, Any] = {"x": year, "y": row_axis("short_name", names)}
    reported, unknowns = rows[rows["completion"].notna()], rows[rows["completion"].isna()]
    left_sign = {"size": 60, "xOffset": -20, "opacity": _wide(1, 0)}
    layers = [
        _cells(rows, position),
        alt.Chart(reported).mark_text(dx=_wide(8, 0)).encode(text=alt.Text("completion_short:N"), **position),
        *lines_texts(unknowns, "cell", {"opacity": _wide(1, 0)}, **position),
        state_signs(reported, among=rows, look=left_sign, **position),
        state_signs(unknowns, among=rows, look={"opacity": _wide(0, 1)}, **position),
        touch_area(rows, tooltip(_CELLS), ["short_name", "year"], selection, **position),
    ]
    return finish(*layers, height=row_height(names, _CELL), title=title, description=described(rows, _CELLS))


def _cells(rows: pd.DataFrame, position: dict[str, Any]) -> alt.Chart:
    """Cells in the tint of their state."""
    tints = rows.assign(tint=[palette.FLAGS[flag].tint for flag in rows["flag"]])
    cells = alt.Chart(tints).mark_rect(stroke=palette.SURFACE, strokeWidth=2)
    return cells.encode(color=alt.Color("tint:N", scale=None), **position)


def _wide(value: float, narrow: float) -> alt.ExprRef:
    """One look of a cell that holds words, another of a cell too narrow for them: there a sign stands alone."""
    return alt.ExprRef(f"bandwidth('x') < {_WORDS} ? {narrow} : {value}")


def contribution(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """What part of the city's figure each organization gives, the greatest first.

    ``frame``: ``short_name`` str; ``value`` float in ``unit`` and ``share`` float in percent, nullable. ``selection``
    chooses by ``short_name``.
    """
    if frame["value"].isna().all():
        return empty(title)
    ranked = numbered(frame, "value", "share").sort_values(
        ["value", "short_name"], ascending=[False, True], ignore_index=True
    )
    rows = ranked.assign(
        value_text=lambda frame: [with_unit(value, unit) for value in frame["value"]],
        share_text=lambda frame: [percent(value) for value in frame["share"]],
    )
    reported = rows["value"].notna()
    rows["label"] = rows["value_text"].where(
        ~reported, rows["value_text"] + f"{NBSP}{NBSP}·{NBSP}{NBSP}" + rows["share_text"]
    )
    names = broken(rows["short_name"])
    name = row_axis("short_name", names)
    scale = alt.Scale(domain=[0, reach(rows["value"], rows["label"])], nice=False)
    value = alt.X("value:Q", scale=scale, axis=number_axis(unit))
    layers = [
        alt.Chart(rows[reported]).mark_bar(height=16, color=palette.FACT).encode(x=value, y=name),
        *bar_texts(rows, "value", y=name),
        touch_area(rows, tooltip(_PARTS), ["short_name"], selection, y=name),
    ]
    return finish(*layers, height=row_height(names, _STEP), title=title, description=described(rows, _PARTS))
