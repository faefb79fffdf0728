"""A small line of years: the facts against the plan, as SVG for a page that needs no library to draw it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

from uspekh.charts import palette
from uspekh.russian.format import missing, number

WIDTH, HEIGHT = 116, 44
_EDGE = 5
"""Pixels around the lines, so that a point at an end is seen whole."""
_LOOKS = {
    "plan": f'stroke="{palette.PLAN}" stroke-width="1.5" stroke-dasharray="3 3"',
    "fact": f'stroke="{palette.FACT}" stroke-width="2"',
}
Figures: TypeAlias = Sequence[float | None]


def sparkline(
    years: Sequence[int], facts: Figures, plans: Figures, *, chosen: int | None = None, of_plan: bool = False
) -> str:
    """SVG: the facts as a line, the plans dashed, a point at the ``chosen`` year; the scale is that of these figures.

    A year without a figure is a gap. An empty text where there is neither a fact nor a plan in any year.
    ``of_plan`` draws percentages of the plan of each year, which is level then: of figures that grow from year to
    year the difference could not be seen otherwise.
    """
    rows = {"plan": [*map(_value, plans)], "fact": [*map(_value, facts)]}
    described = _described(years, rows["fact"], rows["plan"])
    if of_plan:
        rows = _percents_of_plan(rows["plan"], rows["fact"])
    figures = [value for row in rows.values() for value in row if value is not None]
    if not figures:
        return ""
    low, high = min(figures), max(figures)
    across = (WIDTH - 2 * _EDGE) / max(len(years) - 1, 1)
    up = (HEIGHT - 2 * _EDGE) / ((high - low) or 1)
    points = {
        name: [
            None if value is None else (round(_EDGE + across * at, 1), round(HEIGHT - _EDGE - (value - low) * up, 1))
            for at, value in enumerate(row)
        ]
        for name, row in rows.items()
    }
    lines = "".join(
        f'<path class="{name}" fill="none" {_LOOKS[name]} d="{_path(row)}"/>' for name, row in points.items()
    )
    point = dict(zip(years, points["fact"], strict=True)).get(chosen) if chosen else None
    dot = f'<circle class="chosen" cx="{point[0]}" cy="{point[1]}" r="3.5" fill="{palette.FACT}"/>' if point else ""
    words = html.escape(described, quote=True)
    return (
        f'<svg class="sparkline" role="img" aria-label="{words}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{lines}{dot}</svg>'
    )


def _value(figure: float | None) -> float | None:
    return None if figure is None or missing(figure) else float(figure)


def _percents_of_plan(plans: Figures, facts: Figures) -> dict[str, list[float | None]]:
    pairs = list(zip(plans, facts, strict=True))
    return {
        "plan": [100.0 if plan else None for plan in plans],
        "fact": [100 * fact / plan if plan and fact is not None else None for plan, fact in pairs],
    }


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """A stroke for each run of years with figures; a year alone is a short dash."""
    runs = [list(run) for some, run in groupby(points, key=lambda point: point is not None) if some]
    strokes = []
    for run in runs:
        (x, y), *rest = [point for point in run if point is not None]
        rest = rest or [(x - 4 if x > WIDTH / 2 else x + 4, y)]
        strokes.append(f"M{x},{y}" + "".join(f"L{right},{top}" for right, top in rest))
    return "".join(strokes)


def _described(years: Sequence[int], facts: Figures, plans: Figures) -> str:
    planned = ["" if plan is None else f", план {number(plan)}" for plan in plans]
    texts = [f"{year}: факт {number(fact)}{plan}" for year, fact, plan in zip(years, facts, planned, strict=True)]
    return "; ".join(texts)
