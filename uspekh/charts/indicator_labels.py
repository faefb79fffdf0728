"""What the charts of an indicator say and where: ready texts of each year and their places beside the marks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import difference_unit, judged, numbered, plain, told, unknown, wrapped
from uspekh.russian.format import percent, with_unit

FACT = "Факт"
PARTIAL = "Факт, сдали не все"
PLAN = "План"
TEXTS = {
    "Год": "year_text",
    "План": "plan_text",
    "Факт": "fact_text",
    "Отклонение": "deviation_text",
    "Выполнение": "completion_text",
    "Состояние": "flag_label",
    "Сдали": "coverage",
}
"""Titles of the tooltip and the columns of ``year_texts`` they read."""
_LOW = 48
"""Pixels from the axis under which a text does not fit below its mark."""


def year_texts(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of ``plan_fact`` with every text of the charts ready."""
    apart = difference_unit(unit)
    frame = judged(numbered(frame, "plan", "fact", "deviation", "completion"))
    return frame.assign(
        year_text=list(frame["year"].astype(str)),
        plan_text=[with_unit(value, unit) for value in frame["plan"]],
        fact_text=told(frame, "fact", lambda value: with_unit(value, unit)),
        deviation_text=told(frame, "deviation", lambda value: with_unit(value, apart, sign=True)),
        completion_text=told(frame, "completion", percent),
        coverage=[f"{got} из {due}" for got, due in zip(frame["reported"], frame["expected"], strict=True)],
        plan_short=[plain(value, unit) for value in frame["plan"]],
        fact_short=[plain(value, unit) for value in frame["fact"]],
        gap=[wrapped(unknown(*state), 9) for state in zip(frame["flag"], frame["flag_label"], strict=True)],
        kind=[PARTIAL if got < due else FACT for got, due in zip(frame["reported"], frame["expected"], strict=True)],
    )


def value_labels(rows: pd.DataFrame, pixels: float, height: int) -> pd.DataFrame:
    """Texts and their places: the fact inside its bar, the plan above its tick, so that neither is taken for the other.

    ``pixels`` is the height of one unit, ``height`` that of the plot. Columns as ``placed_texts`` wants them.
    """
    found = []
    for row in rows.to_dict("records"):
        fact, plan = row["fact"] * pixels, row["plan"] * pixels
        heights = [height for height in (fact, plan) if height == height]
        above, below = max(heights, default=0.0), min(heights, default=0.0)
        if fact == fact:
            found.append(_fact_label(row, fact, above, below))
        else:
            found.append((row["year"], row["gap"], below - 26 if below > _LOW else above + 36, palette.MUTED, False))
        if plan == plan and above > _LOW / 2:
            found.append((row["year"], row["plan_short"], above + 12, palette.MUTED, False))
    labels = pd.DataFrame(found, columns=["year", "text", "up", "colour", "strong"])
    return labels.assign(at=height - labels["up"])


def _fact_label(row: dict[str, Any], fact: float, above: float, below: float) -> tuple[int, str, float, str, bool]:
    """Inside the bar where the bar and the tick leave room, else above them."""
    if below > _LOW / 2:
        colour = palette.INK if row["kind"] == PARTIAL else palette.SURFACE
        return row["year"], row["fact_short"], below - 14, colour, True
    clear = fact + 12 if above - fact > _LOW / 2 else above + (28 if above > _LOW / 2 else 12)
    return row["year"], row["fact_short"], clear, palette.INK, True


def deviation_labels(rows: pd.DataFrame, unit: str, pixels: float, zero: float) -> pd.DataFrame:
    """A signed figure beyond the end of each bar, words where there is none."""
    known = rows["deviation"].notna()
    end = rows["deviation"].fillna(0) * pixels
    up = end + (end >= 0).map({True: 12, False: -12}) + (~known) * 16
    return (
        rows[["year"]]
        .assign(
            text=[plain(v, difference_unit(unit), sign=True) for v in rows["deviation"]],
            colour=known.map({True: palette.INK, False: palette.MUTED}),
            strong=known,
            at=zero - up,
        )
        .assign(text=lambda labels: labels["text"].where(known, rows["gap"]))
    )
