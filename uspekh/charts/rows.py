"""Charts of rows: long names in lines beside the rows, the height they need, room for texts after bars."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts.labels import wrapped

LINE = 16
"""Pixels of a line of text."""
_LETTER = 7.5
"""Pixels of a wide letter."""


def broken(names: Iterable[str], width: int = 22, lines: int = 3) -> dict[str, list[str]]:
    """Each name in lines, as an axis draws it."""
    return {name: wrapped(name, width, lines).split("\n") for name in names}


def row_axis(field: str, texts: Mapping[str, list[str]], **look: Any) -> alt.Y:
    """Rows from top to bottom in the order of ``texts``, each named by its lines."""
    axis = alt.Axis(
        labelExpr=f"({_literal(texts)})[datum.value]",
        labelLineHeight=LINE,
        labelOffset=_centred(texts),
        **({"labelPadding": 8} | look),
    )
    return alt.Y(f"{field}:N", title=None, sort=list(texts), axis=axis)


def row_height(texts: Mapping[str, list[str]], step: int) -> int:
    """Pixels of all rows, each tall enough for its name."""
    tallest = max(len(lines) for lines in texts.values())
    return max(step, LINE * tallest + 8) * len(texts)


def reach(values: pd.Series, texts: pd.Series, plot: int = 300) -> float:
    """End of an axis on which the text after each bar stays inside a plot of ``plot`` pixels."""
    taken = (texts.str.len() * _LETTER / plot).clip(upper=0.8)
    end = (values / (1 - taken)).max()
    return float(end) if end > 0 else 1.0


def _centred(texts: Mapping[str, list[str]]) -> Any:
    """Vega puts the first line of a label in the middle of its row: labels of more lines are lifted by half."""
    lifts = {name: -LINE / 2 * (len(lines) - 1) for name, lines in texts.items() if len(lines) > 1}
    conditions = [
        {"test": f"indexof({_literal([name for name in lifts if lifts[name] == up])}, datum.value) >= 0", "value": up}
        for up in sorted({*lifts.values()})
    ]
    return {"condition": conditions, "value": 0} if conditions else 0


def _literal(value: Any) -> str:
    """A value as a Vega expression."""
    return json.dumps(value, ensure_ascii=False)
