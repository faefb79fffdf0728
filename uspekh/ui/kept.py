"""The cached way from a chart to what the browser draws: a chart of the same rows is not built again.

The rows themselves are the key, not the store or the selection: most of what one person uploads, or another chooses,
leaves most charts as they are; and nobody is shown what was drawn of rows that he may not see.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pandas as pd
import streamlit as st

from uspekh.charts import theme
from uspekh.charts.theme import Specification

Build: TypeAlias = Callable[[], theme.Chart]
Plain: TypeAlias = str | int | bool | date | tuple["Plain", ...] | None


def picture(name: str, build: Build, *depends: pd.DataFrame | Plain) -> Specification:
    """A chart in the colours of the page.

    ``name`` is its own among all pages. ``depends``: every frame and value that ``build`` takes.
    """
    key = hashlib.sha256(pickle.dumps((name, depends))).hexdigest()
    return _picture(key, st.context.theme.type == "dark", build)


@st.cache_resource(show_spinner=False, max_entries=256)
def _picture(key: str, dark: bool, _build: Build) -> Specification:
    return theme.specify(_build(), dark=dark)
