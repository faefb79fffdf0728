"""The cached way from a chart to what the browser draws: a chart of figures that did not change is not built again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import streamlit as st

from uspekh.charts import theme
from uspekh.charts.specification import Specification
from uspekh.monitoring.selection import Selection
from uspekh.ui import access, state

Build: TypeAlias = Callable[[], theme.Chart]
Plain: TypeAlias = str | int | bool | tuple["Plain", ...] | None


def picture(name: str, build: Build, selection: Selection, *choice: Plain) -> Specification:
    """A chart of the figures of ``selection``, in the colours of the page.

    ``name`` is its own among all pages. ``choice``: every value beside the selection on which it depends.
    """
    dark = st.context.theme.type == "dark"
    return _picture(state.stamp(), access.narrowed(selection), access.about_itself(), name, choice, dark, build)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=state.BY_SELECTION)
def _picture(
    stamp: int, selection: Selection, exact: bool, name: str, choice: tuple[Plain, ...], dark: bool, _build: Build
) -> Specification:
    chart = _build()
    return (theme.dark(chart) if dark else chart).to_dict()
