"""A chart written out: its Vega-Lite specification with the rows of each layer inside."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import altair as alt
import pandas as pd

from uspekh.charts.theme import Chart

Specification: TypeAlias = dict[str, Any]
"""Plain values that JSON can hold. Nobody changes it: it may be shared."""


def specification(chart: Chart) -> Specification:
    """The chart as the browser reads it, no table beside it; a layer keeps only the columns that it names.

    The chart itself is used up: its layers lose their tables.
    """
    tables = [layer.data for layer in chart.layer]
    # Altair would write out every column of every layer, which takes longer than all the rest.
    for layer in chart.layer:
        layer.data = alt.NamedData("rows")
    spec = chart.to_dict()
    params = spec.get("params")
    return spec | {"layer": [_filled(*pair, params) for pair in zip(spec["layer"], tables, strict=True)]}


def _filled(layer: Specification, table: pd.DataFrame, params: Any) -> Specification:
    said = json.dumps([layer, params], ensure_ascii=False)
    named = [column for column in table if json.dumps(column, ensure_ascii=False) in said]
    return layer | {"data": alt.to_values(table[named])}
