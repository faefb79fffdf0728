"""The least app that has pages, a filter in the address and a chart: what the dashboard is compared with."""

from __future__ import annotations

from functools import partial

import altair as alt
import pandas as pd
import streamlit as st


def page(name: str) -> None:
    """A title and one chart that follows the filter."""
    st.title(name)
    bars = pd.DataFrame({"x": range(6), "y": [year % st.session_state["год"] for year in range(2019, 2025)]})
    st.altair_chart(alt.Chart(bars).mark_bar().encode(x="x", y="y"))


PAGES = [st.Page(partial(page, name), title=name, url_path=name) for name in ("one", "two", "three")]
chosen = st.navigation(PAGES)
st.sidebar.selectbox("Год", list(range(2019, 2025)), key="год", bind="query-params")
chosen.run()
