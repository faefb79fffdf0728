"""Money by year: plan of the passport, refined plan and cash execution."""

from __future__ import annotations

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, numbered, tooltip
from uspekh.charts.layers import SQUARES, bar_texts, touch_area
from uspekh.charts.rows import broken, reach, row_axis, row_height
from uspekh.charts.theme import Chart, columns, empty, finish, number_axis
from uspekh.russian.format import NBSP, number
from uspekh.words import MONEY

_MILLION, _THOUSAND = 1_000_000, 1_000
_KOPECKS = 100
_BAR = 20
_TEXTS = {"Год": "name", "Вид": "kind", "Сумма": "amount_text"}


def roubles_by_kind(sums: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """What the chart draws, of sums in whole kopecks (``plan``, ``refined``, ``executed``): a row per kind of money.

    Columns: those of ``by``, ``kind`` in words, ``roubles`` float, missing where the sum is.
    """
    long = sums.melt(id_vars=by, value_vars=list(MONEY), var_name="kind", value_name="kopecks")
    roubles = long["kopecks"].astype("Float64").astype("float64") / _KOPECKS
    return long.assign(roubles=roubles, kind=long["kind"].map(MONEY)).drop(columns="kopecks")


def by_year(frame: pd.DataFrame, *, title: str = "", selection: str | None = None) -> Chart:
    """A group of bars for each year, a bar for each kind of money, the figure at the end of each.

    ``frame``: ``year`` int, ``kind`` str, ``roubles`` float, nullable; chosen by ``year``. Kinds are drawn in the
    order of their first rows: the plan first, then the refined plan, then the execution.
    """
    if frame["roubles"].isna().all():
        return empty(title)
    rows, unit = _texts(numbered(frame.assign(name=frame["year"].astype(str)), "roubles"))
    names, kinds = broken(rows["name"]), list(dict.fromkeys(rows["kind"]))
    offset = alt.YOffset("kind:N", sort=kinds, scale=alt.Scale(paddingInner=0.1))
    position = {"y": row_axis("name", names), "yOffset": offset}
    scale = alt.Scale(domain=[min(0.0, float(rows["scaled"].min())), reach(rows["scaled"], rows["label"])], nice=False)
    colours = alt.Scale(domain=kinds, range=list(palette.KINDS))
    bars = alt.Chart(rows[rows["roubles"].notna()]).mark_bar(height=_BAR - 3)
    layers = [
        bars.encode(
            x=alt.X("scaled:Q", scale=scale, axis=number_axis(unit)),
            fill=alt.Fill("kind:N", scale=colours, legend=alt.Legend(**SQUARES, columns=columns(3))),
            **position,
        ),
        *bar_texts(rows, "scaled", **position),
        touch_area(rows, tooltip(_TEXTS), ["year"], selection, **position),
    ]
    height = row_height(names, _BAR * len(kinds) + 14)
    return finish(*layers, height=height, title=title, description=described(rows, _TEXTS))


def _texts(frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The rows with their texts, and the unit: millions where any sum reaches one, else thousands.

    Decimals keep a thousand roubles apart in millions, ten in thousands.
    """
    in_millions = frame["roubles"].abs().max() >= _MILLION
    divisor, unit, digits = (_MILLION, "млн руб.", 3) if in_millions else (_THOUSAND, "тыс. руб.", 2)
    scaled = frame["roubles"] / divisor
    exact = pd.Series([number(value, 2, fixed=True) for value in frame["roubles"]], index=frame.index)
    rows = frame.assign(
        scaled=scaled,
        label=[number(value, digits) for value in scaled],
        amount_text=exact.where(frame["roubles"].isna(), exact + f"{NBSP}руб."),
    )
    return rows, unit
