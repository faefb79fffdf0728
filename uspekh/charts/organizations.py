"""Organizations: a few over the years."""

from __future__ import annotations

import altair as alt
import pandas as pd

from uspekh.charts.labels import described, judged, masked_texts, numbered, tooltip
from uspekh.charts.layers import chosen_year, organization_lines
from uspekh.charts.theme import Chart, empty, finish, unit_axis
from uspekh.russian.format import with_unit

_HEIGHT = 240
_YEARS = {"Организация": "short_name", "Год": "year_text", "Факт": "fact_text", "Состояние": "flag_label"}


def compared(
    frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None, chosen: int | None = None
) -> Chart:
    """A line over the years for each of at most ``layers.MOST_LINES`` organizations, in the order of the rows.

    ``frame``: ``short_name`` str; ``year`` int; ``fact``, ``plan`` float, nullable; ``flag``, ``flag_label`` str.
    ``chosen``: the year that is marked. ``selection`` chooses by ``short_name`` and ``year``.
    """
    frame = numbered(frame, "fact", "plan")
    if frame["fact"].isna().all():
        return empty(title)
    rows = judged(frame).assign(year_text=list(frame["year"].astype(str)), series=frame["short_name"], level=False)
    rows["fact_text"] = masked_texts(rows, "fact", lambda value: with_unit(value, unit, bounds=rows["plan"]))
    year = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    value = alt.Y("fact:Q", scale=_scale(rows["fact"]), axis=unit_axis(unit))
    layers = [
        chosen_year(rows[rows["year"] == chosen], x=year),
        *organization_lines(rows, x=year, y=value),
        _touch_points(rows[rows["fact"].notna()], selection, year, value),
    ]
    return finish(*layers, height=_HEIGHT, title=title, description=described(rows, _YEARS))


def _scale(facts: pd.Series) -> alt.Scale:
    """From the least to the greatest figure with room for points, so that the difference is seen."""
    low, high = float(facts.min()), float(facts.max())
    room = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
    return alt.Scale(domain=[max(low - room, 0.0) if low >= 0 else low - room, high + room], nice=False, zero=False)


def _touch_points(reported: pd.DataFrame, selection: str | None, year: alt.X, value: alt.Y) -> alt.Chart:
    """An unseen disc over each point answers to the pointer."""
    discs = alt.Chart(reported).mark_point(size=600, filled=True, opacity=0)
    discs = discs.encode(x=year, y=value, tooltip=tooltip(_YEARS))
    if selection is None:
        return discs
    chosen = alt.selection_point(name=selection, fields=["short_name", "year"])
    return discs.properties(name=f"{selection}_area").add_params(chosen)
