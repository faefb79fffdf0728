"""A chart written out: its Vega-Lite specification with the rows of each layer inside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

import altair as alt
import pandas as pd
from altair.utils.schemapi import disable_debug_mode

Specification: TypeAlias = dict[str, Any]
"""Plain values that JSON can hold. Nobody changes it: it may be shared."""

# Altair would write out and validate each mark and channel when it is made: the tests validate whole charts instead.
disable_debug_mode()


def specification(layers: Sequence[alt.Chart], dress: Mapping[str, Any]) -> Specification:
    """Layers, the last on top, in a ``dress`` of their own, as the browser reads them: no table beside the layers.

    What a click chooses stands over the layers, as Vega-Lite wants it, with the names of the layers it belongs to.
    """
    written = [_written(layer) for layer in layers]
    params = [param | {"views": [layer["name"]]} for layer in written for param in layer.pop("params", [])]
    chosen = {"params": params} if params else {}
    filled = [_filled(layer, cast(pd.DataFrame, of.data), params) for layer, of in zip(written, layers, strict=True)]
    return {"$schema": alt.SCHEMA_URL, **dress, **chosen, "layer": filled}


def _written(layer: alt.Chart) -> Specification:
    """A layer without its rows, which Altair would write out with every column."""
    bare = layer.copy(deep=False)
    bare.data = alt.NamedData("rows")
    return bare.to_dict(validate=False, context={"top_level": False})


def _filled(layer: Specification, table: pd.DataFrame, params: Sequence[Any]) -> Specification:
    """The layer with its rows in the columns that it names."""
    said = json.dumps([layer, params], ensure_ascii=False)
    named = [column for column in table if json.dumps(column, ensure_ascii=False) in said]
    # A mark that stands alone names no column, yet is drawn once for each row.
    rows = zip(*(_plain(table[column]) for column in named), strict=True) if named else [()] * len(table)
    return layer | {"data": {"values": [dict(zip(named, row, strict=True)) for row in rows]}}


def _plain(column: pd.Series) -> list[Any]:
    """Values that JSON can hold; days and moments as Vega reads them in the time of the place."""
    values = column.tolist()
    if pd.api.types.is_datetime64_any_dtype(column):
        values = [value.isoformat() for value in values]
    missing = column.isna()
    return [None if lost else value for value, lost in zip(values, missing, strict=True)] if missing.any() else values
