"""The cached way from a chart to what the browser draws: a chart of the same arguments is not made again.

What the chart is called with is the key, so no caller can give an incomplete one: most of what one person uploads, or
another chooses, leaves most charts as they are; and nobody is shown what was drawn of rows that he may not see.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from uspekh.charts import theme
from uspekh.charts.theme import Chart, Specification

Plain: TypeAlias = str | int | float | bool | date | tuple["Plain", ...] | None


def specify(
    draw: Callable[..., Chart], *arguments: pd.DataFrame | Plain, large: bool = False, **options: Plain
) -> Specification:
    """The chart that ``draw`` makes of its arguments, in the colours of the page; ``large`` for a shared screen.

    ``draw``: a function of a module; one that holds variables of its own would be called with more than its arguments.
    """
    if "<" in draw.__qualname__:
        raise ValueError(f"{draw.__qualname__} is not a function of a module")
    key = hashlib.sha256(pickle.dumps((draw.__module__, draw.__qualname__, arguments, options))).hexdigest()
    dark = st.context.theme.type == "dark"
    return _specification(key, dark, large, draw, arguments, options)


@st.cache_resource(show_spinner=False, max_entries=256)
def _specification(
    key: str,
    dark: bool,
    large: bool,
    _draw: Callable[..., Chart],
    _arguments: tuple[Any, ...],
    _options: dict[str, Any],
) -> Specification:
    chart = _draw(*_arguments, **_options)
    return theme.specify(theme.enlarged(chart) if large else chart, dark=dark)
