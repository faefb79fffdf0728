"""Where the figures of a chart of years stand: no figure on another, on a tick, or under a line.

Heights are pixels from the axis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.rows import LINE

PARTIAL = "Факт, сдали не все"
"""Kind of the bars that are pale: their figures are dark."""
Span: TypeAlias = tuple[float, float]
_GAP = 4
"""Between a text and the tick or the end of the bar that it belongs to."""
_ROOM = 6
"""What a line needs on each side: half of a point on it."""
_NARROWEST, _BAR = 75, 42
"""Pixels of a year and of its bar on the narrowest plot."""
_DIGIT, _SPACE = 8, 4
"""Pixels of a digit, and of what stands between digits."""
_FEWEST = 2
"""What is left free above the axis."""


@dataclass(frozen=True)
class Ahead:
    """The words of a forecast, its year, and the ends of what is drawn of it, in the unit of the chart."""

    year: int
    text: str
    lowest: float
    highest: float


@dataclass(frozen=True)
class _Label:
    """``up``: the middle of the first line of a text."""

    year: int
    text: str
    up: float
    colour: str
    strong: bool

    @property
    def span(self) -> Span:
        """From its lower to its upper end."""
        return self.up + LINE / 2 - _height(self.text), self.up + LINE / 2


def label_years(rows: pd.DataFrame, over: pd.DataFrame, pixels: float, ahead: Ahead | None) -> pd.DataFrame:
    """Texts and their heights: the fact inside its bar, the plan above its tick; neither is taken for the other.

    ``rows``: ``year, due, fact, kind, plan_short, fact_short, gap``. ``over``: the lines over the bars and the level
    behind them (``kind, year, fact, level``). ``pixels``: the height of one unit. Returns ``year, text, up, colour,
    strong``; ``up``: the middle of the first line.
    """
    records = rows[["year", "due", "fact", "kind", "plan_short", "fact_short", "gap"]].to_dict("records")
    labels: list[_Label] = []
    for row, crossed in zip(records, _crossings(records, over, pixels), strict=True):
        expected = ahead if ahead is not None and ahead.year == row["year"] else None
        labels += _label_year(row, crossed, pixels, expected)
    columns = ["year", "text", "up", "colour", "strong"]
    return pd.DataFrame([[getattr(label, name) for name in columns] for label in labels], columns=columns)


@dataclass(frozen=True)
class _Crossed:
    """What of a year's column the ``lines`` over its bar take, and the ``level`` that the bar hides."""

    lines: list[Span]
    level: list[Span]


def _label_year(row: dict[Hashable, Any], crossed: _Crossed, pixels: float, ahead: Ahead | None) -> Iterator[_Label]:
    year, fact, plan = int(row["year"]), row["fact"] * pixels, row["due"] * pixels
    heights = [height for height in (fact, plan) if height == height]
    above, below = max(heights, default=0.0), min(heights, default=0.0)
    taken = [*crossed.lines, *crossed.level]
    if ahead is not None:
        taken.append((ahead.lowest * pixels - _GAP, ahead.highest * pixels + _GAP))
    if plan == plan:
        label = _label_above(year, row["plan_short"], above, taken, palette.MUTED)
        taken += [label.span, (plan - _GAP, plan + _GAP)]
        yield label
    if fact == fact:
        yield _label_fact(row, fact, below, crossed.lines, taken)
    elif ahead is None:
        inside = _lower(below - 2 * _GAP, _height(row["gap"]), taken)
        if inside is None:
            yield _label_above(year, row["gap"], above, taken, palette.MUTED)
        else:
            yield _Label(year, row["gap"], inside - LINE / 2, palette.MUTED, strong=False)
    if ahead is not None:
        yield _label_above(year, ahead.text, max(above, ahead.highest * pixels), taken, palette.INK)


def _label_fact(
    row: dict[Hashable, Any], fact: float, below: float, lines: Iterable[Span], taken: Iterable[Span]
) -> _Label:
    """Inside the bar where the bar, its tick and the lines leave room, else above the bar."""
    year, text = int(row["year"]), str(row["fact_short"])
    inside = _lower(below - _GAP - 2, LINE, lines)
    if inside is None or _width(text) > _BAR:
        return _label_above(year, text, fact, taken, palette.INK, strong=True)
    colour = palette.INK if row["kind"] == PARTIAL else palette.SURFACE
    return _Label(year, text, inside - LINE / 2, colour, strong=True)


def _label_above(
    year: int, text: str, end: float, taken: Iterable[Span], colour: str, *, strong: bool = False
) -> _Label:
    """The lowest free height above the ``end`` of a bar or tick."""
    height, low = _height(text), end + _GAP
    for first, last in sorted(taken):
        if first < low + height and last > low:
            low = last
    return _Label(year, text, low + height - LINE / 2, colour, strong)


def _lower(high: float, height: float, taken: Iterable[Span]) -> float | None:
    """The highest free upper end of a text not above ``high``; ``None`` where there is none above the axis."""
    for first, last in sorted(taken, key=lambda span: -span[1]):
        if first < high and last > high - height:
            high = first
    return high if high - height >= _FEWEST else None


def _width(text: str) -> int:
    return sum(_DIGIT if letter.isdigit() else _SPACE for letter in text)


def _height(text: str) -> float:
    return LINE * (text.count("\n") + 1)


def _crossings(rows: Sequence[dict[Hashable, Any]], over: pd.DataFrame, pixels: float) -> list[_Crossed]:
    """What the lines take of each year's column, as wide as its widest text."""
    positions = {int(row["year"]): position for position, row in enumerate(rows)}
    lines: dict[tuple[str, bool], dict[int, float]] = defaultdict(dict)
    for line in over.to_dict("records"):
        if line["fact"] == line["fact"] and line["year"] in positions:
            lines[line["kind"], line["level"]][positions[line["year"]]] = line["fact"] * pixels
    half = np.array([max(_width(row["plan_short"]), _width(row["fact_short"])) for row in rows]) / _NARROWEST / 2
    columns = np.arange(len(rows))[:, None] + half[:, None] * [-1, 0, 1]
    crossed = [_Crossed([], []) for _ in rows]
    for (_, level), points in lines.items():
        heights = np.interp(columns, sorted(points), [points[at] for at in sorted(points)], left=np.nan, right=np.nan)
        for of_year, low, high in zip(
            crossed, np.fmin.reduce(heights, axis=1), np.fmax.reduce(heights, axis=1), strict=True
        ):
            if low == low:
                (of_year.level if level else of_year.lines).append((float(low) - _ROOM, float(high) + _ROOM))
    return crossed
