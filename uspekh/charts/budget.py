"""Money: plan of the passport, refined plan and cash execution by year, by line and by source."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, numbered, tooltip
from uspekh.charts.layers import SQUARES, bar_texts, touch_area
from uspekh.charts.rows import broken, reach, row_axis, row_height
from uspekh.charts.theme import Chart, columns, empty, finish, number_axis
from uspekh.russian.format import NBSP, number
from uspekh.words import MONEY

DERIVED = "не расписано"
_DERIVED_NOTE = "сумма выведена из итогов: паспорт её не расписывает"
_MILLION, _THOUSAND = 1_000_000, 1_000
_KOPECKS = 100
_BAR = 20
_WIDTH, _LINES = 34, 5


def roubles_by_kind(sums: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """What these charts draw, of sums in whole kopecks (``plan``, ``refined``, ``executed``): a row per kind of money.

    Columns: those of ``by``, ``kind`` in words, ``roubles`` float, missing where the sum is.
    """
    long = sums.melt(id_vars=by, value_vars=list(MONEY), var_name="kind", value_name="kopecks")
    roubles = long["kopecks"].astype("Float64").astype("float64") / _KOPECKS
    return long.assign(roubles=roubles, kind=long["kind"].map(MONEY)).drop(columns="kopecks")


def by_year(frame: pd.DataFrame, *, title: str = "", selection: str | None = None) -> Chart:
    """Kinds of money by year. ``frame``: ``year`` int, ``kind`` str, ``roubles`` float, nullable; chosen by ``year``.

    Kinds are drawn in the order of their first rows: the plan first, then the refined plan, then the execution.
    """
    rows = frame.assign(name=frame["year"].astype(str), derived=False)
    return _grouped(rows, "Год", "year", title, selection)


def by_source(frame: pd.DataFrame, *, title: str = "", selection: str | None = None) -> Chart:
    """Kinds of money by source. ``frame``: ``source``, ``kind`` str, ``roubles`` float, nullable."""
    rows = frame.assign(name=frame["source"], derived=False)
    return _grouped(rows, "Источник", "source", title, selection)


def by_line(frame: pd.DataFrame, *, title: str = "", selection: str | None = None) -> Chart:
    """Kinds of money by budget line; a derived line (what the totals leave over) is pale with a dashed outline.

    ``frame``: ``line_title``, ``kind`` str; ``derived`` bool; ``roubles`` float, nullable.
    """
    return _grouped(frame.assign(name=frame["line_title"]), "Строка", "line_title", title, selection)


def _grouped(frame: pd.DataFrame, heading: str, key: str, title: str, selection: str | None) -> Chart:
    """A group of bars for each ``name``, a bar for each kind, the figure at the end of each."""
    if frame["roubles"].isna().all():
        return empty(title)
    frame = numbered(frame, "roubles")
    divisor, unit, digits = _measure(frame["roubles"])
    rows = _texts(frame, divisor, digits)
    names, kinds = broken(rows["name"], _WIDTH, _LINES), list(dict.fromkeys(rows["kind"]))
    name = row_axis("name", names)
    position = {"y": name, "yOffset": alt.YOffset("kind:N", sort=kinds, scale=alt.Scale(paddingInner=0.1))}
    texts = {heading: "name", "Вид": "kind", "Сумма": "amount_text"} | (
        {"Примечание": "note"} if rows["note"].any() else {}
    )
    layers = [
        *_bars(rows, kinds, unit, position),
        *bar_texts(rows, "scaled", **position),
        touch_area(rows, tooltip(texts), [key], selection, **position),
    ]
    height = row_height(names, _BAR * len(kinds) + 14)
    return finish(*layers, height=height, title=title, description=described(rows, texts))


def _measure(roubles: pd.Series) -> tuple[int, str, int]:
    """Millions where any sum reaches one, else thousands; decimals keep a thousand or ten roubles apart."""
    if roubles.abs().max() >= _MILLION:
        return _MILLION, "млн руб.", 3
    return _THOUSAND, "тыс. руб.", 2


def _texts(frame: pd.DataFrame, divisor: int, digits: int) -> pd.DataFrame:
    scaled = frame["roubles"] / divisor
    note = frame["derived"].map({True: _DERIVED_NOTE, False: ""})
    label = pd.Series([number(value, digits) for value in scaled], index=frame.index)
    exact = pd.Series([number(value, 2, fixed=True) for value in frame["roubles"]], index=frame.index)
    return frame.assign(
        scaled=scaled,
        label=label.where((note == "") | scaled.isna(), label + f"{NBSP}{NBSP}·{NBSP}{NBSP}{DERIVED}"),
        amount_text=exact.where(frame["roubles"].isna(), exact + f"{NBSP}руб."),
        note=note,
    )


def _bars(rows: pd.DataFrame, kinds: list[str], unit: str, position: dict[str, Any]) -> list[alt.Chart]:
    """Solid bars and, pale with a dashed outline of the same colour, the derived ones."""
    end = reach(rows["scaled"], rows["label"])
    scale = alt.Scale(domain=[min(0.0, float(rows["scaled"].min())), end], nice=False)
    amount = alt.X("scaled:Q", scale=scale, axis=number_axis(unit))
    legend = alt.Legend(**SQUARES, columns=columns(3))
    colours = alt.Scale(domain=kinds, range=list(palette.KINDS))
    edges = rows["kind"].map(dict(zip(kinds, palette.KINDS, strict=False)))
    reported = rows.assign(edge=edges)[rows["roubles"].notna()]
    derived = reported["derived"].astype(bool)
    solid = alt.Chart(reported[~derived]).mark_bar(height=_BAR - 3)
    pale = alt.Chart(reported[derived]).mark_bar(height=_BAR - 3, fillOpacity=0.25, strokeDash=[4, 3], strokeWidth=1.5)
    return [
        solid.encode(x=amount, fill=alt.Fill("kind:N", scale=colours, legend=legend), **position),
        pale.encode(
            x=amount,
            fill=alt.Fill("kind:N", scale=colours, legend=legend),
            stroke=alt.Stroke("edge:N", scale=None),
            **position,
        ),
    ]
