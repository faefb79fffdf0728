"""A chart written out: its Vega-Lite specification with the rows of each layer inside."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from uspekh.charts.theme import Chart

Specification: TypeAlias = dict[str, Any]
"""Plain values that JSON can hold. Nobody changes it: it may be shared."""


def specification(chart: Chart) -> Specification:
    """The chart as the browser reads it, no table beside it; a layer keeps only the columns that it names."""
    spec = chart.to_dict()
    # One table of all layers stands at the top: there Streamlit would take it out of the specification.
    tables, common = spec.pop("datasets"), spec.pop("data", None)
    return spec | {"layer": [_filled(layer, common, tables, spec.get("params")) for layer in spec["layer"]]}


def _filled(layer: Specification, common: Any, tables: dict[str, list[dict]], params: Any) -> Specification:
    rows = tables[(layer.get("data") or common)["name"]]
    said = json.dumps([layer, params], ensure_ascii=False)
    named = [column for column in rows[0] if json.dumps(column, ensure_ascii=False) in said] if rows else []
    return layer | {"data": {"values": [{column: row[column] for column in named} for row in rows]}}
